package ais

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// everything is what a consent can ask for.
var everything = []bank.Permission{
	"ReadAccountsDetail", "ReadBalances", "ReadBeneficiariesDetail", "ReadDirectDebits", "ReadOffers", "ReadPAN", "ReadParty",
	"ReadSupplementaryAccountInfo", "ReadFutureDatedPaymentsDetail", "ReadStandingOrdersDetail", "ReadStatementsDetail",
	"ReadTransactionsCredits", "ReadTransactionsDebits", "ReadTransactionsDetail",
}

// theBooks are shared: to write them takes longer than most tests.
var theBooks = sync.OnceValue(func() *ledger.Books { return ledger.New(fixtures.Shipped(), 1) })

func books(int64) *ledger.Books { return theBooks() }

// mustOpen has a customer allow all accounts to client one, with these
// permissions, and returns a token.
func (t *testBank) mustOpen(tb testing.TB, who bank.CustomerID, permissions ...bank.Permission) (token string) {
	tb.Helper()
	customer, _ := t.bank.Customer(who)
	d := bank.Decision{Does: scenario.Approves, Customer: who}
	for _, a := range customer.Accounts {
		d.Accounts = append(d.Accounts, a.ID)
	}
	id := t.mustCreate(tb, permissions...)
	if _, err := t.bank.Decide(id, d); err != nil {
		tb.Fatal(err)
	}
	return "one:for:" + string(id)
}

// summary is what a consent asks for that wants no more than Basic.
var summary = []bank.Permission{
	"ReadAccountsBasic", "ReadBalances", "ReadBeneficiariesBasic", "ReadDirectDebits", "ReadOffers", "ReadParty",
	"ReadSupplementaryAccountInfo", "ReadFutureDatedPaymentsBasic", "ReadStandingOrdersBasic", "ReadStatementsBasic",
	"ReadTransactionsCredits", "ReadTransactionsDebits", "ReadTransactionsBasic",
}

// get reads data with a token.
func (t *testBank) get(token, path string, header ...string) *http.Response {
	return t.send("GET", Root+path, "", append([]string{"Authorization", "Bearer " + token}, header...)...)
}

// mustGet reads data that are there, and holds the answer against its schema, if
// one is named.
func (t *testBank) mustGet(tb testing.TB, token, path, schema string) string {
	tb.Helper()
	resp := t.get(token, path)
	body := checkAnswer(tb, resp)
	if resp.StatusCode != http.StatusOK {
		tb.Fatalf("GET %s: got %d, want 200; %s", path, resp.StatusCode, body)
	}
	if schema != "" {
		mustFit(tb, schema, body)
	}
	return body
}

// accountsOf lists the accounts that a token opens.
func (t *testBank) accountsOf(tb testing.TB, token string) (ids []string) {
	tb.Helper()
	var a struct {
		Data struct {
			Account []struct {
				AccountID string `json:"AccountId"`
			}
		}
	}
	mustDecode(tb, t.mustGet(tb, token, "/accounts", ""), &a)
	for _, account := range a.Data.Account {
		ids = append(ids, account.AccountID)
	}
	return ids
}

// statementsOf lists the statements of an account, the newest first.
func (t *testBank) statementsOf(tb testing.TB, token, account string) (ids []string) {
	tb.Helper()
	var s struct {
		Data struct {
			Statement []struct {
				StatementID string `json:"StatementId"`
			}
		}
	}
	mustDecode(tb, t.mustGet(tb, token, "/accounts/"+account+"/statements", ""), &s)
	for _, statement := range s.Data.Statement {
		ids = append(ids, statement.StatementID)
	}
	return ids
}

func mustDecode(tb testing.TB, body string, into any) {
	tb.Helper()
	if err := json.Unmarshal([]byte(body), into); err != nil {
		tb.Fatalf("%v: %s", err, body)
	}
}

// at puts ids into the path of an endpoint.
func at(e bank.Endpoint, account, statement string) string {
	return strings.NewReplacer("{AccountId}", account, "{StatementId}", statement).Replace(e.Path)
}
