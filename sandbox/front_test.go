package sandbox_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox"
)

// Where there is no tenant to answer, the answer has the form of the API that the
// path leads to.
func TestRefusedInTheFormOfTheAPI(t *testing.T) {
	s := mustNew(t, sandbox.Config{MaxTenants: 1})
	for _, row := range []struct {
		name, path string
		status     int
		want       string
	}{
		{"insights, a tenant too many", "/t/more/xs2a/v1/sessions", http.StatusServiceUnavailable, `{"error":{"code":"SERVICE_UNAVAILABLE","message":"tenant`},
		{"insights, a bad name", "/t/-/insights/v1/categories/get", http.StatusNotFound, `{"error":{"code":"NOT_FOUND","message":"\"-\"`},
		{"AIS, a tenant too many", "/t/more/open-banking/v1.0/aisp/party", http.StatusServiceUnavailable, `"Code":"503 ServiceUnavailable"`},
		{"AIS, a bad name", "/t/-/open-banking/v1.0/aisp/party", http.StatusNotFound, `"Code":"404 NotFound"`},
		{"the root, the door of AIS", "/", http.StatusNotFound, "/open-banking/v1.0/aisp"},
		{"the root, the door of Account Insights", "/t/default", http.StatusNotFound, "/t/default/xs2a/v1/sessions"},
		{"the root, the door of the demo", "/t/default/", http.StatusNotFound, "/t/default/demo"},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := do(s, "GET", row.path, "", "")
			if got.Code != row.status || !strings.Contains(got.Body.String(), row.want) {
				t.Errorf("got %d %s, want %d with %s", got.Code, got.Body, row.status, row.want)
			}
		})
	}
}

func TestTheDemosFolderIsThePage(t *testing.T) {
	got := do(mustNew(t, sandbox.Config{}), "GET", "/t/ci/demo/", "", "")
	if at := got.Header().Get("Location"); got.Code != http.StatusPermanentRedirect || at != "http://example.com/t/ci/demo" {
		t.Errorf("got %d to %q", got.Code, at)
	}
}

// A reset that asks for something is none: nothing is lost by it.
func TestResetTakesNothing(t *testing.T) {
	for _, row := range []struct {
		name, body string
		status     int
	}{
		{"no body", "", http.StatusNoContent},
		{"an empty object", "{}", http.StatusNoContent},
		{"a seed", `{"seed":"x"}`, http.StatusBadRequest},
		{"no object", `null`, http.StatusBadRequest},
		{"no JSON", `seed`, http.StatusBadRequest},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := newSide(t)
			id, _ := s.flow("ci")
			s.call("POST", "/_bank/tenants/ci/reset", row.body, row.status)
			kept := map[bool]int{true: http.StatusNotFound, false: http.StatusOK}[row.status == http.StatusNoContent]
			s.call("GET", "/_bank/tenants/ci/flows/"+id, "", kept)
		})
	}
}

// The scenario that the request of a session names is that of its flows, unless they
// name their own; a slip in it is told at once.
func TestScenarioOfASession(t *testing.T) {
	s := newSide(t)
	const body = `{"psu":{"user_agent":"browser","ip_address":"192.0.2.7"},"consent_scope":{"insights_refresh":{}}}`
	for _, row := range []struct{ name, flows, want string }{
		{"the session's", "", "decoupled"},
		{"the flow's own", "wrong", "wrong"},
	} {
		t.Run(row.name, func(t *testing.T) {
			made := s.insights("PUT", "/t/ci/xs2a/v1/sessions", body, http.StatusCreated, "x-sandbox-scenario", "decoupled")
			link := strings.TrimPrefix(made["flows"].(map[string]any)["insights_refresh"].(string), "http://example.com")
			var headers []string
			if row.flows != "" {
				headers = []string{"x-sandbox-scenario", row.flows}
			}
			flow := s.insights("PUT", link, `{}`, http.StatusCreated, headers...)
			if got := s.call("GET", "/_bank/tenants/ci/flows/"+flow["flow_id"].(string), "", http.StatusOK); got["scenario"] != row.want {
				t.Errorf("the flow's scenario is %v, want %s", got["scenario"], row.want)
			}
		})
	}
	s.insights("PUT", "/t/ci/xs2a/v1/sessions", body, http.StatusBadRequest, "x-sandbox-scenario", "decupled")
	s.insights("PUT", "/t/ci~decupled/xs2a/v1/sessions", body, http.StatusBadRequest)
}
