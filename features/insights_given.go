package features

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cucumber/godog"
)

// usual is a username that is no keyword of any test bank.
const usual = "max"

// kept90Days is a retention, in minutes, that outlasts what most scenarios do.
const kept90Days = "129600"

// insightsGivens are the steps that say where a scenario of Account Insights
// starts.
func insightsGivens() []step {
	return []step{
		{`a session`, `Given a session`, "Creates a session for Insights.", (*World).givenSession},
		{`a session with:`, `Given a session with:`, "Creates a session for Insights with these members.", (*World).givenSessionWith},
		{`a session that is (RUNNING|CLOSED|TIMED_OUT)`, `Given a session that is CLOSED`,
			"Creates a session and takes it to the state.", (*World).givenSessionThatIs},
		{`an Insights-Refresh flow`, `And an Insights-Refresh flow`, "Starts an Insights-Refresh flow in the session.", (*World).givenFlow},
		{`an Insights-Refresh flow with:`, `And an Insights-Refresh flow with:`, "Starts an Insights-Refresh flow with these members.", (*World).givenFlowWith},
		{`a flow that is (CONSUMER_INPUT_NEEDED|PROCESSING|FINISHED|ABORTED|EXCEPTION)`, `Given a flow that is PROCESSING`,
			"Creates a session, starts an Insights-Refresh flow and takes it to the state.", (*World).givenFlowThatIs},
		{`a consumer whose data were acquired`, `Given a consumer whose data were acquired`,
			"Runs a session and an Insights-Refresh flow to its end for a consumer who logs in at the Demo Bank; the data are kept for 90 days.", (*World).givenConsumer},
		{`a consumer whose data were acquired with:`, `Given a consumer whose data were acquired with:`,
			"The same, with these members of the flow's request, and the rows username, bank and session, if there are any.", (*World).givenConsumerWith},
		{`a consumer whose stored consent is (STORED|EXPIRED|REVOKED|deleted)`, `Given a consumer whose stored consent is STORED`,
			"Acquires a consumer's data with store_consent REQUIRED, and takes the stored consent to the state.", (*World).givenConsentThatIs},
		{`a consumer with a stored consent who logged in as {string}`, `Given a consumer with a stored consent who logged in as "refresh-slow"`,
			"The same for a consumer who logged in with a username that decides what refreshes come to.", (*World).givenConsentAs},
		{`a refresh that is (PROCESSING|FINISHED|EXCEPTION)`, `Given a refresh that is PROCESSING`,
			"Starts a Consent-Refresh of a consumer with a stored consent, and takes it to the state.", (*World).givenRefreshThatIs},
		{`a schedule that is (SCHEDULED|SUCCESS|EXCEPTION|unscheduled)`, `Given a schedule that is SCHEDULED`,
			"Schedules a daily refresh of a consumer with a stored consent, and takes it to the state: before its first run, after one that went well or failed, or ended.", (*World).givenScheduleThatIs},
		{`a consent of the session for (.+)`, `Given a consent of the session for accounts`,
			"Runs a session with these scopes to the end of an accounts flow, and fetches its consent.", (*World).givenSessionConsent},
	}
}

func (w *World) givenSession(ctx context.Context) error {
	return w.clientCalls(ctx, "the", "has created a session", "")
}

func (w *World) givenSessionWith(ctx context.Context, table *godog.Table) error {
	return w.clientCallsWith(ctx, "the", "has created a session", table)
}

func (w *World) givenSessionThatIs(ctx context.Context, state string) error {
	err := w.givenSession(ctx)
	switch {
	case err != nil:
		return err
	case state == "CLOSED":
		err = w.clientCalls(ctx, "the", "has closed the session", "")
	case state == "TIMED_OUT":
		err = w.lapse(ctx, "31m")
	}
	w.insights.leave("session", state)
	return err
}

func (w *World) givenFlow(ctx context.Context) error {
	return w.clientCalls(ctx, "the", "has started an Insights-Refresh flow", "")
}

func (w *World) givenFlowWith(ctx context.Context, table *godog.Table) error {
	return w.clientCallsWith(ctx, "the", "has started an Insights-Refresh flow", table)
}

// logins are who logs in so that a flow comes to a state.
var logins = map[string]string{"PROCESSING": "slow", "FINISHED": usual, "EXCEPTION": "wrong"}

func (w *World) givenFlowThatIs(ctx context.Context, state string) error {
	if err := w.givenSession(ctx); err != nil {
		return err
	}
	err := w.givenFlow(ctx)
	switch {
	case err != nil:
		return err
	case state == "ABORTED":
		err = w.clientCalls(ctx, "the", "has aborted the flow", "")
	case logins[state] != "":
		err = w.consumerLogsIn(ctx, logins[state], "", "")
	}
	if err != nil {
		return err
	}
	w.insights.leave("flow", state)
	return w.flowIs(ctx, state)
}

// An acquisition is how a Given has a consumer's data acquired.
type acquisition struct {
	username, bank string
	session, flow  draft
}

func (w *World) acquisition() acquisition {
	all := insightsCalls[0].draft(w)
	return acquisition{username: usual, session: all, flow: draft{"data_retention_minutes": json.Number(kept90Days)}}
}

func (w *World) givenConsumer(ctx context.Context) error { return w.acquire(ctx, w.acquisition()) }

func (w *World) givenConsumerWith(ctx context.Context, table *godog.Table) error {
	e := w.acquisition()
	for _, row := range table.Rows {
		name, value := row.Cells[0].Value, row.Cells[1].Value
		var err error
		switch member, ofSession := strings.CutPrefix(name, "session."); {
		case name == "username":
			e.username = value
		case name == "bank":
			e.bank = value
		case ofSession:
			err = w.setMember(ctx, e.session, member, value)
		default:
			err = w.setMember(ctx, e.flow, name, value)
		}
		if err != nil {
			return err
		}
	}
	return w.acquire(ctx, e)
}

// acquire runs an acquisition: session, flow, the consumer at the bank, Flow-Information.
func (w *World) acquire(ctx context.Context, e acquisition) error {
	for _, one := range []struct {
		phrase string
		body   draft
	}{{"creates a session", e.session}, {"starts an Insights-Refresh flow", e.flow}} {
		call, err := insightsCallOf(one.phrase)
		if err == nil {
			err = w.invoke(ctx, "the", call, one.body, nil)
		}
		if err == nil {
			err = w.wentWell(w.answer)
		}
		if err != nil {
			return err
		}
	}
	country, code, _ := strings.Cut(e.bank, " ")
	if err := w.consumerLogsIn(ctx, e.username, country, code); err != nil {
		return err
	}
	return w.flowEnds(ctx, "FINISHED", "")
}

func (w *World) givenConsentAs(ctx context.Context, username string) error {
	e := w.acquisition()
	e.username, e.flow["store_consent"] = username, "REQUIRED"
	return w.acquire(ctx, e)
}

func (w *World) givenConsentThatIs(ctx context.Context, state string) error {
	if err := w.givenConsentAs(ctx, usual); err != nil {
		return err
	}
	defer w.insights.leave("consent", state) // not before it is so
	switch state {
	case "deleted":
		return w.clientCalls(ctx, "the", "has called Delete Stored Consent", "")
	case "STORED":
		return nil
	}
	return w.moveStored(ctx, state)
}

// moveStored has the bank's side end the stored consent of the consumer.
func (w *World) moveStored(ctx context.Context, state string) error {
	control, err := w.scripted()
	if err != nil {
		return err
	}
	return control.MoveConsent(ctx, w.AISP.ID, w.insights.consumer, state)
}

func (w *World) givenRefreshThatIs(ctx context.Context, state string) error {
	username := map[string]string{"PROCESSING": "refresh-slow", "EXCEPTION": "refresh-failed"}[state]
	if err := w.givenConsentAs(ctx, orElse(username, usual)); err != nil {
		return err
	}
	if err := w.clientCalls(ctx, "the", "has called Consent-Refresh", ""); err != nil {
		return err
	}
	w.insights.leave("refresh", state)
	if state == "PROCESSING" {
		return w.refreshIs(ctx, state)
	}
	return w.refreshEnds(ctx, state, "")
}

func (w *World) givenSessionConsent(ctx context.Context, scopes string) error {
	e := w.acquisition()
	scope := map[string]any{"lifetime": json.Number("90")}
	for _, one := range between.Split(scopes, -1) {
		scope[one] = map[string]any{}
	}
	e.session["consent_scope"] = scope
	call, err := insightsCallOf("creates a session")
	if err == nil {
		err = w.invoke(ctx, "the", call, e.session, nil)
	}
	if err == nil {
		err = w.clientCalls(ctx, "the", "has started an accounts flow", "")
	}
	if err == nil {
		err = w.consumerLogsIn(ctx, usual, "", "")
	}
	if err == nil {
		err = w.flowEnds(ctx, "FINISHED", "")
	}
	if err == nil {
		err = w.clientCalls(ctx, "the", "has fetched the consent", "")
	}
	if err != nil {
		return fmt.Errorf("the session's consent: %w", err)
	}
	return nil
}
