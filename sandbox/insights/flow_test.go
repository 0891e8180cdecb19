package insights

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// mustSession opens a session and returns what its links are below the base.
func (t *testAPI) mustSession(tb testing.TB, body string) string {
	tb.Helper()
	return below(t.must(tb, http.StatusCreated, "PUT", sessions, body).dig(tb, "data.self"))
}

// mustFlow starts a flow of a session and returns where it is.
func (t *testAPI) mustFlow(tb testing.TB, session, kind, body string, header ...string) string {
	tb.Helper()
	e := t.send("PUT", session+"/flows/"+kind, body, header...)
	if e.status != http.StatusCreated {
		tb.Fatalf("got %d: %s", e.status, e.body)
	}
	return below(e.dig(tb, "data.self"))
}

func below(url string) string { return strings.TrimPrefix(url, base) }

// idOf is the last part of a path.
func idOf(path string) string { return path[strings.LastIndex(path, "/")+1:] }

// Each body of sessions, flows and consents, held against its golden file and its
// schema. The scenario says how the consumer fares; nobody opens the app.
func TestFlowBodies(t *testing.T) {
	api := newTestAPI(t)
	e := api.must(t, http.StatusCreated, "PUT", sessions, `{"psu":{"user_agent":"Mozilla/5.0","ip_address":"203.0.113.7"},
		"selected_bank":{"bank_code":"88888888","country_code":"de"},"language":"en","aspsp_access":"PREFER_PSD2","redirect_return_url":"https://shop.example/return",
		"consent_scope":{"accounts":{},"account_details":{},"balances":{},"transactions":{"last_days":90},"insights_refresh":{},"lifetime":90}}`)
	mustMatch(t, "session", "SessionResponse", e.body)
	session := below(e.dig(t, "data.self"))
	for _, row := range []struct{ name, kind, body, scenario string }{
		{"insights", "insights-refresh", `{"insights_consumer_id":"anna","store_consent":"REQUIRED"}`, "acin-demo-data"},
		{"accounts", "accounts", ``, "acin-demo-data"},
		{"account-details", "account-details", ``, "acin-demo-data"},
		{"balances", "balances", ``, "acin-demo-data"},
		{"transactions", "transactions", `{"last_days":1}`, "acin-demo-data"},
		{"failed", "accounts", `{}`, "bank-technical"},
	} {
		t.Run(row.name, func(t *testing.T) {
			e := api.send("PUT", session+"/flows/"+row.kind, row.body, scenarioName, row.scenario)
			if e.status != http.StatusCreated {
				t.Fatalf("got %d: %s", e.status, e.body)
			}
			mustMatch(t, "flow-"+row.name+"-started", "FlowStartedResponse", e.body)
			e = api.must(t, http.StatusOK, "GET", below(e.dig(t, "data.self")), "")
			mustMatch(t, "flow-"+row.name, "FlowInformationResponse", e.body)
		})
	}
	e = api.must(t, http.StatusOK, "GET", session, "")
	mustMatch(t, "session-used", "GetSessionResponse", e.body)
	e = api.must(t, http.StatusOK, "POST", session+"/consent/get", "")
	mustMatch(t, "consent", "ConsentTokenResponse", e.body)
	consent, token := below(strings.TrimSuffix(e.dig(t, "data.consents.accounts"), "/accounts/get")), e.dig(t, "data.consent_token")
	for _, row := range []struct{ name, kind, body string }{
		{"accounts", "accounts", ``},
		{"account-details", "account-details", `,"iban":"IBAN"`},
		{"balances", "balances", `,"account_id":"ID"`},
		{"transactions", "transactions", `,"account_id":"ID","last_days":5,"preferred_pagination_size":2,"offset":2,"psu":{"user_agent":"Mozilla/5.0","ip_address":"203.0.113.7"}`},
	} {
		t.Run("consent "+row.name, func(t *testing.T) {
			body := strings.NewReplacer(`"ID"`, `"`+idAtBank+`"`, `"IBAN"`, `"`+ibanAtBank+`"`).Replace(row.body)
			e := api.must(t, http.StatusOK, "POST", consent+"/"+row.kind+"/get", `{"consent_token":"`+token+`"`+body+`}`)
			mustMatch(t, "consent-"+row.name, "ConsentUseResponse", e.body)
			if next := e.dig(t, "data.consent_token"); next == token {
				t.Error("the token stays")
			} else {
				token = next
			}
		})
	}
	if e := api.must(t, http.StatusNoContent, "DELETE", consent, `{"consent_token":"`+token+`"}`); e.body != "" {
		t.Errorf("got %s", e.body)
	}
	api.must(t, http.StatusNotFound, "POST", consent+"/accounts/get", `{"consent_token":"`+token+`"}`)
	if e := api.must(t, http.StatusNoContent, "DELETE", session, ""); e.body != "" {
		t.Errorf("got %s", e.body)
	}
	mustMatch(t, "session-closed", "GetSessionResponse", api.must(t, http.StatusOK, "GET", session, "").body)
}

// What the account of the golden file is called at its bank.
const (
	idAtBank   = "NmM5ZDY2OGItZTAwNy01MzAxLTg1YWQtY2EwYjQ0NjhkN2Nl"
	ibanAtBank = "DE97888888880009000100"
)

// A client token says where the app finds its flow, and until when (1.7, 4.2).
func TestClientToken(t *testing.T) {
	api := newTestAPI(t)
	flow := api.mustFlow(t, api.mustSession(t, aSession), "insights-refresh", "")
	e := api.must(t, http.StatusOK, "GET", flow, "")
	parts := strings.Split(e.dig(t, "data.client_token"), ".")
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil || len(parts) != 3 {
		t.Fatalf("%v: %v", parts, err)
	}
	var claims struct {
		AuthURL string `json:"auth_url"`
		Expires int64  `json:"exp"`
	}
	if err := json.Unmarshal(payload, &claims); err != nil {
		t.Fatal(err)
	}
	if want := base + "/branded/xs2a/v1/wizard/" + idOf(flow); claims.AuthURL != want {
		t.Errorf("auth_url is %s, want %s", claims.AuthURL, want)
	}
	if want := start.Add(30 * 60e9).Unix(); claims.Expires != want {
		t.Errorf("exp is %d, want %d", claims.Expires, want)
	}
}
