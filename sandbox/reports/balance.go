package reports

import "cmp"

// infoOf is what an account is, and since when something of it is held.
func infoOf(h *Holding) *Info { return &Info{Account: h.Account, Oldest: h.oldest()} }

// overTime is what the account held at the end of each day of a frame: the balance
// that is known, walked back and on by the transactions. Where no balance is known
// the available one stands for it; where neither is, as with accounts that a client
// made, it begins with nothing before the oldest transaction. Both are inferred.
// How far the series can be believed seriesHeld tells.
func overTime(h *Holding, frame Frame) []DayBalance {
	days := make([]DayBalance, frame.Days())
	known, at := h.balance()
	changes := make([]int64, len(days)) // by day
	running := known.Minor              // at the end of the day before the frame
	for i := range h.Transactions {
		t := &h.Transactions[i]
		d := t.Date()
		if d == 0 || !t.moves() || t.Amount.Currency != known.Currency {
			continue
		}
		switch {
		case d < frame.From && d > at:
			running += t.Signed()
		case d >= frame.From && d <= at:
			running -= t.Signed()
		}
		if frame.Holds(d) {
			changes[d-frame.From] += t.Signed()
		}
	}
	for i := range days {
		running += changes[i]
		days[i] = DayBalance{frame.From.Add(i), Amount{running, known.Currency}}
	}
	return days
}

// seriesHeld tells how far a balance over time stands on what is held (inferred):
// COMPLETE, if a balance is known and all days between it and the frame's are held;
// PARTIAL, if some lie before what is held or after it was last read, so that
// transactions may be missing from the count; NONE, if no balance is known and the
// series counts from 0.
func seriesHeld(h *Holding, frame Frame, today Day) Availability {
	known, at := h.known()
	if known == nil {
		return None
	}
	if h.available(Frame{From: min(frame.From, at.Add(1)), To: max(frame.To, at)}, today) == Complete {
		return Complete
	}
	return Partial
}

// known is the balance that the account is known to have held, and at the end of
// which day it did; nil if there is none.
func (h *Holding) known() (*Amount, Day) {
	a := &h.Account
	for _, known := range []*Amount{a.Balance, a.Available} {
		if known != nil {
			return known, cmp.Or(DayOf(a.BalanceAt), DayOf(a.Refreshed), h.newest())
		}
	}
	return nil, 0
}

// balance is what a series is counted from, and at the end of which day it held.
func (h *Holding) balance() (Amount, Day) {
	if known, at := h.known(); known != nil {
		return *known, at
	}
	currency := h.Account.Currency
	if (currency == "" || currency == undetermined) && len(h.Transactions) > 0 {
		currency = h.Transactions[0].Amount.Currency
	}
	return Amount{Currency: currency}, 0
}

// moves tells whether a transaction changed the balance: what is pending has not
// yet, what was canceled or failed never did.
func (t *Transaction) moves() bool {
	return t.State != Pending && t.State != Canceled && t.State != Failed
}
