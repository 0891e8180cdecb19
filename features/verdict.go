package features

// An Outcome is how a scenario ended.
type Outcome string

// Every scenario ends in exactly one of these.
const (
	Passed        Outcome = "passed"
	Warning       Outcome = "warning"        // only a SHOULD was missed
	Failed        Outcome = "failed"         // a MUST was missed
	NotApplicable Outcome = "not-applicable" // the target lacks what it needs; decided before it runs
	Untested      Outcome = "untested"       // a prerequisite failed, so nothing was shown
	Waived        Outcome = "waived"         // missed, and excused by whoever runs the suite
	Broken        Outcome = "error"          // ours: nothing is said about the bank
)

// A Result is how one scenario went.
type Result struct {
	ID       string    `json:"id"` // file:line, of the row where there is one
	Feature  string    `json:"feature"`
	Name     string    `json:"name"`
	Tags     []string  `json:"tags"`
	Outcome  Outcome   `json:"outcome"`
	Reason   string    `json:"reason,omitempty"`
	Findings []Finding `json:"findings"`
}

// A Report is what a run showed.
type Report struct {
	Results []Result
}

// ExitCode gives the exit code that the verdict stands for.
func (r *Report) ExitCode() int { return ExitNotConformant }

func (r *run) report() *Report { return &Report{} }
