package features

import (
	"errors"
	"slices"
	"time"
)

// An Outcome is how a scenario ended.
type Outcome string

// Every scenario ends in exactly one of these.
const (
	Passed        Outcome = "passed"
	Warning       Outcome = "warning"        // only a SHOULD was missed
	Failed        Outcome = "failed"         // a MUST was missed
	NotApplicable Outcome = "not-applicable" // the target lacks what it needs: by its description, or the data
	Untested      Outcome = "untested"       // a prerequisite failed, so nothing was shown
	Waived        Outcome = "waived"         // missed, and excused by whoever runs the suite
	Broken        Outcome = "error"          // ours: nothing is said about the bank
)

// Outcomes lists them all, the worst first.
var Outcomes = []Outcome{Broken, Failed, Untested, Warning, Waived, NotApplicable, Passed}

// A StepOutcome is how one step ended.
type StepOutcome string

// How a step can end. An undefined or ambiguous one is a fault of the suite or
// of the caller's feature, never the bank's.
const (
	StepPassed    StepOutcome = "passed"
	StepFailed    StepOutcome = "failed"
	StepSkipped   StepOutcome = "skipped" // behind one that failed
	StepUndefined StepOutcome = "undefined"
	StepAmbiguous StepOutcome = "ambiguous"
)

// A Result is how one scenario went.
type Result struct {
	ID           string       `json:"id"` // file:line, of the row where there is one
	Feature      string       `json:"feature"`
	Name         string       `json:"name"`
	Tags         []string     `json:"tags"`
	Level        string       `json:"level"`        // mandatory, conditional, optional or ""
	Requirements []string     `json:"requirements"` // ids that it is tagged with
	Outcome      Outcome      `json:"outcome"`
	Reason       string       `json:"reason,omitempty"` // why it did not pass
	Tenant       string       `json:"tenant,omitempty"`
	Milliseconds float64      `json:"milliseconds"`
	Steps        []StepResult `json:"steps"`
	Findings     []Finding    `json:"findings"`
	Exchanges    []*Exchange  `json:"-"` // in the report as evidence, masked
	Edges        []Edge       `json:"edges,omitempty"`
	Notes        []string     `json:"notes,omitempty"` // which of several allowed readings the bank follows
}

// A StepResult is how one step of a scenario went.
type StepResult struct {
	Keyword      string      `json:"keyword"`
	Text         string      `json:"text"`
	Outcome      StepOutcome `json:"outcome"`
	Error        string      `json:"error,omitempty"`
	Milliseconds float64     `json:"milliseconds"`
}

// Missed lists the ids of the requirements that the findings name, each once.
func (r Result) Missed() (ids []string) {
	for _, f := range r.Findings {
		if f.Requirement != "" && !slices.Contains(ids, f.Requirement) {
			ids = append(ids, f.Requirement)
		}
	}
	return ids
}

// prerequisite marks the error of a step that leads up to the test.
type prerequisite struct{ error }

func (p prerequisite) Unwrap() error        { return p.error }
func (p prerequisite) Is(target error) bool { return target == ErrPrerequisite }

// blank gives the scenario's result before anything has happened.
func (r *run) blank(it *item) *Result {
	result := &Result{ID: it.id, Feature: it.feature, Name: it.name(), Tags: append([]string{}, it.tags...), Findings: []Finding{}, Requirements: []string{}}
	for _, level := range []string{"mandatory", "conditional", "optional"} {
		if it.has(level) {
			result.Level = level
		}
	}
	for _, tag := range it.tags {
		if _, known := r.plan.register.Find(tag[1:]); known {
			result.Requirements = append(result.Requirements, tag[1:])
		}
	}
	return result
}

// conclude draws up what the scenario showed.
func (w *World) conclude() *Result {
	result := w.run.blank(w.item)
	result.Tenant, result.Steps, result.Milliseconds = w.Tenant, w.steps, milliseconds(time.Since(w.started))
	for i := len(w.steps); i < len(w.item.pickle.Steps); i++ {
		result.Steps = append(result.Steps, StepResult{
			Keyword: w.item.keywordAt(i), Text: w.item.pickle.Steps[i].Text, Outcome: StepSkipped,
		})
	}
	result.Edges, result.Notes = w.edges, w.notes
	for _, f := range w.collect() {
		result.Findings = append(result.Findings, w.run.plan.register.attribute(f, result.Requirements)...)
	}
	w.excuse(result)
	result.Exchanges = w.run.remains.keep(w.Exchanges(), result.Outcome)
	return result
}

// excuse decides how the scenario ended, and says why where it did not pass.
func (w *World) excuse(result *Result) {
	result.Outcome = outcomeOf(w.failure, result.Findings, w.Target.Data == DataKnown)
	lacking, none := errors.AsType[noData](w.failure)
	switch {
	case result.Outcome == NotApplicable && none:
		result.Reason = lacking.Error()
		result.Steps[len(w.steps)-1].Outcome = StepSkipped // it has not failed
	case result.Outcome == NotApplicable:
		result.Reason = errNeedsPerson.Error()
	case none && result.Outcome == Untested:
		result.Reason = lacking.Error() + ", and the target's data is known"
	case w.failure != nil:
		result.Reason = w.failure.Error()
	case len(result.Findings) > 0:
		result.Reason = result.Findings[0].Error()
	}
}

// collect gathers the findings of the transport and of the steps. The error of
// a step is one only where it speaks about the bank.
func (w *World) collect() (all []Finding) {
	for _, e := range w.Exchanges() {
		for _, f := range e.Findings {
			f.Step = e.Step
			all = append(all, f)
		}
	}
	all = append(all, w.findings...)
	if w.failure == nil || errors.Is(w.failure, ErrHarness) || errors.Is(w.failure, ErrPrerequisite) || errors.Is(w.failure, errNeedsPerson) {
		return all
	}
	found := findingsIn(w.failure)
	if _, none := errors.AsType[noData](w.failure); len(found) == 0 && !none {
		text := w.steps[len(w.steps)-1].Text
		found = []Finding{{Expected: "“" + text + "”", Got: w.failure.Error()}}
	}
	for _, f := range found {
		f.Step = len(w.steps) - 1
		if f.Source == "" {
			f.Source = "step"
		}
		all = append(all, f)
	}
	return all
}

// attribute gives a finding its keyword and, if it names no requirement, those
// that the scenario is tagged with, a finding for each. What no requirement
// covers weighs as a MUST.
func (r Register) attribute(f Finding, tagged []string) []Finding {
	ids := tagged
	if f.Requirement != "" || len(tagged) == 0 {
		ids = []string{f.Requirement}
	}
	out := make([]Finding, 0, len(ids))
	for _, id := range ids {
		f.Requirement, f.Keyword = id, Must
		if req, known := r.Find(id); known {
			f.Keyword = req.Keyword
		}
		out = append(out, f)
	}
	return out
}

// outcomeOf decides how a scenario ended. A MUST that was seen to be missed
// stands, whatever else went wrong, and whoever has found something, be it a
// SHOULD, is not excused by what the bank does not hold.
func outcomeOf(failure error, findings []Finding, known bool) Outcome {
	_, none := errors.AsType[noData](failure)
	must := slices.ContainsFunc(findings, func(f Finding) bool { return f.Keyword == Must })
	switch {
	case must:
		return Failed
	case errors.Is(failure, ErrHarness):
		return Broken
	case errors.Is(failure, errNeedsPerson):
		return NotApplicable
	case none && !known && len(findings) == 0:
		return NotApplicable
	case none && !known:
		return Warning
	case none, errors.Is(failure, ErrPrerequisite):
		return Untested
	case len(findings) > 0:
		return Warning
	}
	return Passed
}
