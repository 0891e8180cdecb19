package aggregator

import (
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A Grant is an XS2A consent as its client gets hold of it (5.1).
type Grant struct {
	ConsentID string
	Token     string     // the serial of the consent_token; the next answer spends it
	Types     []FlowType // what it covers
}

// A grant is what lies behind it.
type grant struct {
	ID      string
	Client  Client
	Session string
	Token   string // the one that is good; every other is spent or none
	Bank    *Connection
	Login   login
	Script  string // the scenario of the flow that finished last before it was fetched
	Scope   *Scope
	Until   reports.Day // the last day on which it holds
	Day     reports.Day // of the last use without the consumer
	Uses    int         // of that day
}

// Clone copies the grant.
func (g grant) Clone() grant { return g }

// unattendedUses is how often a day a consent may be used without the consumer
// (5.2). That the count is the consent's, for all its types together, is inferred.
const unattendedUses = 4

// ConsentToken fetches the consent of a session, and spends the token that was
// fetched before (5.1). NotFound, also for a session whose consent lasts no day;
// Conflict before a flow has finished or after the session's end; Forbidden at a
// bank without consents.
func (a *Aggregator) ConsentToken(client Client, session string) (out Grant, err error) {
	const op = "get consent token"
	err = a.change(op, client, session, func(l *life) error {
		if err := l.mayFetch(op); err != nil {
			return err
		}
		g, err := l.grant(op)
		if err != nil {
			return err
		}
		g.Token = a.newID()
		grants.Put(l.tx, g.ID, g)
		out = Grant{ConsentID: g.ID, Token: g.Token, Types: g.Scope.types()}
		return nil
	})
	return out, err
}

func (l *life) mayFetch(op string) error {
	if err := l.running(op); err != nil {
		return err
	}
	switch {
	case l.Done == 0:
		return conflict(op, "the session has no flow that is FINISHED")
	case l.Request.lifetime() == 0:
		return &storage.Error{Op: op, Kind: storage.NotFound, Message: "a consent with a lifetime of 0 is not retrievable"}
	case !l.Bank.Method.PSD2:
		return refused(op, storage.Forbidden, noConsents)
	}
	return nil
}

// refused is a refusal by an error category.
func refused(op string, kind storage.Kind, category string) *storage.Error {
	return &storage.Error{Op: op, Kind: kind, Code: category, Message: failureOf(category).Message}
}

// grant is the session's consent, made when it is first asked for. One that was
// deleted does not come back.
func (l *life) grant(op string) (grant, error) {
	if l.Grant != "" {
		g, ok := grants.Get(l.tx, l.Grant)
		if !ok {
			return g, missing(op, "consent", l.Grant)
		}
		return g, nil
	}
	l.Grant = l.a.newID()
	return grant{
		ID: l.Grant, Client: l.Client, Session: l.session.ID, Bank: l.Bank, Login: *l.Login, Script: l.Script,
		Scope: l.Request.Scope, Until: reports.DayOf(l.now).Add(l.Request.lifetime()),
	}, nil
}

// types lists what a scope grants.
func (s *Scope) types() (out []FlowType) {
	for _, p := range []struct {
		t     FlowType
		asked bool
	}{
		{Accounts, s.Accounts != nil}, {AccountDetails, s.AccountDetails != nil}, {Balances, s.Balances != nil},
		{Transactions, s.Transactions != nil}, {InsightsRefresh, s.InsightsRefresh != nil},
	} {
		if p.asked {
			out = append(out, p.t)
		}
	}
	return out
}

// spend opens a consent for use by a token, which is spent by that: the consent has
// another when it returns (5.2). NotFound; Forbidden with CONSENT.INVALID_TOKEN, and
// then no token comes with it, as whoever has a spent one may not be who should
// have the next; Forbidden with CONSENT.EXPIRED. Which statuses these have is
// inferred.
func (a *Aggregator) spend(tx *store.Tx, op string, client Client, id, token string) (grant, *storage.Error) {
	g, ok := grants.Get(tx, id)
	if !ok || g.Client != client {
		return g, &storage.Error{Op: op, Kind: storage.NotFound, Message: "there is no consent " + quote(id)}
	}
	if token == "" || token != g.Token {
		return g, refused(op, storage.Forbidden, "CONSENT.INVALID_TOKEN")
	}
	g.Token = a.newID()
	grants.Put(tx, id, g)
	if a.today() > g.Until {
		return g, g.refuse(op, storage.Forbidden, "CONSENT.EXPIRED")
	}
	return g, nil
}

// refuse is a refusal to whoever sent the right token: the next one goes with it.
func (g *grant) refuse(op string, kind storage.Kind, category string) *storage.Error {
	e := refused(op, kind, category)
	e.Token = g.Token
	return e
}

// unattended counts a use without the consumer. TooMany beyond the quota of a day.
func (g *grant) unattended(op string, today reports.Day) *storage.Error {
	if g.Day != today {
		g.Day, g.Uses = today, 0
	}
	if g.Uses >= unattendedUses {
		return g.refuse(op, storage.TooMany, "CONSENT.QUOTA_EXCEEDED")
	}
	g.Uses++
	return nil
}

// DeleteConsent deletes a consent (5.3). NotFound; Forbidden without its token.
func (a *Aggregator) DeleteConsent(client Client, id, token string) error {
	const op = "delete consent"
	return a.cfg.DB.Update(func(tx *store.Tx) error {
		g, ok := grants.Get(tx, id)
		if !ok || g.Client != client {
			return missing(op, "consent", id)
		}
		if token == "" || token != g.Token {
			return refused(op, storage.Forbidden, "CONSENT.INVALID_TOKEN")
		}
		grants.Delete(tx, id)
		return nil
	})
}

// covered lists the accounts that a part of a consent covers.
func (a *Aggregator) covered(g *grant, t FlowType) []*held {
	only := g.Scope.ibans(t)
	all := a.allowed(&g.Login, g.Bank, t, nil)
	return slices.DeleteFunc(all, func(h *held) bool {
		return len(only) > 0 && !slices.ContainsFunc(only, func(i string) bool { return plainIBAN(i) == h.info.IBAN })
	})
}

// ibans are those to which a scope narrows a part; none: all accounts.
func (s *Scope) ibans(t FlowType) []string {
	switch {
	case t == AccountDetails && s.AccountDetails != nil:
		return s.AccountDetails.IBANs
	case t == Balances && s.Balances != nil:
		return s.Balances.IBANs
	case t == Transactions && s.Transactions != nil:
		return s.Transactions.IBANs
	case t == InsightsRefresh && s.InsightsRefresh != nil:
		return s.InsightsRefresh.IBANs
	}
	return nil
}

// granted is what a Consent-Refresh by a consent of the client's goes by (5.4).
type granted struct {
	connection *Connection
	sources    []storage.Source
	username   string
	script     string
	seed       int64
	token      string   // the next one
	ids        []string // of the sources, at the bank
}

// refreshBy opens a consent for a Consent-Refresh, and spends its token. The errors
// are UseConsent's.
func (a *Aggregator) refreshBy(tx *store.Tx, op string, client Client, id, token string, attended bool) (out granted, refusal *storage.Error) {
	g, refusal := a.spend(tx, op, client, id, token)
	if refusal != nil {
		return out, refusal
	}
	if !slices.Contains(g.Scope.types(), InsightsRefresh) {
		return out, g.refuse(op, storage.Forbidden, notGranted)
	}
	if !attended {
		if refusal = g.unattended(op, a.today()); refusal != nil {
			return out, refusal
		}
		grants.Put(tx, id, g)
	}
	out = granted{connection: g.Bank, username: g.Login.Username, script: g.Script, seed: a.script(g.Script).Data.Seed, token: g.Token}
	for _, h := range a.covered(&g, InsightsRefresh) {
		out.sources = append(out.sources, h.source(g.Bank))
		out.ids = append(out.ids, h.id(g.Bank))
	}
	return out, nil
}

// notGranted is the category of what a consent does not cover (1.6).
const notGranted = "CONSENT.RESOURCE_NOT_GRANTED"
