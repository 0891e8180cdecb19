package mutant_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox"
	"github.com/sandbank-dev/sandbank/sandbox/mutant"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// A tourist asks a bank one thing after the other and notes what it is told, in
// words that do not change from one good bank to the next.
type tourist struct {
	tb      testing.TB
	at      []string // the operations in which the mutant lies, if it says so
	bank    http.Handler
	control http.Handler
	names   map[string]string // what changes from bank to bank, by what it is called in the notes
	known   map[string]string // a StatementId of an account
	notes   []note

	truth        []note // what a good bank tells on this tour; nil to find out
	lies, truths int    // how many notes differ from that, and how many do not
}

// A note is one exchange of a tour.
type note struct{ asked, told string }

// newTourist brings a tourist to a fresh bank whose clock stands still.
func newTourist(tb testing.TB, m mutant.Mutant, truth []note) *tourist {
	tb.Helper()
	at, ids := time.Date(2026, 3, 6, 19, 0, 0, 0, time.UTC), 0
	bank, err := sandbox.New(sandbox.Config{
		Scenario: "auto-approve", Scenarios: scripts(tb), PageSize: 10,
		Wall:  func() time.Time { return at },
		NewID: func() string { ids++; return fmt.Sprintf("00000000-0000-4000-8000-%012d", ids) },
	})
	if err != nil {
		tb.Fatal(err)
	}
	return &tourist{tb: tb, at: m.At, bank: m.Wrap(bank), control: bank.Control("http://bank.example"), names: map[string]string{}, known: map[string]string{}, truth: truth}
}

// scripts adds what the tour needs to the scenarios that ship.
func scripts(tb testing.TB) *scenario.Set {
	set, err := scenario.Builtin().With("tour.yaml", []byte(`version: 1
scenarios:
  - name: first-account
    customer: {does: approves, accounts: first}
`))
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// note keeps a note and holds it against the truth.
func (t *tourist) note(asked, told string) {
	n, i := note{asked, told}, len(t.notes)
	t.notes = append(t.notes, n)
	switch {
	case t.truth == nil:
	case i < len(t.truth) && t.truth[i] == n:
		t.truths++
	default:
		t.lies++
	}
}

// satisfied tells whether the bank has been heard to lie, and not always: then
// nothing more is asked.
func (t *tourist) satisfied() bool { return t.lies > 0 && t.truths > 0 }

// An ask is a request; what is left out is what most requests have.
type ask struct {
	method, path, body string
	header             map[string]string // "" drops a header
}

const interactionID = "93bac548-d2de-4546-b106-880a5018460d"

// goes sends an ask as the holder of a token, notes the answer and returns it.
func (t *tourist) goes(name, token string, a ask) *httptest.ResponseRecorder {
	t.tb.Helper()
	r := httptest.NewRequestWithContext(t.tb.Context(), a.method, "http://bank.example"+a.path, strings.NewReader(a.body))
	r.Header.Set("X-Fapi-Interaction-Id", interactionID)
	r.Header.Set("Accept", "application/json")
	if a.body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		r.Header.Set("Authorization", token)
	}
	for name, value := range a.header {
		r.Header.Set(name, value)
		if value == "" {
			r.Header.Del(name)
		}
	}
	w := httptest.NewRecorder()
	if !t.satisfied() {
		t.bank.ServeHTTP(w, r)
		t.note(name, t.describe(w))
	}
	return w
}

// token asks the token endpoint and returns the whole answer.
func (t *tourist) token(name, client, secret string, form url.Values) map[string]any {
	t.tb.Helper()
	proof := "Basic " + base64.StdEncoding.EncodeToString([]byte(client+":"+secret))
	if client == "" {
		proof = ""
	}
	w := t.goes(name, proof, ask{
		method: http.MethodPost, path: "/oauth2/token", body: form.Encode(),
		header: map[string]string{"Content-Type": "application/x-www-form-urlencoded"},
	})
	var answer map[string]any
	_ = json.Unmarshal(w.Body.Bytes(), &answer) // a mutant may answer anything
	return answer
}

// own gets a token of the client's own.
func (t *tourist) own(client, scope string) string {
	t.tb.Helper()
	answer := t.token("token of "+client, client, client+"-secret", url.Values{"grant_type": {"client_credentials"}, "scope": {scope}})
	return bearer(answer)
}

func bearer(answer map[string]any) string {
	token, _ := answer["access_token"].(string)
	return "Bearer " + token
}

// consent asks for a consent and returns its id.
func (t *tourist) consent(name, token, body string, header map[string]string) string {
	t.tb.Helper()
	w := t.goes(name, token, ask{method: http.MethodPost, path: ais + "account-access-consents", body: body, header: header})
	var made struct {
		Data struct {
			ConsentID string `json:"ConsentId"`
		}
	}
	_ = json.Unmarshal(w.Body.Bytes(), &made)
	return made.Data.ConsentID
}

const ais = "/open-banking/v1.0/aisp/"

// visit sends the customer to the bank and returns what the AISP is told.
func (t *tourist) visit(name, client, consent string, change func(url.Values)) url.Values {
	t.tb.Helper()
	query := url.Values{
		"response_type": {"code"}, "client_id": {client}, "redirect_uri": {"http://127.0.0.1/callback"},
		"scope": {"openid accounts"}, "state": {"some-state"}, "nonce": {"some-nonce"},
		"claims": {`{"id_token":{"openbanking_intent_id":{"value":"` + consent + `","essential":true}}}`},
	}
	if change != nil {
		change(query)
	}
	w := t.goes(name, "", ask{method: http.MethodGet, path: "/oauth2/authorize?" + query.Encode(), header: map[string]string{"Accept": "text/html"}})
	_, params, _ := strings.Cut(strings.Replace(w.Header().Get("Location"), "#", "?", 1), "?")
	told, _ := url.ParseQuery(params)
	return told
}

// redeem changes a code for tokens.
func (t *tourist) redeem(name, client, code string, more url.Values) map[string]any {
	t.tb.Helper()
	form := url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {"http://127.0.0.1/callback"}}
	for name, values := range more {
		form[name] = values
	}
	return t.token(name, client, client+"-secret", form)
}

// steer tells the bank's control plane something, which no mutant wraps. Of a
// consent that a mutant has hidden the control plane may know nothing.
func (t *tourist) steer(path, body string) {
	t.tb.Helper()
	t.command(http.MethodPost, path, body)
}

// pin gives a consent another scenario.
func (t *tourist) pin(consent, scenario string) {
	t.tb.Helper()
	t.command(http.MethodPut, "consents/"+consent+"/scenario", `{"name":"`+scenario+`"}`)
}

func (t *tourist) command(method, path, body string) {
	t.tb.Helper()
	r := httptest.NewRequestWithContext(t.tb.Context(), method, "/_bank/tenants/default/"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	if !t.satisfied() {
		t.control.ServeHTTP(w, r)
		t.note("control plane: "+t.plain(path), fmt.Sprint(w.Code))
	}
}
