package reports

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// An each is payments of a test: what each month's is.
type each struct {
	months    []int // counted back from November 2026
	day       int
	shift     []int // days by which each is off
	amounts   []int64
	reference string // %d is the month
	holder    string
	credit    bool
}

func (e each) entries(prefix string) (all []Transaction) {
	for n, back := range e.months {
		date := monthStart(2026, 11-time.Month(back), e.day)
		if len(e.shift) > 0 {
			date = date.Add(e.shift[n%len(e.shift)])
		}
		reference := e.reference
		if prefix == "numbered" {
			reference = fmt.Sprintf(e.reference, back)
		}
		all = append(all, Transaction{ID: fmt.Sprintf("%s-%02d", prefix, n), AccountID: "one", Booked: date, Amount: euros(e.amounts[n%len(e.amounts)]),
			Credit: e.credit, State: Processed, Reference: reference, Other: CounterParty{Holder: e.holder}})
	}
	return all
}

var (
	sixMonths = []int{5, 4, 3, 2, 1, 0}
	twoMonths = []int{1, 0}
)

// told is a series in a line.
func (s Series) told() string {
	return fmt.Sprintf("%s %s x%d %d (%d-%d) %s..%s next %s", s.Categories[0].Name, brandName(s.Brand), len(s.Transactions),
		s.Amount.Minor, s.Min.Minor, s.Max.Minor, s.First, s.Last, s.Next)
}

func seriesOf(t *testing.T, frame Frame, entries ...[]Transaction) (lines []string) {
	t.Helper()
	h := Holding{Account: Account{ID: "one", Holder: "Max Mustermann"}, Transactions: slices.Concat(entries...)}
	for _, s := range mustMake(t, Request{Kind: RecurringTransactions, Frame: frame}, h)[0].Recurring {
		lines = append(lines, s.told())
	}
	return lines
}

// What comes again each month, and what only seems to (section 6.6).
func TestRecurring(t *testing.T) {
	rows := []struct {
		name string
		e    each
		want []string
	}{
		{"rent, the same each month", each{months: sixMonths, day: 1, amounts: []int64{90000}, reference: "Miete"},
			[]string{"Rent  x6 90000 (90000-90000) 2026-06-01..2026-11-01 next 2026-12-01"}},
		{"salary, moved by weekends, with a rise", each{months: []int{6, 5, 4, 3, 2, 1}, day: 25, shift: []int{0, 0, 0, -1, 0, -2}, amounts: []int64{2000, 2000, 2000, 2000, 2100, 2100}, reference: "Gehalt", credit: true},
			[]string{"Salary  x6 2000 (2000-2100) 2026-05-25..2026-10-23 next 2026-11-25"}},
		{"electricity, on varying days and of varying amounts", each{months: sixMonths, day: 12, shift: []int{0, 2, -1, 3, -2, 1}, amounts: []int64{4100, 3900, 6100, 8200, 7000, 5100}, reference: "Abschlag Strom"},
			[]string{"Electricity  x6 6100 (3900-8200) 2026-06-12..2026-11-13 next 2026-12-13"}},
		{"a subscription", each{months: sixMonths, day: 7, amounts: []int64{1299}, reference: "Netflix"},
			[]string{"Video Streaming Netflix x6 1299 (1299-1299) 2026-06-07..2026-11-07 next 2026-12-07"}},
		{"at the end of the month", each{months: []int{9, 8, 7, 6}, day: 31, amounts: []int64{500}, reference: "Sparrate"},
			[]string{"Savings  x4 500 (500-500) 2026-02-28..2026-05-31 next "}},
		{"references that tell the month", each{months: sixMonths, day: 3, amounts: []int64{500}, reference: "Darlehen Rate %d/2026"},
			[]string{"Consumer Loan  x6 500 (500-500) 2026-06-03..2026-11-03 next 2026-12-03"}},
		{"references that never repeat", each{months: sixMonths, day: 3, amounts: []int64{500}, reference: "ignored", holder: "Example Lender Ltd"},
			[]string{"Uncategorised  x6 500 (500-500) 2026-06-03..2026-11-03 next 2026-12-03"}},
		{"two months of a bill", each{months: twoMonths, day: 15, shift: []int{0, 1}, amounts: []int64{2499, 2999}, reference: "Mobilfunk"},
			[]string{"Mobile Phone  x2 2999 (2499-2999) 2026-10-15..2026-11-16 next 2026-12-16"}},
		{"one month is left out", each{months: []int{6, 5, 4, 2, 1, 0}, day: 15, amounts: []int64{2499}, reference: "Mobilfunk"},
			[]string{"Mobile Phone  x6 2499 (2499-2499) 2026-05-15..2026-11-15 next 2026-12-15"}},
		{"it has stopped", each{months: []int{7, 6, 5, 4, 3}, day: 15, amounts: []int64{2499}, reference: "Mobilfunk"},
			[]string{"Mobile Phone  x5 2499 (2499-2499) 2026-04-15..2026-08-15 next "}},
		{"it is late", each{months: []int{5, 4, 3, 2, 1}, day: 12, amounts: []int64{2499}, reference: "Mobilfunk"},
			[]string{"Mobile Phone  x5 2499 (2499-2499) 2026-06-12..2026-10-12 next 2026-11-12"}},
		{"once", each{months: []int{0}, day: 1, amounts: []int64{90000}, reference: "Miete"}, nil},
		{"every other month", each{months: []int{10, 8, 6, 4, 2, 0}, day: 1, amounts: []int64{500}, reference: "Wasser"}, nil},
		{"every three months", each{months: []int{9, 6, 3, 0}, day: 1, amounts: []int64{500}, reference: "Rundfunkbeitrag"}, nil},
		{"a shop once a month, each time another sum", each{months: sixMonths, day: 10, amounts: []int64{2200, 1800, 4100, 900, 1500, 3300}, reference: "Lidl"}, nil},
		{"on any day", each{months: sixMonths, day: 15, shift: []int{-12, 9, 0, 11, -14, 7}, amounts: []int64{500}, reference: "zzz"}, nil},
		{"a week off, now and then", each{months: sixMonths, day: 15, shift: []int{0, 7, -7, 7, -7, 0}, amounts: []int64{500}, reference: "zzz"}, nil},
		{"amounts that have nothing in common", each{months: sixMonths, day: 15, amounts: []int64{1, 5000, 70, 90000, 12, 800}, reference: "zzz"}, nil},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			prefix := "t"
			if slices.Contains([]byte(row.e.reference), '%') {
				prefix = "numbered"
			}
			entries := row.e.entries(prefix)
			if row.e.reference == "ignored" {
				for n := range entries {
					entries[n].Reference = "order " + string(rune('a'+n)) + "xyz"
				}
			}
			if diff := cmp.Diff(row.want, seriesOf(t, Last(365, today), entries)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// Two subscriptions at one shop, among other things bought there, are two series.
func TestRecurringWithinAShop(t *testing.T) {
	small := each{months: sixMonths, day: 3, amounts: []int64{299}, reference: "App Store"}.entries("s")
	large := each{months: sixMonths, day: 19, amounts: []int64{999}, reference: "App Store"}.entries("l")
	other := each{months: sixMonths, day: 11, shift: []int{3, -4, 6, 0, -7, 2}, amounts: []int64{150, 420, 780, 1130, 90, 2210}, reference: "App Store"}.entries("o")
	want := []string{
		"Apps and Software App Store x6 999 (999-999) 2026-06-19..2026-11-19 next 2026-12-19",
		"Apps and Software App Store x6 299 (299-299) 2026-06-03..2026-11-03 next 2026-12-03",
	}
	if diff := cmp.Diff(want, seriesOf(t, Last(365, today), small, large, other)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// One party, two purposes: two series; what comes is not what goes.
func TestRecurringByPurpose(t *testing.T) {
	salary := each{months: sixMonths, day: 25, amounts: []int64{250000, 251000, 249000, 250500, 250400, 250100}, reference: "Gehalt", holder: "Employer", credit: true}.entries("a")
	bonus := each{months: []int{4, 1}, day: 25, amounts: []int64{70000}, reference: "Spesen", holder: "Employer", credit: true}.entries("b")
	meals := each{months: sixMonths, day: 28, amounts: []int64{5500}, reference: "Kantine", holder: "Employer"}.entries("c")
	want := []string{
		"Salary  x6 250400 (249000-251000) 2026-06-25..2026-11-25 next 2026-12-25",
		"Uncategorised  x6 5500 (5500-5500) 2026-06-28..2026-11-28 next 2026-12-28",
	}
	if diff := cmp.Diff(want, seriesOf(t, Frame{today - 364, today + 10}, salary, bonus, meals)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// What did not happen does not recur.
func TestRecurringCountsWhatMovedTheBalance(t *testing.T) {
	for _, state := range []State{Pending, Canceled, Failed} {
		entries := each{months: sixMonths, day: 1, amounts: []int64{90000}, reference: "Miete"}.entries("t")
		for n := range entries {
			entries[n].State = state
		}
		if got := seriesOf(t, Last(365, today), entries); got != nil {
			t.Errorf("%s: got %v, want nothing", state, got)
		}
	}
	entries := each{months: sixMonths, day: 1, amounts: []int64{90000}, reference: "Miete"}.entries("t")
	if got := seriesOf(t, Frame{mustDay("2026-11-01"), today}, entries); got != nil {
		t.Errorf("one of them in the frame: got %v, want nothing", got)
	}
}

// What changes from month to month is no part of a purpose.
func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"Miete November 2026, Nr. 12":      "miete nr ",
		"RATE 44-110/März":                 "rate ",
		"xa0h0d0svlsyw0 HM online de, ref": "hm online de ref ",
		"":                                 "",
	} {
		if got := plain(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// A series tells all that the answer needs.
func TestSeriesIsWhole(t *testing.T) {
	entries := each{months: sixMonths, day: 7, amounts: []int64{1299}, reference: "Subscription", holder: "Netflix"}.entries("t")
	h := Holding{Account: Account{ID: "one"}, Transactions: entries}
	got := mustMake(t, Request{Kind: RecurringTransactions, Frame: Last(365, today)}, h)[0].Recurring
	if len(got) != 1 {
		t.Fatalf("got %d series, want 1", len(got))
	}
	s := got[0]
	s.Transactions = nil
	want := Series{AccountID: "one", Categories: tree().nodes[tree().named("Video Streaming")].alone, Brand: rules().brands[brandID("Netflix")],
		CounterParty: CounterParty{Holder: "Netflix"}, Reference: "Subscription", Period: Monthly, Amount: euros(1299), Min: euros(1299), Max: euros(1299),
		First: mustDay("2026-06-07"), Last: mustDay("2026-11-07"), Next: mustDay("2026-12-07")}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if letters(got[0].Transactions) != "tttttt" {
		t.Errorf("got %d transactions, want all 6", len(got[0].Transactions))
	}
}

// Whatever the day, what comes each month on it is found, and expected next when it
// does come next.
func TestMonthlyIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day, count := rapid.IntRange(1, 31).Draw(t, "day"), rapid.IntRange(3, 24).Draw(t, "count")
		year, month := rapid.IntRange(1999, 2030).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month"))
		h := Holding{Account: Account{ID: "one"}}
		for n := range count {
			h.Transactions = append(h.Transactions, Transaction{ID: fmt.Sprintf("%03d", n), AccountID: "one",
				Booked: monthStart(year, month+time.Month(n), day), Amount: euros(1000), Reference: "Miete"})
		}
		last := monthStart(year, month+time.Month(count-1), day)
		all, err := Make(Request{Kind: RecurringTransactions, Frame: Frame{1, last}}, []Holding{h}, last)
		if err != nil || len(all[0].Recurring) != 1 || len(all[0].Recurring[0].Transactions) != count {
			t.Fatalf("%d times on the %dth: got %+v, error %v", count, day, all, err)
		}
		// Of a few dates at the ends of short months the day cannot be told.
		got, want := all[0].Recurring[0].Next, monthStart(year, month+time.Month(count), day)
		if distance(got, want) > 3 || day <= 28 && got != want {
			t.Fatalf("%d times on the %dth: next %s, want %s", count, day, got, want)
		}
	})
}
