package insights

import (
	"net/http"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// A Route is a method of a path, counted from the tenant's root. Op is what the
// journal calls it, which is the name that the suite has for it, too.
type Route struct {
	Method, Path, Op string
	serve            handler
}

const (
	sessionPath      = "/xs2a/v1/sessions/{session_id}"
	flowPath         = sessionPath + "/flows/{flow_id}"
	consentPath      = "/xs2a/v1/consents/{consent_id}"
	refreshPath      = "/insights/v1/consents/insights-refresh"
	autorefreshPath  = "/insights/v1/autorefresh"
	accountsPath     = "/insights/v1/storage/accounts"
	transactionsPath = "/insights/v1/storage/transactions"
	reportsPath      = "/insights/v1/reports"
)

var routes = []Route{
	takes(http.MethodPut, "/xs2a/v1/sessions", "createSession", "CreateSessionRequest", (*server).createSession),
	asks(http.MethodGet, sessionPath, "getSession", (*server).getSession),
	asks(http.MethodDelete, sessionPath, "closeSession", (*server).closeSession),

	startFlow(aggregator.AccountDetails, "AccountDetailsFlowRequest"),
	startFlow(aggregator.Accounts, "AccountsFlowRequest"),
	startFlow(aggregator.Balances, "BalancesFlowRequest"),
	startFlow(aggregator.Transactions, "TransactionsFlowRequest"),
	startFlow("transfer", "TransferFlowRequest"), // refused by the rules: no payments are made here
	startFlow(aggregator.InsightsRefresh, "InsightsRefreshFlowRequest"),
	asks(http.MethodGet, flowPath, "getFlow", (*server).getFlow),
	asks(http.MethodDelete, flowPath, "abortFlow", (*server).abortFlow),

	takes(http.MethodPost, sessionPath+"/consent/get", "getConsent", "ConsentTokenRequest", (*server).getConsent),
	useConsent(aggregator.AccountDetails),
	useConsent(aggregator.Accounts),
	useConsent(aggregator.Balances),
	useConsent(aggregator.Transactions),
	takes(http.MethodDelete, consentPath, "deleteConsent", "DeleteConsentRequest", (*server).deleteConsent),

	takes(http.MethodPut, refreshPath, "startConsentRefresh", "ConsentRefreshRequest", (*server).startRefresh),
	asks(http.MethodGet, refreshPath+"/{refresh_id}", "getRefreshStatus", (*server).getRefresh),
	takes(http.MethodPost, "/insights/v1/consents/delete", "deleteStoredConsent", "DeleteStoredConsentRequest", (*server).deleteStored),
	takes(http.MethodPost, autorefreshPath+"/schedule", "scheduleAutorefresh", "AutorefreshScheduleRequest", (*server).schedule),
	takes(http.MethodPost, autorefreshPath+"/list", "listAutorefresh", "AutorefreshListRequest", (*server).listSchedules),
	takes(http.MethodPost, autorefreshPath+"/unschedule", "unscheduleAutorefresh", "AutorefreshUnscheduleRequest", (*server).unschedule),
	takes(http.MethodPost, autorefreshPath+"/delete", "unscheduleAutorefresh", "AutorefreshUnscheduleRequest", (*server).unschedule),

	takes(http.MethodPost, accountsPath+"/create", "createAccount", "CreateAccountRequest", (*server).createAccount),
	takes(http.MethodPost, accountsPath+"/update", "updateAccount", "UpdateAccountRequest", (*server).updateAccount),
	takes(http.MethodPost, accountsPath+"/list", "listAccounts", "ListAccountsRequest", (*server).listAccounts),
	takes(http.MethodPost, accountsPath+"/labels/upsert", "upsertAccountLabels", "UpsertAccountLabelsRequest", (*server).upsertAccountLabels),
	takes(http.MethodPost, accountsPath+"/labels/delete", "deleteAccountLabels", "DeleteAccountLabelsRequest", (*server).deleteAccountLabels),
	takes(http.MethodPost, accountsPath+"/delete", "deleteAccounts", "DeleteAccountsRequest", (*server).deleteAccounts),
	takes(http.MethodPost, transactionsPath+"/create", "createTransactions", "CreateTransactionsRequest", (*server).createTransactions),
	takes(http.MethodPost, transactionsPath+"/update", "updateTransactions", "UpdateTransactionsRequest", (*server).updateTransactions),
	takes(http.MethodPost, transactionsPath+"/replace", "replaceTransactions", "ReplaceTransactionsRequest", (*server).replaceTransactions),
	takes(http.MethodPost, transactionsPath+"/list", "listTransactions", "ListTransactionsRequest", (*server).listTransactions),
	takes(http.MethodPost, transactionsPath+"/labels/upsert", "upsertTransactionLabels", "UpsertLabelsRequest", (*server).upsertLabels),
	takes(http.MethodPost, transactionsPath+"/labels/delete", "deleteTransactionLabels", "DeleteLabelsRequest", (*server).deleteLabels),
	takes(http.MethodPost, transactionsPath+"/delete", "deleteTransactions", "DeleteTransactionsRequest", (*server).deleteTransactions),
	takes(http.MethodPost, "/insights/v1/storage/consumers/delete", "deleteConsumer", "DeleteConsumerRequest", (*server).deleteConsumer),

	report(reportsPath+"/account-info/create", "createAccountInfoReport", reports.AccountInfos),
	report(reportsPath+"/balances/create", "createBalancesReport", reports.BalancesNow),
	report(reportsPath+"/balance-over-time/create", "createBalanceOverTimeReport", reports.BalanceOverTime),
	report(reportsPath+"/categorization/create", "createCategorizationReport", reports.Categorization),
	report(reportsPath+"/groupy-by-category/create", "createGroupByCategoryReport", reports.GroupByCategory), // as the reference spells it
	report(reportsPath+"/group-by-category/create", "createGroupByCategoryReport", reports.GroupByCategory),  // as it means it, which is inferred
	report(reportsPath+"/expense-category/create", "createExpenseCategoryReport", reports.ExpenseCategories),
	report(reportsPath+"/recurring-transactions/create", "createRecurringTransactionsReport", reports.RecurringTransactions),
	takes(http.MethodPost, reportsPath+"/create", "createModularReport", "ModularReportRequest", (*server).createModularReport),
	takes(http.MethodPost, "/insights/v1/categories/get", "getCategories", "CategoriesRequest", (*server).getCategories),
}

// titled is a type of flow as the names of operations write it: AccountDetails for
// account-details.
func titled(t aggregator.FlowType) (name string) {
	for word := range strings.SplitSeq(string(t), "-") {
		name += strings.ToUpper(word[:1]) + word[1:]
	}
	return name
}
