package aggregator

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

func TestFlowRequestRules(t *testing.T) {
	for _, row := range []struct {
		name string
		t    FlowType
		r    FlowRequest
		want string
	}{
		{"nothing", InsightsRefresh, FlowRequest{}, ""},
		{"days", InsightsRefresh, FlowRequest{RefreshDays: ptr(90)}, ""},
		{"no days", InsightsRefresh, FlowRequest{RefreshDays: ptr(0)}, "INVALID_VALUE refresh_days"},
		{"dates", InsightsRefresh, FlowRequest{From: 5, To: 5}, ""},
		{"days and dates", InsightsRefresh, FlowRequest{RefreshDays: ptr(9), From: 4, To: 5}, "MUTUALLY_EXCLUSIVE refresh_days"},
		{"from only", InsightsRefresh, FlowRequest{From: 4}, "REQUIRED to_date"},
		{"to only", InsightsRefresh, FlowRequest{To: 4}, "REQUIRED from_date"},
		{"backwards", InsightsRefresh, FlowRequest{From: 5, To: 4}, "INVALID_VALUE from_date"},
		{"all accounts", InsightsRefresh, FlowRequest{Accounts: &Selector{All: true}}, ""},
		{"an empty selector", InsightsRefresh, FlowRequest{Accounts: &Selector{}}, ""},
		{"IBANs", InsightsRefresh, FlowRequest{Accounts: &Selector{IBANs: []string{checking}}}, ""},
		{"what is no IBAN", InsightsRefresh, FlowRequest{Accounts: &Selector{IBANs: []string{checking, "DE"}}}, "INVALID_FORMAT accounts.ibans[1]"},
		{"all and IBANs", InsightsRefresh, FlowRequest{Accounts: &Selector{All: true, IBANs: []string{checking}}}, "MUTUALLY_EXCLUSIVE accounts.all"},
		{"all and ids", InsightsRefresh, FlowRequest{Consumer: "c", Accounts: &Selector{All: true, AccountIDs: []string{"a"}}}, "MUTUALLY_EXCLUSIVE accounts.all"},
		{"IBANs and ids", InsightsRefresh, FlowRequest{Consumer: "c", Accounts: &Selector{IBANs: []string{checking}, AccountIDs: []string{"a"}}}, "MUTUALLY_EXCLUSIVE accounts.ibans"},
		{"ids", InsightsRefresh, FlowRequest{Consumer: "c", Accounts: &Selector{AccountIDs: []string{"a"}}}, ""},
		{"a consumer of 127", InsightsRefresh, FlowRequest{Consumer: strings.Repeat("x", 127)}, ""},
		{"a consumer of 128", InsightsRefresh, FlowRequest{Consumer: strings.Repeat("x", 128)}, "TOO_LONG insights_consumer_id"},
		{"kept for no minute", InsightsRefresh, FlowRequest{RetentionMinutes: ptr(0)}, "INVALID_VALUE data_retention_minutes"},
		{"a consent, maybe", InsightsRefresh, FlowRequest{Store: "MAYBE"}, "INVALID_VALUE store_consent"},
		{"an account type", InsightsRefresh, FlowRequest{Allowed: &AllowedAccounts{Types: []string{"DEFAULT", "CHEQUE"}}}, "INVALID_VALUE allowed_accounts.account_types[1]"},
		{"a report that nobody knows", InsightsRefresh, FlowRequest{IntendedReports: []string{"WEATHER"}}, ""},
		{"a selection", Accounts, FlowRequest{Selection: MultipleAccounts}, ""},
		{"no such selection", Accounts, FlowRequest{Selection: "SOME"}, "INVALID_VALUE accounts_selection"},
		{"an account by two names", Balances, FlowRequest{IBAN: checking, AccountID: "1"}, "MUTUALLY_EXCLUSIVE account_id"},
		{"an account by what is no IBAN", AccountDetails, FlowRequest{IBAN: "1"}, "INVALID_FORMAT iban"},
		{"transactions of days and dates", Transactions, FlowRequest{LastDays: ptr(3), From: 1, To: 2}, "MUTUALLY_EXCLUSIVE last_days"},
		{"pages too large", Transactions, FlowRequest{PageSize: ptr(1001)}, "INVALID_VALUE preferred_pagination_size"},
		{"all at once", InsightsRefresh, FlowRequest{RefreshDays: ptr(-1), Store: "x", RetentionMinutes: ptr(-1)}, "INVALID_VALUE refresh_days INVALID_VALUE data_retention_minutes INVALID_VALUE store_consent"},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			_, err := a.StartFlow(one, mustStart(t, a, usual()).ID, row.t, row.r, scenario.Facts{})
			if got := breaches(err); got != row.want {
				t.Errorf("the flow is answered %q (%v), want %q", got, err, row.want)
			}
		})
	}
}

// The session and the flow say together what is read (2.1).
func TestFlowWithinItsSession(t *testing.T) {
	for _, row := range []struct {
		name  string
		scope InsightsScope
		life  *int
		r     FlowRequest
		want  string
	}{
		{"a consumer of the scope", InsightsScope{Consumer: "c"}, nil, FlowRequest{Accounts: &Selector{AccountIDs: []string{"a"}}, Consumer: "c"}, ""},
		{"another consumer than the scope's", InsightsScope{Consumer: "c"}, nil, FlowRequest{Consumer: "d"}, "INVALID_VALUE insights_consumer_id"},
		{"accounts of the scope, of nobody", InsightsScope{AccountIDs: []string{"a"}}, nil, FlowRequest{}, "REQUIRED insights_consumer_id"},
		{"a consent required that lasts no day", InsightsScope{}, ptr(0), FlowRequest{Store: StoreRequired}, "INVALID_VALUE store_consent"},
		{"a consent allowed that lasts no day", InsightsScope{}, ptr(0), FlowRequest{Store: StoreOptional}, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			r := usual()
			r.Scope.InsightsRefresh, r.Scope.Lifetime = &row.scope, row.life
			_, err := a.StartFlow(one, mustStart(t, a, r).ID, InsightsRefresh, row.r, scenario.Facts{})
			if got := breaches(err); got != row.want {
				t.Errorf("the flow is answered %q (%v), want %q", got, err, row.want)
			}
		})
	}
}

func TestWhenAFlowMayStart(t *testing.T) {
	plain := usual()
	plain.Scope = nil
	for _, row := range []struct {
		name string
		r    SessionRequest
		do   func(*Aggregator, Session)
		t    FlowType
		want storage.Kind
	}{
		{"in a new session", usual(), nil, InsightsRefresh, -1},
		{"Insights where it was not asked for", plain, nil, InsightsRefresh, storage.Forbidden},
		{"accounts where nothing was asked for", plain, nil, Accounts, -1},
		{"a transfer", usual(), nil, "transfer", storage.Forbidden},
		{"beside another", usual(), func(a *Aggregator, s Session) {
			_, _ = a.StartFlow(one, s.ID, Accounts, FlowRequest{}, scenario.Facts{})
		}, InsightsRefresh, storage.Conflict},
		{"after another", usual(), func(a *Aggregator, s Session) {
			f, _ := a.StartFlow(one, s.ID, Accounts, FlowRequest{}, scenario.Facts{})
			_ = a.AbortFlow(one, s.ID, f.ID)
		}, InsightsRefresh, -1},
		{"in a closed session", usual(), func(a *Aggregator, s Session) { _ = a.CloseSession(one, s.ID) }, InsightsRefresh, storage.Conflict},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			s := mustStart(t, a, row.r)
			if row.do != nil {
				row.do(a, s)
			}
			_, err := a.StartFlow(one, s.ID, row.t, FlowRequest{}, scenario.Facts{})
			if kindOf(err) != row.want {
				t.Errorf("the flow is answered %v, want kind %d", err, row.want)
			}
		})
	}
	a, _ := newAggregator(t)
	s := mustStart(t, a, usual())
	mustFlow(t, a, s, FlowRequest{})
	_, err := a.StartFlow(one, s.ID, InsightsRefresh, FlowRequest{}, scenario.Facts{})
	if err == nil || !strings.Contains(err.Error(), "A new flow cannot be started for session with the provided id as long as there is a running flow") {
		t.Errorf("the refusal says %v, want the recorded message", err)
	}
	if _, err := a.StartFlow(one, s.ID, InsightsRefresh, FlowRequest{}, scenario.Facts{Header: "embeded"}); kindOf(err) != storage.Conflict {
		t.Errorf("an unknown scenario beside a running flow: %v, want Conflict", err)
	}
}

func TestUnknownScenarioIsRefused(t *testing.T) {
	a, _ := newAggregator(t)
	s := mustStart(t, a, usual())
	_, err := a.StartFlow(one, s.ID, InsightsRefresh, FlowRequest{}, scenario.Facts{Header: "embeded"})
	if breaches(err) != "INVALID_VALUE x-sandbox-scenario" || !strings.Contains(err.Error(), "embedded") {
		t.Errorf("it is answered %v, want the nearest name", err)
	}
	if got, _ := a.Session(one, s.ID); got.Current != nil {
		t.Error("a flow was started all the same")
	}
}

// What becomes of a running flow when its session ends, and what is left to do.
func TestSessionsEndTheirFlows(t *testing.T) {
	for _, row := range []struct {
		name string
		end  func(*Aggregator, interface{ Advance(time.Duration) }, Session, Flow)
		want string
	}{
		{"closed", func(a *Aggregator, _ interface{ Advance(time.Duration) }, s Session, _ Flow) {
			_ = a.CloseSession(one, s.ID)
		}, "ABORTED"},
		{"timed out", func(_ *Aggregator, c interface{ Advance(time.Duration) }, _ Session, _ Flow) { c.Advance(Idle) }, "EXCEPTION USER.SESSION.TIMEOUT"},
		{"aborted", func(a *Aggregator, _ interface{ Advance(time.Duration) }, s Session, f Flow) {
			_ = a.AbortFlow(one, s.ID, f.ID)
		}, "ABORTED"},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, c := newAggregator(t)
			s := mustStart(t, a, demo())
			f := mustFlow(t, a, s, FlowRequest{})
			row.end(a, c, s, f)
			if got := toldShortly(mustLook(t, a, f)); got != row.want {
				t.Errorf("the flow is %s, want %s", got, row.want)
			}
			if err := a.AbortFlow(one, s.ID, f.ID); kindOf(err) != storage.Conflict {
				t.Errorf("it is aborted again with %v, want Conflict", err)
			}
			if _, err := a.Answer(f.ID, Input{Form: "credentials"}); kindOf(err) != storage.Conflict {
				t.Errorf("it is answered with %v, want Conflict", err)
			}
			if _, err := a.Complete(f.ID, Visitor{}); kindOf(err) != storage.Conflict {
				t.Errorf("it is completed with %v, want Conflict", err)
			}
			got, _ := a.Session(one, s.ID)
			if got.Current != nil || !slices.Equal(got.Previous, []FlowRef{{f.ID, InsightsRefresh}}) {
				t.Errorf("the session has the flow %v running and %v before", got.Current, got.Previous)
			}
		})
	}
}

// Any use keeps the session from timing out, the consumer's too.
func TestConsumersKeepTheSession(t *testing.T) {
	a, c := newAggregator(t)
	f := mustFlow(t, a, mustStart(t, a, demo()), FlowRequest{})
	for range 3 {
		c.Advance(Idle - time.Second)
		if s, err := a.Step(f.ID); err != nil || s.State != InputNeeded {
			t.Fatalf("the step is %s, %v", s.State, err)
		}
	}
	if _, err := a.FlowView(f.ID); err != nil {
		t.Fatal(err)
	}
	c.Advance(Idle)
	if s, _ := a.Step(f.ID); s.State != Exception || s.Error.Category != "USER.SESSION.TIMEOUT" {
		t.Errorf("after half an hour the step is %s, %v", s.State, s.Error)
	}
}

// Bank and login are bound to the session: a second flow asks for neither, and may
// not change them (2.3).
func TestSecondFlowNeedsNoLogin(t *testing.T) {
	a, _ := newAggregator(t)
	s := mustStart(t, a, usual())
	f := mustFlow(t, a, s, FlowRequest{})
	if _, err := a.Complete(f.ID, Visitor{Username: "acin-demo-data"}); err != nil {
		t.Fatal(err)
	}
	g := mustFlowBy(t, a, s, Transactions, FlowRequest{}, scenario.Facts{})
	step, err := a.Step(g.ID)
	if err != nil || step.Context != AtAccounts || step.Bank.Code != "88888888" {
		t.Fatalf("the second flow begins at %s, %v", step.Context, err)
	}
	if step.Back {
		t.Error("the second flow can go back to the login")
	}
	done, err := a.Complete(g.ID, Visitor{Country: "AT", Bank: "00000", Username: "wrong"})
	if err != nil || done.State != Finished || len(done.Result.Transactions) == 0 {
		t.Fatalf("the second flow is %s, %v", done.State, err)
	}
	v, _ := a.FlowView(g.ID)
	if v.Username != "acin-demo-data" {
		t.Errorf("the second flow was gone through as %q", v.Username)
	}
	h := mustFlowBy(t, a, s, Accounts, FlowRequest{}, scenario.Facts{Header: "decoupled"})
	if got := looks(t, a, h, 4); got != "PROCESSING, PROCESSING, PROCESSING, FINISHED" {
		t.Errorf("the third flow, by a scenario, goes %s", got)
	}
}

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
			if row.t == Transactions && (len(done.Result.Transactions) == 0 || done.Result.To != reports.DayOf(start) || int(done.Result.To-done.Result.From) != 29) {
				t.Errorf("%d transactions from %s to %s, want some of 30 days", len(done.Result.Transactions), done.Result.From, done.Result.To)
			}
		})
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
