package reports

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// told is a group in a line: how many, the sum, and each month's.
func (g Group) told() string {
	line := fmt.Sprintf("%s %d %d %s", g.Category.Name, g.Count, g.Sum.Minor, g.Sum.Currency)
	for _, m := range g.Months {
		line += fmt.Sprintf(" | %s %s..%s %d %d", m.Name, m.Frame.From.String()[5:], m.Frame.To.String()[5:], m.Count, m.Sum.Minor)
	}
	return line
}

func toldGroups(groups []Group) (lines []string) {
	for _, g := range groups {
		lines = append(lines, g.told())
	}
	return lines
}

func spent() Holding {
	return Holding{Account: Account{ID: "one", Currency: "EUR"}, Transactions: []Transaction{
		entryOf("a", "2026-09-01", 250000, "Gehalt"),
		entryOf("b", "2026-09-02", -90000, "Miete"),
		entryOf("c", "2026-09-24", -1250, "Corner Grocery"),
		entryOf("d", "2026-09-25", -750, "Lidl"),
		entryOf("e", "2026-10-02", -90000, "Miete"),
		entryOf("f", "2026-10-24", 250, "Refund: Corner Grocery"),
		entryOf("g", "2026-10-30", -400, "Bäckerei"),
	}}
}

// Section 6.6, group by category and expense category.
func TestGroups(t *testing.T) {
	frame := Frame{mustDay("2026-09-01"), mustDay("2026-10-31")}
	rows := []struct {
		name string
		q    Request
		want string
	}{
		{"by category", Request{}, `
			Bakery 1 -400 EUR
			Groceries 3 -1750 EUR
			Rent 2 -180000 EUR
			Salary 1 250000 EUR`},
		{"by main category", Request{OnlyMain: true}, `
			Food 4 -2150 EUR
			Housing 2 -180000 EUR
			Income 1 250000 EUR`},
		{"split by month", Request{OnlyMain: true, Split: true}, `
			Food 4 -2150 EUR | 2026-09 09-01..09-30 2 -2000 | 2026-10 10-01..10-31 2 -150
			Housing 2 -180000 EUR | 2026-09 09-01..09-30 1 -90000 | 2026-10 10-01..10-31 1 -90000
			Income 1 250000 EUR | 2026-09 09-01..09-30 1 250000 | 2026-10 10-01..10-31 0 0`},
		{"months from the 25th", Request{Filter: Filter{CategoryIDs: []string{idOf("Food")}}, Split: true, AdjustedDay: 25}, `
			Bakery 1 -400 EUR | 2026-08 09-01..09-24 0 0 | 2026-09 09-25..10-24 0 0 | 2026-10 10-25..10-31 1 -400
			Groceries 3 -1750 EUR | 2026-08 09-01..09-24 1 -1250 | 2026-09 09-25..10-24 2 -500 | 2026-10 10-25..10-31 0 0`},
		{"months from a day that they lack", Request{Filter: Filter{CategoryIDs: []string{idOf("Rent")}}, Split: true, AdjustedDay: 31}, `
			Rent 2 -180000 EUR | 2026-08 09-01..09-29 1 -90000 | 2026-09 09-30..10-30 1 -90000 | 2026-10 10-31..10-31 0 0`},
		{"excluded categories", Request{Filter: Filter{ExcludedCategoryIDs: []string{idOf("Housing"), idOf("Income")}}}, `
			Bakery 1 -400 EUR
			Groceries 3 -1750 EUR`},
		{"amounts and direction", Request{Filter: Filter{Type: Debit, Min: minor(1000), Max: minor(2000)}}, `
			Groceries 1 -1250 EUR`},
		{"AMOUNT is without the sign", Request{Order: []Order{{Field: ByAmount}}}, `
			Bakery 1 -400 EUR
			Groceries 3 -1750 EUR
			Rent 2 -180000 EUR
			Salary 1 250000 EUR`},
		{"AMOUNT_WITH_TYPE DESC", Request{Order: []Order{{ByAmountWithType, true}}}, `
			Salary 1 250000 EUR
			Bakery 1 -400 EUR
			Groceries 3 -1750 EUR
			Rent 2 -180000 EUR`},
		{"CATEGORY DESC", Request{Order: []Order{{ByCategory, true}}}, `
			Salary 1 250000 EUR
			Rent 2 -180000 EUR
			Groceries 3 -1750 EUR
			Bakery 1 -400 EUR`},
		{"DATE and BRAND order nothing", Request{Order: []Order{{ByDate, true}, {ByBrand, true}}, OnlyMain: true}, `
			Food 4 -2150 EUR
			Housing 2 -180000 EUR
			Income 1 250000 EUR`},
		{"expenses are above zero, and only debits", Request{Kind: ExpenseCategories}, `
			Bakery 1 400 EUR
			Groceries 2 2000 EUR
			Rent 2 180000 EUR`},
		{"expenses split", Request{Kind: ExpenseCategories, OnlyMain: true, Split: true}, `
			Food 3 2400 EUR | 2026-09 09-01..09-30 2 2000 | 2026-10 10-01..10-31 1 400
			Housing 2 180000 EUR | 2026-09 09-01..09-30 1 90000 | 2026-10 10-01..10-31 1 90000`},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if row.q.Kind == "" {
				row.q.Kind = GroupByCategory
			}
			row.q.Frame = frame
			report := mustMake(t, row.q, spent())[0]
			want := strings.Split(strings.ReplaceAll(strings.TrimSpace(row.want), "\t", ""), "\n")
			if diff := cmp.Diff(want, toldGroups(report.Groups)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// An account may hold what is in another currency, if the client put it there: it
// is never added to the rest.
func TestGroupsKeepCurrenciesApart(t *testing.T) {
	h := spent()
	h.Transactions[1].Amount.Currency = "USD"
	q := Request{Kind: GroupByCategory, Frame: Frame{mustDay("2026-09-01"), mustDay("2026-10-31")}, Filter: Filter{CategoryIDs: []string{idOf("Rent")}}}
	want := []string{"Rent 1 -90000 EUR", "Rent 1 -90000 USD"}
	if diff := cmp.Diff(want, toldGroups(mustMake(t, q, h)[0].Groups)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestNoGroupsIsAList(t *testing.T) {
	for _, kind := range []Kind{GroupByCategory, ExpenseCategories} {
		if got := mustMake(t, Request{Kind: kind}, Holding{Account: Account{ID: "one"}})[0].Groups; got == nil || len(got) != 0 {
			t.Errorf("%s of nothing: got %v, want an empty list", kind, got)
		}
	}
}

// The months divide the frame: each day is in one.
func TestMonthsDivideTheFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := today.Add(rapid.IntRange(-900, 900).Draw(t, "from"))
		q := Request{Frame: Frame{from, from.Add(rapid.IntRange(0, 800).Draw(t, "days"))}, Split: true, AdjustedDay: rapid.IntRange(0, 31).Draw(t, "adjusted")}
		next := q.Frame.From
		seen := map[string]bool{}
		for _, m := range q.months() {
			if m.Frame.From != next || m.Frame.To < m.Frame.From || m.Frame.Days() > 31 || seen[m.Name] {
				t.Fatalf("from the %dth: month %s is %s to %s, want it to begin on %s and to be there once", q.AdjustedDay, m.Name, m.Frame.From, m.Frame.To, next)
			}
			seen[m.Name], next = true, m.Frame.To+1
		}
		if next != q.Frame.To+1 {
			t.Fatalf("the months end on %s, want %s", next-1, q.Frame.To)
		}
	})
}
