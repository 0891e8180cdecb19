package mutant

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// The operations of Account Insights, by the names that the suite has for them.
const (
	putSession    op = "createSession"
	getSession    op = "getSession"
	closeSession  op = "closeSession"
	startAccounts op = "startAccountsFlow"
	startDetails  op = "startAccountDetailsFlow"
	startBalances op = "startBalancesFlow"
	startTrans    op = "startTransactionsFlow"
	startInsights op = "startInsightsRefreshFlow"
	getFlow       op = "getFlow"
	abortFlow     op = "abortFlow"
	getConsent    op = "getConsent"
	useAccounts   op = "useConsentAccounts"
	useDetails    op = "useConsentAccountDetails"
	useBalances   op = "useConsentBalances"
	useTrans      op = "useConsentTransactions"
	dropConsent   op = "deleteConsent"
	dropStored    op = "deleteStoredConsent"
	putRefresh    op = "startConsentRefresh"
	getRefresh    op = "getRefreshStatus"
	schedule      op = "scheduleAutorefresh"
	schedules     op = "listAutorefresh"
	unschedule    op = "unscheduleAutorefresh"
	newAccount    op = "createAccount"
	listAccounts  op = "listAccounts"
	editAccount   op = "updateAccount"
	dropAccounts  op = "deleteAccounts"
	labelAccount  op = "upsertAccountLabels"
	bareAccount   op = "deleteAccountLabels"
	newTrans      op = "createTransactions"
	editTrans     op = "updateTransactions"
	replaceTrans  op = "replaceTransactions"
	listTrans     op = "listTransactions"
	dropTrans     op = "deleteTransactions"
	labelTrans    op = "upsertTransactionLabels"
	bareTrans     op = "deleteTransactionLabels"
	dropConsumer  op = "deleteConsumer"
	infoReport    op = "createAccountInfoReport"
	balReport     op = "createBalancesReport"
	timeReport    op = "createBalanceOverTimeReport"
	transReport   op = "createCategorizationReport"
	groupReport   op = "createGroupByCategoryReport"
	spentReport   op = "createExpenseCategoryReport"
	againReport   op = "createRecurringTransactionsReport"
	manyReport    op = "createModularReport"
	getCategories op = "getCategories"
	readWizard    op = "readWizard"
	tellWizard    op = "answerWizard"
)

// insightsPaths says which path is which operation; a star is one segment. The
// first that fits is meant.
var insightsPaths = []struct {
	op           op
	method, path string
}{
	{putSession, "PUT", "/xs2a/v1/sessions"},
	{getSession, "GET", "/xs2a/v1/sessions/*"},
	{closeSession, "DELETE", "/xs2a/v1/sessions/*"},
	{startAccounts, "PUT", "/xs2a/v1/sessions/*/flows/accounts"},
	{startDetails, "PUT", "/xs2a/v1/sessions/*/flows/account-details"},
	{startBalances, "PUT", "/xs2a/v1/sessions/*/flows/balances"},
	{startTrans, "PUT", "/xs2a/v1/sessions/*/flows/transactions"},
	{startInsights, "PUT", "/xs2a/v1/sessions/*/flows/insights-refresh"},
	{getFlow, "GET", "/xs2a/v1/sessions/*/flows/*"},
	{abortFlow, "DELETE", "/xs2a/v1/sessions/*/flows/*"},
	{getConsent, "POST", "/xs2a/v1/sessions/*/consent/get"},
	{useAccounts, "POST", "/xs2a/v1/consents/*/accounts/get"},
	{useDetails, "POST", "/xs2a/v1/consents/*/account-details/get"},
	{useBalances, "POST", "/xs2a/v1/consents/*/balances/get"},
	{useTrans, "POST", "/xs2a/v1/consents/*/transactions/get"},
	{dropConsent, "DELETE", "/xs2a/v1/consents/*"},
	{dropStored, "POST", "/insights/v1/consents/delete"},
	{putRefresh, "PUT", "/insights/v1/consents/insights-refresh"},
	{getRefresh, "GET", "/insights/v1/consents/insights-refresh/*"},
	{schedule, "POST", "/insights/v1/autorefresh/schedule"},
	{schedules, "POST", "/insights/v1/autorefresh/list"},
	{unschedule, "POST", "/insights/v1/autorefresh/unschedule"},
	{unschedule, "POST", "/insights/v1/autorefresh/delete"},
	{newAccount, "POST", "/insights/v1/storage/accounts/create"},
	{listAccounts, "POST", "/insights/v1/storage/accounts/list"},
	{editAccount, "POST", "/insights/v1/storage/accounts/update"},
	{dropAccounts, "POST", "/insights/v1/storage/accounts/delete"},
	{labelAccount, "POST", "/insights/v1/storage/accounts/labels/upsert"},
	{bareAccount, "POST", "/insights/v1/storage/accounts/labels/delete"},
	{newTrans, "POST", "/insights/v1/storage/transactions/create"},
	{editTrans, "POST", "/insights/v1/storage/transactions/update"},
	{replaceTrans, "POST", "/insights/v1/storage/transactions/replace"},
	{listTrans, "POST", "/insights/v1/storage/transactions/list"},
	{dropTrans, "POST", "/insights/v1/storage/transactions/delete"},
	{labelTrans, "POST", "/insights/v1/storage/transactions/labels/upsert"},
	{bareTrans, "POST", "/insights/v1/storage/transactions/labels/delete"},
	{dropConsumer, "POST", "/insights/v1/storage/consumers/delete"},
	{infoReport, "POST", "/insights/v1/reports/account-info/create"},
	{balReport, "POST", "/insights/v1/reports/balances/create"},
	{timeReport, "POST", "/insights/v1/reports/balance-over-time/create"},
	{transReport, "POST", "/insights/v1/reports/categorization/create"},
	{groupReport, "POST", "/insights/v1/reports/groupy-by-category/create"},
	{groupReport, "POST", "/insights/v1/reports/group-by-category/create"},
	{spentReport, "POST", "/insights/v1/reports/expense-category/create"},
	{againReport, "POST", "/insights/v1/reports/recurring-transactions/create"},
	{manyReport, "POST", "/insights/v1/reports/create"},
	{getCategories, "POST", "/insights/v1/categories/get"},
	{readWizard, "GET", "/branded/xs2a/v1/wizard/*"},
	{tellWizard, "POST", "/branded/xs2a/v1/wizard/*"},
}

// Some operations that lies are told in together.
var (
	starts    = []op{startAccounts, startDetails, startBalances, startTrans, startInsights}
	uses      = []op{useAccounts, useDetails, useBalances, useTrans}
	overTime  = []op{timeReport, transReport, groupReport, spentReport, againReport}
	reportOps = append([]op{infoReport, balReport, manyReport}, overTime...)
	lookOps   = append([]op{listAccounts, listTrans}, reportOps...)
	commands  = []op{schedule, unschedule, newTrans, editTrans, replaceTrans, labelTrans, bareTrans, labelAccount, bareAccount, editAccount, dropStored}
	deletes   = []op{dropAccounts, dropTrans, dropConsumer}
)

// insights gives the operation of a path of Account Insights, or elsewhere.
func insights(method, path string) op {
	got := strings.Split(path, "/")
	for _, p := range insightsPaths {
		want := strings.Split(p.path, "/")
		if p.method == method && slices.EqualFunc(want, got, func(w, g string) bool { return w == g || w == "*" && g != "" }) {
			return p.op
		}
	}
	return elsewhere
}

// insightful matches all answers of Account Insights.
func insightful(c *call, _ *answer) bool {
	return strings.HasPrefix(c.path, "/xs2a/v1/") || strings.HasPrefix(c.path, "/insights/v1/")
}

// turned matches the refusals of some operations with one of some statuses.
func turned(ops []op, statuses ...int) match {
	return func(c *call, a *answer) bool {
		return slices.Contains(ops, c.op) && a.status >= 400 && (len(statuses) == 0 || slices.Contains(statuses, a.status))
	}
}

// asking matches the successes of some operations whose request is so.
func wished(ops []op, when func(body object) bool) match {
	return func(c *call, a *answer) bool { return slices.Contains(ops, c.op) && a.ok() && when(c.doc()) }
}

// denying makes the answer a well-formed refusal of Account Insights.
func denying(status int, word string) func(*call, *answer) {
	return func(_ *call, a *answer) { a.deny(status, word) }
}

func (a *answer) deny(status int, word string) {
	a.become(status, object{"error": object{"code": word, "message": "This aggregator does not take that."}})
}

// become makes the answer another one altogether.
func (a *answer) become(status int, doc object) {
	a.status, a.body = status, nil
	a.header.Del("Content-Type")
	if doc != nil {
		a.header.Set("Content-Type", "application/json")
		a.tell(doc)
	}
}

// told lies in data, in the successes of some operations.
func told(ops []op, edit func(c *call, data object)) lie {
	return document(done(ops...), func(c *call, doc object) {
		if data := doc.object("data"); data != nil {
			edit(c, data)
		}
	})
}

// lacking leaves members out of data.
func lacking(ops []op, members ...string) lie {
	return told(ops, func(_ *call, data object) {
		for _, m := range members {
			delete(data, m)
		}
	})
}

// listing lies about the objects in a list of data.
func listing(ops []op, member string, edit func(c *call, items []object) []object) lie {
	return told(ops, func(c *call, data object) {
		if _, there := data[member].([]any); there {
			data.fill(member, edit(c, data.list(member)))
		}
	})
}

// fill makes a member the list of some objects.
func (o object) fill(member string, items []object) {
	all := make([]any, len(items))
	for i, item := range items {
		all[i] = item
	}
	o[member] = all
}

// reporting lies in each report of an answer.
func reporting(ops []op, edit func(c *call, report object)) lie {
	return told(ops, func(c *call, data object) {
		for _, report := range data.list("reports") {
			edit(c, report)
		}
	})
}

// entering lies about the transactions of a list or of each report.
func entering(ops []op, edit func(c *call, items []object) []object) lie {
	return told(ops, func(c *call, data object) {
		for _, holder := range append(data.list("reports"), data) {
			if _, there := holder["transactions"].([]any); there {
				holder.fill("transactions", edit(c, holder.list("transactions")))
			}
		}
	})
}

// every edits one object after the other.
func every(edit func(object)) func(*call, []object) []object {
	return func(_ *call, items []object) []object {
		for _, item := range items {
			edit(item)
		}
		return items
	}
}

// rewording changes what is asked before the good bank hears it.
func rewording(ops []op, edit func(c *call, body object)) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			body := c.doc()
			if len(c.body) == 0 {
				body = object{}
			}
			if !slices.Contains(ops, c.op) || body == nil || len(c.body) > 0 && !json.Valid(bytes.TrimSpace(c.body)) {
				return good(c)
			}
			if edit(c, body); len(c.body) == 0 && len(body) == 0 {
				return good(c)
			}
			return good(c.with(body.bytes()).set("Content-Type", orJSON(c.Header.Get("Content-Type"))))
		}
	}
}

// orJSON is a media type, or JSON where there is none.
func orJSON(kind string) string {
	if kind == "" {
		return "application/json"
	}
	return kind
}

// ignoring does not hear some members of a request.
func ignoring(ops []op, members ...string) lie {
	return rewording(ops, func(_ *call, body object) {
		for _, m := range members {
			body.forget(m)
		}
	})
}

// forget takes a member away, which may be within others: pagination.size.
func (o object) forget(path string) {
	for {
		outer, inner, deeper := strings.Cut(path, ".")
		if !deeper {
			delete(o, outer)
			return
		}
		if o = o.object(outer); o == nil {
			return
		}
		path = inner
	}
}

// dig gives what is at a path, nil if nothing is.
func (o object) dig(path string) any {
	for {
		outer, inner, deeper := strings.Cut(path, ".")
		if !deeper {
			return o[outer]
		}
		if o = o.object(outer); o == nil {
			return nil
		}
		path = inner
	}
}

// lenient asks again, in other words, what the good bank refused.
func lenient(ops []op, edit func(c *call, body object)) lie {
	return instead(turned(ops, http.StatusBadRequest), func(c *call, _ *answer) *call {
		body := c.doc()
		if body == nil {
			return nil
		}
		edit(c, body)
		return c.with(body.bytes())
	})
}

// overlooking asks again without what the good bank refused.
func overlooking(ops []op, members ...string) lie {
	return lenient(ops, func(_ *call, body object) {
		for _, m := range members {
			body.forget(m)
		}
	})
}

// strict refuses what the good bank takes.
func strict(ops []op, when func(body object) bool) lie {
	return guarded(ops, func(c *call) bool { return when(c.doc()) }, http.StatusBadRequest, "VALIDATION_ERROR")
}

// guarded refuses some calls, and the good bank does not hear of them.
func guarded(ops []op, when func(c *call) bool, status int, word string) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			if slices.Contains(ops, c.op) && when(c) {
				a := &answer{header: http.Header{}}
				a.deny(status, word)
				return a
			}
			return good(c)
		}
	}
}

// silent keeps some calls from the good bank, and answers as if they were done.
func silent(ops []op, when func(c *call) bool, status int, body string) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			if !slices.Contains(ops, c.op) || !when(c) {
				return good(c)
			}
			a := &answer{status: status, header: http.Header{}, body: []byte(body)}
			if body != "" {
				a.header.Set("Content-Type", "application/json")
			}
			return a
		}
	}
}

func always(*call) bool { return true }

// A diary is what a mutant of Account Insights remembers, under names that are
// within a tenant. It is read and written through its methods only.
type diary struct {
	mu    sync.Mutex
	notes map[key]any
}

// remembering makes a lie that can keep notes.
func remembering(tell func(good bank, d *diary) bank) lie {
	return func(good bank) bank { return tell(good, &diary{notes: map[key]any{}}) }
}

// write keeps a note.
func (d *diary) write(c *call, name string, note any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.notes[c.key(name)] = note
}

// once keeps a note unless there is one, and gives the one that is kept.
func (d *diary) once(c *call, name string, note any) any {
	d.mu.Lock()
	defer d.mu.Unlock()
	if kept, there := d.notes[c.key(name)]; there {
		return kept
	}
	d.notes[c.key(name)] = note
	return note
}

// count counts how often it was called for a name, from 1.
func (d *diary) count(c *call, name string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	n, _ := d.notes[c.key(name)].(int)
	d.notes[c.key(name)] = n + 1
	return n + 1
}

// read gives a note, or nil.
func (d *diary) read(c *call, name string) any {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.notes[c.key(name)]
}

// word, copied and at give a note as what it is, zero if there is none.
func (d *diary) word(c *call, name string) string {
	s, _ := d.read(c, name).(string)
	return s
}

func (d *diary) copied(c *call, name string) *answer {
	if a, _ := d.read(c, name).(*answer); a != nil {
		return a.copy()
	}
	return nil
}

func (d *diary) at(c *call, name string) time.Time {
	t, _ := d.read(c, name).(time.Time)
	return t
}

// consumer gives the insights_consumer_id that a call is about, or "".
func (c *call) consumer() string { return c.doc().text("insights_consumer_id") }

// below gives a segment of the path, counted from 0 behind the tenant.
func (c *call) below(i int) string {
	parts := strings.Split(strings.TrimPrefix(c.path, "/"), "/")
	if i >= len(parts) {
		return ""
	}
	return parts[i]
}

// session and flow give the ids in the path of a call.
func (c *call) session() string { return c.below(3) }
func (c *call) flow() string    { return c.below(5) }

// whole gives a number of a document, 0 if there is none.
func whole(v any) int64 {
	n, _ := v.(json.Number)
	i, _ := n.Int64() // a fraction counts as nothing
	return i
}

// amount gives the minor units of an amount's object.
func (o object) amount(member string) int64 { return whole(o.object(member)["amount"]) }
