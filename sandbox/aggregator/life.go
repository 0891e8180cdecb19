package aggregator

import (
	"fmt"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A life is one session opened for change, with its running flow, within one
// Update.
type life struct {
	session
	flow *flow // the one that runs, or has run until just now; nil: none
	a    *Aggregator
	tx   *store.Tx
	now  time.Time // of what is happening: in the past while time that has gone by is made up for
}

// A Move is one step in a flow's life, as the timeline tells it.
type Move struct {
	From    FlowState `json:"from,omitempty"`
	To      FlowState `json:"to"`
	Context Context   `json:"context"`
	Cause   string    `json:"cause"`          // e.g. "PUT flow", "login", "after 15s"
	Rule    string    `json:"rule,omitempty"` // scenario and line that said so
	Error   string    `json:"error,omitempty"`
	At      time.Time `json:"at"` // virtual, the due time
}

// change opens a client's session, lets f at it, and writes it back. What time
// has brought comes first, and stays even if f refuses.
func (a *Aggregator) change(op string, client Client, id string, f func(*life) error) (refusal error) {
	err := a.cfg.DB.Update(func(tx *store.Tx) error {
		s, ok := sessions.Get(tx, id)
		if !ok || s.Client != client {
			return missing(op, "session", id)
		}
		refusal = a.open(tx, s).with(f)
		return nil
	})
	if err != nil {
		return err
	}
	return refusal
}

// open begins a change of a session. What is due in it happens first.
func (a *Aggregator) open(tx *store.Tx, s session) *life {
	l := &life{session: s, a: a, tx: tx, now: a.cfg.Clock.Now()}
	if s.Current != nil {
		f, _ := flows.Get(tx, s.Current.ID)
		l.flow = &f
	}
	l.settle()
	return l
}

// with lets f at the session and writes it back. What f refuses must have changed
// nothing.
func (l *life) with(f func(*life) error) error {
	err := f(l)
	if err == nil && l.State == Running {
		l.Expires = l.now.Add(Idle)
	}
	l.close()
	return err
}

// close writes what was opened.
func (l *life) close() {
	sessions.Put(l.tx, l.session.ID, l.session)
	if l.flow != nil {
		flows.Put(l.tx, l.flow.ID, *l.flow)
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

// end takes the session to a state that it stays in; nothing else sets one. The
// flow that runs ends with it: ABORTED if the client closed the session, and else
// in EXCEPTION, which is inferred (2.3, 7.1).
func (l *life) end(to SessionState, at time.Time) error {
	if !slices.Contains(sessionMoves[l.State], to) {
		return conflict("end session", "a session that is %s cannot become %s", l.State, to)
	}
	if l.Current != nil {
		m := move{to: Aborted, cause: "DELETE session"}
		if to == TimedOut {
			m = move{to: Exception, cause: "idle for " + Idle.String(), failure: failureOf("USER.SESSION.TIMEOUT")}
		}
		m.at = at
		if err := l.move(m); err != nil {
			return err
		}
	}
	l.State, l.Expires = to, at
	return nil
}

// A move is a step in a flow's life before it is taken.
type move struct {
	to      FlowState
	at      time.Time
	cause   string
	rule    string
	failure *Failure
}

// move takes a step; nothing else sets a flow's State. The legal steps are
// flowMoves; an error for any other.
func (l *life) move(m move) error {
	f := l.flow
	if !slices.Contains(flowMoves[f.State], m.to) {
		return &storage.Error{Op: "move flow", Kind: storage.Conflict, Message: fmt.Sprintf("a flow that is %s cannot become %s", f.State, m.to)}
	}
	from := f.State
	if m.at.IsZero() {
		m.at = l.now
	}
	f.State, f.Entered, f.Polls = m.to, m.at, 0
	if m.to.Over() {
		l.over(m)
	}
	l.note(from, m)
	l.arm()
	return nil
}

// over makes the flow one of those that were.
func (l *life) over(m move) {
	f := l.flow
	f.Context, f.Over, f.Visitor, f.Problem = AtEnd, m.at, nil, nil
	if m.to == Exception {
		f.Error = m.failure
	}
	if m.to == Finished {
		l.Done++
		l.Script = f.Script
	}
	l.Current, l.Previous = nil, append(slices.Clip(l.Previous), FlowRef{f.ID, f.Type})
}

// note writes the timeline.
func (l *life) note(from FlowState, m move) {
	f := l.flow
	n := Move{From: from, To: f.State, Context: f.Context, Cause: m.cause, Rule: m.rule, At: m.at}
	if m.failure != nil {
		n.Error = m.failure.Category
	}
	f.Lives = append(f.Lives, n)
	if len(f.Lives) > mostMoves {
		f.LeftOut++
		f.Lives = slices.Concat(f.Lives[:mostMoves/2], f.Lives[mostMoves/2+1:])
	}
}

// mostMoves is how much of a timeline is kept, half of it from the beginning: a
// consumer can go back and forth for as long as the session runs.
const mostMoves = 200

// arrive goes to another step without a change of state.
func (l *life) arrive(at Context, cause string) {
	l.flow.Context = at
	l.note(l.flow.State, move{cause: cause, at: l.now})
}

// arm notes when time alone will next move the flow, if ever.
func (l *life) arm() {
	key := l.flow.ID
	if _, due, ok := l.nextDue(); ok {
		pending.Put(l.tx, key, deadline{due})
		expect(l.tx, due)
		return
	}
	if _, ok := pending.Get(l.tx, key); ok {
		pending.Delete(l.tx, key)
	}
}

// settle does what time has brought, each thing at the moment it was due.
func (l *life) settle() {
	now := l.now
	for l.State == Running {
		o, due, ok := l.nextDue()
		switch {
		case ok && !due.After(now) && due.Before(l.Expires):
			l.now = due
			l.take(o)
		case !now.Before(l.Expires):
			_ = l.end(TimedOut, l.Expires)
		default:
			l.now = now
			return
		}
	}
	l.now = now
}
