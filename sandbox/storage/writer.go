package storage

import (
	"fmt"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A writer changes the transactions of one account in one call, and notes what
// the account's currency does not allow. The account's lists are made once, at the
// end.
type writer struct {
	Checker
	tx      *store.Tx
	a       *account
	base    string // the account's key
	now     time.Time
	nth     int             // which of the request's transactions it is
	touched map[string]bool // deleted, if only to be created again
	placed  map[string]bool // created
	added   []string        // the same, in order
	edited  []string
	deleted []gone
}

func newWriter(tx *store.Tx, a *account, now time.Time) *writer {
	return &writer{tx: tx, a: a, base: a.key(), now: now, touched: map[string]bool{}, placed: map[string]bool{}}
}

// put stores a transaction that the client wrote.
func (w *writer) put(t reports.Transaction, kept time.Duration) {
	w.counts(t.Amount.Currency)
	e := entry{Transaction: t, Kept: kept, Expires: w.now.Add(kept)}
	written.Put(w.tx, under(w.base, t.ID), e)
	if !w.placed[t.ID] {
		w.placed[t.ID] = true
		w.added = append(w.added, t.ID)
	}
	w.lasts(e.Expires)
}

// lasts keeps the account as long as a transaction in it.
func (w *writer) lasts(until time.Time) {
	if until.After(w.a.Expires) {
		w.a.Expires = until
	}
	w.a.expects(until)
}

// relabel changes the labels of a transaction, acquired on a day or written by the
// client, and notes at labels if there are too many: once, as all get the same.
func (w *writer) relabel(id string, day reports.Day, change func(map[string]string) map[string]string) {
	k := under(w.base, id)
	e, own := written.Get(w.tx, k)
	if own {
		e.Labels = change(e.Labels)
		written.Put(w.tx, k, e)
	} else {
		w.edit(TransactionFields{ID: id}, day)
		changed, _ := edits.Get(w.tx, k)
		changed.Fields.Labels = change(changed.Fields.Labels)
		edits.Put(w.tx, k, changed)
		e.Labels = changed.Fields.Labels
	}
	if len(w.Found) == 0 {
		w.count("labels", e.Labels)
	}
}

// labelled notes more labels than a transaction may have, with those that it had.
func (w *writer) labelled(labels map[string]string) {
	w.count(fmt.Sprintf("transactions[%d].labels", w.nth), labels)
}

// counts checks that a transaction is in the currency that the account's amounts
// are in; the first one that says a currency settles it.
func (w *writer) counts(currency string) {
	if currency == unknownCurrency || currency == "" {
		return
	}
	if w.a.Counted == "" {
		w.a.Counted = currency
	}
	if w.a.Counted != currency {
		w.Note(InvalidValue, fmt.Sprintf("transactions[%d].amount.currency", w.nth), "the account's amounts are in %s, not in %s", w.a.Counted, currency)
	}
}

// update changes a transaction: in its row if the client wrote it, else in what is
// kept beside the acquired one, which is on a day.
func (w *writer) update(f TransactionFields, day reports.Day) {
	k := under(w.base, f.ID)
	e, ok := written.Get(w.tx, k)
	if !ok {
		if f.Currency != nil {
			w.counts(*f.Currency)
		}
		w.edit(f, day)
		changed, _ := edits.Get(w.tx, k)
		w.labelled(changed.Fields.Labels)
		return
	}
	f.applyTo(&e.Transaction)
	w.counts(e.Amount.Currency)
	w.labelled(e.Labels)
	e.Expires = w.now.Add(e.Kept)
	written.Put(w.tx, k, e)
	w.lasts(e.Expires)
}

// edit notes what the client changes of an acquired transaction.
func (w *writer) edit(f TransactionFields, day reports.Day) {
	k := under(w.base, f.ID)
	e, had := edits.Get(w.tx, k)
	if !had {
		e.Day = day
		w.edited = append(w.edited, f.ID)
	}
	e.Fields = e.Fields.over(f)
	edits.Put(w.tx, k, e)
}

// take deletes a transaction, acquired on a day or written by the client, and tells
// how long one in its place is to be kept.
func (w *writer) take(id string, day reports.Day) time.Duration {
	k := under(w.base, id)
	e, ok := written.Get(w.tx, k)
	first := !w.touched[id]
	w.touched[id] = true
	switch {
	case ok:
		written.Delete(w.tx, k)
		return e.Kept
	case first && day != 0:
		edits.Delete(w.tx, k)
		w.deleted = append(w.deleted, gone{id, day})
	}
	return w.a.Kept
}

// done makes the account's lists. Invalid if a currency was not right, or labels were too many.
func (w *writer) done(op string) error {
	if len(w.touched) > 0 {
		isTouched := func(id string) bool { return w.touched[id] }
		w.a.Written, w.a.Edited = without(w.a.Written, isTouched), without(w.a.Edited, isTouched)
	}
	w.a.Written = with(w.a.Written, w.added...)
	w.a.Edited = with(w.a.Edited, w.edited...)
	w.a.Deleted = with(w.a.Deleted, w.deleted...)
	return Refuse(op, w.Found)
}
