package aggregator

import (
	"fmt"
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// DeleteConsumer deletes all that there is of a consumer: data, stored consents, and
// automatic refreshes; a refresh that is PROCESSING ends (6.3; that the consent goes
// with the data is inferred, 5.3). NotFound if there is nothing.
func (a *Aggregator) DeleteConsumer(client Client, consumer string) error {
	return a.cfg.DB.Update(func(tx *store.Tx) error {
		key := bookKey(client, consumer)
		err := a.cfg.Storage.DeleteConsumer(tx, client, consumer)
		if _, ok := stored.Get(tx, key); ok {
			err = nil
		}
		a.breakOff(tx, key)
		stored.Delete(tx, key)
		timetables.Delete(tx, key)
		return err
	})
}

// breakOff ends the refresh of a consumer that is deleted. Its category is that of a
// consent which is no more, as the consumer's went with the consumer; inferred.
func (a *Aggregator) breakOff(tx *store.Tx, key string) {
	u, ok := underway.Get(tx, key)
	if !ok {
		return
	}
	r, _ := refreshes.Get(tx, u.ID)
	if r.move(RefreshException, a.cfg.Clock.Now()) {
		r.Error = &Failure{Category: notStored, Message: "The consumer was deleted while the refresh was PROCESSING"}
		refreshes.Put(tx, r.ID, r)
	}
	running.Delete(tx, r.ID)
	underway.Delete(tx, key)
}

// DeleteAccounts deletes accounts of a consumer: their data, what stored consents
// cover of them, and their automatic refreshes, all or none (6.3). NotFound names
// those of which there is nothing.
func (a *Aggregator) DeleteAccounts(client Client, consumer string, ids []string) error {
	const op = "delete accounts"
	if len(ids) == 0 {
		return storage.Refuse(op, []Violation{{Code: storage.Required, Path: "insights_account_ids", Message: "must name at least one account"}})
	}
	return a.cfg.DB.Update(func(tx *store.Tx) error {
		book, _ := a.openBook(tx, client, consumer, a.cfg.Clock.Now())
		if len(book.Consents) == 0 {
			return a.cfg.Storage.DeleteAccounts(tx, client, consumer, ids)
		}
		inStorage, err := a.whereabouts(tx, op, &book, ids)
		if err != nil {
			return err
		}
		if len(inStorage) > 0 {
			if err := a.cfg.Storage.DeleteAccounts(tx, client, consumer, inStorage); err != nil {
				return err
			}
		}
		book.drop(ids)
		a.closeBook(tx, book)
		if t, ok := timetables.Get(tx, bookKey(client, consumer)); ok {
			t.strike(tx, ids)
		}
		return nil
	})
}

// whereabouts are those of the accounts that are in storage. NotFound names those
// that are neither there nor under a stored consent.
func (a *Aggregator) whereabouts(tx *store.Tx, op string, book *StoredBook, ids []string) (inStorage []string, err error) {
	known, _ := a.cfg.Storage.Known(tx, book.Client, book.Consumer, nil)
	e := &storage.Error{Op: op, Kind: storage.NotFound}
	for i, id := range ids {
		switch {
		case slices.ContainsFunc(known, func(k storage.Known) bool { return k.Account.ID == id }):
			inStorage = append(inStorage, id)
		case book.covering(id) < 0:
			e.Violations = append(e.Violations, Violation{
				Code: storage.InvalidValue, Path: fmt.Sprintf("insights_account_ids[%d]", i), Message: "the consumer has no account " + quote(id)})
		}
	}
	if len(e.Violations) > 0 {
		return nil, e
	}
	return inStorage, nil
}
