package ledger

import (
	"strconv"
	"time"
)

// transaction tells an entry in full.
func (v View) transaction(index int, pending bool) Transaction {
	h := v.history
	e := &h.entries[index]
	f := h.faceOf(e)
	t := Transaction{
		Key: e.key(), Account: h.account.ID, ID: h.id(e, f), Reference: f.reference,
		Credit: e.amount >= 0, Status: Booked, Booking: instant(e.at), Value: instant(e.made()),
		Text: f.text, Address: f.address, Amount: h.money(e.amount), Charge: f.charge,
		Code: f.code, Own: f.own, Merchant: f.merchant, Creditor: f.creditor, Debtor: f.debtor, Card: f.card,
	}
	if e.exchange != 0 {
		t.Exchange = h.exchange(e, f)
	}
	if pending {
		t.Status = Pending
		return t
	}
	balance := h.balanceOf("InterimBooked", e.balance)
	t.Balance = &balance
	t.Statements = v.covering(t.Booking)
	return t
}

// faceOf is what an entry looks like.
func (h *history) faceOf(e *entry) *face {
	if e.source() < 0 {
		told := toldFace(h.account, &h.account.Entries[e.n])
		return &told
	}
	s := &h.sources[e.source()]
	switch e.part() {
	case charged:
		return &s.charge
	case refunded:
		return &s.refund
	}
	return &s.face
}

// id is the file's, or a digest of what the entry is named.
func (h *history) id(e *entry, f *face) string {
	if e.source() < 0 {
		return f.id
	}
	return opaque(e.name(f))
}

// name is made of the account, the rule, the month in which it fell due and which
// one of that month it was: account:rule:2026-11:1. None of these ever changes.
func (e *entry) name(f *face) string {
	var room [128]byte
	b := append(append(room[:0], f.id...), ':')
	b = append(e.month().append(b), ':')
	b = strconv.AppendInt(b, int64(e.ordinal()), 10)
	switch e.part() {
	case charged:
		b = append(b, ":charge"...)
	case refunded:
		b = append(b, ":refund"...)
	}
	return string(b)
}

// exchange is how an entry's amount came of another currency's: the instructed
// amount times the rate, rounded to the account's smallest unit, a half to the
// even one.
func (h *history) exchange(e *entry, f *face) *Exchange {
	x := h.exchanges[e.exchange-1]
	return &Exchange{
		Source: f.abroad, Target: h.account.Currency, Unit: f.abroad,
		Rate: rateText(x.rate), Quoted: instant(e.made()),
		Instructed: &Money{Minor: x.instructed, Currency: f.abroad},
	}
}

// covering is the reference of the statement on which a booking stands, once
// there is one.
func (v View) covering(booking time.Time) []string {
	if !v.history.account.Statements || !booking.Before(v.closed) {
		return nil
	}
	return v.history.reference(monthOf(booking))
}
