package features_test

import (
	"slices"
	"testing"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// TestSuiteWithDataItDoesNotKnow runs the scenarios of account data as against a
// real bank, where one customer or the other gives the consents: what the
// customer does not hold is not applicable, and neither missed nor kept.
func TestSuiteWithDataItDoesNotKnow(t *testing.T) {
	scripts, err := scenario.Builtin().With("who.yaml", []byte(`version: 1
scenarios:
  - {name: as-basma, customer: {does: approves, as: basma}}
  - {name: as-dana, customer: {does: approves, as: dana}}
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		customer string
		kept     []string // requirements that her data shows to be kept
		open     []string // those that it says nothing about
	}{
		{"basma", []string{"ACC-02", "BAL-03", "TRX-10", "PAG-02", "STM-06", "STO-01"}, []string{"PTY-02"}},
		{"dana", nil, []string{"ACC-02", "BAL-01", "TRX-10", "TRX-03", "PAG-01", "STM-05", "STO-01"}},
	} {
		t.Run(tt.customer, func(t *testing.T) {
			target := targetOf(sandbox.Start(t, sandbox.Scenarios(scripts), sandbox.Scenario("as-"+tt.customer)))
			target.ControlURL, target.Data = "", features.DataUnknown
			report, err := features.Verify(t.Context(), features.Options{
				Target: target, Tags: "@accounts or @balances or @transactions or @paging or @statements or @standing-orders or @parties",
			})
			if err != nil {
				t.Fatal(err)
			}
			if c := report.Counts; c.Failed+c.Untested+c.Error+c.Warning > 0 || c.NotApplicable == 0 {
				t.Errorf("counts %+v, want none but passed and not applicable: %v", c, report.Reasons)
			}
			for _, c := range report.Requirements {
				if slices.Contains(tt.kept, c.ID) && c.State != features.Passed {
					t.Errorf("%s is %q, want it shown to be kept", c.ID, c.State)
				}
				if slices.Contains(tt.open, c.ID) && c.State != features.NotApplicable {
					t.Errorf("%s is %q, want it not applicable", c.ID, c.State)
				}
			}
		})
	}
}
