package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/features"
)

// A proof is what trying the mutants showed.
type proof struct {
	Holds        bool          `json:"holds"`   // the good bank passes, no mutant survives, every MUST is proven
	Reasons      []string      `json:"reasons"` // why it does not hold
	Good         goodBank      `json:"good_bank"`
	Full         bool          `json:"full"`
	Whole        bool          `json:"whole"` // all mutants were tried, so every MUST has to be proven
	Seed         int64         `json:"seed"`
	Mutants      int           `json:"mutants"`
	Killed       int           `json:"killed"`
	Survivors    []string      `json:"survivors"` // ids
	Unproven     []string      `json:"unproven"`  // MUSTs that no kill names
	Unnamed      int           `json:"unnamed"`   // mutants that were killed, though not by all that they break
	Trials       []trial       `json:"trials"`    // in the order of the mutants
	Requirements []requirement `json:"requirements"`
	Milliseconds int64         `json:"milliseconds"`
}

// A goodBank is how the bank without a defect did.
type goodBank struct {
	Conformant bool     `json:"conformant"`
	Reasons    []string `json:"reasons,omitempty"`
	Scenarios  int      `json:"scenarios"`
}

// A trial is how the suite did against one mutant.
type trial struct {
	ID           string         `json:"id"`
	About        string         `json:"about"`
	Breaks       []string       `json:"breaks"`
	Killed       bool           `json:"killed"`
	Kills        []kill         `json:"kills"`    // one for each broken requirement that a finding names
	Unnamed      []string       `json:"unnamed"`  // of what it breaks: what no finding names
	Findings     map[string]int `json:"findings"` // how often each requirement was found missed
	Scenarios    int            `json:"scenarios"`
	Error        string         `json:"error,omitempty"` // why the suite could not be run to its end
	Milliseconds int64          `json:"milliseconds"`
}

// A kill is the first finding that names a requirement which the mutant breaks.
type kill struct {
	Requirement string `json:"requirement"`
	Scenario    string `json:"scenario"`
	Finding     string `json:"finding"`
}

// A requirement is how well its check is proven.
type requirement struct {
	ID      string `json:"id"`
	Keyword string `json:"keyword"`
	Text    string `json:"text"`
	Mutants int    `json:"mutants"` // that break it
	Kills   int    `json:"kills"`   // of those, by a finding that names it
}

// add takes over what a run of the suite found.
func (t *trial) add(report *features.Report) {
	t.Scenarios += report.Counts.Executed
	for _, r := range report.Results {
		for _, f := range r.Findings {
			t.Findings[f.Requirement]++
		}
		for _, k := range killsIn(r, t.Breaks) {
			if !slices.ContainsFunc(t.Kills, func(other kill) bool { return other.Requirement == k.Requirement }) {
				t.Kills = append(t.Kills, k)
			}
		}
	}
	t.Killed = len(t.Kills) > 0
}

// killsIn gives the findings of a scenario that name a broken requirement.
// Others do not count: a check that fails for another reason has not seen the
// defect.
func killsIn(r features.Result, broken []string) (found []kill) {
	for _, f := range r.Findings {
		if slices.Contains(broken, f.Requirement) {
			found = append(found, kill{Requirement: f.Requirement, Scenario: r.ID, Finding: f.Error()})
		}
	}
	return found
}

// unnamed lists what a mutant breaks and no finding names: it is said to break too
// much, or a check of that does not check.
func (t *trial) unnamed() []string {
	rest := slices.Clone(t.Breaks)
	return slices.DeleteFunc(rest, func(id string) bool {
		return slices.ContainsFunc(t.Kills, func(k kill) bool { return k.Requirement == id })
	})
}

// conclude counts, and decides whether the proof holds.
func (p *proof) conclude(register []features.Requirement) {
	p.Survivors, p.Unproven = []string{}, []string{}
	for i := range p.Trials {
		t := &p.Trials[i]
		t.Unnamed = t.unnamed()
		if t.Killed {
			p.Killed++
			p.Unnamed += count(len(t.Unnamed) > 0)
		} else {
			p.Survivors = append(p.Survivors, t.ID)
		}
	}
	for _, req := range register {
		row := requirement{ID: req.ID, Keyword: string(req.Keyword), Text: req.Text}
		for _, t := range p.Trials {
			row.Mutants += count(slices.Contains(t.Breaks, req.ID))
			row.Kills += count(slices.ContainsFunc(t.Kills, func(k kill) bool { return k.Requirement == req.ID }))
		}
		p.Requirements = append(p.Requirements, row)
		if p.Whole && row.Kills == 0 && req.Keyword == features.Must {
			p.Unproven = append(p.Unproven, req.ID)
		}
	}
	p.judge()
}

func (p *proof) judge() {
	if !p.Good.Conformant {
		p.Reasons = append(p.Reasons, "the good bank is not conformant: "+strings.Join(p.Good.Reasons, "; "))
		p.Unproven = []string{} // nothing was tried
	}
	if n := len(p.Survivors); n > 0 {
		p.Reasons = append(p.Reasons, fmt.Sprintf("%d of %d mutants survive: %s", n, p.Mutants, listed(p.Survivors)))
	}
	if n := len(p.Unproven); n > 0 {
		p.Reasons = append(p.Reasons, fmt.Sprintf("no kill names %d of the MUSTs: %s", n, listed(p.Unproven)))
	}
	p.Holds = len(p.Reasons) == 0
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
