package insights

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

const (
	accounts     = "/insights/v1/storage/accounts/"
	transactions = "/insights/v1/storage/transactions/"
	someReports  = "/insights/v1/reports/"
	// What workflow 5 writes: the documented transactions, and a salary.
	anAccount = `{"insights_consumer_id":"anna","data_retention_minutes":1440,"account":{"insights_account_id":"giro","iban":"DE43000000005686751168",
		"alias":"Giro","bic":"TESTDE10XXX","bank_code":"88888888","holder_name":"Anna Muster","account_type":"DEFAULT","transfer_type":"FULL",
		"currency":"EUR","holder_address":{"country":"DE"},"labels":{"colour":"green"}}}`
	someTransactions = `{"insights_consumer_id":"anna","insights_account_id":"giro","data_retention_minutes":1440,"transactions":[
		{"insights_transaction_id":"t1","booking_date":"2026-11-02","reference":"xa0h0d0svlsyw0bap0boahuqxb HM online de, ref. 13676134",
		 "amount":{"amount":3895,"currency":"EUR"},"type":"DEBIT","method":"DIRECT_DEBIT","labels":{"key1":"value1","key2":"value2"},
		 "bank_references":{"unstructured":"u","structured":"s","end_to_end":"e"},"bank_transaction_code":{"code":"c","sub_code":"s","description":"d"},
		 "counter_party":{"iban":"DE06000000000023456789","account_number":"23456789","bic":"TESTDE20XXX","bank_code":"00000","holder_name":"HM online","holder_address":{"country":"DE"}}},
		{"insights_transaction_id":"t2","booking_date":"2026-10-30","value_date":"2026-10-31","reference":"Lohn Gehalt","amount":{"amount":250000},"type":"CREDIT"},
		{"insights_transaction_id":"t3","value_date":"2026-11-20","reference":"Apotheke","amount":{"amount":1250},"type":"DEBIT","state":"PENDING"}]}`
)

// provided is the API with what workflow 5 writes.
func provided(tb testing.TB) *testAPI {
	api := newTestAPI(tb)
	api.must(tb, http.StatusOK, "POST", accounts+"create", anAccount)
	api.must(tb, http.StatusOK, "POST", transactions+"create", someTransactions)
	return api
}

// Each body of storage and of reports that tells something, held against its
// golden file and its schema.
func TestStorageBodies(t *testing.T) {
	const who = `{"insights_consumer_id":"anna"`
	api := newTestAPI(t)
	for _, row := range []struct{ name, path, body, schema string }{
		{"create-account", accounts + "create", anAccount, "CreateAccountResponse"},
		{"create-transactions", transactions + "create", someTransactions, "EmptyResponse"},
		{"list-accounts", accounts + "list", who + `}`, "ListAccountsResponse"},
		{"list-transactions", transactions + "list", who + `,"order":[{"field":"AMOUNT","order":"DESC"}],"pagination":{"size":2,"offset":0}}`, "ListTransactionsResponse"},
		{"account-info", someReports + "account-info/create", who + `}`, "AccountInfoReportResponse"},
		{"balances", someReports + "balances/create", who + `,"required_data_availability":"NONE"}`, "BalancesReportResponse"},
		{"balance-over-time", someReports + "balance-over-time/create", who + `,"report_days":3}`, "BalanceOverTimeReportResponse"},
		{"categorization", someReports + "categorization/create", who + `,"combine_accounts":"ALL"}`, "CategorizationReportResponse"},
		{"group-by-category", someReports + "groupy-by-category/create", who + `,"split_by":"MONTH","from_date":"2026-10-01","to_date":"2026-11-30"}`, "GroupByCategoryReportResponse"},
		{"group-by-category", someReports + "group-by-category/create", who + `,"split_by":"MONTH","from_date":"2026-10-01","to_date":"2026-11-30"}`, "GroupByCategoryReportResponse"},
		{"expense-category", someReports + "expense-category/create", who + `}`, "ExpenseCategoryReportResponse"},
		{"recurring-transactions", someReports + "recurring-transactions/create", who + `}`, "RecurringTransactionsReportResponse"},
		{"modular", someReports + "create", who + `,"reports":[{"type":"ACCOUNT_INFOS"},{"type":"EXPENSE_CATEGORIES","options":{"report_days":30}}]}`, "ModularReportResponse"},
		{"update-account", accounts + "update", who + `,"account":{"insights_account_id":"giro","alias":"Haushalt"}}`, "EmptyResponse"},
		{"update-transactions", transactions + "update", who + `,"insights_account_id":"giro","transactions":[{"insights_transaction_id":"t3","state":"PROCESSED"}]}`, "EmptyResponse"},
		{"replace-transactions", transactions + "replace", who + `,"insights_account_id":"giro","transactions":[{"insights_transaction_id":"t2","amount":{"amount":1}}]}`, "EmptyResponse"},
		{"upsert-labels", transactions + "labels/upsert", who + `,"insights_account_id":"giro","insights_transaction_ids":["t1"],"labels":{"key2":"new"}}`, "EmptyResponse"},
		{"delete-labels", transactions + "labels/delete", who + `,"insights_account_id":"giro","insights_transaction_ids":["t1"],"label_keys":["key1"]}`, "EmptyResponse"},
		{"upsert-account-labels", accounts + "labels/upsert", who + `,"insights_account_id":"giro","labels":{"owner":"anna"}}`, "EmptyResponse"},
		{"delete-account-labels", accounts + "labels/delete", who + `,"insights_account_id":"giro","label_keys":["colour"]}`, "EmptyResponse"},
		{"list-accounts-changed", accounts + "list", who + `}`, "ListAccountsResponse"},
		{"list-transactions-changed", transactions + "list", who + `}`, "ListTransactionsResponse"},
	} {
		t.Run(row.name, func(t *testing.T) {
			mustMatch(t, row.name, row.schema, api.must(t, http.StatusOK, "POST", row.path, row.body).body)
		})
	}
}

// The list is package reports' own; what it has, and the ids that are documented
// (6.7), is told.
func TestCategories(t *testing.T) {
	e := newTestAPI(t).must(t, http.StatusOK, "POST", "/insights/v1/categories/get", "")
	mustKeep(t, "CategoriesResponse", e.body)
	var got data[[]categoryOut]
	if err := json.Unmarshal([]byte(e.body), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Data) != len(reports.Categories()) || len(got.Data) < 60 {
		t.Errorf("%d categories, want %d, which are 60 or more", len(got.Data), len(reports.Categories()))
	}
	if !slices.ContainsFunc(got.Data, func(c categoryOut) bool {
		return c.ID == "62ca48cb-949d-593c-9e5d-657b2c36cafc" && slices.Contains(c.Parents, "7a7e8a81-9447-533d-88a3-494d2ec14f09")
	}) {
		t.Error("no Health Insurance under Insurances")
	}
}
