package reports

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func wantUnavailable(t *testing.T, err error, member string, accounts ...string) {
	t.Helper()
	var u *Unavailable
	if !errors.As(err, &u) || u.Member != member || !slices.Equal(u.Accounts, accounts) {
		t.Fatalf("got the error %v, want one of %s that names %v", err, member, accounts)
	}
	for _, a := range accounts {
		if !strings.Contains(u.Error(), a) {
			t.Errorf("the message %q does not name %s", u, a)
		}
	}
}

func frameOf(from, to string) Frame { return Frame{mustDay(from), mustDay(to)} }

// data_availability of section 6.6: how much of the frame is held.
func TestAvailability(t *testing.T) {
	frame := frameOf("2026-10-01", "2026-10-31")
	some := []Transaction{entryOf("a", "2026-10-05", 1, "")}
	early := append([]Transaction{entryOf("0", "2026-09-30", 1, "")}, some...)
	rows := []struct {
		name string
		h    Holding
		want Availability
	}{
		{"the bank was asked for all of it", Holding{Covered: []Frame{frameOf("2026-10-01", "2026-10-31")}}, Complete},
		{"and for more", Holding{Covered: []Frame{frameOf("2026-01-01", "2026-12-31")}}, Complete},
		{"in two parts", Holding{Covered: []Frame{frameOf("2026-10-16", "2026-11-02"), frameOf("2026-09-01", "2026-10-15")}}, Complete},
		{"in parts that overlap", Holding{Covered: []Frame{frameOf("2026-10-01", "2026-10-20"), frameOf("2026-10-05", "2026-10-09"), frameOf("2026-10-10", "2026-10-31")}}, Complete},
		{"in parts of which one is within another", Holding{Covered: []Frame{frameOf("2026-10-01", "2026-10-20"), frameOf("2026-10-05", "2026-10-09"), frameOf("2026-10-21", "2026-10-31")}}, Complete},
		{"but for a day, and another twice", Holding{Covered: []Frame{frameOf("2026-10-01", "2026-10-15"), frameOf("2026-10-15", "2026-10-30")}}, Partial},
		{"but for a day between", Holding{Covered: []Frame{frameOf("2026-10-01", "2026-10-14"), frameOf("2026-10-16", "2026-10-31")}}, Partial},
		{"but for the last day", Holding{Covered: []Frame{frameOf("2026-10-01", "2026-10-30")}, Transactions: some}, Partial},
		{"for a day of it", Holding{Covered: []Frame{frameOf("2026-10-31", "2026-11-21")}}, Partial},
		{"for none of it", Holding{Covered: []Frame{frameOf("2026-11-01", "2026-11-21")}}, None},
		{"the client's data from before", Holding{Transactions: early}, Complete},
		{"the client's data begin in it", Holding{Transactions: some}, Partial},
		{"the client's data begin after it", Holding{Transactions: []Transaction{entryOf("a", "2026-11-05", 1, "")}}, None},
		{"the client gave none", Holding{}, None},
		{"none with a date", Holding{Transactions: []Transaction{{ID: "x"}}}, None},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			row.h.Account.ID = "one"
			q := Request{Kind: Categorization, Frame: frame}
			if got := mustMake(t, q, row.h)[0].Categorized.Availability; got != row.want {
				t.Errorf("got %s, want %s", got, row.want)
			}
			for _, required := range []Availability{"", None, Partial, Complete} {
				q.Required = required
				_, err := Make(q, []Holding{row.h}, today)
				if refused := required == Complete && row.want != Complete || required == Partial && row.want == None; refused {
					wantUnavailable(t, err, "required_data_availability", "one")
				} else if err != nil {
					t.Errorf("%s required: got the error %v", required, err)
				}
			}
		})
	}
}

// Several accounts: each for itself, and all that lack are named; combined, the whole
// is complete if each is.
func TestAvailabilityOfSeveral(t *testing.T) {
	frame := frameOf("2026-10-01", "2026-10-31")
	whole := Holding{Account: Account{ID: "whole"}, Covered: []Frame{frame}}
	part := Holding{Account: Account{ID: "part"}, Covered: []Frame{frameOf("2026-10-01", "2026-10-05")}}
	nothing := Holding{Account: Account{ID: "nothing"}}
	for _, kind := range []Kind{Categorization, GroupByCategory, ExpenseCategories} {
		_, err := Make(Request{Kind: kind, Frame: frame, Required: Complete}, []Holding{whole, part, nothing}, today)
		wantUnavailable(t, err, "required_data_availability", "part", "nothing")
	}
	rows := []struct {
		name string
		all  []Holding
		want Availability
	}{
		{"all whole", []Holding{whole, whole}, Complete},
		{"one in part", []Holding{whole, part}, Partial},
		{"one not at all", []Holding{whole, nothing}, Partial},
		{"none at all", []Holding{nothing, nothing}, None},
	}
	for _, row := range rows {
		got := mustMake(t, Request{Kind: Categorization, Frame: frame, Combine: true}, row.all...)[0].Categorized.Availability
		if got != row.want {
			t.Errorf("%s: got %s, want %s", row.name, got, row.want)
		}
	}
}

// combine_accounts: one report of all, as old as the oldest; not of several
// currencies.
func TestCombine(t *testing.T) {
	holding := func(id, currency string, refreshed time.Time) Holding {
		x := entryOf("t-"+id, "2026-11-01", -100, "Lidl")
		x.AccountID = id
		return Holding{Account: Account{ID: id, Currency: currency, Refreshed: refreshed}, Transactions: []Transaction{x}}
	}
	older, newer := today.Time(), today.Time().Add(time.Hour)
	a, b, unknown, dollars := holding("a", "EUR", newer), holding("b", "EUR", older), holding("x", "XXX", newer), holding("d", "USD", newer)
	for _, kind := range []Kind{Categorization, GroupByCategory, ExpenseCategories} {
		all := mustMake(t, Request{Kind: kind, Combine: true}, a, b, unknown)
		if len(all) != 1 || !slices.Equal(all[0].Accounts, []string{"a", "b", "x"}) || all[0].Refreshed != older {
			t.Errorf("%s: got %+v, want one report of a, b and x, as old as b", kind, all)
		}
		if all := mustMake(t, Request{Kind: kind}, a, b, dollars); len(all) != 3 {
			t.Errorf("%s: got %d reports of accounts that are not combined, want 3", kind, len(all))
		}
		_, err := Make(Request{Kind: kind, Combine: true}, []Holding{a, dollars}, today)
		wantUnavailable(t, err, "combine_accounts", "a", "d")
	}
	combined := mustMake(t, Request{Kind: GroupByCategory, Combine: true}, a, b)[0].Groups
	if len(combined) != 1 || combined[0].Count != 2 || combined[0].Sum != euros(-200) {
		t.Errorf("got %v, want both accounts' groceries in one group", combined)
	}
	for _, kind := range []Kind{AccountInfos, BalanceOverTime, RecurringTransactions} {
		if all := mustMake(t, Request{Kind: kind, Combine: true}, a, dollars); len(all) != 2 {
			t.Errorf("%s: got %d reports, want 2: it does not combine", kind, len(all))
		}
	}
	if all := mustMake(t, Request{Kind: Categorization, Combine: true}); len(all) != 0 {
		t.Errorf("of no accounts: got %d reports, want none", len(all))
	}
}
