package bank

import (
	"cmp"
	"container/heap"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// Settle lets all that is due happen, in due order over all consents (of two at
// the same moment, the one that stands first in its file), and returns it.
func (b *Bank) Settle() []Transition {
	if !b.stale() && len(b.due()) == 0 {
		return nil
	}
	var passed []Transition
	// The function given to Update has no way to fail.
	_ = b.cfg.DB.Update(func(tx *store.Tx) error {
		passed = b.settleAll(tx)
		return nil
	})
	return passed
}

// stale tells whether the scenario files have changed since the consents were
// last put on the list of what is due.
func (b *Bank) stale() bool {
	armed := b.armed.Load()
	return armed != nil && armed != b.cfg.Scenarios()
}

// rearm works out anew what is due on every consent, if the files have changed.
func (b *Bank) rearm(tx *store.Tx) {
	if !b.stale() {
		return
	}
	b.armed.Store(b.cfg.Scenarios())
	for _, r := range consents.All(tx) {
		b.lifeOf(tx, r).arm()
	}
}

// due lists the consents that time has moved on.
func (b *Bank) due() (ids []ConsentID) {
	_ = b.cfg.DB.View(func(tx *store.Tx) error {
		ids = dueIn(tx, b.cfg.Clock.Now())
		return nil
	})
	return ids
}

func dueIn(tx *store.Tx, now time.Time) (ids []ConsentID) {
	for id, d := range pending.All(tx) {
		if !d.Due.After(now) {
			ids = append(ids, ConsentID(id))
		}
	}
	return ids
}

func (b *Bank) settleAll(tx *store.Tx) (passed []Transition) {
	b.rearm(tx)
	var q agenda
	for _, id := range dueIn(tx, b.cfg.Clock.Now()) {
		if r, err := find(tx, "settle", id); err == nil {
			q.add(b.lifeOf(tx, r))
		}
	}
	heap.Init(&q)
	for len(q) > 0 {
		l := q[0].life
		before := len(l.passed)
		if l.step() {
			passed = append(passed, l.passed[before:]...)
		}
		if next, ok := itemOf(l); ok && len(l.passed) > before {
			q[0] = next
			heap.Fix(&q, 0)
			continue
		}
		l.close()
		heap.Pop(&q)
	}
	return passed
}

// An agenda is the consents with something due, as a heap in due order.
type agenda []item

type item struct {
	life *life
	due  time.Time
	file string
	line int
}

// itemOf is the next thing due on a consent, if it is due by now.
func itemOf(l *life) (item, bool) {
	e, due, ok := nextDue(l.script, l.Consent)
	return item{l, due, e.File, e.Line}, ok && !due.After(l.now)
}

func (q *agenda) add(l *life) {
	if i, ok := itemOf(l); ok {
		*q = append(*q, i)
		return
	}
	l.arm() // the script has changed since the consent was put on the list
}

func (q agenda) Len() int      { return len(q) }
func (q agenda) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q agenda) Less(i, j int) bool {
	a, b := q[i], q[j]
	return cmp.Or(a.due.Compare(b.due), cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.life.Nth, b.life.Nth)) < 0
}

// Push and Pop are for package heap only.
func (q *agenda) Push(x any) { *q = append(*q, x.(item)) }

// Pop is for package heap only.
func (q *agenda) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
