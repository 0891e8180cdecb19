package aggregator

import (
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// StartSession makes a session (2.1). Invalid if the request breaks a rule;
// nothing is made then.
func (a *Aggregator) StartSession(client Client, r SessionRequest) (Session, error) {
	if err := storage.Refuse("start session", a.CheckSession(r)); err != nil {
		return Session{}, err
	}
	now := a.cfg.Clock.Now()
	id := a.newID()
	made := session{Session: Session{
		ID: id, Short: shortID(id), Client: client, State: Running, Created: now, Expires: now.Add(Idle),
		Request: &r, Offers: r.offers(),
	}}
	err := a.cfg.DB.Update(func(tx *store.Tx) error {
		sessions.Put(tx, id, made)
		forgetSessions(tx, now)
		return nil
	})
	return made.Session, err
}

// offers lists the flows that a session may start: those on accounts always, and
// Insights if it was asked for (2.1).
func (r *SessionRequest) offers() []FlowType {
	if r.Scope == nil || r.Scope.InsightsRefresh == nil {
		return plainFlows
	}
	return allFlows
}

var (
	allFlows   = FlowTypes()
	plainFlows = allFlows[:4]
)

// Session returns a session to its client, also one that is over (2.2). It counts
// as use. NotFound.
func (a *Aggregator) Session(client Client, id string) (s Session, err error) {
	err = a.change("get session", client, id, func(l *life) error {
		s = l.session.Session
		return nil
	})
	return s, err
}

// CloseSession ends a session; its running flow is ABORTED (2.3). NotFound;
// Conflict if it is over already.
func (a *Aggregator) CloseSession(client Client, id string) error {
	const op = "close session"
	return a.change(op, client, id, func(l *life) error {
		if err := l.running(op); err != nil {
			return err
		}
		return l.end(Closed, l.now)
	})
}
