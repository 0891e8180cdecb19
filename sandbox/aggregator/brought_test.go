package aggregator

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// Which accounts an Insights flow brings, by what the request says (3.2).
func TestAccountsOfAnInsightsFlow(t *testing.T) {
	for _, row := range []struct {
		name    string
		r       FlowRequest
		visitor Visitor
		want    string // the IBANs, or how it failed
	}{
		{"the consumer's choice", FlowRequest{}, Visitor{Accounts: []string{salary}}, salary},
		{"the consumer's choice by name", FlowRequest{}, Visitor{Accounts: []string{"My saving account"}}, "DE28000000008746441159"},
		{"the first", FlowRequest{}, Visitor{}, checking},
		{"all", FlowRequest{Accounts: &Selector{All: true}}, Visitor{}, "DE43000000005686751168 DE18000000006636981175 DE55000000004896641138 DE28000000008746441159"},
		{"two by IBAN", FlowRequest{Accounts: &Selector{IBANs: []string{salary, "de43 0000 0000 5686 7511 68"}}}, Visitor{}, checking + " " + salary},
		{"one that may not be read", FlowRequest{Accounts: &Selector{IBANs: []string{restricted}}}, Visitor{}, "EXCEPTION USER.CONFIGURATION.ACCOUNT"},
		{"one that is nobody's", FlowRequest{Consumer: "c", Accounts: &Selector{AccountIDs: []string{"x"}}}, Visitor{}, "EXCEPTION USER.CONFIGURATION.ACCOUNT"},
		{"savings only, and there is one", FlowRequest{Allowed: &AllowedAccounts{Types: []string{"SAVING"}}}, Visitor{}, "DE28000000008746441159"},
		{"all of a type that there is not", FlowRequest{Accounts: &Selector{All: true}, Allowed: &AllowedAccounts{Types: []string{"DEPOT"}}}, Visitor{}, "EXCEPTION USER.CONFIGURATION.ACCOUNT"},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			f := mustFlow(t, a, mustStart(t, a, demo()), row.r)
			done, err := a.Complete(f.ID, row.visitor)
			if err != nil {
				t.Fatal(err)
			}
			got := toldShortly(done)
			if done.State == Finished {
				got = ibansOf(t, a, done.Result)
			}
			if got != row.want {
				t.Errorf("it brings %s, want %s", got, row.want)
			}
		})
	}
}

// ibansOf tells which accounts storage has of a consumer.
func ibansOf(tb testing.TB, a *Aggregator, r *Result) string {
	tb.Helper()
	var out []string
	err := a.cfg.DB.View(func(tx *store.Tx) error {
		known, err := a.cfg.Storage.Known(tx, one, r.Consumer, r.AccountIDs)
		for _, k := range known {
			out = append(out, k.Account.IBAN)
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return strings.Join(out, " ")
}

// A returning consumer keeps her id and her accounts' (workflow 2), and can name the
// accounts by these.
func TestReturningConsumer(t *testing.T) {
	a, c := newAggregator(t)
	run := func(r FlowRequest) *Result {
		t.Helper()
		f := mustFlow(t, a, mustStart(t, a, demo()), r)
		done, err := a.Complete(f.ID, Visitor{Username: "acin-demo-data"})
		if err != nil || done.State != Finished {
			t.Fatalf("the flow is %s, %v", toldShortly(done), err)
		}
		return done.Result
	}
	first := run(FlowRequest{Accounts: &Selector{All: true}, RetentionMinutes: ptr(100000)})
	c.Advance(24 * time.Hour)
	second := run(FlowRequest{Accounts: &Selector{All: true}, Consumer: first.Consumer, RetentionMinutes: ptr(100000)})
	if first.Consumer == "" || second.Consumer != first.Consumer || !slices.Equal(first.AccountIDs, second.AccountIDs) || len(first.AccountIDs) < 2 {
		t.Errorf("first %+v, then %+v: want the same ids", first, second)
	}
	third := run(FlowRequest{Accounts: &Selector{AccountIDs: first.AccountIDs[1:2]}, Consumer: first.Consumer})
	if !slices.Equal(third.AccountIDs, first.AccountIDs[1:2]) {
		t.Errorf("asked for %s it brings %s", first.AccountIDs[1:2], third.AccountIDs)
	}
	if mine := run(FlowRequest{Consumer: "a consumer of mine"}); mine.Consumer != "a consumer of mine" {
		t.Errorf("the consumer is called %q", mine.Consumer)
	}
}

// Storing the consent (3.2, 7.3).
func TestStoreConsent(t *testing.T) {
	const refusedIt = "EXCEPTION NOT_SUPPORTED.CONSENT"
	for _, row := range []struct {
		name   string
		change func(*SessionRequest)
		store  StoreConsent
		want   string
		stored bool
	}{
		{"not", func(*SessionRequest) {}, StoreNo, "FINISHED", false},
		{"not said", func(*SessionRequest) {}, "", "FINISHED", false},
		{"required", func(*SessionRequest) {}, StoreRequired, "FINISHED", true},
		{"optional", func(*SessionRequest) {}, StoreOptional, "FINISHED", true},
		{"optional, a lifetime of none", func(r *SessionRequest) { r.Scope.Lifetime = ptr(0) }, StoreOptional, "FINISHED", false},
		{"required, fallback forced", func(r *SessionRequest) { r.Access = ForceFallback }, StoreRequired, refusedIt, false},
		{"optional, fallback forced", func(r *SessionRequest) { r.Access = ForceFallback }, StoreOptional, "FINISHED", false},
		{"required at a fallback bank", func(r *SessionRequest) { r.SelectedBank, r.Access = &BankChoice{"00000", "DE"}, "" }, StoreRequired, refusedIt, false},
		{"required at a country's bank", func(r *SessionRequest) { r.SelectedBank, r.Access = &BankChoice{"999", "BE"}, "" }, StoreRequired, refusedIt, false},
		{"optional at a country's bank", func(r *SessionRequest) { r.SelectedBank, r.Access = &BankChoice{"999", "BE"}, "" }, StoreOptional, "FINISHED", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			r := demo()
			row.change(&r)
			f := mustFlow(t, a, mustStart(t, a, r), FlowRequest{Store: row.store})
			if f.State != InputNeeded {
				t.Errorf("the PUT answers %s", f.State)
			}
			done, err := a.Complete(f.ID, Visitor{})
			if err != nil || toldShortly(done) != row.want {
				t.Fatalf("the flow is %s, %v; want %s", toldShortly(done), err, row.want)
			}
			if done.State != Finished {
				return
			}
			if done.Result.ConsentStored != row.stored {
				t.Errorf("the consent is stored: %v, want %v", done.Result.ConsentStored, row.stored)
			}
			a.mustStored(t, done.Result, row.stored)
		})
	}
}

// mustStored compares the record of a stored consent and what storage shows of it.
func (a *Aggregator) mustStored(tb testing.TB, r *Result, want bool) {
	tb.Helper()
	_ = a.cfg.DB.View(func(tx *store.Tx) error {
		book, has := stored.Get(tx, bookKey(one, r.Consumer))
		if has != want {
			tb.Errorf("there is a record: %v, want %v", has, want)
		}
		known, err := a.cfg.Storage.Known(tx, one, r.Consumer, nil)
		if err != nil {
			tb.Fatal(err)
		}
		until := reports.DayOf(start).Add(90)
		for _, k := range known {
			if got := k.Account.ConsentUntil; want && got != until || !want && got != 0 {
				tb.Errorf("the account tells %s, want a day: %v", got, want)
			}
		}
		if want && (len(book.Consents) != 1 || book.Consents[0].Until != until || book.Consents[0].Accounts[0].ID != r.AccountIDs[0]) {
			tb.Errorf("the record is %+v", book)
		}
		return nil
	})
}

// A new consent takes over the accounts that it covers, and those alone.
func TestNewConsentsTakeOver(t *testing.T) {
	a, _ := newAggregator(t)
	run := func(ibans ...string) {
		t.Helper()
		f := mustFlow(t, a, mustStart(t, a, demo()), FlowRequest{Consumer: "c", Store: StoreRequired, Accounts: &Selector{IBANs: ibans}})
		if done, err := a.Complete(f.ID, Visitor{}); err != nil || done.State != Finished {
			t.Fatalf("the flow is %s, %v", toldShortly(done), err)
		}
	}
	accounts := func() (out []int) {
		_ = a.cfg.DB.View(func(tx *store.Tx) error {
			book, _ := stored.Get(tx, bookKey(one, "c"))
			for _, s := range book.Consents {
				out = append(out, len(s.Accounts))
			}
			return nil
		})
		return out
	}
	run(checking, salary)
	run(salary)
	if got := accounts(); !slices.Equal(got, []int{1, 1}) {
		t.Errorf("the consents cover %v accounts, want one each", got)
	}
	run(checking, salary)
	if got := accounts(); !slices.Equal(got, []int{2}) {
		t.Errorf("the consents cover %v accounts, want one with two", got)
	}
}

// The flows of 3.4.
func TestOtherFlows(t *testing.T) {
	for _, row := range []struct {
		name    string
		t       FlowType
		r       FlowRequest
		visitor Visitor
		want    int // accounts
	}{
		{"accounts", Accounts, FlowRequest{}, Visitor{}, 5},
		{"one account", Accounts, FlowRequest{Selection: SingleAccount}, Visitor{Accounts: []string{salary}}, 1},
		{"some accounts", Accounts, FlowRequest{Selection: MultipleAccounts}, Visitor{Accounts: []string{salary, checking}}, 2},
		{"details by IBAN", AccountDetails, FlowRequest{IBAN: salary}, Visitor{}, 1},
		{"balances by number", Balances, FlowRequest{AccountNumber: "6636981175"}, Visitor{}, 1},
		{"transactions of the consumer's choice", Transactions, FlowRequest{}, Visitor{Accounts: []string{salary}}, 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			r := demo()
			r.Scope = nil
			f := mustFlowBy(t, a, mustStart(t, a, r), row.t, row.r, scenario.Facts{})
			done, err := a.Complete(f.ID, row.visitor)
			if err != nil || done.State != Finished || len(done.Result.Accounts) != row.want {
				t.Fatalf("it is %s with %+v, %v; want %d accounts", toldShortly(done), done.Result, err, row.want)
			}
			for _, got := range done.Result.Accounts {
				if (got.Balance == nil) != got.Restricted || got.BIC != "TESTDE10XXX" || got.ID == "" || got.IBAN == "" {
					t.Errorf("an account is %+v", got)
				}
			}
			if row.t == Transactions && (len(done.Result.Transactions) == 0 || done.Result.To != reports.DayOf(start) || int(done.Result.To-done.Result.From) != 30) {
				t.Errorf("%d transactions from %s to %s, want some of today and the 30 days before", len(done.Result.Transactions), done.Result.From, done.Result.To)
			}
		})
	}
}

// A flow's transactions by pages are those that it brings at once.
func TestPagesOfAFlow(t *testing.T) {
	a, _ := newAggregator(t)
	s := mustStart(t, a, demo())
	run := func(size *int) Flow {
		f := mustFlowBy(t, a, s, Transactions, FlowRequest{IBAN: salary, LastDays: ptr(90), PageSize: size}, scenario.Facts{})
		done, err := a.Complete(f.ID, Visitor{})
		if err != nil || done.State != Finished {
			t.Fatalf("the flow is %s, %v", toldShortly(done), err)
		}
		return done
	}
	whole, paged := run(nil).Result, run(ptr(3))
	var got []string
	for page := paged.Result; ; {
		for _, entry := range page.Transactions {
			got = append(got, entry.ID)
		}
		if page.Next == 0 {
			break
		}
		f, err := a.FlowPage(one, s.ID, paged.ID, page.Next)
		if err != nil {
			t.Fatal(err)
		}
		page = f.Result
	}
	var want []string
	for _, entry := range whole.Transactions {
		want = append(want, entry.ID)
	}
	if !slices.Equal(got, want) || whole.Next != 0 || len(want) < 7 {
		t.Errorf("by pages it brings %d transactions, at once %d (next %d)", len(got), len(want), whole.Next)
	}
	if _, err := a.FlowPage(one, s.ID, paged.ID, -1); breaches(err) != "INVALID_VALUE offset" {
		t.Errorf("an offset below 0 is answered %v", err)
	}
}

// What a finished flow brought does not change with the clock.
func TestResultsStay(t *testing.T) {
	a, c := newAggregator(t)
	f := mustFlowBy(t, a, mustStart(t, a, demo()), Transactions, FlowRequest{IBAN: salary}, scenario.Facts{})
	done, err := a.Complete(f.ID, Visitor{})
	if err != nil {
		t.Fatal(err)
	}
	c.Advance(40 * 24 * time.Hour)
	later := mustLook(t, a, f)
	if len(later.Result.Transactions) != len(done.Result.Transactions) || *later.Result.Accounts[0].Balance != *done.Result.Accounts[0].Balance {
		t.Errorf("later it brings %d transactions and %v, at first %d and %v", len(later.Result.Transactions), later.Result.Accounts[0].Balance, len(done.Result.Transactions), done.Result.Accounts[0].Balance)
	}
}
