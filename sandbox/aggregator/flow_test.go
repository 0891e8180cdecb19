package aggregator

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
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
		{"no days, and a date", InsightsRefresh, FlowRequest{RefreshDays: ptr(0), From: 4}, "MUTUALLY_EXCLUSIVE refresh_days"},
		{"more than a hundred years", InsightsRefresh, FlowRequest{From: 1, To: 1 + storage.MostDays}, "INVALID_VALUE from_date"},
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
