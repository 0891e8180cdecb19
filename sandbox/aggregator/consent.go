package aggregator

import (
	"fmt"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// consentMoves is a stored consent's life (7.3). What ends it for good is that it
// is deleted, or that the consumer agrees anew.
var consentMoves = map[ConsentState][]ConsentState{
	ConsentStored:  {ConsentExpired, ConsentRevoked},
	ConsentExpired: {},
	ConsentRevoked: {},
}

// quotaExceeded is the category of a consent that was used without the consumer as
// often as a day allows.
const quotaExceeded = "CONSENT.QUOTA_EXCEEDED"

// ends are the error categories that a consent which is not STORED gives (7.3).
var ends = map[ConsentState]string{ConsentExpired: "CONSENT.EXPIRED", ConsentRevoked: "CONSENT.REVOKED"}

// notStored is the category where there is no consent (5.5).
const notStored = "CONSENT.NOT_STORED"

// move takes a consent to another state; nothing else sets one. Conflict if there
// is no such move.
func (s *Stored) move(op string, to ConsentState, at time.Time) error {
	if !slices.Contains(consentMoves[s.State], to) {
		return conflict(op, "a stored consent that is %s cannot become %s", s.State, to)
	}
	s.State, s.Entered = to, at
	return nil
}

// settle does to a consent what time has brought. It tells whether it did anything.
func (a *Aggregator) settle(s *Stored, now time.Time) bool {
	if s.State != ConsentStored {
		return false
	}
	to, due := a.ending(s)
	return !now.Before(due) && s.move("settle", to, due) == nil
}

// ending is what time will bring to a consent that is STORED, and when: it expires
// after its last day, or is revoked when the script of its flow says so.
func (a *Aggregator) ending(s *Stored) (to ConsentState, due time.Time) {
	to, due = ConsentExpired, s.Until.Add(1).Time()
	script := a.script(s.Script)
	for _, e := range script.Lifecycle[scenario.Authorised] {
		if at := s.Since.Add(e.After); e.After > 0 && e.To == scenario.Revoked && at.Before(due) {
			to, due = ConsentRevoked, at
		}
	}
	return to, due
}

// openBook is a consumer's book as it stands at an instant, and whether there is one.
func (a *Aggregator) openBook(tx *store.Tx, client Client, consumer string, now time.Time) (StoredBook, bool) {
	b, ok := stored.Get(tx, bookKey(client, consumer))
	for i := range b.Consents {
		a.settle(&b.Consents[i], now)
	}
	return b, ok
}

// closeBook writes a book back; one without consents is not kept. Storage no longer
// tells of a consent that has ended.
func (a *Aggregator) closeBook(tx *store.Tx, b StoredBook) {
	for i := range b.Consents {
		if s := &b.Consents[i]; s.State != ConsentStored {
			a.cfg.Storage.SetConsent(tx, b.Client, b.Consumer, s.ids(), 0)
		}
	}
	key := bookKey(b.Client, b.Consumer)
	if len(b.Consents) == 0 {
		stored.Delete(tx, key)
		return
	}
	stored.Put(tx, key, b)
}

func (s *Stored) ids() []string {
	ids := make([]string, len(s.Accounts))
	for i := range s.Accounts {
		ids[i] = s.Accounts[i].ID
	}
	return ids
}

// covering finds the consent of an account; -1 if there is none.
func (b *StoredBook) covering(id string) int {
	return slices.IndexFunc(b.Consents, func(s Stored) bool {
		return slices.ContainsFunc(s.Accounts, func(a StoredAccount) bool { return a.ID == id })
	})
}

// account finds an account of the consent.
func (s *Stored) account(id string) StoredAccount {
	i := slices.IndexFunc(s.Accounts, func(a StoredAccount) bool { return a.ID == id })
	return s.Accounts[i]
}

// unattended counts a use without the consumer, of which a consent has so many a
// day of the bank, and tells whether there was one left. That the day is the bank's
// is inferred.
func (s *Stored) unattended(at time.Time) bool {
	if day := reports.DayOf(at); s.Day != day {
		s.Day, s.Uses = day, 0
	}
	if s.spent(at) {
		return false
	}
	s.Uses++
	return true
}

// spent tells whether the consent was used without the consumer as often as the day
// of an instant allows.
func (s *Stored) spent(at time.Time) bool {
	return s.Uses >= unattendedUses && s.Day == reports.DayOf(at)
}

// ended moves a consent that the bank has refused by such a category.
func (s *Stored) ended(category string, at time.Time) {
	for state, c := range ends {
		if c == category && s.State == ConsentStored {
			_ = s.move("refresh", state, at) // one of the moves that there are
		}
	}
}

// StoredConsents lists a consumer's stored consents, the oldest first. NotFound if
// there are none.
func (a *Aggregator) StoredConsents(client Client, consumer string) (all []Stored, err error) {
	err = a.cfg.DB.View(func(tx *store.Tx) error {
		b, ok := a.openBook(tx, client, consumer, a.cfg.Clock.Now())
		if !ok {
			return missing("list stored consents", "stored consent of consumer", consumer)
		}
		all = b.Consents
		return nil
	})
	return all, err
}

// MoveConsent lets the bank end the consents of a consumer that are STORED: REVOKED,
// or EXPIRED before their time. NotFound if there are none at all; Conflict if none
// is STORED, or for another state.
func (a *Aggregator) MoveConsent(client Client, consumer string, to ConsentState) error {
	const op = "move stored consent"
	return a.cfg.DB.Update(func(tx *store.Tx) error {
		now := a.cfg.Clock.Now()
		b, ok := a.openBook(tx, client, consumer, now)
		if !ok {
			return missing(op, "stored consent of consumer", consumer)
		}
		moved, refusal := false, error(nil)
		for i := range b.Consents {
			if err := b.Consents[i].move(op, to, now); err != nil {
				refusal = err
				continue
			}
			moved = true
		}
		if !moved {
			return refusal
		}
		a.closeBook(tx, b)
		return nil
	})
}

// DeleteStored deletes the stored consents of a consumer's accounts, of all if none
// is named (5.3; the call is inferred). Invalid with CONSENT.NOT_STORED if there is
// none, or none for an account that is named.
func (a *Aggregator) DeleteStored(client Client, consumer string, ids []string) error {
	const op = "delete stored consent"
	return a.cfg.DB.Update(func(tx *store.Tx) error {
		b, ok := a.openBook(tx, client, consumer, a.cfg.Clock.Now())
		if !ok {
			return refused(op, storage.Invalid, notStored)
		}
		if err := b.without(op, ids); err != nil {
			return err
		}
		a.cfg.Storage.SetConsent(tx, client, consumer, b.drop(ids), 0)
		a.closeBook(tx, b)
		return nil
	})
}

// without is Invalid if an account that is named has no stored consent.
func (b *StoredBook) without(op string, ids []string) error {
	e := refused(op, storage.Invalid, notStored)
	for i, id := range ids {
		if b.covering(id) < 0 {
			e.Violations = append(e.Violations, Violation{
				Code: storage.InvalidValue, Path: fmt.Sprintf("insights_account_ids[%d]", i), Message: "there is no stored consent for an account " + quote(id)})
		}
	}
	if len(e.Violations) == 0 {
		return nil
	}
	return e
}

// drop takes accounts out of the book, all if none is named, and tells which they
// were.
func (b *StoredBook) drop(ids []string) (dropped []string) {
	var left []Stored
	for _, s := range b.Consents {
		var rest []StoredAccount
		for _, one := range s.Accounts {
			if len(ids) == 0 || slices.Contains(ids, one.ID) {
				dropped = append(dropped, one.ID)
			} else {
				rest = append(rest, one)
			}
		}
		if s.Accounts = rest; len(rest) > 0 {
			left = append(left, s)
		}
	}
	b.Consents = left
	return dropped
}
