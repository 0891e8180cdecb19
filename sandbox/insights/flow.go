package insights

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// The body of PUT flows (3.2, 3.4). Each type of flow has a schema of its own, which
// says what of this it reads.
type (
	flowIn struct {
		IntendedReports  []string           `json:"intended_reports"`
		RefreshDays      *int               `json:"refresh_days"`
		From             reports.Day        `json:"from_date"`
		To               reports.Day        `json:"to_date"`
		Accounts         *selectorIn        `json:"accounts"`
		Consumer         string             `json:"insights_consumer_id"`
		RetentionMinutes *int               `json:"data_retention_minutes"`
		Store            string             `json:"store_consent"`
		Allowed          *allowedAccountsIn `json:"allowed_accounts"`
		Selection        string             `json:"accounts_selection"`
		IBAN             string             `json:"iban"`
		AccountID        string             `json:"account_id"`
		AccountNumber    string             `json:"account_number"`
		LastDays         *int               `json:"last_days"`
		PageSize         *int               `json:"preferred_pagination_size"`
		Keys             keysIn             `json:"keys"`
	}
	selectorIn struct {
		All               bool     `json:"all"`
		IBANs             []string `json:"ibans"`
		InsightsAccountID []string `json:"insights_account_ids"`
		AccountIDs        []string `json:"account_ids"` // of a consent's refresh alone
	}
	allowedAccountsIn struct {
		Types []string `json:"account_types"`
		IDs   []string `json:"account_ids"`
	}
)

func (in *flowIn) request() aggregator.FlowRequest {
	return aggregator.FlowRequest{
		IntendedReports: in.IntendedReports, RefreshDays: in.RefreshDays, From: in.From, To: in.To,
		Accounts: in.Accounts.value(), Consumer: in.Consumer, RetentionMinutes: in.RetentionMinutes,
		Store: aggregator.StoreConsent(in.Store), Allowed: in.Allowed.value(), Selection: aggregator.Selection(in.Selection),
		IBAN: in.IBAN, AccountID: in.AccountID, AccountNumber: in.AccountNumber, LastDays: in.LastDays, PageSize: in.PageSize,
	}
}

func (in *selectorIn) value() *aggregator.Selector {
	if in == nil {
		return nil
	}
	return &aggregator.Selector{All: in.All, IBANs: in.IBANs, AccountIDs: in.InsightsAccountID}
}

func (in *allowedAccountsIn) value() *aggregator.AllowedAccounts {
	if in == nil {
		return nil
	}
	return &aggregator.AllowedAccounts{Types: in.Types, IDs: in.IDs}
}

// What is told of a flow (3.1, 3.3).
type (
	flowStartedOut struct {
		ID          string `json:"flow_id"`
		State       string `json:"state"`
		Self        string `json:"self"`
		ClientToken string `json:"client_token"`
	}
	flowOut struct {
		State       string        `json:"state"`
		ClientToken string        `json:"client_token,omitempty"`
		Result      any           `json:"result,omitempty"`
		Error       *flowErrorOut `json:"error,omitempty"`
	}
	flowErrorOut struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	}
)

// startFlow is the route of PUT session.flows.<type> (3.1).
func startFlow(t aggregator.FlowType, schema string) Route {
	op := "start" + titled(t) + "Flow"
	return Route{http.MethodPut, sessionPath + "/flows/" + string(t), op, func(s *server, w http.ResponseWriter, r *http.Request) error {
		c, err := s.admit(w, r, op)
		if err != nil {
			return err
		}
		in := new(flowIn)
		rules := func() []storage.Violation { return aggregator.CheckFlow(t, in.request()) }
		if err := c.read(schema, in, rules); err != nil {
			return err
		}
		return s.answer(w, r, func() (answer, error) { return s.started(c, t, in.request()) })
	}}
}

func (s *server) started(c *call, t aggregator.FlowType, asked aggregator.FlowRequest) (answer, error) {
	session := c.id("session_id")
	f, err := s.cfg.Aggregator.StartFlow(c.client, session, t, asked, s.facts(c))
	if err != nil {
		return answer{}, err
	}
	journal.Tag(c.Request, "", "", f.ID)
	self := s.flowURL(c, session, f.ID)
	return created(c, self, flowStartedOut{f.ID, string(f.State), self, s.clientTokenOf(c, f)})
}

// getFlow is Flow-Information, GET flow.self (3.3). An error stands in data: it is
// the answer, not a failure to give one.
func (s *server) getFlow(c *call) (answer, error) {
	offset, err := offsetOf(c)
	if err != nil {
		return answer{}, err
	}
	session := c.id("session_id")
	f, err := s.cfg.Aggregator.FlowPage(c.client, session, c.id("flow_id"), offset)
	if err != nil {
		return answer{}, err
	}
	journal.Tag(c.Request, "", "", f.ID)
	out := flowOut{State: string(f.State), Error: failure(f.Error)}
	if !f.State.Over() || f.State == aggregator.Finished {
		out.ClientToken = s.clientTokenOf(c, f)
	}
	if f.Result != nil {
		out.Result = resultOut(f.Result, fmt.Sprintf("%s?offset=%d", s.flowURL(c, session, f.ID), f.Result.Next))
	}
	return ok(out)
}

// offsetOf is from which transaction on a page of a flow's is asked for.
func offsetOf(c *call) (int, error) {
	text := c.URL.Query().Get("offset")
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, storage.Refuse("get flow", []storage.Violation{{Code: storage.InvalidValue, Path: "offset", Message: fmt.Sprintf("%.20q is not a number from 0 up", text)}})
	}
	return n, nil
}

// abortFlow is DELETE flow.self (3.3).
func (s *server) abortFlow(c *call) (answer, error) {
	journal.Tag(c.Request, "", "", c.id("flow_id"))
	if err := s.cfg.Aggregator.AbortFlow(c.client, c.id("session_id"), c.id("flow_id")); err != nil {
		return answer{}, err
	}
	return gone()
}

// clientTokenOf is the token that opens the XS2A App for a flow.
func (s *server) clientTokenOf(c *call, f aggregator.Flow) string {
	return s.sealer.clientToken(s.cfg.Base(c.Request)+"/branded/xs2a/v1/wizard/"+f.ID, f.ID, f.Ends)
}

func failure(f *aggregator.Failure) *flowErrorOut {
	if f == nil {
		return nil
	}
	return &flowErrorOut{f.Category, f.Message}
}

// scenarioName is the header that names the scenario of a flow.
const scenarioName = "X-Sandbox-Scenario"

// facts is what the choice of a scenario may look at. Credentials are not among it.
func (s *server) facts(c *call) scenario.Facts {
	headers := make(map[string]string, len(c.Header))
	for name, values := range c.Header {
		if name != "Authorization" && name != "Cookie" {
			headers[strings.ToLower(name)] = values[0]
		}
	}
	return scenario.Facts{
		Header: c.Header.Get(scenarioName), Body: c.body, Path: s.cfg.Scenario(c.Request), Headers: headers, Client: string(c.client),
	}
}
