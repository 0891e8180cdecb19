package aggregator

import (
	"slices"
	"strconv"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A StoredBook is the stored consents of one consumer, the oldest first. No account
// is in two of them.
type StoredBook struct {
	Client   Client
	Consumer string
	Consents []Stored
}

// A Stored is a consent that the aggregator keeps, so that the data of its accounts
// can be read without the consumer (7.3).
type Stored struct {
	State    ConsentState
	Bank     storage.Bank
	Method   string
	Username string // who authenticated
	Script   string // the scenario that governed the flow, and so governs its refreshes
	Seed     int64
	Accounts []StoredAccount
	Since    time.Time   // when it was stored
	Entered  time.Time   // when the present state was entered
	Until    reports.Day // consent_expected_expiry_date: the last day on which it holds
	Day      reports.Day // of the last use without the consumer
	Uses     int         // of that day
}

// A StoredAccount is an account that a stored consent covers.
type StoredAccount struct {
	ID     string // insights_account_id
	BankID string // its id at the bank
	Source storage.Source
}

// A ConsentState is where a stored consent stands (7.3). What is deleted is gone.
type ConsentState string

// The states of a stored consent; inferred.
const (
	ConsentStored  ConsentState = "STORED"
	ConsentExpired ConsentState = "EXPIRED"
	ConsentRevoked ConsentState = "REVOKED"
)

// Clone copies the book; what a consent points to is never changed in place.
func (b StoredBook) Clone() StoredBook { b.Consents = slices.Clone(b.Consents); return b }

// bookKey names a consumer's book: two ids, of which neither can run into the other.
func bookKey(client Client, consumer string) string {
	return strconv.Itoa(len(client)) + ":" + string(client) + ":" + consumer
}

// storedOf is the consent of a flow that has just finished, for the accounts that it
// read.
func storedOf(f *flow, q storage.Acquisition, b brought, read []*held) Stored {
	s := Stored{
		State: ConsentStored, Bank: q.Bank, Method: f.Choice.Method.ID, Username: f.Login.Username, Script: f.Script, Seed: q.Seed,
		Since: q.At, Entered: q.At, Until: q.ConsentUntil,
	}
	for i, id := range b.AccountIDs {
		s.Accounts = append(s.Accounts, StoredAccount{ID: id, BankID: read[i].id(f.Choice), Source: q.Accounts[i]})
	}
	return s
}

// keepConsent stores a consent. Those before it lose the accounts that it covers:
// the consumer has agreed anew (7.3).
func (a *Aggregator) keepConsent(tx *store.Tx, client Client, consumer string, s Stored) {
	key := bookKey(client, consumer)
	book, _ := stored.Get(tx, key)
	next := StoredBook{Client: client, Consumer: consumer}
	for _, old := range book.Consents {
		old.Accounts = slices.DeleteFunc(slices.Clone(old.Accounts), func(o StoredAccount) bool {
			return slices.ContainsFunc(s.Accounts, func(n StoredAccount) bool { return n.ID == o.ID })
		})
		if len(old.Accounts) > 0 {
			next.Consents = append(next.Consents, old)
		}
	}
	next.Consents = append(next.Consents, s)
	stored.Put(tx, key, next)
}
