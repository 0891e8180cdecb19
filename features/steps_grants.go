package features

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// tokenSteps are the steps about what becomes of tokens once they were given.
func tokenSteps() []step {
	return []step{
		{`the AISP has refreshed the customer's token every {int} days for {int} days`, `And the AISP has refreshed the customer's token every 60 days for 360 days`,
			"Moves the clock of a scripted ASPSP and refreshes, again and again, as long as the ASPSP goes along.", (*World).refreshesLong},
		{`a refresh token that was replaced gives no new token`, `And a refresh token that was replaced gives no new token`,
			"Tries the refresh token of before, where the refresh brought another.", (*World).spentFails},
		{`the AISP gives back the customer's (token|refresh token)`, `When the AISP gives back the customer's token`,
			"Sends the token to the revocation endpoint that discovery names.", (*World).givesBack},
		{`another AISP asks what the customer's token is`, `When another AISP asks what the customer's token is`,
			"Sends the token to the introspection endpoint that discovery names, with the credentials of another AISP.", (*World).anotherAsks},
		{`the answer tells nothing of a token`, `Then the answer tells nothing of a token`,
			"Asks for a refusal, or for an inactive token of which nothing else is said.", (*World).tellsNothing},
		{`the AISP asks for a client credentials token in each way that discovery lists`, `When the AISP asks for a client credentials token in each way that discovery lists`,
			"Asks with the secret in the header and in the body, as far as discovery lists these.", (*World).asksEachWay},
		{`each of the answers brings a token`, `Then each of the answers brings a token`,
			"Asks for 200 and an access token in every answer.", (*World).eachBrings},
		{`the customer's token opens {int} accounts? and no more`, `Then the customer's token opens 1 account and no more`,
			"Asks for the accounts with the token of the customer's authorisation, and counts them.", (*World).opensSoMany},
	}
}

func (w *World) refreshesLong(ctx context.Context, every, days int) error {
	for day := every; day <= days; day += every {
		if err := w.pass(ctx, time.Duration(every)*units["day"]); err != nil {
			return err
		}
		tokens, err := w.customersTokens(ctx)
		if err != nil {
			return err
		}
		e, err := w.refresh(ctx, tokens.refresh)
		if err != nil {
			return err
		}
		if e.Status != http.StatusOK {
			w.Note(fmt.Sprintf("the ASPSP refreshes no longer after %d days", day))
			return w.pass(ctx, time.Duration(days-day)*units["day"])
		}
		w.keepGrant(e)
	}
	return nil
}

func (w *World) spentFails(ctx context.Context) error {
	if w.spent == "" {
		w.Note("the ASPSP leaves the refresh token as it is")
		return nil
	}
	e, err := w.refresh(ctx, w.spent)
	if err == nil && e.Get("access_token").Exists() {
		err = Finding{Where: "access_token", Expected: "none for a refresh token that was replaced", Got: "one"}
	}
	return err
}

func (w *World) givesBack(ctx context.Context, what string) error {
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return err
	}
	form := url.Values{"token": {tokens.access}, "token_type_hint": {"access_token"}}
	if what == "refresh token" {
		form = url.Values{"token": {tokens.refresh}, "token_type_hint": {"refresh_token"}}
	}
	w.answer, err = w.asClient(ctx, w.AISP, "revocation_endpoint", w.Target.revokeURL, form)
	return err
}

func (w *World) anotherAsks(ctx context.Context) error {
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return err
	}
	w.answer, err = w.asClient(ctx, w.Other, "introspection_endpoint", w.Target.introspectURL, url.Values{"token": {tokens.access}})
	return err
}

// asClient posts a form with the credentials of an AISP to an endpoint that
// discovery has to name.
func (w *World) asClient(ctx context.Context, as *AISP, name, address string, form url.Values) (*Exchange, error) {
	if address == "" {
		return nil, fmt.Errorf("%w: the discovery document names no %s", ErrPrerequisite, name)
	}
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Accept": {"application/json"}}
	header.Set("Authorization", basic(as.ID, as.Secret))
	return w.do(ctx, http.MethodPost, address, header, []byte(form.Encode()))
}

func (w *World) tellsNothing(context.Context) error {
	if w.answer.Get("active").Bool() {
		return w.missed("active", "false", "true")
	}
	for _, member := range []string{"scope", "client_id", "username", "sub", "exp", "openbanking_intent_id"} {
		if w.answer.Get(member).Exists() {
			return w.missed(member, "nothing of the token", "it")
		}
	}
	return nil
}

func (w *World) asksEachWay(ctx context.Context) error {
	if err := w.discovers(ctx); err != nil {
		return err
	}
	listed := []string{"client_secret_basic"} // OIDC Discovery, 3: what is meant when nothing is listed
	if list := w.answer.Get("token_endpoint_auth_methods_supported"); list.Exists() {
		listed = texts(list)
	}
	if slices.Contains(listed, "client_secret_basic") {
		if err := w.keepMade(w.TokenRequest(ctx, w.AISP, clientCredentials("accounts"))); err != nil {
			return err
		}
	}
	if !slices.Contains(listed, "client_secret_post") {
		w.Note("discovery does not list client_secret_post")
		return nil
	}
	form := clientCredentials("accounts")
	form.Set("client_id", w.AISP.ID)
	form.Set("client_secret", w.AISP.Secret)
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Accept": {"application/json"}}
	return w.keepMade(w.do(ctx, http.MethodPost, w.Target.TokenURL, header, []byte(form.Encode())))
}

// keepMade remembers an answer as one of several.
func (w *World) keepMade(e *Exchange, err error) error {
	if err == nil {
		w.made, w.answer = append(w.made, e), e
	}
	return err
}

func (w *World) eachBrings(context.Context) error {
	for _, e := range w.made {
		if e.Status != http.StatusOK || e.Get("access_token").String() == "" {
			return Finding{Where: "access_token", Expected: "200 and a token", Got: fmt.Sprintf("%d %q", e.Status, e.Get("error"))}
		}
	}
	return nil
}

func (w *World) opensSoMany(ctx context.Context, want int) error {
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return err
	}
	e, err := w.Send(ctx, Call{Method: http.MethodGet, Path: "/accounts", Token: tokens.access})
	if err != nil {
		return err
	}
	if err := expectStatus(e, http.StatusOK); err != nil {
		return err
	}
	if got := int(e.Get("Data.Account.#").Int()); got != want {
		return Finding{Where: "/Data/Account", Expected: fmt.Sprintf("%d, as the customer chose", want), Got: fmt.Sprint(got)}
	}
	return nil
}
