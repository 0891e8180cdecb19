package features

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// insightsPickedSteps are the steps about one transaction that is picked out of a
// list, about labels of a length, and about lists that are held against the last.
func insightsPickedSteps() []step {
	return []step{
		{`{int} stored accounts`, `Given 53 stored accounts`, "Creates so many accounts of one consumer.", (*World).givenAccounts},
		{`the consumer's first transaction is labelled {string}`, `And the consumer's first transaction is labelled "seen"`,
			"Hangs a label with the value yes on the first transaction of the list.", (*World).givenLabelled},
		{`the client hangs a label on {string}, with a key of {int} and a value of {int} characters`, `When the client hangs a label on "t1", with a key of 128 and a value of 1024 characters`,
			"Upserts one label of these lengths.", (*World).clientLabels},
		{`the client takes away the first transaction`, `When the client takes away the first transaction`,
			"Deletes the first transaction of the last List Transactions.", (*World).clientTakesAway},
		{`storage holds one transaction less than before`, `And storage holds one transaction less than before`,
			"Counts the transactions against the last List Transactions.", (*World).storageLess},
		{`the pages hold each transaction of before once`, `Then the pages hold each transaction of before once`,
			"Holds the pages that were walked through against the last List Transactions.", (*World).pagesAsBefore},
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
