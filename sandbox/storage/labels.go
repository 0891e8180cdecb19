package storage

import (
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// UpsertLabels sets labels on transactions of an account, on all or on none (6.2).
// Invalid tells which labels are too long or if there are too many, NotFound which transactions are not
// there.
func (s *Storage) UpsertLabels(client Client, consumer, id string, ids []string, labels map[string]string) error {
	const op = "upsert labels"
	var c Checker
	c.labels("labels", labels)
	if err := Refuse(op, c.Found); err != nil {
		return err
	}
	return s.label(op, client, consumer, id, ids, func(old map[string]string) map[string]string { return labelled(old, labels) })
}

// DeleteLabels takes labels off transactions of an account; those that a
// transaction does not have are passed over (6.2). NotFound.
func (s *Storage) DeleteLabels(client Client, consumer, id string, ids, keys []string) error {
	const op = "delete labels"
	if err := checkLabelKeys(op, keys); err != nil {
		return err
	}
	return s.label(op, client, consumer, id, ids, func(old map[string]string) map[string]string { return unlabelled(old, keys) })
}

func checkLabelKeys(op string, keys []string) error {
	var c Checker
	for _, k := range keys {
		c.labelKey("label_keys", k)
	}
	return Refuse(op, c.Found)
}

// label changes the labels of transactions. How long they are kept it leaves as it
// is.
func (s *Storage) label(op string, client Client, consumer, id string, ids []string, change func(map[string]string) map[string]string) error {
	return s.change(op, client, consumer, id, func(tx *store.Tx, a *account, now time.Time) error {
		days, err := s.locate(tx, op, a, ids, "insights_transaction_ids[%d]", now)
		if err != nil {
			return err
		}
		w := newWriter(tx, a, now)
		for _, one := range ids {
			w.relabel(one, days[one], change)
		}
		return w.done(op)
	})
}

// UpsertAccountLabels sets labels on an account (6.2; the call is inferred).
// Invalid tells which are too long; NotFound.
func (s *Storage) UpsertAccountLabels(client Client, consumer, id string, labels map[string]string) error {
	const op = "upsert account labels"
	var c Checker
	c.labels("labels", labels)
	if err := Refuse(op, c.Found); err != nil {
		return err
	}
	return s.change(op, client, consumer, id, func(_ *store.Tx, a *account, _ time.Time) error {
		all := labelled(a.Labels, labels)
		if err := fits(op, "labels", all); err != nil {
			return err
		}
		a.Labels = all
		return nil
	})
}

// DeleteAccountLabels takes labels off an account; those that it does not have are
// passed over (6.2). NotFound.
func (s *Storage) DeleteAccountLabels(client Client, consumer, id string, keys []string) error {
	const op = "delete account labels"
	if err := checkLabelKeys(op, keys); err != nil {
		return err
	}
	return s.change(op, client, consumer, id, func(_ *store.Tx, a *account, _ time.Time) error {
		a.Labels = unlabelled(a.Labels, keys)
		return nil
	})
}
