package aggregator

import (
	"cmp"
	"container/heap"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
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
}

func (w agenda) Clone() agenda { return w }

// A broom counts the refreshes that were begun since old ones were last dropped.
type broom struct{ Begun, Left int }

func (b broom) Clone() broom { return b }

const (
	theAgenda = "agenda"
	theBroom  = "broom"
)

// expect notes that something will be due.
func expect(tx *store.Tx, at time.Time) {
	w, _ := agendas.Get(tx, theAgenda)
	if w.Next.IsZero() || at.Before(w.Next) {
		w.Next = at
		agendas.Put(tx, theAgenda, w)
	}
}

// CatchUp lets the refreshes happen that have become due by now, in due order: for
// whoever is about to look at data. It costs next to nothing when nothing is due.
func (a *Aggregator) CatchUp() { a.catchUp(nil) }

// Settle lets all happen that the clock has brought: flows, refreshes, and the end
// of what is past its retention. It tells the automatic refreshes in due order over
// all consumers, the first MostRuns of them, and how many there were.
func (a *Aggregator) Settle() (runs []Run, total int) {
	// The function given to Update has no way to fail.
	_ = a.cfg.DB.Update(func(tx *store.Tx) error {
		a.settleFlows(tx, a.cfg.Clock.Now())
		return nil
	})
	a.catchUp(func(r Run) {
		if total++; len(runs) < MostRuns {
			runs = append(runs, r)
		}
	})
	a.cfg.Storage.Settle()
	return runs, total
}

// catchUp does what is due, and tells each run. Others have their turn at the
// records in between.
func (a *Aggregator) catchUp(tell func(Run)) {
	for a.isDue() {
		var done []Run
		_ = a.cfg.DB.Update(func(tx *store.Tx) error {
			done = a.takeTurns(tx, a.cfg.Clock.Now(), tell != nil)
			return nil
		})
		for _, r := range done {
			tell(r)
		}
	}
}

func (a *Aggregator) isDue() (due bool) {
	_ = a.cfg.DB.View(func(tx *store.Tx) error {
		w, _ := agendas.Get(tx, theAgenda)
		due = !w.Next.IsZero() && !a.cfg.Clock.Now().Before(w.Next)
		return nil
	})
	return due
}

// A turn is a consumer's next run, or a refresh that ends.
type turn struct {
	due     time.Time
	nth     int    // of the timetable; 0 for a refresh, which comes first
	key     string // of the refresh
	planned *diary
}

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
func (a *Aggregator) takeTurns(tx *store.Tx, now time.Time, wanted bool) (done []Run) {
	q, later := a.queue(tx, now)
	heap.Init(&q)
	w := worker{a: a, tx: tx, wanted: wanted}
	most := max(atOnce, len(q))
	for taken := 0; len(q) > 0 && taken < most; taken++ {
		t := &q[0]
		if t.planned == nil {
			if r, ok := refreshes.Get(tx, t.key); ok {
				w.flush(bookKey(r.Client, r.Consumer))
				a.settleRefresh(tx, &r, now)
			}
			heap.Pop(&q)
			continue
		}
		w.run(t.planned, t.due)
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
	row, _ := agendas.Get(tx, theAgenda)
	row.Next = later
	agendas.Put(tx, theAgenda, row)
	return w.done
}

// queue is what is due, in no order, and when the first of the rest is.
func (a *Aggregator) queue(tx *store.Tx, now time.Time) (q turns, later time.Time) {
	for _, t := range timetables.All(tx) {
		if due := t.next(); due.After(now) {
			later = earlier(later, due)
		} else {
			q = append(q, turn{due: due, nth: t.Nth, planned: &diary{timetable: t}})
		}
	}
	for id, d := range running.All(tx) {
		if d.Due.After(now) {
			later = earlier(later, d.Due)
		} else {
			q = append(q, turn{due: d.Due, key: id})
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

// A worker takes turns within one transaction.
type worker struct {
	a      *Aggregator
	tx     *store.Tx
	open   map[string]*diary // by client and consumer, with what is not written back yet
	wanted bool              // whether the runs are to be told
	done   []Run
}

// run refreshes the accounts of a consumer that are due at an instant. Those under
// one consent are one use of it.
func (w *worker) run(d *diary, at time.Time) {
	w.load(d, at)
	tried := map[int]string{}
	for i := range d.Rows {
		s := &d.Rows[i]
		if s.Next.After(at) {
			continue
		}
		c := d.book.covering(s.AccountID)
		category, known := tried[c]
		if !known {
			category = w.try(d, c, at)
			tried[c] = category
		}
		if category == "" {
			w.acquire(d, &d.book.Consents[c], s, at)
		}
		w.note(d, s, category, at)
	}
}

// load opens what a consumer's runs change.
func (w *worker) load(d *diary, at time.Time) {
	key := bookKey(d.Client, d.Consumer)
	if w.open == nil {
		w.open = map[string]*diary{}
	}
	if w.open[key] != d {
		d.book, _ = stored.Get(w.tx, key)
		w.open[key] = d
	}
	for i := range d.book.Consents {
		if w.a.settle(&d.book.Consents[i], at) {
			d.changed = true
		}
	}
}

// try uses a consent without the consumer, and is the category by which that fails;
// "" if it does not.
func (w *worker) try(d *diary, c int, at time.Time) string {
	if c < 0 {
		return notStored
	}
	s := &d.book.Consents[c]
	d.changed = true
	category := s.use(at, false)
	if category == "" {
		category = w.a.unwatched(s.Script)
		s.ended(category, at)
	}
	return category
}

// unwatched is how a script has a refresh end that nobody looks at: as it would in
// time, and if only looks would end it, as the first of these. The category; "" if
// it ends well. That is inferred.
func (a *Aggregator) unwatched(script string) string {
	ways := a.refreshWays(script)
	best := ways[0]
	for _, o := range ways {
		if o.Polls == 0 && (best.Polls > 0 || o.After < best.After) {
			best = o
		}
	}
	if best.To == scenario.Exception {
		return best.Error
	}
	return ""
}

// acquire stores what a run has read.
func (w *worker) acquire(d *diary, c *Stored, s *Status, at time.Time) {
	from := c.account(s.AccountID).Source
	from.ID = s.AccountID
	w.a.cfg.Storage.Acquire(w.tx, storage.Acquisition{
		Client: d.Client, Consumer: d.Consumer, Bank: c.Bank, Accounts: []storage.Source{from},
		Days: span{days: s.RefreshDays}.frame(insightsDays, reports.DayOf(at)), At: at,
		Retention: time.Duration(s.RetentionMinutes) * time.Minute, Seed: c.Seed, ConsentUntil: c.Until,
	})
}

// note writes down how a run went, and when the next one is.
func (w *worker) note(d *diary, s *Status, category string, at time.Time) {
	s.LastAt, s.Next = at, at.Add(s.every())
	if category == "" {
		s.LastState, s.LastError, s.LastSuccess, s.Failed = RunSuccess, nil, at, 0
	} else {
		s.LastState, s.LastError = RunException, failureOf(category)
		s.Failed++
	}
	if w.wanted {
		w.done = append(w.done, Run{At: at, Client: d.Client, Consumer: d.Consumer, Account: s.AccountID, State: s.LastState, Error: s.LastError})
	}
}

// flush writes a consumer's timetable and consents back.
func (w *worker) flush(key string) {
	d, ok := w.open[key]
	if !ok {
		return
	}
	timetables.Put(w.tx, key, d.timetable)
	if d.changed && len(d.book.Consents) > 0 {
		w.a.closeBook(w.tx, d.book)
		d.changed = false
	}
	delete(w.open, key)
}

func (w *worker) flushAll() {
	for key := range w.open {
		w.flush(key)
	}
}
