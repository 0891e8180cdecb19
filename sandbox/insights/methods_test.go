package insights

import (
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/journal"
)

// target is a route's path with something in the place of ids.
func target(r Route, id string) string {
	return strings.NewReplacer("{session_id}", id, "{flow_id}", id, "{consent_id}", id, "{refresh_id}", id).Replace(r.Path)
}

// aBody is a body that the schema of a route takes.
func aBody(tb testing.TB, r Route) string {
	tb.Helper()
	switch { // the good bodies of the schemas say more than the rules let stand together
	case r.Method == http.MethodGet:
		return ""
	case r.Op == "createSession":
		return aSession
	case strings.HasPrefix(r.Op, "useConsent"):
		return `{"consent_token":"x"}`
	case strings.HasSuffix(r.Op, "Flow") && r.Method == http.MethodPut:
		return "{}"
	}
	name, ok := map[string]string{
		"startConsentRefresh": "ConsentRefreshRequest", "deleteConsent": "DeleteConsentRequest", "deleteStoredConsent": "DeleteStoredConsentRequest",
		"scheduleAutorefresh": "AutorefreshScheduleRequest", "listAutorefresh": "AutorefreshListRequest", "unscheduleAutorefresh": "AutorefreshUnscheduleRequest",
		"upsertTransactionLabels": "UpsertLabelsRequest", "deleteTransactionLabels": "DeleteLabelsRequest",
		"closeSession": "", "abortFlow": "", "getConsent": "", "getCategories": "",
	}[r.Op]
	if !ok {
		name = strings.ToUpper(r.Op[:1]) + strings.TrimPrefix(r.Op, r.Op[:1]) + "Request"
		if strings.HasSuffix(r.Op, "Report") {
			name = strings.TrimPrefix(name, "Create")
		}
	}
	if name == "" {
		return "{}"
	}
	body, err := os.ReadFile("../../schemas/testdata/insights/" + name + ".json")
	if err != nil {
		tb.Fatal(err)
	}
	return string(body)
}

// Every route takes the body that is good by its schema as far as one can tell
// without anything being there, and refuses all that is refused everywhere.
func TestEveryRoute(t *testing.T) {
	api := newTestAPI(t)
	if len(Routes()) < 45 {
		t.Fatalf("%d routes", len(Routes()))
	}
	for _, route := range Routes() {
		t.Run(route.Method+" "+route.Path, func(t *testing.T) {
			path, good := target(route, "x"), aBody(t, route)
			if e := api.send(route.Method, path, good); !slices.Contains(openly(route), e.status) {
				t.Errorf("a good body: got %d, want one of %v: %s", e.status, openly(route), e.body)
			}
			for _, row := range []struct {
				name, method, path, body string
				header                   []string
				status                   int
				code                     string
			}{
				{"no token", route.Method, path, good, []string{"Authorization", "-"}, 401, "UNAUTHORIZED"},
				{"another's method", "PATCH", path, good, nil, 405, "METHOD_NOT_ALLOWED"},
				{"a segment more", route.Method, path + "/y/z/w", good, nil, 404, "NOT_FOUND"},
				{"another type", route.Method, path, "x", []string{"Content-Type", "-", "Content-Type", "text/xml"}, 415, "UNSUPPORTED_MEDIA_TYPE"},
				{"too much", route.Method, path, strings.Repeat(" ", maxBody+1), nil, 413, "PAYLOAD_TOO_LARGE"},
				{"no JSON", route.Method, path, "{", nil, 400, "BAD_REQUEST"},
			} {
				if route.Method == http.MethodGet && row.body != "" {
					row.status, row.code = 403, "FORBIDDEN"
				}
				if row.name == "no JSON" && (route.Op == "closeSession" || route.Op == "abortFlow") {
					row.status, row.code = 404, "NOT_FOUND" // what a DELETE has for a body is read over
				}
				e := api.send(row.method, row.path, row.body, row.header...)
				if e.status != row.status || e.dig(t, "error.code") != row.code {
					t.Errorf("%s: got %d %s, want %d %s", row.name, e.status, e.body, row.status, row.code)
				}
				if allow := e.header.Get("Allow"); row.status == 405 && !strings.Contains(allow, route.Method) {
					t.Errorf("%s: Allow is %q", row.name, allow)
				}
				mustKeep(t, "InsightsErrorResponse", e.body)
			}
			if e := api.send(http.MethodOptions, path, ""); e.status != http.StatusNoContent || !strings.Contains(e.header.Get("Allow"), route.Method) {
				t.Errorf("OPTIONS: got %d, Allow %q", e.status, e.header.Get("Allow"))
			}
		})
	}
}

// openly are the statuses of a good request where nothing is there.
func openly(r Route) []int {
	switch r.Op {
	case "createSession":
		return []int{http.StatusCreated}
	case "createAccount", "getCategories":
		return []int{http.StatusOK}
	case "startConsentRefresh", "scheduleAutorefresh", "deleteStoredConsent": // CONSENT.NOT_STORED
		return []int{http.StatusNotFound, http.StatusBadRequest}
	}
	return []int{http.StatusNotFound, http.StatusOK, http.StatusConflict, http.StatusBadRequest}
}

// Ids are looked up as they are, whatever they are, and what there is not is told in
// the same words.
func TestHostileIDs(t *testing.T) {
	api := newTestAPI(t)
	for _, id := range []string{"%00", "%2e%2e", "..%2f..%2fetc", "%ff%fe", "a%2Fb", "%27%20or%201=1", strings.Repeat("a", 4000), "%F0%9F%98%80", "{session_id}", "%22%3E%3Cscript%3E", "$%7Bjndi%7D", "-1", "null"} {
		for _, route := range Routes() {
			if !strings.Contains(route.Path, "{") {
				continue
			}
			r := httptest.NewRequest(route.Method, "http://bank.example/", strings.NewReader(aBody(t, route)))
			r.URL.RawPath, r.URL.Path = target(route, id), target(route, id)
			r.Header.Set("Authorization", "Token insights-demo-token")
			if e := api.do(r); e.status != http.StatusNotFound && e.status != http.StatusForbidden {
				t.Errorf("%s %s: got %d %s", route.Method, r.URL.Path, e.status, e.body)
			} else if strings.Contains(e.body, "<script>") || len(e.body) > 1000 {
				t.Errorf("%s %s: answered %s", route.Method, r.URL.Path, e.body)
			}
		}
	}
}

// A slip in a path or in a method is told with what is nearest.
func TestNearest(t *testing.T) {
	api := newTestAPI(t)
	for _, row := range []struct{ method, path, want string }{
		{"PUT", "/xs2a/v1/session", "/xs2a/v1/sessions"},
		{"POST", "/insights/v1/reports/categorisation/create", "/insights/v1/reports/categorization/create"},
		{"POST", "/insights/v1/storage/account/create", "/insights/v1/storage/accounts/create"},
		{"GET", "/demo/mian.js", "/demo/main.js"},
		{"GET", "/demos", "/demo"},
		{"POST", "/branded/xs2a/v1/wizards/abc", "/branded/xs2a/v1/wizard/{flow_id}"},
		{"GET", "/branded/banks/abc", "/branded/bank/{flow_id}"},
		{"POST", sessions + "/abc/flows/insights-refresh", "it has OPTIONS, PUT"},
	} {
		if e := api.send(row.method, row.path, ""); !strings.Contains(e.dig(t, "error.message"), row.want) {
			t.Errorf("%s %s: got %s, want %s in it", row.method, row.path, e.body, row.want)
		}
	}
}

// A PUT of a flow names its type: one that there is not is no path at all, and the
// nearest type is told. With other methods the same segment is a flow's id.
func TestUnknownTypesOfFlow(t *testing.T) {
	api := newTestAPI(t)
	for _, row := range []struct{ sent, nearest string }{
		{"insight-refresh", "insights-refresh"}, {"Accounts", "accounts"}, {"account-detail", "account-details"}, {"transfers", "transfer"},
	} {
		e := api.send("PUT", sessions+"/abc/flows/"+row.sent, "{}")
		if e.status != http.StatusNotFound || e.dig(t, "error.code") != "NOT_FOUND" || e.header.Get("Allow") != "" {
			t.Errorf("%s: got %d, Allow %q, %s", row.sent, e.status, e.header.Get("Allow"), e.body)
		}
		if want := "the nearest path is " + sessions + "/{session_id}/flows/" + row.nearest; !strings.HasSuffix(e.dig(t, "error.message"), want) {
			t.Errorf("%s: got %s, want %s in it", row.sent, e.body, want)
		}
	}
	if e := api.send("POST", sessions+"/abc/flows/accountz", "{}"); e.status != http.StatusMethodNotAllowed || e.header.Get("Allow") != "DELETE, GET, HEAD, OPTIONS" {
		t.Errorf("POST: got %d, Allow %q", e.status, e.header.Get("Allow"))
	}
}

// What another client made is not there, in the same bytes as what never was.
func TestClientsAreApart(t *testing.T) {
	api := stored(t)
	session := api.mustSession(t, aSession)
	flow := api.mustFlow(t, session, "insights-refresh", "")
	two := []string{"Authorization", "-", "Authorization", "Token insights-demo-token-two"}
	for _, row := range []struct{ method, path, body, nobody string }{
		{"GET", session, "", sessions + "/" + strings.Repeat("0", 32)},
		{"DELETE", session, "", sessions + "/" + strings.Repeat("0", 32)},
		{"GET", flow, "", session + "/flows/" + strings.Repeat("0", 32)},
		{"POST", accounts + "list", `{"insights_consumer_id":"anna"}`, ""},
		{"POST", transactions + "list", `{"insights_consumer_id":"anna"}`, ""},
		{"POST", someReports + "categorization/create", `{"insights_consumer_id":"anna"}`, ""},
		{"POST", autorefresh + "list", `{"insights_consumer_id":"anna"}`, ""},
		{"PUT", refreshes, `{"insights_consumer_id":"anna"}`, ""},
		{"POST", "/insights/v1/storage/consumers/delete", `{"insights_consumer_id":"anna"}`, ""},
	} {
		got := api.send(row.method, row.path, row.body, two...)
		nobody, unknown := row.nobody, strings.ReplaceAll(row.body, "anna", "nora")
		if nobody == "" {
			nobody = row.path
		}
		want := api.send(row.method, nobody, unknown, two...)
		plain := strings.NewReplacer("anna", "nora", idOf(row.path), "ID", idOf(nobody), "ID")
		if got.status < 400 || got.status != want.status || plain.Replace(got.body) != plain.Replace(want.body) {
			t.Errorf("%s %s: got %d %s, want %d %s", row.method, row.path, got.status, got.body, want.status, want.body)
		}
	}
	api.must(t, http.StatusOK, "POST", accounts+"list", `{"insights_consumer_id":"anna"}`)
}

// The journal tells what a call was and whom it was about, and no secret.
func TestJournal(t *testing.T) {
	api := stored(t)
	api.send("POST", accounts+"list", `{"insights_consumer_id":"anna","page":{}}`)
	entries := api.journal.Entries(journalOf("listAccounts"))
	if len(entries) != 1 || entries[0].Client != "insights-one" || entries[0].Consent != "anna" {
		t.Fatalf("got %+v", entries)
	}
	if notes := strings.Join(entries[0].Notes, "\n"); !strings.Contains(notes, "page is not a member that is read here") {
		t.Errorf("notes are %q", notes)
	}
	started := api.journal.Entries(journalOf("startInsightsRefreshFlow"))[0]
	if text := started.Response.Body + started.Request.Header.Get("Authorization"); strings.Contains(text, "eyJ") || strings.Contains(text, "demo-token") || !strings.Contains(text, "redacted") {
		t.Errorf("got %s", text)
	}
	if !strings.Contains(started.Response.Body, started.Consent) || started.Consent == "" {
		t.Errorf("the entry is about %q", started.Consent)
	}
}

func journalOf(op string) journal.Filter { return journal.Filter{Op: op} }
