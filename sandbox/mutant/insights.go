package mutant

import (
	"encoding/json"
	"slices"
	"strings"
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

// ofInsights is the mutants of Account Insights. Each table lies about what its
// operations answer, and where that is told only by what is read later, elsewhere.
func ofInsights() (all []Mutant) {
	for _, table := range [][]defect{
		insightsTokens, insightsForms, insightsAnswers, insightsSessions, insightsFlows, insightsResults, insightsBanks, insightsConsents,
		insightsRefreshes, insightsSchedules, insightsStorage, insightsKept, insightsReports, insightsCategories, insightsMore,
	} {
		for _, d := range table {
			all = append(all, Mutant{ID: d.id, About: d.about, Profile: accountInsights, Breaks: d.breaks, Wrap: d.lie.wrap})
		}
	}
	return all
}
