package ledger

import (
	"math"
	"sort"
	"time"
)

// Take says which transactions to take.
type Take struct{ Credits, Debits bool }

func (t Take) takes(amount int64) bool {
	return amount >= 0 && t.Credits || amount < 0 && t.Debits
}

// A Listing is transactions of a View, newest first. It costs the same to read
// at either end.
type Listing struct {
	view     View
	waiting  []int32 // pending ones, newest first
	picks    []int32 // credits or debits among the booked ones, oldest first
	all      bool    // instead: all from low to end
	low, end int
}

// Transactions lists those booked, or expected to be, from one instant to
// another, both included; a zero time leaves that end open. Beyond now there are
// only pending ones, and what was booked longer than Kept ago is left out, or
// before what the view is Since.
func (v View) Transactions(from, to time.Time, take Take) Listing {
	first, last := bounds(from, to)
	l := Listing{view: v, low: max(v.low, v.history.from(first)), end: min(v.end, v.history.beyond(last))}
	l.low = min(l.low, l.end)
	switch {
	case take.Credits && take.Debits:
		l.all = true
	case take.Credits:
		l.picks = within(v.history.credits, l.low, l.end)
	case take.Debits:
		l.picks = within(v.history.debits, l.low, l.end)
	}
	for _, i := range v.pending(nil) {
		if e := &v.history.entries[i]; first <= e.at && e.at <= last && take.takes(e.amount) {
			l.waiting = append(l.waiting, i)
		}
	}
	return l
}

func bounds(from, to time.Time) (first, last int64) {
	first, last = math.MinInt64, math.MaxInt64
	if !from.IsZero() {
		first = nanos(from)
	}
	if !to.IsZero() {
		last = nanos(to)
	}
	return first, last
}

// within is the part of ascending numbers that lies from low up to end.
func within(numbers []int32, low, end int) []int32 {
	a := sort.Search(len(numbers), func(i int) bool { return int(numbers[i]) >= low })
	b := sort.Search(len(numbers), func(i int) bool { return int(numbers[i]) >= end })
	return numbers[a:b]
}

// Len is how many transactions there are.
func (l Listing) Len() int {
	return len(l.waiting) + l.booked()
}

func (l Listing) booked() int {
	if l.all {
		return l.end - l.low
	}
	return len(l.picks)
}

// index is which entry the i-th transaction is, and whether it is pending.
func (l Listing) index(i int) (entry int, pending bool) {
	if i < len(l.waiting) {
		return int(l.waiting[i]), true
	}
	i -= len(l.waiting)
	if l.all {
		return l.end - 1 - i, false
	}
	return int(l.picks[len(l.picks)-1-i]), false
}

// At returns the i-th transaction; 0 is the newest. It panics if there is none,
// as a slice does.
func (l Listing) At(i int) Transaction {
	entry, pending := l.index(i)
	return l.view.transaction(entry, pending)
}

// Find returns the index of the first transaction that stands at a key or is
// older; Len if there is none.
func (l Listing) Find(k Key) int {
	return sort.Search(l.Len(), func(i int) bool {
		entry, _ := l.index(i)
		return compareKeys(l.view.history.entries[entry].key(), k) <= 0
	})
}

// Available returns when the oldest and the newest transaction of the whole view
// is booked, whatever the listing takes; zero times if there is none.
func (l Listing) Available() (first, last time.Time) {
	everything := l.view.Transactions(time.Time{}, time.Time{}, Take{Credits: true, Debits: true})
	n := everything.Len()
	if n == 0 {
		return time.Time{}, time.Time{}
	}
	entries := l.view.history.entries
	oldest, _ := everything.index(n - 1)
	newest, _ := everything.index(0)
	return instant(entries[oldest].at), instant(entries[newest].at)
}
