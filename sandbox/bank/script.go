package bank

import (
	"fmt"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// builtIn scenarios stand in until the scenario files are read.
var builtIn = map[string]scenario.Scenario{
	"auto-approve": {Name: "auto-approve", Customer: scenario.Customer{Does: scenario.Approves}},
	"reject":       {Name: "reject", Customer: scenario.Customer{Does: scenario.Declines}},
	"walks-away":   {Name: "walks-away", Customer: scenario.Customer{Does: scenario.WalksAway}},
	"ask":          {Name: "ask", Customer: scenario.Customer{Does: scenario.Ask}},
}

func (b *Bank) lookup(name string) (scenario.Scenario, bool) {
	if set := b.cfg.Scenarios; set != nil {
		if s, ok := set().Get(name); ok {
			return s, true
		}
	}
	if s, ok := b.extra[name]; ok {
		return s, true
	}
	s, ok := builtIn[name]
	return s, ok
}

// script is the scenario of that name as it is now; one that has gone from the
// files leaves it to the customer.
func (b *Bank) script(name string) scenario.Scenario {
	if s, ok := b.lookup(name); ok {
		return s
	}
	return scenario.Scenario{Name: name, Customer: scenario.Customer{Does: scenario.Ask}}
}

func (b *Bank) mustKnow(op, name string) error {
	if _, ok := b.lookup(name); !ok {
		return invalid(op, "scenario", fmt.Sprintf("there is no scenario %s", quote(name)), "")
	}
	return nil
}

// choose says which scenario the facts choose. Invalid if they name one that
// there is not.
func (b *Bank) choose(op string, f scenario.Facts) (s scenario.Selection, err error) {
	for i, step := range []struct{ rule, answer string }{
		{"pinned", f.Pinned}, {"queue", f.Queued}, {"header", f.Header}, {"body", ""}, {"path", f.Path},
		{"psu", b.ifKnown(f.PSU)}, {"match", ""}, {"default", f.Default}, {"ask", "ask"},
	} {
		won := step.answer != "" && s.Scenario == ""
		if won {
			if err := b.mustKnow(op, step.answer); err != nil {
				return s, err
			}
			s.Scenario, s.Rule = step.answer, step.rule
		}
		s.Steps = append(s.Steps, scenario.Step{Order: i + 1, Rule: step.rule, Answer: step.answer, Won: won})
	}
	return s, nil
}

func (b *Bank) ifKnown(name string) string {
	if _, ok := b.lookup(name); ok {
		return name
	}
	return ""
}

func span(d time.Duration) string { return d.String() }
