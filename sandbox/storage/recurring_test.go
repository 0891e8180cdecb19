package storage

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A face is what a bank says of all transactions that one rule of the fixtures
// makes: by it they are known again behind the storage. Reports see it too, but not
// the rule.
type face struct {
	account   string // insights_account_id
	credit    bool
	reference string
	party     string
}

func faceOf(e reports.Entry) face {
	return face{e.AccountID, e.Credit, e.Reference, e.Other.Holder}
}

// An origin is the rule that a face is of, and which of its transactions.
type origin struct {
	customer string
	rule     *fixtures.Rule
	charge   bool // the bank's, on top of the rule's own
	refund   bool
}

// monthly tells whether the fixtures mean it to come once a month.
func (o origin) monthly() bool { return o.rule.Months == 1 && !o.refund }

// A household is all that a customer has, acquired.
type household struct {
	*Storage
	consumer string
	origins  map[face]origin
}

// householdOf acquires two years of all accounts of a customer, from books that
// another seed gives other amounts and days.
func householdOf(tb testing.TB, set *fixtures.Set, customer string, seed int64) household {
	tb.Helper()
	c, known := set.Customer(customer)
	if !known {
		tb.Fatalf("no customer %s among the fixtures", customer)
	}
	books, db := ledger.New(set, seed), new(store.DB)
	h := household{origins: map[face]origin{}, Storage: New(Config{
		DB: db, Clock: clock.New(func() time.Time { return start }), Fixtures: set, Seed: seed,
		Books: func(int64) *ledger.Books { return books }, NewID: func() string { return customer },
	})}
	ids := map[string]string{}
	q := Acquisition{Client: one1, Bank: demoBank, Days: reports.Last(twoYears, reports.DayOf(start)), At: start, Retention: time.Hour}
	var from []string
	for _, a := range c.Accounts {
		if account, offered := AccountOf(a); offered {
			q.Accounts, from = append(q.Accounts, Source{LedgerID: a.ID, Account: account}), append(from, a.ID)
		}
	}
	err := db.Update(func(tx *store.Tx) error {
		consumer, made := h.Acquire(tx, q)
		h.consumer = consumer
		for i, id := range made {
			ids[from[i]] = id
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	for _, a := range c.Accounts {
		for i := range a.Rules {
			h.note(ids, customer, &a, &a.Rules[i])
		}
	}
	return h
}

// note keeps the faces of a rule's transactions, on both sides if it pays another
// account of the customer.
func (h *household) note(ids map[string]string, customer string, a *fixtures.Account, r *fixtures.Rule) {
	text := r.Text
	if text == "" {
		text = strings.TrimSpace(r.With.Name + " " + r.With.Arabic)
	}
	party := r.With.Name
	if r.Own != "" {
		party = a.Holder // of the customer's accounts, which all have one
	}
	if r.Kind == fixtures.Cash {
		party = ""
	}
	for _, each := range []struct {
		account       string
		credit        bool
		before, party string
		origin        origin
	}{
		{a.ID, r.Credit, "", party, origin{customer: customer, rule: r}},
		{r.Own, !r.Credit, "", party, origin{customer: customer, rule: r}},
		{a.ID, !r.Credit, "Refund: ", party, origin{customer: customer, rule: r, refund: true}},
		{a.ID, false, "Charge: ", "", origin{customer: customer, rule: r, charge: true}},
	} {
		if id := ids[each.account]; id != "" {
			h.origins[face{id, each.credit, strings.TrimSpace(r.Reference + " " + each.before + text), each.party}] = each.origin
		}
	}
}

// report makes a report of the last days.
func (h *household) report(tb testing.TB, kind reports.Kind, days int64) []reports.Report {
	tb.Helper()
	made, err := h.Report(one1, Scope{Consumer: h.consumer, Span: Span{Days: &days}}, reports.Request{Kind: kind})
	if err != nil {
		tb.Fatal(err)
	}
	return made
}

// A tally counts what was found and what there was to find.
type tally struct{ found, right, wanted int }

func (t tally) precision() float64 { return float64(t.right) / float64(t.found) }
func (t tally) recall() float64    { return float64(t.right) / float64(t.wanted) }

func (t *tally) add(more tally) {
	t.found, t.right, t.wanted = t.found+more.found, t.right+more.right, t.wanted+more.wanted
}

func (t tally) String() string {
	return fmt.Sprintf("%d of %d are right, %d wanted: precision %.3f, recall %.3f", t.right, t.found, t.wanted, t.precision(), t.recall())
}

// recurring counts the series of a frame that are monthly rules, and the monthly
// rules of which a series would be due: those with two transactions in the frame.
func (h *household) recurring(tb testing.TB, days int64, wrong func(string)) (t tally) {
	found := map[face]bool{}
	for _, r := range h.report(tb, reports.RecurringTransactions, days) {
		for _, s := range r.Recurring {
			f := faceOf(s.Transactions[0])
			t.found++
			if o, known := h.origins[f]; !known || !o.monthly() || found[f] {
				wrong(fmt.Sprintf("found, but not monthly: %s %s", s.Transactions[0].Reference, s.First))
				continue
			}
			found[f], t.right = true, t.right+1
		}
	}
	times := map[face]int{}
	for _, r := range h.report(tb, reports.Categorization, days) {
		for _, e := range r.Categorized.Transactions {
			if e.State == reports.Processed {
				times[faceOf(e)]++
			}
		}
	}
	for f, n := range times {
		if h.origins[f].rule == nil {
			tb.Errorf("no rule makes %+v", f)
		} else if n >= 2 && h.origins[f].monthly() {
			t.wanted++
			if !found[f] {
				wrong(fmt.Sprintf("monthly, but not found: %s, %d times", f.reference, n))
			}
		}
	}
	return t
}

type persona struct {
	set  *fixtures.Set
	name string
}

var personas = []persona{
	{fixtures.TestBanks(), fixtures.ACINDemoData}, {fixtures.Shipped(), "amal"}, {fixtures.Shipped(), "basma"},
}

// How well recurring-transactions (6.6) finds what the fixtures make come once a
// month, over eight seeds of the books. A frame of two months shows each payment
// twice, in which chance looks like habit more often than in six.
func TestPrecisionAndRecallOfRecurringTransactions(t *testing.T) {
	rows := []struct {
		days              int64
		precision, recall float64
	}{
		{62, 0.97, 0.97},
		{92, 0.98, 0.99},
		{185, 0.99, 0.99},
		{365, 0.99, 0.99},
		{730, 0.99, 0.99},
	}
	for _, row := range rows {
		t.Run(fmt.Sprintf("%d days", row.days), func(t *testing.T) {
			var all tally
			for seed := int64(1); seed <= 8; seed++ {
				for _, p := range personas {
					h := householdOf(t, p.set, p.name, seed)
					all.add(h.recurring(t, row.days, func(what string) { t.Logf("%s, seed %d: %s", p.name, seed, what) }))
				}
			}
			t.Log(all)
			if all.wanted < 400 || all.precision() < row.precision || all.recall() < row.recall {
				t.Errorf("got %v; want precision %.2f and recall %.2f of at least 400", all, row.precision, row.recall)
			}
		})
	}
}

// Salary, rent and subscriptions, and what is paid each month but varies, are found
// with their category, amount and next date.
func TestRecurringTransactionsOfThePersonas(t *testing.T) {
	rows := []struct {
		persona  persona
		rule     string
		category string
		next     string
		varies   bool
	}{
		{personas[0], "salary", "Salary", "2026-11-27", false},
		{personas[0], "rent", "Rent", "2026-12-01", false},
		{personas[0], "power", "Electricity", "2026-12-03", false},
		{personas[0], "newspaper", "Newspapers", "2026-12-03", false},
		{personas[0], "card-bill", "Credit Card Bill", "2026-12-20", true},
		{personas[1], "salary", "Salary", "2026-11-25", false},
		{personas[1], "rent", "Rent", "2026-12-01", false},
		{personas[1], "power", "Electricity", "2026-12-12", true},
		{personas[1], "letting", "Rental Income", "2026-12-04", false},
		{personas[2], "power", "Electricity", "2026-12-12", true},
		{personas[2], "wages", "Wages", "2026-11-26", false},
		{personas[2], "harbour", "Sales Revenue", "2026-12-05", true},
	}
	for _, row := range rows {
		t.Run(row.persona.name+" "+row.rule, func(t *testing.T) {
			h := householdOf(t, row.persona.set, row.persona.name, 1)
			for _, r := range h.report(t, reports.RecurringTransactions, 365) {
				for _, s := range r.Recurring {
					if o := h.origins[faceOf(s.Transactions[0])]; o.rule == nil || o.rule.ID != row.rule || o.charge {
						continue
					}
					if got := s.Categories[0].Name; got != row.category || s.Next.String() != row.next || (s.Min != s.Max) != row.varies {
						t.Errorf("got %s, next %s, from %v to %v; want %s, next %s, varying %v", got, s.Next, s.Min, s.Max, row.category, row.next, row.varies)
					}
					return
				}
			}
			t.Errorf("no series is of the rule %s", row.rule)
		})
	}
}
