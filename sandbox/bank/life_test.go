package bank

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

var states = []scenario.State{scenario.AwaitingAuthorisation, scenario.Authorised, scenario.Rejected, scenario.Revoked}

// anyScript draws a script whose exits are legal moves.
func anyScript(t *rapid.T, name string) scenario.Scenario {
	s := scenario.Scenario{Name: name, File: "any.yaml", Lifecycle: map[scenario.State][]scenario.Exit{}}
	s.Customer.Does = rapid.SampledFrom([]scenario.Does{"", scenario.Approves, scenario.Declines, scenario.WalksAway, scenario.Ask}).Draw(t, "does")
	for _, from := range states[:2] {
		for range rapid.IntRange(0, 3).Draw(t, "exits") {
			e := scenario.Exit{
				To: rapid.SampledFrom(scenario.Moves[from]).Draw(t, "to"),
				By: rapid.SampledFrom([]scenario.Actor{"", scenario.ByBank, scenario.ByAISP, scenario.ByCustomer}).Draw(t, "by"),
			}
			switch rapid.IntRange(0, 2).Draw(t, "trigger") {
			case 0:
				e.After = time.Duration(rapid.IntRange(1, 5).Draw(t, "after")) * time.Minute
			case 1:
				e.Polls = rapid.IntRange(1, 4).Draw(t, "polls")
			case 2:
				e.Upon = rapid.SampledFrom([]scenario.Event{scenario.UponAuthorize, scenario.UponData, scenario.UponPoll, scenario.UponRevoke, "signal:go"}).Draw(t, "upon")
			}
			s.Lifecycle[from] = append(s.Lifecycle[from], e)
		}
	}
	return s
}

// act does one thing to one consent; it may well be refused.
func act(t *rapid.T, b *Bank, clock *clock.Clock, id ConsentID) (err error) {
	client := rapid.SampledFrom([]ClientID{one, one, one, two}).Draw(t, "client")
	switch rapid.IntRange(0, 8).Draw(t, "act") {
	case 0:
		_, err = b.ReadConsent(client, id)
	case 1:
		_, err = b.RevokeConsent(client, id)
	case 2:
		_, err = b.Arrive(client, id, rapid.SampledFrom([]string{"", "amal", "reject", "basma"}).Draw(t, "psu"))
	case 3:
		_, err = b.Decide(id, Decision{Does: rapid.SampledFrom([]scenario.Does{scenario.Approves, scenario.Declines}).Draw(t, "does"), Customer: "amal"})
	case 4:
		_, err = b.Happened(id, rapid.SampledFrom([]scenario.Event{scenario.UponData, "signal:go"}).Draw(t, "event"))
	case 5:
		_, err = b.Push(id, rapid.SampledFrom(states).Draw(t, "to"), rapid.SampledFrom(actors).Draw(t, "by"), "")
	case 6:
		clock.Advance(time.Duration(rapid.IntRange(-3, 12).Draw(t, "minutes")) * time.Minute)
	case 7:
		err = b.Pin(id, rapid.SampledFrom([]string{"a", "b", "nowhere"}).Draw(t, "script"))
	case 8:
		settled := b.Settle()
		if !slices.IsSortedFunc(settled, func(x, y Transition) int { return x.At.Compare(y.At) }) {
			t.Fatalf("settled out of due order: %v", settled)
		}
	}
	return err
}

func TestAnyLifeKeepsToTheRules(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b, clock := newBank(t, anyScript(rt, "a"), anyScript(rt, "b"))
		ids := []ConsentID{mustCreate(t, b, "a").ID, mustCreate(t, b, "b").ID, mustCreate(t, b, "").ID}
		for range rapid.IntRange(1, 25).Draw(rt, "acts") {
			id := rapid.SampledFrom(ids).Draw(rt, "consent")
			before := mustInspect(t, b, id)
			lived := len(mustTimeline(t, b, id))
			if err := act(rt, b, clock, id); err != nil {
				after := mustInspect(t, b, id)
				if diff := cmp.Diff(before, after); diff != "" || len(mustTimeline(t, b, id)) != lived {
					rt.Fatalf("a call that answered %v changed (-before +after):\n%s", err, diff)
				}
			}
			holds(rt, b, mustInspect(t, b, id))
		}
	})
}

func mustTimeline(tb testing.TB, b *Bank, id ConsentID) []Transition {
	tb.Helper()
	steps, err := b.Timeline(id)
	if err != nil {
		tb.Fatal(err)
	}
	return steps
}

// holds checks what must be true of a consent whatever has happened to it.
func holds(t *rapid.T, b *Bank, c Consent) {
	steps, err := b.Timeline(c.ID)
	if err != nil || steps[len(steps)-1].Status != c.Status {
		t.Fatalf("the timeline %v, %v does not end where the consent is, %s", steps, err, c.Status)
	}
	for i, s := range steps {
		if s.Seq != i+1 || i > 0 && s.From != steps[i-1].Status {
			t.Fatalf("step %+v does not follow %+v", s, steps[max(i-1, 0)])
		}
		again := s.From == scenario.Authorised && s.To == scenario.Authorised
		if i > 0 && !again && !scenario.Legal(s.From, s.To) || i > 0 && s.Status != s.From && !scenario.Legal(s.From, s.Status) {
			t.Fatalf("step %+v is not a legal move", s)
		}
	}
	if c.Updated.Before(c.Created) || !slices.Contains(states, c.Status) {
		t.Fatalf("%+v: updated before it was made, or of no known status", c)
	}
	live := 0
	for generation := range c.Generation + 2 {
		if b.Alive(c.ID, generation) {
			live++
		}
	}
	if want := c.Status == scenario.Authorised && !c.Withdrawn; live > 1 || want != (live == 1) {
		t.Fatalf("%d generations of tokens are alive for a consent that is %s, withdrawn %v", live, c.Status, c.Withdrawn)
	}
}

func TestARefusedRequestMakesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b, _ := newBank(t)
		r := ConsentRequest{
			Permissions: rapid.SliceOf(rapid.SampledFrom(append(Permissions(), "Nonsense"))).Draw(rt, "permissions"),
			From:        rapid.SampledFrom([]string{"", "2026-01-01T00:00:00Z", "x"}).Draw(rt, "from"),
			To:          rapid.SampledFrom([]string{"", "2025-01-01T00:00:00Z", "x"}).Draw(rt, "to"),
		}
		_, err := b.CreateConsent(one, r)
		if got, want := len(b.Consents(0)), 1; (err == nil) != (got == want) || (err == nil) != (len(Check(r)) == 0) {
			rt.Fatalf("%+v: answered %v and left %d consents", r, err, got)
		}
	})
}

func TestBankRevokesAfterTwoHours(t *testing.T) {
	b, clock := newBank(t)
	c := mustCreate(t, b, bankRevokes)
	generation := mustArrive(t, b, c.ID).Generation
	clock.Advance(119 * time.Minute)
	if !b.Alive(c.ID, generation) {
		t.Error("tokens died before the two hours were over")
	}
	clock.Advance(time.Minute)
	if passed := b.Settle(); len(passed) != 1 || passed[0].Consent != c.ID {
		t.Errorf("the second hour brought %v, want the withdrawal", passed)
	}
	if b.Alive(c.ID, generation) {
		t.Error("tokens are alive after two hours")
	}
	got := mustRead(t, b, c.ID)
	if got.Status != scenario.Authorised || !got.Updated.Equal(start) || !got.Withdrawn {
		t.Errorf("the consent is %s since %v, withdrawn %v; want it to stay %s", got.Status, got.Updated, got.Withdrawn, scenario.Authorised)
	}
	life, _ := b.Timeline(c.ID)
	script, _ := b.scenario(bankRevokes)
	want := Transition{
		Seq: 3, Consent: c.ID, From: scenario.Authorised, To: scenario.Revoked, Status: scenario.Authorised, By: scenario.ByBank,
		Cause: "after 2h", Rule: rule(script, script.Lifecycle[scenario.Authorised][0]), Notify: "consent-authorization-revoked",
		At: start.Add(7200 * time.Second), Real: start,
	}
	if diff := cmp.Diff(want, life[len(life)-1]); diff != "" {
		t.Errorf("the last step (-want +got):\n%s", diff)
	}
}

func TestBankRevokesAndShowsIt(t *testing.T) {
	b, clock := newBank(t, approving("open", scenario.Exit{After: time.Hour, To: scenario.Revoked, By: scenario.ByBank, Status: scenario.Revoked}))
	c := mustCreate(t, b, "open")
	mustArrive(t, b, c.ID)
	clock.Advance(2 * time.Hour)
	got := mustRead(t, b, c.ID)
	if want := start.Add(time.Hour); got.Status != scenario.Revoked || !got.Updated.Equal(want) {
		t.Errorf("the consent is %s since %v, want %s since %v", got.Status, got.Updated, scenario.Revoked, want)
	}
}
