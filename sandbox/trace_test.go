package sandbox_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// noon is when every trace begins.
var noon = time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)

// story is an AISP at work: it walks one consent through a bank and writes down
// what it is told.
type story struct {
	t       *testing.T
	bank    *sandbox.Live
	consent *sandbox.LiveConsent
	token   sandbox.Token
	told    []string
}

// tell carries out one step of a trace.
func (s *story) tell(step string) {
	verb, rest, _ := strings.Cut(step, " ")
	switch verb {
	case "create":
		s.consent = s.bank.Consent(s.t, strings.Fields(rest)...)
		s.note("201 %s", s.consent.Status())
	case "poll":
		s.note("%s", s.consent.Read(s.t).Status)
	case "updated":
		s.note("updated +%v", s.consent.Read(s.t).Updated.Sub(noon))
	case "authorize":
		s.authorize()
	case "event":
		last := s.consent.Timeline()[len(s.consent.Timeline())-1]
		s.note("%s at +%v", last.Notify, last.At.Sub(noon))
	case "accounts":
		s.note("%d", s.bank.Get(s.t, "/accounts", s.token).StatusCode)
	case "wait":
		d, err := time.ParseDuration(rest)
		if err != nil {
			s.t.Fatal(err)
		}
		s.bank.Clock.Advance(d)
	default:
		s.t.Fatalf("no step %q", step)
	}
}

func (s *story) authorize() {
	landing := s.consent.Visit(s.t)
	switch {
	case landing.Has("code"):
		s.token = s.consent.Redeem(s.t, landing.Get("code"))
		s.note("code")
	case landing.Has("error"):
		s.note("error=%s", landing.Get("error"))
	default:
		s.note("no redirect")
	}
}

func (s *story) note(format string, args ...any) {
	s.told = append(s.told, fmt.Sprintf(format, args...))
}

// The shipped examples lead to just these answers.
func TestTraces(t *testing.T) {
	tests := []struct {
		scenario string
		steps    string
		want     string
	}{
		{
			"auto-approve",
			"create ReadAccountsBasic; poll; authorize; poll; accounts",
			"201 AwaitingAuthorisation; AwaitingAuthorisation; code; Authorised; 200",
		},
		{
			"reject",
			"create ReadAccountsBasic; authorize; poll; authorize",
			"201 AwaitingAuthorisation; error=access_denied; Rejected; error=access_denied",
		},
		{
			"slow-phone",
			"create ReadAccountsBasic ReadBalances; poll; poll; poll; poll; poll; authorize; accounts",
			"201 AwaitingAuthorisation; AwaitingAuthorisation; AwaitingAuthorisation; AwaitingAuthorisation; Authorised; Authorised; code; 200",
		},
		{
			"bank-revokes",
			"create ReadAccountsBasic; authorize; accounts; wait 119m; accounts; wait 1m; accounts; poll; event",
			"201 AwaitingAuthorisation; code; 200; 200; 401; Authorised; consent-authorization-revoked at +2h0m0s",
		},
		{
			"expires-unauthorised",
			"create ReadAccountsBasic; authorize; wait 14m; poll; wait 30m; poll; updated; authorize",
			"201 AwaitingAuthorisation; no redirect; AwaitingAuthorisation; Rejected; updated +15m0s; error=access_denied",
		},
	}
	for _, tt := range tests {
		t.Run(tt.scenario, func(t *testing.T) {
			t.Parallel()
			s := &story{t: t, bank: sandbox.Start(t, sandbox.Scenario(tt.scenario), sandbox.At(noon))}
			for step := range strings.SplitSeq(tt.steps, "; ") {
				s.tell(step)
			}
			if diff := cmp.Diff(strings.Split(tt.want, "; "), s.told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}

// The page waits for a customer who is asked, and no redirect leads anywhere.
func TestAskShowsAPage(t *testing.T) {
	s := &story{t: t, bank: sandbox.Start(t, sandbox.At(noon))}
	for _, step := range []string{"create ReadAccountsBasic", "authorize", "poll"} {
		s.tell(step)
	}
	if diff := cmp.Diff([]string{"201 AwaitingAuthorisation", "no redirect", "AwaitingAuthorisation"}, s.told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}

func TestDateIsTheTenantsTime(t *testing.T) {
	b := sandbox.Start(t, sandbox.At(noon))
	b.Clock.Advance(366 * 24 * time.Hour)
	got := b.Get(t, "/accounts", "none").Header.Get("Date")
	if want := noon.AddDate(0, 0, 366).Format(http.TimeFormat); got != want {
		t.Errorf("Date is %q, want %q", got, want)
	}
}

// A request that does not reach the bank is in the journal, and counts for no
// poll (pinned semantics, 9, as far as there are no faults yet).
func TestPinned9WhatDoesNotReachTheBankIsJournalledAndIsNoPoll(t *testing.T) {
	b := sandbox.Start(t, sandbox.Scenario("slow-phone"), sandbox.At(noon))
	c := b.Consent(t, "ReadAccountsBasic")
	for range 5 {
		if got := b.Get(t, "/account-access-consents/"+c.ID, "no such token").StatusCode; got != http.StatusUnauthorized {
			t.Fatalf("a read without a good token is answered %d, want 401", got)
		}
	}
	if got := len(b.Journal.Entries(journal.Filter{Consent: c.ID})); got != 6 {
		t.Errorf("the journal has %d entries of the consent, want the creation and 5 reads", got)
	}
	for i, want := range []scenario.State{"AwaitingAuthorisation", "AwaitingAuthorisation", "AwaitingAuthorisation", "Authorised"} {
		if got := c.Read(t).Status; got != want {
			t.Errorf("read %d tells %s, want %s", i+1, got, want)
		}
	}
}
