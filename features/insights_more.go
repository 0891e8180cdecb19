package features

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// insightsOddSteps are the steps that need more than a table of members: many
// accounts, long labels, one brand of those that there are.
func insightsOddSteps() []step {
	return []step{
		{`{int} stored accounts`, `Given 53 stored accounts`, "Creates so many accounts of one consumer.", (*World).givenAccounts},
		{`the client has polled (Flow-Information|Refresh-Status) to its end`, `And the client has polled Refresh-Status to its end`,
			"Looks every five seconds of the bank's clock until the state is FINISHED.", (*World).givenEnd},
		{`the consumer has renewed the stored consent`, `And the consumer has renewed the stored consent`,
			"Runs a session and a flow with the insights_consumer_id and store_consent REQUIRED to its end.", (*World).givenRenewed},
		{`the consumer tries to log in as {string}`, `When the consumer tries to log in as "max"`,
			"Has the consumer go to the bank although the flow may be over; that the bank lets nobody in is fine.", (*World).consumerTries},
		{`the consumer's first transaction is labelled {string}`, `And the consumer's first transaction is labelled "seen"`,
			"Hangs a label with the value yes on the first transaction of the list.", (*World).givenLabelled},
		{`the client hangs a label on {string}, with a key of {int} and a value of {int} characters`, `When the client hangs a label on "t1", with a key of 128 and a value of 1024 characters`,
			"Upserts one label of these lengths.", (*World).clientLabels},
		{`the client takes away the first transaction`, `When the client takes away the first transaction`,
			"Deletes the first transaction of the last List Transactions.", (*World).clientTakesAway},
		{`the client asks for the Categorization of one brand`, `When the client asks for the Categorization of one brand`,
			"Makes the Categorization report, picks a brand out of it, and makes the report of that brand.", (*World).clientAsksBrand},
		{`the client sends GET to the session's flow {string}`, `When the client sends GET to the session's flow "00000000000000000000000000000000"`,
			"Looks for a flow of that id below the address of the session.", (*World).clientSeeksFlow},
		{`the answer is one of {int} and {int}`, `Then the answer is one of 400 and 413`, "Asks for one of two statuses.", (*World).answerIsEither},
		{`the answer is that of the (.+) report`, `And the answer is that of the Group By Category report`,
			"Holds the answer against that of another report, member by member.", (*World).answerIsThatOf},
		{`storage holds one transaction less than before`, `And storage holds one transaction less than before`,
			"Counts the transactions against the last List Transactions.", (*World).storageLess},
		{`the pages hold each transaction of before once`, `Then the pages hold each transaction of before once`,
			"Holds the pages that were walked through against the last List Transactions.", (*World).pagesAsBefore},
		{`the transactions with a brand are ordered by {string}`, `Then the transactions with a brand are ordered by "brand.name"`,
			"Asks that a member never falls from one transaction that has a brand to the next; there have to be two brands.", (*World).brandsOrdered},
	}
}

func (w *World) givenAccounts(ctx context.Context, n int) error {
	for range n {
		if err := w.givenAccount(ctx, "another"); err != nil {
			return err
		}
	}
	return nil
}

func (w *World) givenEnd(ctx context.Context, what string) error {
	if what == "Refresh-Status" {
		return w.refreshEnds(ctx, "FINISHED", "")
	}
	return w.flowEnds(ctx, "FINISHED", "")
}

func (w *World) givenRenewed(ctx context.Context) error {
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

// firstListed gives the first transaction of the last List Transactions, or of
// one that is made for it.
func (w *World) firstListed(ctx context.Context) (gjson.Result, error) {
	e := w.insights.answers["calls List Transactions"]
	if e == nil {
		var err error
		if e, err = w.lookUp(ctx, "calls List Transactions"); err != nil {
			return gjson.Result{}, err
		}
	}
	all := listedIn(e, "transactions")
	for _, one := range all {
		if one.Get("state").String() != "PENDING" { // such a one may be gone tomorrow
			return one, nil
		}
	}
	return gjson.Result{}, fmt.Errorf("%w: the consumer has no booked transaction", ErrPrerequisite)
}

// onFirst makes a call about the first transaction.
func (w *World) onFirst(ctx context.Context, phrase string, set map[string]any) error {
	first, err := w.firstListed(ctx)
	if err != nil {
		return err
	}
	call, err := insightsCallOf(phrase)
	if err != nil {
		return err
	}
	body := call.draft(w)
	body["insights_account_id"] = first.Get("insights_account_id").String()
	body["insights_transaction_ids"] = []any{first.Get("insights_transaction_id").String()}
	for name, value := range set {
		body[name] = value
	}
	return w.invoke(ctx, "the", call, body, nil)
}

func (w *World) givenLabelled(ctx context.Context, key string) error {
	if err := w.onFirst(ctx, "calls Upsert Labels", map[string]any{"labels": map[string]any{key: "yes"}}); err != nil {
		return err
	}
	return w.wentWell(w.answer)
}

func (w *World) clientTakesAway(ctx context.Context) error {
	return w.onFirst(ctx, "calls Delete Transactions", nil)
}

func (w *World) clientLabels(ctx context.Context, id string, key, value int) error {
	call, err := insightsCallOf("calls Upsert Labels")
	if err != nil {
		return err
	}
	body := call.draft(w)
	body["insights_transaction_ids"] = []any{id}
	body["labels"] = map[string]any{strings.Repeat("x", key): strings.Repeat("y", value)}
	return w.invoke(ctx, "the", call, body, nil)
}

func (w *World) clientAsksBrand(ctx context.Context) error {
	call, err := insightsCallOf("calls the Categorization report")
	if err != nil {
		return err
	}
	all, err := w.perform(ctx, call, call.draft(w), nil)
	if err != nil {
		return err
	}
	for _, one := range listedIn(all, "transactions") {
		if w.insights.brand = one.Get("brand.id").String(); w.insights.brand != "" {
			body := call.draft(w)
			body["brand_ids"] = []any{w.insights.brand}
			return w.invoke(ctx, "the", call, body, nil)
		}
	}
	return NoData("no transaction has a brand")
}

func (w *World) clientSeeksFlow(ctx context.Context, id string) error {
	e, err := w.Send(ctx, Call{Method: http.MethodGet, Path: w.insights.session.Get("self").String() + "/flows/" + id})
	w.answer = e
	return err
}

func (w *World) answerIsEither(_ context.Context, one, other int) error {
	if got := w.answer.Status; got != one && got != other {
		return w.missed("status", fmt.Sprintf("%d or %d", one, other), strconv.Itoa(got))
	}
	return nil
}

func (w *World) answerIsThatOf(_ context.Context, report string) error {
	other := w.insights.answers["calls the "+report+" report"]
	if other == nil {
		return fmt.Errorf("%w: the %s report was not made before", ErrPrerequisite, report)
	}
	if got, want := canonical(w.answer.Get("@this")), canonical(other.Get("@this")); got != want {
		return w.missed("body", briefly(other.Get("@this")), briefly(w.answer.Get("@this")))
	}
	return nil
}

// listedBefore gives the transactions of the last List Transactions.
func (w *World) listedBefore() ([]gjson.Result, error) {
	before := w.insights.answers["calls List Transactions"]
	if before == nil || len(listedIn(before, "transactions")) == 0 {
		return nil, fmt.Errorf("%w: the scenario has listed no transactions before", ErrPrerequisite)
	}
	return listedIn(before, "transactions"), nil
}

func (w *World) storageLess(ctx context.Context) error {
	before, err := w.listedBefore()
	if err != nil {
		return err
	}
	now, err := w.stored(ctx, "transactions")
	if err == nil && len(now) != len(before)-1 {
		err = Finding{Where: "/data/transactions", Expected: strconv.Itoa(len(before) - 1), Got: strconv.Itoa(len(now))}
	}
	return err
}

func (w *World) pagesAsBefore(context.Context) error {
	before, err := w.listedBefore()
	if err != nil {
		return err
	}
	return sameIDs(transactionIDs(slices.Concat(w.insights.pages...)), transactionIDs(before), false)
}

func (w *World) brandsOrdered(_ context.Context, path string) error {
	var names []string
	for _, one := range listedIn(w.answer, "transactions") {
		if one.Get("brand").Exists() {
			names = append(names, one.Get(path).String())
		}
	}
	if len(names) < 2 || names[0] == names[len(names)-1] {
		return NoData("fewer than two brands")
	}
	if !slices.IsSorted(names) {
		return w.missed("/transactions/brand", "names in order", strings.Join(names, ", "))
	}
	return nil
}
