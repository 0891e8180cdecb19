package aggregator

import (
	"cmp"
	"container/heap"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A Run is one automatic refresh of an account.
type Run struct {
	At       time.Time // when it was due
	Client   Client
	Consumer string
	Account  string // insights_account_id
	State    RunState
	Error    *Failure // of one that failed
}

// MostRuns is how many runs Settle tells; it counts them all.
const MostRuns = 1000

// An agenda is the one row that tells whether anything is due, so that finding out
// that nothing is costs the same however much is planned.
type agenda struct {
	Next time.Time // nothing is due before; zero: nothing is planned
	Made int       // timetables so far
	Nth  int       // of the last flow

	// Reached is the latest instant that a run was timed from: none is more than its
	// interval ahead of that.
	Reached time.Time
}

func (w agenda) Clone() agenda { return w }

const theAgenda = "agenda"

// expect notes that something will be due.
func expect(tx *store.Tx, at time.Time) {
	w, _ := agendas.Get(tx, theAgenda)
	if w.Next.IsZero() || at.Before(w.Next) {
		w.Next = at
		agendas.Put(tx, theAgenda, w)
	}
}

// CatchUp lets all happen that has become due by now, in due order: what time brings
// to flows, the ends of refreshes, and automatic ones. It is for whoever is about to
// look at data, and costs next to nothing when nothing is due.
func (a *Aggregator) CatchUp() { a.catchUp(0) }

// Settle lets all happen that the clock has brought: flows, refreshes, and the end
// of what is past its retention. It tells the automatic refreshes in due order over
// all consumers, the first MostRuns of them, and how many there were.
func (a *Aggregator) Settle() (runs []Run, total int) {
	runs, total = a.catchUp(MostRuns)
	a.cfg.Storage.Settle()
	return runs, total
}

// catchUp does what is due as it begins, and tells the runs, so many of them, and how
// many there were: what becomes due meanwhile is for whoever looks next, so that a
// clock which is faster than the work keeps nobody. Others have their turn at the
// records in between.
func (a *Aggregator) catchUp(most int) (runs []Run, total int) {
	now := a.cfg.Clock.Now()
	a.stayInReach()
	for a.isDue(now) {
		w := worker{a: a, room: most - len(runs)}
		// The function given to Update has no way to fail.
		_ = a.cfg.DB.Update(func(tx *store.Tx) error {
			w.tx = tx
			w.takeTurns(now)
			return nil
		})
		runs, total = append(runs, w.told...), total+w.count
	}
	return runs, total
}

func (a *Aggregator) isDue(now time.Time) (due bool) {
	_ = a.cfg.DB.View(func(tx *store.Tx) error {
		w, _ := agendas.Get(tx, theAgenda)
		due = !w.Next.IsZero() && !now.Before(w.Next)
		return nil
	})
	return due
}

// stayInReach plans the next runs anew if the clock was set back: a run is never
// more than its interval ahead, or a clock that once stood in a far year would leave
// none within reach. That is inferred.
func (a *Aggregator) stayInReach() {
	back := false
	_ = a.cfg.DB.View(func(tx *store.Tx) error {
		w, _ := agendas.Get(tx, theAgenda)
		back = a.cfg.Clock.Now().Before(w.Reached) // read after the row: only a clock that was set back is behind it
		return nil
	})
	if !back {
		return
	}
	_ = a.cfg.DB.Update(func(tx *store.Tx) error {
		w, _ := agendas.Get(tx, theAgenda)
		now := a.cfg.Clock.Now()
		if !now.Before(w.Reached) {
			return nil
		}
		w.Reached = now
		for key, t := range timetables.All(tx) {
			if t.pull(now) {
				timetables.Put(tx, key, t)
				w.Next = earlier(w.Next, t.next())
			}
		}
		agendas.Put(tx, theAgenda, w)
		return nil
	})
}

// A turn is a consumer's next run, or a flow or a refresh that time moves on.
type turn struct {
	due     time.Time
	nth     int    // of the timetable; those without one come first: aRefresh, and aFlow before that
	key     string // of the flow or the refresh
	planned *diary
}

const (
	aFlow    = -1
	aRefresh = 0
)

// A diary is one consumer's timetable and consents while turns are taken: they are
// written back once, at the end.
type diary struct {
	timetable
	book    StoredBook
	changed bool // the book
}

// turns are a heap in due order.
type turns []turn

func (q turns) Len() int      { return len(q) }
func (q turns) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q turns) Less(i, j int) bool {
	return cmp.Or(q[i].due.Compare(q[j].due), cmp.Compare(q[i].nth, q[j].nth), cmp.Compare(q[i].key, q[j].key)) < 0
}

// Push and Pop are for package heap only.
func (q *turns) Push(x any) { *q = append(*q, x.(turn)) }

// Pop is for package heap only.
func (q *turns) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// atOnce is how many turns are taken in one transaction at least: others wait for
// less than a tenth of a second.
const atOnce = 8192

// takeTurns takes turns that are due, the first due first, and notes when the next
// one is.
func (w *worker) takeTurns(now time.Time) {
	q, later := w.queue(now)
	heap.Init(&q)
	most := max(atOnce, len(q))
	for taken := 0; len(q) > 0 && taken < most; taken++ {
		t := &q[0]
		if t.planned == nil {
			later = w.moveOn(t, now, later)
			heap.Pop(&q)
			continue
		}
		w.run(t.planned, t.due)
		w.passOver(t.planned, now)
		if t.due = t.planned.next(); t.due.After(now) {
			later = earlier(later, t.due)
			heap.Pop(&q)
			continue
		}
		heap.Fix(&q, 0)
	}
	w.flushAll()
	if len(q) > 0 {
		later = q[0].due
	}
	row, _ := agendas.Get(w.tx, theAgenda)
	row.Next, row.Reached = later, latest(row.Reached, now)
	agendas.Put(w.tx, theAgenda, row)
}

// queue is what is due, in no order, and when the first of the rest is.
func (w *worker) queue(now time.Time) (q turns, later time.Time) {
	tx := w.tx
	for _, t := range timetables.All(tx) {
		if due := t.next(); due.After(now) {
			later = earlier(later, due)
		} else {
			q = append(q, turn{due: due, nth: t.Nth, planned: &diary{timetable: t}})
		}
	}
	for id, d := range pending.All(tx) {
		if d.Due.After(now) {
			later = earlier(later, d.Due)
		} else {
			q = append(q, turn{due: d.Due, nth: aFlow, key: id})
			w.flows++
		}
	}
	for id, d := range running.All(tx) {
		if d.Due.After(now) {
			later = earlier(later, d.Due)
		} else {
			q = append(q, turn{due: d.Due, nth: aRefresh, key: id})
		}
	}
	return q, later
}

// earlier is the earlier of two times, of which the first may be none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

// latest is the later of two times.
func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
