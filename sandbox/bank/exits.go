package bank

import (
	"fmt"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// exits are the script's own ways out of the consent's present state, in file
// order. What the customer's word stands for is not among them: it is carried
// out as a Decision is.
func exits(s scenario.Scenario, c Consent) []scenario.Exit { return s.Lifecycle[c.position()] }

// nextDue finds the exit that time alone takes first, and when; of two at the
// same moment, the first in the file.
func nextDue(s scenario.Scenario, c Consent) (next scenario.Exit, due time.Time, ok bool) {
	for _, e := range exits(s, c) {
		if e.After <= 0 {
			continue
		}
		if at := c.Entered.Add(e.After); !ok || at.Before(due) {
			next, due, ok = e, at, true
		}
	}
	return next, due, ok
}

// isDue tells whether time has already moved the consent on.
func (b *Bank) isDue(c Consent) bool {
	_, due, ok := nextDue(b.script(c.Scenario), c)
	return ok && !due.After(b.cfg.Clock.Now())
}

// counts tells whether reads of the consent may move it.
func counts(s scenario.Scenario, c Consent) bool {
	return slices.ContainsFunc(exits(s, c), func(e scenario.Exit) bool { return e.Polls > 0 || e.Upon == scenario.UponPoll })
}

// awaits tells whether an event may move the consent.
func awaits(s scenario.Scenario, c Consent, e scenario.Event) bool {
	return slices.ContainsFunc(exits(s, c), func(x scenario.Exit) bool { return x.Upon == e })
}

// settle takes all exits that time has brought, one after the other, each at
// the moment it was due.
func (l *life) settle() {
	for l.step() {
	}
}

// step takes the next exit if it is due.
func (l *life) step() bool {
	e, due, ok := nextDue(l.script, l.Consent)
	if !ok || due.After(l.now) {
		return false
	}
	return l.take(e, due) == nil
}

// poll counts a read, after which an exit may open.
func (l *life) poll() {
	l.Polls++
	for _, e := range exits(l.script, l.Consent) {
		if e.Upon == scenario.UponPoll || e.Polls > 0 && l.Polls >= e.Polls {
			_ = l.take(e, l.now)
			return
		}
	}
}

// happen takes the first exit that waits upon the event, if there is one.
func (l *life) happen(event scenario.Event) (scenario.Exit, bool) {
	for _, e := range exits(l.script, l.Consent) {
		if e.Upon == event {
			return e, l.take(e, l.now) == nil
		}
	}
	return scenario.Exit{}, false
}

// take leaves the state by an exit.
func (l *life) take(e scenario.Exit, at time.Time) error {
	m := move{
		to: e.To, shown: e.Status, by: e.By, at: at,
		cause: e.Trigger(), rule: rule(l.script, e), reason: e.Reason, notify: e.Notify,
	}
	if e.To == scenario.Authorised {
		who := l.bank.visitor(l.script, l.typed)
		choice := e.Accounts
		if len(choice) == 0 {
			choice = l.script.Customer.Accounts
		}
		m.customer, m.accounts = who.ID, pick(who, choice)
	}
	return l.move(m)
}

// rule names the place in the script that said so.
func rule(s scenario.Scenario, e scenario.Exit) string {
	if e.File == "" || e.Line == 0 {
		return s.Name
	}
	return fmt.Sprintf("%s (%s:%d)", s.Name, e.File, e.Line)
}
