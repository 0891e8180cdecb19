package ais

import (
	"net/http"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// A Route is a method of a path, counted from Root.
type Route struct {
	Method, Path string
	serve        handler
}

var routes = []Route{
	{http.MethodPost, "/account-access-consents", (*server).createConsent},
	{http.MethodGet, "/account-access-consents/{ConsentId}", (*server).getConsent},
	{http.MethodPatch, "/account-access-consents/{ConsentId}", (*server).patchConsent},

	data("/accounts", bank.GetAccounts, list("Account", bank.Reading.Accounts, (*out).account)),
	data("/accounts/{AccountId}", bank.GetAccount, list("Account", bank.Reading.Accounts, (*out).account)),
	data("/accounts/{AccountId}/balances", bank.GetAccountBalances, list("Balance", bank.Reading.Balances, (*out).balance)),
	data("/balances", bank.GetBalances, list("Balance", bank.Reading.Balances, (*out).balance)),
	data("/accounts/{AccountId}/transactions", bank.GetAccountTransactions, list("Transaction", bank.Reading.Transactions, (*out).transaction)),
	data("/transactions", bank.GetTransactions, list("Transaction", bank.Reading.Transactions, (*out).transaction)),
	data("/accounts/{AccountId}/beneficiaries", bank.GetAccountBeneficiaries, list("Beneficiary", bank.Reading.Beneficiaries, (*out).beneficiary)),
	data("/beneficiaries", bank.GetBeneficiaries, list("Beneficiary", bank.Reading.Beneficiaries, (*out).beneficiary)),
	data("/accounts/{AccountId}/direct-debits", bank.GetAccountDirectDebits, list("DirectDebit", bank.Reading.DirectDebits, (*out).directDebit)),
	data("/direct-debits", bank.GetDirectDebits, list("DirectDebit", bank.Reading.DirectDebits, (*out).directDebit)),
	data("/accounts/{AccountId}/standing-orders", bank.GetAccountStandingOrders, list("StandingOrder", bank.Reading.StandingOrders, (*out).standingOrder)),
	data("/standing-orders", bank.GetStandingOrders, list("StandingOrder", bank.Reading.StandingOrders, (*out).standingOrder)),
	data("/accounts/{AccountId}/future-dated-payments", bank.GetAccountFutureDatedPayments, list("FutureDatedPayment", bank.Reading.FutureDatedPayments, (*out).futureDatedPayment)),
	data("/future-dated-payments", bank.GetFutureDatedPayments, list("FutureDatedPayment", bank.Reading.FutureDatedPayments, (*out).futureDatedPayment)),
	data("/accounts/{AccountId}/offers", bank.GetAccountOffers, list("Offer", bank.Reading.Offers, (*out).offer)),
	data("/offers", bank.GetOffers, list("Offer", bank.Reading.Offers, (*out).offer)),
	data("/accounts/{AccountId}/parties", bank.GetAccountParties, parties),
	data("/accounts/{AccountId}/party", bank.GetAccountParty, party),
	data("/party", bank.GetParty, party),
	data("/accounts/{AccountId}/statements", bank.GetAccountStatements, list("Statement", bank.Reading.Statements, (*out).statement)),
	data("/accounts/{AccountId}/statements/{StatementId}", bank.GetAccountStatement, list("Statement", bank.Reading.Statements, (*out).statement)),
	data("/accounts/{AccountId}/statements/{StatementId}/file", bank.GetAccountStatementFile, statementFile, pdfType, csvType),
	data("/accounts/{AccountId}/statements/{StatementId}/transactions", bank.GetAccountStatementTransactions, list("Transaction", bank.Reading.StatementTransactions, (*out).transaction)),
	data("/statements", bank.GetStatements, list("Statement", bank.Reading.Statements, (*out).statement)),
	data("/accounts/{AccountId}/supplementary-account-info", bank.GetSupplementaryAccountInfo, supplement),
	data("/sharing-product-details", bank.GetSharingProductDetails, products),
}
