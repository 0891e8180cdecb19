package reports

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shelf is an account in which each transaction differs from the others in what an
// option can ask for.
func shelf() Holding {
	h := Holding{Account: Account{ID: "one", Currency: "EUR", Holder: "Max Mustermann"}}
	add := func(t Transaction, labels map[string]string) {
		t.Labels = labels
		h.Transactions = append(h.Transactions, t)
	}
	add(entryOf("a-salary", "2026-10-01", 250000, "Gehalt"), nil)
	add(entryOf("b-rent", "2026-10-02", -90000, "Miete"), map[string]string{"who": "max"})
	add(entryOf("c-grocer", "2026-10-03", -1250, "Corner Grocery"), map[string]string{"who": "anna", "shared": ""})
	add(entryOf("d-films", "2026-10-04", -1299, "Netflix"), map[string]string{"shared": "yes"})
	add(entryOf("e-insurer", "2026-10-05", -3000, "Krankenversicherung"), nil)
	add(entryOf("f-zero-in", "2026-10-06", 0, "Netflix"), nil)
	h.Transactions[5].Credit = true
	add(entryOf("g-zero-out", "2026-10-07", 0, "Netflix"), nil)
	add(entryOf("h-pending", "2026-10-08", -500, "Corner Grocery"), nil)
	h.Transactions[7].State, h.Transactions[7].Valued, h.Transactions[7].Booked = Pending, h.Transactions[7].Booked, 0
	add(entryOf("i-canceled", "2026-10-09", -600, "zzz"), nil)
	h.Transactions[8].State = Canceled
	add(entryOf("j-failed", "2026-10-10", -700, "zzz"), nil)
	h.Transactions[9].State = Failed
	add(entryOf("k-unknown", "2026-10-11", -800, "zzz"), nil)
	h.Transactions[10].State = ""
	add(entryOf("l-given", "2026-10-12", -1000, "zzz"), nil)
	h.Transactions[11].CategoryIDs = []string{idOf("Pets"), idOf("Rent")}
	add(entryOf("m-before", "2026-09-30", -1000, "zzz"), nil)
	add(entryOf("n-after", "2026-10-13", -1000, "zzz"), nil)
	add(Transaction{ID: "o-undated", AccountID: "one", Amount: euros(1)}, nil)
	return h
}

var shelfFrame = Frame{From: mustDay("2026-10-01"), To: mustDay("2026-10-12")}

func minor(n int64) *int64 { return &n }

func text(s string) *string { return &s }

// Every option that chooses transactions (section 6.6, S40); each letter is one.
func TestFilter(t *testing.T) {
	rows := []struct {
		name string
		f    Filter
		want string
	}{
		{"nothing asked: all of the frame", Filter{}, "abcdefghijkl"},
		{"min_amount is included", Filter{Min: minor(1299)}, "abde"},
		{"max_amount is included", Filter{Max: minor(600)}, "fghi"},
		{"both", Filter{Min: minor(600), Max: minor(1250)}, "cijkl"},
		{"none between", Filter{Min: minor(2), Max: minor(1)}, ""},
		{"CREDIT", Filter{Type: Credit}, "af"},
		{"DEBIT", Filter{Type: Debit}, "bcdeghijkl"},
		{"DEBIT_AND_ZERO", Filter{Type: DebitAndZero}, "bcdefghijkl"},
		{"PROCESSED", Filter{States: []State{Processed}}, "abcdefgl"},
		{"PENDING", Filter{States: []State{Pending}}, "h"},
		{"CANCELED or FAILED", Filter{States: []State{Canceled, Failed}}, "ij"},
		{"UNKNOWN", Filter{States: []State{Unknown}}, "k"},
		{"insights_transaction_ids", Filter{TransactionIDs: []string{"d-films", "m-before", "none"}}, "d"},
		{"category_ids", Filter{CategoryIDs: []string{idOf("Groceries")}}, "ch"},
		{"category_ids bring what lies under them", Filter{CategoryIDs: []string{idOf("Housing")}}, "bl"},
		{"by any parent", Filter{CategoryIDs: []string{idOf("Health")}}, "e"},
		{"or by another", Filter{CategoryIDs: []string{idOf("Insurances")}}, "e"},
		{"several category_ids", Filter{CategoryIDs: []string{idOf("Groceries"), idOf("Salary")}}, "ach"},
		{"any category that the client gave", Filter{CategoryIDs: []string{idOf("Rent")}}, "bl"},
		{"an unknown category has none", Filter{CategoryIDs: []string{"unknown"}}, ""},
		{"excluded categories", Filter{ExcludedCategoryIDs: []string{idOf("Housing"), idOf("Food")}}, "adefgijk"},
		{"excluded wins over asked for", Filter{CategoryIDs: []string{idOf("Housing")}, ExcludedCategoryIDs: []string{idOf("Rent")}}, ""},
		{"brand_ids", Filter{BrandIDs: []string{brandID("Netflix"), "unknown"}}, "dfg"},
		{"an unknown brand has none", Filter{BrandIDs: []string{"unknown"}}, ""},
		{"a label", Filter{Labels: []Label{{"who", text("anna")}}}, "c"},
		{"a label with any value", Filter{Labels: []Label{{"shared", nil}}}, "cd"},
		{"a value is not an empty one", Filter{Labels: []Label{{"shared", text("yes")}}}, "d"},
		{"an empty value is a value", Filter{Labels: []Label{{"shared", text("")}}}, "c"},
		{"all labels", Filter{Labels: []Label{{"who", nil}, {"shared", nil}}}, "c"},
		{"excluded_labels", Filter{ExcludedLabels: []Label{{"who", text("anna")}}}, "abdefghijkl"},
		{"any excluded label", Filter{ExcludedLabels: []Label{{"who", nil}, {"shared", nil}}}, "aefghijkl"},
		{"all together", Filter{Type: Debit, States: []State{Processed}, Min: minor(1000), CategoryIDs: []string{idOf("Housing")}, Labels: []Label{{"who", nil}}}, "b"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			entries, total := List(Request{Frame: shelfFrame, Filter: row.f}, []Holding{shelf()}, today)
			if got := letters(entries); got != row.want || total != len(row.want) {
				t.Errorf("got %q of %d, want %q", got, total, row.want)
			}
		})
	}
}

func letters(entries []Entry) string {
	var b strings.Builder
	for _, e := range entries {
		b.WriteString(e.ID[:1])
	}
	return b.String()
}

// A report looks at the options that the reference gives it, and passes over the
// others (section 6.6).
func TestOptionsOfEachReport(t *testing.T) {
	all := Filter{TransactionIDs: []string{"c-grocer", "b-rent"}, BrandIDs: []string{brandID("Corner Grocery")},
		ExcludedCategoryIDs: []string{idOf("Food")}, Min: minor(1000), Max: minor(100000), Type: Credit}
	counts := func(f Filter, kind Kind) (n int) {
		for _, g := range mustMake(t, Request{Kind: kind, Frame: shelfFrame, Filter: f}, shelf())[0].Groups {
			n += g.Count
		}
		return n
	}
	if got, want := counts(all, GroupByCategory), counts(Filter{ExcludedCategoryIDs: all.ExcludedCategoryIDs, Min: all.Min, Max: all.Max, Type: all.Type}, GroupByCategory); got != want {
		t.Errorf("group by category: got %d transactions, want %d: it has no ids and brands", got, want)
	}
	if got, want := counts(all, ExpenseCategories), counts(Filter{ExcludedCategoryIDs: all.ExcludedCategoryIDs}, ExpenseCategories); got != want || got != 8 {
		t.Errorf("expense category: got %d transactions, want %d, 8: it has no amounts, types, ids and brands", got, want)
	}
	q := Request{Kind: Categorization, Frame: shelfFrame, Filter: Filter{ExcludedCategoryIDs: all.ExcludedCategoryIDs}}
	if got := mustMake(t, q, shelf())[0].Categorized.Total; got != 12 {
		t.Errorf("categorization: got %d transactions, want 12: it excludes no categories", got)
	}
	q = Request{Kind: RecurringTransactions, Frame: shelfFrame, Filter: all, Combine: true, Required: Complete}
	if got := mustMake(t, q, shelf(), shelf()); len(got) != 2 {
		t.Errorf("recurring: got %d reports, want 2: it combines nothing and requires nothing", len(got))
	}
}

// only_main_category tells and counts the root of the first parent.
func TestOnlyMainCategory(t *testing.T) {
	q := Request{Kind: Categorization, Frame: shelfFrame, OnlyMain: true}
	got := map[string][]string{}
	for _, e := range mustMake(t, q, shelf())[0].Categorized.Transactions {
		got[e.ID[:1]] = names(e.Categories)
	}
	want := map[string][]string{"a": {"Income"}, "b": {"Housing"}, "c": {"Food"}, "d": {"Subscriptions"}, "e": {"Insurances"},
		"f": {"Subscriptions"}, "g": {"Subscriptions"}, "h": {"Food"}, "i": {"Uncategorised"}, "j": {"Uncategorised"}, "k": {"Uncategorised"}, "l": {"Pets", "Housing"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	twoOfOne := entryOf("t", "2026-10-01", -100, "zzz")
	twoOfOne.CategoryIDs = []string{idOf("Furniture"), idOf("Rent"), idOf("Pets")}
	h := Holding{Account: Account{ID: "one"}, Transactions: []Transaction{entryOf("s", "2026-10-01", -100, "Strom"), twoOfOne}}
	entries := mustMake(t, q, h)[0].Categorized.Transactions
	if diff := cmp.Diff([][]string{{"Housing"}, {"Housing", "Pets"}}, [][]string{names(entries[0].Categories), names(entries[1].Categories)}); diff != "" {
		t.Errorf("two levels down, and two under one root: -want +got\n%s", diff)
	}
}
