package aggregator

import (
	"fmt"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// An Interval is how often data are refreshed, in a word (5.6).
type Interval string

// The intervals.
const (
	Daily   Interval = "DAILY"
	Weekly  Interval = "WEEKLY"
	Soonest Interval = "AS_OFTEN_AS_POSSIBLE"
)

// intervals are how long those are. That AS_OFTEN_AS_POSSIBLE is every six hours,
// as often as a consent may be used without the consumer, is inferred.
var intervals = map[Interval]time.Duration{Daily: 24 * time.Hour, Weekly: 7 * 24 * time.Hour, Soonest: 24 * time.Hour / unattendedUses}

// A RunState is how an automatic refresh went (5.6).
type RunState string

// The states of a run.
const (
	RunSuccess   RunState = "SUCCESS"
	RunException RunState = "EXCEPTION"
)

// A ScheduleRequest asks for automatic refreshes (5.6). What is "" or nil was not
// said; exactly one of the two intervals is.
type ScheduleRequest struct {
	Consumer         string
	AccountIDs       []string // insights_account_ids; none: all of which a consent is stored
	IntendedReports  []string
	RefreshDays      *int
	RetentionMinutes *int
	IntervalMinutes  *int
	Interval         Interval
}

// A Status is the automatic refresh of one account.
type Status struct {
	AccountID        string
	LastAt           time.Time // before the first run: when the consent was stored, as the flow read the data then; inferred
	LastState        RunState
	LastError        *Failure  // of the last run, if it failed
	LastSuccess      time.Time // zero: none
	Next             time.Time
	IntervalMinutes  *int
	Interval         Interval
	RetentionMinutes int
	IntendedReports  []string
	RefreshDays      *int
	Failed           int  // runs since the last that succeeded
	Required         bool // consent_authorization_required: the consumer must agree anew
}

// A timetable is the automatic refreshes of one consumer, in the order in which
// they were first scheduled.
type timetable struct {
	Client   Client
	Consumer string
	Nth      int // among the consumers, to run those that are due at one moment in order
	Rows     []Status
}

// Clone copies the timetable; what a row points to is never changed in place.
func (t timetable) Clone() timetable { t.Rows = slices.Clone(t.Rows); return t }

// next is when the first of the rows is due.
func (t *timetable) next() (due time.Time) {
	for i := range t.Rows {
		if at := t.Rows[i].Next; i == 0 || at.Before(due) {
			due = at
		}
	}
	return due
}

// pull brings runs nearer that are more than their interval ahead, and tells whether
// there were any.
func (t *timetable) pull(now time.Time) (pulled bool) {
	for i := range t.Rows {
		s := &t.Rows[i]
		if first := now.Add(s.every()); s.Next.After(first) {
			s.Next, pulled = first, true
		}
	}
	return pulled
}

func (t *timetable) row(id string) int {
	return slices.IndexFunc(t.Rows, func(s Status) bool { return s.AccountID == id })
}

// every is the time between two runs.
func (s *Status) every() time.Duration {
	if s.IntervalMinutes != nil {
		return time.Duration(*s.IntervalMinutes) * time.Minute
	}
	return intervals[s.Interval]
}

// CheckSchedule lists all that is wrong with a request for automatic refreshes by
// itself; none if nothing. That just one interval is said is inferred.
func CheckSchedule(r ScheduleRequest) []Violation {
	var c check
	c.required("insights_consumer_id", r.Consumer)
	c.consumer("insights_consumer_id", r.Consumer)
	c.span(spanOf("refresh_days", r.RefreshDays, 0, 0))
	c.lasting("data_retention_minutes", r.RetentionMinutes)
	c.lasting("refresh_interval_minutes", r.IntervalMinutes)
	word(&c, "refresh_interval", r.Interval, []Interval{Daily, Weekly, Soonest})
	switch {
	case r.Interval == "" && r.IntervalMinutes == nil:
		c.Note(storage.Required, "refresh_interval", "must be given, or refresh_interval_minutes")
	case r.Interval != "" && r.IntervalMinutes != nil:
		c.Note(storage.MutuallyExclusive, "refresh_interval", "refresh_interval and refresh_interval_minutes exclude each other")
	}
	return c.Found
}

// Schedule has the data of accounts refreshed again and again by their stored
// consents; for an account that is scheduled already, from now on in this way
// (5.6). NotFound for a consumer of whom nothing is known; Invalid for a request that
// breaks a rule, with CONSENT.NOT_STORED if an account has no stored consent, and with
// CONSENT.EXPIRED or CONSENT.REVOKED if that has ended, which is inferred.
func (a *Aggregator) Schedule(client Client, q ScheduleRequest) error {
	const op = "schedule refreshes"
	if err := storage.Refuse(op, CheckSchedule(q)); err != nil {
		return err
	}
	return a.cfg.DB.Update(func(tx *store.Tx) error {
		now := a.cfg.Clock.Now()
		book, has := a.openBook(tx, client, q.Consumer, now)
		switch {
		case !has && !a.knows(tx, client, q.Consumer):
			return missing(op, "consumer", q.Consumer)
		case !has:
			return refused(op, storage.Invalid, notStored)
		}
		ids, err := book.schedulable(op, q.AccountIDs)
		if err != nil {
			return err
		}
		a.enter(tx, client, q, &book, ids, now)
		return nil
	})
}

// schedulable are the accounts that are named, or all whose consents hold.
func (b *StoredBook) schedulable(op string, ids []string) (out []string, err error) {
	if err := b.without(op, ids); err != nil {
		return nil, err
	}
	category := ""
	for i := range b.Consents {
		s := &b.Consents[i]
		for _, id := range s.ids() {
			if len(ids) > 0 && !slices.Contains(ids, id) {
				continue
			}
			if s.State == ConsentStored {
				out = append(out, id)
			} else {
				category = ends[s.State]
			}
		}
	}
	if category != "" && (len(out) == 0 || len(ids) > 0) {
		return nil, refused(op, storage.Invalid, category)
	}
	return out, nil
}

// enter writes accounts into the consumer's timetable.
func (a *Aggregator) enter(tx *store.Tx, client Client, q ScheduleRequest, book *StoredBook, ids []string, now time.Time) {
	key := bookKey(client, q.Consumer)
	t, ok := timetables.Get(tx, key)
	if !ok {
		w, _ := agendas.Get(tx, theAgenda)
		w.Made++
		agendas.Put(tx, theAgenda, w)
		t = timetable{Client: client, Consumer: q.Consumer, Nth: w.Made}
	}
	for _, id := range ids {
		i := t.row(id)
		if i < 0 {
			since := book.Consents[book.covering(id)].Since
			i, t.Rows = len(t.Rows), append(t.Rows, Status{AccountID: id, LastAt: since, LastState: RunSuccess, LastSuccess: since})
		}
		q.onto(&t.Rows[i])
		t.Rows[i].Next = now.Add(t.Rows[i].every())
	}
	timetables.Put(tx, key, t)
	expect(tx, t.next())
	w, _ := agendas.Get(tx, theAgenda)
	w.Reached = latest(w.Reached, now)
	agendas.Put(tx, theAgenda, w)
}

// onto writes what is asked for into a row.
func (q *ScheduleRequest) onto(s *Status) {
	s.IntervalMinutes, s.Interval, s.RefreshDays = q.IntervalMinutes, q.Interval, q.RefreshDays
	s.IntendedReports = slices.Clone(q.IntendedReports)
	if len(s.IntendedReports) == 0 {
		for _, k := range reports.Kinds() {
			s.IntendedReports = append(s.IntendedReports, string(k))
		}
	}
	s.RetentionMinutes = int(storage.DefaultRetention / time.Minute)
	if q.RetentionMinutes != nil {
		s.RetentionMinutes = *q.RetentionMinutes
	}
}

// Schedules tells how the automatic refreshes of a consumer stand, or those of the
// accounts that are named (5.6). NotFound for a consumer of whom nothing is known,
// or an account that is not scheduled; both inferred.
func (a *Aggregator) Schedules(client Client, consumer string, ids []string) (out []Status, err error) {
	const op = "list refreshes"
	a.CatchUp()
	err = a.cfg.DB.View(func(tx *store.Tx) error {
		t, err := a.timetable(tx, op, client, consumer, ids)
		if err != nil {
			return err
		}
		book, _ := a.openBook(tx, client, consumer, a.cfg.Clock.Now())
		for _, s := range t.Rows {
			if len(ids) > 0 && !slices.Contains(ids, s.AccountID) {
				continue
			}
			i := book.covering(s.AccountID)
			s.Required = i < 0 || book.Consents[i].State != ConsentStored
			out = append(out, s)
		}
		return nil
	})
	return out, err
}

// Unschedule ends the automatic refreshes of a consumer, or those of the accounts
// that are named (5.6). NotFound as for Schedules.
func (a *Aggregator) Unschedule(client Client, consumer string, ids []string) error {
	const op = "unschedule refreshes"
	a.CatchUp()
	return a.cfg.DB.Update(func(tx *store.Tx) error {
		t, err := a.timetable(tx, op, client, consumer, ids)
		if err == nil {
			t.strike(tx, ids)
		}
		return err
	})
}

// strike takes accounts off the timetable, all if none is named.
func (t *timetable) strike(tx *store.Tx, ids []string) {
	t.Rows = slices.DeleteFunc(t.Rows, func(s Status) bool { return len(ids) == 0 || slices.Contains(ids, s.AccountID) })
	key := bookKey(t.Client, t.Consumer)
	if len(t.Rows) == 0 {
		timetables.Delete(tx, key)
		return
	}
	timetables.Put(tx, key, *t)
}

// timetable is a consumer's. NotFound.
func (a *Aggregator) timetable(tx *store.Tx, op string, client Client, consumer string, ids []string) (timetable, error) {
	key := bookKey(client, consumer)
	t, ok := timetables.Get(tx, key)
	if !ok && !a.knows(tx, client, consumer) {
		return t, missing(op, "consumer", consumer)
	}
	e := &storage.Error{Op: op, Kind: storage.NotFound}
	for i, id := range ids {
		if t.row(id) < 0 {
			e.Violations = append(e.Violations, Violation{
				Code: storage.InvalidValue, Path: fmt.Sprintf("insights_account_ids[%d]", i), Message: "no refreshes are scheduled of an account " + quote(id)})
		}
	}
	if len(e.Violations) > 0 {
		return t, e
	}
	t.Client, t.Consumer = client, consumer
	return t, nil
}

// knows tells whether there is anything of a consumer: a stored consent, or data.
func (a *Aggregator) knows(tx *store.Tx, client Client, consumer string) bool {
	if _, ok := stored.Get(tx, bookKey(client, consumer)); ok {
		return true
	}
	_, err := a.cfg.Storage.Known(tx, client, consumer, nil)
	return err == nil
}
