package aggregator

import (
	"strings"
	"testing"
)

func TestVisitorsWhoContradictTheirSession(t *testing.T) {
	for _, row := range []struct {
		name string
		v    Visitor
		want string
	}{
		{"another bank", Visitor{Bank: "00000"}, "INVALID_VALUE bank_code"},
		{"another country", Visitor{Country: "GB"}, "INVALID_VALUE country_code"},
		{"the bank that it is", Visitor{Bank: "88888888", Country: "de"}, ""},
		{"no result", Visitor{Result: "sucess"}, "INVALID_VALUE result"},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			r := usual()
			r.SelectedBank = &BankChoice{Code: "88888888", Country: "DE"}
			f := mustFlow(t, a, mustStart(t, a, r), FlowRequest{})
			if _, err := a.Complete(f.ID, row.v); err == nil && row.want != "" || err != nil && breaches(err) != row.want {
				t.Errorf("it is answered %v, want %q", err, row.want)
			}
		})
	}
}

func TestResultsOfARedirect(t *testing.T) {
	for result, want := range map[string]FlowState{"": Finished, "success": Finished, "failure": Exception, "abort": Aborted} {
		a, _ := newAggregator(t)
		f := mustFlow(t, a, mustStart(t, a, usual()), FlowRequest{})
		if got, err := a.Complete(f.ID, Visitor{Username: "redirect", Result: result}); err != nil || got.State != want {
			t.Errorf("with %q the flow is %s, %v, want %s", result, got.State, err, want)
		}
	}
}

func TestMiscountedAccounts(t *testing.T) {
	a, _ := newAggregator(t)
	f := mustFlow(t, a, mustStart(t, a, usual()), FlowRequest{})
	if _, err := a.Complete(f.ID, Visitor{Country: "GB", Bank: "000000", Username: "generate-new-accounts101"}); err != nil {
		t.Fatal(err)
	}
	s, err := a.Step(f.ID)
	if err != nil || s.Context != AtCredentials || s.Error == nil && !strings.Contains(s.Form.Elements[0].Error, "from 0 to 100") {
		t.Errorf("the step is %+v, %v, want the login again, and why", s, err)
	}
}

func TestTimelinesEnd(t *testing.T) {
	a, _ := newAggregator(t)
	f := mustFlow(t, a, mustStart(t, a, usual()), FlowRequest{})
	for range mostMoves {
		s, _ := a.Step(f.ID)
		if _, err := a.Answer(f.ID, Input{Form: s.Form.Identifier, Data: []Field{{KeyBank, "AT:00000"}}}); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Answer(f.ID, Input{Action: ActionBack}); err != nil {
			t.Fatal(err)
		}
	}
	v, err := a.FlowView(f.ID)
	if err != nil || len(v.Moves) != mostMoves || v.LeftOut != mostMoves+1 {
		t.Errorf("%d moves are told and %d left out, %v, want %d and %d", len(v.Moves), v.LeftOut, err, mostMoves, mostMoves+1)
	}
	if v.Moves[0].Cause != "PUT flow" || v.Moves[len(v.Moves)-1].Cause != "back" {
		t.Error("the first or the last move is gone")
	}
}
