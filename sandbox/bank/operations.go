package bank

import "slices"

// An Operation is one thing that can be asked of the account information API,
// in the word that its log entries, its schema and its feature bear.
type Operation string

// The operations on account information (endpoints).
const (
	GetAccounts                     Operation = "getAccounts"
	GetAccount                      Operation = "getAccount"
	GetAccountBalances              Operation = "getAccountBalances"
	GetBalances                     Operation = "getBalances"
	GetAccountTransactions          Operation = "getAccountTransactions"
	GetTransactions                 Operation = "getTransactions"
	GetAccountBeneficiaries         Operation = "getAccountBeneficiaries"
	GetBeneficiaries                Operation = "getBeneficiaries"
	GetAccountDirectDebits          Operation = "getAccountDirectDebits"
	GetDirectDebits                 Operation = "getDirectDebits"
	GetAccountStandingOrders        Operation = "getAccountStandingOrders"
	GetStandingOrders               Operation = "getStandingOrders"
	GetAccountFutureDatedPayments   Operation = "getAccountFutureDatedPayments"
	GetFutureDatedPayments          Operation = "getFutureDatedPayments"
	GetAccountOffers                Operation = "getAccountOffers"
	GetOffers                       Operation = "getOffers"
	GetAccountParties               Operation = "getAccountParties"
	GetAccountParty                 Operation = "getAccountParty"
	GetParty                        Operation = "getParty"
	GetAccountStatements            Operation = "getAccountStatements"
	GetAccountStatement             Operation = "getAccountStatement"
	GetAccountStatementFile         Operation = "getAccountStatementFile"
	GetAccountStatementTransactions Operation = "getAccountStatementTransactions"
	GetStatements                   Operation = "getStatements"
	GetSupplementaryAccountInfo     Operation = "getSupplementaryAccountInfo"
	GetSharingProductDetails        Operation = "getSharingProductDetails"
)

// A Duty says whether a bank must have an endpoint (mandatory, conditional,
// optional).
type Duty string

// The duties of a bank.
const (
	Mandatory   Duty = "Mandatory"
	Conditional Duty = "Conditional" // if the bank's own channels offer the same
	Optional    Duty = "Optional"
)

// Filters says by which dates a list can be narrowed in the query.
type Filters string

// The filters of lists.
const (
	NoFilter        Filters = ""
	BookingFilter   Filters = "booking"   // fromBookingDateTime, toBookingDateTime
	StatementFilter Filters = "statement" // fromStatementDateTime, toStatementDateTime, both on StartDateTime
)

// An Endpoint is a row of the standard's table of endpoints. All are GET.
type Endpoint struct {
	Operation Operation
	Path      string // below the resource group
	Bulk      bool   // of all accounts of the consent
	Paged     bool   // the others answer with one page, however long
	Filters   Filters
	Duty      Duty
	Word      string // by which a bank that need not have it says whether it does; "" if it must
}

const (
	account   = "/accounts/{AccountId}"
	statement = account + "/statements/{StatementId}"
)

// endpoints is the standard's table of endpoints, in its order.
var endpoints = []Endpoint{
	{GetAccounts, "/accounts", true, true, NoFilter, Mandatory, ""},
	{GetAccount, account, false, false, NoFilter, Mandatory, ""},
	{GetAccountBalances, account + "/balances", false, false, NoFilter, Mandatory, ""},
	{GetBalances, "/balances", true, true, NoFilter, Optional, "balances"},
	{GetAccountTransactions, account + "/transactions", false, true, BookingFilter, Mandatory, ""},
	{GetTransactions, "/transactions", true, true, BookingFilter, Optional, "transactions"},
	{GetAccountBeneficiaries, account + "/beneficiaries", false, false, NoFilter, Conditional, "beneficiaries"},
	{GetBeneficiaries, "/beneficiaries", true, true, NoFilter, Optional, "bulk-beneficiaries"},
	{GetAccountDirectDebits, account + "/direct-debits", false, false, NoFilter, Conditional, "direct-debits"},
	{GetDirectDebits, "/direct-debits", true, true, NoFilter, Optional, "bulk-direct-debits"},
	{GetAccountStandingOrders, account + "/standing-orders", false, false, NoFilter, Conditional, "standing-orders"},
	{GetStandingOrders, "/standing-orders", true, true, NoFilter, Optional, "bulk-standing-orders"},
	{GetAccountFutureDatedPayments, account + "/future-dated-payments", false, false, NoFilter, Conditional, "future-dated-payments"},
	{GetFutureDatedPayments, "/future-dated-payments", true, true, NoFilter, Optional, "bulk-future-dated-payments"},
	{GetAccountOffers, account + "/offers", false, false, NoFilter, Optional, "offers"},
	{GetOffers, "/offers", true, true, NoFilter, Optional, "bulk-offers"},
	{GetAccountParties, account + "/parties", false, false, NoFilter, Optional, "parties"},
	{GetAccountParty, account + "/party", false, false, NoFilter, Optional, "party"},
	{GetParty, "/party", true, false, NoFilter, Optional, "psu-party"},
	{GetAccountStatements, account + "/statements", false, true, StatementFilter, Conditional, "statements"},
	{GetAccountStatement, statement, false, false, NoFilter, Conditional, "statements"},
	{GetAccountStatementFile, statement + "/file", false, false, NoFilter, Optional, "statement-file"},
	{GetAccountStatementTransactions, statement + "/transactions", false, true, NoFilter, Conditional, "statement-transactions"},
	{GetStatements, "/statements", true, true, StatementFilter, Optional, "bulk-statements"},
	{GetSupplementaryAccountInfo, account + "/supplementary-account-info", false, false, NoFilter, Optional, "supplementary-account-info"},
	{GetSharingProductDetails, "/sharing-product-details", true, false, NoFilter, Mandatory, ""},
}

// Endpoints lists the endpoints on account information in the standard's order
// (endpoints); those on consents are not among them.
func Endpoints() []Endpoint { return slices.Clone(endpoints) }

// endpointOf finds the row of an operation.
var endpointOf = func() map[Operation]Endpoint {
	m := make(map[Operation]Endpoint, len(endpoints))
	for _, e := range endpoints {
		m[e.Operation] = e
	}
	return m
}()
