package aggregator

import (
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A RefreshState is where a refresh stands (7.3).
type RefreshState string

// The states of a refresh. The last two are inferred.
const (
	RefreshProcessing RefreshState = "PROCESSING"
	RefreshFinished   RefreshState = "FINISHED"
	RefreshException  RefreshState = "EXCEPTION"
)

// refreshMoves is a refresh's life (7.3).
var refreshMoves = map[RefreshState][]RefreshState{
	RefreshProcessing: {RefreshFinished, RefreshException},
	RefreshFinished:   {},
	RefreshException:  {},
}

// A Refresh is one reading of a consumer's data without a flow (5.4, 5.5).
type Refresh struct {
	ID         string
	Client     Client
	Consumer   string
	State      RefreshState
	Started    time.Time
	Ended      time.Time // zero while it is PROCESSING
	AccountIDs []string  // insights_account_ids, of one that is FINISHED
	Error      *Failure  // of one in EXCEPTION
	ConsentID  string    // of the client's own consent; "": by stored ones
	Token      string    // the serial of its next consent_token
}

// A refresh is a Refresh with what its client never sees.
type refresh struct {
	Refresh
	Parts     []part
	Stored    bool   // by stored consents, which must hold when it ends
	Script    string // the scenario of the flow that the consent is of
	Doom      string // the category by which it can only end; "": it is for the script to say
	Polls     int    // looks since it began
	Frame     reports.Frame
	Retention time.Duration
}

// A part is accounts at one bank.
type part struct {
	Bank     storage.Bank
	Seed     int64
	Until    reports.Day // of the stored consent
	Accounts []StoredAccount
}

// Clone copies the refresh; what it points to is never changed in place.
func (r refresh) Clone() refresh { return r }

// usualRefresh is how long a refresh is PROCESSING where the script says nothing;
// inferred.
const usualRefresh = 10 * time.Second

// move takes a refresh to another state; nothing else sets one.
func (r *refresh) move(to RefreshState, at time.Time) bool {
	if !slices.Contains(refreshMoves[r.State], to) {
		return false
	}
	r.State, r.Ended = to, at
	return true
}

// ways are the ways out of PROCESSING.
func (a *Aggregator) ways(r *refresh) []scenario.Outcome {
	if r.Doom != "" {
		return []scenario.Outcome{{To: scenario.Exception, Error: r.Doom}}
	}
	return a.refreshWays(r.Script)
}

// refreshWays are those that a script gives its refreshes.
func (a *Aggregator) refreshWays(name string) []scenario.Outcome {
	s := a.script(name)
	if ways := insightsOf(&s).Refresh; len(ways) > 0 {
		return ways
	}
	return []scenario.Outcome{{After: usualRefresh, To: scenario.Finished}}
}

// inTime is the way out that time alone takes first, and when; of two at the same
// moment the first in the file.
func (a *Aggregator) inTime(r *refresh) (next scenario.Outcome, due time.Time, ok bool) {
	for _, o := range a.ways(r) {
		if at := r.Started.Add(o.After); o.Polls == 0 && (!ok || at.Before(due)) {
			next, due, ok = o, at, true
		}
	}
	return next, due, ok
}

// settleRefresh lets a refresh end if time has brought that.
func (a *Aggregator) settleRefresh(tx *store.Tx, r *refresh, now time.Time) {
	if r.State != RefreshProcessing {
		return
	}
	if o, due, ok := a.inTime(r); ok && !now.Before(due) {
		a.endRefresh(tx, r, o, due)
	}
}

// poll counts a look at a refresh. After so many answers a way out may open, to be
// seen by the next look.
func (a *Aggregator) poll(tx *store.Tx, r *refresh, now time.Time) {
	if r.State != RefreshProcessing {
		return
	}
	for _, o := range a.ways(r) {
		if o.Polls > 0 && r.Polls >= o.Polls {
			a.endRefresh(tx, r, o, now)
			return
		}
	}
	r.Polls++
	refreshes.Put(tx, r.ID, *r)
}

// endRefresh leaves PROCESSING by a way out, and stores what was read. A stored
// consent that has ended meanwhile lets nothing be read.
func (a *Aggregator) endRefresh(tx *store.Tx, r *refresh, o scenario.Outcome, at time.Time) {
	category := o.Error
	if r.Stored && category == "" {
		r.Parts, category = a.holding(tx, r, at)
	}
	if category == "" {
		r.AccountIDs = a.acquireParts(tx, r, at)
		r.move(RefreshFinished, at)
	} else {
		r.Error = failureOf(category)
		r.move(RefreshException, at)
		if r.Stored {
			a.endConsents(tx, r, category, at)
		}
	}
	refreshes.Put(tx, r.ID, *r)
	running.Delete(tx, r.ID)
	underway.Delete(tx, bookKey(r.Client, r.Consumer))
}

// holding is what the consents of a refresh still cover, as accounts may have been
// deleted since it began, or the category by which it fails: that of a consent which
// has ended, or CONSENT.NOT_STORED if nothing is left. That what is left is read is
// inferred.
func (a *Aggregator) holding(tx *store.Tx, r *refresh, at time.Time) (left []part, category string) {
	b, _ := a.openBook(tx, r.Client, r.Consumer, at)
	for _, p := range r.Parts {
		var rest []StoredAccount
		for _, one := range p.Accounts {
			i := b.covering(one.ID)
			if i < 0 {
				continue
			}
			if category := ends[b.Consents[i].State]; category != "" {
				return r.Parts, category
			}
			rest = append(rest, one)
		}
		if p.Accounts = rest; len(rest) > 0 {
			left = append(left, p)
		}
	}
	if len(left) == 0 {
		return r.Parts, notStored
	}
	return left, ""
}

// endConsents ends the stored consents that the bank has refused by a category.
func (a *Aggregator) endConsents(tx *store.Tx, r *refresh, category string, at time.Time) {
	b, ok := a.openBook(tx, r.Client, r.Consumer, at)
	if !ok {
		return
	}
	for _, p := range r.Parts {
		for _, one := range p.Accounts {
			if i := b.covering(one.ID); i >= 0 {
				b.Consents[i].ended(category, at)
			}
		}
	}
	a.closeBook(tx, b)
}

// acquireParts stores what a refresh has read.
func (a *Aggregator) acquireParts(tx *store.Tx, r *refresh, at time.Time) (ids []string) {
	for _, p := range r.Parts {
		q := storage.Acquisition{
			Client: r.Client, Consumer: r.Consumer, Bank: p.Bank, Days: r.Frame, At: at,
			Retention: r.Retention, Seed: p.Seed, ConsentUntil: p.Until,
		}
		for _, one := range p.Accounts {
			one.Source.ID = one.ID
			q.Accounts = append(q.Accounts, one.Source)
		}
		_, more := a.cfg.Storage.Acquire(tx, q)
		ids = append(ids, more...)
	}
	return ids
}

// Refresh tells how far a refresh is (Refresh-Status, 5.5). It counts as a look.
// NotFound.
func (a *Aggregator) Refresh(client Client, id string) (out Refresh, err error) {
	err = a.cfg.DB.Update(func(tx *store.Tx) error {
		r, ok := refreshes.Get(tx, id)
		if !ok || r.Client != client {
			return missing("get refresh", "refresh", id)
		}
		now := a.cfg.Clock.Now()
		a.settleRefresh(tx, &r, now)
		a.poll(tx, &r, now)
		out = r.Refresh
		return nil
	})
	return out, err
}
