package mutant

import (
	"net/http"
	"time"
)

// revoking is lies about PATCH.
var revoking = []defect{
	{"revoke-answers-204", "A revoke is answered 204 without the consent.", breaks("AAC-PATCH-01"),
		alter(done(patch), func(_ *call, a *answer) { a.status, a.body = http.StatusNoContent, nil })},
	{"revoke-answers-202", "A revoke is answered 202, as if it were to come.", breaks("AAC-PATCH-01"),
		alter(done(patch), answering(http.StatusAccepted))},
	{"revoke-refused", "No consent can be revoked.", breaks("AAC-PATCH-01"),
		unpatched(func(d, _ object) bool { return d.text("Status") == "Authorised" },
			refusing(http.StatusBadRequest, "Resource.InvalidConsentStatus", "Data.Status"))},
	{"revoke-answers-before", "A revoke is answered with the status of before.", breaks("AAC-PATCH-01"),
		data([]op{patch}, member("Status", "Authorised"))},
	{"revoke-does-nothing", "A revoke is answered as one and changes nothing.", breaks("AAC-PATCH-02", "AAC-TOK-07"),
		unpatched(revocable, pretendRevoked)},
	{"revoked-consent-gone", "A revoked consent can no longer be read.", breaks("AAC-PATCH-02"),
		alter(status(read, "Revoked"), refusing(http.StatusBadRequest, "Resource.NotFound", "ConsentId"))},
	{"revoked-consent-reads-authorised", "A revoked consent reads Authorised, though its tokens are dead.", breaks("AAC-PATCH-02"),
		data([]op{read}, was("Revoked", member("Status", "Authorised")))},
	{"revoke-drops-window", "A revoked consent has no window.", breaks("AAC-PATCH-03"),
		data(consents, was("Revoked", func(_ *call, d object) { delete(d, from); delete(d, to) }))},
	{"revoke-cuts-permissions", "A revoked consent has one permission left.", breaks("AAC-PATCH-03"),
		data(consents, was("Revoked", func(_ *call, d object) { d["Permissions"] = d.texts("Permissions")[:1] }))},
	{"revoke-moves-creation", "A revoke sets CreationDateTime.", breaks("AAC-PATCH-03"),
		data(consents, was("Revoked", func(_ *call, d object) {
			d["CreationDateTime"] = later(d.text("CreationDateTime"), time.Minute)
		}))},
	{"patch-to-authorised", "An AISP sets its consent Authorised by PATCH.", breaks("AAC-PATCH-04"),
		patchable(func(d object) bool { return d.text("Status") == "Authorised" })},
	{"patch-to-rejected", "An AISP sets its consent Rejected by PATCH.", breaks("AAC-PATCH-04"),
		patchable(func(d object) bool { return d.text("Status") == "Rejected" })},
	{"patch-to-awaiting", "An AISP sets its consent back to AwaitingAuthorisation by PATCH.", breaks("AAC-PATCH-04"),
		patchable(func(d object) bool { return d.text("Status") == "AwaitingAuthorisation" })},
	{"patch-to-nonsense-ignored", "A status that there is not is answered 200 and ignored.", breaks("AAC-PATCH-04"),
		instead(on(patch).and(code(http.StatusBadRequest)), func(c *call, _ *answer) *call {
			if s := c.doc().object("Data").text("Status"); s == "" || statusWord(s) {
				return nil
			}
			return c.reading(c.consent)
		})},
	{"refused-patch-revokes", "A status other than Revoked is answered 400, and the consent is revoked.", breaks("AAC-PATCH-04"),
		refusedRevokes(func(c *call, a *answer) bool {
			return a.status == http.StatusBadRequest && c.doc().object("Data").text("Status") != "Revoked"
		})},
	{"patch-without-status-revokes", "A patch without Status revokes.", breaks("AAC-PATCH-05"),
		revokeWithout(func(doc object) bool { return doc.object("Data") != nil && doc.object("Data")["Status"] == nil })},
	{"patch-without-data-revokes", "A patch without Data revokes.", breaks("AAC-PATCH-05"),
		revokeWithout(func(doc object) bool { return doc != nil && doc["Data"] == nil })},
	{"revoke-again-accepted", "A Revoked consent can be revoked again.", breaks("AAC-PATCH-06"),
		patchableFrom("Revoked")},
	{"rejected-consent-revocable", "A Rejected consent can be revoked.", breaks("AAC-PATCH-06"),
		patchableFrom("Rejected")},
	{"awaiting-consent-irrevocable", "A consent that awaits authorisation cannot be revoked.", breaks("AAC-PATCH-07"),
		unpatched(func(d, _ object) bool { return d.text("Status") == "AwaitingAuthorisation" },
			refusing(http.StatusBadRequest, "Resource.InvalidConsentStatus", "Data.Status"))},
	{"patch-unknown-404", "A patch of a ConsentId that was never given out is answered 404.", breaks("AAC-PATCH-08"),
		alter(unknown(patch), refusing(http.StatusNotFound, "Resource.NotFound", "ConsentId"))},
	{"patch-unknown-accepted", "A ConsentId that was never given out can be revoked.", breaks("AAC-PATCH-08"),
		alter(unknown(patch), func(c *call, a *answer) { a.invent(c, "Revoked") })},
	{"foreign-consent-revocable", "Any client revokes any client's consents.", breaks("AAC-PATCH-09"),
		asOwner(patch)},
	{"foreign-revoke-takes-effect", "A revoke of another client's consent is answered 403, and the consent is revoked.", breaks("AAC-PATCH-09"),
		refusedRevokes(func(_ *call, a *answer) bool { return a.status == http.StatusForbidden })},
	{"patch-without-type-refused", "A patch without a Content-Type is refused.", breaks("AAC-PATCH-10"),
		alter(done(patch), func(c *call, a *answer) {
			if c.Header.Get("Content-Type") == "" {
				a.refuse(http.StatusUnsupportedMediaType, "Header.Missing", "Content-Type")
			}
		})},
}

// status matches the successes that show a consent in a status.
func status(what op, word string) match {
	return done(what).and(func(_ *call, a *answer) bool { return a.statusOf() == word })
}

// statusOf returns the status of the consent in an answer.
func (a *answer) statusOf() string { return a.doc().object("Data").text("Status") }

// was lies about consents that are in a status.
func was(word string, edit func(*call, object)) func(*call, object) {
	return func(c *call, d object) {
		if d.text("Status") == word {
			edit(c, d)
		}
	}
}

func statusWord(s string) bool {
	return s == "AwaitingAuthorisation" || s == "Authorised" || s == "Rejected" || s == "Revoked"
}

// revocable tells whether a patch of a consent is one that succeeds.
func revocable(consent, patch object) bool {
	s := consent.text("Status")
	return patch.text("Status") == "Revoked" && (s == "Authorised" || s == "AwaitingAuthorisation")
}

// unpatched keeps patches of consents from the good bank, where when says so of
// the Data of consent and patch, and makes the answer from one to a read.
func unpatched(when func(consent, patch object) bool, edit func(*call, *answer)) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			if c.op != patch {
				return good(c)
			}
			a := good(c.reading(c.consent))
			if !a.ok() || !when(a.doc().object("Data"), c.doc().object("Data")) {
				return good(c)
			}
			edit(c, a)
			return a
		}
	}
}

// pretendRevoked shows the consent as if it had just been revoked.
func pretendRevoked(_ *call, a *answer) {
	doc := a.doc()
	data := doc.object("Data")
	data["Status"] = "Revoked"
	data["StatusUpdateDateTime"] = a.date().UTC().Format("2006-01-02T15:04:05.000Z07:00")
	a.tell(doc)
}

// patchable lets patches through that the good bank refuses: the consent shows
// what the patch asks for from then on.
func patchable(when func(patch object) bool) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a := good(c)
			if asked := c.doc().object("Data"); c.op == patch && a.status == http.StatusBadRequest && when(asked) {
				if now := good(c.reading(c.consent)); now.ok() {
					seen.keep(c, c.consent, object{"Status": asked["Status"]})
					a = now
				}
			}
			seen.repeat(c, a)
			return a
		}
	})
}

// patchableFrom lets consents in a final status be revoked.
func patchableFrom(word string) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a := good(c)
			if c.op == patch && a.status == http.StatusBadRequest && c.doc().object("Data").text("Status") == "Revoked" {
				if now := good(c.reading(c.consent)); now.ok() && now.statusOf() == word {
					seen.keep(c, c.consent, object{"Status": "Revoked"})
					a = now
				}
			}
			seen.repeat(c, a)
			return a
		}
	})
}

var revoke = object{"Data": object{"Status": "Revoked"}}.bytes()

// revokeWithout revokes where the good bank refuses a patch.
func revokeWithout(when func(doc object) bool) lie {
	return instead(on(patch).and(code(http.StatusBadRequest)), func(c *call, _ *answer) *call {
		if !when(c.doc()) {
			return nil
		}
		return c.with(revoke)
	})
}

// refusedRevokes revokes behind the client's back where the patch was refused.
func refusedRevokes(when match) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a := good(c)
			if owner := seen.owner(c); c.op == patch && owner != "" && when(c, a) {
				good(c.with(revoke).set("Authorization", owner).set("Content-Type", "application/json"))
			}
			return a
		}
	})
}
