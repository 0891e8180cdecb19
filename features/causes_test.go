package features

import (
	"net/http"
	"strings"
	"testing"
)

// TestSameCauseIsToldOnce asks that a hundred scenarios that fail for one reason
// are one entry, with the request to repeat and the number of the others.
func TestSameCauseIsToldOnce(t *testing.T) {
	bank := newFakeBank(t)
	var suite []string
	for range 100 {
		suite = append(suite, scenario("@mandatory @M-1", asksBad))
	}
	suite = append(suite, scenario("@mandatory @M-2", "When the AISP asks for a consent; Then the status is 500"))
	o := bank.options(suite...)
	var out strings.Builder
	o.Out, o.Report = &out, t.TempDir()
	mustVerify(t, o)
	_, console, _ := strings.Cut(out.String(), "\n\n")
	for name, text := range map[string]string{"the summary": console, "summary.md": mustRead(t, o.Report, "summary.md")} {
		if got := strings.Count(text, "expected 418"); got == 0 || got > 2 { // summary.md also has it at its requirement
			t.Errorf("%s tells one finding %d times", name, got)
		}
		if !strings.Contains(text, "expected 500, got 201") {
			t.Errorf("%s lacks the other cause", name)
		}
		if got := strings.Count(text, "and 99 more"); got != 1 {
			t.Errorf("%s says %d times that there are 99 more, want once:\n%s", name, got, text)
		}
		if got := strings.Count(text, "curl -i"); got != 2 {
			t.Errorf("%s has %d curl lines, want one for each of 2 causes", name, got)
		}
	}
}

func TestCausesDifferByMoreThanIDs(t *testing.T) {
	a := Result{Outcome: Failed, Findings: []Finding{{Requirement: "M-1", Where: "id", Expected: "another", Got: "0c9d8b0e-9a4c-4f64-8c3b-1d2f3a4b5c6d"}}}
	b := Result{Outcome: Failed, Findings: []Finding{{Requirement: "M-2", Where: "id", Expected: "another", Got: "ffffffff-9a4c-4f64-8c3b-1d2f3a4b5c6d"}}}
	c := Result{Outcome: Failed, Findings: []Finding{{Requirement: "M-1", Where: "id", Expected: "none", Got: "0c9d8b0e-9a4c-4f64-8c3b-1d2f3a4b5c6d"}}}
	d := Result{Outcome: Untested, Reason: c.Findings[0].Error()}
	if got := (&Report{Results: []Result{a, b, c, d}}).causes(); len(got) != 3 || got[0].more != 1 {
		t.Errorf("causes are %+v, want three, the first twice", got)
	}
}

// loginPage shows a page where a bank that can do without a person redirects.
func loginPage(w http.ResponseWriter, r *http.Request) bool {
	if !strings.HasSuffix(r.URL.Path, "/oauth2/authorize") {
		return false
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write([]byte("<form>Who are you?</form>"))
	return true
}

// TestLoginPageIsNotApplicable asks that a bank that shows its customers a page
// is neither blamed for it nor praised.
func TestLoginPageIsNotApplicable(t *testing.T) {
	trip := scenario("@mandatory @M-1 @consent", "When the AISP asks for a consent; And the customer authorises")
	bank := newFakeBank(t)
	bank.spoil = loginPage
	o := bank.options(trip, trip, scenario("@mandatory @M-2", asksWell), scenario("@mandatory @M-2", "When the customer authorises"))
	var out strings.Builder
	o.Out, o.Report = &out, t.TempDir()
	report := mustVerify(t, o)
	if c := report.Counts; !report.Conformant || c.NotApplicable != 3 || c.Passed != 1 || c.Executed != 1 {
		t.Errorf("conformant %v (%v), counts %+v; want 3 not applicable and 1 passed", report.Conformant, report.Reasons, c)
	}
	for name, text := range map[string]string{"the summary": out.String(), "summary.md": mustRead(t, o.Report, "summary.md")} {
		if want := "Not applicable: 3 scenarios: needs a person"; !strings.Contains(text, want) || !strings.Contains(text, "use consent: manual") {
			t.Errorf("%s lacks %q:\n%s", name, want, text)
		}
	}
}

func TestLoginPageOfAScriptedBankIsAFault(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = loginPage
	o := bank.options(scenario("@mandatory @M-1 @consent", "When the AISP asks for a consent; And the customer authorises"))
	o.Target.ControlURL = bank.URL + "/_bank"
	if got := mustVerify(t, o).Results[0]; got.Outcome != Failed {
		t.Errorf("outcome is %s (%s), want failed", got.Outcome, got.Reason)
	}
}

func TestPlainPageIsNoLoginPage(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "/oauth2/authorize") {
			answer(w, r, http.StatusOK, `{}`)
		}
		return strings.HasSuffix(r.URL.Path, "/oauth2/authorize")
	}
	o := bank.options(scenario("@mandatory @M-1 @consent", "When the AISP asks for a consent; And the customer authorises"))
	if got := mustVerify(t, o).Results[0]; got.Outcome != Failed {
		t.Errorf("outcome is %s (%s), want failed", got.Outcome, got.Reason)
	}
}
