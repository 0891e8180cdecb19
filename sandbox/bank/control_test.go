package bank

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

func TestAnotherClientsConsentIsForbiddenAndStaysAsItWas(t *testing.T) {
	b, clock := newBank(t)
	for _, script := range []string{"ask", slowPhone} {
		c := mustCreate(t, b, script)
		clock.Advance(time.Minute)
		got, err := b.ReadConsent(two, c.ID)
		if kindOf(err) != Forbidden || !cmp.Equal(got, Consent{}) {
			t.Errorf("reading answered %+v, %v; want Forbidden and nothing of the consent", got, err)
		}
		if _, err := b.RevokeConsent(two, c.ID); kindOf(err) != Forbidden {
			t.Errorf("revoking answered %v, want Forbidden", err)
		}
		if diff := cmp.Diff(c, mustInspect(t, b, c.ID)); diff != "" {
			t.Errorf("the consent changed (-made +now):\n%s", diff)
		}
	}
}

func TestUnknownConsents(t *testing.T) {
	b, _ := newBank(t)
	for _, id := range []ConsentID{"", "nowhere", "0083976", ConsentID(strings.Repeat("x", 100_000))} {
		_, read := b.ReadConsent(one, id)
		_, revoked := b.RevokeConsent(one, id)
		_, inspected := b.Inspect(id)
		_, told := b.Timeline(id)
		_, pushed := b.Push(id, scenario.Revoked, scenario.ByAISP, "")
		_, happened := b.Happened(id, scenario.UponData)
		_, selected := b.Selected(id)
		for i, err := range []error{read, revoked, inspected, told, pushed, happened, selected, b.Pin(id, "reject")} {
			e, _ := err.(*Error)
			if e == nil || e.Kind != NotFound || len(e.Violations) != 1 || e.Violations[0].Code != "Resource.NotFound" || e.Violations[0].Path != "ConsentId" || len(e.Violations[0].Message) > 500 {
				t.Errorf("call %d on %.20q answered %v, want NotFound with Resource.NotFound at ConsentId", i, id, err)
			}
		}
	}
}

func TestEveryMoveByHand(t *testing.T) {
	states := []scenario.State{scenario.AwaitingAuthorisation, scenario.Authorised, scenario.Rejected, scenario.Revoked}
	legal := map[scenario.State]string{
		scenario.AwaitingAuthorisation: "Authorised Rejected Revoked",
		scenario.Authorised:            "Revoked",
	}
	for _, from := range states {
		for _, to := range states {
			t.Run(string(from)+" to "+string(to), func(t *testing.T) {
				b, clock := newBank(t)
				c := mustCreate(t, b, "ask")
				if from != scenario.AwaitingAuthorisation {
					if _, err := b.Push(c.ID, from, scenario.ByAISP, ""); err != nil {
						t.Fatal(err)
					}
				}
				before := mustInspect(t, b, c.ID)
				clock.Advance(time.Minute)
				step, err := b.Push(c.ID, to, scenario.ByAISP, "by hand")
				after := mustInspect(t, b, c.ID)
				if strings.Contains(legal[from], string(to)) {
					if err != nil || step.From != from || step.To != to || after.Status != to || !after.Updated.Equal(start.Add(time.Minute)) {
						t.Errorf("the step is %+v, %v; the consent is %s since %v", step, err, after.Status, after.Updated)
					}
					return
				}
				if kindOf(err) != WrongStatus || !cmp.Equal(before, after) {
					t.Errorf("an illegal move answered %v and left %s", err, cmp.Diff(before, after))
				}
			})
		}
	}
}

func TestPushNamesTheNearestWord(t *testing.T) {
	b, _ := newBank(t)
	c := mustCreate(t, b, "ask")
	if _, err := b.Push(c.ID, "Revokd", scenario.ByBank, ""); kindOf(err) != Invalid || !strings.Contains(err.Error(), "did you mean Revoked?") {
		t.Errorf("an unknown state answered %v", err)
	}
	if _, err := b.Push(c.ID, scenario.Revoked, "banc", ""); kindOf(err) != Invalid || !strings.Contains(err.Error(), "did you mean bank?") {
		t.Errorf("an unknown actor answered %v", err)
	}
}

func TestBankWithdrawsOnceAndTheAISPMayStillClear(t *testing.T) {
	b, _ := newBank(t)
	c := mustCreate(t, b, "auto-approve")
	mustArrive(t, b, c.ID)
	step, err := b.Push(c.ID, scenario.Revoked, scenario.ByBank, "fraud")
	if err != nil || step.To != scenario.Revoked || step.Status != scenario.Authorised {
		t.Errorf("the withdrawal is %+v, %v; want To Revoked, Status Authorised", step, err)
	}
	if _, err := b.Push(c.ID, scenario.Revoked, scenario.ByBank, "again"); kindOf(err) != WrongStatus {
		t.Errorf("a second withdrawal answered %v, want WrongStatus", err)
	}
	revoked, err := b.RevokeConsent(one, c.ID)
	if err != nil || revoked.Status != scenario.Revoked || revoked.Withdrawn {
		t.Errorf("the AISP's revoke answered %+v, %v; want a Revoked consent", revoked, err)
	}
}

func TestRevokeOfWhatHasEnded(t *testing.T) {
	b, _ := newBank(t)
	for _, end := range []scenario.State{scenario.Rejected, scenario.Revoked} {
		c := mustCreate(t, b, "ask")
		if _, err := b.Push(c.ID, end, scenario.ByAISP, ""); err != nil {
			t.Fatal(err)
		}
		_, err := b.RevokeConsent(one, c.ID)
		e, _ := err.(*Error)
		if e == nil || e.Kind != WrongStatus || e.Violations[0].Code != "Resource.InvalidConsentStatus" || !strings.Contains(e.Error(), string(end)) {
			t.Errorf("revoking what is %s answered %v, want WrongStatus that says so", end, err)
		}
	}
}

func TestTimelineTellsTheWholeLife(t *testing.T) {
	b, clock := newBank(t)
	c := mustCreate(t, b, "auto-approve")
	clock.Advance(time.Minute)
	mustArrive(t, b, c.ID)
	clock.Advance(time.Minute)
	if _, err := b.RevokeConsent(one, c.ID); err != nil {
		t.Fatal(err)
	}
	const wait, good, gone = scenario.AwaitingAuthorisation, scenario.Authorised, scenario.Revoked
	script, _ := b.scenario("auto-approve")
	want := []Transition{
		{Seq: 1, Consent: c.ID, To: wait, Status: wait, By: scenario.ByAISP, Cause: "POST", At: start, Real: start},
		{Seq: 2, Consent: c.ID, From: wait, To: good, Status: good, By: scenario.ByCustomer, Cause: "upon authorize", Rule: rule(script, script.Exits(wait)[0]), At: start.Add(time.Minute), Real: start},
		{Seq: 3, Consent: c.ID, From: good, To: gone, Status: gone, By: scenario.ByAISP, Cause: "PATCH", At: start.Add(2 * time.Minute), Real: start},
	}
	got, err := b.Timeline(c.ID)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("the timeline, %v (-want +got):\n%s", err, diff)
	}
}

func TestQueueThenDefaultThenAsk(t *testing.T) {
	b, _ := newBank(t)
	mustDo(t, b.SetDefault("auto-approve"))
	mustDo(t, b.Enqueue("reject", 2))
	mustDo(t, b.Enqueue("walks-away", 1))
	peek, err := b.Explain(scenario.Facts{})
	if err != nil || peek.Scenario != "reject" {
		t.Errorf("explain answered %s, %v; want reject", peek.Scenario, err)
	}
	if _, err := b.CreateConsent(one, ConsentRequest{}); kindOf(err) != Invalid {
		t.Errorf("an empty request answered %v, want Invalid", err)
	}
	var got []string
	for range 4 {
		got = append(got, mustCreate(t, b, "").Scenario)
	}
	mustDo(t, b.SetDefault(""))
	got = append(got, mustCreate(t, b, "").Scenario)
	if diff := cmp.Diff([]string{"reject", "reject", "walks-away", "auto-approve", "ask"}, got); diff != "" {
		t.Errorf("five consents (-want +got):\n%s", diff)
	}
	for i, c := range b.Consents(0) {
		if c.Nth != i+1 {
			t.Errorf("consent %d in the list is the %dth made", i, c.Nth)
		}
	}
	if list := b.Consents(2); len(list) != 2 || list[1].Nth != 5 {
		t.Errorf("the newest two are %+v, want the 4th and the 5th", list)
	}
}

func mustDo(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func TestUnknownScenarios(t *testing.T) {
	b, _ := newBank(t)
	c := mustCreate(t, b, "ask")
	header := basic
	header.Facts.Header = "rejekt"
	_, created := b.CreateConsent(one, header)
	_, explained := b.Explain(scenario.Facts{Header: "rejekt"})
	for i, err := range []error{created, explained, b.SetDefault("rejekt"), b.Enqueue("rejekt", 1), b.Pin(c.ID, "rejekt"), b.Pin(c.ID, "")} {
		if kindOf(err) != Invalid {
			t.Errorf("call %d answered %v, want Invalid", i, err)
		}
	}
	if err := b.Enqueue("reject", 0); kindOf(err) != Invalid {
		t.Errorf("queueing for no consent answered %v, want Invalid", err)
	}
	if got := mustCreate(t, b, ""); got.Nth != 2 || got.Scenario != "ask" {
		t.Errorf("the next consent is the %dth, under %s; want the refused ones to have left no trace", got.Nth, got.Scenario)
	}
}

func TestPinWinsAndIsArmed(t *testing.T) {
	b, clock := newBank(t)
	c := mustCreate(t, b, "auto-approve")
	mustDo(t, b.Pin(c.ID, expires))
	clock.Advance(time.Hour)
	if got := b.Settle(); len(got) != 1 || got[0].To != scenario.Rejected {
		t.Errorf("an hour later %v came about, want the pinned script's Rejected", got)
	}
	if why, err := b.Selected(c.ID); err != nil || why.Scenario != expires {
		t.Errorf("the selection is %+v, %v; want the pinned one", why, err)
	}
}

func TestResetForgetsEverything(t *testing.T) {
	b, _ := newBank(t)
	mustDo(t, b.SetDefault("auto-approve"))
	mustDo(t, b.Enqueue("reject", 3))
	c := mustCreate(t, b, "")
	b.cfg.DB.Reset()
	if _, err := b.Inspect(c.ID); kindOf(err) != NotFound {
		t.Errorf("after the reset the consent answers %v, want NotFound", err)
	}
	if got := mustCreate(t, b, ""); got.Scenario != "ask" || got.Nth != 1 {
		t.Errorf("the next consent is the %dth, under %s; want the first, under ask", got.Nth, got.Scenario)
	}
}

func TestAClockMovedBackBreaksNothing(t *testing.T) {
	b, clock := newBank(t)
	c, d := mustCreate(t, b, "auto-approve"), mustCreate(t, b, expires)
	clock.Advance(-48 * time.Hour)
	mustArrive(t, b, c.ID)
	got := mustRead(t, b, c.ID)
	if got.Status != scenario.Authorised || got.Updated.Before(got.Created) {
		t.Errorf("the consent is %s since %v, made at %v; want Authorised, not before it was made", got.Status, got.Updated, got.Created)
	}
	if early := b.Settle(); len(early) > 0 {
		t.Errorf("time that went back brought %v", early)
	}
	clock.Advance(49 * time.Hour)
	if late := b.Settle(); len(late) != 1 || late[0].Consent != d.ID {
		t.Errorf("time that came again brought %v, want the exit of %s", late, d.ID)
	}
}
