package mutant_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
)

// chosen follows a consent whose customer chooses the first account alone, and
// declines later.
func (t *tourist) chosen(one string) {
	id := t.consent("to be chosen for", one, asking(accountsBasic, "ReadBalances"), map[string]string{"X-Sandbox-Scenario": "slow-phone"})
	for range 4 {
		t.read("poll", one, id)
	}
	tokens := t.redeem("for one account", "aisp-one", t.visit("for one account", "aisp-one", id, nil).Get("code"), nil)
	t.accounts("of one account", bearer(tokens))
	t.pin(id, "reject")
	t.steer("clock", `{"advance":"1m"}`)
	t.visit("declines to authenticate again", "aisp-one", id, nil)
	t.read("after a declined re-authentication", one, id)
	t.accounts("after a declined re-authentication", bearer(tokens))
	t.refresh("once", tokens)
	t.refresh("once more", tokens)
}

// codes follows codes and tokens to their end.
func (t *tourist) codes(one string) {
	revoked := t.consent("to be revoked before its code is used", one, asking(accountsBasic), nil)
	code := t.visit("for a code", "aisp-one", revoked, nil).Get("code")
	t.patch("revoke before the code is used", one, revoked, revoking)
	t.redeem("after the revoke", "aisp-one", code, nil)
	open := t.consent("to give back", one, asking(accountsBasic), nil)
	tokens := t.redeem("to give back", "aisp-one", t.visit("to give back", "aisp-one", open, nil).Get("code"), nil)
	t.client("asks of another's", "aisp-two", "/oauth2/introspect", text(tokens, "access_token"))
	t.client("gives back", "aisp-one", "/oauth2/revoke", text(tokens, "access_token"))
	t.accounts("given back", bearer(tokens))
	t.client("gives back the other", "aisp-one", "/oauth2/revoke", text(tokens, "refresh_token"))
	t.refresh("given back", tokens)
	late := t.visit("to be late", "aisp-one", open, nil).Get("code")
	t.steer("clock", `{"advance":"1h"}`)
	t.redeem("late", "aisp-one", late, nil)
}

// client sends a token to an endpoint of the authorisation server.
func (t *tourist) client(name, client, path, token string) {
	t.goes(name, "Basic "+base64.StdEncoding.EncodeToString([]byte(client+":"+client+"-secret")), ask{
		method: http.MethodPost, path: path, body: url.Values{"token": {token}}.Encode(),
		header: map[string]string{"Content-Type": "application/x-www-form-urlencoded"},
	})
}

// year lets an authorisation grow older than twelve months.
func (t *tourist) year() {
	one := t.own("aisp-one", "accounts")
	id := t.consent("to grow old", one, asking(accountsBasic), nil)
	tokens := t.redeem("to grow old", "aisp-one", t.visit("to grow old", "aisp-one", id, nil).Get("code"), nil)
	t.steer("clock", `{"advance":"370d"}`)
	t.refresh("of old age", tokens)
	t.read("old", t.own("aisp-one", "accounts"), id)
	t.token("with the secret in the body", "", "", url.Values{
		"grant_type": {"client_credentials"}, "scope": {"accounts"}, "client_id": {"aisp-one"}, "client_secret": {"aisp-one-secret"},
	})
}
