package bank

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

func mustLoad(tb testing.TB, base *scenario.Set, yaml string) *scenario.Set {
	tb.Helper()
	set, err := base.With("test.yaml", []byte("version: 1\nscenarios:\n"+yaml))
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

func TestSelectedTellsEveryWay(t *testing.T) {
	set := mustLoad(t, scenario.Builtin(), "  - {name: ruled, match: {client: aisp-two}, customer: declines}\n")
	tests := []struct {
		rule string
		want string // the scenario
		do   func(*Bank) (Consent, error)
	}{
		{scenario.RulePin, "reject", func(b *Bank) (Consent, error) {
			c, err := b.CreateConsent(one, basic)
			if err != nil {
				return c, err
			}
			return c, b.Pin(c.ID, "reject")
		}},
		{scenario.RuleQueue, "reject", func(b *Bank) (Consent, error) {
			if err := b.Enqueue("reject", 1); err != nil {
				return Consent{}, err
			}
			return b.CreateConsent(one, basic)
		}},
		{scenario.RuleHeader, "reject", func(b *Bank) (Consent, error) {
			return b.CreateConsent(one, ConsentRequest{Permissions: basic.Permissions, Facts: scenario.Facts{Header: "reject"}})
		}},
		{scenario.RuleBody, "reject", func(b *Bank) (Consent, error) {
			body := []byte(`{"Data":{"SupplementaryData":{"DesiredStatus":"Rejected"}}}`)
			return b.CreateConsent(one, ConsentRequest{Permissions: basic.Permissions, Facts: scenario.Facts{Body: body}})
		}},
		{scenario.RulePath, "reject", func(b *Bank) (Consent, error) {
			return b.CreateConsent(one, ConsentRequest{Permissions: basic.Permissions, Facts: scenario.Facts{Path: "reject"}})
		}},
		{scenario.RuleUsername, "reject", func(b *Bank) (Consent, error) {
			c, err := b.CreateConsent(one, basic)
			if err == nil {
				_, err = b.Arrive(one, c.ID, "declines")
			}
			return c, err
		}},
		{scenario.RuleMatch, "ruled", func(b *Bank) (Consent, error) { return b.CreateConsent(two, basic) }},
		{scenario.RuleDefault, "reject", func(b *Bank) (Consent, error) {
			if err := b.SetDefault("reject"); err != nil {
				return Consent{}, err
			}
			return b.CreateConsent(one, basic)
		}},
		{scenario.RuleAsk, "ask", func(b *Bank) (Consent, error) { return b.CreateConsent(one, basic) }},
	}
	for i, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			b, _ := newBankOn(func() *scenario.Set { return set })
			c, err := tt.do(b)
			if err != nil {
				t.Fatal(err)
			}
			why, err := b.Selected(c.ID)
			if err != nil || why.Scenario != tt.want || why.Rule != tt.rule || mustInspect(t, b, c.ID).Scenario != tt.want {
				t.Errorf("the selection is %+v, %v; want %s by %s", why, err, tt.want, tt.rule)
			}
			last := why.Steps[len(why.Steps)-1]
			if len(why.Steps) != i+1 || !last.Won || last.Answer != tt.want || last.Why == "" {
				t.Errorf("the steps are %+v, want %d, the last of which won", why.Steps, i+1)
			}
		})
	}
}

func TestSelectedWhenTheFilesHaveChanged(t *testing.T) {
	set := mustLoad(t, scenario.Builtin(), "  - {name: ruled, match: {client: aisp-one}, customer: declines}\n")
	b, _ := newBankOn(func() *scenario.Set { return set })
	c := mustCreate(t, b, "")
	set = scenario.Builtin()
	why, err := b.Selected(c.ID)
	if err != nil || why.Scenario != "ruled" || len(why.Steps) != 1 || !why.Steps[0].Won || why.Steps[0].Order != 7 {
		t.Errorf("the selection is %+v, %v; want ruled, and the one step that chose it", why, err)
	}
	if a := mustArrive(t, b, c.ID); a.Outcome != Asks {
		t.Errorf("under a scenario that is gone the visit ended in %v, want Asks", a.Outcome)
	}
}

func TestUsernameRuleMayAskForTheHeadersOfTheCreation(t *testing.T) {
	set := mustLoad(t, scenario.Builtin(), `  - {name: vip, match: {psu: basma, header: {x-branch: manama}}, customer: declines}`+"\n")
	for branch, want := range map[string]Outcome{"manama": Refused, "riffa": Asks} {
		b, _ := newBankOn(func() *scenario.Set { return set })
		r := basic
		r.Facts.Headers = map[string]string{"x-branch": branch, "user-agent": "x"}
		c, err := b.CreateConsent(one, r)
		if err != nil {
			t.Fatal(err)
		}
		if a, err := b.Arrive(one, c.ID, "basma"); err != nil || a.Outcome != want {
			t.Errorf("from %s the visit ended in %v, %v; want %v", branch, a.Outcome, err, want)
		}
	}
}

func TestUsernameRuleOfTheShippedExamples(t *testing.T) {
	set, err := scenario.Load(scenario.Builtin(), "builtin:examples.yaml")
	if err != nil {
		t.Fatal(err)
	}
	b, _ := newBankOn(func() *scenario.Set { return set })
	if a, err := b.Arrive(one, mustCreate(t, b, "").ID, "declines"); err != nil || a.Outcome != Refused {
		t.Errorf("the visit of declines ended in %v, %v; want Refused", a.Outcome, err)
	}
}

func TestChangedFilesReachConsentsThatAreThere(t *testing.T) {
	life := func(minutes int) string {
		return fmt.Sprintf("  - {name: timed, customer: walks-away, lifecycle: {AwaitingAuthorisation: [{after: %dm, to: Rejected}]}}\n", minutes)
	}
	set := mustLoad(t, scenario.Builtin(), life(60))
	b, clock := newBankOn(func() *scenario.Set { return set })
	mustCreate(t, b, "timed")
	late := mustCreate(t, b, "timed")
	set = mustLoad(t, set, life(10))
	clock.Advance(30 * time.Minute)
	if got := b.Settle(); len(got) != 2 || !got[0].At.Equal(start.Add(10*time.Minute)) {
		t.Errorf("after half an hour %v came about, want two exits at ten minutes", got)
	}
	set = scenario.Builtin()
	if got := mustInspect(t, b, late.ID).Status; got != scenario.Rejected {
		t.Errorf("the consent is %s once its scenario has gone, want %s", got, scenario.Rejected)
	}
}

func TestUnknownNamesSayWhereTheyStand(t *testing.T) {
	tests := []struct {
		name       string
		facts      scenario.Facts
		code, path string
	}{
		{"header", scenario.Facts{Header: "rejekt"}, "Header.Invalid", "x-sandbox-scenario"},
		{"body", scenario.Facts{Body: []byte(`{"Data":{"SupplementaryData":{"Scenario":"rejekt"}}}`)}, "Field.Invalid", "Data.SupplementaryData"},
		{"path", scenario.Facts{Path: "rejekt"}, "Field.Invalid", "scenario"},
		{"endless", scenario.Facts{Header: strings.Repeat("x", 100_000)}, "Header.Invalid", "x-sandbox-scenario"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, _ := newBank(t)
			_, err := b.CreateConsent(one, ConsentRequest{Permissions: basic.Permissions, Facts: tt.facts})
			e, _ := err.(*Error)
			if e == nil || len(e.Violations) != 1 || e.Violations[0].Code != tt.code || e.Violations[0].Path != tt.path {
				t.Fatalf("answered %v, want %s at %s", err, tt.code, tt.path)
			}
			if m := e.Violations[0].Message; len(m) > 500 || tt.name != "endless" && !strings.Contains(m, "reject") {
				t.Errorf("the message is %q, want it short and with the nearest name", m)
			}
		})
	}
}

func TestUsernameSelectsTheScenario(t *testing.T) {
	tests := []struct {
		name     string
		header   string
		fallback string
		before   func(*Bank, ConsentID)
		psu      string
		outcome  Outcome
		script   string
		says     string // in the selection
	}{
		{name: "nothing stronger", psu: "reject", outcome: Refused, script: "reject"},
		{name: "over the default", fallback: "auto-approve", psu: "reject", outcome: Refused, script: "reject"},
		{name: "no scenario of that name", psu: "basma", outcome: Asks, script: "ask"},
		{name: "the header is stronger", header: "auto-approve", psu: "reject", outcome: Granted, script: "auto-approve", says: "header"},
		{name: "authorised already", psu: "reject", outcome: Asks, script: "ask", says: "Authorised",
			before: func(b *Bank, id ConsentID) {
				_, _ = b.Push(id, scenario.Authorised, scenario.ByCustomer, "")
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, _ := newBank(t)
			if err := b.SetDefault(tt.fallback); err != nil {
				t.Fatal(err)
			}
			c := mustCreate(t, b, tt.header)
			if tt.before != nil {
				tt.before(b, c.ID)
			}
			a, err := b.Arrive(one, c.ID, tt.psu)
			if err != nil || a.Outcome != tt.outcome || a.Consent.Scenario != tt.script {
				t.Errorf("the visit ended in %v under %s (%v), want %v under %s", a.Outcome, a.Consent.Scenario, err, tt.outcome, tt.script)
			}
			why, _ := b.Selected(c.ID)
			said := slices.ContainsFunc(why.Steps, func(s scenario.Step) bool {
				return strings.Contains(s.Why, "ignored") && strings.Contains(s.Why, tt.says)
			})
			if said != (tt.says != "") {
				t.Errorf("the selection says %+v, want it to say that the username was ignored: %v", why.Steps, tt.says != "")
			}
		})
	}
}

func TestIgnoredUsernameStandsInTheTimeline(t *testing.T) {
	b, _ := newBank(t)
	c := mustCreate(t, b, "auto-approve")
	if _, err := b.Arrive(one, c.ID, "reject"); err != nil {
		t.Fatal(err)
	}
	life, _ := b.Timeline(c.ID)
	if got, want := life[len(life)-1].Reason, `username "reject" ignored`; !strings.Contains(got, want) {
		t.Errorf("the timeline ends with the reason %q, want %q in it", got, want)
	}
}
