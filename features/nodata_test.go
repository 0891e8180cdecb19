package features

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"
)

const findsNone = "When the AISP asks for a consent; Then no account holds a standing order"

// TestNoData asks that a bank whose data is not known is excused by what it does
// not hold, one whose data is known is not, and neither after a finding.
func TestNoData(t *testing.T) {
	for _, row := range []struct {
		name, data, scenario string
		spoil                func(http.ResponseWriter, *http.Request) bool
		want                 Outcome
		reason               string
	}{
		{name: "unknown", data: DataUnknown, scenario: scenario("@M-1", findsNone), want: NotApplicable, reason: "no account holds a standing order"},
		{name: "not said", scenario: scenario("@M-1", findsNone), want: NotApplicable, reason: "no account holds a standing order"},
		{name: "known", data: DataKnown, scenario: scenario("@M-1", findsNone), want: Untested, reason: "no account holds a standing order"},
		{name: "unknown, in a Given", scenario: scenario("@M-1", "Given no account holds an offer; When the AISP asks for a consent"), want: NotApplicable, reason: "no account holds an offer"},
		{name: "known, in a Given", data: DataKnown, scenario: scenario("@M-1", "Given no account holds an offer; When the AISP asks for a consent"), want: Untested},
		{name: "after an answer that is wrong", scenario: scenario("@M-1", findsNone), spoil: consentsAnswer(500, fakeError), want: Failed},
		{name: "together with a finding", scenario: scenario("@M-1", "When nothing is held, but the status is wrong"), want: Failed},
		{name: "together with a SHOULD", scenario: scenario("@S-1", "When nothing is held, but the status is wrong"), want: Warning},
		{name: "together with a SHOULD, known", data: DataKnown, scenario: scenario("@S-1", "When nothing is held, but the status is wrong"), want: Untested},
		{name: "a missing Given is no missing data", scenario: scenario("@M-1", "Given a consent; When no account holds an offer"), spoil: consentsAnswer(400, fakeError), want: Untested},
	} {
		t.Run(row.name, func(t *testing.T) {
			bank := newFakeBank(t)
			bank.spoil = row.spoil
			o := bank.options(row.scenario)
			o.Target.Data = row.data
			got := mustVerify(t, o).Results[0]
			if got.Outcome != row.want || !strings.Contains(got.Reason, row.reason) {
				t.Errorf("outcome is %s (%s), want %s (%s)", got.Outcome, got.Reason, row.want, row.reason)
			}
			if got.Outcome == NotApplicable && len(got.Findings) > 0 {
				t.Errorf("it is excused in spite of %v", got.Findings)
			}
		})
	}
}

// TestNoDataIsNotExecuted asks that a scenario without data counts neither as
// planned nor as a mandatory one that was run.
func TestNoDataIsNotExecuted(t *testing.T) {
	bank := newFakeBank(t)
	o := bank.options(scenario("@mandatory @M-1", findsNone), scenario("@conditional @M-2", asksWell))
	o.Target.Data = DataUnknown
	report := mustVerify(t, o)
	if c := report.Counts; c.Planned != 1 || c.Executed != 1 || c.Mandatory != 0 || report.Conformant {
		t.Errorf("counts are %+v, conformant %v; want one planned and executed, none of them mandatory, and so no verdict", c, report.Conformant)
	}
	for _, c := range report.Requirements {
		if c.ID == "M-1" && c.State != NotApplicable {
			t.Errorf("M-1 is %q, want not-applicable: nothing was shown of it", c.State)
		}
	}
}

// TestNoDataIsTold asks that all reports say so, and why.
func TestNoDataIsTold(t *testing.T) {
	bank := newFakeBank(t)
	o := bank.options(scenario("@mandatory @M-1", findsNone), scenario("@mandatory @M-2", asksWell))
	var out strings.Builder
	o.Target.Data, o.Report, o.Out = DataUnknown, filepath.Join(t.TempDir(), "report"), &out
	if report := mustVerify(t, o); !report.Conformant {
		t.Fatalf("not conformant: %v", report.Reasons)
	}
	texts := map[string]string{"output": out.String()}
	for _, name := range reportFiles {
		texts[name] = mustRead(t, o.Report, name)
		if !strings.Contains(texts[name], "no account holds a standing order") {
			t.Errorf("%s does not say what the bank does not hold", name)
		}
	}
	for name, want := range map[string]string{
		"output": "Not applicable: 1 scenario: no account holds a standing order", "summary.md": "| not-applicable | 1 |",
		"junit.xml": `<skipped message="no account holds a standing order" type="not-applicable">`, "report.html": `data-state="not-applicable"`,
		"report.json": `"data": "unknown"`,
	} {
		if !strings.Contains(texts[name], want) {
			t.Errorf("%s lacks %s:\n%s", name, want, texts[name][:min(len(texts[name]), 2000)])
		}
	}
	if strings.Contains(texts["report.html"], `<span class="failed">(failed)`) {
		t.Error("the page shows a step that failed")
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(ReportSchema()), gojsonschema.NewStringLoader(texts["report.json"]))
	if err != nil || !result.Valid() {
		t.Errorf("report.json does not satisfy its schema: %v %v", err, result.Errors())
	}
}
