package storage

import (
	"fmt"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// start is when the tests' clocks begin.
var start = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// A tester is a test, a benchmark, or one try of a property.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// A desk is a storage in a test, with its clock.
type desk struct {
	*Storage
	tb    tester
	clock *clock.Clock
	db    *store.DB
}

// books are those of all tests: they never change.
var books = ledger.New(fixtures.Shipped(), 1)

func newDesk(tb tester) desk {
	tb.Helper()
	db, c := new(store.DB), clock.New(func() time.Time { return start })
	made := 0
	s := New(Config{
		DB: db, Clock: c, Fixtures: fixtures.Shipped(), Seed: 1,
		Books: func(int64) *ledger.Books { return books },
		NewID: func() string { made++; return fmt.Sprintf("made-%06d", made) },
	})
	return desk{s, tb, c, db}
}

const one1 = Client("one")

// sourceOf is an account of the shipped customers as a flow would name it.
func sourceOf(tb tester, id string) Source {
	tb.Helper()
	_, f, ok := fixtures.Shipped().Account(id)
	if !ok {
		tb.Fatalf("no account %s among the fixtures", id)
	}
	a, offered := AccountOf(f)
	if !offered {
		tb.Fatalf("account %s is not offered", id)
	}
	return Source{LedgerID: id, Account: a}
}

var demoBank = Bank{Name: "Demo Bank PSD2", Country: "DE", Code: "88888888", KRN: "krn:openbanking:global:bank:1"}

// acquire reads the last days of an account for a consumer, for ten minutes unless
// kept says how long.
func (d desk) acquire(consumer, account string, days int, kept time.Duration) (string, string) {
	d.tb.Helper()
	now := d.clock.Now()
	return d.acquireFrame(consumer, account, reports.Last(days, reports.DayOf(now)), kept)
}

func (d desk) acquireFrame(consumer, account string, f reports.Frame, kept time.Duration) (whose, id string) {
	d.tb.Helper()
	var ids []string
	err := d.db.Update(func(tx *store.Tx) error {
		whose, ids = d.Acquire(tx, Acquisition{
			Client: one1, Consumer: consumer, Bank: demoBank, Accounts: []Source{sourceOf(d.tb, account)},
			Days: f, At: d.clock.Now(), Retention: kept,
		})
		return nil
	})
	if err != nil || len(ids) != 1 {
		d.tb.Fatalf("acquire %s: accounts %v, error %v", account, ids, err)
	}
	return whose, ids[0]
}

// held are the transactions that are kept of a consumer's accounts, all together.
func (d desk) held(consumer string) (list []reports.Transaction) {
	now := d.clock.Now()
	_ = d.db.View(func(tx *store.Tx) error {
		all, err := find(tx, "look", one1, consumer, now)
		for i := range all {
			list = append(list, d.look(tx, &all[i], now).holding(0).Transactions...)
		}
		return err
	})
	return list
}

func TestAcquiredDataAreThereUntilTheyExpire(t *testing.T) {
	d := newDesk(t)
	consumer, _ := d.acquire("", "amal-current", 62, 0)
	got := d.held(consumer)
	if len(got) == 0 {
		t.Fatal("nothing was acquired")
	}
	for _, tx := range got {
		if tx.Date() < reports.Last(62, d.today()).From || tx.Date() > d.today() {
			t.Errorf("%s is dated %s, outside of what was read", tx.ID, tx.Date())
		}
	}
	d.clock.Advance(10*time.Minute - time.Nanosecond)
	if again := d.held(consumer); len(again) != len(got) {
		t.Errorf("just before the end: %d transactions, want %d", len(again), len(got))
	}
	d.clock.Advance(time.Nanosecond)
	if left := d.held(consumer); len(left) != 0 {
		t.Errorf("after ten minutes: %d transactions, want none", len(left))
	}
}

const minute = time.Minute

// row is an account's record.
func (d desk) row(consumer, id string) (a account) {
	d.tb.Helper()
	_ = d.db.View(func(tx *store.Tx) error {
		a, _ = accounts.Get(tx, key(string(one1), consumer, id))
		return nil
	})
	if a.ID != id {
		d.tb.Fatalf("there is no account %s", id)
	}
	return a
}

// rows are how many transactions have one.
func (d desk) rows() (n int) {
	_ = d.db.View(func(tx *store.Tx) error { n = written.Len(tx) + edits.Len(tx); return nil })
	return n
}
