package bank

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// grantLines is the standard's table of permissions and data, written out by
// hand, one line for each permission and operation: what opens (+), what Detail
// adds (! in every item), which transactions are taken, which PANs are whole.
const grantLines = `
getAccounts ReadAccountsBasic +
getAccounts ReadAccountsDetail + adds Account! Servicer
getAccounts ReadPAN whole Account.Identification
getAccount ReadAccountsBasic +
getAccount ReadAccountsDetail + adds Account! Servicer
getAccount ReadPAN whole Account.Identification
getAccountBalances ReadBalances +
getBalances ReadBalances +
getAccountTransactions ReadTransactionsBasic +
getAccountTransactions ReadTransactionsDetail + adds TransactionInformation Balance MerchantDetails CreditorAgent CreditorAccount DebtorAgent DebtorAccount
getAccountTransactions ReadTransactionsCredits takes credits
getAccountTransactions ReadTransactionsDebits takes debits
getAccountTransactions ReadPAN whole CreditorAccount.Identification DebtorAccount.Identification CardInstrument.Identification
getTransactions ReadTransactionsBasic +
getTransactions ReadTransactionsDetail + adds TransactionInformation Balance MerchantDetails CreditorAgent CreditorAccount DebtorAgent DebtorAccount
getTransactions ReadTransactionsCredits takes credits
getTransactions ReadTransactionsDebits takes debits
getTransactions ReadPAN whole CreditorAccount.Identification DebtorAccount.Identification CardInstrument.Identification
getAccountBeneficiaries ReadBeneficiariesBasic +
getAccountBeneficiaries ReadBeneficiariesDetail + adds CreditorAgent CreditorAccount!
getAccountBeneficiaries ReadPAN whole CreditorAccount.Identification
getBeneficiaries ReadBeneficiariesBasic +
getBeneficiaries ReadBeneficiariesDetail + adds CreditorAgent CreditorAccount!
getBeneficiaries ReadPAN whole CreditorAccount.Identification
getAccountDirectDebits ReadDirectDebits +
getDirectDebits ReadDirectDebits +
getAccountStandingOrders ReadStandingOrdersBasic +
getAccountStandingOrders ReadStandingOrdersDetail + adds CreditorAgent CreditorAccount!
getAccountStandingOrders ReadPAN whole CreditorAccount.Identification
getStandingOrders ReadStandingOrdersBasic +
getStandingOrders ReadStandingOrdersDetail + adds CreditorAgent CreditorAccount!
getStandingOrders ReadPAN whole CreditorAccount.Identification
getAccountFutureDatedPayments ReadFutureDatedPaymentsBasic +
getAccountFutureDatedPayments ReadFutureDatedPaymentsDetail + adds CreditorAgent CreditorAccount!
getAccountFutureDatedPayments ReadPAN whole CreditorAccount.Identification
getFutureDatedPayments ReadFutureDatedPaymentsBasic +
getFutureDatedPayments ReadFutureDatedPaymentsDetail + adds CreditorAgent CreditorAccount!
getFutureDatedPayments ReadPAN whole CreditorAccount.Identification
getAccountOffers ReadOffers +
getOffers ReadOffers +
getAccountParties ReadParty +
getAccountParty ReadParty +
getParty ReadParty +
getAccountStatements ReadStatementsBasic +
getAccountStatements ReadStatementsDetail + adds StatementAmount
getAccountStatement ReadStatementsBasic +
getAccountStatement ReadStatementsDetail + adds StatementAmount
getAccountStatementFile ReadStatementsDetail +
getAccountStatementTransactions ReadTransactionsBasic +
getAccountStatementTransactions ReadTransactionsDetail + adds TransactionInformation Balance MerchantDetails CreditorAgent CreditorAccount DebtorAgent DebtorAccount
getAccountStatementTransactions ReadTransactionsCredits takes credits
getAccountStatementTransactions ReadTransactionsDebits takes debits
getAccountStatementTransactions ReadPAN whole CreditorAccount.Identification DebtorAccount.Identification CardInstrument.Identification
getStatements ReadStatementsBasic +
getStatements ReadStatementsDetail + adds StatementAmount
getSupplementaryAccountInfo ReadSupplementaryAccountInfo +
`

func (g Grant) line() string {
	words := []string{string(g.Operation), string(g.Permission)}
	if g.Opens {
		words = append(words, "+")
	}
	if len(g.Adds) > 0 {
		words = append(words, "adds")
		for _, m := range g.Adds {
			if slices.Contains(g.Always, m) {
				m += "!"
			}
			words = append(words, string(m))
		}
	}
	if g.Takes != TakesNone {
		words = append(words, "takes", string(g.Takes))
	}
	if len(g.Unmasks) > 0 {
		words = append(append(words, "whole"), g.Unmasks...)
	}
	return strings.Join(words, " ")
}

func TestGrantsAreThoseOfTheStandard(t *testing.T) {
	var got []string
	for _, g := range Grants() {
		got = append(got, g.line())
	}
	want := strings.Split(strings.TrimSpace(grantLines), "\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the table of permissions (-want +got):\n%s", diff)
	}
}

func TestEveryPermissionAndEveryCustomersEndpointHasAGrant(t *testing.T) {
	table := Grants()
	for _, p := range Permissions() {
		if !slices.ContainsFunc(table, func(g Grant) bool { return g.Permission == p }) {
			t.Errorf("%s grants nothing", p)
		}
	}
	for _, e := range Endpoints() {
		granted := slices.ContainsFunc(table, func(g Grant) bool { return g.Operation == e.Operation && g.Opens })
		if want := e.Operation != GetSharingProductDetails; granted != want {
			t.Errorf("some permission opens %s: %t, want %t", e.Operation, granted, want)
		}
	}
}

// endpointLines is the standard's table of endpoints, written out by hand.
const endpointLines = `
M /accounts paged
M /accounts/{AccountId}
M /accounts/{AccountId}/balances
O /balances paged
M /accounts/{AccountId}/transactions paged booking
O /transactions paged booking
C /accounts/{AccountId}/beneficiaries
O /beneficiaries paged
C /accounts/{AccountId}/direct-debits
O /direct-debits paged
C /accounts/{AccountId}/standing-orders
O /standing-orders paged
C /accounts/{AccountId}/future-dated-payments
O /future-dated-payments paged
O /accounts/{AccountId}/offers
O /offers paged
O /accounts/{AccountId}/parties
O /accounts/{AccountId}/party
O /party
C /accounts/{AccountId}/statements paged statement
C /accounts/{AccountId}/statements/{StatementId}
O /accounts/{AccountId}/statements/{StatementId}/file
C /accounts/{AccountId}/statements/{StatementId}/transactions paged
O /statements paged statement
O /accounts/{AccountId}/supplementary-account-info
M /sharing-product-details
`

func TestEndpointsAreThoseOfTheStandard(t *testing.T) {
	var got []string
	for _, e := range Endpoints() {
		words := []string{string(e.Duty[:1]), e.Path}
		if e.Paged {
			words = append(words, "paged")
		}
		if e.Filters != NoFilter {
			words = append(words, string(e.Filters))
		}
		got = append(got, strings.Join(words, " "))
		if bulk := !strings.Contains(e.Path, "{AccountId}"); e.Bulk != bulk {
			t.Errorf("%s: bulk is %t, want %t", e.Operation, e.Bulk, bulk)
		}
		if must := e.Duty == Mandatory; must != (e.Word == "") {
			t.Errorf("%s is %s and has the word %q", e.Operation, e.Duty, e.Word)
		}
	}
	if diff := cmp.Diff(strings.Split(strings.TrimSpace(endpointLines), "\n"), got); diff != "" {
		t.Errorf("the table of endpoints (-want +got):\n%s", diff)
	}
}

func TestTheWordsOfEndpointsAreThoseOfScenarios(t *testing.T) {
	var got []string
	for _, e := range Endpoints() {
		if e.Word != "" && !slices.Contains(got, e.Word) {
			got = append(got, e.Word)
		}
	}
	want := scenario.Endpoints()
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("words (-scenario +bank):\n%s", diff)
	}
}
