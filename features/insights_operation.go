package features

import (
	"net/http"
	"strings"
)

// An insightsOp is an operation of Account Insights: how it is asked for, and what
// a good answer is like. Sections are those of the API's reference.
type insightsOp struct {
	op           Operation
	method, path string
	status       int    // of a good answer
	schema       string // of its body; "" if there is none
	open         what   // what of that the reference leaves open
}

// What of an operation's answer the reference leaves open, so that the suite had
// to decide: a bank that decides otherwise misses a SHOULD.
type what int

const (
	openStatus what = 1 << iota // the status
	openBody                    // the body, or that there is none
)

// emptyObject is the schema of what a command answers that has nothing to tell.
const emptyObject = "EmptyResponse"

const categoriesPath = "/insights/v1/categories/get"

// insightsOps are all operations that a client may ask for, in the order of the
// reference.
var insightsOps = []insightsOp{
	// sessions (2)
	{"createSession", http.MethodPut, "/xs2a/v1/sessions", 201, "SessionResponse", 0},
	{"getSession", http.MethodGet, "/xs2a/v1/sessions/{session_id}", 200, "GetSessionResponse", openStatus},
	{"closeSession", http.MethodDelete, "/xs2a/v1/sessions/{session_id}", 204, "", openStatus | openBody},
	// flows (3)
	{"startAccountsFlow", http.MethodPut, "/xs2a/v1/sessions/{session_id}/flows/accounts", 201, "FlowStartedResponse", 0},
	{"startAccountDetailsFlow", http.MethodPut, "/xs2a/v1/sessions/{session_id}/flows/account-details", 201, "FlowStartedResponse", 0},
	{"startBalancesFlow", http.MethodPut, "/xs2a/v1/sessions/{session_id}/flows/balances", 201, "FlowStartedResponse", 0},
	{"startTransactionsFlow", http.MethodPut, "/xs2a/v1/sessions/{session_id}/flows/transactions", 201, "FlowStartedResponse", 0},
	{"startTransferFlow", http.MethodPut, "/xs2a/v1/sessions/{session_id}/flows/transfer", 201, "FlowStartedResponse", 0},
	{"startInsightsRefreshFlow", http.MethodPut, "/xs2a/v1/sessions/{session_id}/flows/insights-refresh", 201, "FlowStartedResponse", 0},
	{"getFlow", http.MethodGet, "/xs2a/v1/sessions/{session_id}/flows/{flow_id}", 200, "FlowInformationResponse", openStatus},
	{"abortFlow", http.MethodDelete, "/xs2a/v1/sessions/{session_id}/flows/{flow_id}", 204, "", openStatus | openBody},
	// consents (5)
	{"getConsent", http.MethodPost, "/xs2a/v1/sessions/{session_id}/consent/get", 200, "ConsentTokenResponse", 0},
	{"useConsentAccounts", http.MethodPost, "/xs2a/v1/consents/{consent_id}/accounts/get", 200, "ConsentUseResponse", 0},
	{"useConsentAccountDetails", http.MethodPost, "/xs2a/v1/consents/{consent_id}/account-details/get", 200, "ConsentUseResponse", 0},
	{"useConsentBalances", http.MethodPost, "/xs2a/v1/consents/{consent_id}/balances/get", 200, "ConsentUseResponse", 0},
	{"useConsentTransactions", http.MethodPost, "/xs2a/v1/consents/{consent_id}/transactions/get", 200, "ConsentUseResponse", 0},
	{"deleteConsent", http.MethodDelete, "/xs2a/v1/consents/{consent_id}", 204, "", openStatus | openBody},
	{"deleteStoredConsent", http.MethodPost, "/insights/v1/consents/delete", 200, emptyObject, openStatus | openBody},
	{"startConsentRefresh", http.MethodPut, "/insights/v1/consents/insights-refresh", 201, "ConsentRefreshResponse", openStatus | openBody},
	{"getRefreshStatus", http.MethodGet, "/insights/v1/consents/insights-refresh/{refresh_id}", 200, "RefreshStatusResponse", openStatus | openBody},
	{"scheduleAutorefresh", http.MethodPost, "/insights/v1/autorefresh/schedule", 200, emptyObject, openStatus},
	{"listAutorefresh", http.MethodPost, "/insights/v1/autorefresh/list", 200, "AutorefreshListResponse", openStatus},
	{"unscheduleAutorefresh", http.MethodPost, "/insights/v1/autorefresh/unschedule", 200, emptyObject, openStatus | openBody},
	{"unscheduleAutorefresh", http.MethodPost, "/insights/v1/autorefresh/delete", 200, emptyObject, openStatus | openBody},
	// storage (6.1 to 6.3)
	{"createAccount", http.MethodPost, "/insights/v1/storage/accounts/create", 200, "CreateAccountResponse", openStatus | openBody},
	{"listAccounts", http.MethodPost, "/insights/v1/storage/accounts/list", 200, "ListAccountsResponse", openStatus},
	{"updateAccount", http.MethodPost, "/insights/v1/storage/accounts/update", 200, emptyObject, openStatus | openBody},
	{"deleteAccounts", http.MethodPost, "/insights/v1/storage/accounts/delete", 200, "", 0},
	{"upsertAccountLabels", http.MethodPost, "/insights/v1/storage/accounts/labels/upsert", 200, emptyObject, openStatus | openBody},
	{"deleteAccountLabels", http.MethodPost, "/insights/v1/storage/accounts/labels/delete", 200, emptyObject, openStatus},
	{"createTransactions", http.MethodPost, "/insights/v1/storage/transactions/create", 200, emptyObject, openStatus},
	{"updateTransactions", http.MethodPost, "/insights/v1/storage/transactions/update", 200, emptyObject, openStatus},
	{"replaceTransactions", http.MethodPost, "/insights/v1/storage/transactions/replace", 200, emptyObject, openStatus},
	{"listTransactions", http.MethodPost, "/insights/v1/storage/transactions/list", 200, "ListTransactionsResponse", openStatus | openBody},
	{"deleteTransactions", http.MethodPost, "/insights/v1/storage/transactions/delete", 200, "", 0},
	{"upsertTransactionLabels", http.MethodPost, "/insights/v1/storage/transactions/labels/upsert", 200, emptyObject, openStatus},
	{"deleteTransactionLabels", http.MethodPost, "/insights/v1/storage/transactions/labels/delete", 200, emptyObject, openStatus},
	{"deleteConsumer", http.MethodPost, "/insights/v1/storage/consumers/delete", 200, "", 0},
	// reports (6.6) and categories (6.7)
	{"createAccountInfoReport", http.MethodPost, "/insights/v1/reports/account-info/create", 200, "AccountInfoReportResponse", 0},
	{"createBalancesReport", http.MethodPost, "/insights/v1/reports/balances/create", 200, "BalancesReportResponse", 0},
	{"createBalanceOverTimeReport", http.MethodPost, "/insights/v1/reports/balance-over-time/create", 200, "BalanceOverTimeReportResponse", 0},
	{"createCategorizationReport", http.MethodPost, "/insights/v1/reports/categorization/create", 200, "CategorizationReportResponse", 0},
	{"createGroupByCategoryReport", http.MethodPost, "/insights/v1/reports/groupy-by-category/create", 200, "GroupByCategoryReportResponse", openBody},
	{"createGroupByCategoryReport", http.MethodPost, "/insights/v1/reports/group-by-category/create", 200, "GroupByCategoryReportResponse", openStatus | openBody},
	{"createExpenseCategoryReport", http.MethodPost, "/insights/v1/reports/expense-category/create", 200, "ExpenseCategoryReportResponse", 0},
	{"createRecurringTransactionsReport", http.MethodPost, "/insights/v1/reports/recurring-transactions/create", 200, "RecurringTransactionsReportResponse", openBody},
	{"createModularReport", http.MethodPost, "/insights/v1/reports/create", 200, "ModularReportResponse", 0},
	{"getCategories", http.MethodPost, categoriesPath, 200, "CategoriesResponse", 0},
	// what the consumer sees (4.2)
	{OpReadWizard, http.MethodGet, wizardPath, 200, "WizardResponse", openStatus | openBody},
	{OpAnswerWizard, http.MethodPost, wizardPath, 200, "WizardResponse", openStatus | openBody},
}

// The wizard, which speaks to the consumer.
const (
	OpReadWizard   Operation = "readWizard"
	OpAnswerWizard Operation = "answerWizard"
	wizardPath               = "/branded/xs2a/v1/wizard/{flow_id}"
)

// insightsOperation tells the operation of a request from its path below base_url.
func insightsOperation(method, path string) Operation {
	if found := insightsOpOf(method, path); found != nil {
		return found.op
	}
	if strings.HasPrefix(path, "/xs2a/v1/") || strings.HasPrefix(path, "/insights/v1/") {
		return OpOther
	}
	return OpElsewhere // the app's files, the demo, a bank's page
}

// insightsOpOf finds it in the table, whose first fitting row is meant.
func insightsOpOf(method, path string) *insightsOp {
	for i := range insightsOps {
		if o := &insightsOps[i]; o.method == method && fits(o.path, path) {
			return o
		}
	}
	return nil
}
