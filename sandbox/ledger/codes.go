package ledger

import (
	"strings"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// issuer is whose the proprietary transaction codes are.
const issuer = "Sandbank"

// codeOf is what ISO 20022 calls a kind of entry, in long form: family and
// sub-family.
func codeOf(kind fixtures.Kind, credit bool) *Code {
	switch kind {
	case fixtures.Card:
		return &Code{"CustomerCardTransactions", "PointOfSalePayment"}
	case fixtures.Cash:
		return &Code{"CustomerCardTransactions", direction(credit, "CashDeposit", "CashWithdrawal")}
	case fixtures.Fee:
		return &Code{miscellaneous(credit), "Fees"}
	case fixtures.Interest:
		return &Code{miscellaneous(credit), "Interest"}
	case fixtures.StandingOrder:
		return &Code{transferred(credit), "StandingOrder"}
	case fixtures.DirectDebit:
		return &Code{direction(credit, "IssuedDirectDebits", "ReceivedDirectDebits"), "DirectDebit"}
	}
	return &Code{transferred(credit), "DomesticCreditTransfer"}
}

func transferred(credit bool) string {
	return direction(credit, "ReceivedCreditTransfers", "IssuedCreditTransfers")
}

func miscellaneous(credit bool) string {
	return direction(credit, "MiscellaneousCreditOperations", "MiscellaneousDebitOperations")
}

func direction(credit bool, in, out string) string {
	if credit {
		return in
	}
	return out
}

// ownCodeOf is what this bank calls a kind of entry.
func ownCodeOf(kind fixtures.Kind, credit bool) *OwnCode {
	return &OwnCode{strings.ToUpper(string(kind)) + direction(credit, "-IN", "-OUT"), issuer}
}

// schemeOf is whose network a card is of, by how its number begins (ISO/IEC
// 7812).
func schemeOf(pan string) string {
	switch {
	case strings.HasPrefix(pan, "34"), strings.HasPrefix(pan, "37"):
		return "AmericanExpress"
	case strings.HasPrefix(pan, "30"), strings.HasPrefix(pan, "36"), strings.HasPrefix(pan, "38"):
		return "Diners"
	case strings.HasPrefix(pan, "6"):
		return "Discover"
	case strings.HasPrefix(pan, "2"), strings.HasPrefix(pan, "5"):
		return "MasterCard"
	}
	return "VISA"
}

// authorisationOf is how a card is shown to be the customer's.
func authorisationOf(kind fixtures.Kind) string {
	if kind == fixtures.Cash {
		return "PIN"
	}
	return "Contactless"
}
