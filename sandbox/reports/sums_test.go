package reports

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// What moves a balance is of these states.
var moving = []State{Processed, Unknown}

// The same transactions have the same totals in every report.
func TestSumsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		holdings := holdingsDrawn(t)
		from := today.Add(rapid.IntRange(-100, 0).Draw(t, "from"))
		q := Request{Frame: Frame{from, from.Add(rapid.IntRange(0, 100).Draw(t, "days"))}, Filter: Filter{States: moving}}
		for i := range holdings {
			agree(t, q, holdings[i:i+1])
		}
		q.Combine = true
		q.Filter.Labels = rapid.SampledFrom([][]Label{nil, {{"key", nil}}}).Draw(t, "labels")
		agree(t, q, holdings)
	})
}

func agree(t *rapid.T, q Request, holdings []Holding) {
	q.Kind = Categorization
	listed := mustMake(t, q, holdings...)[0].Categorized
	var sum, spent int64
	debits := 0
	for _, e := range listed.Transactions {
		sum += e.Signed()
		if !e.Credit {
			spent, debits = spent+e.Amount.Minor, debits+1
		}
	}
	for _, main := range []bool{false, true} {
		for _, adjusted := range []int{0, 1, 15, 31} {
			q.OnlyMain, q.Split, q.AdjustedDay = main, adjusted > 0, adjusted
			q.Kind = GroupByCategory
			sameTotals(t, q, holdings, listed.Total, sum)
			q.Kind = ExpenseCategories
			sameTotals(t, q, holdings, debits, spent)
		}
	}
	if len(holdings) == 1 && q.Filter.Labels == nil {
		q.Kind, q.Frame.From = BalanceOverTime, q.Frame.From-1
		days := mustMake(t, q, holdings...)[0].OverTime
		if got := days[len(days)-1].Balance.Minor - days[0].Balance.Minor; got != sum {
			t.Fatalf("the balance moves by %d, the transactions add up to %d", got, sum)
		}
	}
}

func sameTotals(t *rapid.T, q Request, holdings []Holding, count int, sum int64) {
	t.Helper()
	gotCount, gotSum := 0, int64(0)
	for _, g := range mustMake(t, q, holdings...)[0].Groups {
		gotCount, gotSum = gotCount+g.Count, gotSum+g.Sum.Minor
		inMonths, sumOfMonths := 0, int64(0)
		for _, m := range g.Months {
			inMonths, sumOfMonths = inMonths+m.Count, sumOfMonths+m.Sum.Minor
		}
		if q.Split && (inMonths != g.Count || sumOfMonths != g.Sum.Minor) {
			t.Fatalf("%s: the months of %s have %d transactions and %d, it has %d and %d", q.Kind, g.Category.Name, inMonths, sumOfMonths, g.Count, g.Sum.Minor)
		}
	}
	if gotCount != count || gotSum != sum {
		t.Fatalf("%+v: %d transactions and %d, want %d and %d", q, gotCount, gotSum, count, sum)
	}
}

// The filters that two reports share choose the same in both.
func TestFiltersAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		holdings := holdingsDrawn(t)
		f := Filter{
			Type:                rapid.SampledFrom([]Type{AnyType, Debit, Credit, DebitAndZero}).Draw(t, "type"),
			States:              rapid.SliceOfN(rapid.SampledFrom([]State{Processed, Pending, Canceled, Failed, Unknown}), 0, 3).Draw(t, "states"),
			CategoryIDs:         categoriesDrawn(t, "wanted"),
			ExcludedCategoryIDs: categoriesDrawn(t, "unwanted"),
			Min:                 rapid.SampledFrom([]*int64{nil, minor(3), minor(1000)}).Draw(t, "min"),
			ExcludedLabels:      rapid.SampledFrom([][]Label{nil, {{"key", text("a")}}}).Draw(t, "labels"),
		}
		listed, total := List(Request{Filter: f}, holdings, today)
		count := 0
		for _, r := range mustMake(t, Request{Kind: GroupByCategory, Filter: f}, holdings...) {
			for _, g := range r.Groups {
				count += g.Count
			}
		}
		if count != total || len(listed) != total {
			t.Fatalf("%+v: %d in groups, %d listed of %d", f, count, len(listed), total)
		}
	})
}

func categoriesDrawn(t *rapid.T, label string) []string {
	var ids []string
	for _, name := range rapid.SliceOfN(rapid.SampledFrom([]string{"Income", "Food", "Housing", "Health", "Rent", "Uncategorised"}), 0, 2).Draw(t, label) {
		ids = append(ids, idOf(name))
	}
	return ids
}

// The same request gives the same report, and what it was handed stays as it was.
func TestReportsAreDeterministic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		holdings := holdingsDrawn(t)
		copies := make([]Holding, len(holdings))
		for i, h := range holdings {
			copies[i] = h
			copies[i].Transactions = append([]Transaction(nil), h.Transactions...)
		}
		q := Request{Kind: rapid.SampledFrom(Kinds()).Draw(t, "kind"), Order: ordersDrawn(t), Split: true, Required: None}
		first, second := mustMake(t, q, holdings...), mustMake(t, q, holdings...)
		if diff := cmp.Diff(first, second); diff != "" {
			t.Fatalf("%s: not the same twice:\n%s", q.Kind, diff)
		}
		for i := range holdings {
			if diff := cmp.Diff(copies[i].Transactions, holdings[i].Transactions); diff != "" {
				t.Fatalf("%s wrote to what it was handed:\n%s", q.Kind, diff)
			}
		}
	})
}
