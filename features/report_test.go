package features

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"
)

// mixedSuite has a scenario of every outcome that a run can end in.
func mixedSuite() []string {
	return []string{
		scenario("@mandatory @M-1", asksWell),
		scenario("@mandatory @M-2", asksWell),
		scenario("@mandatory @M-2", asksBad),
		scenario("@conditional @S-1", asksBad),
		scenario("@mandatory @M-1 @clock", asksWell),
		scenario("@mandatory @M-1 @second-client", asksWell),
		scenario("@mandatory @M-1", "Given a consent; Then the status is 418"),
		scenario("@mandatory @M-1", "When the code panics"),
		scenario("@mandatory @M-1", "When the customer authorises"),
	}
}

// writeMixed runs it against a bank that refuses what is asked with a Given, and
// leaves secrets wherever an answer can hold one.
func writeMixed(t *testing.T) (report *Report, dir, out string) {
	t.Helper()
	bank := newFakeBank(t)
	prerequisite := refuse("fake.feature:33")
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "planted-cookie"})
		return prerequisite(w, r)
	}
	o := bank.options(mixedSuite()...)
	var text strings.Builder
	o.Report, o.Out = filepath.Join(t.TempDir(), "made", "here"), &text
	return mustVerify(t, o), o.Report, text.String()
}

func mustRead(t *testing.T, parts ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var reportFiles = []string{"report.json", "junit.xml", "report.html", "summary.md"}

func TestSameCountsInAllReports(t *testing.T) {
	report, dir, out := writeMixed(t)
	want := Counts{Selected: 9, Planned: 7, Executed: 7, Mandatory: 6, Passed: 3, Warning: 1, Failed: 1, NotApplicable: 2, Untested: 1, Error: 1}
	if report.Counts != want {
		t.Fatalf("counts are %+v, want %+v", report.Counts, want)
	}
	told := mustJSON(t, []byte(mustRead(t, dir, "report.json")))["counts"].(map[string]any)
	for _, row := range []struct {
		outcome Outcome
		want    int
	}{{Passed, 3}, {Warning, 1}, {Failed, 1}, {NotApplicable, 2}, {Untested, 1}, {Broken, 1}, {Waived, 0}} {
		name := strings.ReplaceAll(string(row.outcome), "-", "_")
		if got := told[name]; got != float64(row.want) {
			t.Errorf("report.json counts %v %s, want %d", got, name, row.want)
		}
		if text := fmt.Sprintf("| %s | %d |", row.outcome, row.want); !strings.Contains(mustRead(t, dir, "summary.md"), text) {
			t.Errorf("summary.md lacks %q", text)
		}
		if text := fmt.Sprintf(`<b class="%s">%d</b>`, row.outcome, row.want); !strings.Contains(mustRead(t, dir, "report.html"), text) {
			t.Errorf("report.html lacks %q", text)
		}
		if got := strings.Count(mustRead(t, dir, "report.html"), fmt.Sprintf(`data-state="%s"`, row.outcome)); got != row.want {
			t.Errorf("report.html shows %d scenarios that ended %s, want %d", got, row.outcome, row.want)
		}
		if text := fmt.Sprintf("%d %s", row.want, row.outcome); row.want > 0 && !strings.Contains(out, text) {
			t.Errorf("the summary lacks %q:\n%s", text, out)
		}
	}
}

func TestJUnitTellsFailuresFromSkips(t *testing.T) {
	_, dir, _ := writeMixed(t)
	var all junitSuites
	if err := xml.Unmarshal([]byte(mustRead(t, dir, "junit.xml")), &all); err != nil {
		t.Fatal(err)
	}
	if all.Tests != 9 || all.Failures != 1 || all.Errors != 2 || all.Skipped != 2 {
		t.Errorf("counts are %d tests, %d failures, %d errors, %d skipped, want 9, 1, 2, 2", all.Tests, all.Failures, all.Errors, all.Skipped)
	}
	var failures, errs, skipped int
	for _, c := range all.Suites[0].Cases {
		for n, part := range map[*int]*junitDetail{&failures: c.Failure, &errs: c.Error, &skipped: c.Skipped} {
			if part != nil {
				*n++
				if part.Message == "" {
					t.Errorf("%s gives no message", c.Name)
				}
			}
		}
	}
	if failures != 1 || errs != 2 || skipped != 2 {
		t.Errorf("elements are %d failures, %d errors, %d skipped, want 1, 2, 2", failures, errs, skipped)
	}
}

func TestReportSatisfiesItsSchema(t *testing.T) {
	_, dir, _ := writeMixed(t)
	schema, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(ReportSchema()))
	if err != nil {
		t.Fatal(err)
	}
	text := mustRead(t, dir, "report.json")
	result, err := schema.Validate(gojsonschema.NewStringLoader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range result.Errors() {
		t.Error(e)
	}
	spoilt := strings.Replace(text, `"outcome": "passed"`, `"outcome": "fine"`, 1)
	if result, err := schema.Validate(gojsonschema.NewStringLoader(spoilt)); err != nil || result.Valid() {
		t.Errorf("the schema takes an outcome that there is not (error %v)", err)
	}
}

// TestNoSecretInAnyFile plants secrets in every place that can hold one and
// looks for them in all that a run writes.
func TestNoSecretInAnyFile(t *testing.T) {
	_, dir, out := writeMixed(t)
	texts := map[string]string{"output": out}
	for _, name := range reportFiles {
		texts[name] = mustRead(t, dir, name)
	}
	basicPair := strings.TrimPrefix(basic("one", fakeSecret), "Basic ")
	for name, text := range texts {
		for _, secret := range []string{fakeSecret, fakeToken, "planted-code", "planted.id.token", "planted-cookie", basicPair} {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %q", name, secret)
			}
		}
	}
	if mark := regexp.MustCompile(`Bearer redacted sha256:[0-9a-f]{8}`); !mark.MatchString(texts["report.html"]) || !mark.MatchString(texts["report.json"]) {
		t.Error("the evidence does not show where the token was")
	}
}

func TestPageIsOffline(t *testing.T) {
	_, dir, _ := writeMixed(t)
	text := mustRead(t, dir, "report.html")
	if found := regexp.MustCompile(`<[^>]*(?:src|href)\s*=\s*"[^#]|@import|url\(`).FindString(text); found != "" {
		t.Errorf("the page loads something: %q", found)
	}
	for _, want := range []string{"fake is not conformant", "curl -i -X POST", "M-2", "expected 418", "Fake"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// TestPageShowsWhatTheBankSays asks that nothing that a bank answers becomes part
// of the page.
func TestPageShowsWhatTheBankSays(t *testing.T) {
	bank := newFakeBank(t)
	const planted = `</pre><script>planted()</script><img src="http://attacker.example/" onerror='planted()'>&amp;`
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/account-access-consents") {
			return false
		}
		w.Header().Set("X-Planted", planted)
		answer(w, r, http.StatusBadRequest, planted)
		return true
	}
	o := bank.options(scenario("@mandatory @M-1", asksWell))
	o.Report = filepath.Join(t.TempDir(), "report")
	mustVerify(t, o)
	text := mustRead(t, o.Report, "report.html")
	if strings.Contains(text, "<script>planted") || strings.Contains(text, "<img") {
		t.Error("the page runs what the bank answered")
	}
	if want := `&lt;/pre&gt;&lt;script&gt;planted()&lt;/script&gt;`; strings.Count(text, want) < 2 || !strings.Contains(text, "&amp;amp;") {
		t.Errorf("the page lacks %s, in a header and in a body", want)
	}
}

func TestSummaryTellsHowToRepeat(t *testing.T) {
	_, _, out := writeMixed(t)
	for _, want := range []string{
		"MUST M-2: status: expected 418, got 201", "curl -i -X POST 'http://", "NOT CONFORMANT", "seed 7",
		"2 of 23 edges", "answers seen",
	} {
		if want == "2 of 23 edges" {
			want = fmt.Sprintf("1 of %d edges", len(edges()))
		}
		if !strings.Contains(out, want) {
			t.Errorf("the output lacks %q:\n%s", want, out)
		}
	}
	if strings.Contains(out, "\x1b[") {
		t.Error("the output is coloured although it is no terminal")
	}
}

func TestCoverage(t *testing.T) {
	report, _, _ := writeMixed(t)
	want := map[string]Outcome{"M-1": Broken, "M-2": Failed, "S-1": Warning, "HTTP-ERR-06": ""}
	for _, c := range report.Requirements {
		if c.State != want[c.ID] {
			t.Errorf("%s is %q, want %q", c.ID, c.State, want[c.ID])
		}
	}
}

func TestCurlIsForTheShell(t *testing.T) {
	got := curl(Half{Method: "PATCH", URL: "http://b/a?b=c", Headers: []string{"Accept: x", "User-Agent: y"}, Body: `{"it":"isn't"}`})
	want := `curl -i -X PATCH 'http://b/a?b=c' -H 'Accept: x' --data-raw '{"it":"isn'\''t"}'`
	if got != want {
		t.Errorf("curl line is\n%s\nwant\n%s", got, want)
	}
}

func TestReportThatCannotBeWritten(t *testing.T) {
	bank := newFakeBank(t)
	o := bank.options(scenario("@mandatory @M-1", asksWell))
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	o.Report, o.Out = filepath.Join(file, "below"), io.Discard
	report, err := Verify(t.Context(), o)
	if got := ExitCode(report, err); got != ExitUsage {
		t.Errorf("exit code is %d (error %v), want %d", got, err, ExitUsage)
	}
}
