package aggregator

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden holds got against testdata/name.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// Short ways to answer.
func bankIs(v string) Input   { return Input{Form: "bank", Data: []Field{{KeyBank, v}}} }
func methodIs(v string) Input { return Input{Form: "method", Data: []Field{{KeyMethod, v}}} }
func loginAs(name string) Input {
	return Input{Form: "credentials", Data: []Field{{KeyUsername, name}, {KeyPassword, "12345"}}}
}
func accountIs(v string) Input { return Input{Form: "accounts", Data: []Field{{KeyAccountID, v}}} }

var (
	agreed = Input{Form: "consent", Data: []Field{{KeyConsent, "true"}}}
	otp    = Input{Form: "otp", Data: []Field{{KeyOTP, "12345"}}}
	back   = Input{Action: ActionBack}
	aborts = Input{Action: ActionAbort}
)

// seen is a step without what Go alone has use for.
func seen(tb testing.TB, s Step) json.RawMessage {
	tb.Helper()
	type bank struct{ Name, Code, Country, Method string }
	var b *bank
	if s.Bank != nil {
		b = &bank{s.Bank.Name, s.Bank.Code, s.Bank.Country, s.Bank.Method.ID}
	}
	text, err := json.Marshal(struct {
		State    FlowState
		Context  Context
		Bank     *bank     `json:",omitempty"`
		Message  string    `json:",omitempty"`
		Error    *Failure  `json:",omitempty"`
		Form     *Form     `json:",omitempty"`
		Wait     *Wait     `json:",omitempty"`
		Redirect *Redirect `json:",omitempty"`
		Scope    *Reading  `json:",omitempty"`
		Back     bool
	}{s.State, s.Context, b, s.Message, s.Error, s.Form, s.Wait, s.Redirect, s.Scope, s.Back})
	if err != nil {
		tb.Fatal(err)
	}
	return text
}

// The wizard's steps on the ways through it, byte for byte.
func TestSteps(t *testing.T) {
	id := firstAccount(t)
	for _, row := range []struct {
		name    string
		r       FlowRequest
		answers []Input
	}{
		{"happy", FlowRequest{Store: StoreRequired}, []Input{bankIs("DE:88888888"), methodIs("de_demo_bank_psd2"), loginAs("anybody"), accountIs(id), agreed}},
		{"embedded", FlowRequest{Accounts: &Selector{All: true}}, []Input{bankIs("DE:88888888"), methodIs("de_demo_bank_psd2"), loginAs("embedded"), otp, agreed}},
		{"decoupled", FlowRequest{}, []Input{bankIs("DE:88888888"), methodIs("de_demo_bank_psd2"), loginAs("decoupled"), back, loginAs("decoupled")}},
		{"redirect", FlowRequest{}, []Input{bankIs("DE:88888888"), methodIs("de_demo_bank_psd2"), loginAs("redirect")}},
		{"invalid", FlowRequest{}, []Input{bankIs("DE:88888888"), methodIs("de_demo_bank_psd2"), loginAs("invalid"), loginAs("invalid"), loginAs("wrong")}},
		{"mistakes", FlowRequest{}, []Input{bankIs("DE:1"), bankIs("DE:88888888"), methodIs("x"), methodIs("de_demo_bank_psd2"), loginAs(""), loginAs("anybody"), accountIs("x"), accountIs(id), {Form: "consent"}, aborts}},
		{"back", FlowRequest{}, []Input{bankIs("AT:00000"), back, bankIs("DE:88888888"), methodIs("de_demo_bank_psd2"), back, methodIs("de_testbank_bias"), loginAs("anybody"), accountIs("1"), back, accountIs("2")}},
		{"no-consents", FlowRequest{Store: StoreRequired}, []Input{bankIs("SE:00000")}},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			f := mustFlow(t, a, mustStart(t, a, usual()), row.r)
			first, err := a.Step(f.ID)
			if err != nil {
				t.Fatal(err)
			}
			steps := []json.RawMessage{seen(t, first)}
			for _, in := range row.answers {
				s, err := a.Answer(f.ID, in)
				if err != nil {
					t.Fatalf("%+v: %v", in, err)
				}
				steps = append(steps, seen(t, s))
			}
			text, err := json.MarshalIndent(steps, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "steps/"+row.name+".json", append(text, '\n'))
		})
	}
}

// firstAccount is the id of the first account of the Demo Bank.
func firstAccount(tb testing.TB) string {
	tb.Helper()
	a, _ := newAggregator(tb)
	return a.household(demoBankCustomer).accounts[0].psd2
}

// What a redirect comes back with decides (8.1).
func TestRedirects(t *testing.T) {
	for _, row := range []struct{ url, want string }{
		{"https://bank.example/x?flow=1&result=success", "CONSUMER_INPUT_NEEDED"},
		{"?result=success", "CONSUMER_INPUT_NEEDED"},
		{"https://bank.example/x?result=failure", "EXCEPTION USER.ACCESS_DENIED"},
		{"https://bank.example/x?result=abort", "ABORTED"},
		{"https://bank.example/x?result=other", "EXCEPTION USER.ACCESS_DENIED"},
		{"https://bank.example/x", "EXCEPTION USER.ACCESS_DENIED"},
	} {
		a, _ := newAggregator(t)
		f := mustFlow(t, a, mustStart(t, a, demo()), FlowRequest{})
		s, err := a.Answer(f.ID, loginAs("redirect"))
		if err != nil || s.Redirect == nil || s.Form != nil {
			t.Fatalf("the login brings %+v, %v; want a redirect", s, err)
		}
		if _, err := a.Answer(f.ID, Input{RedirectID: "x", ReturnURL: row.url}); kindOf(err) != storage.Conflict {
			t.Errorf("another redirect is answered %v", err)
		}
		if _, err := a.Answer(f.ID, Input{RedirectID: s.Redirect.ID, ReturnURL: "%"}); kindOf(err) != storage.Invalid {
			t.Errorf("what is no URL is answered %v", err)
		}
		if _, err := a.Answer(f.ID, Input{RedirectID: s.Redirect.ID, ReturnURL: row.url}); err != nil {
			t.Fatal(err)
		}
		if got := toldShortly(mustLook(t, a, f)); got != row.want {
			t.Errorf("%s leads to %s, want %s", row.url, got, row.want)
		}
		if _, err := a.Answer(f.ID, Input{RedirectID: s.Redirect.ID, ReturnURL: row.url}); kindOf(err) != storage.Conflict {
			t.Errorf("coming back twice is answered %v", err)
		}
	}
}

// What does not fit the step changes nothing.
func TestAnswersThatDoNotFit(t *testing.T) {
	for _, row := range []struct {
		name  string
		first []Input
		in    Input
		want  storage.Kind
	}{
		{"a form of another step", nil, agreed, storage.Conflict},
		{"nothing", nil, Input{}, storage.Invalid},
		{"an action that is none", nil, Input{Action: "jump"}, storage.Invalid},
		{"back from the first step", nil, back, storage.Conflict},
		{"a one-time password that nobody asked for", nil, otp, storage.Conflict},
		{"a form while the bank works", []Input{loginAs("slow")}, agreed, storage.Conflict},
		{"a redirect that is not out", nil, Input{RedirectID: "x"}, storage.Conflict},
		{"the form behind a redirect", []Input{loginAs("redirect")}, otp, storage.Conflict},
		{"back to the login after it", []Input{loginAs("anybody")}, back, storage.Conflict},
		{"an answer after the end", []Input{aborts}, loginAs("anybody"), storage.Conflict},
		{"an abort after the end", []Input{aborts}, aborts, storage.Conflict},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			f := mustFlow(t, a, mustStart(t, a, demo()), FlowRequest{})
			for _, in := range row.first {
				if _, err := a.Answer(f.ID, in); err != nil {
					t.Fatal(err)
				}
			}
			before, _ := a.FlowView(f.ID)
			if _, err := a.Answer(f.ID, row.in); kindOf(err) != row.want {
				t.Errorf("it is answered %v, want kind %d", err, row.want)
			}
			if after, _ := a.FlowView(f.ID); !cmp.Equal(before.Moves, after.Moves) || after.State != before.State {
				t.Errorf("the flow moved: %s", cmp.Diff(before.Moves, after.Moves))
			}
		})
	}
	a, _ := newAggregator(t)
	if _, err := a.Step("0"); kindOf(err) != storage.NotFound {
		t.Errorf("an unknown flow's step is answered %v", err)
	}
}

// Towards the consumer some categories are cut to the top level; the flow tells them
// whole (1.6).
func TestConsumersAreToldLess(t *testing.T) {
	for _, row := range []struct{ username, shown, whole string }{
		{"bank-maintenance", "MAINTENANCE", "MAINTENANCE.BANK"},
		{"invalid-transactions-timerange", "NOT_SUPPORTED", "NOT_SUPPORTED.TRANSACTIONS_TIMERANGE"},
		{"technical", "TECHNICAL", "TECHNICAL"},
		{"bank-technical", "BANK.TECHNICAL", "BANK.TECHNICAL"},
		{"wrong", "USER.ACCESS_DENIED.CREDENTIALS", "USER.ACCESS_DENIED.CREDENTIALS"},
	} {
		a, _ := newAggregator(t)
		f := mustFlow(t, a, mustStart(t, a, demo()), FlowRequest{})
		s, err := a.Answer(f.ID, loginAs(row.username))
		if err != nil || s.Error == nil || s.Error.Category != row.shown {
			t.Errorf("%s shows the consumer %+v, %v; want %s", row.username, s.Error, err, row.shown)
		}
		if got := mustLook(t, a, f); got.Error.Category != row.whole || got.Error.Message == "" {
			t.Errorf("%s tells the client %+v, want %s", row.username, got.Error, row.whole)
		}
	}
}
