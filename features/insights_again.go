package features

import (
	"context"
	"errors"
	"fmt"
)

// insightsAgainSteps are the steps in which what was done once is done again: a
// state is polled to its end, data are refreshed, a consent is renewed.
func insightsAgainSteps() []step {
	return []step{
		{`the client has polled (Flow-Information|Refresh-Status) to its end`, `And the client has polled Refresh-Status to its end`,
			"Looks every five seconds of the bank's clock until the flow is FINISHED, or the refresh is over and no EXCEPTION.", (*World).givenEnd},
		{`the client has refreshed the data {int} times without the consumer`, `And the client has refreshed the data 4 times without the consumer`,
			"Calls Consent-Refresh with the insights_consumer_id alone and polls Refresh-Status to its end, so many times.", (*World).givenRefreshes},
		{`the consumer (has renewed|renews) the stored consent`, `And the consumer has renewed the stored consent`,
			"Runs a session and a flow with the insights_consumer_id and store_consent REQUIRED to its end.", (*World).givenRenewed},
		{`the consumer tries to log in as {string}`, `When the consumer tries to log in as "max"`,
			"Has the consumer go to the bank although the flow may be over; that the bank lets nobody in is fine.", (*World).consumerTries},
		{`it lists more transactions than for a consumer who logged in as {string}`, `And it lists more transactions than for a consumer who logged in as "max"`,
			"Acquires the data of another consumer over the same days, and holds the number of transactions against that of the answer.", (*World).moreThanOthers},
		{`the client refreshes the data, and the refresh ends as FINISHED`, `And the client refreshes the data, and the refresh ends as FINISHED`,
			"Calls Consent-Refresh and polls Refresh-Status to its end.", (*World).refreshesWell},
		{`the refresh comes to an end`, `And the refresh comes to an end`,
			"Calls Refresh-Status every five seconds of the bank's clock until it is not PROCESSING; any other state is an end.", (*World).refreshOver},
	}
}

func (w *World) givenEnd(ctx context.Context, what string) error {
	if what == "Flow-Information" {
		return w.flowEnds(ctx, "FINISHED", "")
	}
	if err := w.refreshOver(ctx); err != nil {
		return err
	}
	if e := w.insights.answers["calls Refresh-Status"]; e.Get("data.state").String() == "EXCEPTION" {
		return Finding{Where: "/data/state", Expected: "an end that is no EXCEPTION", Got: "EXCEPTION" + because(e)}
	}
	return nil
}

func (w *World) givenRefreshes(ctx context.Context, n int) error {
	for range n {
		if err := w.clientCalls(ctx, "the", "has called Consent-Refresh", ""); err != nil {
			return err
		}
		if err := w.givenEnd(ctx, "Refresh-Status"); err != nil {
			return err
		}
	}
	return nil
}

// refreshOver looks until the state is another than PROCESSING, and no longer
// than mostPolls. Which states there are beside it is not documented (5.5).
func (w *World) refreshOver(ctx context.Context) error {
	const phrase = "calls Refresh-Status"
	var e *Exchange
	for range mostPolls {
		var err error
		if e, err = w.lookUp(ctx, phrase); err == nil {
			err = w.wentWell(e)
		}
		if err != nil {
			return err
		}
		if state := e.Get("data.state").String(); state != "PROCESSING" && state != "" {
			w.insights.learn(phrase, e)
			return nil
		}
		if err := w.lapse(ctx, "5s"); err != nil {
			return err
		}
	}
	return Finding{Where: "/data/state", Expected: "another state than PROCESSING", Got: briefly(e.Get("data.state"))}
}

func (w *World) givenRenewed(ctx context.Context, when string) error {
	w.tries("renews the stored consent", when == "renews")
	a := w.acquisition()
	a.flow["store_consent"], a.flow["insights_consumer_id"] = "REQUIRED", w.insights.consumer
	return w.acquire(ctx, a)
}

func (w *World) consumerTries(ctx context.Context, username string) error {
	err := w.consumerLogsIn(ctx, username, "", "")
	if _, refused := errors.AsType[*controlRefusal](err); refused {
		return nil
	}
	return err
}

func (w *World) refreshesWell(ctx context.Context) error {
	if err := w.clientCalls(ctx, "the", "has called Consent-Refresh", ""); err != nil {
		return err
	}
	return w.refreshEnds(ctx, "FINISHED", "")
}

// moreThanOthers asks for as many days of another consumer. What the scenario
// knows stays as it was.
func (w *World) moreThanOthers(ctx context.Context, username string) error {
	kept, answer := w.insights, w.answer
	defer func() { w.insights, w.answer = kept, answer }()
	mine := len(listedIn(answer, "transactions"))
	w.insights = insightsMemory{}
	another := w.acquisition()
	another.username, another.flow["refresh_days"] = username, 180
	if err := w.acquire(ctx, another); err != nil {
		return err
	}
	e, err := w.lookUp(ctx, "calls List Transactions", "from_date", "180 days ago", "to_date", "today", "pagination.size", "1000")
	if err != nil {
		return err
	}
	if others := len(listedIn(e, "transactions")); others == 0 || mine <= others {
		return w.missed("/data/transactions", fmt.Sprintf("more than the %d of %q, of which there are some", others, username), fmt.Sprint(mine))
	}
	return nil
}
