package mutant

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// insightsStorage is lies about accounts and transactions in storage.
var insightsStorage = []defect{
	{"account-refused", "No account can be created.", breaks("WFL-41", "STG-ACC-01"), guarded([]op{newAccount}, always, http.StatusForbidden, "FORBIDDEN")},
	{"account-id-of-the-client-ignored", "The insights_account_id of a request is ignored.", breaks("STG-ACC-01"), ignoring([]op{newAccount}, "account.insights_account_id")},
	{"consumer-id-of-the-client-ignored", "The insights_consumer_id of a request is ignored.", breaks("STG-ACC-01", "STG-ACC-05", "WFL-43"), ignoring([]op{newAccount}, "insights_consumer_id")},
	{"account-without-consumer", "Creating an account does not name the consumer.", breaks("STG-ACC-01", "WFL-41"), lacking([]op{newAccount}, "insights_consumer_id")},
	{"account-without-holder", "An account's holder is lost.", breaks("STG-ACC-02"), ignoring([]op{newAccount}, "account.holder_name", "account.holder_address")},
	{"account-labels-lost", "The labels of an account are lost.", breaks("STG-ACC-02", "STG-LBL-05"), listing([]op{listAccounts}, "accounts", every(func(a object) { delete(a, "labels") }))},
	{"account-type-default", "Every account is of the type DEFAULT.", breaks("STG-ACC-02"), listing([]op{listAccounts}, "accounts", every(func(a object) { a["account_type"] = "DEFAULT" }))},
	{"currency-euro", "The currency of an account is EUR where it is not said.", breaks("STG-ACC-03"),
		rewording([]op{newAccount}, func(_ *call, body object) {
			if account := body.object("account"); account != nil && account["currency"] == nil {
				account["currency"] = "EUR"
			}
		})},
	{"any-account-type", "An account of any type and currency is taken.", breaks("STG-ACC-04"), overlooking([]op{newAccount}, "account.account_type", "account.transfer_type", "account.currency", "account.iban", "account.alias", "account.labels")},
	{"one-account-a-consumer", "Another account takes the place of the first.", breaks("STG-ACC-05"),
		listing([]op{listAccounts}, "accounts", func(_ *call, items []object) []object { return items[max(0, len(items)-1):] })},
	{"account-update-does-nothing", "Updating an account does nothing.", breaks("STG-ACC-06"), silent([]op{editAccount}, func(c *call) bool {
		return !strings.Contains(string(c.body), "never")
	}, http.StatusOK, "{}")},
	{"account-update-of-nobody", "Updating an account that there is not is answered as if it were done.", breaks("STG-ACC-06"),
		alter(turned([]op{editAccount}, http.StatusNotFound), func(_ *call, a *answer) { a.become(http.StatusOK, object{}) })},
	{"account-not-needed", "An account is created of a request without one.", breaks("STG-ACC-07"),
		lenient([]op{newAccount}, func(_ *call, body object) {
			if body["account"] == nil {
				body["account"] = object{}
			}
		})},
	{"refreshed-at-missing", "An account does not say when it was refreshed.", breaks("STG-LIST-01", "API-BODY-01"), listing([]op{listAccounts}, "accounts", every(func(a object) { delete(a, "refreshed_at") }))},
	{"page-of-100", "Where no size is said a page has 100 accounts.", breaks("STG-LIST-02"),
		rewording([]op{listAccounts}, func(_ *call, body object) {
			if body.dig("pagination.size") == nil {
				page := body.object("pagination")
				if page == nil {
					page = object{}
				}
				page["size"] = 100
				body["pagination"] = page
			}
		})},
	{"account-offset-ignored", "The offset of a list of accounts is ignored.", breaks("STG-LIST-02"), ignoring([]op{listAccounts}, "pagination.offset")},
	{"account-lost-between-pages", "A page of accounts has one less than it should.", breaks("STG-LIST-02"),
		listing([]op{listAccounts}, "accounts", func(_ *call, items []object) []object {
			if len(items) >= 10 {
				return items[:len(items)-1]
			}
			return items
		})},
	{"pagination-without-total", "A pagination does not tell the total.", breaks("STG-LIST-03"), told([]op{listAccounts, listTrans}, func(_ *call, data object) { data.forget("pagination.total") })},
	{"any-page", "A page of any size is taken.", breaks("STG-LIST-04"), overlooking([]op{listAccounts, listTrans}, "pagination")},

	{"transactions-refused", "No transactions can be created.", breaks("WFL-42", "STG-TRX-01"), guarded([]op{newTrans}, always, http.StatusForbidden, "FORBIDDEN")},
	{"transactions-not-stored", "Creating transactions is answered as if it were done, and does nothing.", breaks("WFL-42", "STG-TRX-01"),
		silent([]op{newTrans}, always, http.StatusOK, "{}")},
	{"stored-data-not-reported", "Of what was put into storage there is no report.", breaks("WFL-39", "WFL-40", "WFL-43"), storeless},
	{"reference-lost", "The reference of a transaction is lost.", breaks("STG-TRX-01"), entering([]op{listTrans}, every(func(e object) { delete(e, "reference") }))},
	{"counter-party-lost", "The counter party of a transaction is lost.", breaks("STG-TRX-01"), entering([]op{listTrans}, every(func(e object) { delete(e, "counter_party") }))},
	{"labels-lost", "The labels of transactions are lost.", breaks("STG-TRX-01", "STG-LBL-01"), entering([]op{listTrans}, every(func(e object) { delete(e, "labels") }))},
	{"credits-are-debits", "Every transaction is a DEBIT.", breaks("STG-TRX-01", "STG-TRX-04"), entering([]op{listTrans}, every(func(e object) { e["type"] = "DEBIT" }))},
	{"new-transaction-pending", "A transaction that does not say its state is PENDING.", breaks("STG-TRX-02"), defaulted("state", "PENDING")},
	{"undated-transaction-refused", "A transaction without a date is refused.", breaks("STG-TRX-02"),
		strict([]op{newTrans}, func(body object) bool {
			return slices.ContainsFunc(body.list("transactions"), func(e object) bool { return e["booking_date"] == nil && e["value_date"] == nil })
		})},
	{"generated-transaction-ids-alike", "Ids that are generated for transactions are all the same.", breaks("STG-TRX-03"),
		entering([]op{listTrans}, every(func(e object) {
			if uuidForm.MatchString(e.text("insights_transaction_id")) {
				e["insights_transaction_id"] = "generated"
			}
		}))},
	{"update-replaces", "An update takes away what it does not say.", breaks("STG-TRX-04"), redirected(editTrans, "update", "replace")},
	{"update-does-nothing", "An update does nothing.", breaks("STG-TRX-04", "STG-TRX-06"), silent([]op{editTrans}, named, http.StatusOK, "{}")},
	{"replacement-merges", "A replacement keeps what it does not say.", breaks("STG-TRX-05"), redirected(replaceTrans, "replace", "update")},
	{"first-change-wins", "Of two changes of a transaction in one request the first stays.", breaks("STG-TRX-06"),
		rewording([]op{editTrans, replaceTrans}, func(_ *call, body object) {
			items := body.list("transactions")
			slices.Reverse(items)
			body.fill("transactions", items)
		})},
	{"update-without-id", "An update or a replacement without an id is answered as if it were done.", breaks("STG-TRX-07"),
		alter(turned([]op{editTrans, replaceTrans}, http.StatusBadRequest), func(c *call, a *answer) {
			if !named(c) {
				a.become(http.StatusOK, object{})
			}
		})},
	{"transactions-of-no-account", "Transactions for an account that there is not are taken.", breaks("STG-TRX-08"),
		alter(turned([]op{newTrans}, http.StatusNotFound), func(_ *call, a *answer) { a.become(http.StatusOK, object{}) })},
	{"any-transaction", "Transactions of any form are taken.", breaks("STG-TRX-09", "STG-TRX-12"),
		alter(turned([]op{newTrans}, http.StatusBadRequest), func(_ *call, a *answer) { a.become(http.StatusOK, object{}) })},
	{"half-a-request-stored", "Of a request of which one transaction is wrong the others are stored.", breaks("STG-TRX-10"), piecemeal},
	{"any-number-of-transactions", "Any number of transactions in one call is taken.", breaks("STG-TRX-11"),
		alter(turned([]op{newTrans}, http.StatusBadRequest, http.StatusRequestEntityTooLarge), func(c *call, a *answer) {
			if len(c.body) > 100_000 {
				a.become(http.StatusOK, object{})
			}
		})},
	{"update-of-nothing", "Updating a transaction that there is not is answered as if it were done.", breaks("STG-TRX-13"),
		alter(turned([]op{editTrans, replaceTrans}, http.StatusNotFound), func(_ *call, a *answer) { a.become(http.StatusOK, object{}) })},

	{"list-days-ignored", "The days of a list are ignored.", breaks("STG-TRXL-01"), ignoring([]op{listTrans}, "days")},
	{"list-frame-open-at-the-end", "The last day of a list's frame is left out.", breaks("STG-TRXL-01"), shrunk([]op{listTrans}, "to_date", -1)},
	{"list-frame-open-at-the-start", "The first day of a list's frame is left out.", breaks("STG-TRXL-01"), shrunk([]op{listTrans}, "from_date", 1)},
	{"list-of-any-days", "Where no days are said all transactions are listed.", breaks("STG-TRXL-01"),
		rewording([]op{listTrans}, func(_ *call, body object) {
			if body["days"] == nil && body["from_date"] == nil && body["to_date"] == nil {
				body["days"] = 3000
			}
		})},
	{"list-accounts-ignored", "The accounts of a list are ignored.", breaks("STG-TRXL-02"), ignoring([]op{listTrans}, "insights_account_ids")},
	{"list-of-one-account", "Where no accounts are said one is listed.", breaks("STG-TRXL-02"),
		entering([]op{listTrans}, func(_ *call, items []object) []object {
			return slices.DeleteFunc(items, func(e object) bool { return e["insights_account_id"] != items[0]["insights_account_id"] })
		})},
	{"list-amounts-ignored", "max_amount and min_amount of a list are ignored.", breaks("STG-TRXL-03"), ignoring([]op{listTrans}, "max_amount", "min_amount")},
	{"list-type-ignored", "transaction_type of a list is ignored.", breaks("STG-TRXL-03"), ignoring([]op{listTrans}, "transaction_type")},
	{"list-states-ignored", "states of a list are ignored.", breaks("STG-TRXL-03"), ignoring([]op{listTrans}, "states")},
	{"list-categories-ignored", "category_ids and brand_ids of a list are ignored.", breaks("STG-TRXL-03"), ignoring([]op{listTrans}, "category_ids", "brand_ids")},
	{"list-bounds-left-out", "max_amount leaves out transactions of just that amount.", breaks("STG-TRXL-03"),
		rewording([]op{listTrans}, func(_ *call, body object) {
			if n := whole(body["max_amount"]); n > 0 {
				body["max_amount"] = n - 1
			}
		})},
	{"list-order-ignored", "The order of a list is ignored.", breaks("STG-TRXL-04"), ignoring([]op{listTrans}, "order")},
	{"list-order-reversed", "The order of a list is turned round.", breaks("STG-TRXL-04"),
		entering([]op{listTrans}, func(_ *call, items []object) []object { slices.Reverse(items); return items })},
	{"list-loses-one-a-page", "Each page of a list loses its last transaction.", breaks("STG-TRXL-05"),
		entering([]op{listTrans}, func(c *call, items []object) []object {
			if c.doc().dig("pagination.size") != nil && len(items) > 1 {
				return items[:len(items)-1]
			}
			return items
		})},
	{"list-repeats-one-a-page", "Each page of a list but the first repeats a transaction.", breaks("STG-TRXL-05"),
		rewording([]op{listTrans}, func(_ *call, body object) {
			if page := body.object("pagination"); page != nil && whole(page["offset"]) > 0 {
				page["offset"] = whole(page["offset"]) - 1
			}
		})},
	{"any-frame-listed", "A list of any frame is made.", breaks("STG-TRXL-06"), overlooking([]op{listTrans}, "days", "from_date", "to_date")},
}

// named tells whether every transaction of a request has an id.
func named(c *call) bool {
	for _, e := range c.doc().list("transactions") {
		if e.text("insights_transaction_id") == "" {
			return false
		}
	}
	return true
}

// defaulted says a member of new transactions where a request says none.
func defaulted(member string, value any) lie {
	return rewording([]op{newTrans}, func(_ *call, body object) {
		for _, e := range body.list("transactions") {
			if e[member] == nil {
				e[member] = value
			}
		}
	})
}

// redirected sends the calls of one command to another.
func redirected(what op, from, to string) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			if c.op != what || !named(c) {
				return good(c)
			}
			return good(c.to(c.Method, strings.Replace(c.path, "/"+from, "/"+to, 1), c.body).set("Content-Type", "application/json"))
		}
	}
}

// shrunk moves an end of a frame by some days.
func shrunk(ops []op, member string, by int) lie {
	return rewording(ops, func(_ *call, body object) {
		if day, err := time.Parse(time.DateOnly, body.text(member)); err == nil {
			body[member] = day.AddDate(0, 0, by).Format(time.DateOnly)
		}
	})
}

// storeless answers 404 where reports are asked for of a consumer who was put into
// storage.
func storeless(good bank) bank {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			a := good(c)
			if c.op == newAccount && a.ok() {
				d.write(c, "stored "+a.doc().object("data").text("insights_consumer_id"), "yes")
			}
			if slices.Contains(reportOps, c.op) && d.word(c, "stored "+c.consumer()) != "" {
				return refusal(http.StatusNotFound, "NOT_FOUND")
			}
			return a
		}
	})(good)
}

// piecemeal stores what is good of a request that is refused, and refuses it all
// the same.
func piecemeal(good bank) bank {
	return func(c *call) *answer {
		a := good(c)
		if c.op != newTrans || a.status != http.StatusBadRequest {
			return a
		}
		body := c.doc()
		for _, e := range body.list("transactions") {
			one := object{}
			for name, value := range body {
				one[name] = value
			}
			one.fill("transactions", []object{e})
			good(c.with(one.bytes()))
		}
		return a
	}
}
