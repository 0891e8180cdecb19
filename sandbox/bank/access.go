package bank

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// An Access is what a live token stands for.
type Access struct {
	Client     ClientID
	Scopes     []string
	Consent    ConsentID // "" for client credentials
	Customer   CustomerID
	Generation int
}

// scopeAccounts is the scope that every endpoint of account information asks
// for (2).
const scopeAccounts = "accounts"

// MayManageConsents is nil if a token opens the consent API: client credentials
// with scope accounts (2). Forbidden otherwise.
func (b *Bank) MayManageConsents(a Access) error {
	const op = "manage consents"
	if a.Consent != "" {
		return &Error{Op: op, Kind: Forbidden, Err: errors.New("the token is a customer's authorisation; the consent API takes client credentials")}
	}
	return a.scoped(op)
}

func (a Access) scoped(op string) error {
	if slices.Contains(a.Scopes, scopeAccounts) {
		return nil
	}
	return &Error{Op: op, Kind: Forbidden, Err: fmt.Errorf("the token lacks scope %s: it has %q", scopeAccounts, a.Scopes)}
}

// MayReadData returns the consent behind a token if it opens data now.
// Forbidden for a wrong grant or scope, Unauthorised when the consent no longer
// stands behind the token.
func (b *Bank) MayReadData(a Access) (Consent, error) {
	const op = "read data"
	if a.Consent == "" {
		return Consent{}, &Error{Op: op, Kind: Forbidden, Err: errors.New("the token is of client credentials; data take a customer's authorisation")}
	}
	if err := a.scoped(op); err != nil {
		return Consent{}, err
	}
	r, err := b.look(op, a.Consent)
	if err != nil || r.Client != a.Client || !r.stands(a.Generation, b.cfg.Clock.Now()) {
		return Consent{}, &Error{Op: op, Kind: Unauthorised, Err: errors.New("the consent no longer stands behind the token")}
	}
	return r.Consent, nil
}

// stands tells whether tokens of that authorisation are good. An authorisation
// is valid for 12 months at most, after which the status stays and the customer
// has to authenticate again (consent life cycle, validity).
func (c Consent) stands(generation int, now time.Time) bool {
	return c.position() == scenario.Authorised && c.Generation == generation && now.Before(c.Granted.AddDate(1, 0, 0))
}

// Alive tells whether tokens of that generation of a consent are still good.
func (b *Bank) Alive(id ConsentID, generation int) bool {
	r, err := b.look("ask after tokens", id)
	return err == nil && r.stands(generation, b.cfg.Clock.Now())
}

// TokenPolicy is the token life that the consent's scenario sets; zero for a
// consent that there is not.
func (b *Bank) TokenPolicy(id ConsentID) scenario.Tokens {
	r, err := b.look("ask after tokens", id)
	if err != nil {
		return scenario.Tokens{}
	}
	return b.script(r.Scenario).Tokens
}

// Happened tells the bank of an event: UponToken, UponData, or a signal. It
// returns the transitions that the event brought about. NotFound.
func (b *Bank) Happened(id ConsentID, e scenario.Event) (passed []Transition, err error) {
	const op = "note event"
	r, err := b.look(op, id)
	if err != nil || !awaits(b.script(r.Scenario), r.Consent, e) {
		return nil, err
	}
	err = b.change(op, id, func(l *life) error {
		before := len(l.passed)
		l.happen(e)
		passed = l.passed[before:]
		return nil
	})
	return passed, err
}
