package aggregator

import (
	"slices"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A request that breaks a rule spends nothing.
func TestInvalidUseLeavesTheToken(t *testing.T) {
	a, _ := newAggregator(t)
	_, g := mustGrant(t, a, everything(), "")
	_, err := a.UseConsent(one, g.ConsentID, Transactions, ConsentUse{
		Token: g.Token, IBAN: "x", AccountID: "y", PSU: &PSU{}, LastDays: ptr(0), PageSize: ptr(0), Offset: -1,
	})
	want := "REQUIRED psu.user_agent REQUIRED psu.ip_address INVALID_FORMAT iban INVALID_VALUE last_days INVALID_VALUE preferred_pagination_size INVALID_VALUE offset"
	if got := breaches(err); got != want {
		t.Errorf("it is answered %q, want %q", got, want)
	}
	if _, err := a.UseConsent(one, g.ConsentID, Accounts, ConsentUse{Token: g.Token}); err != nil {
		t.Errorf("the token is spent: %v", err)
	}
}

func TestUnattendedQuota(t *testing.T) {
	a, c := newAggregator(t)
	_, g := mustGrant(t, a, everything(), "")
	token := g.Token
	use := func(psu *PSU) error {
		u, err := a.UseConsent(one, g.ConsentID, Balances, ConsentUse{Token: token, IBAN: checking, PSU: psu})
		if token = u.Token; err != nil {
			token = tokenOf(err)
		}
		return err
	}
	for i := range 4 {
		if err := use(nil); err != nil {
			t.Fatalf("use %d: %v", i+1, err)
		}
	}
	if err := use(nil); kindOf(err) != storage.TooMany || codeOf(err) != "CONSENT.QUOTA_EXCEEDED" {
		t.Errorf("the fifth use of the day is answered %v", err)
	}
	if err := use(&PSU{"Mozilla/5.0", "192.0.2.7"}); err != nil {
		t.Errorf("with the consumer there it is answered %v", err)
	}
	c.Set(time.Date(2026, 1, 1, 21, 0, 0, 0, time.UTC)) // midnight at the bank
	if err := use(nil); err != nil {
		t.Errorf("the next day it is answered %v", err)
	}
}

// What a read by a consent brings is what its part of the scope says.
func TestUseKeepsToTheScope(t *testing.T) {
	for _, row := range []struct {
		name  string
		scope func(*Scope)
		t     FlowType
		use   ConsentUse
		want  string // code, or breaches; "" is none
	}{
		{"accounts", func(*Scope) {}, Accounts, ConsentUse{}, ""},
		{"accounts, not granted", func(s *Scope) { s.Accounts = nil }, Accounts, ConsentUse{}, notGranted},
		{"one of several, not named", func(*Scope) {}, Balances, ConsentUse{}, "REQUIRED account_id"},
		{"the only one", func(s *Scope) { s.Balances.IBANs = []string{salary} }, Balances, ConsentUse{}, ""},
		{"one beside the scope's", func(s *Scope) { s.Balances.IBANs = []string{salary} }, Balances, ConsentUse{IBAN: checking}, notGranted},
		{"the scope's", func(s *Scope) { s.Transactions.IBANs = []string{salary} }, Transactions, ConsentUse{IBAN: salary}, ""},
		{"details beside the scope's", func(s *Scope) { s.AccountDetails.IBANs = []string{salary} }, AccountDetails, ConsentUse{IBAN: checking}, notGranted},
		{"an account of nobody", func(*Scope) {}, Transactions, ConsentUse{AccountID: "x"}, notGranted},
		{"insights by the wrong call", func(*Scope) {}, InsightsRefresh, ConsentUse{}, notGranted},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			r := everything()
			row.scope(r.Scope)
			_, g := mustGrant(t, a, r, "")
			row.use.Token = g.Token
			_, err := a.UseConsent(one, g.ConsentID, row.t, row.use)
			if got := codeOf(err) + breaches(err); got != row.want {
				t.Errorf("it is answered %q (%v), want %q", got, err, row.want)
			}
		})
	}
}

func TestTransactionsByPagesAreWhole(t *testing.T) {
	a, _ := newAggregator(t)
	r := everything()
	r.Scope.Transactions.LastDays = ptr(90)
	_, g := mustGrant(t, a, r, "acin-demo-data")
	accounts, err := a.UseConsent(one, g.ConsentID, Accounts, ConsentUse{Token: g.Token})
	if err != nil {
		t.Fatal(err)
	}
	psu := &PSU{"Mozilla/5.0", "192.0.2.7"}
	id, token := accounts.Result.Accounts[0].ID, accounts.Token
	read := func(size *int, offset int) Result {
		u, err := a.UseConsent(one, g.ConsentID, Transactions, ConsentUse{Token: token, PSU: psu, AccountID: id, LastDays: ptr(200), PageSize: size, Offset: offset})
		if err != nil {
			t.Fatal(err)
		}
		token = u.Token
		return u.Result
	}
	whole := read(nil, 0)
	if got := int(whole.To-whole.From) + 1; got != 91 || whole.Count < 50 {
		t.Errorf("the consent opens %d days with %d transactions, want 91 with many", got, whole.Count)
	}
	var paged []string
	for page := read(ptr(7), 0); ; page = read(ptr(7), page.Next) {
		for _, entry := range page.Transactions {
			paged = append(paged, entry.ID)
		}
		if page.Next == 0 {
			break
		}
	}
	var ids []string
	for _, entry := range whole.Transactions {
		ids = append(ids, entry.ID)
	}
	if !slices.Equal(paged, ids) {
		t.Errorf("%d transactions by pages, %d at once: they differ", len(paged), len(ids))
	}
}

// A Consent-Refresh opens the accounts of its part of the scope, and counts like any
// other use.
func TestRefreshBy(t *testing.T) {
	a, _ := newAggregator(t)
	r := everything()
	r.Scope.InsightsRefresh.IBANs = []string{checking, salary}
	_, g := mustGrant(t, a, r, "")
	token := g.Token
	for i := range 5 {
		var got granted
		var refusal *storage.Error
		_ = a.cfg.DB.Update(func(tx *store.Tx) error {
			got, refusal = a.refreshBy(tx, "refresh", one, g.ConsentID, token, false)
			return nil
		})
		if i == 4 {
			if refusal == nil || refusal.Code != "CONSENT.QUOTA_EXCEEDED" || refusal.Token == "" {
				t.Errorf("the fifth refresh of the day is answered %v", refusal)
			}
			return
		}
		if refusal != nil || len(got.sources) != 2 || got.token == token {
			t.Fatalf("refresh %d opens %d accounts with the token %q after %q, %v", i+1, len(got.sources), got.token, token, refusal)
		}
		token = got.token
	}
}
