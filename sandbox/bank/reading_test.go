package bank

import (
	"slices"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// A grantee is a customer's consent: what it permits, for which accounts, in
// which window.
type grantee struct {
	who         CustomerID
	permissions []Permission
	accounts    []AccountID // nil: all
	from, to    string
	script      string // "" is auto-approve
}

// mustGrant makes the consent and returns the token of its authorisation.
func mustGrant(tb testing.TB, b *Bank, g grantee) Access {
	tb.Helper()
	r := ConsentRequest{Permissions: g.permissions, From: g.from, To: g.to}
	r.Facts.Header = g.script
	if g.script == "" {
		r.Facts.Header = "auto-approve"
	}
	c, err := b.CreateConsent(one, r)
	if err != nil {
		tb.Fatal(err)
	}
	if g.accounts == nil {
		who, _ := b.Customer(g.who)
		g.accounts = pick(who, nil)
	}
	a, err := b.Decide(c.ID, Decision{Does: scenario.Approves, Customer: g.who, Accounts: g.accounts})
	if err != nil || a.Outcome != Granted {
		tb.Fatalf("decide: %v, %v", a, err)
	}
	return Access{Client: one, Scopes: []string{"accounts"}, Consent: c.ID, Generation: a.Generation}
}

func mustMayRead(tb testing.TB, b *Bank, a Access, op Operation) Reading {
	tb.Helper()
	r, err := b.MayRead(a, op)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// everything is every permission there is.
var everything = Permissions()

func TestOneOfSomePermissionsOpensAnOperation(t *testing.T) {
	b, _ := newBank(t)
	for _, e := range Endpoints() {
		for _, p := range Permissions() {
			if e.Operation == GetSharingProductDetails {
				continue
			}
			asked := companions(p)
			_, err := b.MayRead(mustGrant(t, b, grantee{who: "amal", permissions: asked}), e.Operation)
			want := Kind(-1)
			if !openByHand(asked, e.Operation) {
				want = Forbidden
			}
			if got := kindOf(err); got != want {
				t.Errorf("%s with %s: kind %d, want %d (%v)", e.Operation, asked, got, want, err)
			}
		}
	}
}

// companions are a permission and what the standard asks to go with it.
func companions(p Permission) []Permission {
	asked := []Permission{p}
	switch {
	case p == ReadTransactionsBasic || p == ReadTransactionsDetail:
		asked = append(asked, ReadTransactionsCredits)
	case p == ReadTransactionsCredits || p == ReadTransactionsDebits:
		asked = append(asked, ReadTransactionsBasic)
	}
	if p != ReadAccountsBasic && p != ReadAccountsDetail {
		asked = append(asked, ReadAccountsBasic)
	}
	return asked
}

// openByHand reads the table that was written by hand.
func openByHand(held []Permission, op Operation) bool {
	for line := range strings.Lines(grantLines) {
		words := strings.Fields(line)
		if len(words) > 2 && words[0] == string(op) && words[2] == "+" && slices.Contains(held, Permission(words[1])) {
			return true
		}
	}
	return false
}

func TestWhatComesBeforeAnAccount(t *testing.T) {
	b, _ := newBank(t)
	good := mustGrant(t, b, grantee{who: "amal", permissions: []Permission{ReadAccountsBasic}})
	lean := mustGrant(t, b, grantee{who: "amal", permissions: []Permission{ReadAccountsBasic}, script: "lean-bank"})
	dead, stale := good, lean
	dead.Generation++
	stale.Generation++
	products := Access{Client: one, Scopes: []string{"products"}}
	tests := []struct {
		name string
		a    Access
		op   Operation
		want Kind
	}{
		{"permitted", good, GetAccounts, -1},
		{"not permitted", good, GetOffers, Forbidden},
		{"dead token", dead, GetAccounts, Unauthorised},
		{"client credentials", Access{Client: one, Scopes: []string{"accounts"}}, GetAccounts, Forbidden},
		{"lean bank, mandatory", lean, GetAccounts, -1},
		{"lean bank, mandatory, not permitted", lean, GetAccountBalances, Forbidden},
		{"lean bank, optional, not permitted", lean, GetOffers, Unsupported},
		{"lean bank, dead token", stale, GetOffers, Unauthorised},
		{"products", products, GetSharingProductDetails, -1},
		{"products, scope accounts", Access{Client: one, Scopes: []string{"accounts"}}, GetSharingProductDetails, Forbidden},
		{"products, a customer's token", Access{Client: one, Scopes: []string{"accounts", "products"}, Consent: good.Consent, Generation: good.Generation}, GetSharingProductDetails, Forbidden},
		{"accounts with scope products", products, GetAccounts, Forbidden},
		{"no operation", good, "getWeather", Internal},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := b.MayRead(tt.a, tt.op); kindOf(err) != tt.want {
				t.Errorf("got %v, want kind %d", err, tt.want)
			}
		})
	}
}

func TestTheLeanBankHasTheMandatoryEndpointsAlone(t *testing.T) {
	b, _ := newBank(t)
	a := mustGrant(t, b, grantee{who: "amal", permissions: everything, script: "lean-bank"})
	for _, e := range Endpoints() {
		if e.Operation == GetSharingProductDetails {
			continue
		}
		want := Kind(-1)
		if e.Duty != Mandatory {
			want = Unsupported
		}
		if _, err := b.MayRead(a, e.Operation); kindOf(err) != want {
			t.Errorf("%s: got %v, want kind %d", e.Operation, err, want)
		}
	}
}

// An AISP must not learn from the answer whether there is such an account.
func TestAccountsThatTheCustomerDidNotChoose(t *testing.T) {
	b, _ := newBank(t)
	a := mustGrant(t, b, grantee{who: "amal", permissions: everything, accounts: []AccountID{"amal-current", "amal-card"}})
	for _, e := range Endpoints() {
		if e.Bulk {
			continue
		}
		r := mustMayRead(t, b, a, e.Operation)
		_, want := r.ask(Query{Account: "amal-savings"})
		if kindOf(want) != Forbidden {
			t.Errorf("%s: an account that was not chosen answers %v, want Forbidden", e.Operation, want)
			continue
		}
		for _, id := range []AccountID{"basma-bhd", "nowhere", "", "../amal-current", "amal-current\x00", AccountID(strings.Repeat("a", 10_000)), "أمل"} {
			if _, err := r.ask(Query{Account: id, From: "nonsense", Page: "nonsense"}); err == nil || err.Error() != want.Error() || kindOf(err) != Forbidden {
				t.Errorf("%s of %.20q: got %v, want %v", e.Operation, id, err, want)
			}
		}
	}
	page, err := mustMayRead(t, b, a, GetAccounts).Accounts(Query{})
	if err != nil || len(page.Items) != 2 || page.Items[0].ID != "amal-current" || page.Items[1].ID != "amal-card" {
		t.Errorf("the accounts are %v, %v; want the two chosen", page.Items, err)
	}
	balances, err := mustMayRead(t, b, a, GetBalances).Balances(Query{})
	if err != nil || len(balances.Items) == 0 || slices.ContainsFunc(balances.Items, func(b ledger.Balance) bool { return b.Account != "amal-current" && b.Account != "amal-card" }) {
		t.Errorf("the balances are %v, %v; want those of the two accounts chosen", balances.Items, err)
	}
}

// dana has no accounts: everything is empty, and nothing is refused.
func TestACustomerWithoutAccounts(t *testing.T) {
	b, _ := newBank(t)
	a := mustGrant(t, b, grantee{who: "dana", permissions: everything})
	for _, e := range Endpoints() {
		if !e.Bulk || e.Operation == GetSharingProductDetails || e.Operation == GetParty {
			continue
		}
		s, err := mustMayRead(t, b, a, e.Operation).ask(Query{})
		if err != nil || len(s.items) != 0 || s.total != 1 || s.first != "" || s.next != "" {
			t.Errorf("%s: got %+v, %v; want nothing on one page", e.Operation, s, err)
		}
	}
	if p, err := mustMayRead(t, b, a, GetParty).Party(Query{}); err != nil || p.ID != "dana" {
		t.Errorf("the party is %+v, %v; want dana", p, err)
	}
}

// The rights of one operation must not open another.
func TestAReadingIsOfItsOwnOperation(t *testing.T) {
	b, _ := newBank(t)
	r := mustMayRead(t, b, mustGrant(t, b, grantee{who: "amal", permissions: []Permission{ReadAccountsBasic}}), GetAccounts)
	for _, e := range Endpoints() {
		r := r
		if slices.Contains(accountOps, e.Operation) {
			continue
		}
		r.endpoint.Operation, e.Operation = e.Operation, r.endpoint.Operation
		if _, err := r.Accounts(Query{}); kindOf(err) != Internal {
			t.Errorf("a reading of %s lists accounts: %v", r.endpoint.Operation, err)
		}
	}
	if _, err := r.Balances(Query{}); kindOf(err) != Internal {
		t.Errorf("a reading of accounts tells balances: %v", err)
	}
	if _, err := r.Parties(Query{}); kindOf(err) != Internal {
		t.Errorf("a reading of accounts tells parties: %v", err)
	}
	if _, err := r.Products(); kindOf(err) != Internal {
		t.Errorf("a reading of accounts tells products: %v", err)
	}
}

func TestAccountsPartiesAndSupplements(t *testing.T) {
	b, _ := newBank(t)
	a := mustGrant(t, b, grantee{who: "basma", permissions: everything})
	single, err := mustMayRead(t, b, a, GetAccount).Accounts(Query{Account: "basma-usd"})
	if err != nil || len(single.Items) != 1 || single.Items[0].ID != "basma-usd" || single.Items[0].Servicer == nil {
		t.Errorf("one account is %+v, %v; want basma-usd with its servicer", single.Items, err)
	}
	parties, err := mustMayRead(t, b, a, GetAccountParties).Parties(Query{Account: "basma-bhd"})
	if err != nil || len(parties.Items) < 2 {
		t.Fatalf("the parties are %v, %v; want several", parties.Items, err)
	}
	party, err := mustMayRead(t, b, a, GetAccountParty).Party(Query{Account: "basma-bhd"})
	if err != nil || party.ID != parties.Items[0].ID {
		t.Errorf("the party is %q, %v; want the first, %q", party.ID, err, parties.Items[0].ID)
	}
	if s, err := mustMayRead(t, b, a, GetSupplementaryAccountInfo).Supplement(Query{Account: "basma-bhd"}); err != nil || s.Account != "basma-bhd" {
		t.Errorf("the supplement is of %q, %v; want basma-bhd", s.Account, err)
	}
	products, err := mustMayRead(t, b, Access{Client: one, Scopes: []string{"products"}}, GetSharingProductDetails).Products()
	if err != nil || len(products) == 0 {
		t.Errorf("the products are %v, %v; want some", products, err)
	}
}

// A scenario's seed is another history.
func TestTheBooksAreThoseOfTheSeed(t *testing.T) {
	set, err := scenario.Builtin().With("seeds.yaml", []byte("version: 1\nscenarios:\n- {name: seven, customer: approves, data: {seed: 7}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	b, _ := newBankOn(func() *scenario.Set { return set })
	b.cfg.Seed = 3
	var asked []int64
	b.cfg.Books = func(seed int64) *ledger.Books { asked = append(asked, seed); return books }
	for _, script := range []string{"seven", ""} {
		r := mustMayRead(t, b, mustGrant(t, b, grantee{who: "amal", permissions: everything, script: script}), GetBalances)
		if _, err := r.Balances(Query{}); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(asked, []int64{7, 3}) {
		t.Errorf("the books of seeds %v were opened, want 7 of the scenario and 3 of the bank", asked)
	}
}
