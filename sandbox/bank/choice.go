package bank

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// keepSelection stores why a consent has its scenario and returns the key to
// it. Most consents of a tenant have the very same reasons, so these are kept
// once.
func keepSelection(tx *store.Tx, s scenario.Selection) string {
	h := sha256.New()
	fmt.Fprint(h, s.Scenario, "\x00", s.Rule)
	for _, step := range s.Steps {
		fmt.Fprint(h, "\x00", step.Order, step.Won, step.Rule, "\x00", step.Answer, "\x00", step.Why)
	}
	key := hex.EncodeToString(h.Sum(nil)[:16])
	if kept, ok := selections.Get(tx, key); ok {
		return kept.Key
	}
	selections.Put(tx, key, selection{key, s})
	return key
}

// keepOrigin stores what the consent itself does not hold of its facts.
func keepOrigin(tx *store.Tx, id ConsentID, f scenario.Facts) {
	if f.Bank != "" || f.Account != "" || len(f.Headers) > 0 {
		origins.Put(tx, string(id), origin{f.Bank, f.Account, f.Headers})
	}
}

// facts is what the choice of a scenario may look at now.
func (l *life) facts() scenario.Facts {
	o, _ := origins.Get(l.tx, string(l.ID))
	return scenario.Facts{
		Bank: o.Bank, Account: o.Account, Headers: o.Headers, Default: openDesk(l.tx).Default,
		Client: string(l.Client), Permissions: words(l.Permissions), From: l.From, To: l.To, Nth: l.Nth,
	}
}

// adopt puts the consent under another scenario.
func (l *life) adopt(s scenario.Selection) {
	l.Scenario, l.Choice = s.Scenario, keepSelection(l.tx, s)
	l.script = l.bank.script(s.Scenario)
	l.arm()
}

// weak tells whether a selection gives way to a username: it does if no step
// before the username's made it.
func weak(s scenario.Selection) bool {
	for _, step := range s.Steps {
		if step.Won {
			return step.Order > stepPSU
		}
	}
	return false
}

const stepPSU = 6 // the username's place in the order of selection

// recognise takes account of the username typed at the bank. It may choose
// another scenario while the consent awaits authorisation and nothing stronger
// chose the present one; otherwise the returned remark says why it did not.
func (l *life) recognise(psu string) (remark string, err error) {
	if psu == "" {
		return "", nil
	}
	present, _ := selections.Get(l.tx, l.Choice)
	f := l.facts()
	f.PSU = psu
	next, err := l.bank.choose("arrive", f)
	if err != nil || next.Scenario == l.Scenario {
		return "", err
	}
	switch {
	case l.Status != scenario.AwaitingAuthorisation:
		remark = fmt.Sprintf("username %s ignored: the consent is %s", quote(psu), l.Status)
	case !weak(present.Selection):
		remark = fmt.Sprintf("username %s ignored: the scenario was chosen by %s", quote(psu), present.Selection.Rule)
	default:
		l.adopt(next)
		return "", nil
	}
	l.remark(present.Selection, remark)
	return remark, nil
}

// remark adds to the selection why a username was ignored.
func (l *life) remark(s scenario.Selection, why string) {
	steps := append([]scenario.Step(nil), s.Steps...)
	for i := range steps {
		if steps[i].Order == stepPSU {
			steps[i].Why = why
		}
	}
	s.Steps = steps
	l.Choice = keepSelection(l.tx, s)
}
