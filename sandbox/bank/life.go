package bank

import (
	"fmt"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A life is one consent opened for change, within one Update.
type life struct {
	record
	bank      *Bank
	tx        *store.Tx
	script    scenario.Scenario
	now, wall time.Time
	typed     CustomerID   // the username at the bank, during a visit
	passed    []Transition // what has happened since it was opened
}

// A move is a step in a consent's life before it is taken.
type move struct {
	to       scenario.State
	shown    scenario.State // instead of what the profile shows; "" is the profile's
	by       scenario.Actor
	at       time.Time
	cause    string
	rule     string
	reason   string
	notify   string
	customer CustomerID  // who authorises, when to is Authorised
	accounts []AccountID // what they choose
}

// open begins a change of a consent. What is due on it happens first.
func (b *Bank) open(tx *store.Tx, op string, id ConsentID) (*life, error) {
	r, err := find(tx, op, id)
	if err != nil {
		return nil, err
	}
	l := b.lifeOf(tx, r)
	l.settle()
	return l, nil
}

func (b *Bank) lifeOf(tx *store.Tx, r record) *life {
	return &life{record: r, bank: b, tx: tx, script: b.script(r.Scenario), now: b.cfg.Clock.Now(), wall: b.cfg.Clock.Wall()}
}

// close writes the consent, and when time alone will next move it.
func (l *life) close() {
	consents.Put(l.tx, string(l.ID), l.record)
	if len(l.passed) > 0 {
		l.arm()
	}
}

// arm notes when time alone will next move the consent, if ever.
func (l *life) arm() {
	key := string(l.ID)
	if _, due, ok := nextDue(l.script, l.Consent); ok {
		pending.Put(l.tx, key, deadline{due})
		return
	}
	if _, ok := pending.Get(l.tx, key); ok {
		pending.Delete(l.tx, key)
	}
}

// move takes a step; nothing else sets a Status. The legal steps are
// scenario.Moves; WrongStatus for any other.
func (l *life) move(m move) error {
	if !scenario.Legal(l.Status, m.to) || l.Withdrawn && m.by == scenario.ByBank {
		return l.refuse(m.to)
	}
	from := l.Status
	// A clock that was moved back does not turn the order of a life round.
	at := latest(m.at, l.Entered)
	if shown := m.show(l.Status); shown != l.Status {
		l.Status, l.Updated = shown, at
	}
	l.Withdrawn = m.to == scenario.Revoked && l.Status != scenario.Revoked
	if m.to == scenario.Authorised {
		l.Customer, l.Accounts, l.Granted = m.customer, m.accounts, at
		l.Generation++
	}
	l.enter(from, at, m)
	return nil
}

// show is the Status that the AISP sees after m. Revoked means revoked by the
// AISP (2.2.1): when the bank withdraws what the customer authorised, the
// tokens die and the Status stays, unless the script says otherwise.
func (m move) show(status scenario.State) scenario.State {
	switch {
	case m.to != scenario.Revoked || m.shown == scenario.Revoked:
		return m.to
	case status == scenario.Authorised && (m.by == scenario.ByBank || m.shown == scenario.Authorised):
		return status
	}
	return m.to
}

// renew authorises an Authorised consent again: all its elements stay, the
// tokens before it end (2.3), and access that the bank withdrew is back.
func (l *life) renew(m move) {
	l.Generation++
	l.Granted = m.at
	m.to = scenario.Authorised
	if !l.Withdrawn {
		l.note(l.Status, m.at, m)
		return
	}
	l.Withdrawn = false
	l.enter(l.Status, latest(m.at, l.Entered), m)
}

// enter starts the count of time and polls in the state that m leads to.
func (l *life) enter(from scenario.State, at time.Time, m move) {
	l.Entered, l.Polls = at, 0
	l.note(from, at, m)
}

// note writes the timeline.
func (l *life) note(from scenario.State, at time.Time, m move) {
	l.Steps++
	t := Transition{
		Seq: l.Steps, Consent: l.ID, From: from, To: m.to, Status: l.Status, By: m.by,
		Cause: m.cause, Rule: m.rule, Reason: m.reason, Notify: m.notify, At: at, Real: l.wall,
	}
	timelines.Put(l.tx, stepKey(l.ID, t.Seq), t)
	l.passed = append(l.passed, t)
}

func (l *life) refuse(to scenario.State) error {
	message := fmt.Sprintf("a consent that is %s cannot become %s", l.Status, quote(string(to)))
	switch {
	case l.Status == to:
		message = fmt.Sprintf("the consent is %s already", to)
	case l.Withdrawn && to == scenario.Revoked:
		message = "the bank has withdrawn access already"
	case scenario.Terminal(l.Status):
		message += ", nor anything else"
	}
	return &Error{Op: "move consent", Kind: WrongStatus, Violations: []Violation{{"Resource.InvalidConsentStatus", "Data.Status", message}}}
}

func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
