package ledger

import (
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// day is midnight of a day in Bahrain, written as 2026-11-21.
func day(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation(time.DateOnly, text, fixtures.Bahrain)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func bhd(fils int64) fixtures.Money { return fixtures.Money{Minor: fils, Currency: "BHD"} }

// set is a customer with these accounts.
func set(accounts ...fixtures.Account) *fixtures.Set {
	return fixtures.Of(fixtures.Customer{ID: "nora", Accounts: accounts})
}

// look returns an account of the set's at an instant.
func look(t interface {
	Helper()
	Fatalf(string, ...any)
}, b *Books, id string, now time.Time) View {
	t.Helper()
	v, ok := b.Account(id, now)
	if !ok {
		t.Fatalf("no account %s", id)
	}
	return v
}

// till is an account with a payment at every 3h30m14.4s: 5,000 in Kept.
func till(t testing.TB) fixtures.Account {
	return fixtures.Account{
		ID: "till", Currency: "BHD", SubType: "CurrentAccount", Opened: day(t, "2023-01-01"), Opening: bhd(500_000),
		IBAN: "BH67BMAG00001299123456", BIC: "BMAGBHBM", Holder: "Nora", Statements: true,
		Rules: []fixtures.Rule{{
			ID: "sale", Kind: fixtures.Transfer, Credit: true, Low: bhd(500), High: bhd(9_000),
			Each: Kept / 5000, With: fixtures.Counterparty{Name: "Card settlement"},
		}},
	}
}

var everything = Take{Credits: true, Debits: true}

func TestKept(t *testing.T) {
	b := New(set(till(t)), 1)
	for _, now := range []string{"2026-01-01", "2026-11-21", "2028-03-01"} {
		v := look(t, b, "till", day(t, now).Add(13*time.Hour))
		if got := v.Transactions(time.Time{}, time.Time{}, everything).Len(); got != 5000 {
			t.Errorf("%s: got %d transactions, want 5000", now, got)
		}
	}
}

func BenchmarkFirstUse(b *testing.B) {
	s, now := set(till(b)), day(b, "2025-01-02")
	b.ReportAllocs()
	for i := range b.N {
		v := look(b, New(s, int64(i)), "till", now)
		if v.Transactions(time.Time{}, time.Time{}, everything).Len() < 4999 {
			b.Fatal("too few")
		}
	}
}

func BenchmarkPage(b *testing.B) {
	v := look(b, New(set(till(b)), 1), "till", day(b, "2026-11-21"))
	for _, end := range []struct {
		name string
		from int
	}{{"first", 0}, {"last", 4900}} {
		b.Run(end.name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				l := v.Transactions(time.Time{}, time.Time{}, everything)
				for i := range 100 {
					l.At(end.from + i)
				}
			}
		})
	}
}
