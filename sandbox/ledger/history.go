package ledger

import (
	"math"
	"sort"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// ahead is for how many months beyond the one that was asked about a history is
// made, so that a clock that is moved on finds it there.
const ahead = 3

// A history is all that happens in an account until an instant, in the order in
// which it is booked. It never changes.
type history struct {
	*plan
	until           int64 // what is made before is in entries
	entries         []entry
	exchanges       []exchange
	credits, debits []int32    // which entries those are
	lag             int64      // the longest that one of them is pending
	references      [][]string // of statements, by month from opened on
}

// An entry is a booking, packed: there are thousands of them for each account of
// each seed.
type entry struct {
	at       int64 // when it is booked
	n        int64 // see number
	amount   int64 // negative is away
	balance  int64 // after it
	lag      int64 // for so long before at it is pending
	exchange int32 // 1 is the first of history.exchanges; 0 is none
}

func (e *entry) made() int64 { return e.at - e.lag }

func (e *entry) key() Key { return Key{e.at, e.n} }

// The parts of what falls due once.
const (
	itself = iota
	charged
	refunded
)

// number packs which source made an entry, in which month, as which of that
// month, and which part of it. Entries that a file tells have their index only.
func number(source int, m month, ordinal, part int) int64 {
	return int64(source+1)<<42 | int64(m)<<20 | int64(ordinal)<<4 | int64(part)
}

// source is the index of the source in a number, -1 for an entry of a file.
func (e *entry) source() int  { return int(e.n>>42) - 1 }
func (e *entry) month() month { return month(e.n >> 20 & (1<<22 - 1)) }
func (e *entry) ordinal() int { return int(e.n >> 4 & 0xffff) }
func (e *entry) part() int    { return int(e.n & 0xf) }

// extend makes a history that reaches beyond an instant. Of the one that was
// there, if any, it takes the plan.
func extend(s *shelf, had *history, now time.Time) *history {
	h := &history{}
	if had != nil {
		h.plan = had.plan
	} else {
		h.plan = planOf(s.customer, s.account)
	}
	end := min(monthOf(now)+1+ahead, h.limit)
	h.until = nanos(end.start())
	if end == h.limit {
		h.until = math.MaxInt64
	}
	h.entries = make([]entry, 0, h.expected(end))
	h.generate(s.seed, end)
	h.tell()
	h.settle()
	for m := h.opened; m < end; m++ {
		h.references = append(h.references, []string{m.String()})
	}
	return h
}

// expected is about how many entries there are before a month.
func (h *history) expected(end month) int {
	n := len(h.account.Entries)
	for i := range h.sources {
		s := &h.sources[i]
		first := max(h.opened, monthOf(instant(s.first)))
		if last := min(end, monthOf(instant(s.last))+1); first < last {
			n += int(float64(last-first)*s.monthly()) + 1
		}
	}
	return n
}

func (h *history) covers(now time.Time) bool {
	return nanos(now) < h.until || h.until == math.MaxInt64
}

// generate makes what the rules make before a month.
func (h *history) generate(seed uint64, end month) {
	var dues []due
	for i := range h.sources {
		s := &h.sources[i]
		for m := max(h.opened, monthOf(instant(s.first))); m < end; m++ {
			dues = s.dues(dues[:0], seed, m)
			for j := range dues {
				h.book(i, m, &dues[j])
			}
		}
	}
}

// book adds what fell due, its charge, and what comes back of it.
func (h *history) book(source int, m month, d *due) {
	s := &h.sources[source]
	amount := s.signed(d.amount)
	e := entry{at: d.booked, n: number(source, m, d.ordinal, itself), amount: amount, lag: d.booked - d.made}
	if d.exchange.rate != 0 {
		h.exchanges = append(h.exchanges, d.exchange)
		e.exchange = int32(len(h.exchanges))
	}
	h.entries = append(h.entries, e)
	if d.refunded != 0 {
		back := e
		back.at, back.n, back.amount, back.lag = d.refunded, e.n|refunded, -amount, 0
		h.entries = append(h.entries, back)
	}
	if fee := s.fee(); fee != 0 {
		e.n, e.amount, e.exchange = e.n|charged, -fee, 0
		h.entries = append(h.entries, e)
	}
}

// tell adds what a file tells.
func (h *history) tell() {
	for i := range h.account.Entries {
		e := &h.account.Entries[i]
		at := nanos(e.Booked.Truncate(time.Millisecond))
		told := entry{at: at, n: int64(i), amount: signed(e.Amount, e.Credit)}
		if !e.Made.IsZero() {
			told.lag = max(0, at-nanos(e.Made))
		}
		h.entries = append(h.entries, told)
	}
}

func signed(m fixtures.Money, credit bool) int64 {
	if credit {
		return m.Minor
	}
	return -m.Minor
}

// from is the index of the first entry that is booked at an instant or later.
func (h *history) from(ns int64) int {
	return sort.Search(len(h.entries), func(i int) bool { return h.entries[i].at >= ns })
}

// beyond is the index of the first entry that is booked later than an instant.
func (h *history) beyond(ns int64) int {
	return sort.Search(len(h.entries), func(i int) bool { return h.entries[i].at > ns })
}

// holds is what the account holds once the first n entries are booked.
func (h *history) holds(n int) int64 {
	if n == 0 {
		return h.account.Opening.Minor
	}
	return h.entries[n-1].balance
}
