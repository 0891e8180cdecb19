package mutant

import (
	"net/http"
	"time"
)

// ends is lies about what ends a consent or its tokens, and about what does not.
var ends = []defect{
	{"authorisation-outlives-twelve-months", "A refresh token of an authorisation older than 12 months still gives tokens.", breaks("AAC-LIFE-12"),
		neverEnding},
	{"twelve-months-revoke", "An Authorised consent reads Revoked once it is older than 12 months.", breaks("AAC-LIFE-12"),
		alter(status(read, "Authorised"), func(_ *call, a *answer) {
			doc := a.doc()
			made, err := time.Parse(time.RFC3339Nano, doc.object("Data").text("CreationDateTime"))
			if err == nil && a.date().After(made.AddDate(1, 0, 0)) {
				doc.object("Data")["Status"] = "Revoked"
				a.tell(doc)
			}
		})},
	{"declined-reauthentication-rejects", "A consent is Rejected when the customer declines to authenticate again.", breaks("AAC-LIFE-13"),
		declinedAgain("Status", "Rejected")},
	{"declined-reauthentication-moves-status-time", "StatusUpdateDateTime moves when the customer declines to authenticate again.", breaks("AAC-LIFE-06"),
		declinedAgain("StatusUpdateDateTime", "")},
	{"declined-reauthentication-ends-tokens", "The tokens of a consent end when the customer declines to authenticate again.", breaks("AAC-LIFE-14"),
		recall(func(good bank, seen *notebook) bank {
			return func(c *call) *answer {
				a := good(c)
				if sentBack("error")(c, a) {
					seen.keep(c, c.intent(), object{"declined": true})
				}
				if g := seen.grant(c); done(accounts)(c, a) && g != nil && seen.recallFor(c, g.consent) != nil {
					a.unauthorised()
				}
				return a
			}
		})},
	{"reauthentication-moves-status-time", "StatusUpdateDateTime moves when a consent that is Authorised is authorised again.", breaks("AAC-LIFE-06"),
		reauthenticated(func(d object) {
			d["StatusUpdateDateTime"] = later(d.text("StatusUpdateDateTime"), 5*time.Minute)
		})},
	{"withdrawn-consent-irrevocable", "A consent to which the bank has withdrawn access cannot be revoked.", breaks("AAC-PATCH-01"),
		recall(func(good bank, seen *notebook) bank {
			return func(c *call) *answer {
				if c.op == patch && seen.withdrawn(good, c) {
					a := good(c.reading(c.consent))
					a.refuse(http.StatusBadRequest, "Resource.InvalidConsentStatus", "Data.Status")
					return a
				}
				return good(c)
			}
		})},
	{"code-survives-revoke", "A code of a consent that was revoked still gives tokens.", breaks("AAC-TOK-10"),
		deadCode(func(good bank, seen *notebook, c *call, consent string) bool {
			return seen.statusOf(good, c, consent) == "Revoked"
		})},
	{"code-never-expires", "An authorisation code is good for ever.", breaks("OAUTH-16"),
		deadCode(func(good bank, seen *notebook, c *call, consent string) bool {
			return seen.statusOf(good, c, consent) == "Authorised"
		})},
	{"accounts-not-chosen-shown", "A token opens an account that the customer did not choose.", breaks("AAC-DATA-01"),
		document(done(accounts), func(_ *call, doc object) {
			list, _ := doc.object("Data")["Account"].([]any)
			if len(list) != 1 {
				return
			}
			other := object{}
			for name, value := range list[0].(map[string]any) {
				other[name] = value
			}
			other["AccountId"] = "not-chosen"
			doc.object("Data")["Account"] = append(list, other)
		})},
	{"chosen-account-hidden", "The last account that the customer chose is not shown.", breaks("AAC-DATA-01"),
		document(done(accounts), func(_ *call, doc object) {
			if list, _ := doc.object("Data")["Account"].([]any); len(list) > 0 {
				doc.object("Data")["Account"] = list[:len(list)-1]
			}
		})},
}

// neverEnding gives the tokens of before for a refresh token whose authorisation
// is older than 12 months.
var neverEnding = recall(func(good bank, seen *notebook) bank {
	return func(c *call) *answer {
		a := good(c)
		if c.op != token {
			return a
		}
		form := c.form()
		if a.ok() && form.Get("code") != "" {
			seen.keep(c, a.doc().text("refresh_token"), object{"since": a.date()})
		}
		before := look(seen, func() *grant { return seen.refresh[c.key(form.Get("refresh_token"))] })
		since := seen.recallFor(c, form.Get("refresh_token"))
		switch {
		case before == nil || since == nil:
		case a.ok():
			seen.keep(c, a.doc().text("refresh_token"), since)
		case a.date().After(since["since"].(time.Time).AddDate(1, 0, 0)):
			a.status, a.body = http.StatusOK, before.answer.copy().body
		}
		return a
	}
})

// declinedAgain shows a member otherwise for consents that are Authorised and
// whose customer then declined. No value is five minutes later.
func declinedAgain(name, value string) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a := good(c)
			if sentBack("error")(c, a) && seen.authorisations(c, c.intent()) > 0 {
				seen.keep(c, c.intent(), object{"declined": true})
			}
			if status(read, "Authorised")(c, a) && seen.recallFor(c, c.consent) != nil {
				doc := a.doc()
				data := doc.object("Data")
				if data[name] = value; value == "" {
					data[name] = a.date().UTC().Format("2006-01-02T15:04:05.000Z07:00")
				}
				a.tell(doc)
			}
			return a
		}
	})
}

// withdrawn tells whether a consent is Authorised and its last token opens
// nothing, though it should last.
func (n *notebook) withdrawn(good bank, c *call) bool {
	g := look(n, func() *grant { return n.latest[c.key(c.consent)] })
	if g == nil || good(c.reading(c.consent)).statusOf() != "Authorised" {
		return false
	}
	probe := c.to(http.MethodGet, aisp+"accounts", nil).set("Authorization", "Bearer "+g.token)
	a := good(probe)
	return a.status == http.StatusUnauthorized && a.date().Before(g.ends)
}

// deadCode gives tokens, which open nothing, for a code that was never redeemed
// and that the good bank takes no longer.
func deadCode(when func(good bank, seen *notebook, c *call, consent string) bool) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a, form := good(c), c.form()
			of := look(seen, func() ticket { return seen.codes[c.key(form.Get("code"))] })
			if c.op != token || a.ok() || of.consent == "" || redeemed(seen, c) {
				return a
			}
			if client, _ := c.proof(); client != of.client || !when(good, seen, c, of.consent) {
				return a
			}
			a.status = http.StatusOK
			a.tell(object{"access_token": "of-a-dead-code", "token_type": "Bearer", "expires_in": 3600, "scope": "openid accounts"})
			return a
		}
	})
}

// redeemed tells whether the code of a call has given tokens.
func redeemed(n *notebook, c *call) bool {
	return look(n, func() bool {
		for _, g := range n.grants {
			if g.request.tenant == c.tenant && g.request.form().Get("code") == c.form().Get("code") {
				return true
			}
		}
		return false
	})
}
