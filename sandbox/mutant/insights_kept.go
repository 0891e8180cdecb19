package mutant

import (
	"net/http"
	"slices"
)

// insightsKept is lies about labels, about what was deleted, and about what has
// expired.
var insightsKept = []defect{
	{"label-upsert-does-nothing", "Adding labels to transactions does nothing.", breaks("STG-LBL-01"), silent([]op{labelTrans}, always, http.StatusOK, "{}")},
	{"label-upsert-answers-data", "Adding labels is answered with data.", breaks("STG-LBL-01"),
		alter(done(labelTrans), func(_ *call, a *answer) { a.become(http.StatusOK, object{"labels": 1}) })},
	{"long-labels-cut", "Labels that are too long are cut.", breaks("STG-LBL-02"), lenient([]op{labelTrans, labelAccount, newTrans, newAccount}, shortLabels)},
	{"long-labels-refused", "A label's value of 1,024 characters is refused.", breaks("STG-LBL-02"),
		strict([]op{labelTrans}, func(body object) bool {
			for name := range body.object("labels") {
				if len(body.object("labels").text(name)) >= 1024 || len(name) >= 128 {
					return true
				}
			}
			return false
		})},
	{"label-delete-does-nothing", "Deleting labels of transactions does nothing.", breaks("STG-LBL-03"), silent([]op{bareTrans}, always, http.StatusOK, "{}")},
	{"label-delete-deletes-all", "Deleting a label of a transaction deletes them all.", breaks("STG-LBL-03"), labelsGone(bareTrans, listTrans, "transactions", "insights_transaction_id")},
	{"account-label-delete-does-nothing", "Deleting labels of accounts does nothing.", breaks("STG-LBL-04"), silent([]op{bareAccount}, always, http.StatusOK, "{}")},
	{"account-label-delete-deletes-all", "Deleting a label of an account deletes them all.", breaks("STG-LBL-04"), labelsGone(bareAccount, listAccounts, "accounts", "insights_account_id")},
	{"account-labels-not-added", "Adding labels to accounts does nothing.", breaks("STG-LBL-05"), silent([]op{labelAccount}, always, http.StatusOK, "{}")},
	{"labels-of-nothing", "Labels of what there is not are taken.", breaks("STG-LBL-06"),
		alter(turned([]op{labelTrans, labelAccount, bareTrans, bareAccount}, http.StatusNotFound), func(_ *call, a *answer) { a.become(http.StatusOK, object{}) })},

	{"deleted-transactions-served", "Deleting transactions does nothing.", breaks("STG-DEL-01"), silent([]op{dropTrans}, complete, http.StatusOK, "")},
	{"one-deleted-transaction-stays", "Of several transactions that are deleted one stays.", breaks("STG-DEL-01"),
		rewording([]op{dropTrans}, func(_ *call, body object) {
			if ids := body.texts("insights_transaction_ids"); len(ids) > 0 {
				body["insights_transaction_ids"] = ids[:len(ids)-1]
			}
		})},
	{"deleted-accounts-served", "Deleting accounts does nothing.", breaks("STG-DEL-02"), silent([]op{dropAccounts}, complete, http.StatusOK, "")},
	{"account-delete-deletes-all", "Deleting an account deletes the consumer.", breaks("STG-DEL-02"),
		func(good bank) bank {
			return func(c *call) *answer {
				a := good(c)
				if c.op == dropAccounts && a.ok() {
					good(c.about("storage/consumers/delete"))
				}
				return a
			}
		}},
	{"deleted-consumer-served", "Deleting a consumer does nothing.", breaks("STG-DEL-03"), silent([]op{dropConsumer}, complete, http.StatusOK, "")},
	{"delete-of-nobody", "Deleting what there is not is answered as if it were done.", breaks("STG-DEL-04"),
		alter(turned(deletes, http.StatusNotFound), func(_ *call, a *answer) { a.become(http.StatusOK, nil) })},
	{"delete-of-anything", "A delete without what it requires is answered as if it were done.", breaks("STG-DEL-05"),
		alter(turned(deletes, http.StatusBadRequest), func(_ *call, a *answer) { a.become(http.StatusOK, nil) })},

	{"expired-data-served", "Data past their retention are served.", breaks("STG-RET-01", "STG-RET-02", "FLW-PUT-15", "RFS-PUT-10"), preserved},
	{"retention-halved", "Data are kept half as long as was asked for.", breaks("STG-RET-01"),
		rewording([]op{newAccount, newTrans, startInsights}, func(_ *call, body object) {
			if n := whole(body["data_retention_minutes"]); n > 1 {
				body["data_retention_minutes"] = n / 2
			}
		})},
	{"retention-ignored", "data_retention_minutes is ignored, and data are kept 10 minutes.", breaks("STG-RET-01"), ignoring([]op{newAccount, newTrans}, "data_retention_minutes")},
	{"retention-of-a-day", "Where no retention is said data are kept for a day.", breaks("STG-RET-02"), both(retained(newAccount, 1440), retained(newTrans, 1440))},
	{"transactions-outlive-retention", "Transactions are kept for a year whatever was said.", breaks("STG-RET-05"),
		rewording([]op{newTrans}, func(_ *call, body object) { body["data_retention_minutes"] = 525600 })},
	{"expired-consumer-400", "A consumer whose data have expired is answered 400.", breaks("STG-RET-03", "RPT-ALL-07"), alter(turned(lookOps, http.StatusNotFound), denying(http.StatusBadRequest, "BAD_REQUEST"))},
	{"refresh-renews-nothing", "A refresh is started with the shortest retention.", breaks("STG-RET-04"),
		rewording([]op{putRefresh}, func(_ *call, body object) { body["data_retention_minutes"] = 1 })},
}

// complete tells whether a delete says what it requires.
func complete(c *call) bool {
	body := c.doc()
	switch c.op {
	case dropTrans:
		return body["insights_consumer_id"] != nil && body["insights_account_id"] != nil && body["insights_transaction_ids"] != nil
	case dropAccounts:
		return body["insights_consumer_id"] != nil && body["insights_account_ids"] != nil
	}
	return body["insights_consumer_id"] != nil
}

// shortLabels cuts the labels of a request to what may be.
func shortLabels(_ *call, body object) {
	for _, holder := range append(body.list("transactions"), body, body.object("account")) {
		labels := holder.object("labels")
		for name, value := range labels {
			delete(labels, name)
			text, _ := value.(string)
			if name == "" {
				name = "label"
			}
			labels[name[:min(len(name), 128)]] = text[:min(len(text), 1024)]
		}
	}
}

// labelsGone shows no labels of anything once one of it was deleted.
func labelsGone(by, at op, member, id string) lie {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			a := good(c)
			if c.op == by && a.ok() {
				for _, one := range append(c.doc().texts("insights_transaction_ids"), c.doc().text("insights_account_id")) {
					d.write(c, "bare "+one, "yes")
				}
			}
			if doc := a.doc(); c.op == at && a.ok() && doc.object("data") != nil {
				for _, item := range doc.object("data").list(member) {
					if d.word(c, "bare "+item.text(id)) != "" {
						delete(item, "labels")
					}
				}
				a.tell(doc)
			}
			return a
		}
	})
}

// preserved shows what was last to be seen of a consumer that is gone, for the
// same request, unless the client had it deleted.
func preserved(good bank) bank {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			a, name := good(c), string(c.op)+" "+c.consumer()
			if !slices.Contains(lookOps, c.op) {
				return a
			}
			if before := d.copied(c, name); before != nil && (a.status == http.StatusNotFound || empty(a)) {
				return before
			}
			if a.ok() {
				d.write(c, name, a.copy())
			}
			return a
		}
	})(good)
}

// empty tells whether a list has nothing in it.
func empty(a *answer) bool {
	data := a.doc().object("data")
	for _, member := range []string{"transactions", "accounts"} {
		if list, there := data[member].([]any); there {
			return len(list) == 0
		}
	}
	return false
}
