package features

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestExitCodes(t *testing.T) {
	good := scenario("@mandatory @M-1", asksWell)
	for _, row := range []struct {
		name   string
		change func(*Options, *fakeBank)
		suite  []string
		want   int
		says   string
	}{
		{name: "conformant", suite: []string{good}, want: 0},
		{name: "zero selected", suite: []string{good}, want: 2, says: "select none of the 1 scenarios",
			change: func(o *Options, _ *fakeBank) { o.Tags = "@nobody" }},
		{name: "tags that cannot be read", suite: []string{good}, want: 2, says: "expected `)`, got the end",
			change: func(o *Options, _ *fakeBank) { o.Tags = "(@M-1" }},
		{name: "no scenarios at all", suite: nil, want: 2, says: "none of the 0"},
		{name: "all not applicable", suite: []string{scenario("@mandatory @M-1 @clock", asksWell)}, want: 1, says: "none of the 1 selected scenarios applies"},
		{name: "target down", suite: []string{good}, want: 3, says: "token_url",
			change: func(_ *Options, b *fakeBank) { b.Close() }},
		{name: "control plane down", suite: []string{good}, want: 3, says: "control_url",
			change: func(o *Options, _ *fakeBank) { o.Target.ControlURL = "http://127.0.0.1:1/_bank" }},
		{name: "control plane elsewhere", suite: []string{good}, want: 2, says: "/_bank",
			change: func(o *Options, b *fakeBank) {
				o.Target.ControlURL = b.URL + "/nothing"
				b.spoil = notFound("/nothing")
			}},
		{name: "target without base_url", suite: []string{good}, want: 2, says: "base_url is missing",
			change: func(o *Options, _ *fakeBank) { o.Target.BaseURL = "" }},
		{name: "target with an unknown profile", suite: []string{good}, want: 2, says: `the nearest is "obf-ais-1.0"`,
			change: func(o *Options, _ *fakeBank) { o.Target.Profile = "obf-ais-1" }},
		{name: "consent that is none", suite: []string{good}, want: 2, says: `the nearest is "manual"`,
			change: func(o *Options, _ *fakeBank) { o.Consent = "manul" }},
		{name: "nothing was asked", suite: []string{scenario("@mandatory @M-1", "Given a text:\n\"\"\"\nx\n\"\"\"")}, want: 1, says: "the bank was asked nothing"},
		{name: "unknown feature of the target", suite: []string{good}, want: 2, says: `features: unknown feature "product"; the nearest is "products"`,
			change: func(o *Options, _ *fakeBank) { o.Target.Features = []string{"product"} }},
		{name: "negative seed", suite: []string{good}, want: 2, says: "seed: -5 is negative",
			change: func(o *Options, _ *fakeBank) { o.Seed = -5 }},
		{name: "own feature of an unknown requirement", suite: []string{good}, want: 2, says: "own.feature:3: unknown requirement @HTTP-ERR-66; the nearest is @HTTP-ERR-06",
			change: func(o *Options, _ *fakeBank) { o.FS = ownFeature(scenario("@HTTP-ERR-66", asksWell)) }},
		{name: "own feature of an unknown family that is near", suite: []string{good}, want: 2, says: "the nearest is @HTTP-ERR-06",
			change: func(o *Options, _ *fakeBank) { o.FS = ownFeature(scenario("@HTPT-ERR-06", asksWell)) }},
		{name: "own feature with an issue's number", suite: []string{good}, want: 0,
			change: func(o *Options, _ *fakeBank) { o.FS = ownFeature(scenario("@LEDGER-4711", asksWell)) }},
		{name: "one failure", suite: []string{good, scenario("@mandatory @M-2", asksBad)}, want: 1, says: "1 scenario failed"},
		{name: "undefined step", suite: []string{scenario("@M-1", "When the AISP askes for a consent")}, want: 2,
			says: `undefined step "the AISP askes for a consent"; the nearest is "the AISP asks for a consent"`},
		{name: "ambiguous step", suite: []string{good}, want: 2, says: "ambiguous step",
			change: func(o *Options, _ *fakeBank) {
				o.steps = append(o.steps, step{pattern: "the AISP .*", do: (*World).fakeAsk})
			}},
		{name: "scenario without steps", suite: []string{"Scenario: nothing"}, want: 2, says: "has no steps"},
		{name: "feature that is no Gherkin", suite: []string{good + "\nnonsense"}, want: 2, says: "ais/fake.feature"},
		{name: "panic of ours", suite: []string{scenario("@mandatory", "When the code panics")}, want: 3, says: "ended in an error of the suite"},
		{name: "prerequisite missing", suite: []string{good, scenario("@M-2", "Given a consent; Then the status is 201")}, want: 1,
			says: "could not be tested", change: func(_ *Options, b *fakeBank) { b.spoil = refuse("fake.feature:8") }},
		{name: "only a SHOULD missed", suite: []string{good, scenario("@conditional @S-1", asksBad)}, want: 0},
		{name: "only a SHOULD missed, strict", suite: []string{good, scenario("@conditional @S-1", asksBad)}, want: 1, says: "the run is strict",
			change: func(o *Options, _ *fakeBank) { o.Strict = true }},
		{name: "nothing mandatory", suite: []string{scenario("@optional @M-1", asksWell)}, want: 1, says: "no mandatory scenario"},
		{name: "stopped", suite: []string{good, good, good}, want: 1, says: "stopped early",
			change: func(o *Options, _ *fakeBank) { o.Stop, o.Concurrency = func(Result) bool { return true }, 1 }},
		{name: "connection lost", suite: []string{good}, want: 1, says: "1 scenario failed",
			change: func(_ *Options, b *fakeBank) { b.spoil = hangUp }},
	} {
		t.Run(row.name, func(t *testing.T) {
			bank := newFakeBank(t)
			o := bank.options(row.suite...)
			if row.change != nil {
				row.change(&o, bank)
			}
			report, err := Verify(t.Context(), o)
			if got := ExitCode(report, err); got != row.want {
				t.Errorf("exit code is %d, want %d (error %v)", got, row.want, err)
			}
			if said := said(report, err); !strings.Contains(said, row.says) {
				t.Errorf("it says %q, want %q in it", said, row.says)
			}
		})
	}
}

func ownFeature(scenario string) fstest.MapFS {
	return fstest.MapFS{"own.feature": {Data: []byte("Feature: Own\n" + scenario)}}
}

func said(r *Report, err error) string {
	if err != nil {
		return err.Error()
	}
	return strings.Join(r.Reasons, "; ")
}

func notFound(under string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasPrefix(r.URL.Path, under) {
			return false
		}
		http.NotFound(w, r)
		return true
	}
}

// refuse refuses the consents that one scenario asks for.
func refuse(scenario string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(r.UserAgent(), scenario) {
			return false
		}
		return consentsAnswer(http.StatusBadRequest, fakeError)(w, r)
	}
}

// hangUp closes the connection on a request for a consent.
func hangUp(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/account-access-consents") {
		return false
	}
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		conn.Close()
	}
	return true
}

func TestInterruptedRunIsOurs(t *testing.T) {
	bank := newFakeBank(t)
	ctx, cancel := context.WithCancel(t.Context())
	o := bank.options(scenario("@mandatory @M-1", asksWell))
	o.Stop = func(Result) bool { cancel(); return true }
	report, err := Verify(ctx, o)
	if got := ExitCode(report, err); got != ExitHarness {
		t.Errorf("exit code is %d (error %v), want %d", got, err, ExitHarness)
	}
}

// TestOutcomes gives every way for a scenario to end.
func TestOutcomes(t *testing.T) {
	for _, row := range []struct {
		name, scenario string
		spoil          func(http.ResponseWriter, *http.Request) bool
		want           Outcome
		missed         []string
	}{
		{name: "all well", scenario: scenario("@M-1", asksWell), want: Passed},
		{name: "Then failed", scenario: scenario("@M-1", asksBad), want: Failed, missed: []string{"M-1"}},
		{name: "Then failed, two requirements", scenario: scenario("@M-1 @S-1", asksBad), want: Failed, missed: []string{"M-1", "S-1"}},
		{name: "SHOULD missed", scenario: scenario("@S-1", asksBad), want: Warning, missed: []string{"S-1"}},
		{name: "no requirement named", scenario: scenario("@some", asksBad), want: Failed},
		{name: "Given failed", scenario: scenario("@M-1", "Given a consent"), spoil: consentsAnswer(400, fakeError), want: Untested},
		{name: "Given failed with And", scenario: scenario("@M-1", "Given a text:\n\"\"\"\nx\n\"\"\"; And a consent; When the AISP asks for a consent"),
			spoil: consentsAnswer(400, fakeError), want: Untested},
		{name: "Given failed, but the answer itself is wrong", scenario: scenario("@M-1", "Given a consent"),
			spoil: consentsAnswer(500, fakeError), want: Failed, missed: []string{"HTTP-ERR-06"}},
		{name: "passes, but an answer is wrong", scenario: scenario("@M-1", "When the AISP asks for a consent; Then the status is 500"),
			spoil: consentsAnswer(500, fakeError), want: Failed, missed: []string{"HTTP-ERR-06"}},
		{name: "needs a second client", scenario: scenario("@M-1 @second-client", asksWell), want: NotApplicable},
		{name: "needs a script", scenario: scenario("@M-1 @scripted", asksWell), want: NotApplicable},
		{name: "needs an undeclared feature", scenario: scenario("@M-1 @feature-balances", asksWell), want: NotApplicable},
		{name: "needs discovery", scenario: scenario("@M-1 @discovery", asksWell), want: NotApplicable},
		{name: "panics", scenario: scenario("@M-1", "When the code panics; Then the status is 201"), want: Broken},
		{name: "connection lost", scenario: scenario("@M-1", asksWell), spoil: hangUp, want: Failed, missed: []string{"M-1"}},
		{name: "connection lost in a Given", scenario: scenario("@M-1", "Given a consent"), spoil: hangUp, want: Untested},
	} {
		t.Run(row.name, func(t *testing.T) {
			bank := newFakeBank(t)
			bank.spoil = row.spoil
			result := mustVerify(t, bank.options(row.scenario)).Results[0]
			if result.Outcome != row.want {
				t.Errorf("outcome is %s (%s), want %s", result.Outcome, result.Reason, row.want)
			}
			if got := result.Missed(); !slices.Equal(got, row.missed) {
				t.Errorf("missed %v, want %v", got, row.missed)
			}
			if result.Outcome != Passed && result.Reason == "" {
				t.Error("no reason is given")
			}
			if len(result.Steps) == 0 || result.Steps[0].Keyword == "" {
				t.Errorf("steps are %+v, want all of them with their keywords", result.Steps)
			}
		})
	}
}

// consentsAnswer answers every request for a consent so.
func consentsAnswer(status int, body string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "/account-access-consents") {
			return false
		}
		answer(w, r, status, body)
		return true
	}
}

func TestConsentNoneIsNotApplicable(t *testing.T) {
	bank := newFakeBank(t)
	o := bank.options(scenario("@M-1 @consent", "When the customer authorises"))
	o.Consent = ConsentNone
	if got := mustVerify(t, o).Results[0]; got.Outcome != NotApplicable || !strings.Contains(got.Reason, "consent: none") {
		t.Errorf("outcome is %s (%s), want not-applicable", got.Outcome, got.Reason)
	}
}

func TestUnvalidatedAnswerIsNotConformant(t *testing.T) {
	r := &Report{Counts: Counts{Selected: 1, Planned: 1, Executed: 1, Mandatory: 1, Passed: 1}, Responses: Responses{Seen: 2, Validated: 1}}
	r.judge(false)
	if r.Conformant {
		t.Error("a run is conformant although an answer was not validated")
	}
}

func TestStepsBehindAFailureAreSkipped(t *testing.T) {
	bank := newFakeBank(t)
	result := mustVerify(t, bank.options(scenario("@M-1", asksBad+"; And the status is 201"))).Results[0]
	var got []StepOutcome
	for _, s := range result.Steps {
		got = append(got, s.Outcome)
	}
	if want := []StepOutcome{StepPassed, StepFailed, StepSkipped}; !slices.Equal(got, want) {
		t.Errorf("steps ended %v, want %v", got, want)
	}
	if f := result.Findings[0]; f.Step != 1 || f.Source != "step" {
		t.Errorf("finding is of step %d from %q, want step 1 from step", f.Step, f.Source)
	}
}
