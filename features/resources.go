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
func (e endpoint) at(p place) string {
	escape := url.PathEscape
	if p.verbatim {
		escape = func(s string) string { return s }
	}
	return strings.NewReplacer("{AccountId}", escape(p.account), "{StatementId}", escape(p.statement)).Replace(e.path)
}

// A place is an account, or a statement of it, whose data is read.
type place struct {
	account, statement string
	verbatim           bool // the ids stand in the path as they are, not escaped
}

// A scope says how much of what it names a step reads.
type scope int

// What there is to read: of the first account or statement that there is, of
// each, or of one that the scenario has named.
const (
	one scope = iota
	each
	that
)

// Words is how steps call what an operation reads, such as "an account's
// balances"; "" for one that reads no data.
func (o Operation) Words() string {
	for _, e := range endpoints {
		if e.op == o {
			return e.words
		}
	}
	return ""
}

// endpointNamed finds what the words of a step mean: "an account's balances",
// "each account's balances", "that account's balances".
func endpointNamed(words string) (endpoint, scope, error) {
	plain, how := words, one
	if rest, all := strings.CutPrefix(words, "each "); all {
		plain, how = articled(rest), each
	} else if rest, named := strings.CutPrefix(words, "that "); named {
		plain, how = articled(rest), that
	}
	for _, e := range endpoints {
		if e.words == plain {
			return e, how, nil
		}
	}
	return endpoint{}, one, fmt.Errorf("%w: there is nothing to read that is called %q", ErrHarness, words)
}

func articled(noun string) string {
	if strings.HasPrefix(noun, "account") {
		return "an " + noun
	}
	return "a " + noun
}

// mustEndpoint finds an endpoint whose words stand in this room's own code.
func mustEndpoint(words string) endpoint {
	e, _, err := endpointNamed(words)
	if err != nil {
		panic(err)
	}
	return e
}
