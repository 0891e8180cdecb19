package storage

import (
	"fmt"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// Quote writes a text of the caller's into a message, no more of it than an id may
// have.
func Quote(s string) string {
	if r := []rune(s); len(r) > longestID {
		s = string(r[:longestID]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// nobody says that a consumer has nothing in storage. It is the same for one that
// never was, one whose data are past their retention, and another client's: nothing
// is remembered of what expired. So a report with required_data_availability NONE is
// refused, too, where an empty one would be as good (6.5); that is inferred.
func nobody(op, consumer string) error {
	return &Error{Op: op, Kind: NotFound, Message: fmt.Sprintf("there is no consumer %s with data in storage", Quote(consumer))}
}

// A namedList is the ids of accounts in a request, and where they stand in it.
type namedList struct {
	path string
	ids  []string
}

// missing says which of the accounts that are named are not among those there are;
// nil if all are.
func (n namedList) missing(op string, all []account) error {
	e := &Error{Op: op, Kind: NotFound}
	for i, id := range n.ids {
		if !slices.ContainsFunc(all, func(a account) bool { return a.ID == id }) {
			e.Violations = append(e.Violations, Violation{InvalidValue, fmt.Sprintf("%s[%d]", n.path, i), fmt.Sprintf("the consumer has no account %s", Quote(id))})
		}
	}
	if len(e.Violations) == 0 {
		return nil
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
func pick(tx *store.Tx, op string, client Client, consumer string, n namedList, now time.Time) ([]account, error) {
	all, err := find(tx, op, client, consumer, now)
	if err != nil || len(n.ids) == 0 {
		return all, err
	}
	if err := n.missing(op, all); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(a account) bool { return !slices.Contains(n.ids, a.ID) }), nil
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
			InvalidValue, "insights_account_id", fmt.Sprintf("the consumer has no account %s", Quote(id))}}}
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
	picked, err := pick(tx, "look up accounts", client, consumer, namedList{"insights_account_ids", ids}, now)
	if err != nil {
		return nil, err
	}
	out := make([]Known, len(picked))
	for i := range picked {
		out[i] = Known{picked[i].Ledger, s.look(tx, &picked[i], now).account()}
	}
	return out, nil
}
