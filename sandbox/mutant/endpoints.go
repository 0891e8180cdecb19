package mutant

import (
	"net/http"
	"net/url"
	"strings"
)

// An endpoint is a GET of account data.
type endpoint struct {
	op   op
	path string // as the standard prints it
	list string // the member of Data that holds what was asked for; "" if the answer is no such list
}

// The operations on account data, by the names that the standard's own files
// give them.
const (
	accounts       op = "getAccounts"
	account        op = "getAccount"
	balances       op = "getAccountBalances"
	allBalances    op = "getBalances"
	transactions   op = "getAccountTransactions"
	allTrans       op = "getTransactions"
	beneficiaries  op = "getAccountBeneficiaries"
	allBenef       op = "getBeneficiaries"
	directDebits   op = "getAccountDirectDebits"
	allDebits      op = "getDirectDebits"
	standingOrders op = "getAccountStandingOrders"
	allOrders      op = "getStandingOrders"
	futurePayments op = "getAccountFutureDatedPayments"
	allFuture      op = "getFutureDatedPayments"
	offers         op = "getAccountOffers"
	allOffers      op = "getOffers"
	parties        op = "getAccountParties"
	accountParty   op = "getAccountParty"
	party          op = "getParty"
	statements     op = "getAccountStatements"
	statement      op = "getAccountStatement"
	statementFile  op = "getAccountStatementFile"
	statementTrans op = "getAccountStatementTransactions"
	allStatements  op = "getStatements"
	supplement     op = "getSupplementaryAccountInfo"
	products       op = "getSharingProductDetails"
)

// endpoints is all account data there is.
var endpoints = []endpoint{
	{accounts, "/accounts", "Account"},
	{account, "/accounts/{AccountId}", "Account"},
	{balances, "/accounts/{AccountId}/balances", "Balance"},
	{allBalances, "/balances", "Balance"},
	{transactions, "/accounts/{AccountId}/transactions", "Transaction"},
	{allTrans, "/transactions", "Transaction"},
	{beneficiaries, "/accounts/{AccountId}/beneficiaries", "Beneficiary"},
	{allBenef, "/beneficiaries", "Beneficiary"},
	{directDebits, "/accounts/{AccountId}/direct-debits", "DirectDebit"},
	{allDebits, "/direct-debits", "DirectDebit"},
	{standingOrders, "/accounts/{AccountId}/standing-orders", "StandingOrder"},
	{allOrders, "/standing-orders", "StandingOrder"},
	{futurePayments, "/accounts/{AccountId}/future-dated-payments", "FutureDatedPayment"},
	{allFuture, "/future-dated-payments", "FutureDatedPayment"},
	{offers, "/accounts/{AccountId}/offers", "Offer"},
	{allOffers, "/offers", "Offer"},
	{parties, "/accounts/{AccountId}/parties", "Party"},
	{accountParty, "/accounts/{AccountId}/party", "Party"},
	{party, "/party", "Party"},
	{statements, "/accounts/{AccountId}/statements", "Statement"},
	{statement, "/accounts/{AccountId}/statements/{StatementId}", "Statement"},
	{statementFile, "/accounts/{AccountId}/statements/{StatementId}/file", ""},
	{statementTrans, "/accounts/{AccountId}/statements/{StatementId}/transactions", "Transaction"},
	{allStatements, "/statements", "Statement"},
	{supplement, "/accounts/{AccountId}/supplementary-account-info", "ReadAccount"},
	{products, "/sharing-product-details", ""},
}

// byOp and byShape find endpoints by operation and by path.
var byOp, byShape = func() (map[op]endpoint, map[string]endpoint) {
	ops, shapes := map[op]endpoint{}, map[string]endpoint{}
	for _, e := range endpoints {
		ops[e.op] = e
		shapes[starred.Replace(e.path[1:])] = e
	}
	return ops, shapes
}()

// starred puts stars in the place of ids.
var starred = strings.NewReplacer("{AccountId}", "*", "{StatementId}", "*")

// understand finds the operation of a path below the AIS resource group, whose
// segments are still escaped.
func (c *call) understand(method, path string) {
	parts := strings.Split(path, "/")
	switch parts[0] {
	case "account-access-consents":
		c.consent, _ = url.PathUnescape(strings.Join(parts[1:], "/")) // the good bank tells what is malformed
		c.op = map[string]op{http.MethodGet: read, http.MethodPatch: patch}[method]
		if c.consent == "" {
			c.op = map[string]op{http.MethodPost: create}[method]
		}
	case "accounts":
		if len(parts) > 1 {
			c.account, _ = url.PathUnescape(parts[1]) // as above
			parts[1] = "*"
		}
		if len(parts) > 3 {
			parts[3] = "*"
		}
	}
	c.shape = strings.Join(parts, "/")
	if e, ok := byShape[c.shape]; ok && method == http.MethodGet {
		c.op = e.op
	}
	if c.op == "" {
		c.op = elsewhere
	}
}

// below tells whether a call is about one account: its path has the AccountId.
func (e endpoint) below() bool { return strings.Contains(e.path, "{AccountId}") }

// within returns the operations that some condition picks.
func within(pick func(endpoint) bool) (ops []op) {
	for _, e := range endpoints {
		if pick(e) {
			ops = append(ops, e.op)
		}
	}
	return ops
}

// dataOps is all that a customer's token can open.
var dataOps = within(func(e endpoint) bool { return e.op != products })

// accountOps is all that is asked of one account.
var accountOps = within(endpoint.below)
