package mutant

import (
	"net/http"
	"strings"
)

// insightsRefreshes is lies about Consent-Refresh and Refresh-Status.
var insightsRefreshes = []defect{
	{"consent-refresh-refused", "No consent refreshes anything.", breaks("WFL-27", "RFS-PUT-04", "RFS-PUT-05"), guarded([]op{putRefresh}, always, http.StatusForbidden, "FORBIDDEN")},
	{"refresh-without-self", "A refresh has no address.", breaks("WFL-28", "RFS-PUT-01", "API-BODY-03"), lacking([]op{putRefresh}, "self")},
	{"refresh-processing-for-ever", "A refresh is PROCESSING for ever.", breaks("WFL-18", "WFL-28", "RFS-GET-02", "RFS-PUT-04", "RFS-PUT-05"), stuckRefresh},
	{"refresh-at-once", "A refresh is FINISHED at its first look.", breaks("RFS-GET-01", "WFL-28"),
		told([]op{getRefresh}, func(_ *call, data object) {
			if data.text("state") == "PROCESSING" {
				data["state"] = "FINISHED"
				data["result"] = object{"type": "insights_refresh", "insights_consumer_id": data["insights_consumer_id"], "insights_account_ids": []any{}}
			}
		})},
	{"refresh-brings-nothing", "A refresh is told as one, and brings nothing.", breaks("WFL-18", "RFS-DATA-01"), frozen(putRefresh)},
	{"refresh-repeats-transactions", "After a refresh the transactions are there twice.", breaks("WFL-17", "WFL-18", "RFS-DATA-01"),
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
			a, name := good(c), "shown "+c.consumer()
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
