package ledger

import (
	"slices"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// people are the bank's customers and the test banks'; of the generated accounts,
// which are all made alike, a few stand for all.
func people() *fixtures.Set {
	all := fixtures.Join(fixtures.Shipped(), fixtures.TestBanks()).Customers()
	for i := range all {
		all[i].Accounts = all[i].Accounts[:min(7, len(all[i].Accounts))]
	}
	return fixtures.Of(all...)
}

// clocks are instants at which the shipped customers are looked at: a leap day,
// the turn of a year, an ordinary afternoon, and years from now.
func clocks(t testing.TB) []time.Time {
	return []time.Time{
		day(t, "2024-02-29").Add(23 * time.Hour), day(t, "2026-01-01"), day(t, "2026-11-21").Add(15*time.Hour + 7*time.Minute),
		day(t, "2027-03-31").Add(6 * time.Hour), day(t, "2035-07-15"), day(t, "2061-01-01"), day(t, "9999-12-31"),
	}
}

// eachAccount runs a test for every account of the shipped customers.
func eachAccount(t *testing.T, test func(t *testing.T, b *Books, a fixtures.Account)) {
	b := New(people(), 7)
	for _, c := range people().Customers() {
		for _, a := range c.Accounts {
			t.Run(a.ID, func(t *testing.T) { test(t, b, a) })
		}
	}
}

func TestPersonas(t *testing.T) {
	eachAccount(t, func(t *testing.T, b *Books, a fixtures.Account) {
		for i, now := range clocks(t) {
			checkIdentity(t, b, a.ID, now)
			checkStatements(t, look(t, b, a.ID, now))
			checkOrders(t, b, a.ID, now)
			checkFutures(t, b, a.ID, now)
			if i > 0 {
				checkMoved(t, b, a.ID, clocks(t)[i-1], now)
			}
			checkMoved(t, b, a.ID, now, now.AddDate(0, 1, 0))
		}
	})
}

// TestPersonasMonth wants a month of history to appear, and what was pending to
// be booked, when the clock moves a month.
func TestPersonasMonth(t *testing.T) {
	now := day(t, "2026-11-21").Add(15 * time.Hour)
	eachAccount(t, func(t *testing.T, b *Books, a fixtures.Account) {
		before, after := shown(look(t, b, a.ID, now)), shown(look(t, b, a.ID, now.AddDate(0, 3, 0)))
		if len(before) == 0 || len(after) == 0 || before[0].ID == after[0].ID {
			t.Errorf("%d transactions, and %d three months later", len(before), len(after))
		}
	})
	pending := slices.ContainsFunc(shown(look(t, New(people(), 7), "amal-current", now)), func(tx Transaction) bool { return tx.Status == Pending })
	if !pending {
		t.Error("nothing is pending in amal-current")
	}
}

func TestYusufHasFiveThousand(t *testing.T) {
	b := New(fixtures.Shipped(), 7)
	for _, now := range clocks(t)[1:5] {
		if got := len(shown(look(t, b, "yusuf-till", now))); got != 5000 {
			t.Errorf("%v: got %d transactions, want 5000", now, got)
		}
	}
}
