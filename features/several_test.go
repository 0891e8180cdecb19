package features

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// insightsTarget is the fake bank in the other profile.
func (b *fakeBank) insightsTarget() Target {
	return Target{Name: "fake", Profile: ProfileInsights, BaseURL: b.URL, Data: DataKnown, Token: "planted-insights-token", SecondToken: "planted-second-token"}
}

// bothProfiles is a suite with a scenario of each profile, and the options to run
// it against the fake bank.
func (b *fakeBank) bothProfiles() (Options, []Target) {
	suite := fakeSuite(scenario("@mandatory @M-1", asksWell))
	suite["insights/fake.feature"] = &fstest.MapFile{Data: []byte("Feature: Fake insights\n" + scenario("@mandatory @I-1", asksWell))}
	suite["requirements/insights.yaml"] = &fstest.MapFile{Data: []byte(`
profile: account-insights-1
requirements:
  - {id: I-1, clause: "1", keyword: MUST, text: "One."}
  - {id: I-2, clause: "2", keyword: SHOULD, text: "Two.", inferred: true}
`)}
	return Options{own: suite, steps: fakeSteps()}, []Target{b.target(), b.insightsTarget()}
}

func mustVerifyAll(t *testing.T, o Options, targets []Target) Reports {
	t.Helper()
	all, err := VerifyAll(t.Context(), o, targets...)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestProfilesAreVerifiedTogether(t *testing.T) {
	bank := newFakeBank(t)
	o, targets := bank.bothProfiles()
	var out strings.Builder
	o.Report, o.Out = t.TempDir(), &out
	all := mustVerifyAll(t, o, targets)
	if len(all) != 2 || !all.Conformant() || ExitCodeOf(all, nil) != ExitConformant {
		t.Fatalf("got %d reports, conformant %v, exit code %d: %v", len(all), all.Conformant(), ExitCodeOf(all, nil), all)
	}
	for i, want := range []struct{ profile, requirement string }{{ProfileAIS, "M-1"}, {ProfileInsights, "I-1"}} {
		r := all[i]
		if r.Target.Profile != want.profile || len(r.Results) != 1 || r.Results[0].Requirements[0] != want.requirement {
			t.Errorf("report %d is of %s with %v, want %s with %s", i, r.Target.Profile, r.Results, want.profile, want.requirement)
		}
		if slices.ContainsFunc(r.Requirements, func(c Coverage) bool { return c.Profile != want.profile }) {
			t.Errorf("the report of %s tells of requirements of another profile: %v", want.profile, r.Requirements)
		}
	}
	if all[0].Seed != all[1].Seed {
		t.Errorf("seeds are %d and %d, want one that repeats the run", all[0].Seed, all[1].Seed)
	}
	if want := "CONFORMANT: obf-ais-1.0 is conformant, account-insights-1 is conformant\n"; !strings.HasSuffix(out.String(), want) {
		t.Errorf("the output ends otherwise than with %q:\n%s", want, out.String())
	}
	wantFiles(t, o.Report, map[string]string{
		"report.html":                    `<a href="account-insights-1/report.html">account-insights-1</a> is conformant`,
		"summary.md":                     "fake is conformant",
		"junit.xml":                      `tests="2"`,
		"obf-ais-1.0/report.json":        `"M-1"`,
		"account-insights-1/report.json": `"I-1"`,
		"account-insights-1/report.html": "account-insights-1",
		"account-insights-1/junit.xml":   `tests="1"`,
		"account-insights-1/summary.md":  "Profile account-insights-1",
	})
}

// wantFiles asks of files in a folder that they hold these words, and no secret.
func wantFiles(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	for name, word := range want {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			continue
		}
		if !strings.Contains(string(text), word) {
			t.Errorf("%s lacks %q", name, word)
		}
		if strings.Contains(string(text), "planted") {
			t.Errorf("%s holds a secret", name)
		}
	}
}

// TestOneProfileFails asks that one profile that fails is told on the front page,
// and that the whole fails with it.
func TestOneProfileFails(t *testing.T) {
	bank := newFakeBank(t)
	o, targets := bank.bothProfiles()
	o.Report = t.TempDir()
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		spoilt := strings.HasPrefix(r.Header.Get("Authorization"), "Token ")
		if spoilt {
			answer(w, r, http.StatusTeapot, "{}")
		}
		return spoilt
	}
	all := mustVerifyAll(t, o, targets)
	if all.Conformant() || ExitCodeOf(all, nil) != ExitNotConformant || !all[0].Conformant {
		t.Errorf("conformant %v, exit code %d; want the second profile to fail alone", all.Conformant(), ExitCodeOf(all, nil))
	}
	wantFiles(t, o.Report, map[string]string{
		"report.html": "fake is not conformant", "summary.md": "1 scenario failed", "junit.xml": `failures="1"`,
		"obf-ais-1.0/summary.md": "is conformant",
	})
}

// TestTagsChooseTheProfile asks that a profile without a selected scenario is left
// out, that the other's reports then stand in the folder itself, and that nothing
// of a former run is left there.
func TestTagsChooseTheProfile(t *testing.T) {
	bank := newFakeBank(t)
	o, targets := bank.bothProfiles()
	o.Report = t.TempDir()
	mustVerifyAll(t, o, targets)
	o.Tags = "@I-1"
	all := mustVerifyAll(t, o, targets)
	if len(all) != 1 || all[0].Target.Profile != ProfileInsights {
		t.Fatalf("got %v, want one report of Account Insights", all)
	}
	wantFiles(t, o.Report, map[string]string{"report.json": `"I-1"`})
	for _, name := range []string{ProfileAIS, ProfileInsights} {
		if _, err := os.Stat(filepath.Join(o.Report, name)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is still there: %v", name, err)
		}
	}
	o.Tags = "@nothing"
	_, err := VerifyAll(t.Context(), o, targets...)
	if got := ExitCodeOf(nil, err); got != ExitUsage || !strings.Contains(err.Error(), "none of the 2 scenarios") {
		t.Errorf("exit code %d for %v, want a usage error that counts both", got, err)
	}
}

// TestBroughtFeaturesHaveAProfile asks that a caller's feature runs in the profile
// in whose folder it stands, and in the first if it stands in none.
func TestBroughtFeaturesHaveAProfile(t *testing.T) {
	bank := newFakeBank(t)
	o, targets := bank.bothProfiles()
	feature := []byte("Feature: Mine\n" + scenario("@mine", asksWell))
	o.FS = fstest.MapFS{"insights/mine.feature": {Data: feature}, "mine.feature": {Data: feature}}
	o.Tags = "@mine"
	var ran []string
	for _, r := range mustVerifyAll(t, o, targets) {
		for _, result := range r.Results {
			ran = append(ran, r.Target.Profile+" "+result.ID)
		}
	}
	if want := []string{"obf-ais-1.0 mine.feature:3", "account-insights-1 insights/mine.feature:3"}; !slices.Equal(ran, want) {
		t.Errorf("ran %q, want %q", ran, want)
	}
	o.Target = targets[1]
	if alone := mustVerify(t, o); len(alone.Results) != 2 {
		t.Errorf("alone the profile ran %d scenarios, want both", len(alone.Results))
	}
}

func TestOneTargetIsUnreachable(t *testing.T) {
	bank := newFakeBank(t)
	o, targets := bank.bothProfiles()
	o.Report, targets[1].BaseURL = t.TempDir(), "http://127.0.0.1:1"
	_, err := VerifyAll(t.Context(), o, targets...)
	if got := ExitCodeOf(nil, err); got != ExitHarness {
		t.Errorf("exit code %d for %v, want %d", got, err, ExitHarness)
	}
	wantFiles(t, o.Report, map[string]string{"summary.md": "did not finish"})
}
