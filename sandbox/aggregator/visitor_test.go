package aggregator

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// The search offers what the client allows.
func TestOfferedBanks(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*SessionRequest)
		want   string
	}{
		{"all", func(*SessionRequest) {}, "DE:88888888 DE:00000 AT:00000 BE:999 DK:0000 ES:9999 FI:999 FR:00000 GB:000000 IT:00000 ML:0000 NL:TEST NO:0000 PT:0000 SE:00000 SK:0000"},
		{"of two countries", func(r *SessionRequest) { r.AllowedCountries = []string{"at", "MT"} }, "AT:00000 ML:0000"},
		{"by PSD2 only", func(r *SessionRequest) { r.Access = ForcePSD2 }, "DE:88888888"},
	} {
		a, _ := newAggregator(t)
		r := usual()
		row.change(&r)
		f := mustFlow(t, a, mustStart(t, a, r), FlowRequest{})
		s, err := a.Step(f.ID)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, o := range s.Form.Elements[0].Options {
			got = append(got, o.Value)
		}
		if g := strings.Join(got, " "); g != row.want {
			t.Errorf("%s: the search offers %s, want %s", row.name, g, row.want)
		}
		if first := strings.Fields(row.want)[0]; first != "DE:88888888" {
			continue
		}
		if _, err := a.Complete(f.ID, Visitor{}); err != nil {
			t.Errorf("%s: %v", row.name, err)
		}
	}
}

// A visitor who names what is not offered is told so, with the nearest.
func TestVisitorsWhoAskForWhatIsNotThere(t *testing.T) {
	for _, row := range []struct {
		v    Visitor
		want string
	}{
		{Visitor{Bank: "88888889"}, "INVALID_VALUE bank_code"},
		{Visitor{Country: "US", Bank: "1"}, "INVALID_VALUE bank_code"},
		{Visitor{Method: "Demo Bank PSD3"}, "INVALID_VALUE method"},
		{Visitor{Accounts: []string{"My chequing account"}}, "INVALID_VALUE accounts[0]"},
		{Visitor{Accounts: []string{checking, salary}}, "INVALID_VALUE accounts"},
		{Visitor{Bank: "TEST"}, ""},
		{Visitor{Country: "nl", Bank: "TEST"}, ""},
		{Visitor{Method: "Demo Bank Online Banking"}, ""},
		{Visitor{Accounts: []string{"My salary account"}}, ""},
		{Visitor{Accounts: []string{"DE18 0000 0000 6636 9811 75"}}, ""},
	} {
		a, _ := newAggregator(t)
		f := mustFlow(t, a, mustStart(t, a, usual()), FlowRequest{})
		_, err := a.Complete(f.ID, row.v)
		if got := breaches(err); got != row.want || err != nil && row.want == "" {
			t.Errorf("%+v is answered %q (%v), want %q", row.v, got, err, row.want)
		}
		if err == nil {
			continue
		}
		if done, err := a.Complete(f.ID, Visitor{}); err != nil || done.State != Finished {
			t.Errorf("%+v: another try is %s, %v", row.v, done.State, err)
		}
	}
}

func TestVisitorWhoAborts(t *testing.T) {
	a, _ := newAggregator(t)
	f := mustFlow(t, a, mustStart(t, a, demo()), FlowRequest{})
	got, err := a.Complete(f.ID, Visitor{Aborts: true})
	if err != nil || got.State != Aborted || got.Error != nil {
		t.Errorf("the flow is %s with %v, %v; want ABORTED and no error", got.State, got.Error, err)
	}
}

// The customer of a scenario file chooses the accounts that it says.
func TestAccountsOfAScenariosCustomer(t *testing.T) {
	set, err := scenario.Builtin().With("mine.yaml", []byte(`version: 1
scenarios:
  - {name: her-savings, customer: {does: approves, as: amal, accounts: [amal-savings]}}
  - {name: her-first, customer: {does: approves, as: amal, accounts: first}}
  - {name: all-hers, customer: {does: approves, as: amal, accounts: all}}
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ script, want string }{
		{"her-savings", "amal-savings"}, {"her-first", "amal-current"}, {"all-hers", "amal-current amal-savings"},
	} {
		a, _ := newAggregatorOn(func() *scenario.Set { return set })
		f := mustFlowBy(t, a, mustStart(t, a, demo()), Accounts, FlowRequest{Selection: MultipleAccounts}, scenario.Facts{Header: row.script})
		done := mustLook(t, a, f)
		if done.State != Finished {
			t.Fatalf("%s: the flow is %s", row.script, toldShortly(done))
		}
		var got []string
		for _, account := range done.Result.Accounts {
			for _, h := range a.household("amal").accounts {
				if h.info.IBAN == account.IBAN && h.info.Alias == account.Alias {
					got = append(got, h.ledger)
				}
			}
		}
		if g := strings.Join(got, " "); !strings.HasPrefix(g, row.want) || row.script != "all-hers" && g != row.want {
			t.Errorf("%s brings %s, want %s", row.script, g, row.want)
		}
	}
}

// A login that failed on another device can be tried again, by hand (8.1).
func TestAfterAFailedConfirmation(t *testing.T) {
	a, c := newAggregator(t)
	f := mustFlow(t, a, mustStart(t, a, demo()), FlowRequest{})
	if _, err := a.Answer(f.ID, loginAs("decoupled-abort")); err != nil {
		t.Fatal(err)
	}
	c.Advance(10 * time.Second)
	s, err := a.Step(f.ID)
	if err != nil || s.Context != AtCredentials || s.Form == nil || s.Error == nil || s.Error.Category != "USER.ACCESS_DENIED" {
		t.Fatalf("the step is %s with %+v, %v; want the login with an error", s.Context, s.Error, err)
	}
	done, err := a.Complete(f.ID, Visitor{Username: "somebody else"})
	if err != nil || done.State != Finished {
		t.Errorf("another login: the flow is %s, %v", done.State, err)
	}
}

// The username that is typed last decides, whatever was typed before.
func TestTheLastUsernameDecides(t *testing.T) {
	for _, row := range []struct {
		names []string
		want  string
	}{
		{[]string{"invalid", "anybody"}, "FINISHED"},
		{[]string{"invalid", "wrong"}, "EXCEPTION USER.ACCESS_DENIED.CREDENTIALS"},
		{[]string{"invalid", "invalid", "embedded"}, "FINISHED"},
		{[]string{"decoupled", "bank-technical"}, "EXCEPTION BANK.TECHNICAL"},
		{[]string{"slow", "anybody"}, "FINISHED"},
		{[]string{"redirect", "invalid", "anybody"}, "FINISHED"},
	} {
		a, _ := newAggregator(t)
		f := mustFlow(t, a, mustStart(t, a, demo()), FlowRequest{})
		last := len(row.names) - 1
		for _, name := range row.names[:last] {
			s, err := a.Answer(f.ID, loginAs(name))
			if err != nil {
				t.Fatal(err)
			}
			if s.Context == AtCredentials && s.State == InputNeeded {
				continue
			}
			if s, err = a.Answer(f.ID, back); err != nil || s.Context != AtCredentials {
				t.Fatalf("back from %s leads to %s, %v", name, s.Context, err)
			}
		}
		done, err := a.Complete(f.ID, Visitor{Username: row.names[last]})
		if err != nil || toldShortly(done) != row.want {
			t.Errorf("after %q the flow is %s, %v; want %s", row.names, toldShortly(done), err, row.want)
		}
	}
}

// The timeline tells each move with its cause and who said so.
func TestTimeline(t *testing.T) {
	a, c := newAggregator(t)
	f := mustFlowBy(t, a, mustStart(t, a, demo()), InsightsRefresh, FlowRequest{Accounts: &Selector{All: true}}, scenario.Facts{Header: "decoupled"})
	c.Advance(time.Hour)
	v, err := a.FlowView(f.ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range v.Moves {
		got = append(got, strings.TrimSpace(string(m.To)+" "+m.Cause+" "+m.At.Format("04:05")))
	}
	want := []string{"CONSUMER_INPUT_NEEDED PUT flow 00:00", "PROCESSING login 00:00", "CONSUMER_INPUT_NEEDED after 15s 00:15", "PROCESSING consent 00:15", "FINISHED at once 00:15"}
	if !slices.Equal(got, want) || v.Scenario != "decoupled" || v.Rule != scenario.RuleHeader || v.Username != "decoupled" {
		t.Errorf("the timeline of %s by %s as %s is %q, want %q", v.Scenario, v.Rule, v.Username, got, want)
	}
}
