package mutant

import (
	"net/http"
	"net/url"
)

// access is lies about what opens account data, and when it closes.
var access = []defect{
	{"client-token-opens-accounts", "A client-credentials token opens account data.", breaks("AAC-TOK-06"),
		opening(func(seen *notebook, c *call, a *answer) bool {
			g := seen.grant(c)
			return a.status == http.StatusForbidden && g != nil && g.kind == "client_credentials"
		})},
	{"client-token-401-on-accounts", "A client-credentials token is answered 401 by account data.", breaks("AAC-TOK-06"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(accounts).and(code(http.StatusForbidden)), func(c *call, a *answer) {
				if g := seen.grant(c); g != nil && g.kind == "client_credentials" {
					a.unauthorised()
				}
			})(good)
		})},
	{"token-survives-revoke", "After a revoke the tokens of the consent still open account data.", breaks("AAC-TOK-07"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(accounts).and(code(http.StatusUnauthorized)), func(c *call, a *answer) {
				if seen.consentStatus(good, c) == "Revoked" {
					seen.showAccounts(c, a)
				}
			})(good)
		})},
	{"revoked-token-403", "After a revoke the tokens of the consent are answered 403.", breaks("AAC-TOK-07"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(accounts).and(code(http.StatusUnauthorized)), func(c *call, a *answer) {
				if seen.consentStatus(good, c) == "Revoked" {
					a.refuse(http.StatusForbidden, "Resource.InvalidConsentStatus", "Authorization")
				}
			})(good)
		})},
	{"authorised-token-401", "The token of an Authorised consent is answered 401.", breaks("AAC-TOK-08"),
		alter(done(accounts), func(_ *call, a *answer) { a.unauthorised() })},
	{"authorised-token-403", "The token of an Authorised consent is answered 403.", breaks("AAC-TOK-08"),
		alter(done(accounts), refusing(http.StatusForbidden, "Resource.ConsentMismatch", ""))},
	{"refresh-survives-revoke", "After a revoke the refresh token of the consent still gives tokens.", breaks("AAC-TOK-09"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(token), func(c *call, a *answer) {
				before := look(seen, func() *grant { return seen.refresh[c.key(c.form().Get("refresh_token"))] })
				if !a.ok() && before != nil && seen.statusOf(good, c, before.consent) == "Revoked" {
					a.status, a.body = http.StatusOK, before.answer.body
				}
			})(good)
		})},
	{"old-tokens-survive-reauthentication", "After a re-authentication the tokens of before still open account data.", breaks("AAC-LIFE-08"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(accounts).and(code(http.StatusUnauthorized)), func(c *call, a *answer) {
				if g := seen.grant(c); g != nil && g.consent != "" && a.date().Before(g.ends) && !seen.isLatest(c, g) {
					seen.showAccounts(c, a)
				}
			})(good)
		})},
	{"withdrawal-revokes", "When the bank withdraws access, the consent reads Revoked.", breaks("AAC-LIFE-09"),
		withdrawn("Revoked")},
	{"withdrawal-rejects", "When the bank withdraws access, the consent reads Rejected.", breaks("AAC-LIFE-09"),
		withdrawn("Rejected")},
	{"withdrawal-ignored", "When the bank withdraws access, the tokens still open account data.", breaks("AAC-LIFE-09"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(accounts).and(code(http.StatusUnauthorized)), func(c *call, a *answer) {
				g := seen.grant(c)
				if g != nil && a.date().Before(g.ends) && seen.isLatest(c, g) && seen.consentStatus(good, c) == "Authorised" {
					seen.showAccounts(c, a)
				}
			})(good)
		})},
	{"refreshed-token-opens-nothing", "The token that a refresh token gives is answered 401.", breaks("OAUTH-07"),
		recall(func(good bank, seen *notebook) bank {
			return alter(done(accounts), func(c *call, a *answer) {
				if g := seen.grant(c); g != nil && g.kind == "refresh_token" {
					a.unauthorised()
				}
			})(good)
		})},
	{"refresh-refused", "A refresh token gives nothing.", breaks("OAUTH-07"),
		alter(done(token), func(c *call, a *answer) {
			if c.form().Get("grant_type") == "refresh_token" {
				a.oauthError(http.StatusBadRequest, "invalid_grant")
			}
		})},
}

// opening shows account data where the good bank refuses it.
func opening(when func(*notebook, *call, *answer) bool) lie {
	return recall(func(good bank, seen *notebook) bank {
		return alter(on(accounts), func(c *call, a *answer) {
			if when(seen, c, a) {
				seen.showAccounts(c, a)
			}
		})(good)
	})
}

// showAccounts makes the answer the accounts that the token last opened, or an
// empty list if it never opened any.
func (n *notebook) showAccounts(c *call, a *answer) {
	a.status = http.StatusOK
	a.header.Set("Content-Type", "application/json")
	a.header.Del("Www-Authenticate")
	a.tell(object{
		"Data":  object{"Account": []any{}},
		"Links": object{"Self": "http://" + c.Host + c.URL.Path}, "Meta": object{"TotalPages": 1},
	})
	if g := n.grant(c); g != nil {
		if page := look(n, func() *answer { return n.pages[c.key(g.consent)] }); page != nil {
			a.body = page.body
		}
	}
}

// consentStatus reads the status of the consent that a call's token is for.
func (n *notebook) consentStatus(good bank, c *call) string {
	g := n.grant(c)
	if g == nil || g.consent == "" {
		return ""
	}
	return n.statusOf(good, c, g.consent)
}

// statusOf reads the status of a consent as the client that made it would, with
// a token that is fresh.
func (n *notebook) statusOf(good bank, c *call, consent string) string {
	r := c.reading(consent)
	if a := good(r.set("Authorization", n.owner(r))); a.ok() {
		return a.statusOf()
	}
	for _, p := range look(n, func() map[string]proof { return n.secrets }) {
		form := url.Values{"grant_type": {"client_credentials"}, "scope": {"accounts"}}
		ask := c.to(http.MethodPost, "/oauth2/token", []byte(form.Encode())).set("Content-Type", "application/x-www-form-urlencoded")
		if t := good(ask.proving(p)); t.ok() {
			if a := good(r.set("Authorization", "Bearer "+t.doc().text("access_token"))); a.ok() {
				return a.statusOf()
			}
		}
	}
	return ""
}

// isLatest tells whether a grant is of its consent's last authorisation.
func (n *notebook) isLatest(c *call, g *grant) bool {
	return look(n, func() bool { return n.asked[c.key(g.consent)] == g.nth })
}

// withdrawn shows a status for consents that are Authorised and whose last
// token opens nothing, though it should last.
func withdrawn(word string) lie {
	return recall(func(good bank, seen *notebook) bank {
		return data([]op{read}, func(c *call, d object) {
			if seen.withdrawn(good, c) {
				d["Status"] = word
			}
		})(good)
	})
}
