package ais

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// told lists the errors of a body as "code path".
func told(tb testing.TB, body string) (list []string) {
	tb.Helper()
	var answer struct {
		Errors []struct{ ErrorCode, Path string }
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		tb.Fatalf("%v: %s", err, body)
	}
	for _, e := range answer.Errors {
		list = append(list, strings.TrimSpace(strings.TrimPrefix(e.ErrorCode, "BH.OBF.")+" "+e.Path))
	}
	return list
}

func TestBodiesOfAConsentThatAreRefused(t *testing.T) {
	tests := []struct {
		name, body string
		want       []string
	}{
		{"empty", ` `, []string{"Resource.InvalidFormat"}},
		{"array", `[]`, []string{"Resource.InvalidFormat"}},
		{"null", `null`, []string{"Resource.InvalidFormat"}},
		{"comma", `{"Data":{},}`, []string{"Resource.InvalidFormat"}},
		{"junk after", `{"Data":{"Permissions":["ReadAccountsBasic"]}} x`, []string{"Resource.InvalidFormat"}},
		{"doubled", `{"Data":{"Permissions":["ReadAccountsBasic"],"Permissions":["ReadBalances"]}}`, []string{"Resource.InvalidFormat"}},
		{"not UTF-8", "{\"Data\":{\"Permissions\":[\"\xff\"]}}", []string{"Resource.InvalidFormat"}},
		{"curly quotes", `{“Data”:{}}`, []string{"Resource.InvalidFormat"}},
		{"deep", strings.Repeat("[", 100000), []string{"Resource.InvalidFormat"}},
		{"no Data", `{}`, []string{"Field.Missing Data"}},
		{"data", `{"data":{"Permissions":["ReadAccountsBasic"]}}`, []string{"Field.Missing Data"}},
		{"Data null", `{"Data":null}`, []string{"Field.Invalid Data"}},
		{"Data array", `{"Data":[]}`, []string{"Field.Invalid Data"}},
		{"no Permissions", `{"Data":{}}`, []string{"Field.Missing Data.Permissions"}},
		{"Permissions empty", `{"Data":{"Permissions":[]}}`, []string{"Field.Missing Data.Permissions"}},
		{"Permissions null", `{"Data":{"Permissions":null}}`, []string{"Field.Invalid Data.Permissions"}},
		{"Permissions string", `{"Data":{"Permissions":"ReadAccountsBasic"}}`, []string{"Field.Invalid Data.Permissions"}},
		{"element number", `{"Data":{"Permissions":["ReadAccountsBasic",7]}}`, []string{"Field.Invalid Data.Permissions[1]"}},
		{"element null", `{"Data":{"Permissions":["ReadAccountsBasic",null]}}`, []string{"Field.Invalid Data.Permissions[1]"}},
		{"element unknown", `{"Data":{"Permissions":["ReadAccountsBasic","Read"]}}`, []string{"Field.Invalid Data.Permissions[1]"}},
		{"element in another case", `{"Data":{"Permissions":["ReadAccountsBasic","readbalances"]}}`, []string{"Field.Invalid Data.Permissions[1]"}},
		{"date number", `{"Data":{"Permissions":["ReadAccountsBasic"],"TransactionFromDateTime":2020}}`, []string{"Field.InvalidDate Data.TransactionFromDateTime"}},
		{"date empty", `{"Data":{"Permissions":["ReadAccountsBasic"],"TransactionToDateTime":""}}`, []string{"Field.InvalidDate Data.TransactionToDateTime"}},
		{"date null", `{"Data":{"Permissions":["ReadAccountsBasic"],"TransactionToDateTime":null}}`, []string{"Field.InvalidDate Data.TransactionToDateTime"}},
		{"window upside down", `{"Data":{"Permissions":["ReadAccountsBasic"],"TransactionFromDateTime":"2021-01-01T00:00:00Z","TransactionToDateTime":"2020-01-01T00:00:00Z"}}`, []string{"Field.InvalidDate Data.TransactionToDateTime"}},
		{
			"all at once", `{"Data":{"Permissions":["ReadTransactionsBasic",true,"Nothing"],"TransactionFromDateTime":{},"TransactionToDateTime":"soon"}}`,
			[]string{
				"Field.Invalid Data.Permissions[1]", "Field.InvalidDate Data.TransactionFromDateTime", "Field.Invalid Data.Permissions[2]",
				"Field.Expected Data.Permissions", "Field.Expected Data.Permissions", "Field.InvalidDate Data.TransactionToDateTime",
			},
		},
	}
	b := newTestBank(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body := mustBe(t, b.send("POST", consents, tt.body), http.StatusBadRequest)
			mustFit(t, "OBErrorResponse", body)
			if diff := cmp.Diff(tt.want, told(t, body)); diff != "" {
				t.Errorf("errors (-want +got):\n%s%s", diff, body)
			}
		})
	}
	if made := b.bank.Consents(10); len(made) > 0 {
		t.Errorf("refused requests made %d consents", len(made))
	}
}

func TestPatchesThatAreRefused(t *testing.T) {
	tests := []struct {
		name, body string
		want       []string
	}{
		{"no body", ``, []string{"Resource.InvalidFormat"}},
		{"JSON Patch", `[{"op":"replace","path":"/Data/Status","value":"Revoked"}]`, []string{"Resource.InvalidFormat"}},
		{"no Data", `{"Status":"Revoked"}`, []string{"Field.Missing Data"}},
		{"no Status", `{"Data":{}}`, []string{"Field.Missing Data.Status"}},
		{"status", `{"Data":{"status":"Revoked"}}`, []string{"Field.Missing Data.Status"}},
		{"Status null", `{"Data":{"Status":null}}`, []string{"Field.Invalid Data.Status"}},
		{"Status array", `{"Data":{"Status":["Revoked"]}}`, []string{"Field.Invalid Data.Status"}},
		{"Authorised", `{"Data":{"Status":"Authorised"}}`, []string{"Field.Invalid Data.Status"}},
		{"another case", `{"Data":{"Status":"revoked"}}`, []string{"Field.Invalid Data.Status"}},
		{"empty", `{"Data":{"Status":""}}`, []string{"Field.Invalid Data.Status"}},
	}
	b := newTestBank(t)
	id := b.mustCreate(t, "ReadAccountsBasic")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body := mustBe(t, b.send("PATCH", consents+"/"+string(id), tt.body), http.StatusBadRequest)
			mustFit(t, "OBErrorResponse", body)
			if diff := cmp.Diff(tt.want, told(t, body)); diff != "" {
				t.Errorf("errors (-want +got):\n%s%s", diff, body)
			}
		})
	}
	if c, err := b.bank.Inspect(id); err != nil || c.Status != "AwaitingAuthorisation" {
		t.Errorf("refused patches left the consent %s, %v", c.Status, err)
	}
}

func TestNearNamesAreTold(t *testing.T) {
	body := mustBe(t, newTestBank(t).send("POST", consents, `{"DATA":{}}`), http.StatusBadRequest)
	if want := `there is \"DATA\", but names are told apart by case`; !strings.Contains(body, want) {
		t.Errorf("want %s in %s", want, body)
	}
}

func TestErrorBodiesStayReadable(t *testing.T) {
	elements := make([]string, 5000)
	for i := range elements {
		elements[i] = fmt.Sprint(i)
	}
	body := mustBe(t, newTestBank(t).send("POST", consents, `{"Data":{"Permissions":[`+strings.Join(elements, ",")+`]}}`), http.StatusBadRequest)
	mustFit(t, "OBErrorResponse", body)
	if got := told(t, body); len(got) != maxErrors {
		t.Errorf("got %d errors, want %d", len(got), maxErrors)
	}
}

func TestErrorsOfOneRequest(t *testing.T) {
	body := mustBe(t, newTestBank(t).send("POST", consents, `{"Data":{"Permissions":["ReadTransactionsBasic",7]}}`), http.StatusBadRequest)
	mustMatch(t, "errors", body)
}
