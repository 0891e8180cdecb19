package features

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xeipuuv/gojsonschema"
)

// matrixSuite has a cell of every fate, each on five lines of its file, and a
// scenario that is none.
func matrixSuite() []string {
	return []string{
		scenario("@permission-matrix @M-1", asksWell),
		scenario("@permission-matrix @M-1", asksBad),
		scenario("@permission-matrix @M-1 @clock", asksWell),
		scenario("@permission-matrix @M-1", findsNone),
		scenario("@permission-matrix @M-1", "Given a consent; When the AISP asks for a consent"),
		scenario("@permission-matrix @M-1 @left-out", asksWell),
		scenario("@mandatory @M-2", asksWell),
	}
}

func TestMatrixCountsAllCells(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = refuse("fake.feature:23")
	o := bank.options(matrixSuite()...)
	var out strings.Builder
	o.Target.Data, o.Tags, o.Out, o.Report = DataUnknown, "not @left-out", &out, filepath.Join(t.TempDir(), "report")
	report := mustVerify(t, o)
	got := map[string][]string{}
	for _, u := range report.Matrix.Untested {
		for _, c := range u.Cells {
			reason, _, _ := strings.Cut(u.Reason, ":")
			got[reason] = append(got[reason], c.ID)
		}
	}
	want := map[string][]string{
		"not applicable": {"ais/fake.feature:13", "ais/fake.feature:18"},
		"untested":       {"ais/fake.feature:23"},
		"not run":        {"ais/fake.feature:28"},
	}
	if diff := cmp.Diff(want, got); diff != "" || report.Matrix.Tested != 2 || report.Matrix.Total != 6 {
		t.Errorf("%s, untested (-want +got):\n%s", report.Matrix.Line(), diff)
	}
	const line = "2 of 6 cells of the permission matrix tested"
	texts := map[string]string{"output": out.String()}
	for _, name := range []string{"report.json", "report.html", "summary.md"} {
		texts[name] = mustRead(t, o.Report, name)
	}
	for name, wants := range map[string][]string{
		"output":      {line, "1 untested: not applicable: no account holds a standing order"},
		"summary.md":  {line, "| 1 | not applicable: no account holds a standing order | ais/fake.feature:18 |"},
		"report.html": {line, "1 untested: not run: the tags do not select it", "<code>ais/fake.feature:28</code>"},
		"report.json": {`"tested": 2`, `"total": 6`},
	} {
		for _, want := range wants {
			if !strings.Contains(texts[name], want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(ReportSchema()), gojsonschema.NewStringLoader(texts["report.json"]))
	if err != nil || !result.Valid() {
		t.Errorf("report.json does not satisfy its schema: %v %v", err, result.Errors())
	}
}

// TestNoMatrixNoWord asks that a suite without cells says nothing of them.
func TestNoMatrixNoWord(t *testing.T) {
	bank := newFakeBank(t)
	o := bank.options(scenario("@mandatory @M-1", asksWell))
	var out strings.Builder
	o.Out = &out
	if report := mustVerify(t, o); report.Matrix.Line() != "" || strings.Contains(out.String(), "matrix") {
		t.Errorf("the output speaks of a matrix:\n%s", out.String())
	}
}
