package reports

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// amountDrawn is an amount near what a sum can be counted to, a part of it, or small.
func amountDrawn(t *rapid.T) int64 {
	return rapid.OneOf(
		rapid.Int64Range(MostSum-3, MostSum),
		rapid.Int64Range(MostSum/10-3, MostSum/10+3),
		rapid.Int64Range(0, 1_000_000_000_000),
	).Draw(t, "amount")
}

// Sums of whatever is held are exact, or refused; and which of the two does not hang
// on the order in which it is held.
func TestSumsAreExactOrRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := Holding{Account: Account{ID: "one", Currency: "EUR"}}
		signed, size := new(big.Int), new(big.Int)
		for i := range rapid.IntRange(1, 12).Draw(t, "transactions") {
			x := entryOf(fmt.Sprint(i), "2026-11-01", 0, "Lidl")
			x.Amount.Minor, x.Credit = amountDrawn(t), rapid.Bool().Draw(t, "credit")
			h.Transactions = append(h.Transactions, x)
			signed.Add(signed, big.NewInt(x.Signed()))
			size.Add(size, big.NewInt(x.Amount.Minor))
		}
		turned := h
		turned.Transactions = slices.Clone(h.Transactions)
		slices.Reverse(turned.Transactions)
		for _, kind := range []Kind{BalanceOverTime, GroupByCategory, ExpenseCategories} {
			q := Request{Kind: kind, Split: true}
			made, err := Make(q, []Holding{h}, today)
			again, other := Make(q, []Holding{turned}, today)
			if fits := size.IsInt64(); fits != (err == nil) || fits != (other == nil) {
				t.Fatalf("%s of amounts that come to %s: errors %v, %v", kind, size, err, other)
			}
			if err != nil {
				if u, ok := errors.AsType[*Unavailable](err); !ok || u.Member != "insights_account_ids" || !slices.Equal(u.Accounts, []string{"one"}) {
					t.Fatalf("%s: error %v", kind, err)
				}
				continue
			}
			if diff := cmp.Diff(made, again); diff != "" {
				t.Fatalf("%s: the order matters: %s", kind, diff)
			}
			if got := totalOf(made[0]); kind != ExpenseCategories && big.NewInt(got).Cmp(signed) != 0 {
				t.Fatalf("%s: got %d, want %s", kind, got, signed)
			}
		}
	})
}

// totalOf is the last balance, or the sum of all groups.
func totalOf(r Report) (total int64) {
	if n := len(r.OverTime); n > 0 {
		return r.OverTime[n-1].Balance.Minor
	}
	for _, g := range r.Groups {
		total += g.Sum.Minor
	}
	return total
}

// Reports that add nothing up are made of any amounts.
func TestReportsWithoutSumsAreMadeOfAnyAmounts(t *testing.T) {
	h := Holding{Account: Account{ID: "one", Currency: "EUR"}}
	for i := range 3 {
		x := entryOf(fmt.Sprint(i), "2026-11-01", 0, "Lidl")
		x.Amount.Minor = MostSum
		h.Transactions = append(h.Transactions, x)
	}
	for _, kind := range []Kind{AccountInfos, Categorization, RecurringTransactions} {
		if made := mustMake(t, Request{Kind: kind}, h); len(made) != 1 {
			t.Errorf("%s: got %d reports, want 1", kind, len(made))
		}
	}
	one, two := h, h
	one.Transactions, two.Transactions = h.Transactions[:1], h.Transactions[1:2]
	two.Account.ID = "two"
	if made := mustMake(t, Request{Kind: GroupByCategory}, one, two); len(made) != 2 {
		t.Errorf("each for itself: got %d reports, want 2", len(made))
	}
	_, err := Make(Request{Kind: GroupByCategory, Combine: true}, []Holding{one, two}, today)
	wantUnavailable(t, err, "insights_account_ids", "one", "two")
}
