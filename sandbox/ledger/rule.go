package ledger

import (
	"cmp"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// A source is a rule as an account's book sees it: its own, or the other side of
// one that another account of the customer has.
type source struct {
	rule    *fixtures.Rule
	mirror  bool   // the rule is the other account's
	hash    uint64 // of the account that has the rule, and of the rule
	home    string // the account's currency
	with    string // the name of the other end, or of the service that is paid
	settles *use   // not nil: the amount is what this was in the month before

	opened      int64 // of the account that has the rule: Each counts from there
	anchor      month // Months counts from there
	first, last int64 // it falls due from first on and before last

	face, charge, refund face // what its entries look like
}

// monthly is about how many entries the rule makes in a month.
func (s *source) monthly() float64 { return s.rule.Monthly(s.mirror) }

// A due is one time that a rule falls due: when it is made and when it is booked
// (the same, or it is pending between them), and what for.
type due struct {
	made, booked, refunded int64 // refunded is 0 if it never is
	amount                 int64 // without sign
	month                  month // in which it falls due
	ordinal                int   // in that month, of those that chance drew
	exchange               exchange
}

// dues appends what the rule makes in a month. The same month always makes the
// same, whatever else was asked before.
func (s *source) dues(dst []due, seed uint64, m month) []due {
	if s.first >= s.last || nanos((m+1).start()) <= s.first || nanos(m.start()) >= s.last {
		return dst
	}
	d := throw(seed, s.hash, m)
	from := len(dst)
	dst = s.instants(dst, &d, m)
	kept := dst[:from]
	for i, at := range dst[from:] {
		at.month, at.ordinal = m, i+1
		s.draw(&at, &d)
		if s.settles != nil {
			at.amount = s.settles.owed(seed, m-1)
		}
		if s.settles != nil && at.amount == 0 {
			continue
		}
		if s.first <= at.made && at.made < s.last {
			kept = append(kept, at)
		}
	}
	return kept
}

// instants appends when the rule falls due in a month, whether or not that is
// within its time.
func (s *source) instants(dst []due, d *dice, m month) []due {
	r := s.rule
	switch {
	case r.Each > 0:
		return s.multiples(dst, m)
	case r.Times > 0:
		return s.chances(dst, d, m)
	case r.Months > 0 && (int(m-s.anchor)%r.Months+r.Months)%r.Months == 0:
		dst = append(dst, due{made: hours(r.Kind).on(m.day(r.Day), d)})
	}
	return dst
}

// chances appends about so many instants of a month as the rule says, one after
// the other: no two are the same.
func (s *source) chances(dst []due, d *dice, m month) []due {
	from, times, days := len(dst), int64(s.rule.Times), int64(m.days())
	for range min(d.between(times-times/3, times+times/3), MostPerMonth) {
		dst = append(dst, due{made: hours(s.rule.Kind).on(m.day(1+int(d.below(days))), d)})
	}
	made := dst[from:]
	slices.SortFunc(made, func(a, b due) int { return cmp.Compare(a.made, b.made) })
	for i := 1; i < len(made); i++ {
		made[i].made = max(made[i].made, made[i-1].made+int64(time.Second))
	}
	return dst
}

// multiples appends the multiples of Each since the opening that lie in a month,
// to the millisecond.
func (s *source) multiples(dst []due, m month) []due {
	each := int64(s.rule.Each)
	end := nanos((m + 1).start())
	n := max(1, (nanos(m.start())-s.opened+each-1)/each)
	for range MostPerMonth {
		at := s.opened + n*each
		if at >= end {
			break
		}
		dst = append(dst, due{made: at - at%int64(time.Millisecond)})
		n++
	}
	return dst
}

// draw draws what an entry is worth, when it is booked, and whether it is paid
// back.
func (s *source) draw(at *due, d *dice) {
	r := s.rule
	if r.Abroad != nil {
		at.exchange, at.amount = d.abroad(r, s.home)
	} else {
		at.amount = d.between(r.Low.Minor, r.High.Minor)
	}
	if r.Kind == fixtures.Cash && r.Abroad == nil {
		at.amount = inNotes(at.amount, r.Low)
	}
	at.booked = at.made
	if r.Kind == fixtures.Card {
		at.booked = settling.on(after(at.made, 2+d.below(3)), d)
	}
	if r.Refund > 0 && d.below(100) < int64(r.Refund) {
		at.refunded = hours(fixtures.Transfer).on(after(at.made, 5+d.below(10)), d)
	}
}

// inNotes is the amount less what a machine has no notes for, fives being the
// smallest, unless that is below what the rule allows.
func inNotes(amount int64, low fixtures.Money) int64 {
	digits, _ := fixtures.Digits(low.Currency)
	note := int64(5)
	for range digits {
		note *= 10
	}
	if whole := amount - amount%note; whole >= low.Minor {
		return whole
	}
	return amount
}

// after is midnight so many days after the day of an instant.
func after(ns, days int64) time.Time {
	return midnight(instant(ns)).AddDate(0, 0, int(days))
}

// A span is a part of the day.
type span struct{ from, to time.Duration }

// settling is when a bank books what shops have sent in.
var settling = span{2 * time.Hour, 5 * time.Hour}

// hours says when in a day what a rule makes happens. What the bank does by
// itself it does at a fixed time.
func hours(kind fixtures.Kind) span {
	switch kind {
	case fixtures.Card:
		return span{8 * time.Hour, 22*time.Hour + 30*time.Minute}
	case fixtures.Cash:
		return span{7 * time.Hour, 22 * time.Hour}
	case fixtures.StandingOrder, fixtures.DirectDebit, fixtures.FuturePayment:
		return span{6 * time.Hour, 6 * time.Hour}
	case fixtures.Fee, fixtures.Interest:
		return span{23 * time.Hour, 23 * time.Hour}
	}
	return span{8 * time.Hour, 18 * time.Hour}
}

// on draws an instant of a day in the span, to the second.
func (s span) on(day time.Time, d *dice) int64 {
	seconds := d.between(int64(s.from/time.Second), int64(s.to/time.Second))
	return day.UnixNano() + seconds*int64(time.Second)
}
