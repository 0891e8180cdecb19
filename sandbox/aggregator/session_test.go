package aggregator

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

var start = time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)

const (
	one Client = "insights-one"
	two Client = "insights-two"
)

// newAggregator opens one whose clock stands still until it is moved and whose
// ids are counted.
func newAggregator(tb testing.TB) (*Aggregator, *clock.Clock) {
	tb.Helper()
	return newAggregatorOn(scenario.Builtin)
}

// people are all who have accounts, and books their history, made once for all
// tests.
var (
	people = fixtures.Join(fixtures.Shipped(), fixtures.TestBanks())
	books  = ledger.New(people, 1)
)

// newAggregatorOn opens one on scenario files that may change.
func newAggregatorOn(files func() *scenario.Set) (*Aggregator, *clock.Clock) {
	c := clock.New(func() time.Time { return start })
	return newAggregatorBy(c, files), c
}

// newAggregatorBy is one by a clock.
func newAggregatorBy(c *clock.Clock, files func() *scenario.Set) *Aggregator {
	var ids atomic.Int64
	newID := func() string { return fmt.Sprintf("id-%d", ids.Add(1)) }
	db, history := new(store.DB), func(int64) *ledger.Books { return books }
	s := storage.New(storage.Config{DB: db, Clock: c, NewID: newID, Fixtures: people, Books: history, Seed: 1})
	return New(Config{DB: db, Clock: c, Storage: s, Scenarios: files, Fixtures: people, Books: history, Seed: 1, NewID: newID})
}

// usual is the least that a session for Insights says.
func usual() SessionRequest {
	return SessionRequest{PSU: &PSU{UserAgent: "Mozilla/5.0", IPAddress: "192.0.2.7"}, Scope: &Scope{InsightsRefresh: &InsightsScope{}}}
}

func mustStart(tb testing.TB, a *Aggregator, r SessionRequest) Session {
	tb.Helper()
	s, err := a.StartSession(one, r)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func ptr[T any](v T) *T { return &v }

func TestSessionRequestRules(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*SessionRequest)
		want   string // code and path of each violation; "" is none
	}{
		{"the usual", func(*SessionRequest) {}, ""},
		{"no psu", func(r *SessionRequest) { r.PSU = nil }, "REQUIRED psu"},
		{"an empty psu", func(r *SessionRequest) { r.PSU = &PSU{} }, "REQUIRED psu.user_agent REQUIRED psu.ip_address"},
		{"an address that is none", func(r *SessionRequest) { r.PSU.IPAddress = "somewhere" }, ""},
		{"the demo bank", func(r *SessionRequest) { r.SelectedBank = &BankChoice{"88888888", "de"} }, ""},
		{"a bank without its code", func(r *SessionRequest) { r.SelectedBank = &BankChoice{"", "DE"} }, "REQUIRED selected_bank.bank_code"},
		{"a bank without its country", func(r *SessionRequest) { r.SelectedBank = &BankChoice{"88888888", ""} }, "REQUIRED selected_bank.country_code"},
		{"an unknown bank", func(r *SessionRequest) { r.SelectedBank = &BankChoice{"8888888", "DE"} }, "INVALID_VALUE selected_bank.bank_code"},
		{"a bank of another country", func(r *SessionRequest) { r.SelectedBank = &BankChoice{"88888888", "AT"} }, "INVALID_VALUE selected_bank.bank_code"},
		{"a bank of a country of three letters", func(r *SessionRequest) { r.SelectedBank = &BankChoice{"88888888", "DEU"} }, "INVALID_FORMAT selected_bank.country_code"},
		{"Malta by its own code", func(r *SessionRequest) { r.SelectedBank = &BankChoice{"0000", "MT"} }, ""},
		{"a bank that is not allowed", func(r *SessionRequest) {
			r.SelectedBank, r.AllowedCountries = &BankChoice{"88888888", "DE"}, []string{"AT"}
		}, "INVALID_VALUE selected_bank.country_code"},
		{"a bank without PSD2, which is forced", func(r *SessionRequest) { r.SelectedBank, r.Access = &BankChoice{"00000", "DE"}, ForcePSD2 }, "INVALID_VALUE aspsp_access"},
		{"the demo bank, the fallback forced", func(r *SessionRequest) {
			r.SelectedBank, r.Access = &BankChoice{"88888888", "DE"}, ForceFallback
		}, ""},
		{"an access in small letters", func(r *SessionRequest) { r.Access = "prefer_psd2" }, "INVALID_VALUE aspsp_access"},
		{"a language of three letters", func(r *SessionRequest) { r.Language = "deu" }, "INVALID_FORMAT language"},
		{"allowed countries", func(r *SessionRequest) { r.AllowedCountries = []string{"de", "A1", ""} }, "INVALID_FORMAT allowed_countries[1] INVALID_FORMAT allowed_countries[2]"},
		{"a preselected country that is not allowed", func(r *SessionRequest) {
			r.AllowedCountries, r.PreselectedCountry = []string{"DE"}, "AT"
		}, "INVALID_VALUE preselected_country"},
		{"a preselected country that is", func(r *SessionRequest) { r.AllowedCountries, r.PreselectedCountry = []string{"DE"}, "de" }, ""},
		{"a page to return to", func(r *SessionRequest) { r.RedirectReturnURL = "https://shop.example/back?x=1" }, ""},
		{"an app to return to", func(r *SessionRequest) { r.RedirectReturnURL = "shop://back" }, ""},
		{"half a URL", func(r *SessionRequest) { r.RedirectReturnURL = "/back" }, "INVALID_FORMAT redirect_return_url"},
		{"https without a host", func(r *SessionRequest) { r.RedirectReturnURL = "https:///back" }, "INVALID_FORMAT redirect_return_url"},
		{"a script", func(r *SessionRequest) { r.RedirectReturnURL = "JavaScript:alert(1)" }, "INVALID_VALUE redirect_return_url"},
		{"a lifetime below none", func(r *SessionRequest) { r.Scope.Lifetime = ptr(-1) }, "INVALID_VALUE consent_scope.lifetime"},
		{"a lifetime beyond the longest", func(r *SessionRequest) { r.Scope.Lifetime = ptr(181) }, "INVALID_VALUE consent_scope.lifetime"},
		{"the longest lifetime", func(r *SessionRequest) { r.Scope.Lifetime = ptr(180) }, ""},
		{"IBANs", func(r *SessionRequest) {
			r.Scope.Balances = &AccountScope{IBANs: []string{"DE43000000005686751168", "DE43 0000 0000 5686 7511 68", "account"}}
		}, "INVALID_FORMAT consent_scope.balances.ibans[2]"},
		{"transactions of days and dates", func(r *SessionRequest) {
			r.Scope.Transactions = &TransactionScope{LastDays: ptr(30), From: 1, To: 2}
		}, "MUTUALLY_EXCLUSIVE consent_scope.transactions.last_days"},
		{"a refresh from a date only", func(r *SessionRequest) { r.Scope.InsightsRefresh.From = 7 }, "REQUIRED consent_scope.insights_refresh.to_date"},
		{"a refresh backwards", func(r *SessionRequest) { r.Scope.InsightsRefresh.From, r.Scope.InsightsRefresh.To = 8, 7 }, "INVALID_VALUE consent_scope.insights_refresh.from_date"},
		{"a refresh of no days", func(r *SessionRequest) { r.Scope.InsightsRefresh.RefreshDays = ptr(0) }, "INVALID_VALUE consent_scope.insights_refresh.refresh_days"},
		{"a consumer of 127", func(r *SessionRequest) { r.Scope.InsightsRefresh.Consumer = strings.Repeat("é", 127) }, ""},
		{"a consumer of 128", func(r *SessionRequest) { r.Scope.InsightsRefresh.Consumer = strings.Repeat("x", 128) }, "TOO_LONG consent_scope.insights_refresh.insights_consumer_id"},
		{"accounts by both", func(r *SessionRequest) {
			r.Scope.InsightsRefresh.IBANs, r.Scope.InsightsRefresh.AccountIDs = []string{"DE43000000005686751168"}, []string{"a"}
		}, "MUTUALLY_EXCLUSIVE consent_scope.insights_refresh.ibans"},
		{"all at once", func(r *SessionRequest) { r.PSU, r.Language, r.Access = nil, "x", "x" }, "REQUIRED psu INVALID_FORMAT language INVALID_VALUE aspsp_access"},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			r := usual()
			row.change(&r)
			_, err := a.StartSession(one, r)
			if got := breaches(err); got != row.want {
				t.Errorf("the session was answered %q (%v), want %q", got, err, row.want)
			}
		})
	}
}

// breaches writes the violations of a refusal shortly.
func breaches(err error) string {
	var e *storage.Error
	if !errors.As(err, &e) {
		return ""
	}
	var out []string
	for _, v := range e.Violations {
		out = append(out, v.Code+" "+v.Path)
	}
	return strings.Join(out, " ")
}

func kindOf(err error) storage.Kind {
	var e *storage.Error
	if !errors.As(err, &e) {
		return -1
	}
	return e.Kind
}

func TestSessionLives(t *testing.T) {
	for _, row := range []struct {
		name string
		do   func(*Aggregator, *clock.Clock, Session)
		want SessionState
	}{
		{"left alone for a moment", func(_ *Aggregator, c *clock.Clock, _ Session) { c.Advance(Idle - time.Nanosecond) }, Running},
		{"left alone", func(_ *Aggregator, c *clock.Clock, _ Session) { c.Advance(Idle) }, TimedOut},
		{"used in time", func(a *Aggregator, c *clock.Clock, s Session) {
			c.Advance(Idle - time.Second)
			_, _ = a.Session(one, s.ID)
			c.Advance(Idle - time.Second)
		}, Running},
		{"looked for by another client", func(a *Aggregator, c *clock.Clock, s Session) {
			c.Advance(Idle - time.Second)
			_, _ = a.Session(two, s.ID)
			c.Advance(time.Second)
		}, TimedOut},
		{"closed", func(a *Aggregator, _ *clock.Clock, s Session) { _ = a.CloseSession(one, s.ID) }, Closed},
		{"closed by another client", func(a *Aggregator, _ *clock.Clock, s Session) { _ = a.CloseSession(two, s.ID) }, Running},
		{"closed too late", func(a *Aggregator, c *clock.Clock, s Session) {
			c.Advance(Idle)
			_ = a.CloseSession(one, s.ID)
		}, TimedOut},
		{"closed, and long ago", func(a *Aggregator, c *clock.Clock, s Session) {
			_ = a.CloseSession(one, s.ID)
			c.Advance(Idle)
		}, Closed},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, c := newAggregator(t)
			s := mustStart(t, a, usual())
			row.do(a, c, s)
			got, err := a.Session(one, s.ID)
			if err != nil || got.State != row.want {
				t.Errorf("the session is %s, %v; want %s", got.State, err, row.want)
			}
		})
	}
}

func TestSessionsOfOthersAreNotThere(t *testing.T) {
	a, _ := newAggregator(t)
	s := mustStart(t, a, usual())
	_, foreign := a.Session(two, s.ID)
	_, unknown := a.Session(two, "0")
	if kindOf(foreign) != storage.NotFound || kindOf(unknown) != storage.NotFound {
		t.Fatalf("got %v and %v, want NotFound", foreign, unknown)
	}
	if got, want := foreign.Error(), strings.ReplaceAll(unknown.Error(), `"0"`, `"`+s.ID+`"`); got != want {
		t.Errorf("a foreign session is refused with %q, an unknown one with %q", got, want)
	}
}

func TestSessionOffersInsightsIfItWasAskedFor(t *testing.T) {
	a, _ := newAggregator(t)
	r := usual()
	if got := mustStart(t, a, r).Offers; !slices.Contains(got, InsightsRefresh) {
		t.Errorf("the session offers %s, want insights-refresh among them", got)
	}
	r.Scope = &Scope{Accounts: &struct{}{}}
	if got := mustStart(t, a, r).Offers; slices.Contains(got, InsightsRefresh) || len(got) != 4 {
		t.Errorf("the session offers %s, want the four others", got)
	}
}

func TestLifetimes(t *testing.T) {
	for _, row := range []struct {
		name  string
		scope *Scope
		want  int
	}{
		{"no scope", nil, 0},
		{"a scope", &Scope{}, 90},
		{"none", &Scope{Lifetime: ptr(0)}, 0},
		{"a month", &Scope{Lifetime: ptr(30)}, 30},
	} {
		r := SessionRequest{Scope: row.scope}
		if got := r.lifetime(); got != row.want {
			t.Errorf("%s: the lifetime is %d, want %d", row.name, got, row.want)
		}
	}
}
