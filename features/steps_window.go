package features

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// windowSteps are the steps about the window of a consent, which bounds what is
// shown of transactions and statements.
func windowSteps() []step {
	return []step{
		{`a window (from|to) the middle of the customer's (transactions|statements)`, `And a window from the middle of the customer's transactions`,
			"Sets an end of the request's window to where half of the data lies on each side, as a second consent of the customer tells it.", (*World).givenMiddle},
		{`a filter that ends before the window begins`, `And a filter that ends before the window begins`,
			"Adds to the query of the When an end that the window does not reach.", (*World).givenBeforeWindow},
		{`the StatementId of a statement outside the window`, `And the StatementId of a statement outside the window`,
			"Names a statement of the customer's that does not lie in the window as a whole, for the When to ask for.", (*World).givenOutside},
		{`every item lies in the window`, `Then every item lies in the window`,
			"Holds the dates of each item against the window of the consent; a statement lies in it as a whole.", (*World).lieInWindow},
		{`none of those in the window is missing`, `And none of those in the window is missing`,
			"Holds what came against what the second consent of the customer showed of the window.", (*World).noneMissing},
	}
}

// givenMiddle sends a scout for the customer's data, and lays an end of the
// request's window into the middle of it.
func (w *World) givenMiddle(ctx context.Context, end, kind string) error {
	permissions := []string{"ReadTransactionsBasic", "ReadTransactionsCredits", "ReadTransactionsDebits"}
	if kind == "statements" {
		permissions = []string{"ReadStatementsBasic"}
	}
	scout, err := w.sendScout(ctx, w.persona, permissions...)
	if err != nil {
		return err
	}
	what := mustEndpoint("an account's " + kind)
	accounts, err := w.listWith(ctx, scout.access, mustEndpoint("the accounts"), place{})
	for _, account := range accounts[:min(len(accounts), mostAccounts)] {
		r, err := w.fetch(ctx, scout.access, what, place{account: account.Get("AccountId").String()})
		if err != nil {
			return err
		}
		if w.whole = r; len(r.items()) >= 4 {
			return w.setMiddle(end)
		}
	}
	if err != nil {
		return err
	}
	return NoData("no account of the customer has four " + kind)
}

// setMiddle lays an end of the request's window into the middle of the whole: of
// transactions to one of them, of statements into the midst of one.
func (w *World) setMiddle(end string) error {
	all, err := w.whole.instants()
	if err != nil {
		return err
	}
	middle := pivot(all, len(all)/2)
	if w.whole.what.member == "Statement" {
		middle.text = middle.at.Add(36 * time.Hour).Format(time.RFC3339)
	}
	member := map[string]string{"from": "Data.TransactionFromDateTime", "to": "Data.TransactionToDateTime"}[end]
	return w.asking().set(member, strconv.Quote(middle.text))
}

func (w *World) givenBeforeWindow(ctx context.Context) error {
	from, _, err := w.window()
	if err != nil {
		return err
	}
	return w.givenQuery(ctx, "toBookingDateTime", wall(from.AddDate(0, 0, -1).Format(time.RFC3339)))
}

// window gives both ends of the consent's window, zero where it is open.
func (w *World) window() (from, to time.Time, err error) {
	ends := []*time.Time{&from, &to}
	for i, member := range []string{"TransactionFromDateTime", "TransactionToDateTime"} {
		if text := w.ask.date(member); text != "" {
			if *ends[i], err = time.Parse(time.RFC3339Nano, text); err != nil {
				return from, to, fmt.Errorf("%w: %w", ErrHarness, err)
			}
		}
	}
	return from, to, nil
}

// extent names the date-times of an item that have to lie in the window.
var extent = map[string][]string{"Transaction": {"BookingDateTime"}, "Statement": {"StartDateTime", "EndDateTime"}}

// inside tells whether an item lies in the window as a whole.
func (w *World) inside(it seen) (bool, error) {
	from, to, err := w.window()
	for _, member := range extent[it.in.what.member] {
		at, failed := timeOf(it.Result, member, it.where)
		if err == nil {
			err = failed
		}
		if !(span{lo: from, hi: to}).holds(at) {
			return false, err
		}
	}
	return true, err
}

func (w *World) lieInWindow(ctx context.Context) error {
	if err := w.served(); err != nil {
		return err
	}
	if len(w.all()) == 0 {
		return w.noneMissing(ctx)
	}
	for _, it := range w.all() {
		in, err := w.inside(it)
		if err != nil {
			return err
		}
		if !in {
			return Finding{Where: it.where, Expected: "an item of the consent's window", Got: "one that lies outside" + it.when()}
		}
	}
	return nil
}

func (w *World) givenOutside(context.Context) error {
	for _, it := range w.whole.all() {
		in, err := w.inside(it)
		if err != nil {
			return err
		}
		if !in && it.id() != "" {
			w.aim = place{account: w.whole.at.account, statement: it.id()}
			return nil
		}
	}
	return NoData("every statement of the account lies in the window")
}

func (w *World) noneMissing(context.Context) error {
	got := map[string]bool{}
	for _, it := range w.all() {
		got[it.identity()] = true
	}
	looked := 0
	for _, it := range w.whole.all() {
		in, err := w.inside(it)
		if err != nil {
			return err
		}
		if !in {
			continue
		}
		if looked++; !got[it.identity()] {
			return Finding{Where: "/Data/" + w.whole.what.member, Expected: "every item of the window", Got: "none that is " + shortened(it.identity()) + it.when()}
		}
	}
	if looked == 0 {
		return NoData("nothing lies in the window")
	}
	return nil
}
