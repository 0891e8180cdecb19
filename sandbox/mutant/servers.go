package mutant

import (
	"net/http"
	"strings"
)

// servers is lies of the token endpoint about clients, and of discovery.
var servers = []defect{
	{"token-type-mac", "The token type is mac.", breaks("OAUTH-01"),
		document(granted("client_credentials"), member("token_type", "mac"))},
	{"token-without-life", "A token comes without expires_in.", breaks("OAUTH-01"),
		document(granted("client_credentials"), member("expires_in", nil))},
	{"token-life-as-text", "expires_in is a string.", breaks("OAUTH-01"),
		document(granted("client_credentials"), func(_ *call, doc object) {
			if seconds, ok := doc["expires_in"].(interface{ String() string }); ok {
				doc["expires_in"] = seconds.String()
			}
		})},
	{"token-of-another-scope", "A token that was asked for scope accounts says scope openid.", breaks("OAUTH-01"),
		document(granted("client_credentials"), member("scope", "openid"))},
	{"token-missing", "A token answer has no access_token.", breaks("OAUTH-01"),
		document(granted("client_credentials"), member("access_token", nil))},
	{"token-answers-201", "A token is answered 201.", breaks("OAUTH-01"),
		alter(granted("client_credentials"), answering(http.StatusCreated))},
	{"any-secret-accepted", "Any client secret is right.", breaks("OAUTH-02"),
		anySecret},
	{"wrong-secret-403", "A wrong client secret is answered 403.", breaks("OAUTH-02"),
		alter(wrongSecret, answering(http.StatusForbidden))},
	{"wrong-secret-invalid-request", "A wrong client secret is answered invalid_request.", breaks("OAUTH-02"),
		document(wrongSecret, member("error", "invalid_request"))},
	{"wrong-secret-free-form", "A wrong client secret is answered with a line of text.", breaks("OAUTH-02"),
		alter(wrongSecret, func(_ *call, a *answer) { a.body = []byte("nope\n") })},
	{"discovery-without-issuer", "Discovery does not name the issuer.", breaks("OAUTH-10"),
		document(done(discovery), member("issuer", nil))},
	{"discovery-without-keys", "Discovery does not name the keys.", breaks("OAUTH-10"),
		document(done(discovery), member("jwks_uri", nil))},
	{"discovery-without-token-endpoint", "Discovery does not name the token endpoint.", breaks("OAUTH-10"),
		document(done(discovery), member("token_endpoint", nil))},
	{"discovery-without-response-types", "Discovery does not name the response types.", breaks("OAUTH-10"),
		document(done(discovery), member("response_types_supported", nil))},
	{"discovery-of-another-issuer", "Discovery names another issuer than the one that was asked.", breaks("OAUTH-10"),
		document(done(discovery), member("issuer", "https://issuer.example"))},
	{"discovery-endpoint-relative", "Discovery names the token endpoint by its path.", breaks("OAUTH-10"),
		document(done(discovery), member("token_endpoint", "/oauth2/token"))},
	{"discovery-404", "There is no discovery.", breaks("OAUTH-10"),
		alter(done(discovery), answering(http.StatusNotFound))},
	{"keys-empty", "The key set is empty.", breaks("OAUTH-10"),
		document(done(keys), member("keys", []any{}))},
}

// granted matches tokens given for a grant type.
func granted(kind string) match {
	return done(token).and(func(c *call, _ *answer) bool { return c.form().Get("grant_type") == kind })
}

// wrongSecret matches the refusals of clients that did not prove who they are.
func wrongSecret(c *call, a *answer) bool {
	return c.op == token && a.doc().text("error") == "invalid_client"
}

// anySecret proves for a client what it could not, as it once did, or with the
// secret that goes with the demo client's name.
var anySecret = recall(func(good bank, seen *notebook) bank {
	return instead(wrongSecret, func(c *call, _ *answer) *call {
		client, how := c.proof()
		before, known := seen.lastProof(client)
		if known {
			return c.proving(before)
		}
		if !strings.HasPrefix(how.authorization, "Basic ") {
			how.form.Set("client_secret", client+"-secret")
			return c.proving(how)
		}
		c = c.again()
		c.SetBasicAuth(client, client+"-secret")
		return c
	})(good)
})

// lastProof returns how a client last proved who it is.
func (n *notebook) lastProof(client string) (proof, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	p, ok := n.secrets[client]
	return p, ok
}

// oauthError makes the answer an error of the token endpoint.
func (a *answer) oauthError(status int, word string) {
	a.status = status
	a.header.Set("Content-Type", "application/json")
	a.tell(object{"error": word, "error_description": "This bank does not take that."})
}
