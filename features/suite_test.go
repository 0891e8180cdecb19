package features_test

import (
	"os"
	"testing"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox"
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
}

// TestSuiteWithoutControlPlane runs the suite as against a real bank: no script,
// no clock, no tenants, and a customer who always allows.
func TestSuiteWithoutControlPlane(t *testing.T) {
	target := targetOf(sandbox.Start(t, sandbox.Scenario("auto-approve")))
	target.ControlURL, target.Features = "", nil
	report, err := features.Verify(t.Context(), features.Options{Target: target})
	if err != nil {
		t.Fatal(err)
	}
	c := report.Counts
	if !report.Conformant || c.NotApplicable == 0 || c.Passed != c.Planned {
		t.Errorf("conformant %v, counts %+v; want all that applies to pass: %v", report.Conformant, c, report.Reasons)
	}
}

// targetOf is a sandbox as a target file would describe it.
func targetOf(bank *sandbox.Live) features.Target {
	const back = "http://127.0.0.1:9/callback" // nobody listens there, and nobody needs to
	return features.Target{
		Name: "sandbox", Profile: "obf-ais-1.0",
		BaseURL: bank.URL + "/open-banking/v1.0/aisp", Issuer: bank.URL,
		TokenURL: bank.URL + "/oauth2/token", AuthorizeURL: bank.URL + "/oauth2/authorize",
		ControlURL: bank.Control + "/_bank", Features: features.Optional,
		Clients: []features.Client{
			{ID: "aisp-one", Secret: "aisp-one-secret", RedirectURI: back},
			{ID: "aisp-two", Secret: "aisp-two-secret", RedirectURI: back},
		},
	}
}
