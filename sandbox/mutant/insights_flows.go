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
	{"flow-never-finished", "A flow that is FINISHED is PROCESSING for ever.", breaks("WFL-07", "WFL-08", "WFL-24", "WFL-34"), recast("FINISHED", "PROCESSING")},
	{"consumer-not-named", "The result of a flow does not name the consumer.", breaks("WFL-08", "WFL-25", "WFL-36"),
		told([]op{getFlow}, func(_ *call, data object) { data.forget("result.insights_consumer_id") })},
	{"accounts-not-named", "The result of a flow does not name the accounts.", breaks("API-BODY-01"),
		told([]op{getFlow}, func(_ *call, data object) { data.forget("result.insights_account_ids") })},
	{"accounts-named-otherwise", "When it is looked at again, the result of a flow names another account.", breaks("FLW-GET-03"),
		remembering(func(good bank, d *diary) bank {
			return told([]op{getFlow}, func(c *call, data object) {
				if result := data.object("result"); result != nil && d.count(c, "results of "+c.flow()) > 1 {
					result["insights_account_ids"] = []any{"c9a87c48-c5c7-404c-ace8-f287e298c4cc"}
				}
			})(good)
		})},
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
	{"acquired-data-not-reported", "Of data that came from a bank there is no report.", breaks("WFL-01", "WFL-02", "WFL-09", "WFL-10"), bankless(reportOps)},
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
	{"flow-days-beside-frame", "refresh_days beside a frame are taken.", breaks("FLW-PUT-08"), overlooking([]op{startInsights}, "from_date", "to_date")},
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
