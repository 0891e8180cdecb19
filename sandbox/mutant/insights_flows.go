package mutant

import (
	"net/http"
	"slices"
	"strings"
)

// insightsFlows is lies about flows, whatever the consumer does.
var insightsFlows = []defect{
	{"insights-flow-refused", "No Insights-Refresh flow can be started.", breaks("WFL-05", "FLW-PUT-01"),
		guarded([]op{startInsights}, always, http.StatusForbidden, "FORBIDDEN")},
	{"required-flow-refused", "A flow with store_consent REQUIRED is refused.", breaks("WFL-19", "WFL-20", "WFL-21", "WFL-22", "WFL-30", "WFL-31", "WFL-32", "WFL-33"),
		strict([]op{startInsights}, required)},
	{"known-consumer-refused", "A flow for a consumer who is known is refused.", breaks("WFL-13"),
		guarded([]op{startInsights}, func(c *call) bool { return c.consumer() != "" }, http.StatusConflict, "CONFLICT")},
	{"client-token-leads-nowhere", "The auth_url leads to no flow.", breaks("WFL-06", "WIZ-01"),
		guarded([]op{readWizard}, always, http.StatusNotFound, "NOT_FOUND")},
	{"client-token-of-who-returns-leads-nowhere", "The auth_url of a flow for a known consumer leads nowhere.", breaks("WFL-14"),
		wizardless(func(body object) bool { return body.text("insights_consumer_id") != "" })},
	{"client-token-of-required-leads-nowhere", "The auth_url of a flow that stores the consent leads nowhere.", breaks("WFL-23"), wizardless(required)},
	{"wizard-needs-a-token", "The auth_url asks for Authorization.", breaks("WIZ-01"),
		guarded([]op{readWizard}, func(c *call) bool { return c.Header.Get("Authorization") == "" }, http.StatusUnauthorized, "UNAUTHORIZED")},
	{"wizard-shows-the-start", "The auth_url shows every flow as it was at its start.", breaks("WIZ-01"),
		told([]op{readWizard}, func(_ *call, data object) { data["state"] = "CONSUMER_INPUT_NEEDED" })},
	{"flow-finished-before", "A flow that waits is told as FINISHED.", breaks("WFL-07", "WFL-15", "WFL-24", "WFL-35", "FLW-GET-01"), recast("CONSUMER_INPUT_NEEDED", "FINISHED")},
	{"flow-never-finished", "A flow that is FINISHED is PROCESSING for ever.", breaks("WFL-07", "WFL-08", "WFL-15", "WFL-24", "WFL-34"), recast("FINISHED", "PROCESSING")},
	{"consumer-not-named", "The result of a flow does not name the consumer.", breaks("WFL-08", "WFL-25", "WFL-36", "FLW-GET-03"),
		told([]op{getFlow}, func(_ *call, data object) { data.forget("result.insights_consumer_id") })},
	{"accounts-not-named", "The result of a flow does not name the accounts.", breaks("FLW-GET-03", "API-BODY-01"),
		told([]op{getFlow}, func(_ *call, data object) { data.forget("result.insights_account_ids") })},
	{"consumer-id-changes", "The consumer who returns is named by another id.", breaks("WFL-16", "FLW-PUT-13"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				if c.op == startInsights && a.ok() && c.consumer() != "" {
					d.write(c, "returns "+a.doc().object("data").text("flow_id"), "yes")
				}
				if doc := a.doc(); c.op == getFlow && d.word(c, "returns "+c.flow()) != "" && doc.object("data").object("result") != nil {
					doc.object("data").object("result")["insights_consumer_id"] = "d5e12345-6f7b-4b03-b018-6c158f0b281d"
					a.tell(doc)
				}
				return a
			}
		})},
	{"consumer-id-ignored", "A flow makes a new consumer whichever it is started for.", breaks("WFL-16", "FLW-PUT-13", "WFL-17", "RFS-DATA-01"), ignoring([]op{startInsights}, "insights_consumer_id")},
	{"account-id-changes", "The account of a consumer who returns is named by another id.", breaks("WFL-16"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				if c.op == startInsights && a.ok() && c.consumer() != "" {
					d.write(c, "returns "+a.doc().object("data").text("flow_id"), "yes")
				}
				if doc := a.doc(); c.op == getFlow && d.word(c, "returns "+c.flow()) != "" && doc.object("data").object("result") != nil {
					doc.object("data").object("result")["insights_account_ids"] = []any{"c9a87c48-c5c7-404c-ace8-f287e298c4cc"}
					a.tell(doc)
				}
				return a
			}
		})},
	{"acquired-data-not-reported", "Of data that came from a bank there is no report.", breaks("WFL-01", "WFL-02", "WFL-09", "WFL-10", "WFL-17"), bankless(reportOps)},
	{"acquired-data-not-listed", "Of data that came from a bank nothing is listed.", breaks("WFL-09"),
		remembering(func(good bank, d *diary) bank {
			return listing([]op{listTrans}, "transactions", func(c *call, items []object) []object {
				return slices.DeleteFunc(items, func(e object) bool { return e["ob_transaction_id"] != nil })
			})(good)
		})},
	{"required-finishes-without-consent", "With REQUIRED a bank without consents finishes the flow.", breaks("WFL-26", "WFL-37", "FLW-BANK-16"),
		rewording([]op{startInsights}, func(_ *call, body object) {
			if required(body) {
				body["store_consent"] = "OPTIONAL"
			}
		})},
	{"error-state-keeps-result", "A flow that failed for want of consents shows a result.", breaks("WFL-26", "WFL-37"),
		told([]op{getFlow}, func(_ *call, data object) {
			if data.text("state") == "EXCEPTION" {
				data["result"] = object{"type": "insights_refresh", "insights_consumer_id": "somebody", "insights_account_ids": []any{}}
			}
		})},
	{"flow-without-client-token", "A flow that is started has no client_token.", breaks("WFL-05", "FLW-PUT-01", "API-BODY-01"), lacking(starts, "client_token")},
	{"flow-starts-processing", "A flow that is started is PROCESSING at once.", breaks("FLW-PUT-02"), told(starts, func(_ *call, data object) { data["state"] = "PROCESSING" })},
	{"client-token-opaque", "The client_token is no JWT.", breaks("FLW-PUT-03"), told(starts, func(_ *call, data object) { data["client_token"] = "b3BhcXVl" })},
	{"client-token-without-address", "The client_token holds no auth_url.", breaks("FLW-PUT-03"),
		told(starts, func(_ *call, data object) {
			data["client_token"] = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE5MDAwMDAwMDB9.c2lnbmVk"
		})},
	{"flow-self-of-another", "A flow's address leads to a flow that there is not.", breaks("FLW-PUT-04"),
		told(starts, func(_ *call, data object) {
			self := data.text("self")
			data["self"] = self[:strings.LastIndexByte(self, '/')+1] + strings.Repeat("0", 32)
		})},
	{"flow-days-ignored", "A flow's refresh_days are ignored.", breaks("FLW-PUT-05"), ignoring([]op{startInsights}, "refresh_days")},
	{"flow-days-doubled", "A flow reaches back twice the days of refresh_days.", breaks("FLW-PUT-05"),
		rewording([]op{startInsights}, func(_ *call, body object) {
			if n := whole(body["refresh_days"]); n > 0 {
				body["refresh_days"] = 2 * n
			}
		})},
	{"flow-frame-ignored", "A flow's from_date and to_date are ignored.", breaks("FLW-PUT-06"), ignoring([]op{startInsights}, "from_date", "to_date")},
	{"flow-of-30-days", "Where no days are said a flow acquires 30.", breaks("FLW-PUT-07"),
		rewording([]op{startInsights}, func(_ *call, body object) {
			if body["refresh_days"] == nil && body["from_date"] == nil && body["to_date"] == nil {
				body["refresh_days"] = 30
			}
		})},
	{"flow-days-beside-frame", "refresh_days beside a frame are taken.", breaks("FLW-PUT-08"), overlooking([]op{startInsights}, "refresh_days")},
	{"consumer-picks-all", "Where the accounts are not said all are acquired.", breaks("FLW-PUT-09"),
		rewording([]op{startInsights}, func(_ *call, body object) {
			if body["accounts"] == nil {
				body["accounts"] = object{"all": true}
			}
		})},
	{"all-is-one", "With accounts.all one account is acquired.", breaks("FLW-PUT-10"), ignoring([]op{startInsights}, "accounts.all")},
	{"ibans-ignored", "IBANs of accounts are ignored, and all are acquired.", breaks("FLW-PUT-11"),
		rewording([]op{startInsights}, func(_ *call, body object) {
			if body.dig("accounts.ibans") != nil && body.dig("accounts.all") == nil {
				body["accounts"] = object{"all": true}
			}
		})},
	{"account-ids-ignored", "Ids of accounts are ignored, and all are acquired.", breaks("FLW-PUT-11"),
		rewording([]op{startInsights}, func(_ *call, body object) {
			if body.dig("accounts.insights_account_ids") != nil && body.dig("accounts.all") == nil {
				body["accounts"] = object{"all": true}
			}
		})},
	{"any-accounts", "Any combination of accounts is taken.", breaks("FLW-PUT-12"), overlooking([]op{startInsights}, "accounts")},
	{"empty-consumer-id-taken", "An empty insights_consumer_id comes back empty.", breaks("FLW-PUT-14"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				if c.op == startInsights && a.ok() && c.consumer() == "" {
					d.write(c, "nobody "+a.doc().object("data").text("flow_id"), "yes")
				}
				if doc := a.doc(); c.op == getFlow && d.word(c, "nobody "+c.flow()) != "" && doc.object("data").object("result") != nil {
					doc.object("data").object("result")["insights_consumer_id"] = ""
					a.tell(doc)
				}
				return a
			}
		})},
	{"flow-retention-ignored", "A flow's data_retention_minutes is ignored.", breaks("FLW-PUT-15"), ignoring([]op{startInsights}, "data_retention_minutes")},
	{"flow-retention-of-a-day", "Where no retention is said a flow's data are kept for a day.", breaks("FLW-PUT-15"), retained(startInsights, 1440)},
	{"required-stores-nothing", "With REQUIRED no consent is stored.", breaks("FLW-PUT-16", "CNS-STORE-01"), ignoring([]op{startInsights}, "store_consent")},
	{"consent-stored-unasked", "A consent is stored where nobody asked for it.", breaks("FLW-PUT-17", "CNS-STORE-01"),
		rewording([]op{startInsights}, func(_ *call, body object) { body["store_consent"] = "OPTIONAL" })},
	{"optional-is-no", "OPTIONAL stores nothing.", breaks("FLW-PUT-18"),
		rewording([]op{startInsights}, func(_ *call, body object) {
			if body.text("store_consent") == "OPTIONAL" {
				body["store_consent"] = "NO"
			}
		})},
	{"optional-is-required", "OPTIONAL fails where the bank has no consents.", breaks("FLW-PUT-18"),
		rewording([]op{startInsights}, func(_ *call, body object) {
			if body.text("store_consent") == "OPTIONAL" {
				body["store_consent"] = "REQUIRED"
			}
		})},
	{"any-store-consent", "Any store_consent is taken.", breaks("FLW-PUT-19"), overlooking([]op{startInsights}, "store_consent")},
	{"allowed-accounts-ignored", "allowed_accounts is ignored.", breaks("FLW-PUT-20"), ignoring([]op{startInsights}, "allowed_accounts")},
	{"future-reports-refused", "intended_reports of a name that nobody knows are refused.", breaks("FLW-PUT-21"),
		strict([]op{startInsights}, func(body object) bool {
			for _, name := range body.texts("intended_reports") {
				if strings.Contains(name, "FUTURE") || strings.Contains(name, "UNKNOWN") {
					return true
				}
			}
			return false
		})},
	{"intended-reports-refused", "intended_reports are refused.", breaks("FLW-PUT-21"), strict([]op{startInsights}, hasMember("intended_reports"))},
	{"any-flow-numbers", "A retention and a number of days may be anything.", breaks("FLW-PUT-22"), overlooking([]op{startInsights}, "data_retention_minutes", "refresh_days", "from_date", "to_date")},
	{"flow-without-state", "Flow-Information has no state.", breaks("FLW-GET-01", "API-BODY-01"), lacking([]op{getFlow}, "state")},
	{"result-of-another-type", "The result of a flow has another type.", breaks("FLW-GET-02"),
		told([]op{getFlow}, func(_ *call, data object) {
			if result := data.object("result"); result != nil {
				result["type"] = "insights"
			}
		})},
	{"result-missing", "A flow that is FINISHED has no result.", breaks("FLW-GET-02", "FLW-GET-03"), lacking([]op{getFlow}, "result")},
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
	{"unknown-flow-410", "A flow that there is not is answered 410.", breaks("FLW-GET-07", "API-ERR-08"), alter(turned([]op{getFlow}, http.StatusNotFound), answering(http.StatusGone))},
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
			if b := result.object("balance"); b != nil {
				b["amount"] = float64(result.amount("balance"))/100 + 0.005
			}
		}))},
	{"balance-without-currency", "A balances flow results in a balance without a currency.", breaks("FLW-BAL-01"),
		told([]op{getFlow}, inResult("balances", func(result object) { result.forget("balance.currency") }))},
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
	{"flow-pagination-without-next", "A transactions flow that is cut does not say where it goes on.", breaks("FLW-TRX-03"),
		told([]op{getFlow}, inResult("transactions", func(result object) { result["pagination"] = object{} }))},
}

func required(body object) bool { return body.text("store_consent") == "REQUIRED" }

func over(state string) bool {
	return slices.Contains([]string{"FINISHED", "ABORTED", "EXCEPTION"}, state)
}

// recast tells one state of a flow as another.
func recast(from, to string) lie {
	return told([]op{getFlow}, func(_ *call, data object) {
		if data.text("state") == from {
			data["state"] = to
			if to == "PROCESSING" {
				delete(data, "result")
			}
		}
	})
}

// inResult lies in the result of a flow or a consent's use, if it is of that type.
func inResult(kind string, edit func(result object)) func(*call, object) {
	return func(_ *call, data object) {
		if result := data.object("result"); result != nil && (result.text("type") == kind || result["type"] == nil) {
			edit(result)
		}
	}
}

// retained says a retention where a request says none.
func retained(what op, minutes int) lie {
	return rewording([]op{what}, func(_ *call, body object) {
		if body["data_retention_minutes"] == nil {
			body["data_retention_minutes"] = minutes
		}
	})
}

// wizardless has the auth_url of some flows lead nowhere.
func wizardless(when func(body object) bool) lie {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			a := good(c)
			if c.op == startInsights && a.ok() && when(c.doc()) {
				d.write(c, "closed "+a.doc().object("data").text("flow_id"), "yes")
			}
			if c.op == readWizard && d.word(c, "closed "+c.below(4)) != "" {
				return refusal(http.StatusNotFound, "NOT_FOUND")
			}
			return a
		}
	})
}

// bankless answers 404 of consumers whose data came from a bank.
func bankless(ops []op) lie {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			a := good(c)
			if c.op == getFlow && a.ok() {
				d.write(c, "of a bank "+a.doc().object("data").object("result").text("insights_consumer_id"), "yes")
			}
			if slices.Contains(ops, c.op) && d.word(c, "of a bank "+c.consumer()) != "" {
				return refusal(http.StatusNotFound, "NOT_FOUND")
			}
			return a
		}
	})
}

// insightsBanks is lies about what usernames do at the banks.
var insightsBanks = []defect{
	{"happy-case-fails", "Every login fails.", breaks("FLW-BANK-01", "FLW-BANK-12", "FLW-BANK-17"), recast("FINISHED", "EXCEPTION")},
	{"demo-data-poor", "acin-demo-data has ten transactions.", breaks("FLW-BANK-02"),
		entering([]op{listTrans}, func(_ *call, items []object) []object { return items[:min(10, len(items))] })},
	{"demo-data-nameless", "The counter parties of transactions have no name.", breaks("FLW-BANK-02"),
		entering([]op{listTrans}, every(func(e object) { e.forget("counter_party.holder_name") }))},
	{"wrong-credentials-finish", "A flow that failed is FINISHED.", breaks("FLW-BANK-03", "FLW-BANK-05", "FLW-BANK-08", "FLW-BANK-11", "WFL-26"), recast("EXCEPTION", "FINISHED")},
	{"wrong-credentials-abort", "A flow that failed is ABORTED.", breaks("FLW-BANK-03", "FLW-BANK-05", "FLW-BANK-11"), recast("EXCEPTION", "ABORTED")},
	{"waiting-form-fails", "A form that is shown again ends the flow.", breaks("FLW-BANK-04", "FLW-BANK-10"), recast("CONSUMER_INPUT_NEEDED", "EXCEPTION")},
	{"slow-at-once", "A slow bank is through at once.", breaks("FLW-BANK-07", "FLW-BANK-09"), recast("PROCESSING", "FINISHED")},
	{"processing-for-ever", "A flow that is PROCESSING once stays so.", breaks("FLW-BANK-09", "FLW-BANK-10"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				if c.op != getFlow || !a.ok() {
					return a
				}
				if a.doc().object("data").text("state") == "PROCESSING" {
					d.write(c, "stuck "+c.flow(), a.copy())
				}
				if stuck := d.copied(c, "stuck "+c.flow()); stuck != nil {
					return stuck
				}
				return a
			}
		})},
	{"every-address-taken", "Any PSU IP address is taken.", breaks("FLW-BANK-08"),
		rewording([]op{putSession}, func(_ *call, body object) {
			if psu := body.object("psu"); psu != nil {
				psu["ip_address"] = "203.0.113.7"
			}
		})},
	{"every-category-technical", "Every error is TECHNICAL.", breaks("FLW-BANK-06", "FLW-GET-08", "FLW-BANK-14"), told([]op{getFlow}, inError(func(string) string { return "TECHNICAL" }))},
	{"giving-up-is-an-error", "A consumer who gives up leaves an error.", breaks("FLW-BANK-13"),
		told([]op{getFlow}, func(_ *call, data object) {
			if data.text("state") == "ABORTED" {
				data["error"] = object{"code": "USER.ABORTED", "message": "The consumer gave up."}
			}
		})},
	{"giving-up-is-exception", "A consumer who gives up ends the flow in an EXCEPTION.", breaks("FLW-BANK-13"), recast("ABORTED", "EXCEPTION")},
	{"countries-are-germany", "Every bank is in Germany.", breaks("FLW-BANK-15"),
		told([]op{getSession}, func(_ *call, data object) {
			if bank := data.object("bank"); bank != nil {
				bank["country_code"] = "DE"
			}
		})},
	{"country-banks-know-keywords", "A country's bank that was to be had fails.", breaks("FLW-BANK-15", "FLW-BANK-17"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				if c.op != getFlow || a.doc().object("data").text("state") != "FINISHED" {
					return a
				}
				session := good(c.to(http.MethodGet, sessionPath(c), nil)).doc().object("data")
				if country := session.object("bank").text("country_code"); country != "" && country != "DE" {
					a.become(http.StatusOK, object{"data": object{"state": "EXCEPTION", "error": object{"code": "USER.ACCESS_DENIED", "message": "No."}}})
				}
				return a
			}
		})},
	{"fallback-stores-consents", "A bank that is used without PSD2 has consents.", breaks("FLW-BANK-16", "WFL-26"),
		rewording([]op{putSession}, func(_ *call, body object) { delete(body, "aspsp_access") })},
	{"generated-accounts-nameless", "Generated accounts have no number.", breaks("FLW-BANK-17"),
		listing([]op{listAccounts}, "accounts", every(func(a object) {
			if strings.HasPrefix(a.text("alias"), "Generated Account") {
				a["alias"] = "Generated Account"
			}
		}))},
	{"empty-customer-has-account", "A customer without accounts has one.", breaks("FLW-BANK-18"),
		told([]op{getFlow}, func(_ *call, data object) {
			if result := data.object("result"); result != nil && len(result.texts("insights_account_ids")) == 0 {
				result["insights_account_ids"] = []any{"c9a87c48-c5c7-404c-ace8-f287e298c4cc"}
			} else if data.text("state") == "EXCEPTION" {
				data["result"] = object{"type": "insights_refresh", "insights_account_ids": []any{"c9a87c48-c5c7-404c-ace8-f287e298c4cc"}}
			}
		})},
	{"script-header-ignored", "A script that is named in a header is ignored.", breaks("FLW-SEL-01"),
		func(good bank) bank {
			return func(c *call) *answer {
				if slices.Contains(starts, c.op) {
					c = c.set(script, "")
				}
				return good(c)
			}
		}},
}
