package ledger

import (
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// A View is an account at one instant. Before its opening the account is known
// by its name, its parties and whom it may pay, as a file tells these without a
// date; but it holds nothing and owes nothing, no credit line is granted, no
// balance of an earlier day is told, and nothing has happened, is ordered, or is
// offered. With the opening it holds, all at once, what it opens with.
type View struct {
	shelf    *shelf
	history  *history
	now      time.Time
	floor    time.Time // what was booked by then is not shown
	low, end int       // the entries that were booked by now and are still kept
	closed   time.Time // the start of now's month: statements cover what was booked before
}

func (s *shelf) view(now time.Time) View {
	v := View{shelf: s, history: s.history(now), now: now, closed: monthOf(now).start()}
	v.end = v.history.beyond(nanos(now))
	return v.Since(now.Add(-Kept))
}

// Since is the view with all that was booked after an instant, and with the
// statements that begin after it, in place of Kept: for somebody who began to
// read earlier and must not lose what was there then.
func (v View) Since(floor time.Time) View {
	v.floor = floor
	v.low = min(v.end, v.history.beyond(nanos(floor)))
	return v
}

// pending appends, newest first, the entries that are made and not yet booked.
// They lie among others that nobody knows of yet.
func (v View) pending(dst []int32) []int32 {
	h, now := v.history, nanos(v.now)
	limit := v.end
	for limit < len(h.entries) && h.entries[limit].at-now <= h.lag {
		limit++
	}
	for i := limit - 1; i >= v.end; i-- {
		if h.entries[i].made() <= now {
			dst = append(dst, int32(i))
		}
	}
	return dst
}

// Balances returns what the account holds: booked, available (less what is
// pending, with what the bank lends), and booked at the end of yesterday.
func (v View) Balances() []Balance {
	if !v.open() {
		return []Balance{v.balance("InterimBooked", 0, v.now), v.balance("InterimAvailable", 0, v.now)}
	}
	h := v.history
	booked := h.holds(v.end)
	available := booked
	for _, i := range v.pending(nil) {
		available += min(0, h.entries[i].amount)
	}
	out := []Balance{v.balance("InterimBooked", booked, v.now)}
	with := v.balance("InterimAvailable", available+h.account.CreditLine.Minor, v.now)
	if line := h.account.CreditLine; line.Minor != 0 {
		with.Lines = []CreditLine{{Included: true, Type: lineOf(h.account), Amount: line}}
	}
	out = append(out, with)
	if today := midnight(v.now); today.After(h.account.Opened) {
		yesterday := today.Add(-time.Millisecond)
		out = append(out, v.balance("ClosingBooked", h.holds(h.beyond(nanos(yesterday))), yesterday))
	}
	return out
}

// open tells whether the account is opened.
func (v View) open() bool { return !v.now.Before(v.shelf.account.Opened) }

func (v View) balance(kind string, minor int64, at time.Time) Balance {
	b := v.history.balanceOf(kind, minor)
	b.Account, b.At = v.shelf.account.ID, at
	return b
}

func (h *history) balanceOf(kind string, minor int64) Balance {
	return Balance{Credit: minor >= 0, Type: kind, Amount: h.money(minor)}
}

// money is an amount in the account's currency, without sign.
func (h *history) money(minor int64) Money {
	return Money{Minor: max(minor, -minor), Currency: h.account.Currency}
}

// lineOf is what kind of credit line an account has.
func lineOf(a *fixtures.Account) string {
	switch a.SubType {
	case "CreditCard", "ChargeCard":
		return "Credit"
	}
	return "Pre-Agreed"
}
