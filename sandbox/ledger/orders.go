package ledger

import (
	"math"
	"slices"
	"strconv"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// StandingOrders lists the account's orders to pay again and again, those that
// have ended too. Their dates and amounts are those of the entries that they
// make.
func (v View) StandingOrders() []StandingOrder {
	var out []StandingOrder
	for s := range v.rules(fixtures.StandingOrder) {
		o := StandingOrder{
			Account: v.shelf.account.ID, ID: opaqueID(v.shelf.account.ID, s.rule.ID),
			Frequency: frequency(s), Reference: s.rule.Reference, Status: "Active", Creditor: s.face.creditor,
		}
		o.First, o.FirstAmount = v.told(v.next(s, math.MinInt64))
		o.Next, o.NextAmount = v.told(v.next(s, nanos(v.now)))
		o.Last, o.LastAmount = v.told(v.previous(s, nanos(v.now)))
		if !s.rule.Until.IsZero() {
			o.Final, o.FinalAmount = v.told(v.previous(s, math.MaxInt64))
			o.Payments = v.count(s)
		}
		if o.Next.IsZero() {
			o.Status = "Inactive"
		}
		out = append(out, o)
	}
	return out
}

// DirectDebits lists the account's mandates, with what was taken last.
func (v View) DirectDebits() []DirectDebit {
	var out []DirectDebit
	for s := range v.rules(fixtures.DirectDebit) {
		d := DirectDebit{
			Account: v.shelf.account.ID, ID: opaqueID(v.shelf.account.ID, s.rule.ID),
			Mandate: mandate(s.rule), Status: "Active", Name: s.with, Frequency: period(s.rule),
		}
		d.Previous, d.Amount = v.told(v.previous(s, nanos(v.now)))
		if _, more := v.next(s, nanos(v.now)); !more {
			d.Status = "Inactive"
		}
		out = append(out, d)
	}
	return out
}

// mandate is what the creditor calls the customer's permission to take money.
func mandate(r *fixtures.Rule) string {
	if r.Reference != "" {
		return r.Reference
	}
	return r.ID
}

// FutureDatedPayments lists the payments that are ordered and not due yet, the
// next one first. Once due, one stands among the transactions instead.
func (v View) FutureDatedPayments() []FutureDatedPayment {
	var out []FutureDatedPayment
	now := nanos(v.now)
	for s := range v.rules(fixtures.FuturePayment) {
		limit := nanos(v.now.Add(s.rule.Ahead))
		for d, more := v.next(s, now); more && d.made <= limit; d, more = v.next(s, d.made) {
			out = append(out, v.future(s, d))
		}
	}
	slices.SortStableFunc(out, func(a, b FutureDatedPayment) int { return a.Due.Compare(b.Due) })
	return out
}

func (v View) future(s *source, d due) FutureDatedPayment {
	p := FutureDatedPayment{
		Account: v.shelf.account.ID, Type: "Execution", Reference: s.rule.Reference,
		Due: instant(d.made), Amount: v.history.money(d.amount), Creditor: s.face.creditor,
	}
	p.ID = opaqueID(v.shelf.account.ID, s.rule.ID, d.month.String(), strconv.Itoa(d.ordinal))
	return p
}
