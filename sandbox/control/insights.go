package control

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/schemas"
)

// visitorIn is a consumer who goes through a flow without the XS2A App. What is
// not said is the usual: the Demo Bank, its first login method, a login that
// succeeds, the first account.
type visitorIn struct {
	Username string   `json:"username"`
	Password string   `json:"password"`
	OTP      string   `json:"otp"`
	Country  string   `json:"country_code"`
	Bank     string   `json:"bank_code"`
	Method   string   `json:"method"`
	Accounts []string `json:"accounts"` // IBANs or names
	Result   string   `json:"result"`   // of a redirect: success, failure or abort
	Aborts   bool     `json:"aborts"`
}

func (in visitorIn) visitor() aggregator.Visitor {
	return aggregator.Visitor{
		Username: in.Username, Password: in.Password, OTP: in.OTP,
		Country: in.Country, Bank: in.Bank, Method: in.Method, Accounts: in.Accounts, Result: in.Result, Aborts: in.Aborts,
	}
}

// failureOut is why a flow or a refresh failed.
type failureOut struct {
	Category string `json:"category"`
	Message  string `json:"message,omitempty"`
}

func failureView(f *aggregator.Failure) *failureOut {
	if f == nil {
		return nil
	}
	return &failureOut{f.Category, f.Message}
}

// flowOut is a flow as the tester sees it.
type flowOut struct {
	ID       string               `json:"id"`
	Session  string               `json:"session"`
	Client   aggregator.Client    `json:"client"`
	Type     aggregator.FlowType  `json:"type"`
	State    aggregator.FlowState `json:"state"`
	Context  aggregator.Context   `json:"context,omitempty"` // what the consumer is asked now
	Scenario string               `json:"scenario"`
	Rule     string               `json:"rule"` // what chose it
	Created  time.Time            `json:"created"`
	Bank     string               `json:"bank,omitempty"`
	Username string               `json:"username,omitempty"`
	Consumer string               `json:"insights_consumer_id,omitempty"`
	Polls    int                  `json:"polls"`
	Error    *failureOut          `json:"error,omitempty"`
	Moves    []aggregator.Move    `json:"transitions,omitempty"`          // of a single flow
	LeftOut  int                  `json:"transitions_left_out,omitempty"` // in the middle of a long life
}

func flowView(v *aggregator.FlowView) flowOut {
	out := flowOut{
		ID: v.ID, Session: v.Session, Client: v.Client, Type: v.Type, State: v.State, Context: v.Context, Scenario: v.Scenario, Rule: v.Rule,
		Created: v.Created, Username: v.Username, Polls: v.Polls, Error: failureView(v.Error),
	}
	if v.Bank != nil {
		out.Bank = v.Bank.Name
	}
	if v.Result != nil {
		out.Consumer = v.Result.Consumer
	}
	return out
}

// listFlows lists the newest flows, oldest first.
func listFlows(w http.ResponseWriter, r *http.Request, t Tenant) error {
	q, err := query(r, "limit")
	if err != nil {
		return err
	}
	limit, err := limitOf(q)
	if err != nil {
		return err
	}
	all := t.Insights.Flows()
	out := []flowOut{}
	for i := range all[max(0, len(all)-limit):] {
		out = append(out, flowView(&all[max(0, len(all)-limit)+i]))
	}
	return writeJSON(w, http.StatusOK, map[string][]flowOut{"flows": out})
}

// showFlow tells a flow's life: what chose its script, and every transition with
// its cause.
func showFlow(w http.ResponseWriter, r *http.Request, t Tenant) error {
	id, err := segment(r, "id")
	if err != nil {
		return err
	}
	v, err := t.Insights.FlowView(id)
	if err != nil {
		return err
	}
	out := flowView(&v)
	out.Moves, out.LeftOut = v.Moves, v.LeftOut
	return writeJSON(w, http.StatusOK, out)
}

// completeFlow takes the consumer through a flow, by the steps of the XS2A App.
func completeFlow(w http.ResponseWriter, r *http.Request, t Tenant) error {
	var in visitorIn
	if err := decode(w, r, &in); err != nil {
		return err
	}
	id, err := segment(r, "id")
	if err != nil {
		return err
	}
	if _, err := t.Insights.Complete(id, in.visitor()); err != nil {
		return err
	}
	return showFlow(w, r, t)
}

// movedConsent is a move of a stored consent by hand.
type movedConsent struct {
	To aggregator.ConsentState `json:"to"`
}

// ends are where a stored consent can be taken to.
var ends = []aggregator.ConsentState{aggregator.ConsentRevoked, aggregator.ConsentExpired}

// moveStored ends the stored consents of a consumer, as the bank would, and tells
// how they stand.
func moveStored(w http.ResponseWriter, r *http.Request, t Tenant) error {
	var in movedConsent
	if err := decode(w, r, &in); err != nil {
		return err
	}
	if !slices.Contains(ends, in.To) {
		return fmt.Errorf("%w: to: %.50q is no end of a stored consent: they are %s and %s; the nearest is %s", errBad, in.To, ends[0], ends[1], schemas.Nearest(string(in.To), []string{string(ends[0]), string(ends[1])}))
	}
	client, consumer, err := consumerOf(r)
	if err != nil {
		return err
	}
	if err := t.Insights.MoveConsent(client, consumer, in.To); err != nil {
		return err
	}
	return showStored(w, r, t)
}

func consumerOf(r *http.Request) (aggregator.Client, string, error) {
	client, err := segment(r, "client")
	if err != nil {
		return "", "", err
	}
	consumer, err := segment(r, "id")
	return aggregator.Client(client), consumer, err
}

// storedOut is a stored consent as the tester sees it.
type storedOut struct {
	State    aggregator.ConsentState `json:"state"`
	Bank     string                  `json:"bank"`
	Username string                  `json:"username"`
	Scenario string                  `json:"scenario"`
	Accounts []string                `json:"insights_account_ids"`
	Since    time.Time               `json:"since"`
	Entered  time.Time               `json:"entered"`
	Until    string                  `json:"expected_expiry_date"`
}

// showStored tells how a consumer's stored consents stand.
func showStored(w http.ResponseWriter, r *http.Request, t Tenant) error {
	client, consumer, err := consumerOf(r)
	if err != nil {
		return err
	}
	all, err := t.Insights.StoredConsents(client, consumer)
	if err != nil {
		return err
	}
	out := []storedOut{}
	for _, c := range all {
		one := storedOut{State: c.State, Bank: c.Bank.Name, Username: c.Username, Scenario: c.Script, Since: c.Since, Entered: c.Entered, Until: c.Until.String()}
		for _, a := range c.Accounts {
			one.Accounts = append(one.Accounts, a.ID)
		}
		out = append(out, one)
	}
	return writeJSON(w, http.StatusOK, map[string][]storedOut{"consents": out})
}

// refreshOut is an automatic refresh that came due while the clock moved.
type refreshOut struct {
	At       time.Time           `json:"at"` // when it was due
	Client   aggregator.Client   `json:"client"`
	Consumer string              `json:"insights_consumer_id"`
	Account  string              `json:"insights_account_id"`
	State    aggregator.RunState `json:"state"`
	Error    *failureOut         `json:"error,omitempty"`
}

// settleInsights lets happen what a move of the clock has made due.
func settleInsights(t Tenant) (told []refreshOut, total int) {
	runs, total := t.Insights.Settle()
	told = []refreshOut{}
	for _, run := range runs {
		told = append(told, refreshOut{run.At, run.Client, run.Consumer, run.Account, run.State, failureView(run.Error)})
	}
	return told, total
}

// issueToken gives a client a fresh token, as the portal would.
func issueToken(w http.ResponseWriter, r *http.Request, t Tenant) error {
	var in struct {
		Client string `json:"client"`
	}
	if err := decode(w, r, &in); err != nil {
		return err
	}
	token, err := t.Insights.IssueToken(aggregator.Client(in.Client))
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusCreated, aggregator.DemoToken{Client: aggregator.Client(in.Client), Token: token})
}
