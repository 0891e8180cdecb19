package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// session starts a session and an Insights-Refresh flow as a client, and returns
// the flow's id and its path.
func (s side) flow(tenant string, headers ...string) (id, self string) {
	s.Helper()
	base := "/t/" + tenant
	made := s.insights("PUT", base+"/xs2a/v1/sessions", `{"psu":{"user_agent":"browser","ip_address":"192.0.2.7"},"consent_scope":{"insights_refresh":{}}}`, http.StatusCreated)
	link := made["flows"].(map[string]any)["insights_refresh"].(string)
	flow := s.insights("PUT", strings.TrimPrefix(link, "http://example.com"), `{}`, http.StatusCreated, headers...)
	return flow["flow_id"].(string), strings.TrimPrefix(flow["self"].(string), "http://example.com")
}

// insights calls the API with the demo token, and returns what the answer's data
// holds.
func (s side) insights(method, path, body string, want int, headers ...string) map[string]any {
	s.Helper()
	got := s.as(s.bank, method, path, body, want, append(headers, "Authorization", "Token insights-demo-token")...)
	data, _ := got["data"].(map[string]any)
	return data
}

func TestControlCompletesFlows(t *testing.T) {
	for _, row := range []struct {
		name, visitor, state, category string
	}{
		{"a login like any other", `{}`, "FINISHED", ""},
		{"with a one-time password", `{"username":"embedded","otp":"12345"}`, "FINISHED", ""},
		{"wrong credentials", `{"username":"wrong"}`, "EXCEPTION", "USER.ACCESS_DENIED.CREDENTIALS"},
		{"waiting for the phone", `{"username":"decoupled"}`, "PROCESSING", ""},
		{"the consumer aborts", `{"aborts":true}`, "ABORTED", ""},
		{"a customer of the bank's own", `{"username":"amal","accounts":["Everyday"]}`, "FINISHED", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := newSide(t)
			id, self := s.flow("ci")
			done := s.call("POST", "/_bank/tenants/ci/flows/"+id+"/complete", row.visitor, http.StatusOK)
			failure, _ := done["error"].(map[string]any)
			if got, _ := failure["category"].(string); done["state"] != row.state || got != row.category {
				t.Errorf("got %v %v, want %s %q", done["state"], failure, row.state, row.category)
			}
			if moves, _ := done["transitions"].([]any); len(moves) < 2 {
				t.Errorf("the flow's life is %v", done["transitions"])
			}
			if told := s.insights("GET", self, "", http.StatusOK); told["state"] != row.state {
				t.Errorf("Flow-Information says %v, want %s", told["state"], row.state)
			}
		})
	}
}

func TestControlRefusesWhatIsNoFlow(t *testing.T) {
	s := newSide(t)
	id, _ := s.flow("ci")
	for _, row := range []struct {
		name, method, path, body string
		status                   int
		says                     string
	}{
		{"an unknown flow", "POST", "/flows/nowhere/complete", `{}`, http.StatusNotFound, "nowhere"},
		{"an unknown flow, to look at", "GET", "/flows/nowhere", "", http.StatusNotFound, "nowhere"},
		{"an unknown member", "POST", "/flows/" + id + "/complete", `{"user":"amal"}`, http.StatusBadRequest, "username"},
		{"an unknown bank", "POST", "/flows/" + id + "/complete", `{"country_code":"DE","bank_code":"1"}`, http.StatusBadRequest, "bank"},
		{"an unknown account", "POST", "/flows/" + id + "/complete", `{"accounts":["nobody's"]}`, http.StatusBadRequest, "nobody's"},
		{"no limit", "GET", "/flows?limit=x", "", http.StatusBadRequest, "limit"},
		{"a token for nobody", "POST", "/tokens", `{"client":"insights-on"}`, http.StatusBadRequest, "insights-one"},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := s.call(row.method, "/_bank/tenants/ci"+row.path, row.body, row.status)
			if text, _ := got["error"].(string); !strings.Contains(text, row.says) {
				t.Errorf("the error is %q, want %q in it", text, row.says)
			}
		})
	}
}

func TestControlListsFlows(t *testing.T) {
	s := newSide(t)
	s.call("PUT", "/_bank/tenants/ci/scenario", `{"name":"wrong"}`, http.StatusNoContent)
	first, _ := s.flow("ci")
	second, _ := s.flow("ci", "x-sandbox-scenario", "embedded")
	list := s.call("GET", "/_bank/tenants/ci/flows", "", http.StatusOK)["flows"].([]any)
	if len(list) != 2 {
		t.Fatalf("got %d flows, want 2", len(list))
	}
	for i, want := range []struct{ id, scenario, rule, state string }{{first, "wrong", "default", "EXCEPTION"}, {second, "embedded", "header", "FINISHED"}} {
		got := list[i].(map[string]any)
		if got["id"] != want.id || got["scenario"] != want.scenario || got["rule"] != want.rule || got["state"] != want.state {
			t.Errorf("flow %d is %v, want %v", i, got, want)
		}
	}
	if one := s.call("GET", "/_bank/tenants/ci/flows?limit=1", "", http.StatusOK)["flows"].([]any); len(one) != 1 || one[0].(map[string]any)["id"] != second {
		t.Errorf("limit=1 told %v, want the newest", one)
	}
}

func TestControlIssuesTokens(t *testing.T) {
	s := newSide(t)
	s.insights("POST", "/t/ci/insights/v1/categories/get", "", http.StatusOK) // the demo token's age begins
	s.call("POST", "/_bank/tenants/ci/clock", `{"advance":"180d"}`, http.StatusOK)
	s.insights("POST", "/t/ci/insights/v1/categories/get", "", http.StatusUnauthorized)
	made := s.call("POST", "/_bank/tenants/ci/tokens", `{"client":"insights-one"}`, http.StatusCreated)
	s.as(s.bank, "POST", "/t/ci/insights/v1/categories/get", "", http.StatusOK, "Authorization", "Token "+made["token"].(string))
}

// as sends a request with some headers, and decodes the answer.
func (s side) as(h http.Handler, method, path, body string, want int, headers ...string) (got map[string]any) {
	s.Helper()
	req := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, req)
	if w.Code != want {
		s.Fatalf("%s %s answered %d, want %d: %s", method, path, w.Code, want, w.Body)
	}
	if w.Body.Len() == 0 {
		return nil
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		s.Fatalf("%s %s: %v in %s", method, path, err, w.Body)
	}
	return got
}
