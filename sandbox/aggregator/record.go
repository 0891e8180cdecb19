package aggregator

import (
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// The aggregator's records. What a record points to is never changed in place, so
// copies share it.
var (
	sessions = store.NewTable[session]("aggregator/sessions") // by session_id
)

// A session is a Session with what its client never sees.
type session struct {
	Session
}

// Clone copies the session; its slices are only ever replaced or grown.
func (s session) Clone() session {
	s.Offers, s.Previous = slices.Clip(s.Offers), slices.Clip(s.Previous)
	return s
}
