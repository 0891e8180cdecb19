package storage

import (
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// What is past its retention is not there for any look, whatever the records say:
// held and live are asked first everywhere. It is dropped from the records when
// its account is next written, and by a sweep.

// held tells whether anything of the account is kept at an instant. Its own
// particulars are there for as long as anything in it is.
func (a *account) held(now time.Time) bool {
	return now.Before(a.Expires) || a.Last.held(now) || slices.ContainsFunc(a.Windows, func(w window) bool { return w.held(now) })
}

// live tells whether a transaction is kept at an instant.
func (e *entry) live(now time.Time) bool { return now.Before(e.Expires) }

// An opened account is one that is being written to.
type opened struct {
	account
	row    string // its key
	listed bool   // among the consumer's accounts
}

// open gets an account to write to, less what is past its retention; a new one if
// there is none.
func (s *Storage) open(tx *store.Tx, client Client, consumer, id string, now time.Time) *opened {
	o := &opened{row: key(string(client), consumer, id)}
	if o.account, o.listed = accounts.Get(tx, o.row); o.listed {
		drop(tx, &o.account, now)
	}
	if !o.listed || !o.held(now) {
		o.account = account{Client: client, Consumer: consumer, ID: id}
	}
	return o
}

// close puts an account back, among the consumer's.
func (s *Storage) close(tx *store.Tx, o *opened) {
	accounts.Put(tx, o.row, o.account)
	if o.listed {
		return
	}
	k := consumerKey(o.Client, o.Consumer)
	c, _ := consumers.Get(tx, k)
	c.Accounts = with(c.Accounts, o.ID)
	consumers.Put(tx, k, c)
}

// drop lets go of what is past its retention in an account.
func drop(tx *store.Tx, a *account, now time.Time) {
	before := len(a.Windows)
	a.Windows = without(a.Windows, func(w window) bool { return !w.held(now) })
	if !a.Last.held(now) {
		a.Last = window{}
	}
	if len(a.Windows) < before || a.Last.AsOf.IsZero() {
		a.Deleted = without(a.Deleted, func(g gone) bool { return !a.covered(g.Day) })
		a.forgetEdits(tx)
	}
	if !a.Soonest.IsZero() && !now.Before(a.Soonest) {
		a.forgetWritten(tx, now)
	}
}

// forgetEdits drops the changes of transactions that are not held any more.
func (a *account) forgetEdits(tx *store.Tx) {
	base := a.key()
	a.Edited = without(a.Edited, func(id string) bool {
		e, _ := edits.Get(tx, under(base, id))
		if a.covered(e.Day) {
			return false
		}
		edits.Delete(tx, under(base, id))
		return true
	})
}

// forgetWritten drops the client's own transactions that are past their retention.
func (a *account) forgetWritten(tx *store.Tx, now time.Time) {
	a.Soonest = time.Time{}
	base := a.key()
	var left []string
	for _, id := range a.Written {
		e, ok := written.Get(tx, under(base, id))
		if !ok || !e.live(now) {
			written.Delete(tx, under(base, id))
			continue
		}
		left = append(left, id)
		a.expects(e.Expires)
	}
	a.Written = left
}

// expects notes when the next of the client's own transactions expires.
func (a *account) expects(at time.Time) {
	if a.Soonest.IsZero() || at.Before(a.Soonest) {
		a.Soonest = at
	}
}

// remove drops an account with all that is in it, and the consumer with the last
// one.
func (a *account) remove(tx *store.Tx) {
	base := a.key()
	for _, id := range a.Written {
		written.Delete(tx, under(base, id))
	}
	for _, id := range a.Edited {
		edits.Delete(tx, under(base, id))
	}
	accounts.Delete(tx, base)
	k := consumerKey(a.Client, a.Consumer)
	c, _ := consumers.Get(tx, k)
	if c.Accounts = without(c.Accounts, func(id string) bool { return id == a.ID }); len(c.Accounts) == 0 {
		consumers.Delete(tx, k)
		return
	}
	consumers.Put(tx, k, c)
}

// sweeper drops what is past its retention everywhere once some times as much was
// written as there is: so that nobody's data stay for ever because nobody asks for
// them, and a write costs the same however much there is.
var sweeper = store.NewBroom("storage/accounts", fewWrites, 4)

// fewWrites are not worth a sweep.
const fewWrites = 1024

// sweep counts writes, and sweeps now and then. Now is when the write happens: a
// refresh that fell due while the clock was moved happens before what the clock says.
func (s *Storage) sweep(tx *store.Tx, writes int, now time.Time) {
	sweeper.Sweep(tx, writes, func() int {
		sweepAll(tx, now)
		return accounts.Len(tx)
	})
}

func sweepAll(tx *store.Tx, now time.Time) {
	for k, a := range accounts.All(tx) {
		if a.fresh(now) {
			continue
		}
		drop(tx, &a, now)
		if !a.held(now) {
			a.remove(tx)
			continue
		}
		accounts.Put(tx, k, a)
	}
}

// fresh tells whether nothing of the account is past its retention.
func (a *account) fresh(now time.Time) bool {
	return a.held(now) && (a.Last.AsOf.IsZero() || a.Last.held(now)) && (a.Soonest.IsZero() || now.Before(a.Soonest)) &&
		!slices.ContainsFunc(a.Windows, func(w window) bool { return !w.held(now) })
}

// Settle drops all that is past its retention from the records. No look depends on
// it; it is for whoever moves the clock, and takes time that grows with how many
// accounts there are.
func (s *Storage) Settle() {
	// The function given to Update has no way to fail.
	_ = s.cfg.DB.Update(func(tx *store.Tx) error {
		sweepAll(tx, s.cfg.Clock.Now())
		return nil
	})
}
