package mutant

import (
	"net/http"
	"strings"
)

// insightsResults is lies about what Flow-Information tells, and what came of a
// flow.
var insightsResults = []defect{
	{"flow-without-state", "Flow-Information has no state.", breaks("FLW-GET-01", "API-BODY-01"), lacking([]op{getFlow}, "state")},
	{"result-of-another-type", "The result of a flow has another type.", breaks("FLW-GET-02"),
		told([]op{getFlow}, func(_ *call, data object) {
			if result := data.object("result"); result != nil {
				result["type"] = "insights"
			}
		})},
	{"result-missing", "A flow that is FINISHED has no result.", breaks("FLW-GET-02"), lacking([]op{getFlow}, "result")},
	{"failed-flow-has-result", "A flow that did not finish has a result.", breaks("FLW-GET-02"),
		told([]op{getFlow}, func(_ *call, data object) {
			if state := data.text("state"); state == "EXCEPTION" || state == "ABORTED" {
				data["result"] = object{"type": "insights_refresh"}
			}
		})},
	{"stored-not-said", "The result does not say whether a consent was stored.", breaks("FLW-GET-04"),
		told([]op{getFlow}, func(_ *call, data object) { data.forget("result.consent_stored") })},
	{"error-outside-data", "Why a flow failed stands beside data.", breaks("FLW-GET-05"),
		document(done(getFlow), func(_ *call, doc object) {
			if e := doc.object("data").object("error"); e != nil {
				doc["error"] = e
				delete(doc.object("data"), "error")
			}
		})},
	{"failed-flow-400", "Flow-Information of a flow that failed is answered 400.", breaks("FLW-GET-05", "WFL-26"),
		alter(func(c *call, a *answer) bool {
			return c.op == getFlow && a.doc().object("data").text("state") == "EXCEPTION"
		}, denying(http.StatusBadRequest, "BAD_REQUEST"))},
	{"running-flow-hides-token", "A flow that runs does not show its client_token.", breaks("FLW-GET-06"), lacking([]op{getFlow}, "client_token")},
	{"unknown-flow-410", "A flow that there is not is answered 410.", breaks("FLW-GET-07"), alter(turned([]op{getFlow}, http.StatusNotFound), answering(http.StatusGone))},
	{"category-cut-for-the-client", "Flow-Information cuts the category of an error.", breaks("FLW-GET-08"),
		told([]op{getFlow}, inError(func(word string) string { top, _, _ := strings.Cut(word, "."); return top }))},
	{"abort-does-nothing", "Aborting a flow does nothing.", breaks("FLW-DEL-02"), silent([]op{abortFlow}, always, http.StatusNoContent, "")},
	{"aborted-is-exception", "A flow that was aborted is an EXCEPTION.", breaks("FLW-DEL-02", "FLW-END-01"), recast("ABORTED", "EXCEPTION")},
	{"ended-flow-aborted-again", "A flow that has ended can be aborted.", breaks("FLW-DEL-03"),
		alter(turned([]op{abortFlow}, http.StatusConflict), func(_ *call, a *answer) { a.become(http.StatusNoContent, nil) })},
	{"finished-flow-becomes-aborted", "A flow that has ended is ABORTED by an abort that is refused.", breaks("FLW-DEL-03", "FLW-END-01"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				if c.op == abortFlow && a.status == http.StatusConflict {
					d.write(c, "aborted "+c.flow(), "yes")
				}
				if doc := a.doc(); c.op == getFlow && a.ok() && d.word(c, "aborted "+c.flow()) != "" {
					doc["data"] = object{"state": "ABORTED"}
					a.tell(doc)
				}
				return a
			}
		})},
	{"ended-flow-goes-on", "A flow that has ended is PROCESSING when it is looked at again.", breaks("FLW-END-01"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				if doc := a.doc(); c.op == getFlow && over(doc.object("data").text("state")) && d.count(c, "looks at "+c.flow()) > 1 {
					doc["data"] = object{"state": "PROCESSING"}
					a.tell(doc)
				}
				return a
			}
		})},
	{"processing-not-shown", "A flow that is PROCESSING is told to wait for the consumer.", breaks("FLW-END-02", "FLW-BANK-07", "FLW-BANK-09"), recast("PROCESSING", "CONSUMER_INPUT_NEEDED")},
	{"accounts-result-empty", "An accounts flow results in no account.", breaks("FLW-ACC-01"),
		told([]op{getFlow}, inResult("accounts", func(result object) { result["accounts"] = []any{} }))},
	{"accounts-without-ibans", "An accounts flow does not tell the IBANs.", breaks("FLW-ACC-01"),
		told([]op{getFlow}, inResult("accounts", func(result object) {
			for _, a := range result.list("accounts") {
				delete(a, "iban")
			}
		}))},
	{"details-of-another-account", "An account-details flow results in another account.", breaks("FLW-DET-01"),
		told([]op{getFlow}, inResult("account_details", func(result object) {
			if account := result.object("account"); account != nil {
				account["iban"] = "DE18000000006636981175"
			}
		}))},
	{"balance-in-units", "A balances flow results in whole units.", breaks("FLW-BAL-01"),
		told([]op{getFlow}, inResult("balances", func(result object) {
			if account := result.object("account"); account.object("balance") != nil {
				account.object("balance")["amount"] = float64(account.amount("balance"))/100 + 0.005
			}
		}))},
	{"balance-without-currency", "A balances flow results in a balance without a currency.", breaks("FLW-BAL-01"),
		told([]op{getFlow}, inResult("balances", func(result object) { result.forget("account.balance.currency") }))},
	{"flow-transactions-outside", "A transactions flow results in transactions outside of its frame.", breaks("FLW-TRX-01"),
		told([]op{getFlow}, inResult("transactions", func(result object) {
			for _, e := range result.list("transactions")[:min(1, len(result.list("transactions")))] {
				e["date"] = "2001-01-01"
			}
		}))},
	{"flow-transactions-without-frame", "A transactions flow does not name its frame.", breaks("FLW-TRX-01"),
		told([]op{getFlow}, inResult("transactions", func(result object) { delete(result, "from_date"); delete(result, "to_date") }))},
	{"flow-transactions-of-62-days", "Where no frame is said a transactions flow has 62 days.", breaks("FLW-TRX-02"),
		rewording([]op{startTrans}, func(_ *call, body object) {
			if body["last_days"] == nil && body["from_date"] == nil {
				body["last_days"] = 62
			}
		})},
	{"flow-pagination-missing", "A transactions flow has no pagination.", breaks("FLW-TRX-03"),
		told([]op{getFlow}, inResult("transactions", func(result object) { delete(result, "pagination") }))},
	{"flow-pagination-without-next", "A list of transactions that is cut does not say where it goes on.", breaks("FLW-TRX-03"),
		told([]op{getFlow, useTrans}, inResult("transactions", func(result object) { result.forget("pagination.next") }))},
}
