package aggregator

import (
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A worker takes turns within one transaction.
type worker struct {
	a     *Aggregator
	tx    *store.Tx
	open  map[string]*diary // by client and consumer, with what is not written back yet
	room  int               // how many runs are to be told
	told  []Run
	count int // of all runs
	flows int // that are due, and may store a consent
}

// moveOn lets a flow or a refresh go on that is due, and is when the next thing will
// be, of which one may be the flow's own.
func (w *worker) moveOn(t *turn, now, later time.Time) time.Time {
	if t.nth == aRefresh {
		w.end(t.key, now)
		return later
	}
	w.flowOn(t.key)
	w.flows--
	if d, ok := pending.Get(w.tx, t.key); ok && d.Due.After(now) {
		later = earlier(later, d.Due)
	}
	return later
}

// flowOn lets happen what time has brought in a flow's session.
func (w *worker) flowOn(id string) {
	f, ok := flows.Get(w.tx, id)
	if !ok {
		return
	}
	s, ok := sessions.Get(w.tx, f.Session)
	if !ok {
		return
	}
	w.flush(bookKey(f.Client, f.Request.Consumer))
	l := w.a.open(w.tx, s)
	if l.flow != nil && l.flow.ID == id {
		l.arm() // anew, as the files may say otherwise by now
	} else {
		pending.Delete(w.tx, id)
	}
	l.close()
}

// end lets a refresh end that is due.
func (w *worker) end(id string, now time.Time) {
	if r, ok := refreshes.Get(w.tx, id); ok {
		w.flush(bookKey(r.Client, r.Consumer))
		w.a.settleRefresh(w.tx, &r, now)
	}
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
		Days: frameOf(spanOf("refresh_days", s.RefreshDays, 0, 0), insightsDays, reports.DayOf(at)), At: at,
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
	w.count++
	if len(w.told) < w.room {
		w.told = append(w.told, Run{At: at, Client: d.Client, Consumer: d.Consumer, Account: s.AccountID, State: s.LastState, Error: s.LastError})
	}
}

// passOver counts the runs of a consumer that are still due and can only fail, as if
// each had been gone through, without doing so. So a clock that is moved by a year,
// or by centuries, finds little to do. Runs that are to be told are gone through, and so are
// those before a flow that may bring another consent.
func (w *worker) passOver(d *diary, now time.Time) {
	if len(w.told) < w.room || w.flows > 0 {
		return
	}
	for i := range d.Rows {
		s := &d.Rows[i]
		if s.Next.After(now) {
			continue
		}
		category, until := w.hopeless(d, s, now)
		if category == "" || s.Next.After(until) {
			continue
		}
		more := int(until.Sub(s.Next) / s.every())
		s.Failed += more
		w.count += more
		w.note(d, s, category, s.Next.Add(time.Duration(more)*s.every()))
	}
}

// hopeless is the category by which an account's next run fails, and all others
// until an instant, which is now at the latest; "" if the next one may succeed. A
// consent that has ended has done so for good. One that was used as often as a day
// allows is of no use for the rest of that day, but may end meanwhile, by time or as
// a refresh that is PROCESSING finds it.
func (w *worker) hopeless(d *diary, s *Status, now time.Time) (category string, until time.Time) {
	c := d.book.covering(s.AccountID)
	if c < 0 {
		return notStored, now
	}
	held := &d.book.Consents[c]
	if held.State != ConsentStored {
		return ends[held.State], now
	}
	if !held.spent(s.Next) {
		return "", now
	}
	_, end := w.a.ending(held)
	end = earlier(end, held.Day.Add(1).Time())
	if u, ok := underway.Get(w.tx, bookKey(d.Client, d.Consumer)); ok {
		if r, ok := running.Get(w.tx, u.ID); ok {
			end = earlier(end, r.Due)
		}
	}
	return quotaExceeded, earlier(now, end.Add(-1))
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
