package mutant

import (
	"slices"
	"strings"
)

// insightsMore is lies about single sentences of the reference's tables: members
// that one call alone has, lengths of ids, and whose data are whose.
var insightsMore = []defect{
	{"consumer-id-of-127-refused", "An insights_consumer_id of 127 characters is refused.", breaks("API-ID-05"),
		strict([]op{newAccount, startInsights}, func(body object) bool { return len(body.text("insights_consumer_id")) >= 127 })},
	{"transaction-id-of-128-refused", "An id of a transaction of 128 characters is refused.", breaks("API-ID-03"),
		strict([]op{newTrans}, func(body object) bool {
			return slices.ContainsFunc(body.list("transactions"), func(e object) bool { return len(e.text("insights_transaction_id")) >= 128 })
		})},
	{"consumers-of-a-client-are-one", "A report of any consumer is that of the client's first.", breaks("API-ISO-03"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				first := d.word(c, "first")
				if body := c.doc(); slices.Contains(lookOps, c.op) && first != "" && body != nil {
					body["insights_consumer_id"] = first
					return good(c.with(body.bytes()))
				}
				a := good(c)
				if c.op == newAccount && a.ok() {
					d.once(c, "first", a.doc().object("data").text("insights_consumer_id"))
				}
				return a
			}
		})},
	{"schedule-category-in-small-letters", "The category of a run that failed is in small letters.", breaks("API-CAT-03"),
		statuses(func(s object) {
			if word := s.text("last_refresh_error_category"); word != "" {
				s["last_refresh_error_category"] = strings.ToLower(word)
			}
		})},
	{"allowed-account-ids-ignored", "allowed_accounts.account_ids of a flow is ignored.", breaks("FLW-PUT-23"), ignoring([]op{startInsights}, "allowed_accounts.account_ids")},
	{"refresh-frame-ignored", "from_date and to_date of a refresh are ignored.", breaks("RFS-PUT-08"), ignoring([]op{putRefresh}, "from_date", "to_date")},
	{"supplied-consent-beside-stored-taken", "A consent that is supplied beside a stored one is taken.", breaks("RFS-PUT-12"),
		lenient([]op{putRefresh}, func(_ *call, body object) {
			if body.text("insights_consumer_id") != "" {
				body.forget("consent_id")
				body.forget("consent_token")
			}
		})},
	{"accounts-of-no-consumer", "A refresh selects accounts by their ids, whosoever's they are.", breaks("RFS-PUT-13"),
		lenient([]op{putRefresh}, func(_ *call, body object) {
			if body.text("insights_consumer_id") == "" {
				body.forget("accounts")
			}
		})},
	{"refresh-psu-ignored", "A refresh with the psu counts as one without.", breaks("RFS-PUT-14"), ignoring([]op{putRefresh}, "psu")},
	{"refresh-of-any-account-type", "allowed_accounts of a refresh is ignored.", breaks("RFS-PUT-15"), ignoring([]op{putRefresh}, "allowed_accounts")},
	{"category-tags-refused", "A transaction with category_tag_ids is refused.", breaks("STG-TRX-14"),
		strict([]op{newTrans}, func(body object) bool {
			return slices.ContainsFunc(body.list("transactions"), func(e object) bool { return e["category_tag_ids"] != nil })
		})},
	{"state-unknown-refused", "A list of transactions whose state is UNKNOWN is refused.", breaks("STG-TRXL-03", "RPT-CTG-04"),
		strict([]op{listTrans, transReport}, func(body object) bool {
			states, _ := body["states"].([]any)
			return slices.Contains(states, any("UNKNOWN"))
		})},
	{"schedule-of-14-days", "Where no days are said a run brings 14, and is told as if it brought 62.", breaks("AUT-PUT-08"),
		rewording([]op{schedule}, func(_ *call, body object) {
			if body["refresh_days"] == nil {
				body["refresh_days"] = 14
			}
		})},
	{"no-report-intended", "A schedule that does not say which reports is told to intend none.", breaks("AUT-PUT-08"),
		statuses(func(s object) { s["intended_insights"] = []any{} })},
	{"list-brands-ignored", "brand_ids of a list are ignored.", breaks("STG-TRXL-03"), ignoring([]op{listTrans}, "brand_ids")},
	{"list-by-name-unordered", "A list by CATEGORY or BRAND is in the order of the days.", breaks("STG-TRXL-04", "RPT-CTG-06"),
		rewording([]op{listTrans, transReport}, func(_ *call, body object) {
			if by := body.list("order"); len(by) == 1 && (by[0].text("field") == "CATEGORY" || by[0].text("field") == "BRAND") {
				by[0]["field"] = "DATE"
			}
		})},
}
