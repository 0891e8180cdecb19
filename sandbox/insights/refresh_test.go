package insights

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

const (
	refreshes   = "/insights/v1/consents/insights-refresh"
	autorefresh = "/insights/v1/autorefresh/"
)

// stored is the API with a consumer anna, whose consent for her current account is
// stored.
func stored(tb testing.TB) *testAPI {
	tb.Helper()
	api := newTestAPI(tb)
	flow := api.mustFlow(tb, api.mustSession(tb, aSession), "insights-refresh", `{"insights_consumer_id":"anna","store_consent":"REQUIRED","data_retention_minutes":129600}`, scenarioName, "acin-demo-data")
	if e := api.must(tb, http.StatusOK, "GET", flow, ""); e.dig(tb, "data.state") != "FINISHED" || e.dig(tb, "data.result.consent_stored") != "true" {
		tb.Fatal(e.body)
	}
	return api
}

// Each body of a refresh by a stored consent and of automatic refreshes.
func TestRefreshBodies(t *testing.T) {
	api := stored(t)
	e := api.must(t, http.StatusCreated, "PUT", refreshes, `{"insights_consumer_id":"anna"}`)
	mustMatch(t, "refresh-started", "ConsentRefreshResponse", e.body)
	self := below(e.dig(t, "data.self"))
	if got := e.header.Get("Location"); got != base+self {
		t.Errorf("Location is %q, want %q", got, base+self)
	}
	mustMatch(t, "refresh-processing", "RefreshStatusResponse", api.must(t, http.StatusOK, "GET", self, "").body)
	api.must(t, http.StatusConflict, "PUT", refreshes, `{"insights_consumer_id":"anna"}`)
	api.clock.Advance(time.Minute)
	mustMatch(t, "refresh-finished", "RefreshStatusResponse", api.must(t, http.StatusOK, "GET", self, "").body)

	const daily = `{"insights_consumer_id":"anna","refresh_interval":"DAILY","data_retention_minutes":2880,"intended_reports":["BALANCES"],"refresh_days":30}`
	mustMatch(t, "autorefresh-scheduled", "EmptyResponse", api.must(t, http.StatusOK, "POST", autorefresh+"schedule", daily).body)
	mustMatch(t, "autorefresh-new", "AutorefreshListResponse", api.must(t, http.StatusOK, "POST", autorefresh+"list", `{"insights_consumer_id":"anna"}`).body)
	api.clock.Advance(25 * time.Hour)
	mustMatch(t, "autorefresh-run", "AutorefreshListResponse", api.must(t, http.StatusOK, "POST", autorefresh+"list", `{"insights_consumer_id":"anna"}`).body)
	api.clock.Advance(100 * 24 * time.Hour)
	mustMatch(t, "autorefresh-expired", "AutorefreshListResponse", api.must(t, http.StatusOK, "POST", autorefresh+"list", `{"insights_consumer_id":"anna"}`).body)
	mustMatch(t, "autorefresh-unscheduled", "EmptyResponse", api.must(t, http.StatusOK, "POST", autorefresh+"unschedule", `{"insights_consumer_id":"anna"}`).body)

	e = api.must(t, http.StatusCreated, "PUT", refreshes, `{"insights_consumer_id":"anna"}`)
	api.clock.Advance(time.Minute)
	mustMatch(t, "refresh-failed", "RefreshStatusResponse", api.must(t, http.StatusOK, "GET", below(e.dig(t, "data.self")), "").body)
}

// The alias of unschedule does the same.
func TestAutorefreshDeleteIsUnschedule(t *testing.T) {
	api := stored(t)
	api.must(t, http.StatusOK, "POST", autorefresh+"schedule", `{"insights_consumer_id":"anna","refresh_interval_minutes":480}`)
	if e := api.must(t, http.StatusOK, "POST", autorefresh+"delete", `{"insights_consumer_id":"anna"}`); e.body != "{}" {
		t.Errorf("got %s", e.body)
	}
	if e := api.must(t, http.StatusOK, "POST", autorefresh+"list", `{"insights_consumer_id":"anna"}`); e.body != `{"data":{"status":[]}}` {
		t.Errorf("got %s", e.body)
	}
}

func TestBadRefreshes(t *testing.T) {
	api := stored(t)
	api.must(t, http.StatusOK, "POST", accounts+"create", `{"insights_consumer_id":"berta","account":{"insights_account_id":"a"}}`)
	for _, row := range []struct {
		name, method, path, body string
		status                   int
		want                     string
	}{
		{"nobody", "PUT", refreshes, ``, 400, "VALIDATION_ERROR\nREQUIRED insights_consumer_id"},
		{"half a consent", "PUT", refreshes, `{"consent_id":"x"}`, 400, "VALIDATION_ERROR\nREQUIRED consent_token"},
		{"half a consent and a wrong type", "PUT", refreshes, `{"consent_token":"x","refresh_days":"3"}`, 400, "VALIDATION_ERROR\nREQUIRED consent_id\nINVALID_FORMAT refresh_days"},
		{"nothing is stored", "PUT", refreshes, `{"insights_consumer_id":"berta"}`, 400, "CONSENT.NOT_STORED"},
		{"two selectors", "PUT", refreshes, `{"insights_consumer_id":"anna","accounts":{"all":true,"account_ids":["1"]}}`, 400, "VALIDATION_ERROR\nMUTUALLY_EXCLUSIVE accounts.account_ids"},
		{"a token that is none", "PUT", refreshes, `{"consent_id":"x","consent_token":"x","insights_consumer_id":"carla"}`, 404, "NOT_FOUND"},
		{"an unknown refresh", "GET", refreshes + "/x", ``, 404, "NOT_FOUND"},
		{"no interval", "POST", autorefresh + "schedule", `{"insights_consumer_id":"anna"}`, 400, "VALIDATION_ERROR\nREQUIRED refresh_interval"},
		{"two intervals", "POST", autorefresh + "schedule", `{"insights_consumer_id":"anna","refresh_interval":"DAILY","refresh_interval_minutes":480}`, 400, "VALIDATION_ERROR\nMUTUALLY_EXCLUSIVE refresh_interval"},
		{"an interval that is none, and a wrong type", "POST", autorefresh + "schedule", `{"insights_consumer_id":"anna","refresh_interval":"HOURLY","refresh_days":true}`, 400, "VALIDATION_ERROR\nINVALID_FORMAT refresh_days\nINVALID_VALUE refresh_interval"},
		{"a schedule without a consent", "POST", autorefresh + "schedule", `{"insights_consumer_id":"berta","refresh_interval":"DAILY"}`, 400, "CONSENT.NOT_STORED"},
		{"schedules of nobody", "POST", autorefresh + "list", `{"insights_consumer_id":"carla"}`, 404, "NOT_FOUND"},
		{"schedules of nobody, ended", "POST", autorefresh + "unschedule", `{"insights_consumer_id":"carla"}`, 404, "NOT_FOUND"},
		{"a stored consent that is none", "POST", "/insights/v1/consents/delete", `{"insights_consumer_id":"berta"}`, 400, "CONSENT.NOT_STORED"},
	} {
		t.Run(row.name, func(t *testing.T) {
			e := api.send(row.method, row.path, row.body)
			if got := e.violations(t); e.status != row.status || got != row.want {
				t.Errorf("got %d %q, want %d %q: %s", e.status, got, row.status, row.want, e.body)
			}
			mustKeep(t, "InsightsErrorResponse", e.body)
		})
	}
}

// A consent of the client's own opens a refresh, and its token changes each time.
func TestRefreshByAConsentOfTheClients(t *testing.T) {
	api := newTestAPI(t)
	session := api.mustSession(t, aSession)
	api.mustFlow(t, session, "insights-refresh", `{"insights_consumer_id":"anna"}`, scenarioName, "acin-demo-data")
	e := api.must(t, http.StatusOK, "POST", session+"/consent/get", "")
	id, token := e.dig(t, "data.consent_id"), e.dig(t, "data.consent_token")
	if got := e.dig(t, "data.consents.insights_refresh"); got != base+refreshes {
		t.Errorf("insights_refresh is at %s", got)
	}
	e = api.must(t, http.StatusCreated, "PUT", refreshes, `{"consent_id":"`+id+`","consent_token":"`+token+`","insights_consumer_id":"anna"}`)
	mustKeep(t, "ConsentRefreshResponse", e.body)
	api.clock.Advance(time.Minute)
	status := api.must(t, http.StatusOK, "GET", below(e.dig(t, "data.self")), "")
	mustKeep(t, "RefreshStatusResponse", status.body)
	if next := status.dig(t, "data.consent_token"); status.dig(t, "data.state") != "FINISHED" || next == token || next != e.dig(t, "data.consent_token") {
		t.Errorf("got %s after %s", status.body, e.body)
	}
	spent := api.send("PUT", refreshes, `{"consent_id":"`+id+`","consent_token":"`+token+`","insights_consumer_id":"anna"}`)
	if spent.status != http.StatusForbidden || spent.dig(t, "error.code") != "CONSENT.INVALID_TOKEN" || strings.Contains(spent.body, "consent_token\"") {
		t.Errorf("a spent token: got %d %s", spent.status, spent.body)
	}
}

// Deletes are told with an empty body and leave nothing; a stored consent goes by
// itself, or with its consumer.
func TestDeletes(t *testing.T) {
	const who = `{"insights_consumer_id":"anna"`
	for _, row := range []struct{ name, path, body string }{
		{"consumer", "/insights/v1/storage/consumers/delete", who + `}`},
		{"accounts", accounts + "delete", who + `,"insights_account_ids":["giro"]}`},
		{"transactions", transactions + "delete", who + `,"insights_account_id":"giro","insights_transaction_ids":["t1","t2","t3"]}`},
	} {
		t.Run(row.name, func(t *testing.T) {
			api := provided(t)
			e := api.must(t, http.StatusOK, "POST", row.path, row.body)
			if e.body != "" || e.header.Get("Content-Length") != "0" || e.header.Get("Content-Type") != "" {
				t.Errorf("got %v %q", e.header, e.body)
			}
			if e := api.send("POST", transactions+"list", who+`}`); strings.Contains(e.body, "t1") || strings.Contains(e.body, "t3") {
				t.Errorf("there still is %s", e.body)
			}
			if e := api.send("POST", row.path, row.body); e.status != http.StatusNotFound {
				t.Errorf("again: got %d %s", e.status, e.body)
			}
		})
	}
	api := stored(t)
	if e := api.must(t, http.StatusOK, "POST", "/insights/v1/consents/delete", who+`}`); e.body != "{}" {
		t.Errorf("got %s", e.body)
	}
	api.must(t, http.StatusBadRequest, "PUT", refreshes, who+`}`)
	api = stored(t)
	api.must(t, http.StatusOK, "POST", "/insights/v1/storage/consumers/delete", who+`}`)
	api.must(t, http.StatusBadRequest, "PUT", refreshes, who+`}`)
}
