package mutant

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
)

// codes is lies about authorisation codes and refresh tokens.
var codes = []defect{
	{"code-redeemable-twice", "An authorisation code is good for as many tokens as are asked for.", breaks("OAUTH-04"),
		codeTwice},
	{"code-twice-invalid-request", "A code that is used again is answered invalid_request.", breaks("OAUTH-04"),
		reusedCode(http.StatusBadRequest, "invalid_request")},
	{"code-twice-401", "A code that is used again is answered 401 invalid_client.", breaks("OAUTH-04"),
		reusedCode(http.StatusUnauthorized, "invalid_client")},
	{"pkce-ignored", "A code that was challenged is redeemed by any verifier.", breaks("OAUTH-05"),
		ownChallenge},
	{"code-of-another-client", "A code is redeemed by any client.", breaks("OAUTH-09"),
		recall(func(good bank, seen *notebook) bank {
			return func(c *call) *answer { return good(seen.asHolder(c)) }
		})},
	{"refresh-token-of-another-client", "A refresh token gives tokens to any client.", breaks("OAUTH-13"),
		foreignRefresh(func(good bank, c *call, _ *answer, p proof) *answer { return good(c.proving(p)) })},
	{"refresh-token-of-another-client-401", "A refresh token that another client uses is answered 401 invalid_client.", breaks("OAUTH-13"),
		foreignRefresh(func(_ bank, _ *call, a *answer, _ proof) *answer {
			a.oauthError(http.StatusUnauthorized, "invalid_client")
			return a
		})},
}

// codeTwice answers a code that was redeemed as it did the first time.
var codeTwice = recall(func(good bank, seen *notebook) bank {
	return func(c *call) *answer {
		code := c.form().Get("code")
		if c.op != token || code == "" {
			return good(c)
		}
		first := look(seen, func() *grant {
			for _, g := range seen.grants {
				if g.request.tenant == c.tenant && g.request.form().Get("code") == code {
					return g
				}
			}
			return nil
		})
		if first != nil {
			return first.answer.copy()
		}
		return good(c)
	}
})

// foreignRefresh lies where a client uses a refresh token of another, whose
// proof it is given.
func foreignRefresh(tell func(bank, *call, *answer, proof) *answer) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a, refresh := good(c), c.form().Get("refresh_token")
			if c.op != token || refresh == "" || a.ok() {
				return a
			}
			given := look(seen, func() *grant { return seen.refresh[c.key(refresh)] })
			client, _ := c.proof()
			if given == nil || given.client == client {
				return a
			}
			p, _ := seen.lastProof(given.client)
			return tell(good, c, a, p)
		}
	})
}

// reusedCode answers a code that was redeemed with another error.
func reusedCode(status int, word string) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a, code := good(c), c.form().Get("code")
			if c.op != token || code == "" {
				return a
			}
			if seen.recallFor(c, code) != nil && !a.ok() {
				a.oauthError(status, word)
			}
			if a.ok() {
				seen.keep(c, code, object{})
			}
			return a
		}
	})
}

// verifier is what the mutant challenges codes with.
const verifier = "mutant-verifier-mutant-verifier-mutant-verifier"

// ownChallenge puts its own challenge and verifier in place of the client's.
func ownChallenge(good bank) bank {
	sum := sha256.Sum256([]byte(verifier))
	challenge := base64.RawURLEncoding.EncodeToString(sum[:])
	return func(c *call) *answer {
		switch query, form := c.URL.Query(), c.form(); {
		case c.op == authorize && query.Get("code_challenge") != "":
			c = c.asking(func(v url.Values) {
				v.Set("code_challenge", challenge)
				v.Set("code_challenge_method", "S256")
			})
		case c.op == token && form.Get("code_verifier") != "":
			form.Set("code_verifier", verifier)
			c = c.with([]byte(form.Encode()))
		}
		return good(c)
	}
}

// asking returns the call with its query changed.
func (c *call) asking(edit func(url.Values)) *call {
	c = c.again()
	query := c.URL.Query()
	edit(query)
	c.URL.RawQuery = query.Encode()
	c.RequestURI = c.URL.RequestURI()
	return c
}

// asHolder returns a token request as the client would send it that its code
// was given to.
func (n *notebook) asHolder(c *call) *call {
	if c.op != token || c.form().Get("code") == "" {
		return c
	}
	t := look(n, func() ticket { return n.codes[c.key(c.form().Get("code"))] })
	client, _ := c.proof()
	if p, known := n.lastProof(t.client); known && t.client != client {
		return c.proving(p)
	}
	return c
}
