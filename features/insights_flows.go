package features

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// insightsFlowThens are the steps that look at what became of a session, a flow
// or a refresh.
func insightsFlowThens() []step {
	return []step{
		{`the flow is (CONSUMER_INPUT_NEEDED|PROCESSING|FINISHED|ABORTED|EXCEPTION)`, `Then the flow is FINISHED`,
			"Calls Flow-Information and holds the state against this.", (*World).flowIs},
		{`the flow ends as (FINISHED|ABORTED|EXCEPTION)(?: with "([^"]+)")?`, `Then the flow ends as EXCEPTION with "BANK"`,
			"Calls Flow-Information every five seconds of the bank's clock until the flow has ended, and holds state and category against these; a sub-category may follow.", (*World).flowEnds},
		{`the session is (RUNNING|CLOSED|TIMED_OUT)`, `Then the session is RUNNING`, "Reads the session and holds its state against this.", (*World).sessionIs},
		{`the refresh is (PROCESSING|FINISHED|EXCEPTION)`, `Then the refresh is PROCESSING`, "Calls Refresh-Status and holds the state against this.", (*World).refreshIs},
		{`the refresh ends as (FINISHED|EXCEPTION)(?: with "([^"]+)")?`, `Then the refresh ends as EXCEPTION with "CONSENT.REVOKED"`,
			"Calls Refresh-Status every five seconds of the bank's clock until it is not PROCESSING, and holds state and category against these.", (*World).refreshEnds},
		{`the states seen were (.+)`, `Then the states seen were PROCESSING and FINISHED`,
			"Holds the states that polling saw, each once as long as it lasted, against these.", (*World).statesSeen},
		{`the flow's (result|error) says that (\S+) is (.+)`, `And the flow's result says that insights_consumer_id is the consumer`,
			"Calls Flow-Information and holds a member of its result or error against a value.", (*World).flowSays},
		{`the flow's address is below that of its session`, `And the flow's address is below that of its session`,
			"Holds self of the flow against self of the session (3.1).", (*World).flowBelowSession},
		{`the consumer was led over (a second factor|the bank's own page)`, `Then the consumer was led over a second factor`,
			"Asks the control plane of a scripted bank for the steps of the flow, and that such a one is among them.", (*World).ledOver},
		{`it was PROCESSING for about {int} seconds`, `And it was PROCESSING for about 25 seconds`,
			"Counts the looks at which polling until something saw PROCESSING, of five seconds of the bank's clock each.", (*World).processingFor},
		{`the session's (\S+) is (.+)`, `And the session's current_flow is left out`, "Reads the session and holds a member against a value.", (*World).sessionSays},
	}
}

func (w *World) flowIs(ctx context.Context, want string) error {
	return w.stateIs(ctx, "calls Flow-Information", want)
}

func (w *World) refreshIs(ctx context.Context, want string) error {
	return w.stateIs(ctx, "calls Refresh-Status", want)
}

func (w *World) sessionIs(ctx context.Context, want string) error {
	return w.stateIs(ctx, "reads the session", want)
}

// stateIs looks once and learns from what it sees.
func (w *World) stateIs(ctx context.Context, phrase, want string) error {
	e, err := w.lookUp(ctx, phrase)
	if err == nil {
		err = w.wentWell(e)
	}
	if err != nil {
		return err
	}
	w.insights.learn(phrase, e)
	if got := e.Get("data.state").String(); got != want {
		return Finding{Where: "/data/state", Expected: want, Got: quoted(got) + because(e)}
	}
	return nil
}

// because gives the error that stands beside a state, for a finding.
func because(e *Exchange) string {
	if why := e.Get("data.error"); why.Exists() {
		return " with the error " + briefly(why)
	}
	return ""
}

func (w *World) flowEnds(ctx context.Context, want, code string) error {
	return w.ends(ctx, "calls Flow-Information", []string{"FINISHED", "ABORTED", "EXCEPTION"}, want, code)
}

func (w *World) refreshEnds(ctx context.Context, want, code string) error {
	return w.ends(ctx, "calls Refresh-Status", []string{"FINISHED", "EXCEPTION"}, want, code)
}

// ends looks until the state is one of the ends, and no longer than mostPolls.
func (w *World) ends(ctx context.Context, phrase string, ends []string, want, code string) error {
	var e *Exchange
	for i := range mostPolls {
		var err error
		if e, err = w.lookUp(ctx, phrase); err == nil {
			err = w.wentWell(e)
		}
		if err != nil {
			return err
		}
		state := e.Get("data.state").String()
		if slices.Contains(ends, state) || state == "CONSUMER_INPUT_NEEDED" && i > 0 {
			break
		}
		if err := w.lapse(ctx, "5s"); err != nil {
			return err
		}
	}
	w.insights.learn(phrase, e)
	return endIs(e, want, code)
}

// endIs holds the end of a flow or a refresh against what it is to be. Below the
// category that is wanted there may be more.
func endIs(e *Exchange, want, code string) error {
	if got := e.Get("data.state").String(); got != want {
		return Finding{Where: "/data/state", Expected: want, Got: quoted(got) + because(e)}
	}
	got := e.Get("data.error.code").String()
	if code != "" && got != code && !strings.HasPrefix(got, code+".") {
		return Finding{Where: "/data/error/code", Expected: code, Got: quoted(got)}
	}
	return nil
}

func (w *World) statesSeen(_ context.Context, list string) error {
	got := slices.Compact(slices.Clone(w.insights.saw))
	if want := between.Split(list, -1); !slices.Equal(got, want) {
		return w.missed("/data/state", list, fmt.Sprintf("%q", got))
	}
	return nil
}

func (w *World) flowSays(ctx context.Context, part, member, want string) error {
	return w.says(ctx, "calls Flow-Information", "data."+part+"."+member, want)
}

func (w *World) sessionSays(ctx context.Context, member, want string) error {
	return w.says(ctx, "reads the session", "data."+member, want)
}

// says looks, and holds a member of what it sees against a want.
func (w *World) says(ctx context.Context, phrase, path, want string) error {
	e, err := w.lookUp(ctx, phrase)
	if err == nil {
		err = w.wentWell(e)
	}
	if err != nil {
		return err
	}
	got := e.Get(path)
	wanted, err := w.meets(ctx, got, want)
	if err != nil || wanted == "" {
		return err
	}
	return Finding{Where: "/" + strings.ReplaceAll(path, ".", "/"), Expected: wanted, Got: briefly(got)}
}

func (w *World) flowBelowSession(context.Context) error {
	session, flow := w.insights.session.Get("self").String(), w.insights.flow.Get("self").String()
	if session == "" || !strings.HasPrefix(flow, session+"/") {
		return Finding{Where: "/data/self", Expected: "an address below " + quoted(session), Got: quoted(flow)}
	}
	return nil
}

func (w *World) ledOver(ctx context.Context, what string) error {
	control, err := w.scripted()
	if err != nil {
		return err
	}
	told, err := control.Flow(ctx, w.insights.flow.Get("flow_id").String())
	if err != nil {
		return err
	}
	for _, move := range told.Get("transitions").Array() {
		redirect := strings.HasPrefix(move.Get("cause").String(), "redirect")
		if redirect == (what == "the bank's own page") && (redirect || move.Get("context").String() == "sca") {
			return nil
		}
	}
	return Finding{Where: "transitions", Expected: "one of " + what, Got: briefly(told.Get("transitions"))}
}

// pollEvery is how many seconds of the bank's clock lie between two looks.
const pollEvery = 5

func (w *World) processingFor(_ context.Context, seconds int) error {
	looks := 0
	for _, state := range w.insights.saw {
		if state == "PROCESSING" {
			looks++
		}
	}
	if got := looks * pollEvery; got < seconds-pollEvery || got > seconds+pollEvery {
		return w.missed("/data/state", fmt.Sprintf("PROCESSING for %d seconds", seconds), fmt.Sprintf("for %d", got))
	}
	return nil
}
