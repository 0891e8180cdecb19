package storage

import (
	"math"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A look is one read of an account at an instant. It has all that the records say,
// so that what the bank did is worked out outside of the store.
type look struct {
	s       *Storage
	a       *account
	now     time.Time
	written []entry         // those that are kept
	edits   map[string]edit // by transaction
}

// look reads an account's rows.
func (s *Storage) look(tx *store.Tx, a *account, now time.Time) look {
	l := look{s: s, a: a, now: now, written: make([]entry, 0, len(a.Written))}
	base := a.key()
	for _, id := range a.Written {
		if e, ok := written.Get(tx, under(base, id)); ok && e.live(now) {
			l.written = append(l.written, e)
		}
	}
	for _, id := range a.Edited {
		if e, ok := edits.Get(tx, under(base, id)); ok {
			if l.edits == nil {
				l.edits = map[string]edit{}
			}
			l.edits[id] = e
		}
	}
	return l
}

// account is the account as it is shown: the bank's particulars or those that it
// was created with, then what the client changed. What it held is kept as long as
// any acquisition said.
func (l look) account() reports.Account {
	out := l.a.Info
	l.a.Changed.applyTo(&out)
	out.Labels = l.a.Labels
	if out.ConsentUntil < reports.DayOf(l.now) {
		out.ConsentUntil = 0 // it has expired, and none is stored any more
	}
	if l.a.Last.held(l.now) {
		if v, ok := l.view(l.a.Last); ok {
			BalancesOf(&out, v)
			out.BalanceAt = l.a.Last.AsOf
		}
	}
	return out
}

// view is the bank's account as an acquisition saw it.
func (l look) view(w window) (ledger.View, bool) {
	if l.a.Ledger == "" {
		return ledger.View{}, false
	}
	seed := l.a.Seed
	if seed == 0 {
		seed = l.s.cfg.Seed
	}
	return l.s.cfg.Books(seed).Account(l.a.Ledger, w.AsOf)
}

// holding is the account with its transactions, the bank's from a day on.
func (l look) holding(from reports.Day) reports.Holding {
	h := reports.Holding{Account: l.account()}
	for _, w := range l.a.Windows {
		if w.held(l.now) {
			h.Covered = append(h.Covered, w.Frame)
		}
	}
	h.Transactions = inOrder(l.transactions(from))
	return h
}

// transactions are those that are held: of the bank's, those booked on a day or
// later and those pending; and all of the client's own, as the oldest of them tells
// from when on it has said what there is.
func (l look) transactions(from reports.Day) []reports.Transaction {
	out := l.edited(l.bankSide(from, l.hidden()))
	for i := range l.written {
		out = append(out, l.written[i].Transaction)
	}
	return out
}

// brief is the account with no more than its oldest transactions: for reports that
// tell what is, and not what happened.
func (l look) brief() reports.Holding {
	if len(l.edits) > 0 {
		return l.holding(0) // their dates may be others than the bank's
	}
	h := reports.Holding{Account: l.account()}
	hidden := l.hidden()
	for i := 0; i < len(l.a.Windows) && len(h.Transactions) == 0; i++ {
		if w := l.a.Windows[i]; w.held(l.now) {
			h.Transactions = l.booked(h.Transactions, w, hidden, 1)
		}
	}
	if l.a.Last.held(l.now) {
		h.Transactions = l.pending(h.Transactions, 0, hidden)
	}
	for i := range l.written {
		h.Transactions = append(h.Transactions, l.written[i].Transaction)
	}
	h.Transactions = inOrder(h.Transactions)
	return h
}

// bankSide are the transactions that were acquired, as the bank tells them.
func (l look) bankSide(from reports.Day, hidden map[string]bool) (out []reports.Transaction) {
	for _, w := range l.a.Windows {
		w.From = max(w.From, from)
		if w.held(l.now) && w.Days() > 0 {
			out = l.booked(out, w, hidden, all)
		}
	}
	if l.a.Last.held(l.now) {
		out = l.pending(out, from, hidden)
	}
	return out
}

// hidden are the acquired transactions that are not shown: those that were deleted,
// and those in whose place the client wrote one. It is nil if there are none, as
// where nothing was acquired.
func (l look) hidden() map[string]bool {
	if l.a.Ledger == "" || len(l.a.Deleted)+len(l.written) == 0 {
		return nil
	}
	ids := make(map[string]bool, len(l.a.Deleted)+len(l.written))
	for _, g := range l.a.Deleted {
		ids[g.ID] = true
	}
	for i := range l.written {
		ids[l.written[i].ID] = true
	}
	return ids
}

// everything is every direction of a listing, and all is however many there are.
var everything = ledger.Take{Credits: true, Debits: true}

const all = math.MaxInt

// booked appends what the bank had booked on a window's days when they were read,
// oldest first, and no more than most.
func (l look) booked(out []reports.Transaction, w window, hidden map[string]bool, most int) []reports.Transaction {
	v, ok := l.view(w)
	if !ok {
		return out
	}
	until := w.To.Add(1).Time().Add(-1)
	if until.After(w.AsOf) {
		until = w.AsOf
	}
	list := v.Transactions(w.From.Time(), until, everything)
	out = slices.Grow(out, min(list.Len(), most))
	for i := list.Len() - 1; i >= 0 && len(out) < most; i-- {
		t := list.At(i)
		if t.Status == ledger.Pending {
			continue
		}
		out = append(out, reports.Transaction{})
		last := &out[len(out)-1]
		if write(last, l.a.ID, &t); hidden[last.ID] {
			out = out[:len(out)-1]
		}
	}
	return out
}

// pending appends what was pending at the latest acquisition, on its days. That
// each acquisition tells the pending ones anew, in place of those before, is
// inferred, as is that they are dated by their value.
func (l look) pending(out []reports.Transaction, from reports.Day, hidden map[string]bool) []reports.Transaction {
	v, ok := l.view(l.a.Last)
	if !ok {
		return out
	}
	list := v.Transactions(l.a.Last.AsOf, time.Time{}, everything)
	for i := range list.Len() {
		t := list.At(i)
		if t.Status != ledger.Pending {
			break
		}
		one := TransactionOf(l.a.ID, &t)
		if l.a.Last.Holds(one.Valued) && one.Valued >= from && !hidden[one.ID] && !l.bookedAt(t.Booking) {
			out = append(out, one)
		}
	}
	return out
}

// bookedAt tells whether what is booked at an instant is shown as booked: after the
// clock was moved back, an earlier acquisition may know more than the latest.
func (l look) bookedAt(at time.Time) bool {
	return slices.ContainsFunc(l.a.Windows, func(w window) bool {
		return w.held(l.now) && w.Holds(reports.DayOf(at)) && !at.After(w.AsOf)
	})
}

// edited applies what the client changed of acquired transactions.
func (l look) edited(list []reports.Transaction) []reports.Transaction {
	if len(l.edits) == 0 {
		return list
	}
	for i := range list {
		if e, ok := l.edits[list[i].ID]; ok {
			e.Fields.applyTo(&list[i])
		}
	}
	return list
}

// inOrder sorts by date, and leaves those of one day as they come.
func inOrder(list []reports.Transaction) []reports.Transaction {
	byDate := func(a, b *reports.Transaction) int { return int(a.Date() - b.Date()) }
	order := make([]*reports.Transaction, len(list))
	for i := range list {
		order[i] = &list[i]
	}
	if slices.IsSortedFunc(order, byDate) {
		return list
	}
	slices.SortStableFunc(order, byDate)
	sorted := make([]reports.Transaction, len(list))
	for i, t := range order {
		sorted[i] = *t
	}
	return sorted
}
