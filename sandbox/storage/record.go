package storage

import (
	"slices"
	"strconv"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// The storage's records. An account's row is small whatever it holds: what was
// acquired is told by windows, and each transaction that the client wrote or
// touched has a row of its own, by the account's key and its id.
var (
	consumers = store.NewTable[consumer]("storage/consumers")
	accounts  = store.NewTable[account]("storage/accounts")
	written   = store.NewTable[entry]("storage/written") // transactions that the client wrote
	edits     = store.NewTable[edit]("storage/edits")    // what the client changed of acquired ones
)

// Slices and maps inside the records are shared by the copies: they are never
// written to in place.

// A consumer is whose accounts are in storage. One without accounts is not there.
type consumer struct {
	Accounts []string // insights_account_id, in the order in which they came
}

// An account is one of a consumer's.
type account struct {
	Client   Client
	Consumer string
	ID       string
	Info     reports.Account // as the bank told it, or the client when it created it
	Changed  AccountFields   // by the client, since
	Labels   map[string]string
	Ledger   string // the bank's account; "": there is none
	Seed     int64  // of the bank's books
	Windows  []window
	Last     window // the latest acquisition; what was pending then is pending here
	Deleted  []gone // of what was acquired
	Edited   []string
	Written  []string
	Counted  string        // the currency that its amounts are in; "": it has none yet
	Kept     time.Duration // the retention last asked for
	Expires  time.Time     // when what the client wrote of it is gone
	Soonest  time.Time     // when the first of Written expires; zero: there are none
}

// A gone transaction was acquired and then deleted. It comes back when its day is
// acquired again.
type gone struct {
	ID  string
	Day reports.Day
}

// An entry is a transaction that the client wrote.
type entry struct {
	reports.Transaction
	Kept    time.Duration
	Expires time.Time
}

// An edit is what the client changed of a transaction that was acquired.
type edit struct {
	Fields TransactionFields
	Day    reports.Day // when it is dated; once that is not held any more, the edit goes too
}

// Clone copies the consumer.
func (c consumer) Clone() consumer { return c }

// Clone copies the account.
func (a account) Clone() account { return a }

// Clone copies the entry.
func (e entry) Clone() entry { return e }

// Clone copies the edit.
func (e edit) Clone() edit { return e }

// key names a row by parts that may hold any character: each is led by its
// length, so that no two lists of parts make one key.
func key(parts ...string) string {
	n := 0
	for _, p := range parts {
		n += len(p) + 4
	}
	b := make([]byte, 0, n)
	for _, p := range parts {
		b = strconv.AppendInt(b, int64(len(p)), 10)
		b = append(append(b, ':'), p...)
	}
	return string(b)
}

func consumerKey(client Client, id string) string { return key(string(client), id) }

func (a *account) key() string { return key(string(a.Client), a.Consumer, a.ID) }

// under is the key of a transaction's row, by its account's.
func under(account, id string) string {
	b := make([]byte, 0, len(account)+len(id)+4)
	b = strconv.AppendInt(append(b, account...), int64(len(id)), 10)
	return string(append(append(b, ':'), id...))
}

// with is a list with more, and the list that was there as it was.
func with[T any](list []T, more ...T) []T { return append(slices.Clip(list), more...) }

// without is a list less what is dropped, and the list that was there as it was.
func without[T any](list []T, drop func(T) bool) []T {
	if !slices.ContainsFunc(list, drop) {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), drop)
}
