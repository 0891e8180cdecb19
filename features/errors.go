package features

import "errors"

// The exit codes of a program that verifies (design: verdicts).
const (
	ExitConformant    = 0 // the bank keeps to the standard
	ExitNotConformant = 1 // it does not, or it was not shown that it does
	ExitUsage         = 2 // wrong options, target file or feature; nothing was run
	ExitHarness       = 3 // the target cannot be reached, or the suite itself broke
)

// A UsageError says what in the options, the target file or a feature is wrong.
type UsageError struct{ Err error }

func (e *UsageError) Error() string { return e.Err.Error() }

// Unwrap gives what went wrong.
func (e *UsageError) Unwrap() error { return e.Err }

// A HarnessError says that the verdict could not be reached through no fault
// that the suite could pin on the bank's conduct.
type HarnessError struct{ Err error }

func (e *HarnessError) Error() string { return e.Err.Error() }

// Unwrap gives what went wrong.
func (e *HarnessError) Unwrap() error { return e.Err }

// ExitCode gives the exit code for what Verify returned.
func ExitCode(r *Report, err error) int {
	var usage *UsageError
	switch {
	case errors.As(err, &usage):
		return ExitUsage
	case err != nil || r == nil:
		return ExitHarness
	}
	return r.ExitCode()
}
