package aggregator

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// An actor does what a client, a consumer, the control plane and time may do, in any
// order, and holds what they see against what must always be so.
type actor struct {
	*Aggregator
	clock    *clock.Clock
	sessions []string
	flows    []FlowRef            // of all sessions
	of       map[string]string    // the session of a flow
	ids      map[string]bool      // all that were given out
	states   map[string]FlowState // as last seen
}

var usernames = []string{"anybody", "embedded", "wrong", "invalid", "slow", "decoupled", "decoupled-abort", "decoupled-failed", "redirect", "abort", "no-accounts", "bank-technical"}

var scripts = []string{"", "", "ask", "auto-approve", "decoupled", "walks-away", "reject", "slow", "decoupled-abort", "redirect", "invalid"}

// No sequence of calls makes an illegal move; at most one flow of a session runs;
// ids are unique; a session that is over does nothing (7.1, 7.2).
func TestNothingIllegalHappens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, c := newAggregatorOn(scenario.Builtin)
		x := &actor{Aggregator: a, clock: c, of: map[string]string{}, ids: map[string]bool{}, states: map[string]FlowState{}}
		for range rapid.IntRange(1, 40).Draw(t, "calls") {
			x.act(t)
			x.check(t)
		}
	})
}

func (x *actor) fresh(t *rapid.T, id string) {
	if x.ids[id] {
		t.Fatalf("the id %s was given out twice", id)
	}
	x.ids[id] = true
}

func (x *actor) act(t *rapid.T) {
	if len(x.sessions) == 0 {
		x.startSession(t)
		return
	}
	session := rapid.SampledFrom(x.sessions).Draw(t, "session")
	switch rapid.IntRange(0, 9).Draw(t, "call") {
	case 0:
		x.startSession(t)
	case 1, 2:
		x.startFlow(t, session)
	case 3:
		x.end(t, session)
	case 4:
		x.clock.Advance(time.Duration(rapid.IntRange(0, int(2*Idle/time.Second)).Draw(t, "seconds")) * time.Second / 7)
	default:
		x.visit(t)
	}
}

func (x *actor) startSession(t *rapid.T) {
	r := usual()
	if rapid.Bool().Draw(t, "preset") {
		r = demo()
	}
	s, err := x.StartSession(one, r)
	if err != nil {
		t.Fatal(err)
	}
	x.fresh(t, s.ID)
	x.sessions = append(x.sessions, s.ID)
}

func (x *actor) startFlow(t *rapid.T, session string) {
	before, _ := x.Session(one, session)
	kind := rapid.SampledFrom(FlowTypes()).Draw(t, "type")
	r := FlowRequest{}
	if kind == InsightsRefresh {
		r.Store = rapid.SampledFrom([]StoreConsent{"", StoreRequired, StoreOptional}).Draw(t, "store")
	}
	f, err := x.StartFlow(one, session, kind, r, scenario.Facts{Header: rapid.SampledFrom(scripts).Draw(t, "scenario")})
	free := before.State == Running && before.Current == nil
	if (err == nil) != free || err != nil && kindOf(err) != storage.Conflict {
		t.Fatalf("a flow in a session that is %s with %v running: %v", before.State, before.Current, err)
	}
	if err != nil {
		return
	}
	x.fresh(t, f.ID)
	x.flows, x.of[f.ID] = append(x.flows, FlowRef{f.ID, kind}), session
	x.states[f.ID] = f.State
}

// end closes a session or aborts one of its flows, and asks for its consent.
func (x *actor) end(t *rapid.T, session string) {
	before, _ := x.Session(one, session)
	if _, err := x.ConsentToken(one, session); err == nil && before.State != Running {
		t.Fatalf("the consent of a session that is %s was fetched", before.State)
	}
	if rapid.Bool().Draw(t, "close") {
		if err := x.CloseSession(one, session); (err == nil) != (before.State == Running) {
			t.Fatalf("a session that is %s is closed with %v", before.State, err)
		}
		return
	}
	if before.Current != nil {
		if err := x.AbortFlow(one, session, before.Current.ID); err != nil {
			t.Fatalf("a running flow is aborted with %v", err)
		}
	}
}

// visit has somebody look at a flow or answer its step, rightly or at random.
func (x *actor) visit(t *rapid.T) {
	if len(x.flows) == 0 {
		return
	}
	id := rapid.SampledFrom(x.flows).Draw(t, "flow").ID
	step, err := x.Step(id)
	if err != nil {
		t.Fatal(err)
	}
	switch rapid.IntRange(0, 6).Draw(t, "visit") {
	case 0:
		_, _ = x.Complete(id, Visitor{Username: rapid.SampledFrom(usernames).Draw(t, "username")})
	case 1:
		_, _ = x.Answer(id, Input{Action: rapid.SampledFrom([]string{ActionBack, ActionAbort, "x"}).Draw(t, "action")})
	case 2:
		_, err = x.Answer(id, Input{Form: rapid.SampledFrom([]string{"", "bank", "credentials", "otp", "consent"}).Draw(t, "form")})
		if err == nil && step.State.Over() {
			t.Fatal("a flow that is over took an answer")
		}
	default:
		v := Visitor{Username: rapid.SampledFrom(usernames).Draw(t, "username")}
		if step.Form != nil || step.Redirect != nil {
			in, _ := v.answer("test", step)
			_, _ = x.Answer(id, in)
		}
	}
}

// check looks at all that there is.
func (x *actor) check(t *rapid.T) {
	running := map[string]int{}
	for _, v := range x.Flows() {
		if !v.State.Over() {
			running[v.Session]++
		}
		legal(t, v)
		if was := x.states[v.ID]; was.Over() && v.State != was {
			t.Fatalf("a flow that was %s is %s", was, v.State)
		}
		x.states[v.ID] = v.State
		if (v.State == Finished) != (v.Result != nil) || (v.State == Exception) != (v.Error != nil) {
			t.Fatalf("a flow that is %s has the result %v and the error %v", v.State, v.Result, v.Error)
		}
	}
	_ = x.cfg.DB.View(func(tx *store.Tx) error {
		for id, s := range sessions.All(tx) {
			if running[id] > 1 || s.State != Running && running[id] > 0 || (s.Current != nil) != (running[id] == 1) {
				t.Fatalf("a session that is %s has %d running flows and tells %v", s.State, running[id], s.Current)
			}
		}
		return nil
	})
}

// legal holds a flow's timeline against the table of moves.
func legal(t *rapid.T, v FlowView) {
	for i, m := range v.Moves {
		if m.From != "" && m.From != m.To && !slices.Contains(flowMoves[m.From], m.To) {
			t.Fatalf("flow %s went from %s to %s", v.Type, m.From, m.To)
		}
		if i > 0 && (m.From != v.Moves[i-1].To || m.At.Before(v.Moves[i-1].At)) {
			t.Fatalf("the timeline is broken at %d: %+v", i, v.Moves)
		}
	}
	if last := v.Moves[len(v.Moves)-1]; last.To != v.State {
		t.Fatalf("the timeline ends at %s, the flow is %s", last.To, v.State)
	}
}

// Every state of the tables can be left only for states that are in them, and the
// ends are ends.
func TestMovesAreWhole(t *testing.T) {
	for from, all := range flowMoves {
		for _, to := range all {
			if _, ok := flowMoves[to]; !ok {
				t.Errorf("%s leads to %s, which is no state", from, to)
			}
		}
	}
	for _, s := range []FlowState{Finished, Exception, Aborted} {
		if !s.Over() {
			t.Errorf("%s is left", s)
		}
	}
	if InputNeeded.Over() || Processing.Over() {
		t.Error("a flow is over before it is")
	}
}

// FuzzAnswer answers any step with anything: never a panic, never an answer without
// a kind, and the flow's timeline stays legal.
func FuzzAnswer(f *testing.F) {
	f.Add(byte(0), "bank", KeyBank, "DE:88888888", "", "", "")
	f.Add(byte(1), "method", KeyMethod, "de_demo_bank_psd2", "", "", "")
	f.Add(byte(2), "credentials", KeyUsername, "generate-new-accounts{101}", "", "", "")
	f.Add(byte(3), "otp", KeyOTP, "1", "", "", "")
	f.Add(byte(4), "", "", "", "id", "https://bank.example/?result=success", "")
	f.Add(byte(5), "accounts", KeyAccountID, "0", "", "", "back")
	f.Add(byte(6), "consent", KeyConsent, "true", "", "", "abort")
	f.Fuzz(func(t *testing.T, at byte, form, key, value, redirect, url, action string) {
		a, _ := newAggregator(t)
		flow := mustFlow(t, a, mustStart(t, a, usual()), FlowRequest{})
		for _, in := range fuzzWays[int(at)%len(fuzzWays)] {
			if _, err := a.Answer(flow.ID, in); err != nil {
				t.Fatal(err)
			}
		}
		before, _ := a.Step(flow.ID)
		if redirect == "id" && before.Redirect != nil {
			redirect = before.Redirect.ID
		}
		in := Input{Form: form, Data: []Field{{key, value}, {KeyPassword, value}}, RedirectID: redirect, ReturnURL: url, Action: action}
		after, err := a.Answer(flow.ID, in)
		if err != nil && kindOf(err) != storage.Conflict && kindOf(err) != storage.Invalid {
			t.Errorf("%+v is answered %v", in, err)
		}
		if err == nil && !after.State.Over() && after.Form == nil && after.Wait == nil && after.Redirect == nil {
			t.Errorf("%+v leads to a step without a way on: %+v", in, after)
		}
		if _, err := a.FlowView(flow.ID); err != nil {
			t.Error(err)
		}
	})
}

// fuzzWays lead to each of the steps.
var fuzzWays = [][]Input{
	nil,
	{bankIs("DE:88888888")},
	{bankIs("DE:88888888"), methodIs("de_demo_bank_psd2")},
	{bankIs("DE:88888888"), methodIs("de_demo_bank_psd2"), loginAs("embedded")},
	{bankIs("DE:88888888"), methodIs("de_demo_bank_psd2"), loginAs("redirect")},
	{bankIs("DE:88888888"), methodIs("de_demo_bank_psd2"), loginAs("anybody")},
	{bankIs("GB:000000"), loginAs("generate-new-accounts1")},
}
