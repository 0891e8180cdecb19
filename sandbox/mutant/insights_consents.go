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
	{"consumer-delete-keeps-consent", "Deleting a consumer keeps the consumer, and so the consent.", breaks("CNS-STORE-05"), silent([]op{dropConsumer}, always, http.StatusOK, "")},
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

// insightsRefreshes is lies about Consent-Refresh and Refresh-Status.
var insightsRefreshes = []defect{
	{"consent-refresh-refused", "No consent refreshes anything.", breaks("WFL-27", "RFS-PUT-04", "RFS-PUT-05"), guarded([]op{putRefresh}, always, http.StatusForbidden, "FORBIDDEN")},
	{"refresh-without-self", "A refresh has no address.", breaks("WFL-27", "RFS-PUT-01", "API-BODY-03"), lacking([]op{putRefresh}, "self")},
	{"refresh-processing-for-ever", "A refresh is PROCESSING for ever.", breaks("WFL-18", "WFL-28", "RFS-GET-02", "RFS-PUT-04", "RFS-PUT-05"), stuckRefresh},
	{"refresh-at-once", "A refresh is FINISHED at its first look.", breaks("RFS-GET-01", "WFL-28"),
		told([]op{getRefresh}, func(_ *call, data object) {
			if data.text("state") == "PROCESSING" {
				data["state"] = "FINISHED"
				data["result"] = object{"type": "insights_refresh", "insights_consumer_id": data["insights_consumer_id"], "insights_account_ids": []any{}}
			}
		})},
	{"refresh-brings-nothing", "A refresh is told as one, and brings nothing.", breaks("WFL-18", "RFS-DATA-01"), frozen(putRefresh)},
	{"refresh-repeats-transactions", "After a refresh the transactions are there twice.", breaks("WFL-17", "WFL-18", "RFS-DATA-01", "AUT-RUN-07"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				switch {
				case c.op == getRefresh, c.op == schedules, c.op == getFlow:
					d.count(c, "refreshed")
				case c.op == listTrans && a.ok():
					if n, _ := d.read(c, "refreshed").(int); n > 1 {
						doc := a.doc()
						items := doc.object("data").list("transactions")
						doc.object("data").fill("transactions", append(items, items...))
						a.tell(doc)
					}
				}
				return a
			}
		})},
	{"refresh-needs-no-consumer", "A refresh with a stored consent needs no insights_consumer_id.", breaks("RFS-PUT-02"),
		alter(turned([]op{putRefresh}, http.StatusBadRequest), func(c *call, a *answer) {
			if c.consumer() == "" && c.doc()["consent_id"] == nil && c.doc()["consent_token"] == nil {
				a.madeUpRefresh(c)
			}
		})},
	{"consent-id-alone-taken", "A consent_id without its token is taken.", breaks("RFS-PUT-03"),
		alter(turned([]op{putRefresh}, http.StatusBadRequest), func(c *call, a *answer) {
			if (c.doc()["consent_id"] == nil) != (c.doc()["consent_token"] == nil) {
				a.madeUpRefresh(c)
			}
		})},
	{"supplied-token-not-rotated", "Refresh-Status brings no new token of a consent that was supplied.", breaks("RFS-PUT-04"), lacking([]op{getRefresh}, "consent_token")},
	{"no-consumer-generated", "With a consent that is supplied no consumer is named.", breaks("RFS-PUT-05"),
		told([]op{putRefresh}, func(c *call, data object) {
			if c.consumer() == "" {
				data["insights_consumer_id"] = ""
			}
		})},
	{"refresh-without-stored-consent", "A refresh without a stored consent is taken.", breaks("RFS-PUT-06"),
		alter(match(coded("CONSENT.NOT_STORED")).and(on(putRefresh)), func(c *call, a *answer) { a.madeUpRefresh(c) })},
	{"not-stored-404", "Without a stored consent a refresh is answered 404.", breaks("RFS-PUT-06"), alter(match(coded("CONSENT.NOT_STORED")).and(on(putRefresh)), denying(http.StatusNotFound, "NOT_FOUND"))},
	{"second-refresh-allowed", "A second refresh of a consumer runs beside the first.", breaks("RFS-PUT-07"),
		alter(turned([]op{putRefresh}, http.StatusConflict), func(c *call, a *answer) { a.madeUpRefresh(c) })},
	{"refresh-days-ignored", "The refresh_days of a refresh are ignored.", breaks("RFS-PUT-08"), ignoring([]op{putRefresh}, "refresh_days")},
	{"refresh-of-14-days", "Where no days are said a refresh brings 14.", breaks("RFS-PUT-08"),
		rewording([]op{putRefresh}, func(_ *call, body object) {
			if body["refresh_days"] == nil && body["from_date"] == nil {
				body["refresh_days"] = 14
			}
		})},
	{"refresh-of-all-accounts", "A refresh of some accounts is one of all.", breaks("RFS-PUT-09"), ignoring([]op{putRefresh}, "accounts")},
	{"refresh-retention-ignored", "The data_retention_minutes of a refresh is ignored.", breaks("RFS-PUT-10", "STG-RET-04"), ignoring([]op{putRefresh}, "data_retention_minutes")},
	{"refresh-retention-of-a-day", "Where no retention is said a refresh's data are kept for a day.", breaks("RFS-PUT-10"), retained(putRefresh, 1440)},
	{"unknown-consumer-refreshed", "A refresh of a consumer that there is not is taken.", breaks("RFS-PUT-11"),
		alter(turned([]op{putRefresh}, http.StatusNotFound, http.StatusBadRequest), func(c *call, a *answer) {
			if c.consumer() != "" {
				a.madeUpRefresh(c)
			}
		})},
	{"refresh-result-empty", "A refresh that went well names no accounts.", breaks("RFS-GET-02"), told([]op{getRefresh}, func(_ *call, data object) { data.forget("result.insights_account_ids") })},
	{"failed-refresh-finished", "A refresh that failed is FINISHED.", breaks("RFS-GET-03", "RFS-GET-05"),
		told([]op{getRefresh}, func(_ *call, data object) {
			if data.text("state") == "EXCEPTION" {
				delete(data, "error")
				data["state"] = "FINISHED"
				data["result"] = object{"type": "insights_refresh", "insights_consumer_id": data["insights_consumer_id"], "insights_account_ids": []any{}}
			}
		})},
	{"failed-refresh-without-category", "A refresh that failed does not say why.", breaks("RFS-GET-03", "API-BODY-03"), lacking([]op{getRefresh}, "error")},
	{"unknown-refresh-processing", "A refresh that there is not is PROCESSING.", breaks("RFS-GET-04"),
		alter(turned([]op{getRefresh}, http.StatusNotFound), func(_ *call, a *answer) {
			a.become(http.StatusOK, object{"data": object{"state": "PROCESSING", "insights_consumer_id": "somebody"}})
		})},
	{"ended-refresh-goes-on", "A refresh that has ended is PROCESSING when it is looked at again.", breaks("RFS-GET-06"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				doc := a.doc()
				if state := doc.object("data").text("state"); c.op == getRefresh && (state == "FINISHED" || state == "EXCEPTION") && d.count(c, "ended "+c.path) > 1 {
					doc["data"] = object{"state": "PROCESSING", "insights_consumer_id": doc.object("data")["insights_consumer_id"]}
					a.tell(doc)
				}
				return a
			}
		})},
}

// madeUpRefresh makes the answer one of a refresh that was started.
func (a *answer) madeUpRefresh(c *call) {
	consumer := c.consumer()
	if consumer == "" {
		consumer = "somebody"
	}
	id := strings.Repeat("0", 32)
	a.become(http.StatusCreated, object{"data": object{"refresh_id": id, "insights_consumer_id": consumer, "state": "PROCESSING",
		"self": "http://" + c.Host + c.URL.Path + "/" + id}})
}

// stuckRefresh shows every refresh as it was at its first look.
func stuckRefresh(good bank) bank {
	return told([]op{getRefresh}, func(_ *call, data object) {
		data["state"] = "PROCESSING"
		delete(data, "result")
		delete(data, "error")
	})(good)
}

// frozen shows what was in storage before some call for ever after it.
func frozen(after op) lie {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			a, name := good(c), "shown "+string(c.op)+" "+c.consumer()+string(c.body)
			if c.op == after && a.ok() {
				d.write(c, "frozen", "yes")
			}
			if c.op != listTrans || !a.ok() {
				return a
			}
			if before := d.copied(c, name); before != nil && d.word(c, "frozen") != "" {
				return before
			}
			d.write(c, name, a.copy())
			return a
		}
	})
}

// insightsSchedules is lies about automatic refreshes.
var insightsSchedules = []defect{
	{"schedule-refused", "Nothing can be scheduled.", breaks("WFL-38", "AUT-PUT-01"), guarded([]op{schedule}, always, http.StatusForbidden, "FORBIDDEN")},
	{"schedule-answers-data", "Scheduling is answered with data.", breaks("AUT-PUT-01"),
		alter(done(schedule), func(_ *call, a *answer) { a.become(http.StatusOK, object{"status": "SCHEDULED"}) })},
	{"schedule-does-nothing", "Scheduling is answered as if it were done, and does nothing.", breaks("WFL-29", "WFL-38", "AUT-GET-01", "AUT-RUN-01", "AUT-RUN-02", "AUT-RUN-07"),
		silent([]op{schedule}, func(c *call) bool { return c.consumer() != "" }, http.StatusOK, "{}")},
	{"schedule-without-consent", "What has no stored consent is scheduled.", breaks("WFL-37", "AUT-PUT-06"),
		alter(match(coded("CONSENT.NOT_STORED")).and(on(schedule)), func(_ *call, a *answer) { a.become(http.StatusOK, object{}) })},
	{"schedule-needs-no-consumer", "A schedule without an insights_consumer_id is taken.", breaks("AUT-PUT-02"),
		alter(turned([]op{schedule}, http.StatusBadRequest), func(c *call, a *answer) {
			if c.consumer() == "" {
				a.become(http.StatusOK, object{})
			}
		})},
	{"schedule-of-all", "Scheduling some accounts schedules all.", breaks("AUT-PUT-03"), ignoring([]op{schedule}, "insights_account_ids")},
	{"schedule-of-first", "Scheduling all accounts schedules one.", breaks("AUT-PUT-03"),
		listing([]op{schedules}, "status", func(_ *call, items []object) []object { return items[:min(1, len(items))] })},
	{"both-intervals-taken", "Two intervals at once, or none, are taken.", breaks("AUT-PUT-04"),
		lenient([]op{schedule}, func(_ *call, body object) {
			delete(body, "refresh_interval_minutes")
			body["refresh_interval"] = "DAILY"
		})},
	{"rescheduling-ignored", "Scheduling again changes nothing.", breaks("AUT-PUT-05"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				if c.op == schedule && d.count(c, "scheduled "+c.consumer()) > 1 {
					a := &answer{header: http.Header{}}
					a.become(http.StatusOK, object{})
					return a
				}
				return good(c)
			}
		})},
	{"any-interval", "An interval of any length and name is taken.", breaks("AUT-PUT-07"),
		lenient([]op{schedule}, func(_ *call, body object) {
			delete(body, "refresh_interval_minutes")
			body["refresh_interval"] = "DAILY"
		})},
	{"schedule-of-30-days", "Where no days are said a schedule refreshes 30.", breaks("AUT-PUT-08"), unlessSaid("refresh_days", 30)},
	{"schedule-retention-of-a-day", "Where no retention is said a schedule's data are kept for a day.", breaks("AUT-PUT-08"), retained(schedule, 1440)},
	{"no-status", "The list of schedules is empty.", breaks("AUT-GET-01", "WFL-38"), listing([]op{schedules}, "status", func(*call, []object) []object { return nil })},
	{"status-without-parameters", "A status does not tell the parameters of its schedule.", breaks("AUT-GET-01", "API-BODY-01"), statuses(func(s object) {
		for _, m := range []string{"refresh_interval_minutes", "refresh_interval", "data_retention_minutes", "intended_insights", "refresh_days"} {
			delete(s, m)
		}
	})},
	{"status-says-intended-reports", "A status names the intended reports as the request did.", breaks("AUT-GET-01", "AUT-PUT-08", "API-BODY-01"), statuses(func(s object) {
		s["intended_reports"] = s["intended_insights"]
		delete(s, "intended_insights")
	})},
	{"last-refresh-missing", "Before the first run there is no last_refresh_at.", breaks("AUT-GET-02", "AUT-GET-03", "API-BODY-01"), statuses(func(s object) { delete(s, "last_refresh_at") })},
	{"next-refresh-missing", "A status does not say when the next refresh is.", breaks("AUT-GET-02", "API-BODY-01"), statuses(func(s object) { delete(s, "next_refresh_at") })},
	{"first-refresh-in-1970", "Before the first run last_refresh_at is in 1970.", breaks("AUT-GET-03"), statuses(func(s object) { s["last_refresh_at"] = "1970-01-01T00:00:00.000Z" })},
	{"list-of-all-schedules", "The list of some accounts holds all.", breaks("AUT-GET-04"), ignoring([]op{schedules}, "insights_account_ids")},
	{"unknown-schedule-empty", "The list of a consumer that there is not is empty.", breaks("AUT-GET-05"),
		alter(turned([]op{schedules}, http.StatusNotFound), func(_ *call, a *answer) {
			a.become(http.StatusOK, object{"data": object{"status": []any{}}})
		})},
	{"interval-doubled", "A schedule's interval is twice as long.", breaks("AUT-RUN-01", "WFL-38", "AUT-RUN-08"),
		rewording([]op{schedule}, func(_ *call, body object) {
			if n := whole(body["refresh_interval_minutes"]); n > 0 {
				body["refresh_interval_minutes"] = 2 * n
			}
			switch body.text("refresh_interval") {
			case "DAILY":
				delete(body, "refresh_interval")
				body["refresh_interval_minutes"] = 2 * 1440
			case "WEEKLY":
				delete(body, "refresh_interval")
				body["refresh_interval_minutes"] = 14 * 1440
			}
		})},
	{"interval-halved", "A schedule runs twice in each interval.", breaks("AUT-RUN-01", "WFL-38", "WFL-29"),
		rewording([]op{schedule}, func(_ *call, body object) {
			if n := whole(body["refresh_interval_minutes"]); n > 1 {
				body["refresh_interval_minutes"] = n / 2
			}
			if body.text("refresh_interval") == "DAILY" {
				delete(body, "refresh_interval")
				body["refresh_interval_minutes"] = 720
			}
		})},
	{"daily-is-weekly", "DAILY runs once a week.", breaks("AUT-RUN-08", "WFL-29"), renamedInterval("DAILY", "WEEKLY")},
	{"weekly-is-daily", "WEEKLY runs once a day.", breaks("AUT-RUN-08"), renamedInterval("WEEKLY", "DAILY")},
	{"run-counts-as-failed", "A run that went well counts as a failure.", breaks("AUT-RUN-02"), statuses(func(s object) {
		if s.text("last_refresh_state") == "SUCCESS" {
			s["refresh_failed_counter"] = 1
		}
	})},
	{"last-success-hidden", "A run that went well is not told as the last that did.", breaks("AUT-RUN-02"), statuses(func(s object) { delete(s, "last_successful_refresh_at") })},
	{"failed-run-is-success", "A run that failed is a SUCCESS.", breaks("AUT-RUN-03"), statuses(func(s object) {
		if s.text("last_refresh_state") == "EXCEPTION" {
			s["last_refresh_state"] = "SUCCESS"
			delete(s, "last_refresh_error_category")
			delete(s, "last_refresh_error_message")
		}
	})},
	{"failed-counter-not-counted", "Failures are not counted.", breaks("AUT-RUN-03"), statuses(func(s object) { s["refresh_failed_counter"] = 0 })},
	{"failed-run-without-category", "A run that failed has no category.", breaks("AUT-RUN-03"), statuses(func(s object) { delete(s, "last_refresh_error_category") })},
	{"failed-counter-never-reset", "Failures are counted for ever.", breaks("AUT-RUN-06"),
		remembering(func(good bank, d *diary) bank {
			return listing([]op{schedules}, "status", func(c *call, items []object) []object {
				for _, s := range items {
					name := "failed " + s.text("insights_account_id")
					most, _ := d.read(c, name).(int64)
					most = max(most, whole(s["refresh_failed_counter"]))
					d.write(c, name, most)
					s["refresh_failed_counter"] = most
				}
				return items
			})(good)
		})},
	{"next-run-in-the-past", "The next run is told as the last.", breaks("AUT-RUN-04", "AUT-PUT-05"), statuses(func(s object) { s["next_refresh_at"] = s["last_refresh_at"] })},
	{"authorization-never-required", "consent_authorization_required is never set.", breaks("AUT-RUN-05"), statuses(func(s object) { s["consent_authorization_required"] = false })},
	{"authorization-always-required", "consent_authorization_required is always set.", breaks("AUT-RUN-05", "WFL-38"), statuses(func(s object) { s["consent_authorization_required"] = true })},
	{"runs-bring-nothing", "Runs are told, and bring nothing.", breaks("AUT-RUN-07", "WFL-29"), frozen(schedule)},
	{"schedule-retention-ignored", "A schedule's data_retention_minutes is ignored.", breaks("AUT-RUN-07", "WFL-29"), ignoring([]op{schedule}, "data_retention_minutes")},
	{"as-often-as-every-hour", "AS_OFTEN_AS_POSSIBLE is every hour.", breaks("AUT-RUN-09"),
		rewording([]op{schedule}, func(_ *call, body object) {
			if body.text("refresh_interval") == "AS_OFTEN_AS_POSSIBLE" {
				delete(body, "refresh_interval")
				body["refresh_interval_minutes"] = 60
			}
		})},
	{"never-unscheduled", "Unscheduling does nothing.", breaks("AUT-DEL-01"), silent([]op{unschedule}, always, http.StatusOK, "{}")},
	{"unscheduled-for-all", "Unscheduling some accounts unschedules all.", breaks("AUT-DEL-02"), ignoring([]op{unschedule}, "insights_account_ids")},
	{"schedule-outlives-consumer", "Deleting a consumer leaves the schedule.", breaks("AUT-DEL-03"), silent([]op{dropConsumer}, always, http.StatusOK, "")},
}

func statuses(edit func(s object)) lie { return listing([]op{schedules}, "status", every(edit)) }

// unlessSaid says a number of a schedule where a request says none.
func unlessSaid(member string, n int) lie {
	return rewording([]op{schedule}, func(_ *call, body object) {
		if body[member] == nil {
			body[member] = n
		}
	})
}

func renamedInterval(from, to string) lie {
	return rewording([]op{schedule}, func(_ *call, body object) {
		if body.text("refresh_interval") == from {
			body["refresh_interval"] = to
		}
	})
}
