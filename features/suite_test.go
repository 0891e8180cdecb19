package features_test

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox"
	"github.com/sandbank-dev/sandbank/sandbox/ais"
	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// TestSuite runs the whole suite against the bank of the file that
// SANDBANK_TARGET names or, without one, against a fresh sandbox.
func TestSuite(t *testing.T) {
	target, named, err := features.TargetFromEnv()
	if err != nil {
		t.Fatal(err)
	}
	if !named {
		target = targetOf(sandbox.Start(t))
	}
	report := features.Run(t, features.Options{Target: target, Report: os.Getenv("SANDBANK_REPORT"), Strict: !named})
	if report == nil || named {
		return
	}
	if n := len(report.Edges.Missing); n > 0 {
		t.Errorf("the suite tried %d of %d edges of a consent's life; missing %v", report.Edges.Visited, report.Edges.Total, report.Edges.Missing)
	}
	if n := report.Counts.NotApplicable; n > 0 {
		t.Errorf("%d scenarios do not apply to our own bank, want 0", n)
	}
	triesEveryRoute(t, report)
}

// triesEveryRoute asks of the suite that it sees every route of the API both
// serve and refuse, without the help of a script.
func triesEveryRoute(t *testing.T, report *features.Report) {
	t.Helper()
	for _, route := range ais.Routes() {
		if report.Matrix.Total == 0 && !strings.HasPrefix(route.Path, "/account-access-consents") && route.Path != "/accounts" {
			continue // it is the permission matrix that goes everywhere
		}
		path := regexp.MustCompile("/aisp" + regexp.MustCompile("{[^}]+}").ReplaceAllString(route.Path, "[^/]+") + "$")
		served, refused := false, false
		for _, result := range report.Results {
			for _, e := range result.Exchanges {
				if !slices.Contains(result.Tags, "@scripted") && e.Request.Method == route.Method && path.MatchString(e.Request.URL) {
					served, refused = served || e.Status < 300, refused || e.Status >= 400
				}
			}
		}
		if !served || !refused {
			t.Errorf("%s %s was seen to serve: %v, and to refuse: %v", route.Method, route.Path, served, refused)
		}
	}
}

// TestSuiteWithoutControlPlane runs the suite as against a real bank: no script,
// no clock, no tenants, and a customer who always allows.
func TestSuiteWithoutControlPlane(t *testing.T) {
	target := targetOf(sandbox.Start(t, sandbox.Scenario("auto-approve")))
	target.ControlURL, target.Features = "", nil
	report, err := features.Verify(t.Context(), features.Options{Target: target, Only: someCells(t, 4)})
	if err != nil {
		t.Fatal(err)
	}
	c := report.Counts
	if !report.Conformant || c.NotApplicable == 0 || c.Passed != c.Planned {
		t.Errorf("conformant %v, counts %+v; want all that applies to pass: %v", report.Conformant, c, report.Reasons)
	}
	sharesConsents(t, report)
}

// sharesConsents counts how often the customer of a bank without a control plane
// is bothered by scenarios that only read.
func sharesConsents(t *testing.T, report *features.Report) {
	t.Helper()
	readers, customers, asks := 0, 0, map[string]bool{}
	for _, r := range report.Results {
		if !slices.Contains(r.Tags, "@reads-only") || r.Outcome == features.NotApplicable {
			continue
		}
		readers++
		for _, e := range r.Exchanges {
			switch e.Op {
			case features.OpAuthorize:
				customers++
			case features.OpCreateConsent:
				asks[string(e.Request.Body)] = true
			}
		}
	}
	if readers < 50 || customers > len(asks)+readers/20 {
		t.Errorf("%d scenarios that only read sent the customer to the bank %d times, for %d different consents", readers, customers, len(asks))
	}
}

// someCells wants of the permission matrix one cell in n, others in each run, and
// all that is not of the matrix: the cells are alike, TestSuite tries each, and
// what this is for shows in some.
func someCells(t *testing.T, n uint32) func(id string) bool {
	t.Helper()
	drawn := oneIn(t, n)
	return func(id string) bool { return !strings.Contains(id, "permission-matrix") || drawn(id) }
}

// oneIn wants one scenario in n, others in each run.
func oneIn(t *testing.T, n uint32) func(id string) bool {
	t.Helper()
	draw := rand.Uint32()
	t.Logf("the part of the suite is drawn by %d", draw)
	return func(id string) bool {
		sum := fnv.New32a()
		fmt.Fprint(sum, draw, id)
		return sum.Sum32()%n == 0
	}
}

// apart leaves out the permission matrix, where its cells ask the same as what
// stands beside it.
const apart = "not @permission-matrix"

// TestSuiteTakesOtherReadings runs the suite against a bank that follows other
// readings of the standard's family than ours does: 404 for what is not there.
func TestSuiteTakesOtherReadings(t *testing.T) {
	bank, err := sandbox.New(sandbox.Config{Scenario: "auto-approve"})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(otherReadings(bank))
	t.Cleanup(server.Close)
	target := targetOf(&sandbox.Live{URL: server.URL})
	target.ControlURL = ""
	report, err := features.Verify(t.Context(), features.Options{Target: target, Tags: apart})
	if err != nil {
		t.Fatal(err)
	}
	if !report.Conformant {
		t.Errorf("not conformant: %v", report.Reasons)
		for _, r := range report.Results {
			if r.Outcome != features.Passed && r.Outcome != features.NotApplicable {
				t.Errorf("%s: %s: %s", r.ID, r.Name, r.Reason)
			}
		}
	}
	for _, id := range []string{"AAC-GET-03", "AAC-PATCH-08", "HTTP-METHOD-01", "HTTP-METHOD-02"} {
		if !slices.ContainsFunc(report.Readings, func(r string) bool { return strings.HasPrefix(r, id+": the bank answers 404") }) {
			t.Errorf("the report does not say which reading of %s it saw: %q", id, report.Readings)
		}
	}
}

// otherReadings answers 404 where the bank would say 405, or 400 of a ConsentId
// that was never given out.
func otherReadings(bank http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		bank.ServeHTTP(answer, r)
		maps.Copy(w.Header(), answer.Header())
		gone := answer.Code == http.StatusBadRequest && strings.Contains(answer.Body.String(), "Resource.NotFound")
		if gone || answer.Code == http.StatusMethodNotAllowed {
			w.Header().Del("Allow")
			w.Header().Del("Content-Type")
			w.Header().Del("Content-Length")
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.WriteHeader(answer.Code)
		answer.Body.WriteTo(w)
	})
}

// TestEveryOptionalEndpointCanBeDeclared asks that a target has a word for each
// endpoint that our own bank can do without, and the same one.
func TestEveryOptionalEndpointCanBeDeclared(t *testing.T) {
	words := []string{"products", "refresh-tokens", "revocation", "introspection"}
	for _, e := range bank.Endpoints() {
		if e.Word != "" && !slices.Contains(words, e.Word) {
			words = append(words, e.Word)
		}
	}
	if got := slices.Sorted(slices.Values(features.Optional)); !slices.Equal(got, slices.Sorted(slices.Values(words))) {
		t.Errorf("a target may declare %q, and the bank has words for %q", got, slices.Sorted(slices.Values(words)))
	}
}

// targetOf is a sandbox as a target file would describe it.
func targetOf(bank *sandbox.Live) features.Target {
	const back = "http://127.0.0.1:9/callback" // nobody listens there, and nobody needs to
	return features.Target{
		Name: "sandbox", Profile: "obf-ais-1.0",
		BaseURL: bank.URL + "/open-banking/v1.0/aisp", Issuer: bank.URL,
		TokenURL: bank.URL + "/oauth2/token", AuthorizeURL: bank.URL + "/oauth2/authorize",
		ControlURL: bank.Control + "/_bank", Features: features.Optional, Data: features.DataKnown,
		Clients: []features.Client{
			{ID: "aisp-one", Secret: "aisp-one-secret", RedirectURI: back},
			{ID: "aisp-two", Secret: "aisp-two-secret", RedirectURI: back},
		},
	}
}
