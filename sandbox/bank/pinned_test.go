package bank

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// The tests of this file pin down, one by one, what a script means.

func approving(name string, exits ...scenario.Exit) scenario.Scenario {
	return scenario.Scenario{
		Name:      name,
		Customer:  scenario.Customer{Does: scenario.Approves},
		Lifecycle: map[scenario.State][]scenario.Exit{scenario.Authorised: exits},
	}
}

func waiting(name string, exits ...scenario.Exit) scenario.Scenario {
	return scenario.Scenario{
		Name:      name,
		Lifecycle: map[scenario.State][]scenario.Exit{scenario.AwaitingAuthorisation: exits},
	}
}

// The shipped scenarios that have a life of their own.
const (
	slowPhone   = "slow-phone"
	bankRevokes = "bank-revokes"
	expires     = "expires-unauthorised"
)

func statuses(t *testing.T, b *Bank, id ConsentID, reads int) (seen []scenario.State) {
	t.Helper()
	for range reads {
		seen = append(seen, mustRead(t, b, id).Status)
	}
	return seen
}

func TestPinned1ThePollsExitFiresAfterItsLastAnswer(t *testing.T) {
	b, _ := newBank(t)
	c := mustCreate(t, b, slowPhone)
	const wait, done = scenario.AwaitingAuthorisation, scenario.Authorised
	if diff := cmp.Diff([]scenario.State{wait, wait, wait, done, done}, statuses(t, b, c.ID, 5)); diff != "" {
		t.Errorf("five reads (-want +got):\n%s", diff)
	}
	if got, want := mustRead(t, b, c.ID).Accounts, []AccountID{b.people()[0].Accounts[0].ID}; !slices.Equal(got, want) {
		t.Errorf("the accounts are %s, want %s", got, want)
	}
	if got, want := mustArrive(t, b, c.ID).Outcome, Granted; got != want {
		t.Errorf("a visit after that ended in %v, want %v", got, want)
	}
}

func TestPinned1HoldsWhenTwoHundredPollAtOnce(t *testing.T) {
	b, _ := newBank(t)
	c := mustCreate(t, b, slowPhone)
	var old atomic.Int64
	var wg sync.WaitGroup
	for range 200 {
		wg.Go(func() {
			read, err := b.ReadConsent(one, c.ID)
			if err != nil {
				t.Error(err)
			}
			if read.Status == scenario.AwaitingAuthorisation {
				old.Add(1)
			}
		})
	}
	wg.Wait()
	if got, want := old.Load(), int64(3); got != want {
		t.Errorf("%d reads were answered with the old state, want %d", got, want)
	}
}

func TestPinned2TimeExitsFireAtTheirDueTimeBeforeTheNextLook(t *testing.T) {
	b, clock := newBank(t)
	c := mustCreate(t, b, expires)
	clock.Advance(14 * time.Minute)
	if got, want := mustRead(t, b, c.ID).Status, scenario.AwaitingAuthorisation; got != want {
		t.Errorf("at 14 minutes the consent is %s, want %s", got, want)
	}
	clock.Advance(30 * time.Minute)
	got := mustRead(t, b, c.ID)
	if want := start.Add(900 * time.Second); got.Status != scenario.Rejected || !got.Updated.Equal(want) {
		t.Errorf("at 44 minutes the consent is %s since %v, want %s since %v", got.Status, got.Updated, scenario.Rejected, want)
	}
	if a := mustArrive(t, b, c.ID); a.Outcome != Refused || a.Error != "access_denied" {
		t.Errorf("a visit after that ended in %v %q, want access_denied", a.Outcome, a.Error)
	}
}

func TestPinned2TheExitIsOpenAtTheVeryMoment(t *testing.T) {
	b, clock := newBank(t)
	c := mustCreate(t, b, expires)
	clock.Advance(15*time.Minute - time.Nanosecond)
	if got, want := mustRead(t, b, c.ID).Status, scenario.AwaitingAuthorisation; got != want {
		t.Errorf("just before, the consent is %s, want %s", got, want)
	}
	clock.Advance(time.Nanosecond)
	if got, want := mustRead(t, b, c.ID).Status, scenario.Rejected; got != want {
		t.Errorf("at the moment the consent is %s, want %s", got, want)
	}
}

func TestPinned3OneMovePassesSeveralExitsInDueOrder(t *testing.T) {
	chain := waiting("chain", scenario.Exit{After: time.Hour, To: scenario.Authorised, File: "life.yaml", Line: 3})
	chain.Lifecycle[scenario.Authorised] = []scenario.Exit{{After: time.Hour, To: scenario.Revoked, By: scenario.ByAISP, File: "life.yaml", Line: 5}}
	late := waiting("late", scenario.Exit{After: 90 * time.Minute, To: scenario.Rejected, File: "life.yaml", Line: 8})
	tied := waiting("tied", scenario.Exit{After: time.Hour, To: scenario.Rejected, File: "life.yaml", Line: 11})
	b, clock := newBank(t, chain, late, tied)
	for _, s := range []string{"tied", "late", "chain"} {
		mustCreate(t, b, s)
	}
	clock.Advance(3 * time.Hour)
	var got []string
	for _, step := range b.Settle() {
		got = append(got, fmt.Sprint(step.Rule, " ", step.To, " ", step.At.Sub(start)))
	}
	want := []string{
		"chain (life.yaml:3) Authorised 1h0m0s", "tied (life.yaml:11) Rejected 1h0m0s",
		"late (life.yaml:8) Rejected 1h30m0s", "chain (life.yaml:5) Revoked 2h0m0s",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the move brought (-want +got):\n%s", diff)
	}
	if again := b.Settle(); len(again) > 0 {
		t.Errorf("a second look brought %v, want nothing", again)
	}
}

func TestPinned4TheFirstExitLeavesTheStateAndItsSiblingsAreForgotten(t *testing.T) {
	tests := []struct {
		name  string
		exits []scenario.Exit
		do    func(*Bank, ConsentID, func(time.Duration))
		want  scenario.State
	}{
		{"time before polls",
			[]scenario.Exit{{Polls: 2, To: scenario.Rejected}, {After: time.Minute, To: scenario.Authorised}},
			func(b *Bank, id ConsentID, pass func(time.Duration)) {
				_, _ = b.ReadConsent(one, id)
				pass(time.Minute)
				_, _ = b.ReadConsent(one, id)
			}, scenario.Authorised},
		{"polls before time",
			[]scenario.Exit{{After: time.Minute, To: scenario.Authorised}, {Polls: 2, To: scenario.Rejected}},
			func(b *Bank, id ConsentID, pass func(time.Duration)) {
				_, _ = b.ReadConsent(one, id)
				_, _ = b.ReadConsent(one, id)
				pass(time.Minute)
			}, scenario.Rejected},
		{"the earlier of two, wherever it stands",
			[]scenario.Exit{{After: 2 * time.Minute, To: scenario.Authorised}, {After: time.Minute, To: scenario.Rejected}},
			func(_ *Bank, _ ConsentID, pass func(time.Duration)) { pass(time.Hour) }, scenario.Rejected},
		{"the first of two at one moment",
			[]scenario.Exit{{After: time.Minute, To: scenario.Rejected}, {After: time.Minute, To: scenario.Authorised}},
			func(_ *Bank, _ ConsentID, pass func(time.Duration)) { pass(time.Hour) }, scenario.Rejected},
		{"a revoke by the AISP before all",
			[]scenario.Exit{{After: time.Minute, To: scenario.Rejected}},
			func(b *Bank, id ConsentID, pass func(time.Duration)) {
				_, _ = b.RevokeConsent(one, id)
				pass(time.Hour)
			}, scenario.Revoked},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, clock := newBank(t, waiting("two-ways", tt.exits...))
			c := mustCreate(t, b, "two-ways")
			tt.do(b, c.ID, clock.Advance)
			if got := mustRead(t, b, c.ID).Status; got != tt.want {
				t.Errorf("the consent is %s, want %s", got, tt.want)
			}
		})
	}
}

func TestPinned4PollsAndTimeCountFromEntryIntoTheState(t *testing.T) {
	s := approving("later", scenario.Exit{Polls: 2, To: scenario.Revoked, By: scenario.ByAISP})
	s.Lifecycle[scenario.AwaitingAuthorisation] = []scenario.Exit{{Polls: 9, To: scenario.Rejected}}
	b, clock := newBank(t, s)
	c := mustCreate(t, b, "later")
	statuses(t, b, c.ID, 5)
	clock.Advance(time.Hour)
	mustArrive(t, b, c.ID)
	want := []scenario.State{scenario.Authorised, scenario.Authorised, scenario.Revoked}
	if diff := cmp.Diff(want, statuses(t, b, c.ID, 3)); diff != "" {
		t.Errorf("reads after the authorisation (-want +got):\n%s", diff)
	}
}

func TestPinned5UponAuthorizeFiresBeforeTheAnswerToTheVisit(t *testing.T) {
	s := waiting("by-rule", scenario.Exit{Upon: scenario.UponAuthorize, To: scenario.Rejected, By: scenario.ByBank, Error: "server_error", Reason: "blocked"})
	b, _ := newBank(t, s)
	c := mustCreate(t, b, "by-rule")
	a := mustArrive(t, b, c.ID)
	if a.Outcome != Refused || a.Error != "server_error" || a.Consent.Status != scenario.Rejected || a.Reason != "blocked" {
		t.Errorf("the visit ended in %+v, want Refused with server_error and a Rejected consent", a)
	}
}

func TestPinned5OtherEventsFireWhenTheyHaveHappened(t *testing.T) {
	for _, event := range []scenario.Event{scenario.UponToken, scenario.UponData, scenario.Signal("approved")} {
		t.Run(string(event), func(t *testing.T) {
			b, _ := newBank(t, approving("once", scenario.Exit{Upon: event, To: scenario.Revoked, By: scenario.ByBank}))
			c := mustCreate(t, b, "once")
			generation := mustArrive(t, b, c.ID).Generation
			if passed, err := b.Happened(c.ID, "signal:other"); err != nil || len(passed) != 0 {
				t.Errorf("another event brought %v, %v; want nothing", passed, err)
			}
			if !b.Alive(c.ID, generation) {
				t.Error("tokens died before the event")
			}
			passed, err := b.Happened(c.ID, event)
			if err != nil || len(passed) != 1 || passed[0].Cause != "upon "+string(event) {
				t.Errorf("the event brought %v, %v; want one transition caused by it", passed, err)
			}
			if b.Alive(c.ID, generation) {
				t.Error("tokens are alive after the event")
			}
		})
	}
}

func TestPinned5UponPollFiresAfterTheAnswer(t *testing.T) {
	b, _ := newBank(t, waiting("looked-at", scenario.Exit{Upon: scenario.UponPoll, To: scenario.Rejected}))
	c := mustCreate(t, b, "looked-at")
	want := []scenario.State{scenario.AwaitingAuthorisation, scenario.Rejected}
	if diff := cmp.Diff(want, statuses(t, b, c.ID, 2)); diff != "" {
		t.Errorf("two reads (-want +got):\n%s", diff)
	}
}

func TestPinned5UponRevokeAnnotatesTheRevoke(t *testing.T) {
	b, _ := newBank(t, approving("told", scenario.Exit{Upon: scenario.UponRevoke, To: scenario.Revoked, By: scenario.ByAISP, Notify: "resource-update", Reason: "customer left", File: "life.yaml", Line: 9}))
	c := mustCreate(t, b, "told")
	mustArrive(t, b, c.ID)
	if _, err := b.RevokeConsent(one, c.ID); err != nil {
		t.Fatal(err)
	}
	life, _ := b.Timeline(c.ID)
	last := life[len(life)-1]
	if last.Notify != "resource-update" || last.Reason != "customer left" || last.Cause != "PATCH" || last.Rule != "told (life.yaml:9)" {
		t.Errorf("the timeline ends with %+v, want the PATCH with the rule's notes", last)
	}
}

func TestPinned6TerminalStatesAcceptNothing(t *testing.T) {
	for _, end := range []scenario.State{scenario.Rejected, scenario.Revoked} {
		t.Run(string(end), func(t *testing.T) {
			b, clock := newBank(t, scenario.Scenario{
				Name: "restless", Customer: scenario.Customer{Does: scenario.Approves},
				Lifecycle: map[scenario.State][]scenario.Exit{end: {
					{After: time.Minute, To: scenario.Authorised}, {Polls: 1, To: scenario.Authorised}, {Upon: scenario.UponAuthorize, To: scenario.Authorised},
				}},
			})
			c := mustCreate(t, b, "restless")
			if _, err := b.Push(c.ID, end, scenario.ByAISP, ""); err != nil {
				t.Fatal(err)
			}
			clock.Advance(time.Hour)
			statuses(t, b, c.ID, 3)
			if a := mustArrive(t, b, c.ID); a.Outcome != Refused || a.Error != "access_denied" {
				t.Errorf("a visit ended in %v %q, want access_denied", a.Outcome, a.Error)
			}
			if got := mustRead(t, b, c.ID).Status; got != end {
				t.Errorf("the consent is %s, want %s", got, end)
			}
		})
	}
}

func TestPinned10CausesAreWrittenInTheScriptsUnits(t *testing.T) {
	b, clock := newBank(t, waiting("long", scenario.Exit{After: 36 * time.Hour, To: scenario.Rejected}))
	mustCreate(t, b, "long")
	clock.Advance(48 * time.Hour)
	if got, want := b.Settle()[0].Cause, "after 1d12h"; got != want {
		t.Errorf("the cause reads %q, want %q", got, want)
	}
}
