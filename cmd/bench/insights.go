package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox"
)

// What a client of Account Insights sends in the five workflows.
const (
	sessionBody  = `{"psu":{"user_agent":"bench","ip_address":"192.0.2.1"},"consent_scope":{"insights_refresh":{},"lifetime":180}}`
	insightsPath = "/insights/v1"
)

// aggregated makes c a client of Account Insights.
func (c *client) aggregated() *client {
	c.scheme, c.token = "Token", "insights-demo-token"
	return c
}

// send sends a JSON body, which may be "", and reads the answer into v unless it
// is nil. With a scenario the request chooses it.
func (c *client) send(method, at, body, scenario string, want int, v any) error {
	if strings.HasPrefix(at, "/") {
		at = c.base + at
	}
	req, err := http.NewRequest(method, at, strings.NewReader(body))
	if err != nil {
		return err
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	if scenario != "" {
		req.Header.Set("x-sandbox-scenario", scenario)
	}
	return c.do(req, want, v)
}

// A flow as the answers tell it.
type flow struct {
	Data struct {
		FlowID string `json:"flow_id"`
		Self   string
		State  string
		Result struct {
			Consumer string `json:"insights_consumer_id"`
		}
		Error struct{ Code, Message string }
	}
}

// begin creates a session and starts an Insights-Refresh flow in it.
func (c *client) begin(body, scenario string) (f flow, err error) {
	var session struct {
		Data struct {
			Flows struct {
				Refresh string `json:"insights_refresh"`
			}
		}
	}
	if err := c.send(http.MethodPut, "/xs2a/v1/sessions", sessionBody, "", http.StatusCreated, &session); err != nil {
		return f, err
	}
	err = c.send(http.MethodPut, session.Data.Flows.Refresh, body, scenario, http.StatusCreated, &f)
	return f, err
}

// finished asks Flow-Information, and wants the flow to be finished.
func (c *client) finished(f flow) (consumer string, err error) {
	self := f.Data.Self
	if err := c.send(http.MethodGet, self, "", "", http.StatusOK, &f); err != nil {
		return "", err
	}
	if f.Data.State != "FINISHED" || f.Data.Result.Consumer == "" {
		return "", fmt.Errorf("a flow is %s, want it finished, with a consumer: %+v", f.Data.State, f.Data.Error)
	}
	return f.Data.Result.Consumer, nil
}

// acquire is workflow 1 without its report: the consumer of a scenario that
// comes by herself goes through the flow before the next look.
func (c *client) acquire(body string) (consumer string, err error) {
	f, err := c.begin(body, "embedded")
	if err != nil {
		return "", err
	}
	return c.finished(f)
}

// report asks for a report of all that a consumer has, for so many days; 0 leaves
// them to the bank.
func (c *client) report(name, consumer string, days int) (size int, err error) {
	var answer json.RawMessage
	err = c.send(http.MethodPost, insightsPath+"/reports/"+name+"/create", reportBody(consumer, days), "", http.StatusOK, &answer)
	return len(answer), err
}

func reportBody(consumer string, days int) string {
	if days == 0 {
		return fmt.Sprintf(`{"insights_consumer_id":%q}`, consumer)
	}
	return fmt.Sprintf(`{"insights_consumer_id":%q,"report_days":%d}`, consumer, days)
}

// insightsFlows measures workflow 1: what it takes of the server's time with the
// report that it ends in, and how many a second come through its flow over HTTP.
func insightsFlows(binary string) ([]figure, error) {
	_, c, err := inside(sandbox.Config{})
	if err != nil {
		return nil, err
	}
	took, err := c.aggregated().workflow()
	if err != nil {
		return nil, err
	}
	bank, _, err := startBank(binary)
	if err != nil {
		return nil, err
	}
	defer bank.stop()
	served := newClient(bank.base).aggregated()
	var rates []float64
	for range rounds {
		r, err := rate(roundTime, 0, func() error { _, err := served.acquire(`{}`); return err })
		if err != nil {
			return nil, err
		}
		rates = append(rates, r)
	}
	flows := median(rates)
	return []figure{
		{
			"Account Insights: workflow 1, headless, server time", "< 5 ms",
			fmt.Sprintf("%.2f ms (session, flow, Flow-Information, categorization)", millis(took)), took < 5*time.Millisecond,
		},
		{
			fmt.Sprintf("Account Insights: flows a second over HTTP, client and bank on %d cores", runtime.NumCPU()), "≥ 2,000",
			fmt.Sprintf("%.0f (three requests each)", flows), flows >= 2000,
		},
	}, nil
}

// workflow times workflow 1 from the session to the report.
func (c *client) workflow() (time.Duration, error) {
	once := func(int) error {
		consumer, err := c.acquire(`{}`)
		if err != nil {
			return err
		}
		_, err = c.report("categorization", consumer, 0)
		return err
	}
	var took []float64
	for range rounds + 1 {
		one, err := each(200, once)
		if err != nil {
			return 0, err
		}
		took = append(took, float64(one))
	}
	return time.Duration(median(took[1:])), nil // the first round only warms up
}

// The reports, by the names in their paths, and whether they look at days.
var reportNames = []struct {
	name  string
	timed bool
}{
	{"account-info", false}, {"balances", false}, {"balance-over-time", true}, {"categorization", true},
	{"group-by-category", true}, {"expense-category", true}, {"recurring-transactions", true},
}

// insightsReports measures every report over yusuf's five thousand transactions.
func insightsReports(string) ([]figure, error) {
	bank, c, err := inside(sandbox.Config{})
	if err != nil {
		return nil, err
	}
	c.aggregated()
	const twoYears = 731
	consumer, err := c.complete(bank.Control(c.base), fmt.Sprintf(`{"refresh_days":%d,"data_retention_minutes":1440}`, twoYears), manyOwner)
	if err != nil {
		return nil, err
	}
	d := &direct{handler: bank, token: c.token, scheme: c.scheme}
	var slowest time.Duration
	var what string
	for _, r := range reportNames {
		days := 0
		if r.timed {
			days = twoYears
		}
		var size int
		var took []float64
		for range rounds + 1 {
			one, err := each(10, func(int) error {
				a, err := d.ask(http.MethodPost, insightsPath+"/reports/"+r.name+"/create", reportBody(consumer, days), http.StatusOK)
				if err == nil {
					size = a.body.Len()
				}
				return err
			})
			if err != nil {
				return nil, err
			}
			took = append(took, float64(one))
		}
		if one := time.Duration(median(took[1:])); one > slowest {
			slowest, what = one, fmt.Sprintf("%s, %d kB", r.name, size/1000)
		}
	}
	return []figure{{
		"Account Insights: the slowest report over 5,000 transactions", "< 20 ms", fmt.Sprintf("%.1f ms (%s)", millis(slowest), what), slowest < 20*time.Millisecond,
	}}, nil
}

// complete is workflow 1 with a consumer whom the control plane sends through.
func (c *client) complete(plane http.Handler, body, username string) (consumer string, err error) {
	f, err := c.begin(body, "")
	if err != nil {
		return "", err
	}
	control := &direct{handler: plane}
	at := "/_bank/tenants/default/flows/" + f.Data.FlowID + "/complete"
	if _, err := control.ask(http.MethodPost, at, fmt.Sprintf(`{"username":%q,"password":"any"}`, username), http.StatusOK); err != nil {
		return "", err
	}
	return c.finished(f)
}

const scheduled = 1000

// virtualYear measures a year that passes at once over a thousand schedules.
func virtualYear(string) ([]figure, error) {
	bank, c, err := inside(sandbox.Config{})
	if err != nil {
		return nil, err
	}
	c.aggregated()
	for range scheduled {
		consumer, err := c.acquire(`{"store_consent":"REQUIRED"}`)
		if err != nil {
			return nil, err
		}
		body := fmt.Sprintf(`{"insights_consumer_id":%q,"refresh_interval":"DAILY"}`, consumer)
		if err := c.send(http.MethodPost, insightsPath+"/autorefresh/schedule", body, "", http.StatusOK, nil); err != nil {
			return nil, err
		}
	}
	control := &direct{handler: bank.Control(c.base)}
	var moved struct {
		Total int `json:"refreshes_total"`
	}
	took, err := each(1, func(int) error {
		a, err := control.ask(http.MethodPost, "/_bank/tenants/default/clock", `{"advance":"8760h"}`, http.StatusOK)
		if err != nil {
			return err
		}
		return json.Unmarshal(a.body.Bytes(), &moved)
	})
	if err != nil {
		return nil, err
	}
	return []figure{{
		"Account Insights: a virtual year of 1,000 daily schedules", "< 5 s",
		fmt.Sprintf("%.2f s, %d refreshes", took.Seconds(), moved.Total), took < 5*time.Second && moved.Total == 365*scheduled,
	}}, nil
}

// insightsSuite measures the suite of this profile, against a bank in its own
// process.
func insightsSuite(binary string) ([]figure, error) {
	var walls []float64
	for range rounds {
		took, err := timed(exec.Command(binary, "verify", "--profile", "account-insights-1"))
		if err != nil {
			return nil, err
		}
		walls = append(walls, took.Seconds())
	}
	return []figure{{
		"Account Insights: the suite of the profile, bank in the same process", "< 5 s", fmt.Sprintf("%.2f s", median(walls)), median(walls) < 5,
	}}, nil
}
