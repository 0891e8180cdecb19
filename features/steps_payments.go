package features

import (
	"context"
	"fmt"
	"regexp"
	"time"

	"github.com/tidwall/gjson"
)

// paymentSteps are the steps about what was paid and what is to be paid.
func paymentSteps() []step {
	return []step{
		{`every previous payment has an amount, and a date that is past`, `Then every previous payment has an amount, and a date that is past`,
			"Looks at PreviousPaymentAmount and PreviousPaymentDateTime of each direct debit.", (*World).previousIsPast},
		{`every Frequency has the form of the standard`, `Then every Frequency has the form of the standard`, "Holds each Frequency of a standing order against the standard's pattern.", (*World).frequenciesFit},
		{`no next payment of an Active one is past`, `And no next payment of an Active one is past`, "Holds each NextPaymentDateTime against the bank's time.", (*World).nextIsAhead},
		{`the last payment of each is among the account's transactions`, `Then the last payment of each is among the account's transactions`,
			"Reads the account's transactions and looks for the payment.", (*World).lastWasBooked},
		{`every payment lies in the future`, `Then every payment lies in the future`, "Holds each FutureDatedPaymentDateTime against the bank's time.", (*World).paymentsAhead},
		{`the first of them falls due`, `When the first of them falls due`, "Moves the clock of a scripted ASPSP past the earliest of the payments, and has the customer authenticate again.", (*World).fallsDue},
		{`it is among the account's transactions, and no longer to come`, `Then it is among the account's transactions, and no longer to come`,
			"Looks for the payment that fell due in both lists.", (*World).wasPaid},
	}
}

func (w *World) previousIsPast(ctx context.Context) error {
	items, err := w.someOf("no direct debit was paid yet", func(it seen) bool {
		return it.Get("PreviousPaymentAmount").Exists() || it.Get("PreviousPaymentDateTime").Exists()
	})
	if err != nil {
		return err
	}
	for _, it := range items {
		if !it.Get("PreviousPaymentAmount.Amount").Exists() || !it.Get("PreviousPaymentDateTime").Exists() {
			return Finding{Where: it.where, Expected: "a previous payment with amount and date", Got: shortened(it.Raw)}
		}
	}
	return w.past(ctx, items, "PreviousPaymentDateTime")
}

// frequency is the pattern of a standing order's Frequency (Standing Orders, 3).
var frequency = regexp.MustCompile(`^(NotKnown|EvryDay|EvryWorkgDay|IntrvlDay:(0[2-9]|[12][0-9]|3[01])|IntrvlWkDay:0[1-9]:0[1-7]|WkInMnthDay:0[1-5]:0[1-7]|` +
	`IntrvlMnthDay:(0[1-6]|12|24):(-0[1-5]|0[1-9]|[12][0-9]|3[01])|QtrDay:(ENGLISH|SCOTTISH|RECEIVED))$`)

func (w *World) frequenciesFit(context.Context) error {
	items, err := w.some()
	for _, it := range items {
		if got := it.Get("Frequency").String(); !frequency.MatchString(got) {
			return Finding{Where: it.where + "/Frequency", Expected: "a form such as IntrvlMnthDay:01:15", Got: quoted(got)}
		}
	}
	return err
}

func (w *World) nextIsAhead(ctx context.Context) error {
	items, err := w.someOf("no standing order is Active and has a next payment", func(it seen) bool {
		return it.Get("StandingOrderStatusCode").String() == "Active" && it.Get("NextPaymentDateTime").Exists()
	})
	if err != nil {
		return err
	}
	return w.toCome(ctx, items, "NextPaymentDateTime")
}

func (w *World) lastWasBooked(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	looked := 0
	for _, it := range items {
		if !it.Get("LastPaymentDateTime").Exists() || !it.Get("LastPaymentAmount").Exists() {
			continue
		}
		at, err := timeOf(it.Result, "LastPaymentDateTime", it.where)
		if err != nil {
			return err
		}
		all, err := w.transactionsOf(ctx, it.Get("AccountId").String())
		if err != nil {
			return err
		}
		shown, err := reaches(all, at)
		if err != nil {
			return err
		}
		if !shown {
			continue
		}
		looked++
		if err := paid(all, it, w.about(at), it.Get("LastPaymentAmount")); err != nil {
			return err
		}
	}
	if looked == 0 {
		return NoData("no standing order has a last payment of a time whose transactions are shown")
	}
	return nil
}

// about is when a payment of a day may have been booked: on that day, or, at a
// bank that is not scripted, some days later, if it fell on a day off.
func (w *World) about(day time.Time) span {
	year, month, date := day.Date()
	first := time.Date(year, month, date, 0, 0, 0, 0, day.Location())
	if w.Control != nil {
		return span{lo: first, hi: first.AddDate(0, 0, 1).Add(-1)}
	}
	return span{lo: first.AddDate(0, 0, -1), hi: first.AddDate(0, 0, 4)}
}

// paid looks for a debit of an amount in the transactions of an item's account,
// booked in a span of time.
func paid(all []seen, it seen, when span, amount gjson.Result) error {
	want, currency, err := amountOf(amount, it.where)
	if err != nil {
		return err
	}
	for _, t := range all {
		at, err := timeOf(t.Result, "BookingDateTime", t.where)
		if err != nil {
			return err
		}
		got, _, err := amountOf(t.Get("Amount"), t.where+"/Amount")
		if err != nil {
			return err
		}
		if when.holds(at) && got.Cmp(want) == 0 && t.Get("CreditDebitIndicator").String() == "Debit" {
			return nil
		}
	}
	return Finding{Where: it.where, Expected: fmt.Sprintf("a debit of %s %s from %s on among the transactions", written(want), currency, when.lo.Format(time.DateOnly)), Got: "none"}
}

// reaches tells whether the transactions that are shown go back to a day.
func reaches(all []seen, day time.Time) (bool, error) {
	for _, it := range all {
		at, err := timeOf(it.Result, "BookingDateTime", it.where)
		if err != nil || at.Before(day) {
			return err == nil, err
		}
	}
	return false, nil
}

func (w *World) paymentsAhead(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	return w.toCome(ctx, items, "FutureDatedPaymentDateTime")
}

func (w *World) fallsDue(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	var first time.Time
	for _, it := range items {
		at, err := timeOf(it.Result, "FutureDatedPaymentDateTime", it.where)
		if err != nil {
			return err
		}
		if first.IsZero() || at.Before(first) {
			first, w.due = at, it
		}
	}
	now, err := w.Control.Now(ctx)
	if err != nil {
		return err
	}
	if err := w.pass(ctx, first.Sub(now)+units["day"]); err != nil {
		return err
	}
	return w.customer(ctx, Authorise)
}

func (w *World) wasPaid(ctx context.Context) error {
	at, err := timeOf(w.due.Result, "FutureDatedPaymentDateTime", w.due.where)
	if err != nil {
		return err
	}
	all, err := w.transactionsOf(ctx, w.due.Get("AccountId").String())
	if err != nil {
		return err
	}
	if err := paid(all, w.due, w.about(at), w.due.Get("InstructedAmount")); err != nil {
		return err
	}
	if err := w.readAll(ctx, w.due.in.what, []place{w.due.in.at}, nil, true); err != nil {
		return err
	}
	for _, it := range w.all() {
		if it.identity() == w.due.identity() {
			return Finding{Where: it.where, Expected: "a payment that is still to come", Got: "one that was paid"}
		}
	}
	return nil
}
