package features

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
)

// customerSteps are the steps in which the customer, or the bank on its own,
// does what a scenario is about.
func customerSteps() []step {
	return []step{
		{`the customer (authorises the consent|declines the consent|fails to authenticate|walks away)`, `When the customer declines the consent`,
			"Sends the customer to the ASPSP, where a scripted one lets the customer do as said.", (*World).customerDoes},
		{`the customer is asked to authorise the consent`, `When the customer is asked to authorise the consent`,
			"Sends the customer to the ASPSP, which follows the script it was given.", (*World).customerAsked},
		{`the customer authorises the consent for another AISP`, `When the customer authorises the consent for another AISP`,
			"Sends the customer to the ASPSP in the name of an AISP that did not make the consent.", (*World).customerForAnother},
		{`the customer is sent to the ASPSP with the redirect URI {string}`, `When the customer is sent to the ASPSP with the redirect URI "https://attacker.example/callback"`,
			"Sends the customer to the ASPSP with a redirect URI that is not the AISP's.", (*World).customerToElsewhere},
		{`the bank withdraws access`, `When the bank withdraws access`,
			"Has a scripted ASPSP end the access that the customer gave.", (*World).withdraw},
	}
}

// conduct is what a scripted ASPSP is told of its customer, by what the steps
// say, and the action on the consent that it comes to.
var conduct = map[string]struct {
	script string
	action Action
}{
	"authorises the consent": {"auto-approve", Authorise},
	"declines the consent":   {"reject", Decline},
	"fails to authenticate":  {"fails-sca", Decline},
	"walks away":             {"walks-away", ""},
}

func (w *World) customerDoes(ctx context.Context, what string) error {
	c := conduct[what]
	return w.direct(ctx, c.script, c.action)
}

// customer has the customer authorise or decline the consent.
func (w *World) customer(ctx context.Context, do Action) error {
	if do == Decline {
		return w.direct(ctx, "reject", Decline)
	}
	return w.direct(ctx, "auto-approve", Authorise)
}

// direct gives a scripted ASPSP its customer and sends that customer there. A
// consent that has ended has no more scripts.
func (w *World) direct(ctx context.Context, script string, action Action, options ...func(*Authorisation)) error {
	ended := w.consent.state == Rejected || w.consent.state == Revoked
	if script == "auto-approve" && w.choice != "" {
		script = w.choice
	}
	if w.Control != nil && w.script == "" && !ended {
		if err := w.Control.Pin(ctx, w.consent.id, script); err != nil {
			return err
		}
	}
	if action != "" {
		w.Edge(w.consent.state, action)
	}
	return w.travel(ctx, options...)
}

// travel sends the customer to the ASPSP and keeps what came back.
func (w *World) travel(ctx context.Context, options ...func(*Authorisation)) error {
	known := func(a *Authorisation) { a.LoginHint = w.persona }
	trip, err := w.Authorise(ctx, w.consent.id, append([]func(*Authorisation){known}, options...)...)
	if err != nil {
		return err
	}
	w.trip, w.told, w.answer = trip, trip.Error, trip.Answer
	if trip.Code != "" {
		w.former, w.grant, w.consent.closed = w.grant, grant{}, false
	}
	return nil
}

func (w *World) customerAsked(ctx context.Context) error { return w.travel(ctx) }

func (w *World) customerForAnother(ctx context.Context) error {
	return w.direct(ctx, "auto-approve", "", func(a *Authorisation) { a.As = w.Other })
}

func (w *World) customerToElsewhere(ctx context.Context, uri string) error {
	return w.direct(ctx, "auto-approve", "", func(a *Authorisation) { a.RedirectURI = uri })
}

func (w *World) withdraw(ctx context.Context) error {
	w.Edge(w.consent.state, BankWithdraws)
	w.consent.closed = true
	return w.Control.Transition(ctx, w.consent.id, Revoked, "bank", "the customer asked the bank to end it")
}

// redeem changes the code of the customer's trip for tokens.
func (w *World) redeem(ctx context.Context) error {
	if w.trip == nil || w.trip.Code == "" {
		return fmt.Errorf("%w: the AISP was given no code, but %q", ErrPrerequisite, w.told)
	}
	e, err := w.Redeem(ctx, w.trip)
	if err != nil {
		return err
	}
	w.keepGrant(e)
	return expectStatus(e, http.StatusOK)
}

// keepGrant remembers the answer of the token endpoint.
func (w *World) keepGrant(e *Exchange) {
	w.answer, w.told = e, e.Get("error").String()
	if e.Status != http.StatusOK {
		return
	}
	before := w.grant.refresh
	w.grant = grant{
		access: e.Get("access_token").String(), refresh: e.Get("refresh_token").String(),
		id: e.Get("id_token").String(), seconds: e.Get("expires_in").Int(),
	}
	switch w.grant.refresh {
	case before:
	case "": // RFC 6749, 6: the old one goes on
		w.grant.refresh = before
	default:
		w.spent = before
	}
}

// tokens gives the tokens of the customer's authorisation, for which the code
// is redeemed if it was not yet.
func (w *World) customersTokens(ctx context.Context) (grant, error) {
	if w.grant.access != "" {
		return w.grant, nil
	}
	kept := w.answer
	err := w.redeem(ctx)
	w.answer = kept
	return w.grant, err
}

// refresh changes a refresh token for new tokens.
func (w *World) refresh(ctx context.Context, token string) (*Exchange, error) {
	return w.refreshAs(ctx, w.AISP, token)
}

// refreshAs tries a refresh token with the credentials of an AISP.
func (w *World) refreshAs(ctx context.Context, as *AISP, token string) (*Exchange, error) {
	if token == "" {
		return nil, fmt.Errorf("%w: the ASPSP issued no refresh token", ErrPrerequisite)
	}
	return w.TokenRequest(ctx, as, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {token}})
}
