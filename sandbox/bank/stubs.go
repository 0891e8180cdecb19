package bank

import (
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

var errNotYet = &Error{Op: "bank"}

// Check lists all that is wrong with a request for a consent; none if nothing.
func Check(r ConsentRequest) []Violation { return nil }

// CreateConsent makes a consent in AwaitingAuthorisation. Invalid if the
// request breaks a rule.
func (b *Bank) CreateConsent(client ClientID, r ConsentRequest) (Consent, error) {
	return Consent{}, errNotYet
}

// ReadConsent returns a consent to the AISP that made it; it counts as a poll.
// NotFound, Forbidden.
func (b *Bank) ReadConsent(client ClientID, id ConsentID) (Consent, error) {
	return Consent{}, errNotYet
}

// RevokeConsent moves a consent to Revoked for the AISP that made it. NotFound,
// Forbidden, WrongStatus.
func (b *Bank) RevokeConsent(client ClientID, id ConsentID) (Consent, error) {
	return Consent{}, errNotYet
}

// An Outcome is how a visit of the customer stands.
type Outcome int

// The outcomes of a visit.
const (
	Refused Outcome = iota // Error and Reason say why; redirect with them
	Granted                // redirect with a code
	Asks                   // show the page
	Waits                  // the customer does not answer: no redirect
)

// An Authorisation is what has come of a customer's visit.
type Authorisation struct {
	Outcome    Outcome
	Consent    Consent
	Customer   CustomerID // who is at the bank
	Accounts   []AccountID
	Generation int    // the tokens to issue belong to this authorisation
	Error      string // OAuth error code when Refused
	Reason     string // for people
}

// A Decision is what a customer answers.
type Decision struct {
	Does     scenario.Does
	Customer CustomerID
	Accounts []AccountID // when Does is Approves
}

// Arrive tells what happens when the customer comes to /authorize for a
// consent; psu is the username, if known. A consent of another client or an
// unknown one is Forbidden or NotFound.
func (b *Bank) Arrive(client ClientID, id ConsentID, psu string) (Authorisation, error) {
	return Authorisation{}, errNotYet
}

// Decide carries out the answer that a customer gave on the page.
func (b *Bank) Decide(id ConsentID, d Decision) (Authorisation, error) {
	return Authorisation{}, errNotYet
}

// Customer returns a demo customer by username.
func (b *Bank) Customer(id CustomerID) (Customer, bool) { return Customer{}, false }

// An Access is what a live token stands for.
type Access struct {
	Client     ClientID
	Scopes     []string
	Consent    ConsentID // "" for client credentials
	Customer   CustomerID
	Generation int
}

// MayManageConsents is nil if a token opens the consent API: client credentials
// with scope accounts. Forbidden otherwise.
func (b *Bank) MayManageConsents(a Access) error { return errNotYet }

// MayReadData returns the consent behind a token if it opens data now.
// Forbidden for a wrong grant or scope, Unauthorised when the consent no longer
// stands behind the token.
func (b *Bank) MayReadData(a Access) (Consent, error) { return Consent{}, errNotYet }

// Alive tells whether tokens of that generation of a consent are still good.
func (b *Bank) Alive(id ConsentID, generation int) bool { return false }

// TokenPolicy is the token life that the consent's scenario sets.
func (b *Bank) TokenPolicy(id ConsentID) scenario.Tokens { return scenario.Tokens{} }

// Happened tells the bank of an event: UponToken, UponData, or a signal. It
// returns the transitions that it brought about.
func (b *Bank) Happened(id ConsentID, e scenario.Event) ([]Transition, error) { return nil, errNotYet }

// ReadAccounts lists the accounts that a token opens.
func (b *Bank) ReadAccounts(a Access) ([]Account, error) { return nil, errNotYet }

// Settle lets all that is due happen, in due order, and returns it.
func (b *Bank) Settle() []Transition { return nil }

// Push moves a consent by hand. NotFound, WrongStatus for an illegal move.
func (b *Bank) Push(id ConsentID, to scenario.State, by scenario.Actor, reason string) (Transition, error) {
	return Transition{}, errNotYet
}

// Timeline tells a consent's life so far. NotFound.
func (b *Bank) Timeline(id ConsentID) ([]Transition, error) { return nil, errNotYet }

// Inspect returns a consent as it stands, to the control plane: no owner is
// asked for and no poll counted. NotFound.
func (b *Bank) Inspect(id ConsentID) (Consent, error) { return Consent{}, errNotYet }

// Consents lists the tenant's consents by creation, at most limit.
func (b *Bank) Consents(limit int) []Consent { return nil }

// SetDefault names the scenario for new consents that nothing else chooses; ""
// is none. Invalid for an unknown name.
func (b *Bank) SetDefault(name string) error { return errNotYet }

// Enqueue names the scenario of the next times consents. Invalid.
func (b *Bank) Enqueue(name string, times int) error { return errNotYet }

// Pin puts a consent under a scenario, whatever chose its present one.
// NotFound, Invalid.
func (b *Bank) Pin(id ConsentID, name string) error { return errNotYet }

// Explain says which scenario a request with such facts would get, and why.
// Nothing is used up.
func (b *Bank) Explain(f scenario.Facts) (scenario.Selection, error) {
	return scenario.Selection{}, errNotYet
}

// Selected says why a consent has the scenario that it has. NotFound.
func (b *Bank) Selected(id ConsentID) (scenario.Selection, error) {
	return scenario.Selection{}, errNotYet
}

var _ time.Time
