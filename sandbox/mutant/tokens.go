package mutant

import (
	"net/http"
	"slices"
	"strings"
)

// tokens is banks that take tokens they should not on the consent API.
var tokens = []defect{
	{"no-token-accepted", "The consent API opens without a token.", breaks("AAC-TOK-01"),
		lend(func(c *call, _ *answer) bool { return c.Header.Get("Authorization") == "" })},
	{"no-token-403", "The consent API without a token is answered 403.", breaks("AAC-TOK-01"),
		alter(code(http.StatusUnauthorized).and(func(c *call, _ *answer) bool { return c.Header.Get("Authorization") == "" }),
			refusing(http.StatusForbidden, "Header.Missing", "Authorization"))},
	{"no-token-400", "The consent API without a token is answered 400.", breaks("AAC-TOK-01"),
		alter(code(http.StatusUnauthorized).and(func(c *call, _ *answer) bool { return c.Header.Get("Authorization") == "" }),
			refusing(http.StatusBadRequest, "Header.Missing", "Authorization"))},
	{"made-up-token-accepted", "The consent API opens for any token.", breaks("AAC-TOK-02"),
		recall(func(good bank, seen *notebook) bank {
			return lend(func(c *call, _ *answer) bool { return c.bearer() != "" && seen.grant(c) == nil })(good)
		})},
	{"made-up-token-403", "A token that the bank did not issue is answered 403.", breaks("AAC-TOK-02"),
		recall(func(good bank, seen *notebook) bank {
			return alter(code(http.StatusUnauthorized), func(c *call, a *answer) {
				if c.bearer() != "" && seen.grant(c) == nil {
					a.refuse(http.StatusForbidden, "Header.Invalid", "Authorization")
				}
			})(good)
		})},
	{"expired-token-accepted", "The consent API opens for tokens that have expired.", breaks("AAC-TOK-03"),
		renew(func(g *grant, a *answer) bool {
			return a.status == http.StatusUnauthorized && g.kind == "client_credentials" && !a.date().Before(g.ends)
		}, "")},
	{"expired-token-403", "An expired token is answered 403.", breaks("AAC-TOK-03"),
		recall(func(good bank, seen *notebook) bank {
			return alter(code(http.StatusUnauthorized), func(c *call, a *answer) {
				if g := seen.grant(c); g != nil && !a.date().Before(g.ends) {
					a.refuse(http.StatusForbidden, "Header.Invalid", "Authorization")
				}
			})(good)
		})},
	{"any-scope-accepted", "The consent API opens for a token without scope accounts.", breaks("AAC-TOK-04"),
		renew(func(g *grant, a *answer) bool {
			return a.status == http.StatusForbidden && !slices.Contains(strings.Fields(g.scope), "accounts")
		}, "accounts")},
	{"wrong-scope-401", "A token without scope accounts is answered 401.", breaks("AAC-TOK-04"),
		recall(func(good bank, seen *notebook) bank {
			return alter(code(http.StatusForbidden), func(c *call, a *answer) {
				if g := seen.grant(c); g != nil && !slices.Contains(strings.Fields(g.scope), "accounts") {
					a.unauthorised()
				}
			})(good)
		})},
	{"customer-token-opens-consents", "The token of a customer's authorisation opens the consent API.", breaks("AAC-TOK-05"),
		recall(func(good bank, seen *notebook) bank {
			return instead(on(consents...).and(code(http.StatusForbidden)), func(c *call, _ *answer) *call {
				g := seen.grant(c)
				if g == nil || g.consent == "" {
					return nil
				}
				owned := c.reading(g.consent)
				return c.set("Authorization", seen.owner(owned))
			})(good)
		})},
	{"customer-token-401", "The token of a customer's authorisation is answered 401 by the consent API.", breaks("AAC-TOK-05"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(consents...).and(code(http.StatusForbidden)), func(c *call, a *answer) {
				if g := seen.grant(c); g != nil && g.kind != "client_credentials" {
					a.unauthorised()
				}
			})(good)
		})},
}

// lend answers calls that the good bank answers 401, and that match, with some
// client's token: that of the consent's owner, or the tenant's last.
func lend(when match) lie {
	return recall(func(good bank, seen *notebook) bank {
		return instead(on(consents...).and(code(http.StatusUnauthorized)).and(when), func(c *call, _ *answer) *call {
			owner := seen.owner(c)
			if owner == "" {
				owner = look(seen, func() string { return seen.lastClient(c.tenant) })
			}
			if owner == "" {
				return nil
			}
			return c.set("Authorization", owner)
		})(good)
	})
}

// lastClient returns the Authorization header of the client-credentials token
// that lasts longest in a tenant, "" if there is none.
func (n *notebook) lastClient(tenant string) string {
	var best *grant
	for k, g := range n.grants {
		if k.tenant == tenant && g.kind == "client_credentials" && strings.Contains(g.scope, "accounts") &&
			(best == nil || g.ends.After(best.ends)) {
			best = g
		}
	}
	if best == nil {
		return ""
	}
	return "Bearer " + best.token
}

// renew answers calls whose token was refused with a fresh one, got in the same
// way, but for scope if that is not "".
func renew(when func(*grant, *answer) bool, scope string) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a := good(c)
			g := seen.grant(c)
			if !on(consents...)(c, a) || g == nil || !when(g, a) {
				return a
			}
			form := g.request.form()
			if scope != "" {
				form.Set("scope", scope)
			}
			// What went with the first request has ended with it, its context too.
			fresh := good(newCall(g.request.Clone(c.Context()), []byte(form.Encode())))
			if !fresh.ok() {
				return a
			}
			return good(c.set("Authorization", "Bearer "+fresh.doc().text("access_token")))
		}
	})
}
