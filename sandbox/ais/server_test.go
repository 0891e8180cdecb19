package ais

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
	"github.com/sandbank-dev/sandbank/schemas"
)

const (
	base       = "http://bank.example"
	consents   = Root + "/account-access-consents"
	someUUID   = "93bac548-d2de-4546-b106-880a5018460d"
	minimal    = `{"Data":{"Permissions":["ReadAccountsBasic"]}}`
	pageToken  = "2YotnFZFEjr1zCsicMWpAA" // of the page's examples
	revocation = `{"Data":{"Status":"Revoked"}}`
)

// A testBank is a real bank behind the API, with its clock stopped and its ids
// counted.
type testBank struct {
	http.Handler
	bank    *bank.Bank
	clock   *clock.Clock
	journal *journal.Journal
}

// newTestBank opens one on the page's day, whose first consents get the ids
// given.
func newTestBank(tb testing.TB, ids ...string) *testBank {
	return newTestBankOn(tb, time.Date(2020, 9, 10, 16, 43, 31, 508e6, time.UTC), ids...)
}

// newDataBank opens one when its customers have had their accounts for years.
func newDataBank(tb testing.TB) *testBank {
	return newTestBankOn(tb, time.Date(2026, 3, 15, 9, 0, 0, 0, time.UTC))
}

// scripts are the shipped ones, and what the tests need besides.
var scripts = sync.OnceValue(func() *scenario.Set {
	set, err := scenario.Builtin().With("test.yaml", []byte(`
version: 1
scenarios:
- name: once
  about: data can be read once
  customer: approves
  lifecycle:
    Authorised:
    - {upon: data, to: Revoked, by: bank}
`))
	if err != nil {
		panic(err)
	}
	return set
})

func newTestBankOn(tb testing.TB, start time.Time, ids ...string) *testBank {
	tb.Helper()
	c := clock.New(func() time.Time { return start })
	b := bank.New(bank.Config{
		DB: new(store.DB), Clock: c, Books: books, NewID: counter("c", ids...),
		Scenarios: scripts,
	})
	t := &testBank{bank: b, clock: c, journal: journal.New(journal.Config{Now: c.Now, Wall: c.Wall})}
	t.Handler = t.journal.Wrap(New(Config{
		Bank: b, Access: t.access, NewID: counter("e"),
		Base:     func(*http.Request) string { return base },
		Scenario: func(*http.Request) string { return "" },
	}))
	return t
}

// counter returns the ids given, and after them UUIDs that end in a number.
func counter(first string, ids ...string) func() string {
	n := 0
	return func() string {
		if n++; n <= len(ids) {
			return ids[n-1]
		}
		return fmt.Sprintf("%s0000000-0000-4000-8000-%012d", first, n)
	}
}

// mustCreate makes a consent of client one and returns its id.
func (t *testBank) mustCreate(tb testing.TB, permissions ...bank.Permission) bank.ConsentID {
	tb.Helper()
	c, err := t.bank.CreateConsent("one", bank.ConsentRequest{Permissions: permissions})
	if err != nil {
		tb.Fatal(err)
	}
	return c.ID
}

// mustAuthorise has the customer allow a consent, and returns a token for it.
func (t *testBank) mustAuthorise(tb testing.TB, id bank.ConsentID, accounts ...bank.AccountID) (token string) {
	tb.Helper()
	d := bank.Decision{Does: scenario.Approves, Customer: "amal", Accounts: accounts}
	if _, err := t.bank.Decide(id, d); err != nil {
		tb.Fatal(err)
	}
	return "one:for:" + string(id)
}

// access knows tokens by what they say: the client, and then its scopes or,
// after "for", the consent that it is bound to. They are not looked at for being
// alive, so that the API's own check is.
func (t *testBank) access(token string) (bank.Access, bool) {
	if token == pageToken {
		token = "one:accounts"
	}
	client, rest, ok := strings.Cut(token, ":")
	if !ok {
		return bank.Access{}, false
	}
	if id, ok := strings.CutPrefix(rest, "for:"); ok {
		consent, err := t.bank.Inspect(bank.ConsentID(id))
		return bank.Access{
			Client: bank.ClientID(client), Scopes: []string{"accounts"}, Consent: consent.ID,
			Customer: consent.Customer, Generation: 1,
		}, err == nil
	}
	return bank.Access{Client: bank.ClientID(client), Scopes: strings.Fields(rest)}, true
}

// send makes a request with a good token, unless header says otherwise. Header
// names and values alternate; a value of "-" takes the header away.
func (t *testBank) send(method, target, body string, header ...string) *http.Response {
	return t.do(t.request(method, target, body, header...))
}

func (t *testBank) request(method, target, body string, header ...string) *http.Request {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer one:accounts")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(header); i += 2 {
		if r.Header.Del(header[i]); header[i+1] != "-" {
			r.Header.Set(header[i], header[i+1])
		}
	}
	return r
}

func (t *testBank) do(r *http.Request) *http.Response {
	w := httptest.NewRecorder()
	t.ServeHTTP(w, r)
	return w.Result()
}

func mustRead(tb testing.TB, resp *http.Response) string {
	tb.Helper()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		tb.Fatal(err)
	}
	return string(body)
}

// mustBe ends the test unless the status is as wanted; it returns the body.
func mustBe(tb testing.TB, resp *http.Response, status int) string {
	tb.Helper()
	body := mustRead(tb, resp)
	if resp.StatusCode != status {
		tb.Fatalf("got %d, want %d; body %s", resp.StatusCode, status, body)
	}
	return body
}

// checkAnswer holds an answer to what every answer owes.
func checkAnswer(tb testing.TB, resp *http.Response) (body string) {
	tb.Helper()
	body = mustRead(tb, resp)
	if id := resp.Header.Get("x-fapi-interaction-id"); !isUUID(id) {
		tb.Errorf("x-fapi-interaction-id %q is no UUID", id)
	}
	if got := resp.Header.Get("Cache-Control"); got != "no-store" {
		tb.Errorf("Cache-Control: got %q, want no-store", got)
	}
	if resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusNoContent {
		if body != "" {
			tb.Errorf("%d has a body: %s", resp.StatusCode, body)
		}
		return body
	}
	if got := resp.Header.Get("Content-Type"); got != "application/json" {
		tb.Errorf("Content-Type: got %q, want application/json", got)
	}
	if resp.StatusCode >= 400 {
		mustFit(tb, "OBErrorResponse", body)
	}
	return body
}

func mustFit(tb testing.TB, schema, body string) {
	tb.Helper()
	violations, err := schemas.Validate(schema, []byte(body))
	if err != nil || len(violations) > 0 {
		tb.Errorf("%s does not hold: %v %+v\n%s", schema, err, violations, body)
	}
}

func (t *testBank) entries() []journal.Entry { return t.journal.Entries(journal.Filter{}) }

// mustNote ends the test unless the last request was journaled with a note.
func (t *testBank) mustNote(tb testing.TB, note string) {
	tb.Helper()
	entries := t.entries()
	if got := entries[len(entries)-1].Notes; !slices.Contains(got, note) {
		tb.Fatalf("the journal notes %q, want %q among it", got, note)
	}
}

// sendSized is send, but for the Content-Length, which the headers may set
// apart from the body's.
func (t *testBank) sendSized(method, target, body string, header ...string) *http.Response {
	var length string
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Content-Length" {
			length = header[i+1]
			header = slices.Concat(header[:i], header[i+2:])
			break
		}
	}
	r := t.request(method, target, body, header...)
	switch length {
	case "":
	case chunked:
		r.ContentLength = -1
	default:
		r.ContentLength, _ = strconv.ParseInt(length, 10, 64)
	}
	return t.do(r)
}
