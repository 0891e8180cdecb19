package oauth

import (
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// plain says each permission (account-access-consents, 3.1.2) to a customer.
var plain = map[bank.Permission]string{
	bank.ReadAccountsBasic:             "Which accounts you have: their type, currency and nickname.",
	bank.ReadAccountsDetail:            "Your accounts in full, with their numbers and the name of the holder.",
	bank.ReadBalances:                  "How much money is in your accounts.",
	bank.ReadBeneficiariesBasic:        "That you have saved payees, without their account numbers.",
	bank.ReadBeneficiariesDetail:       "Your saved payees in full, with their account numbers.",
	bank.ReadDirectDebits:              "Your direct debits.",
	bank.ReadOffers:                    "Offers that the bank makes you.",
	bank.ReadPAN:                       "Your card numbers in full, where other information shows them.",
	bank.ReadParty:                     "Your name, address and contact details, as the bank holds them.",
	bank.ReadSupplementaryAccountInfo:  "Further facts about your accounts, such as when you opened them.",
	bank.ReadFutureDatedPaymentsBasic:  "Payments that you have planned, without the payee's account number.",
	bank.ReadFutureDatedPaymentsDetail: "Payments that you have planned, in full.",
	bank.ReadStandingOrdersBasic:       "Your standing orders, without the payee's account number.",
	bank.ReadStandingOrdersDetail:      "Your standing orders in full.",
	bank.ReadStatementsBasic:           "Your statements, without their amounts.",
	bank.ReadStatementsDetail:          "Your statements in full, and as files, with your account number and all that was paid in and out.",
	bank.ReadTransactionsBasic:         "Your transactions: when and how much.",
	bank.ReadTransactionsCredits:       "Money that comes in.",
	bank.ReadTransactionsDebits:        "Money that goes out.",
	bank.ReadTransactionsDetail:        "Your transactions in full, with descriptions and the other party.",
}

// sentences says what is asked for, one sentence a permission.
func sentences(asked []bank.Permission) (out []string) {
	for _, p := range asked {
		s, ok := plain[p]
		if !ok {
			s = string(p)
		}
		out = append(out, s)
	}
	return out
}

// kinds says each AccountSubType to a customer.
var kinds = map[string]string{
	"ChargeCard": "Charge card", "CreditCard": "Credit card", "CurrentAccount": "Current account", "Deposit": "Deposit account",
	"EWallet": "E-wallet", "Loan": "Loan", "Mortgage": "Mortgage", "PrePaidCard": "Prepaid card", "Savings": "Savings account",
}

// kindOf is an account's kind in words; its code, if we have none.
func kindOf(a bank.Account) string {
	if words, ok := kinds[a.SubType]; ok {
		return words
	}
	return a.SubType
}

// dateOf shows one end of the window to a customer; as sent, if it is in no
// form that we know.
func dateOf(sent string) string {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02"} {
		if t, err := time.Parse(layout, sent); err == nil {
			return t.Format("2 January 2006")
		}
	}
	return strings.TrimSpace(sent)
}
