package aggregator

import (
	"fmt"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// kept is what of the facts a rule may ask for again once the username is known.
func (a *Aggregator) kept(f scenario.Facts) *scenario.Facts {
	return &scenario.Facts{Client: f.Client, Bank: f.Bank, Nth: f.Nth, Headers: a.heed.Of(a.cfg.Scenarios(), f.Headers)}
}

// recognise takes account of the username typed at the bank: it may choose another
// scenario if nothing stronger chose the one before, and if the bank has such a
// keyword (8). What was typed earlier in the flow counts no more.
func (l *life) recognise(username string) {
	f := l.flow
	f.Script, f.Rule = f.Prior.Scenario, f.Prior.Rule
	word := f.Choice.word(username)
	if word == "" {
		return
	}
	facts := *f.Facts
	facts.PSU = word
	set, prior := l.a.cfg.Scenarios(), f.Prior
	if wish, _ := set.Reselect(scenario.Selection{Rule: scenario.RuleAsk}, facts); wish.Scenario == "" || wish.Scenario == f.Script {
		return
	}
	if next, other := set.Reselect(prior, facts); other {
		f.Script, f.Rule = next.Scenario, next.Rule
		return
	}
	if !prior.Yields() {
		l.note(f.State, move{cause: fmt.Sprintf("username %s decides nothing: the scenario was chosen by %s", quote(username), f.Rule), at: l.now})
	}
}
