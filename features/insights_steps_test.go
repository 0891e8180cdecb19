package features

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/cucumber/godog"
	messages "github.com/cucumber/messages/go/v21"
	"github.com/tidwall/gjson"
)

// insightsAnswer gives a World whose When was answered so.
func insightsAnswer(status int, body string) *World {
	e := &Exchange{Status: status, Request: Message{Method: http.MethodPost, URL: "http://bank.example/insights/v1/x"}, Response: Message{Body: []byte(body)}}
	return &World{Target: Target{Profile: ProfileInsights, BaseURL: "http://bank.example"}, memory: memory{answer: e}, exchanges: []*Exchange{e}}
}

// tableOf gives a table of steps, a row a line, cells between bars.
func tableOf(rows ...string) *godog.Table {
	t := &godog.Table{}
	for _, row := range rows {
		r := &messages.PickleTableRow{}
		for _, cell := range strings.Split(row, "|") {
			r.Cells = append(r.Cells, &messages.PickleTableCell{Value: strings.TrimSpace(cell)})
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

func TestWants(t *testing.T) {
	w := insightsAnswer(200, "{}")
	w.insights.consumer, w.insights.accounts = "c-1", []string{"a-1", "a-2"}
	now := time.Now().UTC().Format(time.DateOnly)
	for _, tt := range []struct {
		name, got, want string
		ok              bool
	}{
		{"a text", `"FINISHED"`, "FINISHED", true},
		{"another text", `"PROCESSING"`, "FINISHED", false},
		{"a number", `10`, "10", true},
		{"a number and a text of it", `"10"`, "10", false},
		{"no member", ``, "FINISHED", false},
		{"there", `{}`, "there", true},
		{"null is not there", `null`, "there", false},
		{"left out", ``, "left out", true},
		{"not left out", `1`, "left out", false},
		{"another", `"B"`, "not A", true},
		{"the same", `"A"`, "not A", false},
		{"none is not another", ``, "not A", false},
		{"one of some", `"B"`, "one of A, B or C", true},
		{"none of some", `"D"`, "one of A, B or C", false},
		{"one of or left out", ``, "one of 62 or left out", true},
		{"enough", `10`, "at least 10", true},
		{"as a number, not as a text", `9`, "at least 10", false},
		{"at most", `11`, "at most 10", false},
		{"between days", `"2026-02-10"`, "between 2026-02-01 and 2026-02-28", true},
		{"after the days", `"2026-03-01"`, "between 2026-02-01 and 2026-02-28", false},
		{"nothing is between", ``, "between 1 and 2", false},
		{"today", `"` + now + `"`, "today", true},
		{"not today", `"2020-01-01"`, "today", false},
		{"the consumer", `"c-1"`, "the consumer", true},
		{"another consumer", `"c-2"`, "the consumer", false},
		{"ids in another order", `["a-2","a-1"]`, "[the account, the other account]", true},
		{"an id too many", `["a-2","a-1","a-3"]`, "[the account, the other account]", false},
		{"an object", `{"b":2,"a":1}`, `{"a": 1, "b": 2}`, true},
		{"a member too many", `{"b":2,"a":1,"c":3}`, `{"a": 1, "b": 2}`, false},
		{"a UUID", `"d5e12345-6f7b-4b03-b018-6c158f0b281d"`, "a UUID", true},
		{"no UUID", `"d5e12345"`, "a UUID", false},
		{"an id", `"9h92js1pv4uogde8nphcfrovr3qc9krc"`, "an id of the API", true},
		{"an id in capitals", `"9H92JS1PV4UOGDE8NPHCFROVR3QC9KRC"`, "an id of the API", false},
		{"an amount", `{"amount":3895,"currency":"EUR"}`, "an amount", true},
		{"an amount with a point", `{"amount":38.95,"currency":"EUR"}`, "an amount", false},
		{"a time", `"2021-01-14T16:13:32.781175Z"`, "a time", true},
		{"a time without zone", `"2021-01-14T16:13:32"`, "a time", false},
		{"a category", `"USER.ACCESS_DENIED"`, "an error category", true},
		{"no category", `"OOPS"`, "an error category", false},
		{"a token", `"e30.eyJhdXRoX3VybCI6Imh0dHBzOi8vYXV0aC5leGFtcGxlL3cifQ.x"`, "a JWT with auth_url", true},
		{"an opaque token", `"abc"`, "a JWT with auth_url", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wanted, err := w.meets(t.Context(), gjson.Get(`{"v":`+orElse(tt.got, "0")+`}`, orElse(map[bool]string{true: "none"}[tt.got == ""], "v")), tt.want)
			if err != nil || (wanted == "") != tt.ok {
				t.Errorf("%s against %q: wanted %q, error %v; want it taken: %v", tt.got, tt.want, wanted, err, tt.ok)
			}
		})
	}
	if _, err := w.meets(t.Context(), gjson.Result{}, "the third account"); !errors.Is(err, ErrPrerequisite) {
		t.Errorf("an account that is not known: %v, want a prerequisite", err)
	}
}

func TestRequestsOfTables(t *testing.T) {
	w := insightsAnswer(200, "{}")
	w.insights.consumer = "c-1"
	call, err := insightsCallOf("has called Create Account")
	if err != nil {
		t.Fatal(err)
	}
	body := call.draft(w)
	err = w.setRows(t.Context(), body, tableOf("account.iban | DE06", "account.holder_address.country | DE", "data_retention_minutes | 10", "transactions.0.type | DEBIT", "insights_consumer_id | left out"))
	if got, want := string(body.bytes()), `{"account":{"holder_address":{"country":"DE"},"iban":"DE06"},"data_retention_minutes":10,"transactions":[{"type":"DEBIT"}]}`; err != nil || got != want {
		t.Errorf("got %s (%v), want %s", got, err, want)
	}
	if _, err := insightsCallOf("calls Create Acount"); err == nil || !strings.Contains(err.Error(), "calls Create Account") {
		t.Errorf("an unknown call: %v, want the nearest", err)
	}
}

func TestListsOfAnswers(t *testing.T) {
	const two = `{"data":{"transactions":[{"insights_transaction_id":"t1","type":"DEBIT","amount":{"amount":5}},{"insights_transaction_id":"t2","type":"DEBIT","amount":{"amount":10}}]}}`
	for _, tt := range []struct {
		name string
		do   func(*World, context.Context) error
		body string
		want string
	}{
		{"these ids", func(w *World, c context.Context) error { return w.answerLists(c, "t2 and t1", "") }, two, ""},
		{"another order", func(w *World, c context.Context) error { return w.answerLists(c, "t2 and t1", " in this order") }, two, "t2, t1"},
		{"one is missing", func(w *World, c context.Context) error { return w.answerLists(c, "t1, t2 and t3", "") }, two, "t3"},
		{"so many", func(w *World, c context.Context) error { return w.answerCounts(c, "", 2, "transactions") }, two, ""},
		{"too few", func(w *World, c context.Context) error { return w.answerCounts(c, "at least ", 3, "transactions") }, two, "at least 3"},
		{"every one", func(w *World, c context.Context) error { return w.everyIs(c, "every", "transaction", "type", "DEBIT") }, two, ""},
		{"not every one", func(w *World, c context.Context) error {
			return w.everyIs(c, "every", "transaction", "amount.amount", "5")
		}, two, "/transactions/1"},
		{"some", func(w *World, c context.Context) error {
			return w.everyIs(c, "some", "transaction", "amount.amount", "5")
		}, two, ""},
		{"not some", func(w *World, c context.Context) error { return w.everyIs(c, "some", "transaction", "type", "CREDIT") }, two, "CREDIT"},
		{"no", func(w *World, c context.Context) error { return w.everyIs(c, "no", "transaction", "type", "DEBIT") }, two, "no one DEBIT"},
		{"every one of none", func(w *World, c context.Context) error { return w.everyIs(c, "every", "transaction", "type", "DEBIT") }, `{"data":{"transactions":[]}}`, "some transactions"},
		{"up", func(w *World, c context.Context) error { return w.ordered(c, "transactions", "amount.amount", "") }, two, ""},
		{"not down", func(w *World, c context.Context) error {
			return w.ordered(c, "transactions", "amount.amount", "downwards")
		}, two, "in order"},
		{"all alike is no order", func(w *World, c context.Context) error { return w.ordered(c, "transactions", "type", "") }, two, "two values"},
		{"ids once", func(w *World, c context.Context) error {
			return w.onceEach(c, "insights_transaction_id", "transactions")
		}, two, ""},
		{"types twice", func(w *World, c context.Context) error { return w.onceEach(c, "type", "transactions") }, two, "DEBIT twice"},
	} {
		t.Run(tt.name, func(t *testing.T) { wantFinding(t, tt.do(insightsAnswer(200, tt.body), t.Context()), tt.want) })
	}
	w := insightsAnswer(200, `{"data":{"transactions":[]}}`)
	if err := w.answerListsNone(t.Context(), "transactions"); !errors.Is(err, ErrPrerequisite) {
		t.Errorf("an empty list that was never full: %v, want a prerequisite", err)
	}
}

func TestSumsOfReports(t *testing.T) {
	whole := insightsAnswer(200, `{"data":{"reports":[{"transactions":[
		{"type":"DEBIT","amount":{"amount":100},"categories":[{"id":"a"}]},{"type":"CREDIT","amount":{"amount":30},"categories":[{"id":"a"}]},
		{"type":"DEBIT","amount":{"amount":7},"categories":[{"id":"b"}]}]}]}}`).answer
	for _, tt := range []struct{ name, report, groups, want string }{
		{"they agree", "Group By Category", `{"id":"a","count":2,"sum":{"amount":-70}},{"id":"b","count":1,"sum":{"amount":-7}}`, ""},
		{"the other sign", "Group By Category", `{"id":"a","count":2,"sum":{"amount":70}},{"id":"b","count":1,"sum":{"amount":7}}`, ""},
		{"one sign each", "Group By Category", `{"id":"a","count":2,"sum":{"amount":70}},{"id":"b","count":1,"sum":{"amount":-7}}`, "category"},
		{"a sum is off", "Group By Category", `{"id":"a","count":2,"sum":{"amount":-71}},{"id":"b","count":1,"sum":{"amount":-7}}`, "category a"},
		{"a number is off", "Group By Category", `{"id":"a","count":2,"sum":{"amount":-70}},{"id":"b","count":2,"sum":{"amount":-7}}`, "category b"},
		{"one is missing", "Group By Category", `{"id":"a","count":2,"sum":{"amount":-70}}`, "category b"},
		{"one too many", "Group By Category", `{"id":"a","count":2,"sum":{"amount":-70}},{"id":"b","count":1,"sum":{"amount":-7}},{"id":"c","count":1,"sum":{"amount":1}}`, "category c"},
		{"expenses", "Expense Category", `{"id":"a","count":1,"sum":{"amount":100}},{"id":"b","count":1,"sum":{"amount":7}}`, ""},
		{"expenses with what was earned", "Expense Category", `{"id":"a","count":2,"sum":{"amount":70}},{"id":"b","count":1,"sum":{"amount":7}}`, "category a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := insightsAnswer(200, `{"data":{"reports":[{"categories":[`+tt.groups+`]}]}}`)
			w.insights.answers = map[string]*Exchange{"calls the Categorization report": whole, "calls the " + tt.report + " report": w.answer}
			wantFinding(t, w.addsUp(t.Context(), tt.report), tt.want)
		})
	}
}

func TestMonthsOfGroups(t *testing.T) {
	for _, tt := range []struct{ name, months, want string }{
		{"they add up", `{"count":1,"sum":{"amount":3}},{"count":2,"sum":{"amount":7}}`, ""},
		{"one is missing", `{"count":1,"sum":{"amount":3}}`, "months"},
		{"a sum is off", `{"count":1,"sum":{"amount":4}},{"count":2,"sum":{"amount":7}}`, "months"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := insightsAnswer(200, `{"data":{"reports":[{"categories":[{"id":"a","count":3,"sum":{"amount":10},"months":[`+tt.months+`]}]}]}}`)
			wantFinding(t, w.monthsAddUp(t.Context()), tt.want)
		})
	}
}

func TestRunsOfSchedules(t *testing.T) {
	at := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	runs := func(hours ...int) (all []ElapsedRefresh) {
		for _, h := range hours {
			all = append(all, ElapsedRefresh{At: at.Add(time.Duration(h) * time.Hour), Account: "a", State: "SUCCESS"})
		}
		return all
	}
	for _, tt := range []struct {
		name string
		runs []ElapsedRefresh
		want string
	}{
		{"every 8 hours", runs(8, 16, 24), ""},
		{"one was left out", runs(8, 24), "480 minutes"},
		{"one came twice", runs(8, 8, 16), "480 minutes"},
		{"not in due order", runs(16, 8), "due order"},
		{"one alone", runs(8), "two runs"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := insightsAnswer(200, "{}")
			w.insights.ran = Elapsed{Refreshes: tt.runs, Total: len(tt.runs)}
			wantFinding(t, w.runsSpaced(t.Context(), 480), tt.want)
		})
	}
	w := insightsAnswer(200, "{}")
	w.insights.ran = Elapsed{Total: 2}
	wantFinding(t, w.runsCounted(t.Context(), 3), "3 runs")
}

func TestErrorsHavePlaces(t *testing.T) {
	const body = `{"error":{"code":"VALIDATION_ERROR","message":"m","errors":[{"code":"REQUIRED","location":"account"},{"code":"TOO_LONG","location":"accounts.ibans[0]"}]}}`
	for _, tt := range []struct {
		name string
		do   func(*World, context.Context) error
		want string
	}{
		{"there", func(w *World, c context.Context) error { return w.errorIsAt(c, "account", "REQUIRED") }, ""},
		{"another code", func(w *World, c context.Context) error { return w.errorIsAt(c, "account", "TOO_LONG") }, "account TOO_LONG"},
		{"elsewhere", func(w *World, c context.Context) error { return w.errorIsAt(c, "account.iban", "") }, "account.iban"},
		{"all", func(w *World, c context.Context) error { return w.errorsAreAt(c, `"account" and "accounts.ibans[0]"`) }, ""},
		{"not all", func(w *World, c context.Context) error { return w.errorsAreAt(c, `"account" and "psu"`) }, "psu"},
		{"the status", func(w *World, c context.Context) error { return w.insightsRefusal(c, 400, "VALIDATION_ERROR") }, ""},
		{"another status", func(w *World, c context.Context) error { return w.insightsRefusal(c, 404, "VALIDATION_ERROR") }, "404"},
		{"another error code", func(w *World, c context.Context) error { return w.insightsRefusal(c, 400, "BAD_REQUEST") }, "BAD_REQUEST"},
	} {
		t.Run(tt.name, func(t *testing.T) { wantFinding(t, tt.do(insightsAnswer(400, body), t.Context()), tt.want) })
	}
}

// What a scenario knows is not learnt anew from the answer that it is held against.
func TestWhatIsKnownStays(t *testing.T) {
	var m insightsMemory
	answer := func(body string) *Exchange { return insightsAnswer(200, body).answer }
	m.learn("calls Create Account", answer(`{"data":{"insights_consumer_id":"c-1","insights_account_id":"a-1"}}`))
	m.learn("calls Flow-Information", answer(`{"data":{"state":"FINISHED","result":{"insights_consumer_id":"c-2","insights_account_ids":["a-2"]}}}`))
	if m.consumer != "c-1" {
		t.Errorf("the consumer is %s, want c-1 still", m.consumer)
	}
	m.learn("uses the consent for accounts", answer(`{"data":{"consent_token":"one"}}`))
	m.learn("uses the consent for accounts", answer(`{"data":{"consent_token":"two"}}`))
	if got := strings.Join(m.tokens, " "); got != "one two" {
		t.Errorf("the tokens are %q, want both in their order", got)
	}
}
