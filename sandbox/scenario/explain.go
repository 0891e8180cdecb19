package scenario

import (
	"fmt"
	"strings"
)

// Explain is Select with all nine steps told: what each would have chosen, which
// won, and why the others did not. When a name is unknown, the steps say so and
// the error is Select's.
func (s *Set) Explain(f Facts) (Selection, error) {
	out := Selection{Steps: make([]Step, 0, len(order))}
	var failed error
	for i, rule := range order {
		answer, err := s.answer(rule, &f)
		step := Step{Order: i + 1, Rule: rule, Answer: answer, Why: s.why(rule, answer, &f)}
		switch {
		case err != nil:
			step.Why = err.Error()
		case out.Scenario != "" && answer != "":
			step.Why += "; but " + out.Rule + " came first"
		case failed == nil && answer != "":
			step.Won = true
		}
		if step.Won {
			out.Scenario, out.Rule = answer, rule
		}
		if err != nil && failed == nil && out.Scenario == "" {
			failed = err
		}
		out.Steps = append(out.Steps, step)
	}
	return out, failed
}

// silent is what to say of a way that names nothing.
var silent = map[string]string{
	RulePin:      "no scenario is pinned to this consent",
	RuleQueue:    "the queue is empty",
	RuleHeader:   "no header x-sandbox-scenario",
	RuleBody:     "no Data.SupplementaryData.Scenario or DesiredStatus in the body",
	RulePath:     "no ~scenario in the path",
	RuleUsername: "no username is known yet",
	RuleDefault:  "the tenant has no default",
}

// why says what a way found.
func (s *Set) why(rule, answer string, f *Facts) string {
	switch {
	case rule == RuleMatch:
		return s.whyMatch(answer, f)
	case rule == RuleAsk:
		return "when nothing else chooses, the bank's page asks"
	case rule == RuleUsername && answer == f.PSU && answer != "":
		return "the username is the name of a scenario"
	case rule == RuleUsername && answer != "":
		return fmt.Sprintf("the username %q says what the customer does", f.PSU)
	case rule == RuleUsername && f.PSU != "":
		return fmt.Sprintf("the username %q is neither a scenario nor a customer's word", f.PSU)
	case answer != "":
		return named[rule] + " names it"
	}
	return silent[rule]
}

// whyMatch goes through the rules up to the one that holds.
func (s *Set) whyMatch(answer string, f *Facts) string {
	var said []string
	for _, i := range s.rules {
		sc := &s.list[i]
		if sc.Name == answer {
			said = append(said, fmt.Sprintf("%s: all of its rule holds (%s:%d)", sc.Name, sc.File, sc.Line))
			break
		}
		said = append(said, fmt.Sprintf("%s: %s does not hold", sc.Name, sc.Match.misses(f)))
	}
	if len(said) == 0 {
		return "no scenario has a match rule that counts"
	}
	return strings.Join(said, "; ")
}

// String is the selection as a table for people; the step that won has an arrow.
func (sel Selection) String() string {
	var b strings.Builder
	if sel.Scenario != "" {
		fmt.Fprintf(&b, "%s, chosen by %s\n", sel.Scenario, sel.Rule)
	} else {
		b.WriteString("no scenario: a name is unknown\n")
	}
	wide := 0
	for _, s := range sel.Steps {
		wide = max(wide, len(s.Answer))
	}
	for _, s := range sel.Steps {
		mark, answer := " ", s.Answer
		if s.Won {
			mark = ">"
		}
		if answer == "" {
			answer = "-"
		}
		fmt.Fprintf(&b, "%s %d %-8s  %-*s  %s\n", mark, s.Order, s.Rule, max(wide, 1), answer, s.Why)
	}
	return b.String()
}
