package schemas

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// musts are the members that the reference marks as always there, by hand.
var musts = map[string]string{
	"AccountInfoReportResponse":           "data data/reports data/reports/type data/reports/insights_consumer_id data/reports/insights_account_ids data/reports/refreshed_at",
	"AutorefreshListResponse":             "data data/status data/status/insights_account_id data/status/last_refresh_at data/status/last_refresh_state data/status/next_refresh_at data/status/data_retention_minutes data/status/intended_insights data/status/refresh_failed_counter data/status/consent_authorization_required",
	"BalanceOverTimeReportResponse":       "data data/reports data/reports/type data/reports/insights_consumer_id data/reports/insights_account_ids data/reports/refreshed_at data/reports/from_date data/reports/to_date data/reports/balances data/reports/balances/date data/reports/balances/balance",
	"CategoriesResponse":                  "data data/id data/name data/parents",
	"CategorizationReportResponse":        "data data/reports data/reports/type data/reports/from_date data/reports/to_date data/reports/transactions data/reports/data_availability data/reports/transactions/insights_transaction_id data/reports/transactions/insights_account_id data/reports/transactions/amount data/reports/transactions/amount/amount data/reports/transactions/amount/currency data/reports/transactions/type data/reports/transactions/method data/reports/transactions/categories",
	"ConsentTokenResponse":                "data data/consent_id data/consent_token data/consents",
	"ConsentUseResponse":                  "data data/result data/consent_token",
	"CreateAccountResponse":               "data data/insights_consumer_id data/insights_account_id",
	"FlowInformationResponse":             "data data/state data/result/type",
	"FlowStartedResponse":                 "data data/flow_id data/state data/self data/client_token",
	"InsightsErrorResponse":               "error error/code error/message",
	"ListAccountsResponse":                "data data/accounts data/accounts/insights_account_id data/accounts/refreshed_at",
	"ModularReportResponse":               "data data/accounts data/accounts/insights_account_id data/accounts/reports data/accounts/reports/type",
	"RefreshStatusResponse":               "data data/state data/insights_consumer_id",
	"SessionResponse":                     "data data/session_id data/session_id_short data/self data/consent data/flows",
	"RecurringTransactionsReportResponse": "data data/reports data/reports/from_date data/reports/to_date",
}

func TestInsightsResponsesHaveWhatIsAlwaysThere(t *testing.T) {
	for name, paths := range musts {
		required := map[string]bool{}
		rows, err := Table(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			path := strings.TrimPrefix(row.Path, name+"/")
			required[path] = row.Occurrence[0] == '1' || slices.Contains(requiredOf(t, name, path), any(path[strings.LastIndex(path, "/")+1:]))
		}
		for path := range strings.FieldsSeq(paths) {
			if !required[path] {
				t.Errorf("%s: %s may be left out", name, path)
			}
		}
	}
}

// requiredOf are the names that the object around a path requires: the table says
// of a list that it may be empty, which hides that it must be there.
func requiredOf(t *testing.T, name, path string) []any {
	t.Helper()
	w := walk{T: t, root: object(mustDecode(t, string(mustSource(t, name))))}
	s := w.root
	steps := strings.Split(path, "/")
	for _, step := range steps[:len(steps)-1] {
		s = w.followed(object(s["properties"])[step])
		if s["items"] != nil {
			s = w.followed(s["items"])
		}
	}
	return list(s["required"])
}

// What is open by the docs stays open: the words that they do not list.
func TestInsightsListsAreClosedOnlyWhereTheDocsListThem(t *testing.T) {
	var closed []string
	for _, name := range responses() {
		rows, err := Table(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if member := row.Path[strings.LastIndex(row.Path, "/")+1:]; row.Codes != nil && !slices.Contains(closed, member) {
				closed = append(closed, member)
			}
		}
	}
	slices.Sort(closed)
	want := []string{"account_type", "data_availability", "last_refresh_state", "method", "period", "refresh_interval", "state", "transfer_type", "type"}
	if diff := cmp.Diff(want, closed); diff != "" {
		t.Error(diff)
	}
	for _, row := range []struct{ name, old, new string }{
		{"GetSessionResponse", `"RUNNING"`, `"SUSPENDED"`},
		{"RefreshStatusResponse", `"DONE"`, `"PARTLY_FINISHED"`},
		{"CategorizationReportResponse", `"CATEGORIZATION"`, `"CATEGORIZED_TRANSACTIONS"`},
		{"InsightsErrorResponse", `"code": "code"`, `"code": "badRequest"`},
		{"AutorefreshListResponse", `"intended-insights"`, `"SOME_NEW_REPORT"`},
		{"WizardResponse", `"credentials"`, `"advertisement"`},
	} {
		if !strings.Contains(good[row.name], row.old) {
			t.Errorf("%s has no %s", row.name, row.old)
		}
		for _, v := range mustValidate(t, row.name, strings.ReplaceAll(good[row.name], row.old, row.new)) {
			t.Errorf("%s with %s: %+v", row.name, row.new, v)
		}
	}
}

// What the reference prints is taken as it stands.
func TestInsightsExamplesOfTheReference(t *testing.T) {
	const jwt = `eyJhbGciOiJIUzI1NiJ9.e30.c2ln`
	for name, bodies := range map[string][]string{
		"FlowInformationResponse": {
			`{"data":{"state":"FINISHED","client_token":"` + jwt + `","result":{"type":"insights_refresh","insights_consumer_id":"d5e12345-6f7b-4b03-b018-6c158f0b281d","insights_account_ids":["c9a87c48-c5c7-404c-ace8-f287e298c4cc"],"consent_stored":true}}}`,
			`{"data":{"state":"EXCEPTION","error":{"code":"NOT_SUPPORTED.CONSENT","message":"The selected bank does not support consents"}}}`,
			`{"data":{"state":"CONSUMER_INPUT_NEEDED","client_token":"` + jwt + `"}}`, `{"data":{"state":"ABORTED"}}`,
			`{"data":{"state":"FINISHED","result":{"type":"accounts","accounts":[{"id":"0","alias":null,"bic":"TESTDE20XXX","transfer_type":"NONE","capabilities":{"transactions":{"available":false}}}]}}}`,
			`{"data":{"state":"FINISHED","result":{"type":"transactions","transactions":[],"pagination":{}}}}`,
		},
		"InsightsErrorResponse": {
			`{"error":{"code":"badRequest","message":"Selected bank not allowed for this user"}}`,
			`{"error":{"code":"CONFLICT","message":"A new flow cannot be started for session with the provided id as long as there is a running flow"}}`,
			`{"error":{"code":"CONSENT.RESOURCE_NOT_GRANTED","message":"not granted"},"data":{"consent_token":"x"}}`,
			`{"error":{"code":"VALIDATION_ERROR","message":"m","errors":[{"location":"accounts.ibans[0]"},{}]}}`,
		},
		"CategoriesResponse": {`{"data":[{"id":"7a7e8a81-9447-533d-88a3-494d2ec14f09","name":"Insurances","parents":[]},
			{"id":"62ca48cb-949d-593c-9e5d-657b2c36cafc","name":"Health Insurance","parents":["7a7e8a81-9447-533d-88a3-494d2ec14f09"]}]}`},
		"EmptyResponse":         {`{}`, `{"data":{"insights_consumer_id":"6c03aff-8fa0046-ffae74-b0cbc-4d5fd1","insights_account_id":"a"}}`},
		"RefreshStatusResponse": {`{"data":{"state":"PROCESSING","insights_consumer_id":"c"}}`, `{"data":{"state":"EXCEPTION","insights_consumer_id":"c","error":{"code":"BANK"}}}`},
		"ListAccountsResponse":  {`{"data":{"accounts":[{"insights_account_id":"a","refreshed_at":"2021-01-14T16:13:32.781175Z","alias":null,"account_type":null}],"pagination":{"size":50,"offset":0,"total":1}}}`},
		"BalancesReportResponse": {`{"data":{"reports":[{"type":"BALANCES","insights_consumer_id":"c","insights_account_ids":["a"],"refreshed_at":"2021-01-14T16:13:32.781175Z","balance":{"amount":-3895,"currency":"EUR"}}]}}`,
			`{"data":{"reports":[]}}`},
		"WizardResponse": {`{"data":{"state":"FINISHED","result":{"context":"end"}}}`},
	} {
		for i, body := range bodies {
			for _, v := range mustValidate(t, name, body) {
				t.Errorf("%s, %d: %+v", name, i, v)
			}
		}
	}
}

// What depends on something else in the answer, and what only one place refuses.
func TestInsightsResponsesRefuse(t *testing.T) {
	for _, row := range []struct{ schema, name, body, want string }{
		{"FlowInformationResponse", "finished with nothing", `{"data":{"state":"FINISHED"}}`, "/data/result required"},
		{"FlowInformationResponse", "failed with a result", `{"data":{"state":"EXCEPTION","result":{"type":"accounts"}}}`, "/data/result false"},
		{"FlowInformationResponse", "running with a result", `{"data":{"state":"PROCESSING","result":{"type":"accounts"}}}`, "/data/result false"},
		{"FlowInformationResponse", "a refresh of nobody", `{"data":{"state":"FINISHED","result":{"type":"insights_refresh","insights_account_ids":[]}}}`, "/data/result/insights_consumer_id required"},
		{"FlowInformationResponse", "a state of older pages", `{"data":{"state":"INITIALIZED"}}`, "/data/state enum"},
		{"FlowInformationResponse", "an error of no group", `{"data":{"state":"EXCEPTION","error":{"code":"CONFLICT"}}}`, "/data/error/code pattern"},
		{"FlowInformationResponse", "a token that is no JWT", `{"data":{"state":"PROCESSING","client_token":"abc"}}`, "/data/client_token pattern"},
		{"FlowInformationResponse", "without its envelope", `{"state":"PROCESSING"}`, "/data required"},
		{"FlowStartedResponse", "without a state", `{"data":{"flow_id":"a","self":"https://a.example","client_token":"a.b.c"}}`, "/data/state required"},
		{"RefreshStatusResponse", "finished with nothing", `{"data":{"state":"FINISHED","insights_consumer_id":"c"}}`, "/data/result required"},
		{"RefreshStatusResponse", "failed without a reason", `{"data":{"state":"EXCEPTION","insights_consumer_id":"c"}}`, "/data/error required"},
		{"RefreshStatusResponse", "running with a reason", `{"data":{"state":"PROCESSING","insights_consumer_id":"c","error":{"code":"BANK"}}}`, "/data/error false"},
		{"WizardResponse", "a category that the consumer is not to see", `{"data":{"state":"EXCEPTION","result":{"context":"end","error":{"category":"TECHNICAL.DATABASE"}}}}`, "/data/result/error/category pattern"},
		{"InsightsErrorResponse", "the error alone", `{"code":"CONFLICT","message":"m"}`, "/error required"},
		{"InsightsErrorResponse", "errors that are no list", `{"error":{"code":"c","message":"m","errors":{}}}`, "/error/errors type"},
		{"CategoriesResponse", "an object", `{"data":{}}`, "/data type"},
		{"CategoriesResponse", "none", `{"data":[]}`, "/data minItems"},
		{"AccountInfoReportResponse", "another report", strings.Replace(good["AccountInfoReportResponse"], "ACCOUNT_INFOS", "BALANCES", 1), "/data/reports/0/type enum"},
		{"EmptyResponse", "a list", `[]`, " type"},
	} {
		t.Run(row.schema+" "+row.name, func(t *testing.T) {
			var got []string
			for _, v := range mustValidate(t, row.schema, row.body) {
				got = append(got, v.Pointer+" "+v.Keyword)
			}
			if diff := cmp.Diff([]string{row.want}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Every part of the reference that answers has its schema.
func TestEveryInsightsAnswerHasASchema(t *testing.T) {
	want := strings.Fields(`AccountInfoReportResponse AutorefreshListResponse BalanceOverTimeReportResponse BalancesReportResponse CategoriesResponse
		CategorizationReportResponse ConsentRefreshResponse ConsentTokenResponse ConsentUseResponse CreateAccountResponse EmptyResponse ExpenseCategoryReportResponse
		FlowInformationResponse FlowStartedResponse GetSessionResponse GroupByCategoryReportResponse InsightsErrorResponse ListAccountsResponse ListTransactionsResponse
		ModularReportResponse RecurringTransactionsReportResponse RefreshStatusResponse SessionResponse WizardResponse`)
	if diff := cmp.Diff(want, responses()); diff != "" {
		t.Error(diff)
	}
	for _, name := range slices.Sorted(maps.Keys(musts)) {
		if !slices.Contains(want, name) {
			t.Errorf("%s is no response, but must have %s", name, musts[name])
		}
	}
}
