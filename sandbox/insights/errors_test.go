package insights

import (
	"bytes"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// One body of each error that there is, held against its golden file.
func TestErrorBodies(t *testing.T) {
	api := stored(t)
	session := api.mustSession(t, aSession)
	api.mustFlow(t, session, "accounts", "")
	for _, row := range []struct {
		name, method, path, body string
		header                   []string
		status                   int
	}{
		{"malformed", "PUT", sessions, `{"psu":`, nil, http.StatusBadRequest},
		{"invalid", "PUT", sessions, `{"Psu":{},"language":"english","allowed_countries":["DE",1]}`, nil, http.StatusBadRequest},
		{"not-stored", "PUT", refreshes, `{"insights_consumer_id":"berta"}`, nil, http.StatusBadRequest},
		{"no-token", "GET", session, ``, []string{"Authorization", "-"}, http.StatusUnauthorized},
		{"unknown-token", "GET", session, ``, []string{"Authorization", "-", "Authorization", "Token x"}, http.StatusUnauthorized},
		{"get-with-a-body", "GET", session, `{}`, nil, http.StatusForbidden},
		{"no-payments", "PUT", session + "/flows/transfer", ``, nil, http.StatusForbidden},
		{"unknown-path", "PUT", "/xs2a/v1/session", ``, nil, http.StatusNotFound},
		{"unknown-session", "GET", sessions + "/x", ``, nil, http.StatusNotFound},
		{"unknown-consumer", "POST", accounts + "list", `{"insights_consumer_id":"berta"}`, nil, http.StatusNotFound},
		{"unknown-method", "POST", session, ``, nil, http.StatusMethodNotAllowed},
		{"running-flow", "PUT", session + "/flows/accounts", ``, nil, http.StatusConflict},
		{"too-large", "PUT", sessions, strings.Repeat(" ", maxBody+1), nil, http.StatusRequestEntityTooLarge},
		{"unread-type", "PUT", sessions, `x`, []string{"Content-Type", "-", "Content-Type", "text/plain"}, http.StatusUnsupportedMediaType},
	} {
		t.Run(row.name, func(t *testing.T) {
			e := api.send(row.method, row.path, row.body, row.header...)
			if e.status != row.status {
				t.Fatalf("got %d, want %d: %s", e.status, row.status, e.body)
			}
			mustMatch(t, "error-"+row.name, "InsightsErrorResponse", e.body)
		})
	}
}

// A refusal that has spent the consent token tells the next one beside the error,
// and that one is good.
func TestRefusalsTellTheNextConsentToken(t *testing.T) {
	api := newTestAPI(t)
	session := api.mustSession(t, `{"psu":{"user_agent":"a","ip_address":"203.0.113.7"},"consent_scope":{"accounts":{}}}`)
	api.mustFlow(t, session, "accounts", "", scenarioName, "acin-demo-data")
	e := api.must(t, http.StatusOK, "POST", session+"/consent/get", "")
	token := e.dig(t, "data.consent_token")
	consent := strings.TrimSuffix(below(e.dig(t, "data.consents.accounts")), "/accounts/get")
	spend := func(kind string, status int) exchange {
		t.Helper()
		e := api.must(t, status, "POST", consent+"/"+kind+"/get", `{"consent_token":"`+token+`"}`)
		next := e.dig(t, "data.consent_token")
		if next == token {
			t.Fatalf("%s: the token stays", kind)
		}
		token = next
		return e
	}
	mustMatch(t, "error-not-granted", "InsightsErrorResponse", spend("balances", http.StatusForbidden).body)
	for range 4 {
		spend("accounts", http.StatusOK)
	}
	mustMatch(t, "error-quota", "InsightsErrorResponse", spend("accounts", http.StatusTooManyRequests).body)
	for _, bad := range []string{"x", "a.b.c", token[:len(token)-2], strings.ToUpper(token)} {
		e := api.must(t, http.StatusForbidden, "POST", consent+"/accounts/get", `{"consent_token":"`+bad+`"}`)
		if e.dig(t, "error.code") != "CONSENT.INVALID_TOKEN" || strings.Contains(e.body, `"data"`) {
			t.Errorf("%q: got %s", bad, e.body)
		}
	}
}

// What breaks in here is answered as our fault; the log has the reason, the client
// has not.
func TestPanicIsOurFault(t *testing.T) {
	before, log := slog.Default(), new(bytes.Buffer)
	slog.SetDefault(slog.New(slog.NewTextHandler(log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	api := newTestAPI(t)
	api.Handler = New(Config{
		Aggregator: api.rules, Storage: api.storage, NewID: counter(),
		Base:     func(*http.Request) string { panic("no base") },
		Scenario: func(*http.Request) string { return "" },
	})
	e := api.send("PUT", sessions, aSession)
	if e.status != http.StatusInternalServerError || strings.Contains(e.body, "no base") || !strings.Contains(log.String(), "no base") {
		t.Errorf("got %d %s, logged %q", e.status, e.body, log)
	}
	mustMatch(t, "error-internal", "InsightsErrorResponse", e.body)
}

// Every kind of refusal has a status of its own, and a code.
func TestKinds(t *testing.T) {
	seen := map[int]bool{}
	for kind := storage.Internal; kind <= storage.TooMany; kind++ {
		as, ok := kinds[kind]
		if !ok || as.status < 400 || as.code == "" || as.message == "" || seen[as.status] {
			t.Errorf("kind %d is %+v", kind, as)
		}
		seen[as.status] = true
	}
}
