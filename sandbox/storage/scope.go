package storage

import (
	"fmt"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// quoted is an id as a message shows it: no longer than an id may be.
func quoted(id string) string {
	if len(id) > longestID {
		id = id[:longestID] + "…"
	}
	return fmt.Sprintf("%q", id)
}

// nobody says that a consumer has nothing in storage. It is the same for one that
// never was, one whose data are past their retention, and another client's.
func nobody(op, consumer string) error {
	return &Error{Op: op, Kind: NotFound, Message: fmt.Sprintf("there is no consumer %s with data in storage", quoted(consumer))}
}

func noAccounts(op string, ids []string) error {
	return missing(op, "account", "insights_account_ids", ids)
}

// missing says which of the things that were named are not there.
func missing(op, what, path string, ids []string) error {
	e := &Error{Op: op, Kind: NotFound}
	for i, id := range ids {
		if id != "" {
			e.Violations = append(e.Violations, Violation{InvalidValue, fmt.Sprintf("%s[%d]", path, i), fmt.Sprintf("the consumer has no %s %s", what, quoted(id))})
		}
	}
	return e
}

// find gets the accounts of a consumer that are kept, in the order in which they
// came. NotFound if there are none.
func find(tx *store.Tx, op string, client Client, id string, now time.Time) ([]account, error) {
	c, _ := consumers.Get(tx, consumerKey(client, id))
	held := make([]account, 0, len(c.Accounts))
	for _, one := range c.Accounts {
		if a, ok := accounts.Get(tx, key(string(client), id, one)); ok && a.held(now) {
			held = append(held, a)
		}
	}
	if len(held) == 0 {
		return nil, nobody(op, id)
	}
	return held, nil
}

// pick gets those accounts of a consumer that are named, in the order in which they
// came; all if none is. NotFound names those that are not there.
func pick(tx *store.Tx, op string, client Client, consumer string, ids []string, now time.Time) ([]account, error) {
	all, err := find(tx, op, client, consumer, now)
	if err != nil || len(ids) == 0 {
		return all, err
	}
	unknown := slices.Clone(ids)
	picked := slices.DeleteFunc(all, func(a account) bool {
		for i, id := range ids {
			if id == a.ID {
				unknown[i] = ""
			}
		}
		return !slices.Contains(ids, a.ID)
	})
	if slices.ContainsFunc(unknown, func(id string) bool { return id != "" }) {
		return nil, noAccounts(op, unknown)
	}
	return picked, nil
}

// one gets an account. NotFound.
func one(tx *store.Tx, op string, client Client, consumer, id string, now time.Time) (*account, error) {
	all, err := find(tx, op, client, consumer, now)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(a account) bool { return a.ID == id })
	if i < 0 {
		return nil, &Error{Op: op, Kind: NotFound, Violations: []Violation{{
			InvalidValue, "insights_account_id", fmt.Sprintf("the consumer has no account %s", quoted(id))}}}
	}
	return &all[i], nil
}

// A Known account is what a flow or a refresh needs of one in storage.
type Known struct {
	LedgerID string // "": the client created it
	Account  reports.Account
}

// Known returns the accounts of a consumer, all or those named. NotFound names
// those that are not there. It must be called in a View or an Update.
func (s *Storage) Known(tx *store.Tx, client Client, consumer string, ids []string) ([]Known, error) {
	now := s.cfg.Clock.Now()
	picked, err := pick(tx, "look up accounts", client, consumer, ids, now)
	if err != nil {
		return nil, err
	}
	out := make([]Known, len(picked))
	for i := range picked {
		out[i] = Known{picked[i].Ledger, s.look(tx, &picked[i], now).account()}
	}
	return out, nil
}
