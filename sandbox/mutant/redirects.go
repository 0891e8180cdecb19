package mutant

import (
	"net/http"
	"net/url"
	"strings"
)

// redirects is lies about where the customer is sent back to, and with what.
var redirects = []defect{
	{"state-lost", "The state of the request does not come back.", breaks("OAUTH-06"),
		relocate(func(v url.Values) { v.Del("state") })},
	{"state-lost-on-errors", "The state of the request does not come back with an error.", breaks("OAUTH-06"),
		relocate(func(v url.Values) {
			if v.Get("error") != "" {
				v.Del("state")
			}
		})},
	{"state-lost-with-code", "The state of the request does not come back with a code.", breaks("OAUTH-06"),
		relocate(func(v url.Values) {
			if v.Get("code") != "" {
				v.Del("state")
			}
		})},
	{"state-changed", "Another state than that of the request comes back.", breaks("OAUTH-06"),
		relocate(func(v url.Values) {
			if v.Get("state") != "" {
				v.Set("state", "x"+v.Get("state"))
			}
		})},
	{"any-redirect-uri", "The customer is sent to whatever redirect URI the request names.", breaks("OAUTH-08"),
		anyRedirect},
	{"unregistered-redirect-told", "An unregistered redirect URI is sent the error.", breaks("OAUTH-08"),
		alter(on(authorize), func(c *call, a *answer) {
			if uri := c.URL.Query().Get("redirect_uri"); a.status == http.StatusBadRequest && uri != "" {
				a.status, a.body = http.StatusSeeOther, nil
				a.header.Set("Location", uri+"?error=invalid_request&state="+url.QueryEscape(c.URL.Query().Get("state")))
			}
		})},
	{"foreign-consent-authorisable", "A client can have any client's consent authorised.", breaks("OAUTH-11"),
		asOwnerAuthorised},
}

// anyRedirect asks with a redirect URI that is registered, and sends the
// customer to the one that is not.
func anyRedirect(good bank) bank {
	return func(c *call) *answer {
		a := good(c)
		uri := c.URL.Query().Get("redirect_uri")
		if c.op != authorize || a.status != http.StatusBadRequest || uri == "" {
			return a
		}
		b := good(c.asking(func(v url.Values) { v.Set("redirect_uri", "http://127.0.0.1/callback") }))
		if to, found := strings.CutPrefix(b.header.Get("Location"), "http://127.0.0.1/callback"); found {
			b.header.Set("Location", uri+to)
			return b
		}
		return a
	}
}

// asOwnerAuthorised authorises another client's consent as that client would,
// and lets the one that asked redeem the code.
var asOwnerAuthorised = recall(func(good bank, seen *notebook) bank {
	return func(c *call) *answer {
		if c.op == token {
			return good(seen.asHolder(c))
		}
		owner := seen.ownerOf(c)
		if asker := c.URL.Query().Get("client_id"); c.op == authorize && owner != "" && owner != asker {
			return good(c.asking(func(v url.Values) { v.Set("client_id", owner) }))
		}
		return good(c)
	}
})

// ownerOf returns the client that made the consent that an authorisation is
// about, "" if that is not known.
func (n *notebook) ownerOf(c *call) string {
	return look(n, func() string { return n.maker(c.key(c.intent())) })
}

// maker returns the client that made a consent, "" if that is not known. The
// notebook is locked.
func (n *notebook) maker(consent key) string {
	token := strings.TrimPrefix(n.owners[consent], "Bearer ")
	if g := n.grants[key{consent.tenant, token}]; g != nil {
		return g.client
	}
	return ""
}
