package aggregator

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/script"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// runningFlow is the recorded message of 1.5.
const runningFlow = "A new flow cannot be started for session with the provided id as long as there is a running flow"

// StartFlow starts a flow in a session (3.1). The answer is as it is before the
// consumer does anything; a consumer who comes by herself has come by the next look.
// Invalid if the request breaks a rule or names a scenario that there is not;
// NotFound for the session; Conflict if that is over or has a running flow;
// Forbidden for a flow that it does not offer.
func (a *Aggregator) StartFlow(client Client, session string, t FlowType, r FlowRequest, facts scenario.Facts) (made Flow, err error) {
	const op = "start flow"
	if err := storage.Refuse(op, CheckFlow(t, r)); err != nil {
		return made, err
	}
	err = a.change(op, client, session, func(l *life) error {
		if err := l.mayStart(op, t); err != nil {
			return err
		}
		if err := l.mayAsk(op, t, &r); err != nil {
			return err
		}
		if err := l.begin(op, t, &r, facts); err != nil {
			return err
		}
		made = l.flow.Flow
		l.goOn()
		return nil
	})
	return made, err
}

func (l *life) mayStart(op string, t FlowType) error {
	if err := l.running(op); err != nil {
		return err
	}
	if !slices.Contains(l.Offers, t) {
		return &storage.Error{Op: op, Kind: storage.Forbidden, Message: "the session does not offer the flow " + string(t)}
	}
	if l.Current != nil {
		return conflict(op, runningFlow)
	}
	return nil
}

// mayAsk checks a request against its session. That a consent cannot be required
// in a session that has it last no day is inferred (2.1).
func (l *life) mayAsk(op string, t FlowType, r *FlowRequest) error {
	if t != InsightsRefresh {
		return nil
	}
	var c check
	r.within(&c, l.Request.Scope)
	if r.Store == StoreRequired && l.Request.lifetime() == 0 {
		c.Note(storage.InvalidValue, "store_consent", "the session's consent_scope.lifetime is 0: no consent can be stored")
	}
	if r.Accounts != nil && len(r.Accounts.AccountIDs) > 0 && r.Consumer == "" {
		c.Note(storage.Required, "insights_consumer_id", "must be given with insights_account_ids, as they are a consumer's")
	}
	return storage.Refuse(op, c.Found)
}

// begin writes a new flow. A session whose consumer has authenticated does not ask
// again (2.3).
func (l *life) begin(op string, t FlowType, r *FlowRequest, facts scenario.Facts) error {
	row, _ := agendas.Get(l.tx, theAgenda)
	facts.Client, facts.Nth = string(l.Client), row.Nth+1
	facts.Header = cmp.Or(facts.Header, l.Request.Scenario)
	if l.Login != nil {
		facts.PSU = l.Bank.word(l.Login.Username)
	}
	choice := l.preset()
	if choice != nil && choice.Country == scriptedCountry {
		facts.Bank = choice.Name
	}
	chosen, err := script.Choose(l.tx, l.a.cfg.Scenarios(), facts)
	if err != nil {
		return unknownScenario(op, err)
	}
	if l.flow != nil {
		flows.Put(l.tx, l.flow.ID, *l.flow) // it has ended just now
	}
	id := l.a.newID()
	l.flow = &flow{
		Flow: Flow{
			ID: id, Session: l.session.ID, Client: l.Client, Type: t, State: InputNeeded, Request: r,
			Created: l.now, Ends: l.now.Add(Idle),
		},
		Choice: choice, Script: chosen.Scenario, Rule: chosen.Rule, Prior: chosen, Facts: l.a.kept(facts), Entered: l.now,
		Login: l.Login, Frame: r.frame(t, l.a.today()), Lives: make([]Move, 0, 8),
	}
	l.Current = &FlowRef{id, t}
	row.Nth = facts.Nth
	agendas.Put(l.tx, theAgenda, row)
	ordinals.Put(l.tx, strconv.Itoa(facts.Nth), ordinal{id})
	l.flow.Context = l.first()
	l.note("", move{cause: "PUT flow", rule: chosen.Rule, at: l.now})
	l.comes()
	return nil
}

// preset is the connection that the session is bound to, or the bank that the
// client selected.
func (l *life) preset() *Connection {
	if l.Login != nil {
		return l.Bank
	}
	if l.Request.SelectedBank == nil {
		return nil
	}
	b, ok := l.a.bank(l.Request.SelectedBank.Country, l.Request.SelectedBank.Code)
	if !ok {
		return nil // its scenario file has gone: the consumer chooses
	}
	return &Connection{Bank: b}
}

// comes has the consumer come by herself, if the scenario says so: under the name
// of whom it names, or its own. A username that was typed in an earlier flow of the
// session says nothing of that: whoever typed it is in the app.
func (l *life) comes() {
	s := l.a.script(l.flow.Script)
	if s.Comes() && l.flow.Rule != scenario.RuleUsername {
		l.flow.Visitor = &Visitor{
			Username: cmp.Or(s.Customer.As, s.Data.Persona, s.Name), Accounts: s.Customer.Accounts,
			Aborts: s.Customer.Does == scenario.Declines && s.Insights == nil,
		}
	}
}

// Flow returns a flow to its client, also after its session's end (3.3). It counts
// as a poll, and what that brings about comes after the answer. NotFound.
func (a *Aggregator) Flow(client Client, session, id string) (Flow, error) {
	return a.FlowPage(client, session, id, 0)
}

// FlowPage is Flow with the transactions from an offset on, where the flow asked for
// pages (3.4): that they are read by the same call is inferred. Invalid for an
// offset below 0.
func (a *Aggregator) FlowPage(client Client, session, id string, offset int) (f Flow, err error) {
	const op = "get flow"
	if offset < 0 {
		return f, invalid(op, "offset", "must not be below 0")
	}
	err = a.change(op, client, session, func(l *life) error {
		found, err := l.find(op, id)
		if err != nil {
			return err
		}
		f = l.told(found, offset)
		if l.Current != nil && l.Current.ID == id {
			l.poll()
		}
		return nil
	})
	return f, err
}

// find gets a flow of the session.
func (l *life) find(op, id string) (*flow, error) {
	if l.flow != nil && l.flow.ID == id {
		return l.flow, nil
	}
	f, ok := flows.Get(l.tx, id)
	if !ok || f.Session != l.session.ID {
		return nil, missing(op, "flow", id)
	}
	return &f, nil
}

// AbortFlow ends a flow (3.3). NotFound; Conflict if the flow is over, or its
// session.
func (a *Aggregator) AbortFlow(client Client, session, id string) error {
	const op = "abort flow"
	return a.change(op, client, session, func(l *life) error {
		f, err := l.find(op, id)
		if err != nil {
			return err
		}
		if f.State.Over() {
			return conflict(op, "the flow with the provided id is over: it is %s", f.State)
		}
		return l.move(move{to: Aborted, cause: "DELETE flow"})
	})
}

// visit opens the session of a flow for whoever knows the flow's id: the consumer.
func (a *Aggregator) visit(op, id string, f func(*life, *flow) error) (refusal error) {
	err := a.cfg.DB.Update(func(tx *store.Tx) error {
		asked, ok := flows.Get(tx, id)
		if !ok {
			return missing(op, "flow", id)
		}
		s, ok := sessions.Get(tx, asked.Session)
		if !ok {
			return missing(op, "flow", id)
		}
		refusal = a.open(tx, s).with(func(l *life) error {
			if l.flow == nil || l.flow.ID != id {
				return f(l, &asked)
			}
			return f(l, l.flow)
		})
		return nil
	})
	if err != nil {
		return err
	}
	return refusal
}
