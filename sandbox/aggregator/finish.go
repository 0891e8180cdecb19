package aggregator

import (
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// through is when the bank has let the consumer in: the session is bound to the
// login, and the accounts can be chosen; or, in a session that was bound before,
// when the bank has done what the script has it do.
func (l *life) through(cause, rule string) {
	f := l.flow
	f.Through = true
	if f.Agreed {
		l.finish(cause, rule)
		return
	}
	l.Login, l.Bank = f.Login, f.Choice
	f.Context = l.choosing()
	if f.Context == AtConsent && len(f.Chosen) == 0 {
		_ = l.move(move{to: Exception, cause: cause, rule: rule, failure: failureOf(noAccounts)})
		return
	}
	_ = l.move(move{to: InputNeeded, cause: cause, rule: rule})
}

// agree is when the consumer lets the flow read what it asks for.
func (l *life) agree() {
	f := l.flow
	if len(f.Chosen) == 0 {
		_ = l.move(move{to: Exception, cause: "consent", failure: failureOf(noAccounts)})
		return
	}
	if l.withoutConsents() {
		return
	}
	f.Agreed = true
	if !f.Through {
		l.process("consent")
		return
	}
	if l.move(move{to: Processing, cause: "consent"}) == nil {
		l.finish("at once", "")
	}
}

// finish reads what was asked for and ends the flow.
func (l *life) finish(cause, rule string) {
	f := l.flow
	if f.Type == InsightsRefresh {
		l.acquire()
	}
	_ = l.move(move{to: Finished, cause: cause, rule: rule})
}

// acquire hands the accounts to storage, and keeps the consent if that was wanted.
// With an optional one the flow finishes without it where the bank has none (7.3).
func (l *life) acquire() {
	f := l.flow
	s := l.a.script(f.Script)
	q := storage.Acquisition{
		Client: f.Client, Consumer: f.Request.Consumer, Bank: f.Choice.place(), Days: f.Frame, At: l.now, Seed: s.Data.Seed,
		Retention: f.Request.retention(),
	}
	read := l.readable(f)
	for i := range read {
		q.Accounts = append(q.Accounts, read[i].source(f.Choice))
	}
	keep := f.Request.Store != "" && f.Request.Store != StoreNo && l.Request.lifetime() > 0 && l.consents()
	if keep {
		q.ConsentUntil = reports.DayOf(l.now).Add(l.Request.lifetime())
	}
	b := brought{Stored: keep}
	b.Consumer, b.AccountIDs = l.a.cfg.Storage.Acquire(l.tx, q)
	if keep {
		l.a.keepConsent(l.tx, f.Client, b.Consumer, storedOf(f, q, b, read))
	}
	f.Brought = &b
}

// retention is for how long the data are kept; 0 is storage's usual.
func (r *FlowRequest) retention() time.Duration {
	if r.RetentionMinutes == nil {
		return 0
	}
	return time.Duration(*r.RetentionMinutes) * time.Minute
}

// told is a flow as its client sees it, with the transactions from an offset on.
func (l *life) told(f *flow, offset int) Flow {
	out := f.Flow
	if f.State == Finished {
		out.Result = l.result(f, offset)
	}
	return out
}

// result is what a flow brought, worked out from what it chose and when (3.3, 3.4).
func (l *life) result(f *flow, offset int) *Result {
	r := &Result{Type: f.Type}
	switch f.Type {
	case InsightsRefresh:
		r.Consumer, r.AccountIDs, r.ConsentStored = f.Brought.Consumer, f.Brought.AccountIDs, f.Brought.Stored
	default:
		q := question{kind: f.Type, accounts: l.readable(f), connection: f.Choice, frame: f.Frame, at: f.Over, seed: l.a.script(f.Script).Data.Seed, offset: offset}
		if f.Request.PageSize != nil {
			q.size = *f.Request.PageSize
		}
		*r = l.a.read(q)
	}
	return r
}
