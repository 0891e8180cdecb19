package mutant

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
)

// insightsAnswers is lies about statuses, refusals and bodies.
var insightsAnswers = []defect{
	{"session-answers-200", "Creating a session is answered 200.", breaks("API-STATUS-01", "SES-PUT-01"), alter(done(putSession), answering(http.StatusOK))},
	{"flow-answers-200", "Starting a flow is answered 200.", breaks("API-STATUS-01", "FLW-PUT-01"), alter(done(starts...), answering(http.StatusOK))},
	{"consent-answers-201", "Fetching the consent token is answered 201.", breaks("API-STATUS-01"), alter(done(getConsent), answering(http.StatusCreated))},
	{"delete-answers-204", "Deleting stored data is answered 204.", breaks("API-STATUS-01", "API-BODY-04"), alter(done(deletes...), answering(http.StatusNoContent))},
	{"account-answers-201", "Creating an account is answered 201.", breaks("API-STATUS-02"), alter(done(newAccount), answering(http.StatusCreated))},
	{"refresh-answers-202", "Starting a refresh is answered 202.", breaks("API-STATUS-02", "RFS-PUT-01"), alter(done(putRefresh), answering(http.StatusAccepted))},
	{"delete-answers-empty-object", "Deleting stored data is answered with an empty object.", breaks("API-BODY-04"),
		alter(done(deletes...), func(_ *call, a *answer) { a.become(http.StatusOK, object{}) })},
	{"close-answers-object", "Closing a session is answered 204 no more, but with an empty object.", breaks("API-BODY-05", "SES-DEL-01"),
		alter(done(closeSession), func(_ *call, a *answer) { a.become(http.StatusOK, object{}) })},
	{"abort-answers-object", "Aborting a flow is answered with an empty object.", breaks("API-BODY-05", "FLW-DEL-01"),
		alter(done(abortFlow), func(_ *call, a *answer) { a.become(http.StatusOK, object{}) })},
	{"error-without-message", "Refusals have no message.", breaks("API-ERR-01"), erring(func(e object) { delete(e, "message") })},
	{"error-without-code", "Refusals have no code.", breaks("API-ERR-01"), erring(func(e object) { delete(e, "code") })},
	{"error-is-a-word", "Refusals have a word as their error.", breaks("API-ERR-01"),
		document(match(insightful).and(func(_ *call, a *answer) bool { return a.status >= 400 }), func(_ *call, doc object) {
			doc["error"] = doc.object("error").text("code")
		})},
	{"error-in-plain-text", "Refusals are plain text.", breaks("API-ERR-01", "API-CT-01"),
		alter(match(insightful).and(func(_ *call, a *answer) bool { return a.status >= 400 }), func(_ *call, a *answer) {
			a.body = []byte("no")
			a.header.Set("Content-Type", "text/plain")
		})},
	{"malformed-json-500", "A body of Account Insights that is not JSON is answered 500.", breaks("API-ERR-02"),
		alter(func(c *call, a *answer) bool {
			return insightful(c, a) && a.status == http.StatusBadRequest && !json.Valid(c.body)
		}, denying(http.StatusInternalServerError, "INTERNAL_SERVER_ERROR"))},
	{"invalid-request-500", "A request that is well formed and wrong is answered 500.", breaks("API-ERR-02"),
		alter(match(insightful).and(coded("VALIDATION_ERROR")), denying(http.StatusInternalServerError, "INTERNAL_SERVER_ERROR"))},
	{"error-without-location", "The errors of a validation do not say where.", breaks("API-ERR-03", "API-ERR-07"), detailing(func(e object) { delete(e, "location") })},
	{"error-with-own-code", "The errors of a validation have codes of the bank's own.", breaks("API-ERR-03"), detailing(func(e object) { e["code"] = "WRONG" })},
	{"location-as-pointer", "The location of an error is a JSON Pointer.", breaks("API-ERR-07"), detailing(func(e object) {
		e["location"] = "/" + strings.NewReplacer(".", "/", "[", "/", "]", "").Replace(e.text("location"))
	})},
	{"validation-called-bad-request", "A request that is well formed and wrong is refused with BAD_REQUEST.", breaks("API-ERR-04"),
		erring(func(e object) {
			if e.text("code") == "VALIDATION_ERROR" {
				e["code"] = "BAD_REQUEST"
			}
		})},
	{"validation-422", "A request that is well formed and wrong is refused with 422.", breaks("API-ERR-04"),
		alter(match(insightful).and(coded("VALIDATION_ERROR")), answering(http.StatusUnprocessableEntity))},
	{"insights-first-error-only", "Only the first error of a request is told.", breaks("API-ERR-05"),
		erring(func(e object) {
			if all := e.list("errors"); len(all) > 1 {
				e.fill("errors", all[:1])
			}
		})},
	{"malformed-json-validation", "A body that is not JSON is refused with VALIDATION_ERROR.", breaks("API-ERR-06"),
		erring(func(e object) {
			if e.text("code") == "BAD_REQUEST" {
				e["code"] = "VALIDATION_ERROR"
			}
		})},
	{"oversize-400", "A body that is too large is answered 400.", breaks("API-ERR-09"),
		alter(match(insightful).and(func(_ *call, a *answer) bool { return a.status == http.StatusRequestEntityTooLarge }), denying(http.StatusBadRequest, "BAD_REQUEST"))},
	{"not-found-400", "What there is not is answered 400.", breaks("API-ERR-08"), alter(match(insightful).and(coded("NOT_FOUND")), answering(http.StatusBadRequest))},
	{"wrong-type-ignored", "A member of the wrong JSON type is ignored.", breaks("API-JSON-02"),
		instead(match(insightful).and(coded("VALIDATION_ERROR")), func(c *call, a *answer) *call { return c.relieved(a) })},
	{"impossible-date-moved", "A date that is not in the calendar is taken for one that is.", breaks("API-JSON-03"),
		instead(match(insightful).and(coded("VALIDATION_ERROR")), func(c *call, _ *answer) *call {
			return c.with(impossible.ReplaceAll(c.body, []byte(`"${1}-28"`)))
		})},
	{"category-in-small-letters", "The category of a flow's error is in small letters.", breaks("API-CAT-01"),
		told([]op{getFlow}, inError(strings.ToLower))},
	{"category-of-its-own", "The category of a refresh's error is none of the six.", breaks("API-CAT-01"),
		told([]op{getFlow, getRefresh}, inError(func(string) string { return "FAILED" }))},
	{"consumer-told-all", "The consumer is told what is wrong inside.", breaks("API-CAT-02"),
		told([]op{readWizard, tellWizard}, func(_ *call, data object) {
			if e := data.object("result").object("error"); e != nil && !strings.Contains(e.text("category"), ".") {
				e["category"] = e.text("category") + ".INTERNAL"
			}
		})},
	{"session-without-short-id", "A session has no short id.", breaks("API-BODY-01", "SES-PUT-01"), lacking([]op{putSession}, "session_id_short")},
	{"entry-without-amount", "Transactions of a categorization have no amount.", breaks("API-BODY-01"), entering([]op{transReport}, every(func(e object) { delete(e, "amount") }))},
	{"categories-as-words", "The categories of a transaction are words.", breaks("API-BODY-01"), entering([]op{transReport}, every(func(e object) { e["categories"] = "food" }))},
	{"flow-state-done", "A flow that is FINISHED is called DONE.", breaks("API-BODY-02"),
		told([]op{getFlow}, func(_ *call, data object) {
			if data.text("state") == "FINISHED" {
				data["state"] = "DONE"
			}
		})},
	{"dates-turned-round", "Booking dates are written the German way.", breaks("API-BODY-02"),
		entering([]op{transReport}, every(func(e object) {
			if parts := strings.Split(e.text("booking_date"), "-"); len(parts) == 3 {
				e["booking_date"] = parts[2] + "." + parts[1] + "." + parts[0]
			}
		}))},
	{"types-in-small-letters", "The types of transactions are in small letters.", breaks("API-BODY-02"),
		entering([]op{transReport}, every(func(e object) { e["type"] = strings.ToLower(e.text("type")) }))},
	{"refresh-state-missing", "Refresh-Status has no state.", breaks("API-BODY-03"), lacking([]op{getRefresh}, "state")},
	{"ids-in-capitals", "Ids of sessions are written in capitals.", breaks("API-ID-01"),
		document(done(putSession), func(_ *call, doc object) {
			data := doc.object("data")
			data["session_id"] = strings.ToUpper(data.text("session_id"))
		})},
	{"consumer-id-has-to-be-uuid", "An insights_consumer_id that is no UUID is refused.", breaks("API-ID-02"),
		strict([]op{newAccount, startInsights}, func(body object) bool {
			id := body.text("insights_consumer_id")
			return id != "" && !uuidForm.MatchString(id)
		})},
	{"account-id-has-to-be-uuid", "An insights_account_id that is no UUID is refused.", breaks("API-ID-02"),
		strict([]op{newAccount}, func(body object) bool {
			id := body.object("account").text("insights_account_id")
			return id != "" && !uuidForm.MatchString(id)
		})},
	{"long-consumer-id-cut", "An insights_consumer_id that is too long is cut.", breaks("API-ID-05"),
		lenient(append([]op{newAccount, startInsights, putRefresh}, lookOps...), func(_ *call, body object) { body.shorten("insights_consumer_id") })},
	{"long-account-id-cut", "An insights_account_id that is too long is cut.", breaks("API-ID-03"),
		lenient([]op{newAccount, newTrans}, func(_ *call, body object) {
			body.shorten("insights_account_id")
			if account := body.object("account"); account != nil {
				account.shorten("insights_account_id")
			}
		})},
	{"long-transaction-id-cut", "An insights_transaction_id that is too long is cut.", breaks("API-ID-03"),
		lenient([]op{newTrans, editTrans, replaceTrans}, func(_ *call, body object) {
			for _, e := range body.list("transactions") {
				e.shorten("insights_transaction_id")
			}
		})},
	{"id-of-128-refused", "An id of an account of 128 characters is refused.", breaks("API-ID-03"),
		strict([]op{newAccount}, func(body object) bool { return len(body.object("account").text("insights_account_id")) >= 128 })},
	{"generated-ids-counted", "Ids that are generated for consumers are numbers.", breaks("API-ID-04"),
		remembering(func(good bank, d *diary) bank {
			return told([]op{newAccount}, func(c *call, data object) {
				if c.consumer() == "" {
					data["insights_consumer_id"] = "7"
				}
			})(good)
		})},
	{"debits-signed", "The amounts of debits have a minus.", breaks("API-AMT-01"),
		entering([]op{transReport, listTrans}, every(func(e object) {
			if amount := e.object("amount"); e.text("type") == "DEBIT" && amount != nil {
				amount["amount"] = -e.amount("amount")
			}
		}))},
	{"amounts-in-units", "Amounts are in whole units, with a point.", breaks("API-AMT-01"),
		entering([]op{transReport, listTrans}, every(func(e object) {
			if amount := e.object("amount"); amount != nil {
				amount["amount"] = float64(e.amount("amount"))/100 + 0.005
			}
		}))},
}

var (
	uuidForm   = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	impossible = regexp.MustCompile(`"(\d{4}-\d\d)-\d\d"`)
)

// shorten cuts a text that is longer than an id may be.
func (o object) shorten(member string) {
	if text := o.text(member); len(text) > 127 {
		o[member] = text[:127]
	}
}

// erring lies in the error of every refusal.
func erring(edit func(e object)) lie {
	return document(match(insightful).and(func(_ *call, a *answer) bool { return a.status >= 400 }), func(_ *call, doc object) {
		if e := doc.object("error"); e != nil {
			edit(e)
		}
	})
}

// detailing lies in each of the errors of a refusal.
func detailing(edit func(e object)) lie {
	return erring(func(e object) {
		for _, one := range e.list("errors") {
			edit(one)
		}
	})
}

// coded matches refusals with a code.
func coded(word string) match {
	return func(_ *call, a *answer) bool { return a.status >= 400 && a.doc().object("error").text("code") == word }
}

// inError changes the category of a flow's or a refresh's error.
func inError(edit func(string) string) func(*call, object) {
	return func(_ *call, data object) {
		if e := data.object("error"); e != nil {
			e["code"] = edit(e.text("code"))
		}
	}
}

// relieved is the call without the members that a refusal names, nil if it names
// none.
func (c *call) relieved(a *answer) *call {
	body, found := c.doc(), false
	for _, one := range a.doc().object("error").list("errors") {
		if at := one.text("location"); at != "" && body != nil && !strings.Contains(at, "[") {
			body.forget(at)
			found = true
		}
	}
	if !found {
		return nil
	}
	return c.with(body.bytes())
}
