package insights

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Bad input, each row with all that is told of it: the code of the error, then code
// and location of each violation. A body in which ID stands is tried at an account
// that is there.
func TestBadInput(t *testing.T) {
	const who = `{"insights_consumer_id":"anna"`
	const giro = who + `,"insights_account_id":"giro"`
	long := strings.Repeat("x", 129)
	for _, row := range []struct {
		name, method, path, body string
		status                   int
		want                     string
	}{
		{"malformed", "PUT", sessions, `{"psu":{}`, 400, "BAD_REQUEST"},
		{"a comma too many", "PUT", sessions, `{"psu":{},}`, 400, "BAD_REQUEST"},
		{"a member named twice", "PUT", sessions, `{"psu":{},"psu":{}}`, 400, "BAD_REQUEST"},
		{"two values", "PUT", sessions, aSession + aSession, 400, "BAD_REQUEST"},
		{"not UTF-8", "PUT", sessions, "{\"language\":\"\xff\"}", 400, "BAD_REQUEST"},
		{"half a surrogate pair", "PUT", sessions, `{"language":"\ud800"}`, 400, "BAD_REQUEST"},
		{"too deep", "PUT", sessions, strings.Repeat(`[`, 200) + strings.Repeat(`]`, 200), 400, "BAD_REQUEST"},
		{"no object", "PUT", sessions, `[]`, 400, "VALIDATION_ERROR\nINVALID_FORMAT "},
		{"null", "PUT", sessions, `null`, 400, "VALIDATION_ERROR\nINVALID_FORMAT "},
		{"wrong types, all at once", "PUT", sessions, `{"psu":"me","language":7,"allowed_countries":"DE","consent_scope":{"lifetime":"90","transactions":{"ibans":[1]}}}`, 400,
			"VALIDATION_ERROR\nINVALID_FORMAT allowed_countries\nINVALID_FORMAT consent_scope.lifetime\nINVALID_FORMAT consent_scope.transactions.ibans[0]\nINVALID_FORMAT language\nINVALID_FORMAT psu"},
		{"in another case", "PUT", sessions, `{"PSU":{"user_agent":"a","ip_address":"b"}}`, 400, "VALIDATION_ERROR\nREQUIRED psu"},
		{"what the schema finds and what the rules find", "PUT", sessions, `{"selected_bank":{"bank_code":"99999999","country_code":"DE"},"language":"english"}`, 400,
			"VALIDATION_ERROR\nINVALID_FORMAT language\nREQUIRED psu\nINVALID_VALUE selected_bank.bank_code"},
		{"a bank that there is not", "PUT", sessions, `{"psu":{"user_agent":"a","ip_address":"b"},"selected_bank":{"bank_code":"99999999","country_code":"DE"}}`, 400,
			"VALIDATION_ERROR\nINVALID_VALUE selected_bank.bank_code"},
		{"an integer with a point", "PUT", sessions, `{"psu":{"user_agent":"a","ip_address":"b"},"consent_scope":{"lifetime":90.0}}`, 400, "VALIDATION_ERROR\nINVALID_FORMAT consent_scope.lifetime"},
		{"an integer with an exponent", "POST", someReports + "balance-over-time/create", who + `,"report_days":1e1}`, 400, "VALIDATION_ERROR\nINVALID_FORMAT report_days"},
		{"an impossible date", "POST", someReports + "categorization/create", who + `,"from_date":"2026-02-30","to_date":"2026-03-01"}`, 400, "VALIDATION_ERROR\nINVALID_FORMAT from_date"},
		{"a date with a time", "POST", someReports + "categorization/create", who + `,"from_date":"2026-02-03T00:00:00Z","to_date":"03.03.2026"}`, 400, "VALIDATION_ERROR\nINVALID_FORMAT from_date\nINVALID_FORMAT to_date"},
		{"report_days with from_date", "POST", someReports + "categorization/create", who + `,"report_days":30,"from_date":"2026-01-01"}`, 400, "VALIDATION_ERROR\nMUTUALLY_EXCLUSIVE report_days"},
		{"a frame with one end", "POST", someReports + "categorization/create", who + `,"from_date":"2026-01-01"}`, 400, "VALIDATION_ERROR\nREQUIRED to_date"},
		{"a frame that ends before it begins", "POST", someReports + "categorization/create", who + `,"from_date":"2026-01-02","to_date":"2026-01-01"}`, 400, "VALIDATION_ERROR\nINVALID_VALUE from_date"},
		{"no days", "POST", someReports + "categorization/create", who + `,"report_days":0}`, 400, "VALIDATION_ERROR\nINVALID_VALUE report_days"},
		{"accounts and excluded accounts", "POST", someReports + "balances/create", who + `,"insights_account_ids":["giro"],"excluded_insights_account_ids":["giro"]}`, 400, "VALIDATION_ERROR\nMUTUALLY_EXCLUSIVE excluded_insights_account_ids"},
		{"no balance to be had", "POST", someReports + "balances/create", who + `}`, 400, "VALIDATION_ERROR\nINVALID_VALUE required_data_availability"},
		{"words that are none", "POST", someReports + "categorization/create", who + `,"transaction_type":"BOTH","states":["PENDING","DONE"],"order":[{"field":"SIZE"}],"combine_accounts":"SOME"}`, 400,
			"VALIDATION_ERROR\nINVALID_VALUE combine_accounts\nINVALID_VALUE order[0].field\nINVALID_VALUE states[1]\nINVALID_VALUE transaction_type"},
		{"a consumer id of 128 characters", "POST", accounts + "list", `{"insights_consumer_id":"` + long[1:] + `"}`, 400, "VALIDATION_ERROR\nTOO_LONG insights_consumer_id"},
		{"account ids of 129 characters", "POST", someReports + "balances/create", who + `,"insights_account_ids":["giro","` + long + `"]}`, 400, "VALIDATION_ERROR\nTOO_LONG insights_account_ids[1]"},
		{"a transaction id of 129 characters", "POST", transactions + "create", giro + `,"transactions":[{},{"insights_transaction_id":"` + long + `"}]}`, 400, "VALIDATION_ERROR\nTOO_LONG transactions[1].insights_transaction_id"},
		{"no consumer", "POST", accounts + "list", `{"insights_consumer_id":""}`, 400, "VALIDATION_ERROR\nREQUIRED insights_consumer_id"},
		{"an unknown consumer", "POST", accounts + "list", `{"insights_consumer_id":"berta"}`, 404, "NOT_FOUND"},
		{"an unknown account", "POST", transactions + "create", who + `,"insights_account_id":"depot","transactions":[{}]}`, 404, "NOT_FOUND\nINVALID_VALUE insights_account_id"},
		{"an account that is there", "POST", accounts + "create", anAccount, 409, "CONFLICT\nINVALID_VALUE account.insights_account_id"},
		{"another currency", "POST", transactions + "create", giro + `,"transactions":[{"amount":{"amount":1,"currency":"EUR"}},{"amount":{"amount":1,"currency":"USD"}}]}`, 400, "VALIDATION_ERROR\nINVALID_VALUE transactions[1].amount.currency"},
		{"no currency", "POST", transactions + "create", giro + `,"transactions":[{"amount":{"amount":1,"currency":"euro"}}]}`, 400, "VALIDATION_ERROR\nINVALID_FORMAT transactions[0].amount.currency"},
		{"an amount over 64 bits", "POST", transactions + "create", giro + `,"transactions":[{"amount":{"amount":9223372036854775808}}]}`, 400, "VALIDATION_ERROR\nINVALID_VALUE transactions[0].amount.amount"},
		{"an amount beyond numbers", "POST", transactions + "create", giro + `,"transactions":[{"amount":{"amount":1e999999}}]}`, 400, "VALIDATION_ERROR\nINVALID_FORMAT transactions[0].amount.amount"},
		{"an amount with cents", "POST", transactions + "create", giro + `,"transactions":[{"amount":{"amount":38.95}}]}`, 400, "VALIDATION_ERROR\nINVALID_FORMAT transactions[0].amount.amount"},
		{"an amount below nothing", "POST", transactions + "create", giro + `,"transactions":[{"amount":{"amount":-1}}]}`, 400, "VALIDATION_ERROR\nINVALID_VALUE transactions[0].amount.amount"},
		{"a label's key too long", "POST", transactions + "labels/upsert", giro + `,"insights_transaction_ids":["t1"],"labels":{"` + long + `":"v"}}`, 400, `VALIDATION_ERROR` + "\n" + `TOO_LONG labels.` + long},
		{"a label without a key", "POST", transactions + "labels/upsert", giro + `,"insights_transaction_ids":["t1"],"labels":{"":"v"}}`, 400, `VALIDATION_ERROR` + "\n" + `INVALID_VALUE labels[""]`},
		{"a label's value too long", "POST", accounts + "labels/upsert", giro + `,"labels":{"k":"` + strings.Repeat("é", 1025) + `"}}`, 400, "VALIDATION_ERROR\nTOO_LONG labels.k"},
		{"a label that is no text", "POST", accounts + "labels/upsert", giro + `,"labels":{"k":null}}`, 400, "VALIDATION_ERROR\nINVALID_FORMAT labels.k"},
		{"no transactions", "POST", transactions + "create", giro + `,"transactions":[]}`, 400, "VALIDATION_ERROR\nINVALID_VALUE transactions"},
		{"too many transactions", "POST", transactions + "create", giro + `,"transactions":[` + strings.Repeat("{},", 10_000) + `{}]}`, 400, "VALIDATION_ERROR\nTOO_LONG transactions"},
		{"100,000 transactions", "POST", transactions + "create", giro + `,"transactions":[` + strings.Repeat("{},", 99_999) + `{}]}`, 400, "VALIDATION_ERROR\nTOO_LONG transactions"},
		{"100,000 transactions with something in them", "POST", transactions + "create", giro + `,"transactions":[` + strings.Repeat(`{"reference":"`+long+`"},`, 99_999) + `{}]}`, 413, "PAYLOAD_TOO_LARGE"},
		{"a page too large", "POST", accounts + "list", who + `,"pagination":{"size":1001,"offset":-1}}`, 400, "VALIDATION_ERROR\nINVALID_VALUE pagination.offset\nINVALID_VALUE pagination.size"},
		{"a retention of nothing", "POST", accounts + "create", `{"data_retention_minutes":0,"account":{}}`, 400, "VALIDATION_ERROR\nINVALID_VALUE data_retention_minutes"},
		{"an update without an id", "POST", transactions + "update", giro + `,"transactions":[{"reference":"r"}]}`, 400, "VALIDATION_ERROR\nREQUIRED transactions[0].insights_transaction_id"},
		{"an unknown transaction", "POST", transactions + "update", giro + `,"transactions":[{"insights_transaction_id":"t1"},{"insights_transaction_id":"t9"}]}`, 404, "NOT_FOUND\nINVALID_VALUE transactions[1].insights_transaction_id"},
		{"transactions, by schema and rules", "POST", transactions + "create", who + `,"insights_account_id":"a","transactions":[{"amount":{"amount":9000000000000000,"currency":"ZZZ"}},{"amount":{"amount":"1"}},{"category_ids":["nope"]}]}`, 400, "VALIDATION_ERROR\nINVALID_VALUE transactions[0].amount.amount\nINVALID_FORMAT transactions[1].amount.amount\nINVALID_VALUE transactions[0].amount.currency\nINVALID_VALUE transactions[2].category_ids[0]"},
		{"a report, by schema and rules", "POST", someReports + "categorization/create", who + `,"size":"0","min_amount":2,"max_amount":1,"category_ids":["nope"]}`, 400, "VALIDATION_ERROR\nINVALID_FORMAT size\nINVALID_VALUE min_amount\nINVALID_VALUE category_ids[0]"},
		{"a list, by schema and rules", "POST", transactions + "list", who + `,"from_date":"2026-02-30","to_date":"2026-03-01","min_amount":2,"max_amount":1}`, 400, "VALIDATION_ERROR\nINVALID_FORMAT from_date\nINVALID_VALUE min_amount"},
		{"modules that are none", "POST", someReports + "create", who + `,"reports":[{"type":"BALANCE"},{"type":"CATEGORIZATION","options":{"size":"1"}},{"options":{}}]}`, 400, "VALIDATION_ERROR\nREQUIRED reports[2].type\nINVALID_VALUE reports[0].type\nINVALID_FORMAT reports[1].options.size"},
		{"modules with bad options", "POST", someReports + "create", who + `,"reports":[{"type":"BALANCE"},{"type":"CATEGORIZATION","options":{"size":"1","offset":1.0}}]}`, 400, "VALIDATION_ERROR\nINVALID_VALUE reports[0].type\nINVALID_FORMAT reports[1].options.size\nINVALID_FORMAT reports[1].options.offset"},
		{"modules whose options break a rule", "POST", someReports + "create", who + `,"reports":[{"type":"CATEGORIZATION","options":{"from_date":"2026-01-02","to_date":"2026-01-01"}}]}`, 400, "VALIDATION_ERROR\nINVALID_VALUE reports[0].options.from_date"},
	} {
		t.Run(row.name, func(t *testing.T) {
			api := provided(t)
			before := api.send("POST", transactions+"list", who+`}`).body
			e := api.send(row.method, row.path, row.body)
			if e.status != row.status {
				t.Fatalf("got %d, want %d: %s", e.status, row.status, e.body)
			}
			if diff := cmp.Diff(row.want, e.violations(t)); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, e.body)
			}
			mustKeep(t, "InsightsErrorResponse", e.body)
			if after := api.send("POST", transactions+"list", who+`}`).body; after != before {
				t.Error("something was stored")
			}
		})
	}
}

// Flows are refused by what their type knows.
func TestBadFlows(t *testing.T) {
	api := newTestAPI(t)
	with := api.mustSession(t, aSession)
	without := api.mustSession(t, `{"psu":{"user_agent":"Mozilla/5.0","ip_address":"203.0.113.7"}}`)
	for _, row := range []struct {
		name, session, kind, body string
		status                    int
		want                      string
	}{
		{"nobody asked for Insights", without, "insights-refresh", ``, 403, "FORBIDDEN"},
		{"payments are not offered", with, "transfer", `{}`, 403, "FORBIDDEN"},
		{"a session that there is not", sessions + "/x", "accounts", ``, 404, "NOT_FOUND"},
		{"wrong types", with, "insights-refresh", `{"store_consent":true,"accounts":{"all":"yes","ibans":["DE1"]},"refresh_days":"62"}`, 400,
			"VALIDATION_ERROR\nINVALID_FORMAT accounts.all\nINVALID_FORMAT accounts.ibans[0]\nINVALID_FORMAT refresh_days\nINVALID_FORMAT store_consent"},
		{"a word that is none", with, "insights-refresh", `{"store_consent":"required"}`, 400, "VALIDATION_ERROR\nINVALID_VALUE store_consent"},
		{"all accounts and one", with, "insights-refresh", `{"accounts":{"all":true,"ibans":["DE43000000005686751168"]}}`, 400, "VALIDATION_ERROR\nMUTUALLY_EXCLUSIVE accounts.all"},
		{"days and dates", with, "insights-refresh", `{"refresh_days":3,"from_date":"2026-01-01","to_date":"2026-02-01"}`, 400, "VALIDATION_ERROR\nMUTUALLY_EXCLUSIVE refresh_days"},
		{"a selection that is none", with, "accounts", `{"accounts_selection":"ONE"}`, 400, "VALIDATION_ERROR\nINVALID_VALUE accounts_selection"},
		{"an empty page", with, "transactions", `{"preferred_pagination_size":0}`, 400, "VALIDATION_ERROR\nINVALID_VALUE preferred_pagination_size"},
		{"a scenario that there is not", with, "accounts", `{}`, 400, "VALIDATION_ERROR"},
	} {
		t.Run(row.name, func(t *testing.T) {
			var header []string
			if strings.HasPrefix(row.name, "a scenario") {
				header = []string{scenarioName, "acin-demo-date"}
			}
			e := api.send("PUT", row.session+"/flows/"+row.kind, row.body, header...)
			if e.status != row.status {
				t.Fatalf("got %d, want %d: %s", e.status, row.status, e.body)
			}
			if got := e.violations(t); !strings.HasPrefix(got, row.want) {
				t.Errorf("got %q, want %q: %s", got, row.want, e.body)
			}
			mustKeep(t, "InsightsErrorResponse", e.body)
		})
	}
}

// More than a hundred errors are counted, not told.
func TestManyErrorsAreCutShort(t *testing.T) {
	api := provided(t)
	e := api.send("POST", transactions+"create", `{"insights_consumer_id":"anna","insights_account_id":"giro","transactions":[`+strings.Repeat(`{"amount":{"amount":-1}},`, 9_999)+`{}]}`)
	lines := strings.Split(e.violations(t), "\n")
	if e.status != http.StatusBadRequest || len(lines) != 1+maxErrors || !strings.Contains(e.body, fmt.Sprintf("and %d more errors", 501-maxErrors)) {
		t.Errorf("got %d with %d errors: %.500s", e.status, len(lines)-1, e.body)
	}
}
