package bank

import (
	"slices"
	"strconv"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/script"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// Check lists all that is wrong with a request for a consent; none if nothing.
func Check(r ConsentRequest) []Violation {
	return append(checkPermissions(r.Permissions), checkWindow(r.From, r.To)...)
}

// CreateConsent makes a consent in AwaitingAuthorisation (2.1.1). Invalid if the
// request breaks a rule or names a scenario that there is not; nothing is made
// then.
func (b *Bank) CreateConsent(client ClientID, r ConsentRequest) (made Consent, err error) {
	const op = "create consent"
	if found := Check(r); len(found) > 0 {
		return made, &Error{Op: op, Kind: Invalid, Violations: found}
	}
	r.Permissions = canonical(r.Permissions)
	id := ConsentID(b.cfg.NewID())
	err = b.cfg.DB.Update(func(tx *store.Tx) error {
		t, _ := tallies.Get(tx, theTally)
		t.Made++
		facts := creationFacts(client, r, t.Made)
		chosen, err := script.Choose(tx, b.cfg.Scenarios(), facts)
		if err != nil {
			return unknown(op, err)
		}
		tallies.Put(tx, theTally, t)
		made = b.enrol(tx, id, client, r, facts, chosen)
		return nil
	})
	return made, err
}

func creationFacts(client ClientID, r ConsentRequest, nth int) scenario.Facts {
	f := r.Facts
	f.Client, f.From, f.To, f.Nth = string(client), r.From, r.To, nth
	f.Permissions = words(r.Permissions)
	return f
}

// enrol writes a new consent's records.
func (b *Bank) enrol(tx *store.Tx, id ConsentID, client ClientID, r ConsentRequest, f scenario.Facts, chosen scenario.Selection) Consent {
	now := b.cfg.Clock.Now()
	l := b.lifeOf(tx, record{
		Consent: Consent{
			ID: id, Client: client, Permissions: r.Permissions, From: r.From, To: r.To,
			Created: now, Updated: now, Entered: now, Status: scenario.AwaitingAuthorisation,
			Scenario: chosen.Scenario, Nth: f.Nth,
		},
		Rule: chosen.Rule, Made: b.cfg.Clock.Wall(), Steps: 1,
	})
	b.armed.CompareAndSwap(nil, b.cfg.Scenarios())
	l.close()
	l.arm()
	ordinals.Put(tx, strconv.Itoa(f.Nth), ordinal{id})
	b.keepOrigin(tx, id, f)
	return l.Consent // the store has a copy of its own
}

// ReadConsent returns a consent to the AISP that made it; it counts as a poll,
// and what that brings about comes after the answer. NotFound, Forbidden.
func (b *Bank) ReadConsent(client ClientID, id ConsentID) (read Consent, err error) {
	const op = "read consent"
	r, quiet, err := b.glance(op, id)
	if err == nil {
		err = r.owned(op, client)
	}
	switch {
	case err != nil:
		return read, err
	case quiet:
		return r.Consent, nil
	}
	err = b.cfg.DB.Update(func(tx *store.Tx) error {
		l, err := b.open(tx, op, id)
		if err != nil {
			return err
		}
		read = l.Consent.Clone()
		l.poll()
		l.close()
		return nil
	})
	return read, err
}

// glance looks at a consent without changing it, and tells whether that is all
// a read has to do: nothing is due and nobody counts.
func (b *Bank) glance(op string, id ConsentID) (r record, quiet bool, err error) {
	err = b.cfg.DB.View(func(tx *store.Tx) (err error) {
		r, err = find(tx, op, id)
		return err
	})
	return r, err == nil && !b.isDue(r.Consent) && !counts(b.script(r.Scenario), r.Consent), err
}

// look returns a consent as it stands now, without counting a poll.
func (b *Bank) look(op string, id ConsentID) (r record, err error) {
	err = b.cfg.DB.View(func(tx *store.Tx) (err error) {
		r, err = find(tx, op, id)
		return err
	})
	if err != nil || !b.isDue(r.Consent) {
		return r, err
	}
	err = b.change(op, id, func(l *life) error { r = l.record; return nil })
	return r, err
}

// change opens a consent, lets f at it, and closes it. If f fails, nothing has
// changed.
func (b *Bank) change(op string, id ConsentID, f func(*life) error) error {
	return b.cfg.DB.Update(func(tx *store.Tx) error {
		l, err := b.open(tx, op, id)
		if err != nil {
			return err
		}
		if err := f(l); err != nil {
			return err
		}
		l.close()
		return nil
	})
}

// RevokeConsent moves a consent to Revoked for the AISP that made it (2.3).
// NotFound, Forbidden, WrongStatus for one that is Rejected or Revoked.
func (b *Bank) RevokeConsent(client ClientID, id ConsentID) (revoked Consent, err error) {
	const op = "revoke consent"
	err = b.change(op, id, func(l *life) error {
		if err := l.owned(op, client); err != nil {
			return err
		}
		m := move{to: scenario.Revoked, by: scenario.ByAISP, at: l.now, cause: "PATCH"}
		l.annotate(&m)
		if err := l.move(m); err != nil {
			return err
		}
		revoked = l.Consent.Clone()
		return nil
	})
	return revoked, err
}

// annotate adds what the script says of a revoke by the AISP.
func (l *life) annotate(m *move) {
	for _, e := range exits(l.script, l.Consent) {
		if e.Upon == scenario.UponRevoke && e.To == m.to {
			m.reason, m.notify, m.rule = e.Reason, e.Notify, rule(l.script, e)
			return
		}
	}
}

func words[W ~string](list []W) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return slices.Clip(out)
}
