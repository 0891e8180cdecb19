package features

import "slices"

// A Coverage is what the run showed about one requirement.
type Coverage struct {
	Requirement
	State     Outcome  `json:"state"`     // "" if no scenario of the run tests it
	Scenarios []string `json:"scenarios"` // ids of those tagged with it
	Findings  int      `json:"findings"`  // that name it, in any scenario
}

// coverage works out, for each requirement, what the run showed. A finding that
// names it decides, wherever it turned up: the header contract is held against
// every answer. A scenario that failed for another reason shows nothing.
func coverage(register Register, results []Result) []Coverage {
	named := map[string]int{}
	tagged := map[string][]Result{}
	for _, r := range results {
		for _, f := range r.Findings {
			named[f.Requirement]++
		}
		for _, id := range r.Requirements {
			tagged[id] = append(tagged[id], r)
		}
	}
	all := make([]Coverage, 0, len(register.List))
	for _, req := range register.List {
		c := Coverage{Requirement: req, Findings: named[req.ID], Scenarios: []string{}}
		for _, r := range tagged[req.ID] {
			c.Scenarios = append(c.Scenarios, r.ID)
		}
		c.State = stateOf(req, named[req.ID], tagged[req.ID])
		all = append(all, c)
	}
	return all
}

func stateOf(req Requirement, findings int, tagged []Result) Outcome {
	has := func(outcomes ...Outcome) bool {
		return slices.ContainsFunc(tagged, func(r Result) bool { return slices.Contains(outcomes, r.Outcome) })
	}
	switch {
	case findings > 0 && req.Keyword == Must:
		return Failed
	case findings > 0:
		return Warning
	case len(tagged) == 0:
		return ""
	case has(Broken):
		return Broken
	case has(Untested, Failed):
		return Untested
	case has(Passed, Warning):
		return Passed
	case has(Waived):
		return Waived
	}
	return NotApplicable
}

// kept counts the requirements that the run showed to be kept.
func (r *Report) kept() (n int) {
	for _, c := range r.Requirements {
		if c.State == Passed {
			n++
		}
	}
	return n
}
