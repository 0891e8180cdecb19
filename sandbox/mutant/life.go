package mutant

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// lives is lies about the life of a consent.
var lives = []defect{
	{"authorised-consent-awaits", "A consent that the customer authorised still reads AwaitingAuthorisation.", breaks("AAC-LIFE-01"),
		data([]op{read}, was("Authorised", member("Status", "AwaitingAuthorisation")))},
	{"authorised-consent-rejected", "A consent that the customer authorised reads Rejected.", breaks("AAC-LIFE-01"),
		data([]op{read}, was("Authorised", member("Status", "Rejected")))},
	{"declined-consent-awaits", "A consent that the customer declined still reads AwaitingAuthorisation.", breaks("AAC-LIFE-02"),
		data([]op{read}, was("Rejected", member("Status", "AwaitingAuthorisation")))},
	{"declined-consent-revoked", "A consent that the customer declined reads Revoked.", breaks("AAC-LIFE-02"),
		data([]op{read}, was("Rejected", member("Status", "Revoked")))},
	{"decline-told-as-server-error", "The AISP is told server_error when the customer declines.", breaks("AAC-LIFE-02"),
		relocate(func(v url.Values) {
			if v.Get("error") == "access_denied" {
				v.Set("error", "server_error")
			}
		})},
	{"decline-told-as-code", "The AISP is given a code when the customer declines.", breaks("AAC-LIFE-02"),
		relocate(madeUpCode)},
	{"awaiting-consent-authorised", "A consent that nobody has authorised reads Authorised.", breaks("AAC-LIFE-03"),
		data([]op{read}, was("AwaitingAuthorisation", member("Status", "Authorised")))},
	{"unanswered-consent-rejected", "A consent is Rejected when the customer has been asked and not answered.", breaks("AAC-LIFE-03"),
		unanswered("Rejected")},
	{"unanswered-consent-authorised", "A consent is Authorised when the customer has been asked and not answered.", breaks("AAC-LIFE-03"),
		unanswered("Authorised")},
	{"rejected-consent-authorisable", "A Rejected consent can be authorised.", breaks("AAC-LIFE-04"),
		resurrect("Rejected")},
	{"revoked-consent-authorisable", "A Revoked consent can be authorised.", breaks("AAC-LIFE-05"),
		resurrect("Revoked")},
	{"status-time-frozen", "StatusUpdateDateTime stays at the time of creation.", breaks("AAC-LIFE-06"),
		data(consents, func(_ *call, d object) { d["StatusUpdateDateTime"] = d["CreationDateTime"] })},
	{"status-time-frozen-by-revoke", "A revoke does not move StatusUpdateDateTime.", breaks("AAC-LIFE-06"),
		frozenByRevoke},
	{"status-time-frozen-by-customer", "The customer's answer does not move StatusUpdateDateTime.", breaks("AAC-LIFE-06"),
		data([]op{read}, func(_ *call, d object) {
			if s := d.text("Status"); s == "Authorised" || s == "Rejected" {
				d["StatusUpdateDateTime"] = d["CreationDateTime"]
			}
		})},
	{"status-time-moves-on-read", "StatusUpdateDateTime is the time of the read.", breaks("AAC-LIFE-06"),
		driftOnRead},
	{"reauthentication-cuts-permissions", "After a re-authentication the consent has one permission fewer.", breaks("AAC-LIFE-07"),
		reauthenticated(func(d object) {
			list := d.texts("Permissions")
			d["Permissions"] = list[:max(1, len(list)-1)]
		})},
	{"reauthentication-drops-window", "After a re-authentication the consent has no window.", breaks("AAC-LIFE-07"),
		reauthenticated(func(d object) { delete(d, from); delete(d, to) })},
	{"reauthentication-renames-consent", "After a re-authentication the consent has another ConsentId.", breaks("AAC-LIFE-07"),
		reauthenticated(func(d object) { d["ConsentId"] = d.text("ConsentId") + "-2" })},
	{"reauthentication-moves-creation", "After a re-authentication the consent was created later.", breaks("AAC-LIFE-07"),
		reauthenticated(func(d object) { d["CreationDateTime"] = later(d.text("CreationDateTime"), time.Hour) })},
	{"reauthentication-refused", "An Authorised consent cannot be authorised again.", breaks("AAC-LIFE-07"),
		noReauthentication},
	{"expired-status", "A revoked consent reads Expired.", breaks("AAC-LIFE-10"),
		data(consents, was("Revoked", member("Status", "Expired")))},
	{"consumed-status", "An authorised consent reads Consumed.", breaks("AAC-LIFE-10"),
		data(consents, was("Authorised", member("Status", "Consumed")))},
}

// unanswered shows a status for consents that await authorisation and whose
// customer has seen the page.
func unanswered(word string) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a := good(c)
			if c.op == authorize && a.ok() {
				seen.keep(c, c.intent(), object{"Status": word})
			}
			if a.statusOf() == "AwaitingAuthorisation" {
				seen.repeat(c, a)
			}
			return a
		}
	})
}

// resurrect answers an authorisation of a consent that is in a final status with
// a code, and shows the consent Authorised from then on.
func resurrect(word string) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a := good(c)
			if got, _ := a.redirected(); c.op == authorize && got.Get("error") != "" && seen.status(good, c) == word {
				seen.keep(c, c.intent(), object{"Status": "Authorised"})
				a.relocate(madeUpCode)
			}
			seen.repeat(c, a)
			return a
		}
	})
}

// status reads the status of the consent that an authorisation is about, as the
// client that made it would.
func (n *notebook) status(good bank, c *call) string {
	r := c.reading(c.intent())
	return good(r.set("Authorization", n.owner(r))).statusOf()
}

// madeUpCode turns an error into a code that the bank does not know.
func madeUpCode(v url.Values) {
	if v.Get("error") != "" {
		v.Del("error")
		v.Del("error_description")
		v.Set("code", "4b1d7f0a9c2e4d6f8a0b")
	}
}

// relocate lies in the parameters of redirects.
func relocate(edit func(url.Values)) lie {
	return alter(on(authorize), func(_ *call, a *answer) { a.relocate(edit) })
}

func (a *answer) relocate(edit func(url.Values)) {
	params, fragment := a.redirected()
	if len(params) == 0 {
		return
	}
	edit(params)
	where, _, _ := strings.Cut(a.header.Get("Location"), "#")
	if fragment {
		a.header.Set("Location", where+"#"+params.Encode())
		return
	}
	where, _, _ = strings.Cut(where, "?")
	a.header.Set("Location", where+"?"+params.Encode())
}

// frozenByRevoke shows revoked consents with the status time of before.
func frozenByRevoke(good bank) bank {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			if c.op == patch {
				if before := good(c.reading(c.consent)); before.ok() && before.statusOf() != "Revoked" {
					seen.keep(c, c.consent, object{"StatusUpdateDateTime": before.doc().object("Data")["StatusUpdateDateTime"]})
				}
			}
			a := good(c)
			if a.statusOf() == "Revoked" {
				seen.repeat(c, a)
			}
			return a
		}
	})(good)
}

// driftOnRead shows a later status time with every read.
var driftOnRead = recall(func(good bank, seen *notebook) bank {
	return func(c *call) *answer {
		a := good(c)
		if !done(read)(c, a) {
			return a
		}
		n := 1
		if before := seen.recallFor(c, c.consent); before != nil {
			n = before["reads"].(int) + 1
		}
		seen.keep(c, c.consent, object{"reads": n})
		doc := a.doc()
		data := doc.object("Data")
		data["StatusUpdateDateTime"] = later(data.text("StatusUpdateDateTime"), time.Duration(n)*time.Second)
		a.tell(doc)
		return a
	}
})

// reauthenticated lies about consents for which two codes or more were given.
func reauthenticated(edit func(data object)) lie {
	return recall(func(good bank, seen *notebook) bank {
		return data([]op{read}, func(c *call, d object) {
			if seen.authorisations(c, c.consent) > 1 {
				edit(d)
			}
		})(good)
	})
}

// noReauthentication tells access_denied where a consent is authorised already.
var noReauthentication = recall(func(good bank, seen *notebook) bank {
	return func(c *call) *answer {
		if c.op != authorize || seen.authorisations(c, c.intent()) == 0 {
			return good(c)
		}
		query := c.URL.Query()
		params := url.Values{"error": {"access_denied"}, "state": {query.Get("state")}}
		sep := "?"
		if strings.Contains(query.Get("response_type"), "id_token") {
			sep = "#"
		}
		h := http.Header{"Location": {query.Get("redirect_uri") + sep + params.Encode()}}
		return &answer{status: http.StatusSeeOther, header: h}
	}
})
