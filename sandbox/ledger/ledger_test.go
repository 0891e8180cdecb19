package ledger

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
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

// TestSince wants what was to be seen earlier to be there still, statements too.
func TestSince(t *testing.T) {
	b := New(set(till(t)), 1)
	early := day(t, "2026-01-01").Add(13 * time.Hour)
	before, v := look(t, b, "till", early), look(t, b, "till", early.AddDate(0, 3, 0))
	later := v.Since(early.Add(-Kept))
	list := later.Transactions(time.Time{}, early, everything)
	if want := all(before.Transactions(time.Time{}, early, everything)); !slices.EqualFunc(all(list), want, func(a, b Transaction) bool { return a.ID == b.ID }) {
		t.Errorf("got %d transactions of before, want %d", list.Len(), len(want))
	}
	oldest := before.Statements(time.Time{}, time.Time{})
	id := oldest[len(oldest)-1].ID
	if _, ok := v.Statement(id); ok {
		t.Errorf("statement %s is there after 24 months", id)
	}
	if _, ok := later.Statement(id); !ok || len(later.Statements(time.Time{}, time.Time{})) != len(oldest)+3 {
		t.Errorf("statement %s is not there since before", id)
	}
}

// TestSameBytesForEver wants a seed to draw today what it drew yesterday: ids and
// amounts stand in other people's tests.
func TestSameBytesForEver(t *testing.T) {
	a := till(t)
	a.Rules = []fixtures.Rule{
		{ID: "shop", Kind: fixtures.Card, Low: bhd(500), High: bhd(9_000), Times: 2},
		{ID: "cash", Kind: fixtures.Cash, Low: bhd(20_000), High: bhd(60_000), Months: 1, Day: 31},
	}
	want := []string{
		"till:cash:2023-02:1 2023-02-28T13:10:35+03:00 40.000 BHD",
		"till:shop:2023-02:2 2023-02-25T04:00:41+03:00 5.147 BHD",
		"till:shop:2023-02:1 2023-02-11T03:56:52+03:00 1.843 BHD",
		"till:cash:2023-01:1 2023-01-31T19:08:11+03:00 20.000 BHD",
		"till:shop:2023-01:2 2023-01-30T02:00:59+03:00 4.446 BHD",
		"till:shop:2023-01:1 2023-01-27T03:54:18+03:00 0.792 BHD",
	}
	var got []string
	v := look(t, New(set(a), 42), "till", day(t, "2023-03-01"))
	for _, tx := range shown(v) {
		got = append(got, nameIn(v, tx)+" "+tx.Booking.Format(time.RFC3339)+" "+tx.Amount.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
