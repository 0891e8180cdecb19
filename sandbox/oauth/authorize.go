package oauth

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/luikyv/go-oidc/pkg/goidc"

	"github.com/sandbank-dev/sandbank/sandbox/journal"
)

// authorize serves the authorisation endpoint (RFC 6749 3.1) and the forms of
// the page that it shows.
func (s *Server) authorize(w http.ResponseWriter, r *http.Request, c *call) {
	if err := s.admitVisit(r, c); err != nil {
		s.showError(w, r, err)
		return
	}
	a := s.ask(r, c)
	journal.Tag(r, "", c.client, string(c.consent))
	switch {
	case a.status >= 300 && a.status < 400:
		h := w.Header()
		h.Set("Location", located(a.header.Get("Location"), c.err))
		h.Set("Referrer-Policy", "no-referrer")
		w.WriteHeader(http.StatusFound)
	case c.err != nil:
		s.showError(w, r, c.err)
	default:
		for name, values := range a.header {
			w.Header()[name] = values
		}
		w.Header()["Cache-Control"] = noStore
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body.Bytes())
	}
}

// located is where go-oidc sends the customer, with what err says in place of
// its bare words.
func located(location string, err error) string {
	if err == nil {
		return location
	}
	e := refusalOf(err)
	words := func(v url.Values) string {
		v.Set("error", e.Code)
		v.Set("error_description", printable(e.Description))
		return v.Encode()
	}
	if to, fragment, ok := strings.Cut(location, "#"); ok {
		v, _ := url.ParseQuery(fragment)
		return to + "#" + words(v)
	}
	to, query, _ := strings.Cut(location, "?")
	v, _ := url.ParseQuery(query)
	return to + "?" + words(v)
}

// admitVisit reads what a browser brings.
func (s *Server) admitVisit(r *http.Request, c *call) error {
	if c.op == opAnswer {
		return s.admitAnswer(r, c)
	}
	if err := readForm(r); err != nil {
		return err
	}
	object := map[string]any{}
	if raw := r.Form.Get("request"); raw != "" {
		// go-oidc verifies the signature; here is only asked where it may redirect.
		if t, err := jwt.ParseSigned(raw, signing); err == nil {
			_ = t.UnsafeClaimsWithoutVerification(&object)
		}
	}
	inner, _ := object["redirect_uri"].(string)
	for _, raw := range []string{r.Form.Get("redirect_uri"), inner} {
		if raw == "" {
			continue
		}
		known, err := loopback(raw)
		if err != nil {
			return badRequest(err.Error())
		}
		c.redirects = append(c.redirects, known)
	}
	return nil
}

// admitAnswer reads a form that the customer posts. It must come from a page of
// ours: its session cannot be guessed, and a browser says where it comes from.
func (s *Server) admitAnswer(r *http.Request, c *call) error {
	if r.Method == http.MethodPost {
		if err := readForm(r, "account"); err != nil {
			return err
		}
		if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
			return badRequest("the answer comes from another site")
		}
		if origin := r.Header.Get("Origin"); origin != "" && origin != originOf(c.base) {
			return badRequest(fmt.Sprintf("the answer comes from %s", origin))
		}
	}
	v, ok := s.visit(c.session)
	if !ok {
		return badRequest("This page has expired, or was answered before. Go back to the app that sent you here and start again.")
	}
	c.consent = v.Bond.Consent
	return nil
}

// originOf is scheme and host of a URL.
func originOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// intentClaim is the claim that names the consent.
const intentClaim = "openbanking_intent_id"

// bind finds the consent that an authorisation request is about.
func bind(r *http.Request, as *goidc.AuthnSession) (consent string, acr goidc.ACR, err error) {
	acr = acrSCA
	if as.CodeChallenge != "" && as.CodeChallengeMethod == "" {
		return "", acr, errPlain
	}
	if as.Claims == nil {
		if r.Form.Get("claims") != "" {
			return "", acr, errors.New("the claims parameter is not the JSON object of OpenID Connect Core 5.5")
		}
		return "", acr, errNoIntent
	}
	id, _ := as.Claims.IDTokenClaim(intentClaim)
	info, _ := as.Claims.UserInfoClaim(intentClaim)
	asked, _ := as.Claims.IDTokenClaim("acr")
	if want := append(asked.Values, asked.Value); want[0] == string(acrCA) {
		acr = acrCA
	}
	switch {
	case id.Value == "" && info.Value == "":
		return "", acr, errNoIntent
	case id.Value != "" && info.Value != "" && id.Value != info.Value:
		return "", acr, errors.New("claims names one openbanking_intent_id for the id_token and another for userinfo")
	case id.Value == "":
		return info.Value, acr, nil
	}
	return id.Value, acr, nil
}

var errPlain = errors.New("code_challenge_method is missing, which means plain (RFC 7636, 4.3): send S256, the only one that is taken")

var errNoIntent = errors.New("openbanking_intent_id is missing: name the consent in the claims parameter or in a request object, as in {'id_token':{'openbanking_intent_id':{'value':'...','essential':true}}}")
