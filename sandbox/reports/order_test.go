package reports

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// order of section 6.6, with what falls to date, account and id.
func TestOrder(t *testing.T) {
	h := Holding{Account: Account{ID: "one", Currency: "EUR"}, Transactions: []Transaction{
		entryOf("a", "2026-10-03", 500, "Gehalt"),
		entryOf("b", "2026-10-01", -700, "Netflix"),
		entryOf("c", "2026-10-02", -500, "Corner Grocery"),
		entryOf("d", "2026-10-02", -100, "Lidl"),
		entryOf("e", "2026-10-02", 500, "Gehalt"),
	}}
	rows := []struct {
		name   string
		orders []Order
		want   string
	}{
		{"none: by date", nil, "bcdea"},
		{"DATE", []Order{{Field: ByDate}}, "bcdea"},
		{"DATE DESC, ties as ever", []Order{{ByDate, true}}, "acdeb"},
		{"AMOUNT", []Order{{Field: ByAmount}}, "dceab"},
		{"AMOUNT DESC", []Order{{ByAmount, true}}, "bcead"},
		{"AMOUNT_WITH_TYPE", []Order{{Field: ByAmountWithType}}, "bcdea"},
		{"AMOUNT_WITH_TYPE DESC", []Order{{ByAmountWithType, true}}, "eadcb"},
		{"CATEGORY", []Order{{Field: ByCategory}}, "cdeab"},
		{"CATEGORY DESC", []Order{{ByCategory, true}}, "beacd"},
		{"BRAND", []Order{{Field: ByBrand}}, "cdbea"},
		{"BRAND DESC, without one last still", []Order{{ByBrand, true}}, "bdcea"},
		{"two fields", []Order{{ByAmount, true}, {ByDate, true}}, "baced"},
		{"an unknown field orders nothing", []Order{{Field: "WEIGHT"}}, "bcdea"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			q := Request{Kind: Categorization, Frame: Last(62, mustDay("2026-11-21")), Order: row.orders}
			if got := letters(mustMake(t, q, h)[0].Categorized.Transactions); got != row.want {
				t.Errorf("got %s, want %s", got, row.want)
			}
		})
	}
}

var fields = []Field{ByAmount, ByDate, ByCategory, ByBrand, ByAmountWithType}

func ordersDrawn(t *rapid.T) []Order {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Order {
		return Order{rapid.SampledFrom(fields).Draw(t, "field"), rapid.Bool().Draw(t, "desc")}
	}), 0, 3).Draw(t, "order")
}

// The order does not depend on how the transactions come, and no two of them are
// equal in it.
func TestOrderIsTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		holdings, orders := holdingsDrawn(t), ordersDrawn(t)
		q := Request{Kind: Categorization, Order: orders, Combine: true}
		want := keys(mustMake(t, q, holdings...)[0].Categorized.Transactions)
		for i := range holdings {
			holdings[i].Transactions = rapid.Permutation(holdings[i].Transactions).Draw(t, "permutation")
		}
		holdings = rapid.Permutation(holdings).Draw(t, "accounts permuted")
		got := keys(mustMake(t, q, holdings...)[0].Categorized.Transactions)
		if !slices.Equal(got, want) {
			t.Fatalf("order %v:\n got %v\nwant %v", orders, got, want)
		}
	})
}

func keys(entries []Entry) (list []string) {
	for _, e := range entries {
		list = append(list, e.AccountID+" "+e.ID)
	}
	return list
}

// Pages of any size, one after the other, are the whole: none is lost or there twice.
func TestPages(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		holdings := holdingsDrawn(t)
		q := Request{Kind: Categorization, Order: ordersDrawn(t), Combine: true, OnlyMain: rapid.Bool().Draw(t, "main")}
		if rapid.Bool().Draw(t, "filtered") {
			q.Filter.Type = Debit
		}
		want := keys(mustMake(t, q, holdings...)[0].Categorized.Transactions)
		q.Size = rapid.IntRange(1, 12).Draw(t, "size")
		var got []string
		for {
			page := mustMake(t, q, holdings...)[0].Categorized
			if page.Total != len(want) {
				t.Fatalf("at %d: total %d, want %d", q.Offset, page.Total, len(want))
			}
			if len(page.Transactions) == 0 {
				break
			}
			got = append(got, keys(page.Transactions)...)
			q.Offset += q.Size
		}
		if !slices.Equal(got, want) {
			t.Fatalf("pages of %d:\n got %v\nwant %v", q.Size, got, want)
		}
	})
}

func TestPageEnds(t *testing.T) {
	h := shelf()
	rows := []struct {
		name         string
		size, offset int
		want         string
	}{
		{"no size is no limit", 0, 0, "abcdefghijkl"},
		{"no size from an offset", 0, 10, "kl"},
		{"a size", 3, 0, "abc"},
		{"size and offset", 3, 2, "cde"},
		{"the last page is shorter", 5, 10, "kl"},
		{"offset at the end", 5, 12, ""},
		{"offset beyond it", 5, 99, ""},
		{"a size beyond it", 99, 0, "abcdefghijkl"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			q := Request{Kind: Categorization, Frame: shelfFrame, Size: row.size, Offset: row.offset}
			got := mustMake(t, q, h)[0].Categorized
			if letters(got.Transactions) != row.want || got.Total != 12 {
				t.Errorf("got %q of %d, want %q of 12", letters(got.Transactions), got.Total, row.want)
			}
			entries, total := List(q, []Holding{h}, today)
			if letters(entries) != row.want || total != 12 {
				t.Errorf("List: got %q of %d, want %q of 12", letters(entries), total, row.want)
			}
		})
	}
}
