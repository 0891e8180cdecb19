package mutant

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
)

// A trip is how a customer was sent to the bank for a consent.
type trip struct {
	client string
	query  url.Values
}

// twin returns a token for a consent of the same client and customer as the
// one that a call's token is for, but with Data as change leaves it. The mutant
// asks the good bank for that consent, and a customer who says yes to it. It
// returns "" where there is no such consent: change does not want one, or the
// bank does not give it.
func (n *notebook) twin(good bank, c *call, change func(data object) bool) string {
	g := n.grant(c)
	if g == nil || g.consent == "" {
		return ""
	}
	return n.like(good, c, g, change)
}

// like is twin for another grant of the bank in the same tenant.
func (n *notebook) like(good bank, c *call, g *grant, change func(data object) bool) string {
	data := n.dataOf(c, g.consent)
	if data == nil || !change(data) {
		return ""
	}
	wish := key{c.tenant, g.consent + string(object{"Data": data}.bytes())}
	if token := look(n, func() string { return n.twins[wish] }); token != "" {
		return token
	}
	token := n.conceive(good, c, g, data)
	look(n, func() bool { n.twins[wish] = token; return true })
	return token
}

// dataOf returns a copy of what a consent was asked for with.
func (n *notebook) dataOf(c *call, consent string) object {
	asked := look(n, func() *call { return n.wishes[c.key(consent)] })
	if asked == nil {
		return nil
	}
	return asked.doc().object("Data")
}

// conceive gets the consent, the code and the token.
func (n *notebook) conceive(good bank, c *call, g *grant, data object) string {
	asked := look(n, func() *call { return n.wishes[c.key(g.consent)] })
	went, known := look(n, func() trip { return n.trips[c.key(g.consent)] }), false
	var how proof
	if how, known = n.lastProof(went.client); !known || asked == nil {
		return ""
	}
	own := n.tokenFrom(good, c, how, clientForm("accounts"))
	wish := asked.with(object{"Data": data}.bytes()).set("Authorization", "Bearer "+own)
	if wish.Header.Get(script) == "" {
		wish = wish.set(script, "auto-approve")
	}
	made := good(wish)
	if !made.ok() {
		return ""
	}
	code := good(c.sending(went, made.consentID()))
	got, _ := code.redirected()
	return n.tokenFrom(good, c, how, url.Values{
		"grant_type": {"authorization_code"}, "code": {got.Get("code")}, "redirect_uri": {went.query.Get("redirect_uri")},
	})
}

// clientForm asks for a token of the client's own.
func clientForm(scope string) url.Values {
	return url.Values{"grant_type": {"client_credentials"}, "scope": {scope}}
}

// script is the header that says how a scripted bank's customer behaves.
const script = "X-Sandbox-Scenario"

// tokenFrom asks the token endpoint and returns the access token, or "".
func (n *notebook) tokenFrom(good bank, c *call, how proof, form url.Values) string {
	ask := c.to(http.MethodPost, "/oauth2/token", []byte(form.Encode())).set("Content-Type", "application/x-www-form-urlencoded")
	a := good(ask.proving(how))
	if !a.ok() {
		return ""
	}
	return a.doc().text("access_token")
}

// sending is the customer's way to the bank for another consent than before.
func (c *call) sending(went trip, consent string) *call {
	query := url.Values{"response_type": {"code"}, "scope": {"openid accounts"}, "nonce": {"twin"}, "state": {"twin"}}
	for _, name := range []string{"client_id", "redirect_uri", "login_hint"} {
		if value := went.query.Get(name); value != "" {
			query.Set(name, value)
		}
	}
	intent, _ := json.Marshal(consent) // a string always marshals
	query.Set("claims", `{"id_token":{"openbanking_intent_id":{"value":`+string(intent)+`,"essential":true}}}`)
	next := c.to(http.MethodGet, "/oauth2/authorize", nil).set("Authorization", "")
	next.URL.RawQuery = query.Encode()
	next.RequestURI = next.URL.RequestURI()
	next.Header.Set("Accept", "text/html")
	return next
}

// by is the same call with another access token.
func (c *call) by(token string) *call { return c.set("Authorization", "Bearer "+token) }

// widen adds permissions to those of a consent's Data, and tells whether any
// was missing.
func widen(data object, more ...string) (changed bool) {
	list := data.texts("Permissions")
	for _, p := range more {
		if !slices.Contains(list, p) {
			list, changed = append(list, p), true
		}
	}
	data["Permissions"] = list
	return changed
}

// mine tells whether the token of a call opens an account, as far as the good
// bank lists it; an empty AccountId stands for all of them.
func mine(good bank, c *call, account string) bool {
	return account == "" || slices.Contains(accountIDs(good(c.to(http.MethodGet, aisp+"accounts", nil))), account)
}

// accountIDs lists the AccountIds in an answer's list of accounts.
func accountIDs(a *answer) (ids []string) {
	for _, item := range a.doc().object("Data").list("Account") {
		ids = append(ids, item.text("AccountId"))
	}
	return ids
}
