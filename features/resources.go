package features

import (
	"fmt"
	"net/url"
	"strings"
)

// An endpoint is something of the account information API that an AISP reads.
type endpoint struct {
	words  string // as steps have it: "an account's balances"
	op     Operation
	path   string // below base_url, with {AccountId} and {StatementId}
	member string // of Data: the list of items, or the one item; "" if the answer has none
}

// endpoints are what there is to read besides consents (Account Information
// Services, endpoints).
var endpoints = []endpoint{
	{"the accounts", "getAccounts", "/accounts", "Account"},
	{"an account", "getAccount", "/accounts/{AccountId}", "Account"},
	{"an account's balances", "getAccountBalances", "/accounts/{AccountId}/balances", "Balance"},
	{"all balances", "getBalances", "/balances", "Balance"},
	{"an account's transactions", "getAccountTransactions", "/accounts/{AccountId}/transactions", "Transaction"},
	{"all transactions", "getTransactions", "/transactions", "Transaction"},
	{"an account's beneficiaries", "getAccountBeneficiaries", "/accounts/{AccountId}/beneficiaries", "Beneficiary"},
	{"all beneficiaries", "getBeneficiaries", "/beneficiaries", "Beneficiary"},
	{"an account's direct debits", "getAccountDirectDebits", "/accounts/{AccountId}/direct-debits", "DirectDebit"},
	{"all direct debits", "getDirectDebits", "/direct-debits", "DirectDebit"},
	{"an account's standing orders", "getAccountStandingOrders", "/accounts/{AccountId}/standing-orders", "StandingOrder"},
	{"all standing orders", "getStandingOrders", "/standing-orders", "StandingOrder"},
	{"an account's future-dated payments", "getAccountFutureDatedPayments", "/accounts/{AccountId}/future-dated-payments", "FutureDatedPayment"},
	{"all future-dated payments", "getFutureDatedPayments", "/future-dated-payments", "FutureDatedPayment"},
	{"an account's offers", "getAccountOffers", "/accounts/{AccountId}/offers", "Offer"},
	{"all offers", "getOffers", "/offers", "Offer"},
	{"an account's parties", "getAccountParties", "/accounts/{AccountId}/parties", "Party"},
	{"an account's party", "getAccountParty", "/accounts/{AccountId}/party", "Party"},
	{"the party", "getParty", "/party", "Party"},
	{"an account's statements", "getAccountStatements", "/accounts/{AccountId}/statements", "Statement"},
	{"all statements", "getStatements", "/statements", "Statement"},
	{"a statement", "getAccountStatement", "/accounts/{AccountId}/statements/{StatementId}", "Statement"},
	{"a statement's file", "getAccountStatementFile", "/accounts/{AccountId}/statements/{StatementId}/file", ""},
	{"a statement's transactions", "getAccountStatementTransactions", "/accounts/{AccountId}/statements/{StatementId}/transactions", "Transaction"},
	{"an account's supplementary information", "getSupplementaryAccountInfo", "/accounts/{AccountId}/supplementary-account-info", "ReadAccount"},
	{"the product details", "getSharingProductDetails", "/sharing-product-details", ""},
}

// ids names, for a member of Data, the member of an item that tells it from the
// others of its kind.
var ids = map[string]string{
	"Account": "AccountId", "Transaction": "TransactionId", "Beneficiary": "BeneficiaryId", "DirectDebit": "DirectDebitId",
	"StandingOrder": "StandingOrderId", "FutureDatedPayment": "FutureDatedPaymentId", "Offer": "OfferId", "Party": "PartyId", "Statement": "StatementId",
}

// ofAccount and ofStatement tell what has to be known before it can be read.
func (e endpoint) ofAccount() bool   { return strings.Contains(e.path, "{AccountId}") }
func (e endpoint) ofStatement() bool { return strings.Contains(e.path, "{StatementId}") }

// at gives the path of what belongs to an account, and to a statement of it.
func (e endpoint) at(account, statement string) string {
	return strings.NewReplacer("{AccountId}", url.PathEscape(account), "{StatementId}", url.PathEscape(statement)).Replace(e.path)
}

// endpointNamed finds what the words of a step mean. In "each account's
// balances" and "each statement" it is read of every one there is.
func endpointNamed(words string) (found endpoint, each bool, err error) {
	one, each := words, false
	if rest, all := strings.CutPrefix(words, "each "); all {
		one, each = "a "+rest, true
		if strings.HasPrefix(rest, "account") {
			one = "an " + rest
		}
	}
	for _, e := range endpoints {
		if e.words == one {
			return e, each, nil
		}
	}
	return found, each, fmt.Errorf("%w: there is nothing to read that is called %q", ErrHarness, words)
}
