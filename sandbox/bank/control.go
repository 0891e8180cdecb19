package bank

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/script"
	"github.com/sandbank-dev/sandbank/sandbox/store"
	"github.com/sandbank-dev/sandbank/schemas"
)

// Push moves a consent by hand. NotFound, Invalid for a state or an actor that
// there is not, WrongStatus for an illegal move.
func (b *Bank) Push(id ConsentID, to scenario.State, by scenario.Actor, reason string) (t Transition, err error) {
	const op = "push consent"
	if err := checkPush(op, to, by); err != nil {
		return t, err
	}
	err = b.change(op, id, func(l *life) error {
		m := move{to: to, by: by, at: l.now, cause: "control plane", reason: reason}
		if to == scenario.Authorised {
			who := b.visitor(l.script, "")
			m.customer, m.accounts = who.ID, pick(who, l.script.Customer.Accounts)
		}
		if err := l.move(m); err != nil {
			return err
		}
		t = l.passed[len(l.passed)-1]
		return nil
	})
	return t, err
}

var actors = []scenario.Actor{scenario.ByCustomer, scenario.ByBank, scenario.ByAISP}

func checkPush(op string, to scenario.State, by scenario.Actor) error {
	states := slices.Sorted(maps.Keys(scenario.Moves))
	if !slices.Contains(states, to) {
		return invalid(op, "to", fmt.Sprintf("%s is not a state of a consent: they are %q", quote(string(to)), states), schemas.Meant(string(to), states))
	}
	if !slices.Contains(actors, by) {
		return invalid(op, "by", fmt.Sprintf("%s does not move consents: %q do", quote(string(by)), actors), schemas.Meant(string(by), actors))
	}
	return nil
}

// Timeline tells a consent's life so far, its creation first. NotFound.
func (b *Bank) Timeline(id ConsentID) (steps []Transition, err error) {
	const op = "tell timeline"
	if _, err := b.look(op, id); err != nil {
		return nil, err
	}
	err = b.cfg.DB.View(func(tx *store.Tx) error {
		r, err := find(tx, op, id)
		if err != nil {
			return err
		}
		steps = []Transition{r.birth()}
		for seq := 2; seq <= r.Steps; seq++ {
			t, _ := timelines.Get(tx, stepKey(id, seq))
			steps = append(steps, t)
		}
		return nil
	})
	return steps, err
}

// birth is the first entry of the timeline; it is worked out, not stored.
func (r record) birth() Transition {
	return Transition{
		Seq: 1, Consent: r.ID, To: scenario.AwaitingAuthorisation, Status: scenario.AwaitingAuthorisation,
		By: scenario.ByAISP, Cause: "POST", At: r.Created, Real: r.Made,
	}
}

// Inspect returns a consent as it stands, to the control plane: no owner is
// asked for and no poll counted. NotFound.
func (b *Bank) Inspect(id ConsentID) (Consent, error) {
	r, err := b.look("inspect consent", id)
	return r.Consent, err
}

// Consents lists the tenant's consents by creation: the newest, at most limit;
// all of them if limit is 0 or less.
func (b *Bank) Consents(limit int) (list []Consent) {
	b.Settle()
	_ = b.cfg.DB.View(func(tx *store.Tx) error {
		t, _ := tallies.Get(tx, theTally)
		last := t.Made
		first := 1
		if limit > 0 {
			first = max(1, last-limit+1)
		}
		for nth := first; nth <= last; nth++ {
			o, _ := ordinals.Get(tx, strconv.Itoa(nth))
			if r, ok := consents.Get(tx, string(o.ID)); ok {
				list = append(list, r.Consent)
			}
		}
		return nil
	})
	return list
}

// SetDefault names the scenario for new consents that nothing else chooses; ""
// is none. Invalid for an unknown name.
func (b *Bank) SetDefault(name string) error {
	if name != "" {
		if err := b.mustKnow("set default scenario", name); err != nil {
			return err
		}
	}
	return b.cfg.DB.Update(func(tx *store.Tx) error { script.SetDefault(tx, name); return nil })
}

// Enqueue names the scenario of the next times consents, after those that are
// queued already. Invalid for an unknown name or fewer than one time.
func (b *Bank) Enqueue(name string, times int) error {
	const op = "queue scenario"
	if err := b.mustKnow(op, name); err != nil {
		return err
	}
	if times < 1 {
		return invalid(op, "times", fmt.Sprintf("times is %d: a scenario is queued at least once", times), "")
	}
	return b.cfg.DB.Update(func(tx *store.Tx) error { script.Enqueue(tx, name, times); return nil })
}

// Pin puts a consent under a scenario, whatever chose its present one. Its
// exits count from when the consent entered its state. NotFound, Invalid.
func (b *Bank) Pin(id ConsentID, name string) error {
	const op = "pin scenario"
	if err := b.mustKnow(op, name); err != nil {
		return err
	}
	return b.change(op, id, func(l *life) error {
		l.adopt(scenario.Selection{Scenario: name, Rule: scenario.RulePin})
		return nil
	})
}

// Explain says which scenario a request with such facts would get, and why.
// Nothing is used up. Invalid if the facts name a scenario that there is not.
func (b *Bank) Explain(f scenario.Facts) (scenario.Selection, error) {
	var s scenario.Selection
	err := b.cfg.DB.View(func(tx *store.Tx) (err error) {
		if t, _ := tallies.Get(tx, theTally); f.Nth == 0 {
			f.Nth = t.Made + 1
		}
		s, err = script.Explain(tx, b.cfg.Scenarios(), f)
		return err
	})
	return s, unknown("explain selection", err)
}

// Selected says why a consent has the scenario that it has. NotFound.
func (b *Bank) Selected(id ConsentID) (why scenario.Selection, err error) {
	err = b.cfg.DB.View(func(tx *store.Tx) error {
		r, err := find(tx, "explain selection", id)
		if err != nil {
			return err
		}
		o, _ := origins.Get(tx, string(id))
		why = b.explain(r, r.facts(tx), o.Remark)
		return nil
	})
	return why, err
}
