package bank

import (
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
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// books are the history of the shipped customers, made once for all tests.
var books = ledger.New(fixtures.Shipped(), 1)

var start = time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)

const (
	one ClientID = "aisp-one"
	two ClientID = "aisp-two"
)

var basic = ConsentRequest{Permissions: []Permission{ReadAccountsBasic}}

// newBank opens a bank whose clock stands still until it is moved. The shipped
// scenarios are there, and those given; these need not pass lint.
func newBank(tb testing.TB, scripts ...scenario.Scenario) (*Bank, *clock.Clock) {
	tb.Helper()
	set, names := scenario.Builtin(), &strings.Builder{}
	for _, s := range scripts {
		fmt.Fprintf(names, "  - {name: %s, customer: ask}\n", s.Name)
	}
	if len(scripts) > 0 {
		var err error
		if set, err = set.With("names.yaml", []byte("version: 1\nscenarios:\n"+names.String())); err != nil {
			tb.Fatal(err)
		}
	}
	b, c := newBankOn(func() *scenario.Set { return set })
	b.scenario = func(name string) (scenario.Scenario, bool) {
		if i := slices.IndexFunc(scripts, func(s scenario.Scenario) bool { return s.Name == name }); i >= 0 {
			return scripts[i], true
		}
		return set.Get(name)
	}
	return b, c
}

// newBankOn opens a bank on files that may change.
func newBankOn(files func() *scenario.Set) (*Bank, *clock.Clock) {
	c := clock.New(func() time.Time { return start })
	var ids atomic.Int64
	return New(Config{
		DB: new(store.DB), Clock: c, Scenarios: files, Books: func(int64) *ledger.Books { return books },
		NewID: func() string { return fmt.Sprintf("consent-%d", ids.Add(1)) },
	}), c
}

func mustCreate(tb testing.TB, b *Bank, script string) Consent {
	tb.Helper()
	r := basic
	r.Facts.Header = script
	c, err := b.CreateConsent(one, r)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func mustRead(tb testing.TB, b *Bank, id ConsentID) Consent {
	tb.Helper()
	c, err := b.ReadConsent(one, id)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func mustArrive(tb testing.TB, b *Bank, id ConsentID) Authorisation {
	tb.Helper()
	a, err := b.Arrive(one, id, "")
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

func TestConsentIsMadeReadAuthorisedAndRevoked(t *testing.T) {
	b, _ := newBank(t)
	made := mustCreate(t, b, "auto-approve")
	if got, want := made.Status, scenario.AwaitingAuthorisation; got != want {
		t.Errorf("a new consent is %s, want %s", got, want)
	}
	if got, want := mustArrive(t, b, made.ID).Outcome, Granted; got != want {
		t.Errorf("the visit ended in %v, want %v", got, want)
	}
	if got, want := mustRead(t, b, made.ID).Status, scenario.Authorised; got != want {
		t.Errorf("after the visit the consent is %s, want %s", got, want)
	}
	revoked, err := b.RevokeConsent(one, made.ID)
	if err != nil || revoked.Status != scenario.Revoked {
		t.Errorf("the revoke answered %s, %v; want %s", revoked.Status, err, scenario.Revoked)
	}
	if b.Alive(made.ID, 1) {
		t.Error("tokens are alive after the revoke")
	}
}

func TestWhatTheBankGivesOutIsTheCallersOwn(t *testing.T) {
	b, _ := newBank(t)
	made := mustCreate(t, b, "auto-approve")
	made.Permissions[0] = "changed"
	granted := mustArrive(t, b, made.ID)
	granted.Accounts[0], granted.Consent.Permissions[0] = "changed", "changed"
	read := mustRead(t, b, made.ID)
	read.Accounts[0], read.Permissions[0] = "changed", "changed"
	customer, _ := b.Customer("amal")
	customer.Accounts[0].ID = "changed"
	got := mustInspect(t, b, made.ID)
	if got.Permissions[0] != ReadAccountsBasic || got.Accounts[0] != b.people()[0].Accounts[0].ID || got.Accounts[0] == "changed" {
		t.Errorf("the stored consent has %s and %s: it was changed from outside", got.Permissions, got.Accounts)
	}
}
