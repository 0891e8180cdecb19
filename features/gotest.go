package features

import (
	"os"
	"testing"
)

// TargetEnv names the environment variable with which a Go test is pointed at
// the bank of a target file: SANDBANK_TARGET=bank.yaml go test ./features.
const TargetEnv = "SANDBANK_TARGET"

// TargetFromEnv gives the target that TargetEnv names, and whether it does.
// Errors are *UsageError.
func TargetFromEnv() (t Target, named bool, err error) {
	path := os.Getenv(TargetEnv)
	if path == "" {
		return t, false, nil
	}
	t, err = LoadTarget(path)
	return t, true, err
}

// Run verifies the target inside a Go test: a subtest per scenario, which fails
// with the scenario's findings, is skipped where the scenario does not apply,
// and the verdict on top. It returns the report, nil if there is none.
func Run(t *testing.T, o Options) *Report {
	t.Helper()
	report, err := Verify(t.Context(), o)
	if err != nil {
		t.Errorf("the suite could not be run: %v", err)
	}
	if report == nil {
		return nil
	}
	for _, result := range report.Results {
		t.Run(result.ID, func(t *testing.T) { tell(t, report, result) })
	}
	if !report.Conformant {
		t.Errorf("not conformant%s (seed %d)", reasonsLine(report.Reasons), report.Seed)
	}
	return report
}

func tell(t *testing.T, report *Report, result Result) {
	switch {
	case result.Outcome == NotApplicable, result.Outcome == Waived:
		t.Skipf("%s: %s: %s", result.Name, result.Outcome, result.Reason)
	case result.Outcome == Warning && !report.Strict:
		t.Logf("%s: warning\n%s", result.Name, report.detail(result))
	case result.Outcome != Passed:
		t.Errorf("%s: %s\n%s", result.Name, result.Outcome, report.detail(result))
	}
}
