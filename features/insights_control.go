package features

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"github.com/tidwall/gjson"
)

// A Visitor is the consumer at the bank, as the control plane plays her without a
// browser: what she types, and where.
type Visitor struct {
	Username string   `json:"username,omitempty"`
	Password string   `json:"password,omitempty"`
	OTP      string   `json:"otp,omitempty"`
	Country  string   `json:"country_code,omitempty"`
	Bank     string   `json:"bank_code,omitempty"`
	Method   string   `json:"method,omitempty"`   // of logging in
	Accounts []string `json:"accounts,omitempty"` // that she picks, by IBAN or name; none: the first
	Aborts   bool     `json:"aborts,omitempty"`
}

// Complete has the consumer walk through a flow, until it is over or waits for
// time, and gives the flow as the control plane tells it then.
func (c *Control) Complete(ctx context.Context, flow string, v Visitor) (gjson.Result, error) {
	return c.tell(ctx, http.MethodPost, "/flows/"+url.PathEscape(flow)+"/complete", v)
}

// Flow gives a flow as the control plane tells it: its state, the scenario that it
// follows and why, its timeline.
func (c *Control) Flow(ctx context.Context, flow string) (gjson.Result, error) {
	return c.tell(ctx, http.MethodGet, "/flows/"+url.PathEscape(flow), nil)
}

// MoveConsent moves a consumer's stored consent by hand, to REVOKED or EXPIRED.
func (c *Control) MoveConsent(ctx context.Context, client, consumer, to string) error {
	path := "/consumers/" + url.PathEscape(client) + "/" + url.PathEscape(consumer) + "/consent"
	return c.call(ctx, http.MethodPost, path, map[string]any{"to": to}, nil)
}

// Token gives a fresh token of a client.
func (c *Control) Token(ctx context.Context, client string) (string, error) {
	answer, err := c.tell(ctx, http.MethodPost, "/tokens", map[string]any{"client": client})
	return answer.Get("token").String(), err
}

// Elapsed is what the clock brought when it was moved.
type Elapsed struct {
	Now       time.Time        `json:"now"`
	Refreshes []ElapsedRefresh `json:"refreshes"`       // the automatic refreshes that ran, in order; some, if they were very many
	Total     int              `json:"refreshes_total"` // how many ran
}

// An ElapsedRefresh is one automatic refresh that ran.
type ElapsedRefresh struct {
	At       time.Time `json:"at"`
	Client   string    `json:"client"`
	Consumer string    `json:"insights_consumer_id"`
	Account  string    `json:"insights_account_id"`
	State    string    `json:"state"` // SUCCESS or EXCEPTION
	Failure  *struct { // nil if it went well
		Category string `json:"category"`
		Message  string `json:"message"`
	} `json:"error"`
}

// category is why the refresh failed, "" if it went well.
func (r ElapsedRefresh) category() string {
	if r.Failure == nil {
		return ""
	}
	return r.Failure.Category
}

// Elapse moves the tenant's clock and tells which automatic refreshes ran.
func (c *Control) Elapse(ctx context.Context, by string) (passed Elapsed, err error) {
	err = c.call(ctx, http.MethodPost, "/clock", map[string]any{"advance": by}, &passed)
	return passed, err
}

// tell sends one request and gives the answer to be dug in.
func (c *Control) tell(ctx context.Context, method, path string, ask any) (gjson.Result, error) {
	var answer json.RawMessage
	err := c.call(ctx, method, path, ask, &answer)
	return gjson.ParseBytes(answer), err
}
