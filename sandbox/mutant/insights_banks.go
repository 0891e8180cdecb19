package mutant

import (
	"net/http"
	"slices"
	"strings"
)

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
	{"country-banks-fail", "Every login at the bank of another country than Germany fails.", breaks("FLW-BANK-15", "FLW-BANK-17"),
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
