package reports

import (
	"cmp"
	"math"
)

// infoOf is what an account is, and since when something of it is held.
func infoOf(h *Holding) *Info { return &Info{Account: h.Account, Oldest: h.oldest()} }

// overTime is what the account held at the end of each day of a frame: the balance
// that is known, walked back and on by the transactions. Where no balance is known
// the available one stands for it; where neither is, as with accounts that a client
// made, it begins with nothing before the oldest transaction. Both are inferred.
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
			running = plus(running, t.Signed())
		case d >= frame.From && d <= at:
			running = plus(running, -t.Signed())
		}
		if frame.Holds(d) {
			changes[d-frame.From] = plus(changes[d-frame.From], t.Signed())
		}
	}
	for i := range days {
		running = plus(running, changes[i])
		days[i] = DayBalance{frame.From.Add(i), Amount{running, known.Currency}}
	}
	return days
}

// balance is what is known of it, and at the end of which day it held.
func (h *Holding) balance() (Amount, Day) {
	a := &h.Account
	for _, known := range []*Amount{a.Balance, a.Available} {
		if known != nil {
			return *known, cmp.Or(DayOf(a.BalanceAt), DayOf(a.Refreshed), h.newest())
		}
	}
	currency := a.Currency
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

// plus adds; what is too large for an int64 stays at its end.
func plus(a, b int64) int64 {
	sum := a + b
	switch {
	case a > 0 && b > 0 && sum < 0:
		return math.MaxInt64
	case a < 0 && b < 0 && sum >= 0:
		return math.MinInt64
	}
	return sum
}
