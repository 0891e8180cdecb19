package insights

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
	"github.com/sandbank-dev/sandbank/schemas"
)

const (
	base     = "http://bank.example"
	sessions = "/xs2a/v1/sessions"
	aSession = `{"psu":{"user_agent":"Mozilla/5.0","ip_address":"203.0.113.7"},"consent_scope":{"insights_refresh":{}}}`
)

var start = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// A testAPI is the API over a real aggregator and a real storage, with its clock
// stopped and its ids counted.
type testAPI struct {
	http.Handler
	rules    *aggregator.Aggregator
	storage  *storage.Storage
	clock    *clock.Clock
	journal  *journal.Journal
	scenario string // that the path names
}

func newTestAPI(tb testing.TB) *testAPI {
	tb.Helper()
	c, db := clock.New(func() time.Time { return start }), new(store.DB)
	t := &testAPI{clock: c, journal: journal.New(journal.Config{Now: c.Now, Wall: c.Wall})}
	ids := counter()
	t.storage = storage.New(storage.Config{DB: db, Clock: c, NewID: ids, Fixtures: fixtures.Join(fixtures.Shipped(), fixtures.TestBanks())})
	t.rules = aggregator.New(aggregator.Config{DB: db, Clock: c, Storage: t.storage, NewID: ids, Fixtures: fixtures.Join(fixtures.Shipped(), fixtures.TestBanks()), Scenarios: scenario.Builtin})
	t.Handler = t.journal.Wrap(New(Config{
		Aggregator: t.rules, Storage: t.storage, NewID: ids,
		Base:     func(*http.Request) string { return base },
		Scenario: func(*http.Request) string { return t.scenario },
	}))
	return t
}

// counter returns UUIDs that end in a number.
func counter() func() string {
	n := 0
	return func() string {
		n++
		return fmt.Sprintf("00000000-0000-4000-8000-%012d", n)
	}
}

// An exchange is an answer with what it answers.
type exchange struct {
	status int
	header http.Header
	body   string
}

// send makes a request with a good token, unless header says otherwise. Header
// names and values alternate; a value of "-" takes the header away.
func (t *testAPI) send(method, target, body string, header ...string) exchange {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header.Set("Authorization", "Token insights-demo-token")
	if body != "" {
		r.Header.Set("Content-Type", "application/json;charset=utf-8")
	}
	for i := 0; i < len(header); i += 2 {
		if header[i+1] == "-" {
			r.Header.Del(header[i])
		} else {
			r.Header.Add(header[i], header[i+1])
		}
	}
	return t.do(r)
}

func (t *testAPI) do(r *http.Request) exchange {
	w := httptest.NewRecorder()
	t.ServeHTTP(w, r)
	body, _ := io.ReadAll(w.Result().Body)
	return exchange{w.Code, w.Result().Header, string(body)}
}

// must sends a request and wants that status.
func (t *testAPI) must(tb testing.TB, status int, method, target, body string) exchange {
	tb.Helper()
	e := t.send(method, target, body)
	if e.status != status {
		tb.Fatalf("%s %s %s: got %d, want %d: %s", method, target, body, e.status, status, e.body)
	}
	return e
}

// dig reads a text or a number of an answer, by its dotted path.
func (e exchange) dig(tb testing.TB, path string) string {
	tb.Helper()
	var doc any
	if err := json.Unmarshal([]byte(e.body), &doc); err != nil {
		tb.Fatalf("%v: %s", err, e.body)
	}
	for _, name := range strings.Split(path, ".") {
		switch v := doc.(type) {
		case map[string]any:
			doc = v[name]
		case []any:
			var i int
			if _, err := fmt.Sscan(name, &i); err != nil || i >= len(v) {
				tb.Fatalf("no %s in %s", path, e.body)
			}
			doc = v[i]
		}
	}
	if doc == nil {
		tb.Fatalf("no %s in %s", path, e.body)
	}
	return fmt.Sprint(doc)
}

// violations are code and location of each error, one a line.
func (e exchange) violations(tb testing.TB) string {
	tb.Helper()
	var body errorOut
	if err := json.Unmarshal([]byte(e.body), &body); err != nil {
		tb.Fatalf("%v: %s", err, e.body)
	}
	lines := []string{body.Error.Code}
	for _, v := range body.Error.Errors {
		lines = append(lines, v.Code+" "+v.Location)
	}
	return strings.Join(lines, "\n")
}

var update = flag.Bool("update", false, "rewrite the golden files")

// mustMatch holds a body against testdata/NAME.golden and the schema of
// that name. The file is indented, so that it can be read in review; the
// body is not.
func mustMatch(tb testing.TB, name, schema, body string) {
	tb.Helper()
	var indented bytes.Buffer
	if err := json.Indent(&indented, []byte(body), "", "  "); err != nil {
		tb.Fatalf("%v: %s", err, body)
	}
	got := indented.String() + "\n"
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		tb.Errorf("%s (-want +got):\n%s", file, diff)
	}
	mustKeep(tb, schema, body)
}

// mustKeep holds a body against the schema of that name.
func mustKeep(tb testing.TB, schema, body string) {
	tb.Helper()
	found, err := schemas.Validate(schema, []byte(body))
	if err != nil {
		tb.Error(err)
	}
	for _, v := range found {
		tb.Errorf("%s: %s is %s, want %s: %s", schema, v.Path, v.Got, v.Expected, body)
	}
}
