package mutant

import "net/http"

// grants is lies about tokens that were replaced, given back or asked about, and
// about how a client proves who it is.
var grants = []defect{
	{"replaced-refresh-token-good", "A refresh token that another came in the place of still gives tokens.", breaks("OAUTH-17"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(token), func(c *call, a *answer) {
				spent := c.form().Get("refresh_token")
				before := look(seen, func() *grant { return seen.refresh[c.key(spent)] })
				if a.ok() || before == nil || before.consent == "" {
					return
				}
				last := look(seen, func() *grant { return seen.latest[c.key(before.consent)] })
				if last != nil && last != before && last.nth == before.nth && last.kind == "refresh_token" && seen.statusOf(good, c, before.consent) == "Authorised" {
					a.status, a.body = http.StatusOK, last.answer.copy().body
				}
			})(good)
		})},
	{"giving-back-does-nothing", "A token that is given back is good as before.", breaks("OAUTH-18"),
		kept(func(*notebook, *call) bool { return true })},
	{"giving-back-a-refresh-token-does-nothing", "A refresh token that is given back is good as before.", breaks("OAUTH-18"),
		kept(func(seen *notebook, c *call) bool {
			return look(seen, func() bool { return seen.refresh[c.key(c.form().Get("token"))] != nil })
		})},
	{"giving-back-an-access-token-does-nothing", "An access token that is given back is good as before.", breaks("OAUTH-18"),
		kept(func(seen *notebook, c *call) bool {
			return look(seen, func() bool { return seen.grants[c.key(c.form().Get("token"))] != nil })
		})},
	{"introspection-tells-anyone", "Introspection tells any client of any token.", breaks("OAUTH-19"),
		recall(func(good bank, seen *notebook) bank {
			return func(c *call) *answer {
				g := look(seen, func() *grant { return seen.grants[c.key(c.form().Get("token"))] })
				if c.op == inspect && g != nil {
					if p, known := seen.lastProof(g.client); known {
						return good(c.proving(p))
					}
				}
				return good(c)
			}
		})},
	{"secret-in-body-refused", "A client secret in the body is refused, though discovery lists it.", breaks("OAUTH-20"),
		alter(on(token), func(c *call, a *answer) {
			if c.form().Get("client_secret") != "" {
				a.oauthError(http.StatusUnauthorized, "invalid_client")
			}
		})},
}

// kept answers 200 where a token is given back, and does nothing.
func kept(when func(*notebook, *call) bool) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			if c.op == giveBack && when(seen, c) {
				return &answer{status: http.StatusOK, header: http.Header{}}
			}
			return good(c)
		}
	})
}
