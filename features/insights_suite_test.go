package features_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox"
	"github.com/sandbank-dev/sandbank/sandbox/insights"
)

// insightsOf is a sandbox as a target file of Account Insights would describe it.
func insightsOf(bank *sandbox.Live) features.Target {
	return features.Target{
		Name: "sandbox", Profile: features.ProfileInsights, BaseURL: bank.URL, ControlURL: bank.Control + "/_bank",
		Token: "insights-demo-token", SecondToken: "insights-demo-token-two", Data: features.DataKnown,
	}
}

// TestInsightsSuite runs the suite of Account Insights against a fresh sandbox.
func TestInsightsSuite(t *testing.T) {
	report := features.Run(t, features.Options{Target: insightsOf(sandbox.Start(t)), Strict: true})
	if report == nil {
		return
	}
	if n := len(report.Edges.Missing); n > 0 {
		t.Errorf("the suite tried %d of %d edges; missing %v", report.Edges.Visited, report.Edges.Total, report.Edges.Missing)
	}
	if n := report.Counts.NotApplicable; n > 0 {
		t.Errorf("%d scenarios do not apply to our own aggregator, want 0", n)
	}
	segment := regexp.MustCompile("{[^}]+}")
	for _, route := range insights.Routes() {
		path := regexp.MustCompile(segment.ReplaceAllString(route.Path, "[^/]+") + "$")
		named, served, refused := seen(report, route.Method, path)
		if strings.HasSuffix(route.Path, "/flows/transfer") {
			served = true // nobody pays through an aggregator of data: it is known, and always refused
		}
		if named != features.Operation(route.Op) {
			t.Errorf("%s %s is %q in the suite, and %q in the journal", route.Method, route.Path, named, route.Op)
		}
		if !served || !refused {
			t.Errorf("%s %s was seen to serve: %v, and to refuse: %v", route.Method, route.Path, served, refused)
		}
	}
}

// seen tells what a run called a method of a path, and whether it saw it served, and
// refused.
func seen(report *features.Report, method string, path *regexp.Regexp) (op features.Operation, served, refused bool) {
	for _, result := range report.Results {
		for _, e := range result.Exchanges {
			if e.Request.Method == method && path.MatchString(e.Request.URL) {
				op, served, refused = e.Op, served || e.Status < 300, refused || e.Status >= 400
			}
		}
	}
	return op, served, refused
}

// TestInsightsSuiteWithoutControlPlane runs it as against a real aggregator: no
// script, no clock, and nobody who plays the consumer at the bank.
func TestInsightsSuiteWithoutControlPlane(t *testing.T) {
	target := insightsOf(sandbox.Start(t))
	target.ControlURL, target.Data = "", features.DataUnknown
	report, err := features.Verify(t.Context(), features.Options{Target: target})
	if err != nil {
		t.Fatal(err)
	}
	c := report.Counts
	if !report.Conformant || c.NotApplicable == 0 || c.Passed != c.Planned {
		t.Errorf("conformant %v, counts %+v; want all that applies to pass: %v", report.Conformant, c, report.Reasons)
		for _, r := range report.Results {
			if r.Outcome != features.Passed && r.Outcome != features.NotApplicable {
				t.Errorf("%s: %s: %s", r.ID, r.Name, r.Reason)
			}
		}
	}
}
