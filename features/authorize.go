package features

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"

	"github.com/google/uuid"
)

// An Authorisation is one trip of the customer to the bank: what was asked and
// how it came back. Change the first half in the options of World.Authorise.
type Authorisation struct {
	As           *AISP
	Consent      string     // the ConsentId, sent as openbanking_intent_id
	ResponseType string     // "code id_token" or "code"
	Scope        string     // "openid accounts"
	RedirectURI  string     // the AISP's, unless changed
	State        string     // a fresh one
	Nonce        string     // a fresh one
	Verifier     string     // of PKCE; "" sends no challenge
	LoginHint    string     // the username that the customer types; "" leaves it to the bank
	Extra        url.Values // added to the request, replacing what has the same name

	Returned     bool      // the customer came back to the redirect URI
	Answer       *Exchange // the last answer of the bank
	Code         string    // of the answer, like all below
	IDToken      string
	Error        string
	Description  string
	StateBack    string
	ReturnParams url.Values // all of them
}

// maxHops bounds the redirects that one authorisation may take.
const maxHops = 10

// Authorise sends the customer to the bank for a consent, as the target lets
// us: following redirects without a browser, or by a person at the printed
// address. Not coming back, and coming back with an error, are results and not
// errors of this function.
func (w *World) Authorise(ctx context.Context, consent string, options ...func(*Authorisation)) (*Authorisation, error) {
	a := w.authorisation(consent, options)
	if err := w.errShared(ctx, OpAuthorize, consent); err != nil {
		return a, err
	}
	address := w.Target.AuthorizeURL + separator(w.Target.AuthorizeURL) + a.query().Encode()
	if w.run.waiting != nil && a.RedirectURI == a.As.RedirectURI { // nobody comes back from elsewhere
		err := w.run.waiting.wait(ctx, a, w.errand(a), address)
		w.knowledge().note(consent, a.Code)
		return a, err
	}
	if err := w.follow(ctx, a, address); err != nil {
		return a, err
	}
	w.knowledge().note(consent, a.Code)
	if w.Control == nil && a.page() && (w.run.pages || w.run.waiting != nil) {
		return a, errNeedsPerson // one that asks to log in and one that refuses look the same
	}
	return a, nil
}

// authorisation gives the trip before it is made.
func (w *World) authorisation(consent string, options []func(*Authorisation)) *Authorisation {
	a := &Authorisation{
		As: w.AISP, Consent: consent, ResponseType: "code id_token", Scope: "openid accounts",
		State: uuid.NewString(), Nonce: uuid.NewString(), Verifier: uuid.NewString() + uuid.NewString(),
	}
	for _, option := range options {
		option(a)
	}
	if a.RedirectURI == "" {
		a.RedirectURI = a.As.RedirectURI
	}
	return a
}

// page tells whether the bank answered the customer with a page for a person.
func (a *Authorisation) page() bool {
	if a.Returned || a.Answer == nil || a.Answer.Status != http.StatusOK {
		return false
	}
	media, _, err := mime.ParseMediaType(a.Answer.Header("Content-Type"))
	return err == nil && (media == "text/html" || media == "application/xhtml+xml")
}

// errNeedsPerson marks a scenario that got as far as a page of the bank that
// only a person can answer: it does not apply to the target as it is.
var errNeedsPerson = errors.New("needs a person: the bank answers its customer with a page (200, HTML) instead of a redirect; use consent: manual")

// query gives the parameters of the authorization request.
func (a *Authorisation) query() url.Values {
	claims := fmt.Sprintf(`{"id_token":{"openbanking_intent_id":{"value":%q,"essential":true}}}`, a.Consent)
	q := url.Values{
		"client_id": {a.As.ID}, "response_type": {a.ResponseType}, "scope": {a.Scope},
		"redirect_uri": {a.RedirectURI}, "state": {a.State}, "nonce": {a.Nonce}, "claims": {claims},
	}
	if a.Verifier != "" {
		sum := sha256.Sum256([]byte(a.Verifier))
		q.Set("code_challenge", base64.RawURLEncoding.EncodeToString(sum[:]))
		q.Set("code_challenge_method", "S256")
	}
	if a.LoginHint != "" {
		q.Set("login_hint", a.LoginHint)
	}
	maps.Copy(q, a.Extra)
	return q
}

// follow goes where the bank sends the customer until that is the redirect URI
// or an answer that is no redirect.
func (w *World) follow(ctx context.Context, a *Authorisation, address string) error {
	browser, err := cookiejar.New(nil)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrHarness, err)
	}
	for range maxHops {
		e, err := w.visit(ctx, browser, address)
		if err != nil {
			return err
		}
		a.Answer = e
		location := e.Header("Location")
		if e.Status < 300 || e.Status >= 400 || location == "" {
			return nil
		}
		next, err := resolve(address, location)
		if err != nil {
			return Finding{Requirement: "OAUTH-06", Where: "Location", Expected: "an address", Got: location}
		}
		if a.returned(next) {
			return nil
		}
		address = next.String()
	}
	return fmt.Errorf("%w: the authorisation did not end after %d redirects", ErrPrerequisite, maxHops)
}

// visit opens an address as a browser would, cookies and all.
func (w *World) visit(ctx context.Context, browser http.CookieJar, address string) (*Exchange, error) {
	at, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrHarness, err)
	}
	header := http.Header{"Accept": {"text/html"}}
	var crumbs []string
	for _, c := range browser.Cookies(at) {
		crumbs = append(crumbs, c.Name+"="+c.Value)
	}
	if len(crumbs) > 0 {
		header.Set("Cookie", strings.Join(crumbs, "; "))
	}
	e, err := w.do(ctx, http.MethodGet, address, header, nil)
	if err == nil {
		browser.SetCookies(at, (&http.Response{Header: e.Response.Header}).Cookies())
	}
	return e, err
}

func resolve(from, location string) (*url.URL, error) {
	base, err := url.Parse(from)
	if err != nil {
		return nil, err
	}
	return base.Parse(location)
}

// returned tells whether an address is the redirect URI and, if so, reads what
// it brings, from the query or from the fragment.
func (a *Authorisation) returned(at *url.URL) bool {
	bare := *at
	bare.RawQuery, bare.Fragment, bare.RawFragment = "", "", ""
	wanted, _, _ := strings.Cut(a.RedirectURI, "?")
	if bare.String() != wanted {
		return false
	}
	a.read(at)
	return true
}

// read takes over what the customer brings back to the redirect URI.
func (a *Authorisation) read(at *url.URL) {
	params := at.Query()
	if fragment, err := url.ParseQuery(at.EscapedFragment()); err == nil {
		maps.Copy(params, fragment)
	}
	a.Returned, a.ReturnParams = true, params
	a.Code, a.IDToken, a.StateBack = params.Get("code"), params.Get("id_token"), params.Get("state")
	a.Error, a.Description = params.Get("error"), params.Get("error_description")
}

// separator is what goes between an address and more of its query.
func separator(address string) string {
	if strings.Contains(address, "?") {
		return "&"
	}
	return "?"
}
