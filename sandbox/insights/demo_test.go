package insights

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// started starts a flow by the demo's backend.
func (t *testAPI) started(tb testing.TB, options string) (flow demoFlow) {
	tb.Helper()
	e := t.must(tb, http.StatusOK, http.MethodPost, "/demo/start", options)
	if err := json.Unmarshal([]byte(e.body), &flow); err != nil {
		tb.Fatal(err)
	}
	return flow
}

func (t *testAPI) resultOf(tb testing.TB, flow demoFlow) (result demoResult) {
	tb.Helper()
	e := t.must(tb, http.StatusOK, http.MethodPost, "/demo/result", fmt.Sprintf(`{"flow":%q}`, flow.Flow))
	if err := json.Unmarshal([]byte(e.body), &result); err != nil {
		tb.Fatal(err)
	}
	return result
}

// The demo's backend does what a client's does: it starts a flow, and reads what
// came of it, by calls that it tells.
func TestDemoBackend(t *testing.T) {
	api := newTestAPI(t)
	flow := api.started(t, `{"store_consent":"REQUIRED","all":true}`)
	if got := api.resultOf(t, flow); got.State != "CONSUMER_INPUT_NEEDED" || got.Accounts != nil {
		t.Errorf("before the consumer came the result is %+v", got)
	}
	if _, err := api.rules.Complete(path.Base(flow.Flow), aggregator.Visitor{Username: "acin-demo-data", Password: "12345"}); err != nil {
		t.Fatal(err)
	}
	got := api.resultOf(t, flow)
	if got.State != "FINISHED" || !got.Stored || got.Consumer == "" {
		t.Errorf("the result is %s, stored %v, consumer %q; want FINISHED with a stored consent", got.State, got.Stored, got.Consumer)
	}
	if len(got.Accounts) < 2 || len(got.Balances) != len(got.Accounts) || len(got.Spending) != len(got.Accounts) || len(got.Latest) != len(got.Accounts) {
		t.Errorf("there are %d accounts, %d balances, %d groups, %d lists; want one of each for several accounts",
			len(got.Accounts), len(got.Balances), len(got.Spending), len(got.Latest))
	}
	calls := append(flow.Calls, got.Calls...)
	if i := slices.IndexFunc(calls, func(c demoCall) bool { return c.Status >= http.StatusBadRequest }); i >= 0 || len(calls) != 7 {
		t.Errorf("the backend made %v", calls)
	}
}

func TestDemoTellsOfFailures(t *testing.T) {
	api := newTestAPI(t)
	flow := api.started(t, `{}`)
	if _, err := api.rules.Complete(path.Base(flow.Flow), aggregator.Visitor{Username: "wrong", Password: "12345"}); err != nil {
		t.Fatal(err)
	}
	if got := api.resultOf(t, flow); got.State != "EXCEPTION" || got.Error == nil || got.Error.Code != "USER.ACCESS_DENIED.CREDENTIALS" {
		t.Errorf("the result is %+v, want the error's whole category", got)
	}
}

func TestDemoRefuses(t *testing.T) {
	api := newTestAPI(t)
	for _, tt := range []struct {
		name, method, target, body string
		status                     int
		header                     []string
	}{
		{"no start by GET", http.MethodGet, "/demo/start", "", http.StatusMethodNotAllowed, nil},
		{"no such file", http.MethodGet, "/demo/passwords.txt", "", http.StatusNotFound, nil},
		{"a form of another site", http.MethodPost, "/demo/start", "{}", http.StatusUnsupportedMediaType, []string{"Content-Type", "-", "Content-Type", "text/plain"}},
		{"no type", http.MethodPost, "/demo/start", "{}", http.StatusUnsupportedMediaType, []string{"Content-Type", "-"}},
		{"no JSON", http.MethodPost, "/demo/start", "{", http.StatusBadRequest, nil},
		{"a wrong option", http.MethodPost, "/demo/start", `{"store_consent":"PERHAPS"}`, http.StatusBadRequest, nil},
		{"a flow elsewhere", http.MethodPost, "/demo/result", `{"flow":"https://evil.example/"}`, http.StatusBadRequest, nil},
		{"a link that is no flow", http.MethodPost, "/demo/result", `{"flow":"` + base + `/insights/v1/categories/get"}`, http.StatusBadRequest, nil},
		{"an unknown flow", http.MethodPost, "/demo/result", `{"flow":"` + base + `/xs2a/v1/sessions/a/flows/b"}`, http.StatusNotFound, nil},
		{"no path", http.MethodPost, "/demo/result", `{"flow":"` + base + `/xs2a/v1/sessions/%zz"}`, http.StatusBadRequest, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if e := api.send(tt.method, tt.target, tt.body, tt.header...); e.status != tt.status {
				t.Errorf("got %d %s, want %d", e.status, e.body, tt.status)
			}
		})
	}
}

// Every username that the page offers is one that decides something.
func TestDemoOffersUsernamesThatAreThere(t *testing.T) {
	page := newTestAPI(t).must(t, http.StatusOK, http.MethodGet, "/demo", "").body
	names := regexp.MustCompile(`<td><code>([^<]+)</code>`).FindAllStringSubmatch(page, -1)
	if len(names) < 5 {
		t.Fatalf("the page offers %d usernames", len(names))
	}
	known := scenario.Builtin().For(fixtures.TestBanks())
	for _, name := range names {
		if _, ok := known.Get(name[1]); !ok {
			t.Errorf("nothing is called %s", name[1])
		}
	}
}

// The files of the page are there, and hold nothing inline.
func TestDemoFiles(t *testing.T) {
	api := newTestAPI(t)
	page := api.must(t, http.StatusOK, http.MethodGet, "/demo", "")
	for _, link := range regexp.MustCompile(`(?:src|href)="([^"]+)"`).FindAllStringSubmatch(page.body, -1) {
		api.must(t, http.StatusOK, http.MethodGet, "/"+link[1], "")
	}
	if strings.Contains(page.body, "style=") || strings.Contains(page.body, "<style") || strings.Contains(page.body, "<script>") {
		t.Error("the page holds something inline, which its policy forbids")
	}
}
