package storage

import (
	"errors"
	"fmt"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A Batch is transactions of one account that a client writes in one call (6.2).
type Batch struct {
	Consumer, Account string
	Retention         *int64 // data_retention_minutes; of CreateTransactions only
	Transactions      []TransactionFields
}

// CreateTransactions stores transactions, all or none. Invalid tells all that is
// wrong with them, Conflict which ids the account has already; NotFound.
func (s *Storage) CreateTransactions(client Client, q Batch) error {
	const op = "create transactions"
	kept, found := CheckRetention("data_retention_minutes", q.Retention)
	if err := q.check(op, found, false); err != nil {
		return err
	}
	return s.change(op, client, q.Consumer, q.Account, func(tx *store.Tx, a *account, now time.Time) error {
		clashes := s.clashes(tx, a, q.Transactions, now)
		a.Kept = kept
		w := newWriter(tx, a, now)
		for i := range q.Transactions {
			w.nth = i
			w.put(s.entry(a, q.Transactions[i], now), kept)
		}
		return clashed(op, clashes, w.done(op))
	})
}

// UpdateTransactions changes what the fields say of transactions, one after the
// other, all or none. What the client wrote is kept for as long again; what was
// acquired stays as long as it would. Invalid tells all that is wrong, NotFound
// which transactions are not there.
func (s *Storage) UpdateTransactions(client Client, q Batch) error {
	const op = "update transactions"
	if err := q.check(op, nil, true); err != nil {
		return err
	}
	return s.change(op, client, q.Consumer, q.Account, func(tx *store.Tx, a *account, now time.Time) error {
		days, err := s.locate(tx, op, a, q.ids(), "transactions[%d].insights_transaction_id", now)
		if err != nil {
			return err
		}
		w := newWriter(tx, a, now)
		for i, f := range q.Transactions {
			w.nth = i
			w.update(f, days[f.ID])
		}
		return w.done(op)
	})
}

// ReplaceTransactions deletes transactions and creates them again, one after the
// other, all or none; what they had and is not said is gone. A replaced one is kept
// as long as the data of its account were last asked to be. Invalid tells all that
// is wrong, NotFound which transactions are not there.
func (s *Storage) ReplaceTransactions(client Client, q Batch) error {
	const op = "replace transactions"
	if err := q.check(op, nil, true); err != nil {
		return err
	}
	return s.change(op, client, q.Consumer, q.Account, func(tx *store.Tx, a *account, now time.Time) error {
		days, err := s.locate(tx, op, a, q.ids(), "transactions[%d].insights_transaction_id", now)
		if err != nil {
			return err
		}
		w := newWriter(tx, a, now)
		for i, f := range q.Transactions {
			w.nth = i
			kept := w.take(f.ID, days[f.ID])
			w.put(s.entry(a, f, now), kept)
		}
		return w.done(op)
	})
}

// DeleteTransactions deletes transactions, all or none. NotFound names those that
// are not there. What was acquired comes back if its day is acquired again.
func (s *Storage) DeleteTransactions(client Client, consumer, id string, ids []string) error {
	const op = "delete transactions"
	return s.change(op, client, consumer, id, func(tx *store.Tx, a *account, now time.Time) error {
		days, err := s.locate(tx, op, a, ids, "insights_transaction_ids[%d]", now)
		if err != nil {
			return err
		}
		w := newWriter(tx, a, now)
		for _, one := range ids {
			w.take(one, days[one])
		}
		return w.done(op)
	})
}

func (q Batch) ids() []string {
	ids := make([]string, len(q.Transactions))
	for i := range q.Transactions {
		ids[i] = q.Transactions[i].ID
	}
	return ids
}

// entry is a new transaction of an account, with what the reference says of what is
// not said (6.2). That it is then a debit, and booked rather than valued today, are
// inferred.
func (s *Storage) entry(a *account, f TransactionFields, now time.Time) reports.Transaction {
	t := reports.Transaction{
		ID: f.ID, AccountID: a.ID, State: reports.Processed, Method: reports.UnknownMethod,
		Amount: reports.Amount{Currency: unknownCurrency},
	}
	if t.ID == "" {
		t.ID = s.cfg.NewID()
	}
	if a.Counted != "" {
		t.Amount.Currency = a.Counted
	}
	f.applyTo(&t)
	if t.Booked == 0 && t.Valued == 0 {
		t.Booked = reports.DayOf(now)
	}
	return t
}

// locate tells, of transactions that were acquired, on which day they are; those
// that the client wrote it finds and leaves out. NotFound names those that are not
// there, by where path says that they stand in the request.
func (s *Storage) locate(tx *store.Tx, op string, a *account, ids []string, path string, now time.Time) (map[string]reports.Day, error) {
	base := a.key()
	sought := map[string]bool{}
	for _, id := range ids {
		if _, ok := written.Get(tx, under(base, id)); !ok {
			sought[id] = true
		}
	}
	if len(sought) == 0 {
		return nil, nil
	}
	days := s.acquiredDays(tx, a, now)
	e := &Error{Op: op, Kind: NotFound}
	for i, id := range ids {
		if days[id] == 0 && sought[id] {
			e.Violations = append(e.Violations, Violation{InvalidValue, fmt.Sprintf(path, i), fmt.Sprintf("the account has no transaction %s", Quote(id))})
		}
	}
	if len(e.Violations) > 0 {
		return nil, e
	}
	return days, nil
}

// acquiredDays are the days of all acquired transactions that are shown, by id.
func (s *Storage) acquiredDays(tx *store.Tx, a *account, now time.Time) map[string]reports.Day {
	l := s.look(tx, a, now)
	hidden := l.hidden()
	l.written, l.edits = nil, nil // dated as the bank has them
	list := l.bankSide(0, hidden)
	days := make(map[string]reports.Day, len(list))
	for i := range list {
		days[list[i].ID] = list[i].Date()
	}
	return days
}

// clashed adds clashes to what else is wrong with transactions: alone they are a
// Conflict, with anything else the request is Invalid.
func clashed(op string, clashes []Violation, err error) error {
	if len(clashes) == 0 {
		return err
	}
	all := &Error{Op: op, Kind: Conflict, Violations: clashes}
	if e, ok := errors.AsType[*Error](err); ok {
		all.Kind, all.Violations = e.Kind, append(clashes, e.Violations...)
	}
	return all
}

// clashes are the ids of new transactions that the account has already, or that
// come twice.
func (s *Storage) clashes(tx *store.Tx, a *account, list []TransactionFields, now time.Time) (found []Violation) {
	base := a.key()
	var days map[string]reports.Day
	seen := make(map[string]bool, len(list))
	for i, f := range list {
		if f.ID == "" {
			continue
		}
		if days == nil {
			days = s.acquiredDays(tx, a, now)
		}
		_, there := written.Get(tx, under(base, f.ID))
		if there || days[f.ID] != 0 || seen[f.ID] {
			message := "there is a transaction %s already; update or replace changes it"
			if seen[f.ID] {
				message = "the call names %s twice"
			}
			found = append(found, Violation{InvalidValue, fmt.Sprintf("transactions[%d].insights_transaction_id", i), fmt.Sprintf(message, Quote(f.ID))})
		}
		seen[f.ID] = true
	}
	return found
}
