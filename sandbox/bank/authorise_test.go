package bank

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

func doing(name string, does scenario.Does, accounts ...string) scenario.Scenario {
	return scenario.Scenario{Name: name, Customer: scenario.Customer{Does: does, Accounts: accounts}}
}

func mustInspect(tb testing.TB, b *Bank, id ConsentID) Consent {
	tb.Helper()
	c, err := b.Inspect(id)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func kindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return -1
}

func TestTheCustomersAnswer(t *testing.T) {
	tests := []struct {
		does    scenario.Does
		outcome Outcome
		status  scenario.State
		oauth   string
	}{
		{scenario.Approves, Granted, scenario.Authorised, ""},
		{scenario.Declines, Refused, scenario.Rejected, "access_denied"},
		{scenario.FailsSCA, Refused, scenario.Rejected, "access_denied"},
		{scenario.WalksAway, Waits, scenario.AwaitingAuthorisation, ""},
		{scenario.Ask, Asks, scenario.AwaitingAuthorisation, ""},
	}
	for _, tt := range tests {
		t.Run(string(tt.does), func(t *testing.T) {
			b, clock := newBank(t, doing("it", tt.does))
			scripted, onPage := mustCreate(t, b, "it"), mustCreate(t, b, "ask")
			clock.Advance(time.Minute)
			byScript := mustArrive(t, b, scripted.ID)
			byHand, err := b.Decide(onPage.ID, Decision{Does: tt.does, Customer: "amal", Accounts: pick(mustCustomer(t, b, "amal"), nil)})
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range []Authorisation{byScript, byHand} {
				if a.Outcome != tt.outcome || a.Consent.Status != tt.status || a.Error != tt.oauth {
					t.Errorf("the visit ended in %v %s %q, want %v %s %q", a.Outcome, a.Consent.Status, a.Error, tt.outcome, tt.status, tt.oauth)
				}
			}
			if got, moved := byScript.Consent.Updated.Equal(start.Add(time.Minute)), tt.status != scenario.AwaitingAuthorisation; got != moved {
				t.Errorf("StatusUpdateDateTime moved: %v, want %v", got, moved)
			}
			if diff := cmp.Diff(withoutNames(byScript), withoutNames(byHand)); diff != "" && tt.does != scenario.Ask {
				t.Errorf("the script and the page differ (-script +page):\n%s", diff)
			}
		})
	}
}

// withoutNames takes out of an answer what tells one consent from another.
func withoutNames(a Authorisation) Authorisation {
	a.Consent.ID, a.Consent.Scenario, a.Consent.Nth = "", "", 0
	return a
}

func mustCustomer(tb testing.TB, b *Bank, id CustomerID) Customer {
	tb.Helper()
	c, ok := b.Customer(id)
	if !ok {
		tb.Fatalf("the bank has no customer %s", id)
	}
	return c
}

func TestAccountsThatTheScriptChooses(t *testing.T) {
	b, _ := newBank(t)
	all := pick(mustCustomer(t, b, "amal"), nil)
	tests := []struct {
		name   string
		choice []string
		as     string
		want   []AccountID
	}{
		{"nothing said", nil, "", all},
		{"all", []string{"all"}, "", all},
		{"first", []string{"first"}, "", all[:1]},
		{"none", []string{"none"}, "", []AccountID{}},
		{"a list, in the bank's order", []string{string(all[2]), string(all[0])}, "", []AccountID{all[0], all[2]}},
		{"of a customer without accounts", nil, "dana", []AccountID{}},
		{"first of a customer without accounts", []string{"first"}, "dana", []AccountID{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := doing("choosy", scenario.Approves, tt.choice...)
			s.Customer.As = tt.as
			b, _ := newBank(t, s)
			c := mustCreate(t, b, "choosy")
			a := mustArrive(t, b, c.ID)
			if diff := cmp.Diff(tt.want, a.Accounts); diff != "" || a.Outcome != Granted {
				t.Fatalf("%v with accounts (-want +got):\n%s", a.Outcome, diff)
			}
			r, err := b.MayRead(Access{Client: one, Scopes: []string{"accounts"}, Consent: c.ID, Generation: a.Generation}, GetAccounts)
			if err != nil {
				t.Fatal(err)
			}
			accounts, err := r.Accounts(Query{})
			if err != nil {
				t.Fatal(err)
			}
			got := pick(Customer{Accounts: accounts.Items}, nil)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("accounts read (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhoComesToTheBank(t *testing.T) {
	tests := []struct {
		name, as, persona, typed string
		want                     CustomerID
	}{
		{"nobody said", "", "", "", "amal"},
		{"the persona", "", "basma", "", "basma"},
		{"who types a customer's name", "", "basma", "dana", "dana"},
		{"whom the script names", "basma", "amal", "dana", "basma"},
		{"who types something else", "", "dana", "nobody", "dana"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := doing("it", scenario.Approves)
			s.Customer.As, s.Data.Persona = tt.as, tt.persona
			b, _ := newBank(t, s)
			a, err := b.Arrive(one, mustCreate(t, b, "it").ID, tt.typed)
			if err != nil || a.Customer != tt.want || a.Consent.Customer != tt.want {
				t.Errorf("%s authorised the consent (%v), want %s", a.Customer, err, tt.want)
			}
		})
	}
}

func TestAScriptWithoutACustomer(t *testing.T) {
	quiet := scenario.Scenario{Name: "quiet"}
	b, _ := newBank(t, quiet)
	if got, want := mustArrive(t, b, mustCreate(t, b, slowPhone).ID).Outcome, Waits; got != want {
		t.Errorf("with a life that decides elsewhere the visit ended in %v, want %v", got, want)
	}
	if got, want := mustArrive(t, b, mustCreate(t, b, "quiet").ID).Outcome, Asks; got != want {
		t.Errorf("where nobody decides the visit ended in %v, want %v", got, want)
	}
}

func TestVisitsThatAreRefused(t *testing.T) {
	b, _ := newBank(t)
	c := mustCreate(t, b, "auto-approve")
	if _, err := b.Arrive(two, c.ID, ""); kindOf(err) != Forbidden {
		t.Errorf("a visit for another client answered %v, want Forbidden", err)
	}
	if _, err := b.Arrive(one, "nowhere", ""); kindOf(err) != NotFound {
		t.Errorf("a visit for an unknown consent answered %v, want NotFound", err)
	}
	decisions := []struct {
		name string
		d    Decision
		near string
	}{
		{"unknown customer", Decision{Does: scenario.Approves, Customer: "amall"}, "did you mean amal?"},
		{"unknown account", Decision{Does: scenario.Approves, Customer: "amal", Accounts: []AccountID{"basma-usd"}}, `no account "basma-usd"`},
		{"unknown answer", Decision{Does: "approve", Customer: "amal"}, "did you mean approves?"},
	}
	for _, tt := range decisions {
		if _, err := b.Decide(c.ID, tt.d); kindOf(err) != Invalid || !strings.Contains(err.Error(), tt.near) {
			t.Errorf("%s: %v, want Invalid with %q", tt.name, err, tt.near)
		}
	}
	if _, err := b.Decide("nowhere", Decision{Does: scenario.Approves, Customer: "amal"}); kindOf(err) != NotFound {
		t.Errorf("a decision on an unknown consent answered %v, want NotFound", err)
	}
	if got, want := mustRead(t, b, c.ID), c; !cmp.Equal(got, want) {
		t.Errorf("the consent changed: %s", cmp.Diff(want, got))
	}
}

func TestVisitsAtOnceLeaveOneAuthorisationAlive(t *testing.T) {
	b, _ := newBank(t)
	c := mustCreate(t, b, "auto-approve")
	const visits = 200
	var given [visits]int
	var wg sync.WaitGroup
	for i := range visits {
		wg.Go(func() {
			a, err := b.Arrive(one, c.ID, "")
			if err != nil || a.Outcome != Granted {
				t.Errorf("a visit ended in %v, %v; want Granted", a.Outcome, err)
			}
			given[i] = a.Generation
		})
	}
	wg.Wait()
	slices.Sort(given[:])
	for i, generation := range given {
		if generation != i+1 {
			t.Fatalf("the generations are %v, want each from 1 to %d once", given, visits)
		}
		if got, want := b.Alive(c.ID, generation), generation == visits; got != want {
			t.Errorf("tokens of generation %d are alive: %v, want %v", generation, got, want)
		}
	}
}

func TestOfARevokeAndADecisionAtOnceBothHoldOrOneIsRefused(t *testing.T) {
	for range 50 {
		b, _ := newBank(t)
		c := mustCreate(t, b, "auto-approve")
		var wg sync.WaitGroup
		wg.Go(func() { _, _ = b.Arrive(one, c.ID, "") })
		wg.Go(func() {
			if _, err := b.RevokeConsent(one, c.ID); err != nil {
				t.Errorf("the revoke answered %v", err)
			}
		})
		wg.Wait()
		if got := mustRead(t, b, c.ID); got.Status != scenario.Revoked || b.Alive(c.ID, got.Generation) {
			t.Errorf("the consent is %s, its tokens alive %v; want it Revoked and them dead", got.Status, b.Alive(c.ID, got.Generation))
		}
	}
}
