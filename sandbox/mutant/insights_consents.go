package mutant

import (
	"net/http"
	"slices"
	"strings"
)

// insightsConsents is lies about the consents of sessions, and stored ones.
var insightsConsents = []defect{
	{"consent-without-id", "The consent of a session has no consent_id.", breaks("CNS-GET-01", "API-BODY-01"), lacking([]op{getConsent}, "consent_id")},
	{"consent-without-addresses", "The consent of a session names no addresses.", breaks("CNS-GET-01"), told([]op{getConsent}, func(_ *call, data object) { data["consents"] = object{} })},
	{"consent-grants-all", "The consent of a session grants what nobody asked for.", breaks("CNS-GET-02"),
		told([]op{getConsent}, func(_ *call, data object) {
			granted := data.object("consents")
			for _, kind := range []string{"accounts", "balances", "transactions"} {
				if granted != nil && granted[kind] == nil {
					granted[kind] = "http://bank.example/xs2a/v1/consents/" + data.text("consent_id") + "/" + kind + "/get"
				}
			}
		})},
	{"consent-before-flow", "A session gives a consent before a flow has finished.", breaks("CNS-GET-03"), consentAnyway(false)},
	{"consent-of-any-session", "A session gives a consent whatever became of it.", breaks("CNS-GET-04", "CNS-GET-05", "CNS-GET-06"), consentAnyway(true)},
	{"consent-use-refused", "A consent opens nothing.", breaks("CNS-USE-01"), guarded(uses, always, http.StatusForbidden, "FORBIDDEN")},
	{"consent-shows-no-accounts", "A consent opens an empty list of accounts.", breaks("CNS-USE-01"),
		told([]op{useAccounts}, inResult("accounts", func(result object) { result["accounts"] = []any{} }))},
	{"consent-transactions-unfiltered", "A consent's transactions are those of any days.", breaks("CNS-USE-01"),
		told([]op{useTrans}, inResult("transactions", func(result object) {
			for _, e := range result.list("transactions") {
				e["date"] = "2001-01-01"
			}
		}))},
	{"token-not-rotated", "The consent_token stays the same.", breaks("CNS-USE-02"), unrotated(false)},
	{"answer-without-consent-token", "An answer of the Consent API brings no token.", breaks("CNS-USE-02", "API-BODY-01"), lacking(uses, "consent_token")},
	{"spent-token-accepted", "A consent_token that was used is good still.", breaks("CNS-USE-03"), unrotated(true)},
	{"ungranted-consent-404", "What was not granted is answered 404.", breaks("CNS-USE-04"), alter(match(coded("CONSENT.RESOURCE_NOT_GRANTED")), denying(http.StatusNotFound, "NOT_FOUND"))},
	{"ungranted-consent-served", "What was not granted is served, and empty.", breaks("CNS-USE-04"),
		alter(match(coded("CONSENT.RESOURCE_NOT_GRANTED")), func(_ *call, a *answer) {
			a.become(http.StatusOK, object{"data": object{"result": object{"transactions": []any{}}, "consent_token": "e30.e30.e30"}})
		})},
	{"refusal-keeps-token", "A refusal that used the token up brings no new one.", breaks("CNS-USE-05"),
		alter(turned(uses), func(_ *call, a *answer) {
			if doc := a.doc(); doc != nil {
				delete(doc, "data")
				a.tell(doc)
			}
		})},
	{"no-quota", "Without the PSU a consent is used any number of times a day.", breaks("CNS-USE-06"),
		rewording(uses, func(_ *call, body object) {
			if body["psu"] == nil {
				body["psu"] = object{"user_agent": "Mozilla/5.0", "ip_address": "203.0.113.7"}
			}
		})},
	{"quota-of-three", "Without the PSU a consent is used three times a day.", breaks("CNS-USE-06"), rationed(3, false)},
	{"quota-with-the-psu", "With the PSU a consent is used four times a day, too.", breaks("CNS-USE-06"), rationed(4, true)},
	{"quota-for-ever", "Once used up a consent is not to be used again.", breaks("CNS-USE-07"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				if slices.Contains(uses, c.op) && c.doc()["psu"] == nil && d.count(c, "uses of "+c.below(3)) > 4 {
					return refusal(http.StatusTooManyRequests, "CONSENT.QUOTA_EXCEEDED")
				}
				return good(c)
			}
		})},
	{"consent-delete-does-nothing", "Deleting a consent does nothing.", breaks("CNS-DEL-01"), silent([]op{dropConsent}, always, http.StatusNoContent, "")},
	{"consent-delete-200", "Deleting a consent is answered with an object.", breaks("CNS-DEL-01", "API-BODY-05"),
		alter(done(dropConsent), func(_ *call, a *answer) { a.become(http.StatusOK, object{}) })},
	{"expiry-date-hidden", "An account does not show until when its consent lasts.", breaks("CNS-STORE-01", "FLW-PUT-16"),
		listing([]op{listAccounts}, "accounts", every(func(a object) { delete(a, "consent_expected_expiry_date") }))},
	{"expiry-date-always", "Every account shows until when a consent lasts.", breaks("CNS-STORE-01"),
		listing([]op{listAccounts}, "accounts", every(func(a object) { a["consent_expected_expiry_date"] = "2030-01-01" }))},
	{"stored-consent-delete-does-nothing", "Deleting a stored consent does nothing.", breaks("CNS-STORE-02"), silent([]op{dropStored}, always, http.StatusOK, "{}")},
	{"stored-consent-deleted-for-all", "Deleting the stored consent of an account deletes it for all.", breaks("CNS-STORE-02"), ignoring([]op{dropStored}, "insights_account_ids")},
	{"consent-lasts-ten-days", "A stored consent is good for ten days.", breaks("CNS-STORE-03"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				if c.op == getFlow && a.ok() {
					d.once(c, "since "+a.doc().object("data").object("result").text("insights_consumer_id"), a.date())
				}
				if doc := a.doc(); c.op == getRefresh && doc.object("data").text("state") == "FINISHED" {
					since := d.at(c, "since "+doc.object("data").text("insights_consumer_id"))
					if !since.IsZero() && a.date().Sub(since).Hours() > 240 {
						doc["data"] = failedRefresh(doc.object("data"), "CONSENT.EXPIRED")
						a.tell(doc)
					}
				}
				return a
			}
		})},
	{"consent-lasts-for-ever", "A stored consent that has expired refreshes still.", breaks("CNS-STORE-03", "RFS-GET-05"), refreshed("CONSENT.EXPIRED")},
	{"revoked-consent-refreshes", "A stored consent that was revoked refreshes still.", breaks("RFS-GET-05"), refreshed("CONSENT.REVOKED")},
	{"consent-not-stored-again", "After an expiry no consent is stored again.", breaks("CNS-STORE-04"),
		rewording([]op{startInsights}, func(_ *call, body object) {
			if body.text("insights_consumer_id") != "" {
				body["store_consent"] = "NO"
			}
		})},
	{"consumer-delete-keeps-consent", "Deleting a consumer deletes the data, and leaves the stored consent.", breaks("CNS-STORE-05"), outliving(putRefresh)},
}

// consentAnyway makes up a consent where the good bank refuses one: in sessions
// that are over, or that have not come so far.
func consentAnyway(finished bool) lie {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			a := good(c)
			if c.op == getFlow && a.doc().object("data").text("state") == "FINISHED" {
				d.write(c, "finished "+c.session(), "yes")
			}
			if c.op == getConsent && a.status >= 400 && (finished || d.word(c, "finished "+c.session()) == "") {
				a.become(http.StatusOK, object{"data": object{
					"consent_id": strings.Repeat("0", 32), "consent_token": "e30.e30.e30",
					"consents": object{"accounts": "http://" + c.Host + c.tenant + "/xs2a/v1/consents/" + strings.Repeat("0", 32) + "/accounts/get"},
				}})
			}
			return a
		}
	})
}

// unrotated shows the first token of a consent with every answer, or just takes it,
// and uses the newest behind the client's back.
func unrotated(hidden bool) lie {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			of := c.below(3)
			if newest := d.word(c, "newest "+of); slices.Contains(uses, c.op) && newest != "" && d.word(c, "known "+c.doc().text("consent_token")) != "" {
				body := c.doc()
				body["consent_token"] = newest
				c = c.with(body.bytes())
			}
			a := good(c)
			doc := a.doc()
			data := doc.object("data")
			token := data.text("consent_token")
			if token == "" || c.op != getConsent && !slices.Contains(uses, c.op) {
				return a
			}
			if c.op == getConsent {
				of = data.text("consent_id")
			}
			d.write(c, "newest "+of, token)
			d.write(c, "known "+token, "yes")
			if !hidden {
				data["consent_token"] = d.once(c, "first "+of, token)
				a.tell(doc)
			}
			return a
		}
	})
}

// rationed allows so many uses of a consent on a day, with the PSU too or without.
func rationed(most int, attended bool) lie {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			if !slices.Contains(uses, c.op) {
				return good(c)
			}
			if n := d.count(c, "uses of "+c.below(3)); n > most && (attended || c.doc()["psu"] == nil) {
				return refusal(http.StatusTooManyRequests, "CONSENT.QUOTA_EXCEEDED")
			}
			return good(c)
		}
	})
}

func failedRefresh(data object, word string) object {
	return object{"state": "EXCEPTION", "insights_consumer_id": data["insights_consumer_id"],
		"error": object{"code": word, "message": "It did not go well."}}
}

// refreshed tells a refresh that failed with a category as one that went well.
func refreshed(word string) lie {
	return told([]op{getRefresh}, func(_ *call, data object) {
		if data.object("error").text("code") == word {
			delete(data, "error")
			data["state"] = "FINISHED"
			data["result"] = object{"type": "insights_refresh", "insights_consumer_id": data["insights_consumer_id"], "insights_account_ids": []any{}}
		}
	})
}
