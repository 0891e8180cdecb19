package bank

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

func TestReAuthentication(t *testing.T) {
	b, clock := newBank(t)
	c := mustCreate(t, b, "auto-approve")
	first := mustArrive(t, b, c.ID)
	before := mustRead(t, b, c.ID)
	clock.Advance(time.Hour)
	second := mustArrive(t, b, c.ID)
	if second.Outcome != Granted || second.Generation != first.Generation+1 {
		t.Errorf("the second visit ended in %v, generation %d; want Granted, generation %d", second.Outcome, second.Generation, first.Generation+1)
	}
	after := mustRead(t, b, c.ID)
	before.Generation++
	before.Granted = before.Granted.Add(time.Hour)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("the consent changed (-before +after):\n%s", diff)
	}
	if b.Alive(c.ID, first.Generation) || !b.Alive(c.ID, second.Generation) {
		t.Error("want the second tokens alive and the first dead")
	}
}

func TestDecliningToReAuthenticateLeavesAllAsItWas(t *testing.T) {
	for _, does := range []scenario.Does{scenario.Declines, scenario.FailsSCA, scenario.WalksAway} {
		t.Run(string(does), func(t *testing.T) {
			b, _ := newBank(t)
			c := mustCreate(t, b, "auto-approve")
			first := mustArrive(t, b, c.ID)
			before := mustInspect(t, b, c.ID)
			a, err := b.Decide(c.ID, Decision{Does: does, Customer: "amal"})
			if err != nil || a.Outcome == Granted || a.Outcome == Asks {
				t.Errorf("the answer came to %v, %v; want a refusal or a wait", a.Outcome, err)
			}
			if diff := cmp.Diff(before, mustInspect(t, b, c.ID)); diff != "" {
				t.Errorf("the consent changed (-before +after):\n%s", diff)
			}
			if !b.Alive(c.ID, first.Generation) {
				t.Error("the tokens died")
			}
		})
	}
}

func TestAnotherCustomerCannotReAuthenticate(t *testing.T) {
	b, _ := newBank(t)
	c := mustCreate(t, b, "auto-approve")
	first := mustArrive(t, b, c.ID)
	a, err := b.Arrive(one, c.ID, "basma")
	if err != nil || a.Outcome != Refused || a.Error != "access_denied" || !b.Alive(c.ID, first.Generation) {
		t.Errorf("basma's visit ended in %v %q, %v; want access_denied and the tokens alive", a.Outcome, a.Error, err)
	}
}

func TestReAuthenticationRestoresWhatTheBankWithdrew(t *testing.T) {
	b, clock := newBank(t)
	c := mustCreate(t, b, bankRevokes)
	mustArrive(t, b, c.ID)
	clock.Advance(3 * time.Hour)
	a := mustArrive(t, b, c.ID)
	if a.Outcome != Granted || !b.Alive(c.ID, a.Generation) || mustRead(t, b, c.ID).Withdrawn {
		t.Errorf("the visit ended in %v, withdrawn %v; want Granted and the tokens alive", a.Outcome, a.Consent.Withdrawn)
	}
	clock.Advance(119 * time.Minute)
	if !b.Alive(c.ID, a.Generation) {
		t.Error("the exits of Authorised do not start anew")
	}
	clock.Advance(time.Minute)
	if b.Alive(c.ID, a.Generation) {
		t.Error("the second withdrawal did not come")
	}
}
