package features

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

const sentID = "93bac548-d2de-4546-b106-880a5018460d"

// exchangeOf is one with an answer that owes nothing more than its body says.
func exchangeOf(op Operation, status int, body string) *Exchange {
	e := &Exchange{Op: op, Status: status}
	e.Request.Header = http.Header{interactionID: {sentID}}
	e.Response.Header = http.Header{interactionID: {sentID}}
	if body != "" {
		e.Response.Header.Set("Content-Type", "application/json; charset=utf-8")
	}
	e.Response.Body = []byte(body)
	return e
}

// TestFindingsNameRequirements gives, for each kind of mistake in an answer,
// the requirement that the finding names.
func TestFindingsNameRequirements(t *testing.T) {
	swap := func(old, with string) string { return strings.Replace(fakeConsent, old, with, 1) }
	header := func(name, value string) func(*Exchange) {
		return func(e *Exchange) { e.Response.Header.Set(name, value) }
	}
	for _, row := range []struct {
		name   string
		op     Operation
		status int
		body   string
		change func(*Exchange)
		want   string // "" for none
		where  string
	}{
		{name: "good consent", op: OpCreateConsent, status: 201, body: fakeConsent},
		{name: "good error", op: OpCreateConsent, status: 400, body: fakeError},
		{name: "401 without a body", op: OpGetConsent, status: 401},
		{name: "403 without a body", op: OpGetConsent, status: 403},
		{name: "missing member", op: OpGetConsent, status: 200, body: swap(`"ConsentId":"c-1",`, ""), want: "HTTP-BODY-01", where: "/Data/ConsentId"},
		{name: "no body", op: OpGetConsent, status: 200, want: "HTTP-BODY-01"},
		{name: "body that is not JSON", op: OpGetConsent, status: 200, body: fakeConsent + "}", want: "HTTP-BODY-01"},
		{name: "unknown member", op: OpGetConsent, status: 200, body: swap(`"Data":{`, `"Data":{"Risk":1,`), want: "HTTP-BODY-02", where: "/Data/Risk"},
		{name: "null", op: OpGetConsent, status: 200, body: swap(`"Data":{`, `"Data":{"TransactionToDateTime":null,`), want: "HTTP-BODY-02", where: "/Data/TransactionToDateTime"},
		{name: "code that is not on the list", op: OpGetConsent, status: 200, body: swap("AwaitingAuthorisation", "Pending"), want: "HTTP-BODY-03", where: "/Data/Status"},
		{name: "date without a zone", op: OpGetConsent, status: 200, body: swap("00:00:00+03:00", "00:00:00"), want: "HTTP-DATE-03", where: "/Data/CreationDateTime"},
		{name: "no Links", op: OpGetConsent, status: 200, body: swap(`"Links":{"Self":"http://bank.example/account-access-consents/c-1"},`, ""), want: "HTTP-LINK-01", where: "/Links"},
		{name: "relative Self", op: OpGetConsent, status: 200, body: swap("http://bank.example", ""), want: "HTTP-LINK-01", where: "/Links/Self"},
		{name: "no Meta", op: OpGetConsent, status: 200, body: swap(`,"Meta":{}`, ""), want: "HTTP-META-01", where: "/Meta"},
		{name: "TotalPages in words", op: OpGetConsent, status: 200, body: swap(`"Meta":{}`, `"Meta":{"TotalPages":"one"}`), want: "HTTP-META-01", where: "/Meta/TotalPages"},
		{name: "media type", op: OpGetConsent, status: 200, body: fakeConsent, change: header("Content-Type", "text/json"), want: "HTTP-CT-01", where: "Content-Type"},
		{name: "media type of an error", op: OpGetConsent, status: 400, body: fakeError, change: header("Content-Type", "text/html"), want: "HTTP-CT-01", where: "Content-Type"},
		{name: "interaction id of another", op: OpGetConsent, status: 200, body: fakeConsent, change: header(interactionID, "0d4cd6f1-5b33-4b3a-9cf1-0bd5a0d3b0a1"), want: "HTTP-ID-01", where: "x-fapi-interaction-id"},
		{name: "interaction id not echoed on an error", op: OpGetConsent, status: 400, body: fakeError, change: header(interactionID, ""), want: "HTTP-ID-02", where: "x-fapi-interaction-id"},
		{name: "interaction id not made up", op: OpGetConsent, status: 200, body: fakeConsent, change: func(e *Exchange) { e.Request.Header, e.Response.Header[interactionID] = http.Header{}, []string{"1"} }, want: "HTTP-ID-03", where: "x-fapi-interaction-id"},
		{name: "400 without a body", op: OpCreateConsent, status: 400, want: "HTTP-ERR-01"},
		{name: "400 in a form of its own", op: OpCreateConsent, status: 400, body: `{"error":"bad"}`, want: "HTTP-ERR-01"},
		{name: "403 in a form of its own", op: OpCreateConsent, status: 403, body: `{"error":"bad"}`, want: "HTTP-ERR-01"},
		{name: "code without a namespace", op: OpCreateConsent, status: 400, body: strings.Replace(fakeError, "BH.OBF.Field.Missing", "Missing", 1), want: "HTTP-ERR-02", where: "/Errors/0/ErrorCode"},
		{name: "401 with a body", op: OpGetConsent, status: 401, body: fakeError, want: "HTTP-ERR-05", where: "body"},
		{name: "500", op: OpOther, status: 500, body: fakeError, want: "HTTP-ERR-06", where: "status"},
		{name: "an endpoint that the bank does not offer", op: "getOffers", status: 404, body: fakeError},
		{name: "an endpoint that the bank does not offer, without a body", op: "getOffers", status: 404},
		{name: "404 in a form of its own", op: "getOffers", status: 404, body: `{"error":"no such page"}`, want: "HTTP-ERR-01"},
		{name: "404 as a page", op: "getOffers", status: 404, body: fakeError, change: header("Content-Type", "text/html"), want: "HTTP-CT-01", where: "Content-Type"},
		{name: "404 of nobody's request", op: "getOffers", status: 404, change: header(interactionID, ""), want: "HTTP-ID-02", where: "x-fapi-interaction-id"},
		{name: "405 without Allow", op: OpOther, status: 405, body: fakeError, want: "HTTP-METHOD-02", where: "Allow"},
		{name: "405 with Allow", op: OpOther, status: 405, change: header("Allow", "GET")},
		{name: "token without a type", op: OpToken, status: 200, body: `{"access_token":"a","expires_in":1}`, want: "OAUTH-01", where: "/token_type"},
		{name: "token as text", op: OpToken, status: 200, body: `{"access_token":"a","token_type":"Bearer","expires_in":1,"scope":"accounts"}`, change: header("Content-Type", "text/plain"), want: "OAUTH-01", where: "Content-Type"},
		{name: "token error without error", op: OpToken, status: 401, body: `{}`, want: "OAUTH-02", where: "/error"},
		{name: "token endpoint fails", op: OpToken, status: 502, body: ``, want: "HTTP-ERR-06", where: "status"},
		{name: "discovery without issuer", op: OpDiscovery, status: 200, body: `{}`, want: "OAUTH-10", where: "/issuer"},
		{name: "keys that are none", op: OpKeys, status: 200, body: `{}`, want: "OAUTH-10", where: "/keys"},
		{name: "redirect to the customer", op: OpAuthorize, status: 302},
	} {
		t.Run(row.name, func(t *testing.T) {
			e := exchangeOf(row.op, row.status, row.body)
			if row.change != nil {
				row.change(e)
			}
			found := (&judge{}).findings(e)
			if row.want == "" {
				if len(found) > 0 {
					t.Errorf("findings are %v, want none", found)
				}
				return
			}
			at := slices.IndexFunc(found, func(f Finding) bool { return f.Requirement == row.want && (row.where == "" || f.Where == row.where) })
			if at < 0 {
				t.Fatalf("findings are %+v, want one of %s at %q", found, row.want, row.where)
			}
			if f := found[at]; f.Expected == "" || f.Got == "" || f.Source == "" {
				t.Errorf("finding is %+v, want expected, got and source", f)
			}
		})
	}
}

func TestFindingsTellTheRowOfTheDictionary(t *testing.T) {
	found := (&judge{}).findings(exchangeOf(OpGetConsent, 200, strings.Replace(fakeConsent, "AwaitingAuthorisation", "Pending", 1)))
	if len(found) != 1 || !strings.Contains(found[0].Row, "Data/Status 1..1") || !strings.Contains(found[0].Row, "Revoked") {
		t.Errorf("findings are %+v, want one with the row of Data/Status and its codes", found)
	}
}

func TestAllFindingsAtOnce(t *testing.T) {
	e := exchangeOf(OpGetConsent, 200, `{"Data":{},"Other":1}`)
	e.Response.Header = http.Header{}
	var ids []string
	for _, f := range (&judge{}).findings(e) {
		ids = append(ids, f.Requirement)
	}
	for _, want := range []string{"HTTP-ID-01", "HTTP-CT-01", "HTTP-BODY-01", "HTTP-BODY-02", "HTTP-LINK-01", "HTTP-META-01"} {
		if !slices.Contains(ids, want) {
			t.Errorf("findings name %v, want %s too", ids, want)
		}
	}
}

func TestNamespaceHoldsForTheRun(t *testing.T) {
	j := &judge{}
	first := j.findings(exchangeOf(OpCreateConsent, 400, strings.Replace(fakeError, "BH.OBF", "UK.OBIE", 1)))
	second := j.findings(exchangeOf(OpCreateConsent, 400, fakeError))
	if len(first) != 0 || len(second) != 1 || second[0].Requirement != "HTTP-ERR-02" {
		t.Errorf("findings are %v and %v, want none and then HTTP-ERR-02", first, second)
	}
}

func TestMadeUpInteractionIDsAreFresh(t *testing.T) {
	j, e := &judge{}, exchangeOf(OpGetConsent, 200, fakeConsent)
	e.Request.Header = http.Header{}
	if found := j.findings(e); len(found) != 0 {
		t.Fatalf("the first time: %v", found)
	}
	if found := j.findings(e); len(found) != 1 || found[0].Requirement != "HTTP-ID-03" {
		t.Errorf("the second time: %v, want HTTP-ID-03", found)
	}
}

func TestOperationOf(t *testing.T) {
	target := Target{BaseURL: "http://b/t/x/aisp", TokenURL: "http://b/t/x/oauth2/token", AuthorizeURL: "http://b/t/x/oauth2/authorize", keysURL: "http://b/t/x/jwks"}
	for _, row := range []struct {
		method, address string
		want            Operation
	}{
		{"POST", "http://b/t/x/aisp/account-access-consents", OpCreateConsent},
		{"GET", "http://b/t/x/aisp/account-access-consents", OpOther},
		{"GET", "http://b/t/x/aisp/account-access-consents/1?a=b", OpGetConsent},
		{"PATCH", "http://b/t/x/aisp/account-access-consents/1", OpPatchConsent},
		{"DELETE", "http://b/t/x/aisp/account-access-consents/1", OpOther},
		{"GET", "http://b/t/x/aisp/account-access-consents/1/2", OpOther},
		{"GET", "http://b/t/x/aisp/accounts", OpGetAccounts},
		{"GET", "http://b/t/x/aisp/accounts/", OpOther},
		{"GET", "http://b/t/x/aisp/", OpOther},
		{"GET", "http://b/t/x/aisp", OpOther},
		{"POST", "http://b/t/x/aisp/accounts", OpOther},
		{"GET", "http://b/t/x/aisp/accounts/1", "getAccount"},
		{"GET", "http://b/t/x/aisp/accounts/1%2F2", "getAccount"},
		{"GET", "http://b/t/x/aisp/accounts/1/2", OpOther},
		{"GET", "http://b/t/x/aisp/accounts//balances", OpOther},
		{"GET", "http://b/t/x/aisp/accounts/%00/balances", "getAccountBalances"},
		{"GET", "http://b/t/x/aisp/balances?page=2", "getBalances"},
		{"GET", "http://b/t/x/aisp/party", "getParty"},
		{"GET", "http://b/t/x/aisp/accounts/1/party", "getAccountParty"},
		{"GET", "http://b/t/x/aisp/accounts/1/statements/2", "getAccountStatement"},
		{"GET", "http://b/t/x/aisp/accounts/1/statements/2/file", OpGetFile},
		{"GET", "http://b/t/x/aisp/accounts/1/statements/2/transactions", "getAccountStatementTransactions"},
		{"GET", "http://b/t/x/aisp/sharing-product-details", "getSharingProductDetails"},
		{"GET", "http://b/t/x/aisp/nowhere", OpOther},
		{"GET", "http://b/t/x/aispx/accounts", OpElsewhere},
		{"POST", "http://b/t/x/oauth2/token", OpToken},
		{"GET", "http://b/t/x/oauth2/authorize?a=b", OpAuthorize},
		{"GET", "http://b/t/x/jwks", OpKeys},
		{"GET", "http://b/t/x/.well-known/openid-configuration", OpDiscovery},
		{"GET", "http://c/login", OpElsewhere},
	} {
		t.Run(row.method+" "+row.address, func(t *testing.T) {
			req, err := http.NewRequest(row.method, row.address, nil)
			if err != nil {
				t.Fatal(err)
			}
			got := operationOf(&target, req.Method, req.URL)
			if got != row.want {
				t.Errorf("operation is %s, want %s", got, row.want)
			}
			if below := strings.HasPrefix(row.address, target.BaseURL+"/"); got.resource() != (below || row.address == target.BaseURL) {
				t.Errorf("%s is of the account information API: %v", got, got.resource())
			}
		})
	}
}
