package features

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain asks that runs leave no goroutine behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestRunGivesTheReport(t *testing.T) {
	bank := newFakeBank(t)
	report := Run(t, bank.options(scenario("@mandatory @M-1", asksWell), scenario("@mandatory @M-2", asksWell)))
	if report == nil || !report.Conformant || report.Counts.Passed != 2 {
		t.Errorf("report is %+v, want one with two passed scenarios", report)
	}
}

func TestTargetFromEnv(t *testing.T) {
	t.Setenv("AISP_ONE_SECRET", "first")
	t.Setenv("AISP_TWO_SECRET", "second")
	t.Setenv(TargetEnv, "")
	if _, named, err := TargetFromEnv(); named || err != nil {
		t.Errorf("named is %v (error %v) without the variable", named, err)
	}
	t.Setenv(TargetEnv, writeTarget(t, goodTarget))
	if target, named, err := TargetFromEnv(); !named || err != nil || target.Name != "gulf-bank-test" {
		t.Errorf("target is %q, named %v (error %v), want gulf-bank-test", target.Name, named, err)
	}
}

func TestStepsAreTold(t *testing.T) {
	infos := Steps()
	if len(infos) != len(catalogue()) || infos[0].Pattern == "" || infos[0].Example == "" || infos[0].Doc == "" {
		t.Errorf("steps are %d, the first %+v", len(infos), infos[0])
	}
}
