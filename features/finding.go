package features

import (
	"errors"
	"fmt"
	"strings"
)

// A Finding is one thing that the bank got wrong. As an error it fails the step
// that returns it; several go together with errors.Join.
type Finding struct {
	Requirement string  `json:"requirement"`      // id in the register; empty means those the scenario is tagged with
	Keyword     Keyword `json:"keyword"`          // filled in from the register
	Where       string  `json:"where"`            // JSON Pointer, header name or "status"
	Expected    string  `json:"expected"`         // what the standard asks
	Got         string  `json:"got"`              // what came
	Row         string  `json:"row,omitempty"`    // the row of the data dictionary
	Step        int     `json:"step"`             // index of the step, -1 if none
	Source      string  `json:"source,omitempty"` // "step", "body", "header" or "status"

	more int // how many others in the same answer it stands for
}

// A Keyword is the weight of a requirement.
type Keyword string

// The two weights: a missed MUST fails a scenario, a missed SHOULD is a warning.
const (
	Must   Keyword = "MUST"
	Should Keyword = "SHOULD"
)

// Error says what was wanted and what came.
func (f Finding) Error() string {
	var b strings.Builder
	if f.Requirement != "" {
		fmt.Fprintf(&b, "%s: ", f.Requirement)
	}
	if f.Where != "" {
		fmt.Fprintf(&b, "%s: ", f.Where)
	}
	fmt.Fprintf(&b, "expected %s, got %s", f.Expected, f.Got)
	return b.String()
}

// ErrPrerequisite marks an error of a step that could not get where the test
// starts: its scenario is untested, not failed. Every error of a Given counts
// as one; a When or Then wraps it by hand.
var ErrPrerequisite = errors.New("prerequisite missing")

// ErrHarness marks an error that is ours or the network's and says nothing
// about the bank: its scenario ends in error.
var ErrHarness = errors.New("harness")

// findingsIn collects the findings that an error holds, joined or wrapped.
func findingsIn(err error) (found []Finding) {
	switch e := err.(type) {
	case nil:
		return nil
	case Finding:
		return []Finding{e}
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			found = append(found, findingsIn(inner)...)
		}
		return found
	}
	return findingsIn(errors.Unwrap(err))
}
