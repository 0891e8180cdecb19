package features

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/google/uuid"
	"github.com/tidwall/gjson"
)

// oauthSteps are the steps about the authorisation server.
func oauthSteps() []step {
	return []step{
		{`the AISP asks for a client credentials token(?: with (.+))?`, `When the AISP asks for a client credentials token with a wrong secret`,
			"Asks the token endpoint for the AISP's own token, with its credentials or with false ones.", (*World).asksForToken},
		{`the AISP (?:redeems|has redeemed) the code(?: with (another verifier|no verifier))?`, `When the AISP redeems the code with another verifier`,
			"Changes the code of the customer's authorisation for tokens.", (*World).redeems},
		{`the AISP redeems the code {int} times at once`, `When the AISP redeems the code 5 times at once`,
			"Sends the code to the token endpoint several times without waiting for an answer.", (*World).redeemsAtOnce},
		{`no more than {int} of the answers brings a token`, `Then no more than 1 of the answers brings a token`,
			"Counts the answers with an access token.", (*World).atMost},
		{`another AISP redeems the code`, `When another AISP redeems the code`, "Tries the code with the credentials of another AISP.", (*World).anotherRedeems},
		{`another AISP refreshes the customer's token`, `When another AISP refreshes the customer's token`,
			"Tries the refresh token with the credentials of another AISP.", (*World).anotherRefreshes},
		{`the AISP (?:refreshes|has refreshed) the customer's token`, `When the AISP refreshes the customer's token`,
			"Changes the refresh token for new tokens, which the AISP keeps.", (*World).refreshes},
		{`the AISP reads the ASPSP's discovery document`, `When the AISP reads the ASPSP's discovery document`,
			"Reads .well-known/openid-configuration of the issuer.", (*World).discovers},
		{`the AISP reads the ASPSP's keys`, `When the AISP reads the ASPSP's keys`, "Gets the key set that discovery names.", (*World).readsKeys},
		{`the answer holds a key`, `And the answer holds a key`, "Asks for one key at least in the answer.", (*World).holdsAKey},
		{`the document names the issuer, the token endpoint, the authorisation endpoint and the keys`, `And the document names the issuer, the token endpoint, the authorisation endpoint and the keys`,
			"Asks for an absolute URI in each.", (*World).namesEndpoints},
		{`the token is good for scope {string} and a number of seconds`, `And the token is good for scope "accounts" and a number of seconds`,
			"Looks at access_token, scope and expires_in.", (*World).tokenGood},
		{`the AISP is told {string}`, `Then the AISP is told "access_denied"`,
			"Holds the OAuth error, of the token endpoint or of the way back from the ASPSP, against one.", (*World).isTold},
		{`the (?:other )?AISP is given no (code|token)`, `And the AISP is given no code`, "Asks that neither redirect nor answer brings one.", (*World).givenNone},
		{`the AISP is given a code`, `Then the AISP is given a code`, "Asks for a code in the redirect.", (*World).givenACode},
		{`the state is that of the request`, `And the state is that of the request`, "Holds the state of the redirect against the one sent.", (*World).sameState},
		{`the customer is not redirected`, `Then the customer is not redirected`, "Asks that the ASPSP keeps the customer.", (*World).notRedirected},
		{`the customer's (former )?token opens (the accounts|nothing)`, `And the customer's token opens the accounts`,
			"Asks for the accounts with the token of the customer's authorisation, or of the one before.", (*World).tokenOpens},
		{`the customer's (former )?refresh token gives no new token`, `And the customer's refresh token gives no new token`,
			"Tries the refresh token, and asks for invalid_grant.", (*World).refreshFails},
		{`the customer's refresh token gives a token that opens the accounts`, `And the customer's refresh token gives a token that opens the accounts`,
			"Refreshes, and asks for the accounts with what came.", (*World).refreshOpens},
	}
}

func clientCredentials(scope string) url.Values {
	return url.Values{"grant_type": {"client_credentials"}, "scope": {scope}}
}

func (w *World) asksForToken(ctx context.Context, credentials string) error {
	as, form := *w.AISP, clientCredentials("accounts")
	switch credentials {
	case "a wrong secret":
		as.Secret = "not-" + as.Secret
	case "an unknown client id":
		as.ID = "nobody-" + uuid.NewString()
	case "no secret":
		return w.asksBare(ctx, form)
	}
	e, err := w.TokenRequest(ctx, &as, form)
	if err == nil {
		w.keepTold(e)
	}
	return err
}

// asksBare asks the token endpoint with nothing but a client id.
func (w *World) asksBare(ctx context.Context, form url.Values) error {
	form.Set("client_id", w.AISP.ID)
	e, err := w.Send(ctx, Call{
		Method: http.MethodPost, Path: w.Target.TokenURL, Bare: true, Body: []byte(form.Encode()),
		Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Accept": {"application/json"}},
	})
	if err == nil {
		w.keepTold(e)
	}
	return err
}

func (w *World) keepTold(e *Exchange) { w.answer, w.told = e, e.Get("error").String() }

// errNoTrip is what a step says that needs the customer to have been sent to
// the ASPSP before.
var errNoTrip = fmt.Errorf("%w: no step has sent the customer to the ASPSP", ErrHarness)

func (w *World) redeems(ctx context.Context, how string) error {
	if w.trip == nil {
		return errNoTrip
	}
	trip := *w.trip
	switch how {
	case "another verifier":
		trip.Verifier = uuid.NewString() + uuid.NewString()
	case "no verifier":
		trip.Verifier = ""
	}
	return w.tryCode(ctx, &trip)
}

func (w *World) anotherRedeems(ctx context.Context) error {
	if w.trip == nil {
		return errNoTrip
	}
	trip := *w.trip
	trip.As = w.Other
	return w.tryCode(ctx, &trip)
}

func (w *World) tryCode(ctx context.Context, trip *Authorisation) error {
	e, err := w.Redeem(ctx, trip)
	if err == nil {
		w.keepGrant(e)
	}
	return err
}

func (w *World) redeemsAtOnce(ctx context.Context, times int) error {
	if w.trip == nil {
		return errNoTrip
	}
	answers, failures := make([]*Exchange, times), make([]error, times)
	var all sync.WaitGroup
	for i := range times {
		all.Go(func() { answers[i], failures[i] = w.Redeem(ctx, w.trip) })
	}
	all.Wait()
	w.made, w.answer = answers, answers[0]
	return errors.Join(failures...)
}

func (w *World) atMost(_ context.Context, most int) error {
	var good int
	for _, e := range w.made {
		if e.Get("access_token").Exists() {
			good++
		}
	}
	if good > most {
		return w.missed("access_token", fmt.Sprintf("no more than %d", most), fmt.Sprint(good))
	}
	return nil
}

func (w *World) refreshes(ctx context.Context) error {
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return err
	}
	e, err := w.refresh(ctx, tokens.refresh)
	if err == nil {
		w.keepGrant(e)
	}
	return err
}

func (w *World) anotherRefreshes(ctx context.Context) error {
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return err
	}
	e, err := w.refreshAs(ctx, w.Other, tokens.refresh)
	if err == nil {
		w.keepTold(e)
	}
	return err
}

func (w *World) discovers(ctx context.Context) error {
	address := strings.TrimSuffix(w.issuer(), "/") + "/.well-known/openid-configuration"
	e, err := w.Send(ctx, Call{Method: http.MethodGet, Path: address, Bare: true, Header: http.Header{"Accept": {"application/json"}}})
	w.answer = e
	return err
}

// issuer gives where discovery is: the target's issuer, or the address that its
// token endpoint stands below.
func (w *World) issuer() string {
	if w.Target.Issuer != "" {
		return w.Target.Issuer
	}
	return strings.TrimSuffix(w.Target.TokenURL, "/oauth2/token")
}

func (w *World) namesEndpoints(context.Context) error {
	var lacks []error
	for _, name := range []string{"issuer", "token_endpoint", "authorization_endpoint", "jwks_uri"} {
		if got := w.answer.Get(name).String(); !absolute(got) {
			lacks = append(lacks, w.missed(name, "an absolute URI", fmt.Sprintf("%q", got)))
		}
	}
	// OIDC Discovery, 4.3: the issuer is the very address that was asked.
	if got := w.answer.Get("issuer").String(); absolute(got) && strings.TrimSuffix(got, "/") != strings.TrimSuffix(w.issuer(), "/") {
		lacks = append(lacks, w.missed("issuer", w.issuer(), got))
	}
	return errors.Join(lacks...)
}

// readsKeys gets the key set, where the target's discovery said it is.
func (w *World) readsKeys(ctx context.Context) error {
	if w.Target.keysURL == "" {
		return fmt.Errorf("%w: the discovery document names no jwks_uri", ErrPrerequisite)
	}
	e, err := w.Send(ctx, Call{Method: http.MethodGet, Path: w.Target.keysURL, Bare: true, Header: http.Header{"Accept": {"application/json"}}})
	w.answer = e
	return err
}

func (w *World) holdsAKey(context.Context) error {
	if n := w.answer.Get("keys.#").Int(); n < 1 {
		return w.missed("keys", "one at least", "none")
	}
	return nil
}

func (w *World) tokenGood(_ context.Context, scope string) error {
	if w.answer.Get("access_token").String() == "" {
		return w.missed("access_token", "a token", "none")
	}
	if life := w.answer.Get("expires_in"); life.Type != gjson.Number || life.Int() < 1 {
		return w.missed("expires_in", "a number of seconds", fmt.Sprintf("%q", life.Raw))
	}
	got := w.answer.Get("scope") // RFC 6749, 5.1: it may be left out if it is what was asked for
	if got.Exists() && !strings.Contains(" "+got.String()+" ", " "+scope+" ") {
		return w.missed("scope", scope, got.String())
	}
	return nil
}

func (w *World) isTold(_ context.Context, want string) error {
	if w.told != want {
		return w.missed("error", want, fmt.Sprintf("%q", w.told))
	}
	return nil
}

func (w *World) givenNone(_ context.Context, what string) error {
	if what == "code" && w.trip.Code != "" {
		return w.missed("code", "none", "one")
	}
	if what == "token" && (w.answer.Get("access_token").Exists() || w.answer.Get("refresh_token").Exists()) {
		return w.missed("access_token", "none", "one")
	}
	return nil
}

func (w *World) givenACode(context.Context) error {
	if w.trip.Code == "" {
		return w.missed("code", "one", "none, and error "+w.told)
	}
	return nil
}

func (w *World) sameState(context.Context) error {
	if !w.trip.Returned || w.trip.StateBack != w.trip.State {
		return w.missed("state", w.trip.State, fmt.Sprintf("%q", w.trip.StateBack))
	}
	return nil
}

func (w *World) notRedirected(context.Context) error {
	if w.trip.Returned || w.answer.Header("Location") != "" {
		return w.missed("Location", "no redirect", w.answer.Header("Location"))
	}
	return nil
}
