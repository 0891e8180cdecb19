package sandbox_test

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox"
)

// An integrator is a client of Account Insights that nobody here wrote: net/http and
// encoding/json alone. Of the bank it knows the base URL and a token; all else it
// takes from links and answers.
type integrator struct {
	*testing.T
	base  string
	token string
	http  *http.Client
}

// call sends a body in JSON, unless it is nil, wants that status, and returns what
// the answer has under data.
func (i *integrator) call(method, url string, body any, want int) object {
	i.Helper()
	var sent io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			i.Fatal(err)
		}
		sent = strings.NewReader(string(text))
	}
	r, err := http.NewRequestWithContext(i.Context(), method, url, sent)
	if err != nil {
		i.Fatal(err)
	}
	if !strings.Contains(url, "/wizard/") { // the consumer's browser has no token
		r.Header.Set("Authorization", "Token "+i.token)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json;charset=utf-8")
	}
	res, err := i.http.Do(r)
	if err != nil {
		i.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != want {
		i.Fatalf("%s %s: got %s, want %d; %v: %s", method, url, res.Status, want, err, text)
	}
	var answer struct {
		Data object `json:"data"`
	}
	if len(text) > 0 {
		if err := json.Unmarshal(text, &answer); err != nil {
			i.Fatalf("%v: %s", err, text)
		}
	}
	return answer.Data
}

// An object is one in JSON, with ways into it.
type object map[string]any

func (o object) at(name string) object { inner, _ := o[name].(map[string]any); return inner }
func (o object) text(name string) string {
	text, _ := o[name].(string)
	return text
}
func (o object) list(name string) (all []object) {
	list, _ := o[name].([]any)
	for _, one := range list {
		inner, _ := one.(map[string]any)
		all = append(all, inner)
	}
	return all
}

// visit is the consumer in the XS2A App: she answers what she is asked until the
// flow is over.
func (i *integrator) visit(clientToken, username string) {
	i.Helper()
	payload, err := base64.RawURLEncoding.DecodeString(strings.Split(clientToken, ".")[1])
	if err != nil {
		i.Fatal(err)
	}
	var claims struct {
		AuthURL string `json:"auth_url"`
	}
	if err := json.Unmarshal(payload, &claims); err != nil {
		i.Fatal(err)
	}
	url := claims.AuthURL
	for range 20 {
		step := i.call(http.MethodGet, url, nil, http.StatusOK)
		if step.text("next") != "" {
			url = step.text("next")
		}
		form := step.at("result").at("form")
		if form == nil {
			return
		}
		var data []object
		for _, e := range form.list("elements") {
			data = append(data, object{"key": e.text("key"), "value": i.fill(e, username)})
		}
		i.call(http.MethodPost, url, object{"form_identifier": form.text("form_identifier"), "data": data}, http.StatusOK)
	}
	i.Fatal("the wizard has no end")
}

// fill is what she answers to one question.
func (i *integrator) fill(element object, username string) string {
	switch element.text("kind") {
	case "text":
		return username
	case "password", "otp":
		return "12345"
	case "confirm":
		return "true"
	}
	options := element.list("options")
	for _, o := range options {
		if strings.HasSuffix(o.text("value"), ":88888888") {
			return o.text("value")
		}
	}
	if len(options) == 0 {
		i.Fatalf("nothing to choose in %v", element)
	}
	return options[0].text("value")
}

func newIntegrator(t *testing.T) *integrator {
	bank := sandbox.Start(t)
	return &integrator{t, bank.URL, "insights-demo-token", bank.Client}
}

// Workflow 1: first time data acquisition, in a browser that a test can be.
func TestAStrangerAcquiresData(t *testing.T) {
	i := newIntegrator(t)
	session := i.call(http.MethodPut, i.base+"/xs2a/v1/sessions", object{
		"psu":           object{"user_agent": "Mozilla/5.0", "ip_address": "203.0.113.7"},
		"consent_scope": object{"insights_refresh": object{}},
	}, http.StatusCreated)
	flow := i.call(http.MethodPut, session.at("flows").text("insights_refresh"), object{}, http.StatusCreated)
	if flow.text("state") != "CONSUMER_INPUT_NEEDED" {
		t.Fatalf("the flow is %v", flow)
	}
	i.visit(flow.text("client_token"), "acin-demo-data")
	told := i.call(http.MethodGet, flow.text("self"), nil, http.StatusOK)
	consumer := told.at("result").text("insights_consumer_id")
	if told.text("state") != "FINISHED" || consumer == "" {
		t.Fatalf("the flow ended so: %v", told)
	}
	report := i.call(http.MethodPost, i.base+"/insights/v1/reports/categorization/create", object{"insights_consumer_id": consumer}, http.StatusOK).list("reports")[0]
	if n := len(report.list("transactions")); n < 30 || report.text("data_availability") != "COMPLETE" {
		t.Errorf("the report has %d transactions and is %s", n, report.text("data_availability"))
	}
	closed := i.call(http.MethodDelete, session.text("self"), nil, http.StatusNoContent)
	if closed != nil {
		t.Errorf("closing tells %v", closed)
	}
}

// Workflow 5: without the bank.
func TestAStrangerProvidesData(t *testing.T) {
	i := newIntegrator(t)
	made := i.call(http.MethodPost, i.base+"/insights/v1/storage/accounts/create", object{"account": object{"currency": "EUR", "alias": "Giro"}}, http.StatusOK)
	whose := object{"insights_consumer_id": made["insights_consumer_id"], "insights_account_id": made["insights_account_id"]}
	whose["transactions"] = []object{
		{"reference": "Miete", "amount": object{"amount": 80000, "currency": "EUR"}, "type": "DEBIT"},
		{"reference": "Gehalt", "amount": object{"amount": 250000, "currency": "EUR"}, "type": "CREDIT"},
	}
	i.call(http.MethodPost, i.base+"/insights/v1/storage/transactions/create", whose, http.StatusOK)
	report := i.call(http.MethodPost, i.base+"/insights/v1/reports/group-by-category/create", object{"insights_consumer_id": made["insights_consumer_id"]}, http.StatusOK).list("reports")[0]
	sums := map[string]float64{}
	for _, group := range report.list("categories") {
		sums[group.text("name")], _ = group.at("sum")["amount"].(float64)
	}
	if len(sums) != 2 || sums["Rent"] != -80000 || sums["Salary"] != 250000 {
		t.Errorf("the groups are %v", sums)
	}
}
