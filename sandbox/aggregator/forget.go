package aggregator

import (
	"strconv"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// For how long what is over can be asked about: a refresh after its end, and a
// session with its flows after its own. Both are inferred.
const (
	refreshesKept = 24 * time.Hour
	sessionsKept  = 7 * 24 * time.Hour
)

// few are not worth a sweep.
const few = 256

var (
	refreshBroom = store.NewBroom("aggregator/refreshes", few, 1)
	sessionBroom = store.NewBroom("aggregator/sessions", few, 1)
)

// forgetRefreshes drops refreshes that ended long ago, every so many that are begun.
func forgetRefreshes(tx *store.Tx, now time.Time) {
	refreshBroom.Sweep(tx, 1, func() int {
		for id, r := range refreshes.All(tx) {
			if r.State != RefreshProcessing && now.Sub(r.Ended) > refreshesKept {
				refreshes.Delete(tx, id)
			}
		}
		return refreshes.Len(tx)
	})
}

// forgetSessions drops sessions that ended long ago, every so many that are made.
// What a consent of theirs lets be read stays: it has a life of its own.
func forgetSessions(tx *store.Tx, now time.Time) {
	sessionBroom.Sweep(tx, 1, func() int {
		for _, s := range sessions.All(tx) {
			if now.Sub(s.Expires) > sessionsKept {
				s.forget(tx)
			}
		}
		return sessions.Len(tx)
	})
}

// forget drops a session with its flows.
func (s *session) forget(tx *store.Tx) {
	all := s.Previous
	if s.Current != nil {
		all = append(all, *s.Current)
	}
	for _, ref := range all {
		if f, ok := flows.Get(tx, ref.ID); ok {
			ordinals.Delete(tx, strconv.Itoa(f.Facts.Nth))
		}
		flows.Delete(tx, ref.ID)
		pending.Delete(tx, ref.ID)
	}
	sessions.Delete(tx, s.ID)
}
