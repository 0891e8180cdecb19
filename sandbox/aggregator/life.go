package aggregator

import (
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A life is one session opened for change, within one Update.
type life struct {
	session
	a   *Aggregator
	tx  *store.Tx
	now time.Time
}

// change opens a client's session, lets f at it, and writes it back. What time
// has brought comes first, and stays even if f refuses.
func (a *Aggregator) change(op string, client Client, id string, f func(*life) error) (refusal error) {
	err := a.cfg.DB.Update(func(tx *store.Tx) error {
		s, ok := sessions.Get(tx, id)
		if !ok || s.Client != client {
			return missing(op, "session", id)
		}
		l := &life{session: s, a: a, tx: tx, now: a.cfg.Clock.Now()}
		l.settle()
		if refusal = f(l); refusal == nil {
			l.touch()
		}
		l.close()
		return nil
	})
	if err != nil {
		return err
	}
	return refusal
}

// close writes what was opened.
func (l *life) close() { sessions.Put(l.tx, l.session.ID, l.session) }

// touch lets the time for which the session may be idle begin anew.
func (l *life) touch() {
	if l.State == Running {
		l.Expires = l.now.Add(Idle)
	}
}

// settle does what time has brought.
func (l *life) settle() {
	if l.State == Running && !l.now.Before(l.Expires) {
		_ = l.end(TimedOut, l.Expires)
	}
}

// running is nil while the session runs. Conflict otherwise.
func (l *life) running(op string) error {
	switch l.State {
	case Closed:
		return conflict(op, "the session with the provided id has been closed")
	case TimedOut:
		return conflict(op, "the session with the provided id has timed out")
	}
	return nil
}

// end takes the session to a state that it stays in; nothing else sets one.
func (l *life) end(to SessionState, at time.Time) error {
	if !slices.Contains(sessionMoves[l.State], to) {
		return &storage.Error{Op: "end session", Kind: storage.Conflict, Message: "a session that is " + string(l.State) + " cannot become " + string(to)}
	}
	l.State, l.Expires = to, at
	return nil
}
