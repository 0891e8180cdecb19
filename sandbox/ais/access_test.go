package ais

import (
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
