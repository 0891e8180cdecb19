package bank

import (
	"slices"
	"strings"
)

// A Member is a member of a resource, by its JSON name.
type Member string

// A Takes says which transactions a permission opens, by CreditDebitIndicator.
type Takes string

// What a permission may say of transactions. Debit reversals are credits, credit
// reversals debits.
const (
	TakesNone    Takes = ""
	TakesCredits Takes = "credits"
	TakesDebits  Takes = "debits"
)

// A Grant is what one permission does to one operation (permissions). An
// operation is open to a consent if one of its permissions Opens it and, where
// permissions say which transactions they take, one of them is there, too.
type Grant struct {
	Permission Permission
	Operation  Operation
	Opens      bool
	Adds       []Member // what is shown beyond Basic
	Always     []Member // those of Adds that every item has (1..1 and 1..n); the others it may have
	Takes      Takes
	Unmasks    []string // PANs shown whole, as paths from the item: "CreditorAccount.Identification"
}

// A clause is a few rows of the table at once: permissions that stand beside
// each other in the standard, on the operations of one resource.
type clause struct {
	operations []Operation
	grants     []Grant
}

var (
	accountOps     = []Operation{GetAccounts, GetAccount}
	balanceOps     = []Operation{GetAccountBalances, GetBalances}
	transactionOps = []Operation{GetAccountTransactions, GetTransactions, GetAccountStatementTransactions}
	beneficiaryOps = []Operation{GetAccountBeneficiaries, GetBeneficiaries}
	debitOps       = []Operation{GetAccountDirectDebits, GetDirectDebits}
	orderOps       = []Operation{GetAccountStandingOrders, GetStandingOrders}
	paymentOps     = []Operation{GetAccountFutureDatedPayments, GetFutureDatedPayments}
	offerOps       = []Operation{GetAccountOffers, GetOffers}
	partyOps       = []Operation{GetAccountParties, GetAccountParty, GetParty}
	statementOps   = []Operation{GetAccountStatements, GetAccountStatement, GetStatements}
)

// creditor is what Detail adds to everything that is to be paid, and where its
// PAN stands.
var (
	creditor       = []Member{"CreditorAgent", "CreditorAccount"}
	creditorAlways = []Member{"CreditorAccount"}
	creditorPAN    = []string{"CreditorAccount.Identification"}
)

// clauses is the table of permissions and data, resource by resource. Detail
// opens what Basic opens: it implies it. ReadPAN opens nothing. A statement's
// file has no members: ReadStatementsDetail opens it whole, as StatementFile says,
// and ReadPAN unmasks in it what it unmasks elsewhere.
var clauses = []clause{
	{accountOps, []Grant{
		{Permission: ReadAccountsBasic, Opens: true},
		{Permission: ReadAccountsDetail, Opens: true, Adds: []Member{"Account", "Servicer"}, Always: []Member{"Account"}},
		{Permission: ReadPAN, Unmasks: []string{"Account.Identification"}},
	}},
	{balanceOps, []Grant{{Permission: ReadBalances, Opens: true}}},
	{transactionOps, []Grant{
		{Permission: ReadTransactionsBasic, Opens: true},
		{Permission: ReadTransactionsDetail, Opens: true, Adds: []Member{
			"TransactionInformation", "Balance", "MerchantDetails", "CreditorAgent", "CreditorAccount", "DebtorAgent", "DebtorAccount",
		}},
		{Permission: ReadTransactionsCredits, Takes: TakesCredits},
		{Permission: ReadTransactionsDebits, Takes: TakesDebits},
		{Permission: ReadPAN, Unmasks: []string{"CreditorAccount.Identification", "DebtorAccount.Identification", "CardInstrument.Identification"}},
	}},
	{beneficiaryOps, []Grant{
		{Permission: ReadBeneficiariesBasic, Opens: true},
		{Permission: ReadBeneficiariesDetail, Opens: true, Adds: creditor, Always: creditorAlways},
		{Permission: ReadPAN, Unmasks: creditorPAN},
	}},
	{debitOps, []Grant{{Permission: ReadDirectDebits, Opens: true}}},
	{orderOps, []Grant{
		{Permission: ReadStandingOrdersBasic, Opens: true},
		{Permission: ReadStandingOrdersDetail, Opens: true, Adds: creditor, Always: creditorAlways},
		{Permission: ReadPAN, Unmasks: creditorPAN},
	}},
	{paymentOps, []Grant{
		{Permission: ReadFutureDatedPaymentsBasic, Opens: true},
		{Permission: ReadFutureDatedPaymentsDetail, Opens: true, Adds: creditor, Always: creditorAlways},
		{Permission: ReadPAN, Unmasks: creditorPAN},
	}},
	{offerOps, []Grant{{Permission: ReadOffers, Opens: true}}},
	{partyOps, []Grant{{Permission: ReadParty, Opens: true}}},
	{statementOps, []Grant{
		{Permission: ReadStatementsBasic, Opens: true},
		{Permission: ReadStatementsDetail, Opens: true, Adds: []Member{"StatementAmount"}},
	}},
	{[]Operation{GetAccountStatementFile}, []Grant{{Permission: ReadStatementsDetail, Opens: true}}},
	{[]Operation{GetSupplementaryAccountInfo}, []Grant{{Permission: ReadSupplementaryAccountInfo, Opens: true}}},
}

// grants are the table's rows by operation.
var grants = func() map[Operation][]Grant {
	m := make(map[Operation][]Grant, len(endpoints))
	for _, c := range clauses {
		for _, op := range c.operations {
			for _, g := range c.grants {
				g.Operation = op
				m[op] = append(m[op], g)
			}
		}
	}
	return m
}()

// Grants is the table of permissions and data (permissions), one row for each
// permission and operation that have to do with each other, in the order of
// Endpoints. By it, and nothing else, the bank decides what a consent opens.
func Grants() (table []Grant) {
	for _, e := range endpoints {
		for _, g := range grants[e.Operation] {
			g.Adds, g.Always, g.Unmasks = slices.Clone(g.Adds), slices.Clone(g.Always), slices.Clone(g.Unmasks)
			table = append(table, g)
		}
	}
	return table
}

// rights are what a consent's permissions make of one operation.
type rights struct {
	opens, takes    bool
	credits, debits bool
	adds            []Member
	unmasks         []string
}

// rightsOf reads the table.
func rightsOf(held set, op Operation) (r rights) {
	for _, g := range grants[op] {
		r.takes = r.takes || g.Takes != TakesNone
		if !held.has(g.Permission) {
			continue
		}
		r.opens = r.opens || g.Opens
		r.credits = r.credits || g.Takes == TakesCredits
		r.debits = r.debits || g.Takes == TakesDebits
		r.adds = append(r.adds, g.Adds...)
		r.unmasks = append(r.unmasks, g.Unmasks...)
	}
	return r
}

// open tells whether the operation may be asked for at all.
func (r rights) open() bool { return r.opens && (!r.takes || r.credits || r.debits) }

// needed says in words what opens an operation.
func needed(op Operation) string {
	var opens, takes []string
	for _, g := range grants[op] {
		if g.Opens {
			opens = append(opens, string(g.Permission))
		}
		if g.Takes != TakesNone {
			takes = append(takes, string(g.Permission))
		}
	}
	text := strings.Join(opens, " or ")
	if len(takes) > 0 {
		text += ", and " + strings.Join(takes, " or ")
	}
	return text
}
