package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox"
)

// side is a control plane and the bank behind it.
type side struct {
	*testing.T
	bank    *sandbox.Sandbox
	control http.Handler
}

func newSide(t *testing.T) side {
	s := mustNew(t, sandbox.Config{MaxTenants: 10})
	return side{t, s, s.Control("http://example.com")}
}

// call wants that status, and decodes the answer into a generic value.
func (s side) call(method, path, body string, want int) map[string]any {
	s.Helper()
	w := do(s.control, method, path, "", body)
	if w.Code != want {
		s.Fatalf("%s %s answered %d, want %d: %s", method, path, w.Code, want, w.Body)
	}
	if w.Body.Len() == 0 {
		return nil
	}
	var got map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		s.Fatalf("%s %s: %v in %s", method, path, err, w.Body)
	}
	return got
}

func (s side) consent(tenant string) string {
	s.Helper()
	base := "/t/" + tenant
	return mustConsent(s, s.bank, base, mustToken(s, s.bank, base)).Data.ConsentID
}

func TestControlTenants(t *testing.T) {
	s := newSide(t)
	made := s.call("POST", "/_bank/tenants", `{"id":"ci","scenario":"reject","now":"2030-01-01T00:00:00Z"}`, http.StatusCreated)
	if got, want := made["base_url"], "http://example.com/t/ci/open-banking/v1.0/aisp"; got != want {
		t.Errorf("base_url is %v, want %v", got, want)
	}
	s.call("POST", "/_bank/tenants", `{"id":"ci"}`, http.StatusConflict)
	id := s.consent("ci")
	if got := s.call("GET", "/_bank/tenants/ci/consents/"+id, "", http.StatusOK)["scenario"]; got != "reject" {
		t.Errorf("the consent is under %v, want reject", got)
	}
	s.call("POST", "/_bank/tenants/ci/reset", "", http.StatusNoContent)
	s.call("GET", "/_bank/tenants/ci/consents/"+id, "", http.StatusNotFound)
	s.call("DELETE", "/_bank/tenants/ci", "", http.StatusNoContent)
	s.call("DELETE", "/_bank/tenants/ci", "", http.StatusNotFound)
	if fresh := s.call("POST", "/_bank/tenants", `{}`, http.StatusCreated)["id"]; fresh == "" {
		t.Error("a tenant made without an id has none")
	}
}

func TestControlClock(t *testing.T) {
	s := newSide(t)
	s.call("POST", "/_bank/tenants", `{"id":"ci","scenario":"expires-unauthorised"}`, http.StatusCreated)
	s.call("POST", "/_bank/tenants/ci/clock", `{"set":"2030-01-01T00:00:00Z","freeze":true}`, http.StatusOK)
	first := s.consent("ci")
	s.call("POST", "/_bank/tenants/ci/clock", `{"advance":"1m"}`, http.StatusOK)
	second := s.consent("ci")
	moved := s.call("POST", "/_bank/tenants/ci/clock", `{"advance":"1h"}`, http.StatusOK)
	if got := moved["now"]; got != "2030-01-01T01:01:00Z" {
		t.Errorf("the clock tells %v, want 01:01", got)
	}
	fired, _ := moved["transitions"].([]any)
	var got []string
	for _, f := range fired {
		step := f.(map[string]any)
		got = append(got, step["consent"].(string)+" "+step["to"].(string)+" "+step["at"].(string))
	}
	want := []string{first + " Rejected 2030-01-01T00:15:00Z", second + " Rejected 2030-01-01T00:16:00Z"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the move fired\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	idle := s.call("POST", "/_bank/tenants/ci/clock", `{"advance":"1m"}`, http.StatusOK)
	if steps, ok := idle["transitions"].([]any); !ok || len(steps) != 0 {
		t.Errorf("a move that fires nothing tells %v, want transitions that are empty", idle)
	}
	running := s.call("POST", "/_bank/tenants/ci/clock", `{"run":"60x"}`, http.StatusOK)
	if running["rate"] != 60.0 || running["frozen"] != false {
		t.Errorf("the clock runs so: %v, want a rate of 60", running)
	}
}

func TestControlScripts(t *testing.T) {
	s := newSide(t)
	s.call("PUT", "/_bank/scenarios/mine.yaml", `version: 1
scenarios:
  - name: on-signal
    lifecycle:
      AwaitingAuthorisation:
        - {upon: "signal:approved", to: Authorised}
`, http.StatusOK)
	s.call("POST", "/_bank/tenants/ci/queue", `{"name":"on-signal","times":1}`, http.StatusNoContent)
	id := s.consent("ci")
	if other := s.consent("ci"); s.call("GET", "/_bank/tenants/ci/consents/"+other, "", http.StatusOK)["scenario"] == "on-signal" {
		t.Error("a queue of one served two consents")
	}
	fired := s.call("POST", "/_bank/tenants/ci/consents/"+id+"/signals", `{"name":"approved"}`, http.StatusOK)
	if steps, _ := fired["transitions"].([]any); len(steps) != 1 {
		t.Errorf("the signal fired %v, want one transition", fired)
	}
	s.call("POST", "/_bank/tenants/ci/consents/"+id+"/transitions", `{"to":"AwaitingAuthorisation"}`, http.StatusConflict)
	s.call("POST", "/_bank/tenants/ci/consents/"+id+"/transitions", `{"to":"Revoked","by":"aisp"}`, http.StatusOK)
	life := s.call("GET", "/_bank/tenants/ci/consents/"+id+"/timeline", "", http.StatusOK)
	if steps, _ := life["transitions"].([]any); len(steps) != 3 {
		t.Errorf("the timeline has %v, want three steps", life["transitions"])
	}
	journal := s.call("GET", "/_bank/tenants/ci/journal?consent="+id, "", http.StatusOK)
	if entries, _ := journal["entries"].([]any); len(entries) != 1 {
		t.Errorf("the journal has %d entries of the consent, want 1", len(entries))
	}
	if got := s.call("GET", "/_bank/tenants/ci/explain?header=reject", "", http.StatusOK)["scenario"]; got != "reject" {
		t.Errorf("explain says %v, want reject", got)
	}
	other := s.consent("ci")
	s.call("PUT", "/_bank/tenants/ci/consents/"+other+"/scenario", `{"name":"reject"}`, http.StatusNoContent)
	if got := s.call("GET", "/_bank/tenants/ci/consents/"+other, "", http.StatusOK)["scenario"]; got != "reject" {
		t.Errorf("the pinned consent is under %v, want reject", got)
	}
}

func TestControlRefusals(t *testing.T) {
	s := newSide(t)
	id := s.consent("ci")
	tests := []struct {
		name, method, path, body string
		want                     int
		says                     string
	}{
		{"unknown path", "GET", "/_bank/tenant", "", 404, "/_bank/tenants"},
		{"a body without end", "POST", "/_bank/tenants", strings.Repeat(" ", 2<<20), 413, "1048576"},
		{"unknown method", "PUT", "/_bank/tenants", "", 405, "GET and POST"},
		{"no body", "POST", "/_bank/tenants/ci/clock", "", 400, "freeze, run, set, advance"},
		{"not JSON", "POST", "/_bank/tenants/ci/clock", "{,}", 400, "JSON"},
		{"unknown member", "POST", "/_bank/tenants/ci/clock", `{"advanced":"2h"}`, 400, "advance"},
		{"nothing to do", "POST", "/_bank/tenants/ci/clock", `{}`, 400, "say what to do"},
		{"frozen and running", "POST", "/_bank/tenants/ci/clock", `{"freeze":true,"run":"2x"}`, 400, "freeze and run"},
		{"bare number", "POST", "/_bank/tenants/ci/clock", `{"advance":"90"}`, 400, "90"},
		{"bad rate", "POST", "/_bank/tenants/ci/clock", `{"run":"fast"}`, 400, "60x"},
		{"rate without end", "POST", "/_bank/tenants/ci/clock", `{"run":"1e300x"}`, 400, "60x"},
		{"rate of no number", "POST", "/_bank/tenants/ci/clock", `{"run":"NaNx"}`, 400, "60x"},
		{"year that no answer can hold", "POST", "/_bank/tenants/ci/clock", `{"set":"8999-12-31T23:59:59Z","advance":"1s"}`, 400, "9000"},
		{"year before all tokens", "POST", "/_bank/tenants/ci/clock", `{"set":"1969-12-31T23:59:59Z"}`, 400, "1970"},
		{"new tenant in such a year", "POST", "/_bank/tenants", `{"id":"new","now":"9999-12-31T23:59:59Z"}`, 400, "8999"},
		{"number for a duration", "POST", "/_bank/tenants/ci/clock", `{"advance":7200}`, 400, "advance cannot be of type number"},
		{"list for a body", "POST", "/_bank/tenants/ci/clock", `[]`, 400, "the body cannot be of type array"},
		{"words for a time", "POST", "/_bank/tenants/ci/clock", `{"set":"now"}`, 400, "no time"},
		{"bad tenant name", "GET", "/_bank/tenants/a%2Fb/clock", "", 400, "no name for a tenant"},
		{"unknown scenario", "PUT", "/_bank/tenants/ci/scenario", `{"name":"rejct"}`, 400, "reject"},
		{"unknown scenario queued", "POST", "/_bank/tenants/ci/queue", `{"name":"rejct"}`, 400, "reject"},
		{"queue of none", "POST", "/_bank/tenants/ci/queue", `{"name":"reject","times":0}`, 400, "times"},
		{"unknown scenario of a new tenant", "POST", "/_bank/tenants", `{"id":"new","scenario":"rejct"}`, 400, "reject"},
		{"unknown consent", "GET", "/_bank/tenants/ci/consents/none/timeline", "", 404, "none"},
		{"unknown state", "POST", "/_bank/tenants/ci/consents/" + id + "/transitions", `{"to":"Authorized"}`, 400, "Authorised"},
		{"unknown actor", "POST", "/_bank/tenants/ci/consents/" + id + "/transitions", `{"to":"Authorised","by":"nobody"}`, 400, "customer"},
		{"consents of no tenant", "GET", "/_bank/tenants/typo/consents", "", 404, "typo"},
		{"unknown parameter of explain", "GET", "/_bank/tenants/ci/explain?hedaer=reject", "", 400, "header"},
		{"unknown parameter of the journal", "GET", "/_bank/tenants/ci/journal?consnt=1", "", 400, "consent"},
		{"unknown parameter of the consents", "GET", "/_bank/tenants/ci/consents?limt=1", "", 400, "limit"},
		{"signal without a name", "POST", "/_bank/tenants/ci/consents/" + id + "/signals", `{}`, 400, "name"},
		{"scenario of another file", "PUT", "/_bank/scenarios/mine.yaml", "version: 1\nscenarios:\n  - name: reject\n    customer: approves\n", 422, "examples.yaml"},
		{"bad limit", "GET", "/_bank/tenants/ci/journal?limit=all", "", 400, "limit"},
		{"scenario file with a slip", "PUT", "/_bank/scenarios/mine.yaml", "version: 1\nscenarios:\n  - name: x\n    custmer: approves\n", 422, "mine.yaml:4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := do(s.control, tt.method, tt.path, "", tt.body)
			if w.Code != tt.want || !strings.Contains(w.Body.String(), tt.says) {
				t.Errorf("got %d %s\nwant %d saying %q", w.Code, w.Body, tt.want, tt.says)
			}
		})
	}
	if names := s.call("GET", "/_bank/tenants", "", http.StatusOK)["tenants"].([]any); len(names) != 2 {
		t.Errorf("the refusals left tenants %v, want ci and default", names)
	}
}

// A page may have got its own name to point here, so that its origin is the
// host it asks.
func TestControlIsNotForPages(t *testing.T) {
	s := newSide(t)
	for name, header := range map[string][2]string{
		"another origin":      {"Origin", "http://evil.example"},
		"its own origin":      {"Origin", "http://example.com"},
		"a script of another": {"Sec-Fetch-Site", "cross-site"},
	} {
		req := httptest.NewRequest("POST", "/_bank/tenants", strings.NewReader(`{"id":"evil"}`))
		req.Header.Set(header[0], header[1])
		w := httptest.NewRecorder()
		s.control.ServeHTTP(w, req)
		if w.Code != http.StatusForbidden {
			t.Errorf("%s: got %d %s, want 403", name, w.Code, w.Body)
		}
	}
	s.call("DELETE", "/_bank/tenants/evil", "", http.StatusNotFound)
}

// Whatever is sent to the control plane is answered, and never with a 5xx.
func FuzzControl(f *testing.F) {
	for _, seed := range []struct{ path, body string }{
		{"/clock", `{"set":"2030-01-01T00:00:00Z","freeze":true,"advance":"2h"}`},
		{"/clock", `{"run":"60x"}`},
		{"/queue", `{"name":"reject","times":2}`},
		{"/consents/x/transitions", `{"to":"Revoked","by":"bank"}`},
		{"/consents/x/signals", `{"name":"approved"}`},
		{"/reset", ``},
	} {
		f.Add(seed.path, seed.body)
	}
	s := mustNew(f, sandbox.Config{})
	control := s.Control("http://example.com")
	f.Fuzz(func(t *testing.T, path, body string) {
		target, err := url.Parse("http://example.com/_bank/tenants/fuzz" + path)
		if err != nil {
			return // no URL, so no request
		}
		req := httptest.NewRequest("POST", "http://example.com/", strings.NewReader(body))
		req.URL = target
		w := httptest.NewRecorder()
		control.ServeHTTP(w, req)
		if w.Code >= 500 {
			t.Errorf("%s with %q answered %d: %s", target, body, w.Code, w.Body)
		}
		if w := do(control, "GET", "/_bank/tenants/fuzz/clock", "", ""); w.Code != http.StatusOK {
			t.Errorf("after %s with %q the clock answers %d: %s", target, body, w.Code, w.Body)
		}
	})
}

func TestControlHealth(t *testing.T) {
	s := newSide(t)
	for _, path := range []string{"/healthz", "/readyz"} {
		s.call("GET", path, "", http.StatusOK)
	}
}

// A Go test moves the very clock that the control plane shows.
func TestLiveSharesItsClockWithTheControlPlane(t *testing.T) {
	b := sandbox.Start(t, sandbox.At(noon))
	b.Clock.Advance(time.Hour)
	res, err := b.Client.Get(b.Control + "/_bank/tenants/default/clock")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var got struct{ Now time.Time }
	if err := json.NewDecoder(res.Body).Decode(&got); err != nil || !got.Now.Equal(noon.Add(time.Hour)) {
		t.Errorf("the control plane tells %v (error %v), want 13:00", got.Now, err)
	}
}
