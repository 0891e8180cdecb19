package storage

import (
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// DeleteConsumer deletes all that is stored of a consumer (6.3). NotFound if there
// is nothing. It must be called in an Update, as whoever keeps the consumer's
// consent deletes that with it.
func (s *Storage) DeleteConsumer(tx *store.Tx, client Client, consumer string) error {
	held, err := find(tx, "delete consumer", client, consumer, s.cfg.Clock.Now())
	if err != nil {
		return err
	}
	removeAll(tx, held)
	// What is past its retention and was not swept yet goes too.
	c, _ := consumers.Get(tx, consumerKey(client, consumer))
	for _, id := range c.Accounts {
		if a, ok := accounts.Get(tx, key(string(client), consumer, id)); ok {
			a.remove(tx)
		}
	}
	return nil
}

// DeleteAccounts deletes accounts of a consumer with all that is in them, all or
// none (6.3). NotFound names those that are not there. It must be called in an
// Update.
func (s *Storage) DeleteAccounts(tx *store.Tx, client Client, consumer string, ids []string) error {
	if len(ids) == 0 {
		return Refuse("delete accounts", []Violation{{Required, "insights_account_ids", "it names at least one account"}})
	}
	held, err := pick(tx, "delete accounts", client, consumer, namedList{"insights_account_ids", ids}, s.cfg.Clock.Now())
	if err != nil {
		return err
	}
	removeAll(tx, held)
	return nil
}

func removeAll(tx *store.Tx, list []account) {
	for i := range list {
		list[i].remove(tx)
	}
}
