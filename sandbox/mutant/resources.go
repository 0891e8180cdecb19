package mutant

// A resource is a kind of account data and what opens it.
type resource struct {
	name          string // in the ids of mutants
	ops           []op
	basic, detail string   // permissions; without detail there is one level only
	with          []string // permissions that belong to each of these
	adds          []string // members that only Detail shows
	must          []string // those of them that Detail always shows
}

// resources is the table of section 2.4 of the framework, as mutants need it.
var resources = []resource{
	{name: "accounts", ops: []op{accounts, account}, basic: "ReadAccountsBasic", detail: "ReadAccountsDetail",
		adds: []string{"Account", "Servicer"}, must: []string{"Account"}},
	{name: "balances", ops: []op{balances, allBalances}, basic: "ReadBalances"},
	{name: "transactions", ops: []op{transactions, allTrans, statementTrans}, basic: basic, detail: detail, with: []string{credits, debits},
		adds: []string{"TransactionInformation", "Balance", "MerchantDetails", "CreditorAgent", "CreditorAccount", "DebtorAgent", "DebtorAccount"}},
	{name: "beneficiaries", ops: []op{beneficiaries, allBenef}, basic: "ReadBeneficiariesBasic", detail: "ReadBeneficiariesDetail",
		adds: creditor, must: creditor[1:]},
	{name: "direct-debits", ops: []op{directDebits, allDebits}, basic: "ReadDirectDebits"},
	{name: "standing-orders", ops: []op{standingOrders, allOrders}, basic: "ReadStandingOrdersBasic", detail: "ReadStandingOrdersDetail",
		adds: creditor, must: creditor[1:]},
	{name: "future-dated-payments", ops: []op{futurePayments, allFuture}, basic: "ReadFutureDatedPaymentsBasic", detail: "ReadFutureDatedPaymentsDetail",
		adds: creditor, must: creditor[1:]},
	{name: "offers", ops: []op{offers, allOffers}, basic: "ReadOffers"},
	{name: "parties", ops: []op{parties, accountParty, party}, basic: "ReadParty"},
	{name: "statements", ops: []op{statements, statement, allStatements}, basic: "ReadStatementsBasic", detail: "ReadStatementsDetail",
		adds: []string{"StatementAmount"}},
	{name: "statement-file", ops: []op{statementFile}, basic: "ReadStatementsDetail"},
	{name: "supplementary-account-info", ops: []op{supplement}, basic: "ReadSupplementaryAccountInfo"},
}

var creditor = []string{"CreditorAgent", "CreditorAccount"}

// levels gives the permissions each of which opens the resource.
func (r resource) levels() []string {
	if r.detail == "" {
		return []string{r.basic}
	}
	return []string{r.basic, r.detail}
}

// open tells whether Data opens the resource.
func (r resource) open(data object) bool { return data.asks(r.levels()...) }

// atBasic asks for Detail where Data has Basic alone.
func (r resource) atBasic(data object) bool { return r.open(data) && widen(data, r.detail) }

// bulk tells whether an operation is about all accounts.
func bulk(o op) bool { return !byOp[o].below() && o != party && o != products }

// where says of which answers a mutant lies: GET /accounts.
func (o op) where() string { return "GET " + byOp[o].path }
