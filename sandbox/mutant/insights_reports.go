package mutant

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// insightsReports is lies about reports.
var insightsReports = []defect{
	{"report-without-type", "A report does not name its type.", breaks("RPT-ALL-01", "API-BODY-01"), reporting(reportOps, func(_ *call, r object) { delete(r, "type") })},
	{"report-of-another-consumer", "A report names another consumer.", breaks("RPT-ALL-01"), reporting(reportOps, func(_ *call, r object) { r["insights_consumer_id"] = "somebody" })},
	{"report-without-refreshed-at", "A report does not say when its accounts were refreshed.", breaks("RPT-ALL-01", "API-BODY-01"), reporting(reportOps, func(_ *call, r object) { delete(r, "refreshed_at") })},
	{"report-of-first-account", "There is a report of the first account only.", breaks("RPT-ALL-02"),
		listing(reportOps, "reports", func(_ *call, items []object) []object { return items[:min(1, len(items))] })},
	{"report-accounts-ignored", "Reports are made of all accounts whatever is asked for.", breaks("RPT-ALL-03"), ignoring(reportOps, "insights_account_ids")},
	{"excluded-accounts-reported", "Reports are made of accounts that are excluded.", breaks("RPT-ALL-03"), ignoring(reportOps, "excluded_insights_account_ids")},
	{"included-and-excluded", "Accounts that are included and excluded at once are taken.", breaks("RPT-ALL-04"), overlooking(reportOps, "excluded_insights_account_ids")},
	{"report-days-ignored", "The report_days of a report are ignored.", breaks("RPT-ALL-05"), ignoring(overTime, "report_days")},
	{"report-frame-ignored", "The frame of a report is ignored.", breaks("RPT-ALL-05"), ignoring(overTime, "from_date", "to_date")},
	{"report-of-the-wrong-frame", "A report names a frame that it is not of.", breaks("RPT-ALL-05"),
		reporting(overTime, func(_ *call, r object) {
			if day, err := time.Parse(time.DateOnly, r.text("from_date")); err == nil {
				r["from_date"] = day.AddDate(0, 0, -1).Format(time.DateOnly)
			}
		})},
	{"report-last-day-left-out", "The last day of a report's frame is left out.", breaks("RPT-ALL-05"), shrunk(overTime, "to_date", -1)},
	{"report-of-30-days", "Where no frame is said a report is of 30 days.", breaks("RPT-ALL-05"),
		rewording(overTime, func(_ *call, body object) {
			if body["report_days"] == nil && body["from_date"] == nil && body["to_date"] == nil {
				body["report_days"] = 30
			}
		})},
	{"report-days-beside-frame", "report_days beside a frame are taken.", breaks("RPT-ALL-06"), overlooking(overTime, "from_date", "to_date")},
	{"report-of-nobody-empty", "A report of a consumer that there is not is empty.", breaks("RPT-ALL-07"),
		alter(turned(reportOps, http.StatusNotFound), func(_ *call, a *answer) {
			a.become(http.StatusOK, object{"data": object{"reports": []any{}}})
		})},
	{"never-combined", "Accounts are never combined.", breaks("RPT-ALL-08"), ignoring(reportOps, "combine_accounts")},
	{"sums-wrong", "The sum of each category is one too many.", breaks("RPT-ALL-09", "RPT-GRP-01", "RPT-EXP-01"), grouping([]op{groupReport, spentReport}, func(g object) { g.raise("sum", 1) })},
	{"expenses-without-cents", "The sums of expenses are rounded.", breaks("RPT-ALL-09", "RPT-EXP-01"), grouping([]op{spentReport}, func(g object) { g.raise("sum", 100-g.amount("sum")%100) })},
	{"any-report-frame", "A frame that ends before it starts is turned round.", breaks("RPT-ALL-10"),
		lenient(overTime, func(_ *call, body object) {
			if from, to := body.text("from_date"), body.text("to_date"); to != "" && to < from {
				body["from_date"], body["to_date"] = to, from
			}
		})},
	{"any-report-days", "A report of no days, or fewer, is made of as many as where none are said.", breaks("RPT-ALL-10"), overlooking(overTime, "report_days")},
	{"currencies-combined", "Accounts of different currencies are combined.", breaks("RPT-ALL-11"), overlooking(reportOps, "combine_accounts")},
	{"five-years-refused", "A report of more than 1,000 days is refused.", breaks("RPT-ALL-12"), strict(overTime, func(body object) bool { return whole(body["report_days"]) > 1000 })},
	{"reports-differ", "Each report of the same data has them in another order.", breaks("RPT-ALL-13"),
		remembering(func(good bank, d *diary) bank {
			return told(reportOps, func(c *call, data object) {
				if n := d.count(c, "reports"); n%2 == 0 {
					for _, r := range data.list("reports") {
						for _, member := range []string{"transactions", "categories", "balances"} {
							if _, there := r[member].([]any); there {
								items := r.list(member)
								slices.Reverse(items)
								r.fill(member, items)
							}
						}
						r["accounts_group_id"] = "another"
					}
				}
			})(good)
		})},
	{"info-without-iban", "Account Info does not tell the IBAN.", breaks("RPT-INFO-01"), reporting([]op{infoReport}, func(_ *call, r object) { delete(r, "iban") })},
	{"info-without-holder", "Account Info does not tell the holder.", breaks("RPT-INFO-01"), reporting([]op{infoReport}, func(_ *call, r object) { delete(r, "holder_name") })},
	{"oldest-is-newest", "Account Info names the newest transaction as the oldest.", breaks("RPT-INFO-02"),
		reporting([]op{infoReport}, func(_ *call, r object) { r["oldest_transaction_date"] = "2099-12-31" })},
	{"info-without-bank", "Account Info does not name the bank.", breaks("RPT-INFO-03"),
		reporting([]op{infoReport}, func(_ *call, r object) {
			for _, m := range []string{"bank_name", "bank_country", "bank_code", "country", "bank_krn"} {
				delete(r, m)
			}
		})},
	{"balance-missing", "Balances tells no balance.", breaks("RPT-BAL-01"), reporting([]op{balReport}, func(_ *call, r object) { delete(r, "balance") })},
	{"balance-off-by-one", "Balances tells a balance of one too many.", breaks("RPT-BOT-02"), reporting([]op{balReport}, func(_ *call, r object) { r.raise("balance", 1) })},
	{"balances-without-a-balance", "Balances is made where no balance can be had.", breaks("RPT-BAL-02"),
		lenient([]op{balReport}, func(_ *call, body object) { body["required_data_availability"] = "NONE" })},
	{"balances-always-need-one", "With NONE Balances is refused where no balance can be had.", breaks("RPT-BAL-03"), ignoring([]op{balReport}, "required_data_availability")},
	{"balance-day-missing", "Balance over time leaves out a day.", breaks("RPT-BOT-01"), overDays(func(all []object) []object { return slices.Delete(all, len(all)/2, len(all)/2+1) })},
	{"balance-days-newest-first", "Balance over time has the newest day first.", breaks("RPT-BOT-01"), overDays(func(all []object) []object { slices.Reverse(all); return all })},
	{"balance-over-time-flat", "Balance over time does not change.", breaks("RPT-BOT-02"),
		overDays(func(all []object) []object {
			for _, day := range all {
				day["balance"] = all[0]["balance"]
			}
			return all
		})},
	{"balance-over-time-off-at-the-end", "Balance over time ends with another balance.", breaks("RPT-BOT-02"),
		overDays(func(all []object) []object { all[len(all)-1].raise("balance", 100); return all })},
	{"categorization-loses-one", "Categorization loses a transaction.", breaks("RPT-CTG-01", "RPT-ALL-09", "RPT-CTG-02"),
		entering([]op{transReport}, func(_ *call, items []object) []object { return items[min(1, len(items)):] })},
	{"categorization-without-method", "Categorization does not tell the method.", breaks("RPT-CTG-01", "API-BODY-01"), entering([]op{transReport}, every(func(e object) { delete(e, "method") }))},
	{"size-ignored", "The size of a categorization is ignored.", breaks("RPT-CTG-02"), ignoring([]op{transReport}, "size")},
	{"offset-ignored", "The offset of a categorization is ignored.", breaks("RPT-CTG-02"), ignoring([]op{transReport}, "offset")},
	{"report-amounts-ignored", "max_amount and min_amount of a categorization are ignored.", breaks("RPT-CTG-03"), ignoring([]op{transReport}, "max_amount", "min_amount")},
	{"report-type-ignored", "transaction_type of a categorization is ignored.", breaks("RPT-CTG-03"), ignoring([]op{transReport}, "transaction_type")},
	{"zero-is-no-debit", "DEBIT_AND_ZERO leaves out what is zero.", breaks("RPT-CTG-03"),
		rewording([]op{transReport}, func(_ *call, body object) {
			if body.text("transaction_type") == "DEBIT_AND_ZERO" {
				body["transaction_type"] = "DEBIT"
			}
		})},
	{"report-states-ignored", "states of a categorization are ignored.", breaks("RPT-CTG-04"), ignoring([]op{transReport}, "states")},
	{"report-ids-ignored", "insights_transaction_ids of a categorization are ignored.", breaks("RPT-CTG-04"), ignoring([]op{transReport}, "insights_transaction_ids")},
	{"report-categories-ignored", "category_ids and brand_ids of a categorization are ignored.", breaks("RPT-CTG-04"), ignoring([]op{transReport}, "category_ids", "brand_ids")},
	{"report-labels-ignored", "labels of a categorization are ignored.", breaks("RPT-CTG-05"), ignoring([]op{transReport}, "labels")},
	{"excluded-labels-ignored", "excluded_labels of a categorization are ignored.", breaks("RPT-CTG-05"), ignoring([]op{transReport}, "excluded_labels")},
	{"report-order-ignored", "The order of a categorization is ignored.", breaks("RPT-CTG-06"), ignoring([]op{transReport}, "order")},
	{"descending-unless-said", "Where no direction is said a categorization is sorted down.", breaks("RPT-CTG-06"),
		rewording([]op{transReport}, func(_ *call, body object) {
			for _, o := range body.list("order") {
				if o["order"] == nil {
					o["order"] = "DESC"
				}
			}
		})},
	{"main-category-and-others", "With only_main_category a transaction has all its categories.", breaks("RPT-CTG-07"),
		entering([]op{transReport}, func(c *call, items []object) []object {
			for _, e := range items {
				if c.doc()["only_main_category"] == true {
					e.fill("categories", append(e.list("categories"), object{"id": "8f1f56e6-a312-454d-b0ee-e20350cb5c1c", "name": "Bank charges"}))
				}
			}
			return items
		})},
	{"availability-always-complete", "data_availability is always COMPLETE.", breaks("RPT-CTG-08"), reporting([]op{transReport}, func(_ *call, r object) { r["data_availability"] = "COMPLETE" })},
	{"availability-never-complete", "data_availability is never COMPLETE.", breaks("RPT-CTG-08"), reporting([]op{transReport}, func(_ *call, r object) { r["data_availability"] = "PARTIAL" })},
	{"availability-not-required", "required_data_availability of a categorization is ignored.", breaks("RPT-CTG-09"), overlooking([]op{transReport}, "required_data_availability")},
	{"given-categories-ignored", "category_ids that a client gave a transaction are ignored.", breaks("RPT-CTG-10"),
		rewording([]op{newTrans, editTrans, replaceTrans}, func(_ *call, body object) {
			for _, e := range body.list("transactions") {
				delete(e, "category_ids")
			}
		})},
	{"any-option", "Options of a report may have any value.", breaks("RPT-CTG-11"),
		overlooking(reportOps, "order", "states", "transaction_type", "required_data_availability", "combine_accounts", "size", "offset", "max_amount", "min_amount", "only_main_category", "split_by")},
	{"group-counts-wrong", "The number of transactions of a category is one too many.", breaks("RPT-GRP-01"), grouping([]op{groupReport}, func(g object) { g["count"] = whole(g["count"]) + 1 })},
	{"group-lost", "Group by category loses a category.", breaks("RPT-GRP-01", "RPT-ALL-09"),
		reporting([]op{groupReport}, func(_ *call, r object) {
			if all := r.list("categories"); len(all) > 0 {
				r.fill("categories", all[1:])
			}
		})},
	{"typo-spelling-only", "Group by category is at the misspelt path alone.", breaks("RPT-GRP-02"),
		guarded([]op{groupReport}, func(c *call) bool { return strings.Contains(c.path, "/group-by") }, http.StatusNotFound, "NOT_FOUND")},
	{"months-do-not-make-the-sum", "The months of a category do not make up its sum.", breaks("RPT-GRP-03"),
		grouping([]op{groupReport}, func(g object) {
			if months := g.list("months"); len(months) > 0 {
				g.fill("months", slices.DeleteFunc(months, func(m object) bool { return whole(m["count"]) > 0 }))
			}
		})},
	{"split-ignored", "split_by is ignored.", breaks("RPT-GRP-03"), ignoring([]op{groupReport}, "split_by")},
	{"group-amounts-ignored", "max_amount and min_amount of a group are ignored.", breaks("RPT-GRP-04"), ignoring([]op{groupReport}, "max_amount", "min_amount")},
	{"group-filters-ignored", "States, types, categories and labels of a group are ignored.", breaks("RPT-GRP-04"), ignoring([]op{groupReport}, "states", "transaction_type", "category_ids", "labels", "excluded_labels")},
	{"excluded-categories-told", "Categories that are excluded are told.", breaks("RPT-GRP-05"), ignoring([]op{groupReport, spentReport}, "excluded_categories")},
	{"income-is-spent", "Expense category tells income, too.", breaks("RPT-EXP-01"),
		func(good bank) bank {
			return func(c *call) *answer {
				return told([]op{spentReport}, func(c *call, data object) {
					withIncome(data, good(c.to(http.MethodPost, "/insights/v1/reports/group-by-category/create", c.body).set("Content-Type", "application/json")).doc().object("data"))
				})(good)(c)
			}
		}},
	{"nothing-recurs", "Nothing recurs.", breaks("RPT-REC-01", "API-BODY-03"), recurring(func([]object) []object { return []object{} })},
	{"all-recurs", "What recurs is told twice, and with it what does not.", breaks("RPT-REC-01"), recurring(func(all []object) []object {
		for _, one := range slices.Clone(all) {
			once := maps.Clone(one)
			once["counter_party"], once["reference"] = object{"holder_name": "Once and never again"}, "once"
			all = append(all, once)
		}
		return all
	})},
	{"modular-first-only", "The modular form makes the first report alone.", breaks("RPT-MOD-01"),
		rewording([]op{manyReport}, func(_ *call, body object) {
			if all := body.list("reports"); len(all) > 1 {
				body.fill("reports", all[:1])
			}
		})},
	{"modular-in-the-new-form", "The modular form is answered in the form of the others.", breaks("RPT-MOD-01", "API-BODY-01"),
		told([]op{manyReport}, func(_ *call, data object) { data["reports"] = data["accounts"]; delete(data, "accounts") })},
}

// raise adds to an amount.
func (o object) raise(member string, by int64) {
	if money := o.object(member); money != nil {
		money["amount"] = whole(money["amount"]) + by
	}
}

// withIncome adds to the reports of what was spent the groups of other reports of
// the same that stand for an income.
func withIncome(spent, grouped object) {
	all := grouped.list("reports")
	for i, r := range spent.list("reports") {
		if i >= len(all) {
			return
		}
		groups := r.list("categories")
		for _, g := range all[i].list("categories") {
			if g.amount("sum") > 0 {
				groups = append(groups, g)
			}
		}
		r.fill("categories", groups)
	}
}

// grouping lies in each category of each report.
func grouping(ops []op, edit func(g object)) lie {
	return reporting(ops, func(_ *call, r object) {
		for _, g := range r.list("categories") {
			edit(g)
		}
	})
}

// overDays lies about the days of Balance over time, where there are some.
func overDays(edit func(all []object) []object) lie {
	return reporting([]op{timeReport}, func(_ *call, r object) {
		if all := r.list("balances"); len(all) > 1 {
			r.fill("balances", edit(all))
		}
	})
}

// recurring lies about what recurs.
func recurring(edit func(all []object) []object) lie {
	return reporting([]op{againReport}, func(_ *call, r object) { r.fill("recurring_transactions", edit(r.list("recurring_transactions"))) })
}
