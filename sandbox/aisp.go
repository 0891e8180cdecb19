package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// What the AISP of a Go test calls itself, and where it wants codes sent.
const (
	aispID       = "aisp-one"
	aispSecret   = "aisp-one-secret"
	aispRedirect = "http://127.0.0.1/callback"
	aisPath      = "/open-banking/v1.0/aisp"
)

// A LiveConsent is a consent that a test made at a [Live] bank over HTTP.
type LiveConsent struct {
	ID   string
	bank *Live
}

// A Token is an access token of an authorised consent.
type Token string

// Consent makes a consent with those permissions, as the client aisp-one. It
// fails the test if the bank refuses.
func (l *Live) Consent(tb testing.TB, permissions ...string) *LiveConsent {
	tb.Helper()
	body, _ := json.Marshal(map[string]any{"Data": map[string]any{"Permissions": permissions}})
	req := l.request(tb, http.MethodPost, aisPath+"/account-access-consents", bytes.NewReader(body))
	req.Header.Set("Authorization", "Bearer "+l.clientToken(tb))
	req.Header.Set("Content-Type", "application/json")
	var made struct {
		Data struct {
			ConsentID string `json:"ConsentId"`
		}
	}
	l.send(tb, req, http.StatusCreated, &made)
	return &LiveConsent{ID: made.Data.ConsentID, bank: l}
}

// Authorise walks the customer through /authorize and redeems the code. It
// fails the test if no token comes of it.
func (c *LiveConsent) Authorise(tb testing.TB) Token {
	tb.Helper()
	landing := c.Visit(tb)
	code := landing.Get("code")
	if code == "" {
		tb.Fatal(c.noCode(landing))
	}
	return c.Redeem(tb, code)
}

// noCode says why a visit brought no code, for a test that counts on one.
func (c *LiveConsent) noCode(landing url.Values) string {
	if len(landing) == 0 {
		return fmt.Sprintf("nobody answers for consent %s: its scenario shows the bank's page, or waits; start the bank with a scenario that decides, as sandbox.Scenario(%q)", c.ID, "auto-approve")
	}
	return fmt.Sprintf("consent %s is refused at /authorize: %s: %s", c.ID, landing.Get("error"), landing.Get("error_description"))
}

// Redeem exchanges a code of this consent for an access token.
func (c *LiveConsent) Redeem(tb testing.TB, code string) Token {
	tb.Helper()
	return Token(c.bank.token(tb, url.Values{
		"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {aispRedirect},
	}))
}

// A ConsentView is a consent as the AISP reads it.
type ConsentView struct {
	Status  scenario.State `json:"Status"`
	Updated time.Time      `json:"StatusUpdateDateTime"`
}

// Read reads the consent over HTTP; it counts as a poll.
func (c *LiveConsent) Read(tb testing.TB) ConsentView {
	tb.Helper()
	req := c.bank.request(tb, http.MethodGet, aisPath+"/account-access-consents/"+c.ID, nil)
	req.Header.Set("Authorization", "Bearer "+c.bank.clientToken(tb))
	var read struct{ Data ConsentView }
	c.bank.send(tb, req, http.StatusOK, &read)
	return read.Data
}

// Visit sends the customer to /authorize and returns what the AISP's redirect
// URI then receives; nothing if the customer is not sent back.
func (c *LiveConsent) Visit(tb testing.TB) url.Values {
	tb.Helper()
	claims, _ := json.Marshal(map[string]any{"id_token": map[string]any{
		"openbanking_intent_id": map[string]any{"value": c.ID, "essential": true},
	}})
	query := url.Values{
		"response_type": {"code"}, "client_id": {aispID}, "redirect_uri": {aispRedirect},
		"scope": {"openid accounts"}, "state": {"s"}, "nonce": {"n"}, "claims": {string(claims)},
	}
	res, err := c.bank.Client.Do(c.bank.request(tb, http.MethodGet, "/oauth2/authorize?"+query.Encode(), nil))
	if err != nil {
		tb.Fatal(err)
	}
	defer res.Body.Close()
	landing, err := url.Parse(res.Header.Get("Location"))
	if err != nil {
		tb.Fatal(err)
	}
	return landing.Query()
}

// States tells the consent's life so far: each state that it was moved to. A
// revoke by the bank is told as Revoked, although the standard lets the status
// stay Authorised.
func (c *LiveConsent) States() []string {
	var states []string
	for _, step := range c.Timeline() {
		states = append(states, string(step.To))
	}
	return states
}

// Status is what the AISP would read of the consent now. It does not count as
// a poll.
func (c *LiveConsent) Status() scenario.State {
	c.bank.tenant.bank.Settle()
	found, err := c.bank.tenant.bank.Inspect(bank.ConsentID(c.ID))
	if err != nil {
		return ""
	}
	return found.Status
}

// Timeline tells each step of the consent's life so far, with its cause.
func (c *LiveConsent) Timeline() []bank.Transition {
	c.bank.tenant.bank.Settle()
	steps, _ := c.bank.tenant.bank.Timeline(bank.ConsentID(c.ID)) // an unknown consent has no life
	return steps
}

// Get reads a resource: a path under the AIS base path, such as /accounts, or a
// URI of this bank as it stands in an answer, such as Links.Next. It fails the
// test for a URI of another host. The body is closed when the test ends.
func (l *Live) Get(tb testing.TB, uri string, token Token) *http.Response {
	tb.Helper()
	req := l.request(tb, http.MethodGet, l.pathOf(tb, uri), nil)
	req.Header.Set("Authorization", "Bearer "+string(token))
	res, err := l.Client.Do(req)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = res.Body.Close() })
	return res
}

// pathOf is where a path under the AIS base path, or a URI of this bank, lies
// below the bank's base. A token must not go to anybody else.
func (l *Live) pathOf(tb testing.TB, uri string) string {
	tb.Helper()
	if uri == "" || strings.HasPrefix(uri, "/") {
		return aisPath + uri
	}
	path, own := strings.CutPrefix(uri, l.URL)
	if !own || !strings.HasPrefix(path, "/") {
		tb.Fatalf("Get reads a path such as /accounts, or a URI of this bank, which begins with %s/; %q is neither", l.URL, uri)
	}
	return path
}

// clientToken is a token of aisp-one's own, good for the consent API.
func (l *Live) clientToken(tb testing.TB) string {
	tb.Helper()
	return l.token(tb, url.Values{"grant_type": {"client_credentials"}, "scope": {"accounts"}})
}

// token asks the token endpoint, as aisp-one.
func (l *Live) token(tb testing.TB, form url.Values) string {
	tb.Helper()
	req := l.request(tb, http.MethodPost, "/oauth2/token", strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.SetBasicAuth(aispID, aispSecret)
	var granted struct {
		AccessToken string `json:"access_token"`
	}
	l.send(tb, req, http.StatusOK, &granted)
	return granted.AccessToken
}

func (l *Live) request(tb testing.TB, method, path string, body io.Reader) *http.Request {
	tb.Helper()
	req, err := http.NewRequestWithContext(tb.Context(), method, l.URL+path, body)
	if err != nil {
		tb.Fatal(err)
	}
	return req
}

// send wants that status, and decodes the body into v.
func (l *Live) send(tb testing.TB, req *http.Request, want int, v any) {
	tb.Helper()
	res, err := l.Client.Do(req)
	if err != nil {
		tb.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != want {
		tb.Fatalf("%s %s answered %s, want %d; error %v; body:\n%s", req.Method, req.URL.Path, res.Status, want, err, body)
	}
	if err := json.Unmarshal(body, v); err != nil {
		tb.Fatalf("%s %s: %v in\n%s", req.Method, req.URL.Path, err, body)
	}
}
