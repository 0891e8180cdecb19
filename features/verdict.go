package features

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// judge decides whether the run shows that the bank keeps to the standard, and
// says why not. Nothing run, nothing shown; one thing open, nothing shown.
func (r *Report) judge(stopped bool) {
	c := r.Counts
	no := func(when bool, format string, args ...any) {
		if when {
			r.Reasons = append(r.Reasons, fmt.Sprintf(format, args...))
		}
	}
	no(c.Failed > 0, "%s failed", scenarios(c.Failed))
	no(c.Untested > 0, "%s could not be tested", scenarios(c.Untested))
	no(c.Error > 0, "%s ended in an error of the suite", scenarios(c.Error))
	no(r.Strict && c.Warning > 0, "%s missed a SHOULD, and the run is strict", scenarios(c.Warning))
	no(c.Planned == 0, "none of the %d selected scenarios applies to this target", c.Selected)
	no(c.Planned > 0 && c.Mandatory == 0, "no mandatory scenario was run")
	no(c.Executed != c.Planned, "%d of %d planned scenarios were run%s", c.Executed, c.Planned, why(stopped))
	no(c.Executed > 0 && r.Responses.Seen == 0, "the bank was asked nothing: no answer of it was seen")
	no(r.Responses.Seen != r.Responses.Validated, "%d answers were seen, but %d validated", r.Responses.Seen, r.Responses.Validated)
	r.Conformant = len(r.Reasons) == 0
}

func why(stopped bool) string {
	if stopped {
		return ": the run was stopped early"
	}
	return ""
}

func scenarios(n int) string {
	if n == 1 {
		return "1 scenario"
	}
	return strconv.Itoa(n) + " scenarios"
}

// Verdict gives the verdict in words.
func (r *Report) Verdict() string {
	if r.Conformant {
		return "conformant"
	}
	return "not conformant"
}

// ExitCode gives the exit code that the verdict stands for. Where the only
// thing wrong is an error of the suite, nothing was shown about the bank.
func (r *Report) ExitCode() int {
	c := r.Counts
	switch {
	case r.Conformant:
		return ExitConformant
	case c.Error > 0 && c.Failed == 0 && c.Untested == 0:
		return ExitHarness
	}
	return ExitNotConformant
}

// compareIDs orders ids by file, then by line as a number.
func compareIDs(a, b string) int {
	i, j := strings.LastIndexByte(a, ':'), strings.LastIndexByte(b, ':')
	if i < 0 || j < 0 {
		return strings.Compare(a, b)
	}
	m, _ := strconv.Atoi(a[i+1:])
	n, _ := strconv.Atoi(b[j+1:])
	return cmp.Or(strings.Compare(a[:i], b[:j]), cmp.Compare(m, n))
}
