package ais

import (
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// The samples are values with everything in them that can be said.

func bhd(minor int64) fixtures.Money { return fixtures.Money{Minor: minor, Currency: "BHD"} }
func usd(minor int64) fixtures.Money { return fixtures.Money{Minor: minor, Currency: "USD"} }

var sampleDay = time.Date(2020, 9, 10, 16, 43, 31, 508e6, time.UTC)

func daysBefore(n int) time.Time { return sampleDay.AddDate(0, 0, -n) }

var sampleSide = ledger.Side{
	Account: &ledger.Identification{Scheme: "IBAN", Identification: "BH48SAND00001000000101", Name: "Gulf Power \"East\" شركة", Secondary: "Branch 7"},
	Agent:   &ledger.Agent{Scheme: "BICFI", Identification: "SANDBHBM", Name: "Sandbank"},
}

func sampleTransaction() ledger.Transaction {
	charge, instructed := bhd(500), usd(26500)
	return ledger.Transaction{
		Account: "amal-current", ID: "amal-current-card-202009-3", Reference: "Order 81\t7",
		Statements: []string{"2020-08", "2020-09"}, Status: ledger.Booked,
		Booking: daysBefore(2), Value: daysBefore(1), Text: "Card purchase", Address: "Road 1, Manama",
		Amount: bhd(100005), Charge: &charge,
		Exchange: &ledger.Exchange{
			Source: "USD", Target: "BHD", Unit: "USD", Rate: "0.3774", Contract: "C-1", Quoted: daysBefore(2), Instructed: &instructed,
		},
		Code: &ledger.Code{Code: "MerchantCardTransactions", Sub: "PointOfSalePayment"}, Own: &ledger.OwnCode{Code: "POS", Issuer: "Sandbank"},
		Balance:  &ledger.Balance{Credit: true, Type: "InterimBooked", Amount: bhd(1850000)},
		Merchant: &ledger.Merchant{Name: "Books & Co", Category: "5942"},
		Creditor: sampleSide, Debtor: sampleSide,
		Card: &ledger.Card{Scheme: "VISA", Authorisation: "Contactless", Name: "Amal", PAN: "411111******1111"},
	}
}

// basic takes from a transaction what Detail adds.
func basic(t ledger.Transaction) ledger.Transaction {
	t.Text, t.Balance, t.Merchant, t.Creditor, t.Debtor = "", nil, nil, ledger.Side{}, ledger.Side{}
	return t
}

func sampleBalance() ledger.Balance {
	return ledger.Balance{
		Account: "amal-current", Type: "InterimAvailable", At: sampleDay, Amount: bhd(-12345),
		Lines: []ledger.CreditLine{{Included: true, Type: "Pre-Agreed", Amount: bhd(500000)}, {Type: "Temporary", Amount: bhd(0)}},
	}
}

func sampleBeneficiary() ledger.Beneficiary {
	return ledger.Beneficiary{Account: "amal-current", ID: "b-1", Type: "Trusted", Reference: "rent", Creditor: sampleSide}
}

func sampleDirectDebit() ledger.DirectDebit {
	amount := bhd(12500)
	return ledger.DirectDebit{
		Account: "amal-current", ID: "d-1", Mandate: "M-1", Status: "Active", Name: "Gulf Power",
		Frequency: "Monthly", Previous: daysBefore(10), Amount: &amount,
	}
}

func sampleStandingOrder() ledger.StandingOrder {
	amount := bhd(350000)
	return ledger.StandingOrder{
		Account: "amal-current", ID: "s-1", Frequency: "IntrvlMnthDay:01:05", Reference: "rent", Status: "Active", Payments: "24",
		First: daysBefore(700), Next: daysBefore(-20), Last: daysBefore(10), Final: daysBefore(-400),
		FirstAmount: &amount, NextAmount: &amount, LastAmount: &amount, FinalAmount: &amount,
		Creditor: ledger.Side{Account: sampleSide.Account, Agent: &ledger.Agent{Scheme: "BICFI", Identification: "SANDBHBM"}},
	}
}

func sampleFutureDatedPayment() ledger.FutureDatedPayment {
	return ledger.FutureDatedPayment{
		Account: "amal-current", ID: "f-1", Type: "Execution", Reference: "school", DebtorReference: "term 2",
		Due: daysBefore(-5), Amount: bhd(900000), Creditor: sampleStandingOrder().Creditor,
	}
}

func sampleOffer() ledger.Offer {
	amount, fee := bhd(1000000), bhd(2500)
	return ledger.Offer{
		Account: "amal-card", ID: "o-1", Type: "BalanceTransfer", Description: "Bring your balance", Rate: "1.25", Term: "12 months",
		URL: "https://bank.example/offers", Start: daysBefore(9), End: daysBefore(-20), Value: 12, Amount: &amount, Fee: &fee,
	}
}

func sampleParty() fixtures.Party {
	yes := true
	return fixtures.Party{
		ID: "p-1", Number: "17", Type: "Delegate", Name: "Basma", FullLegalName: "Basma Trading W.L.L. بسمة", LegalStructure: "PrivateLimitedCompany",
		Role: "Principal", BeneficialOwnership: &yes, Email: "basma@mail.example", Phone: "+973-17000000", Mobile: "+973-36000000",
		Addresses: []fixtures.Address{{
			Type: "Business", Street: "Road 1", Building: "7", PostCode: "317", Town: "Manama", Subdivision: "Capital", Country: "BH",
			Lines: []string{"Flat 1", "Building 7"},
		}},
	}
}

func sampleStatement() ledger.Statement {
	return ledger.Statement{
		Account: "amal-current", ID: "2020-08", Reference: "2020-08", Type: "RegularPeriodic",
		Start: daysBefore(40), End: daysBefore(10), Created: daysBefore(9), Descriptions: []string{"August 2020"},
		Fees:     []ledger.StatementItem{{Type: "Monthly", Description: "Account keeping", Amount: bhd(1000)}},
		Interest: []ledger.StatementItem{{Type: "Total", Credit: true, Amount: bhd(12)}},
		Amounts: []ledger.StatementItem{
			{Type: "PreviousClosingBalance", Credit: true, Amount: bhd(1000000)}, {Type: "ClosingBalance", Credit: true, Amount: bhd(1850005)},
			{Type: "TotalCredits", Credit: true, Amount: bhd(1850000)}, {Type: "TotalDebits", Amount: bhd(999995)},
		},
		Dates:  []ledger.StatementDate{{Type: "NextStatement", At: daysBefore(-20)}},
		Rates:  []ledger.StatementFigure{{Type: "AnnualBalanceTransfer", Figure: "1.5"}},
		Values: []ledger.StatementFigure{{Type: "Transactions", Figure: "31"}},
	}
}

func sampleSupplement() ledger.Supplement {
	return ledger.Supplement{
		Account: "amal-current", Opened: daysBefore(1000), Block: "ReadCASAInfo",
		Members: []ledger.Member{{Name: "LienAmount", Value: "10.000"}, {Name: "Rate", Value: "0.5"}, {Name: "JointHolderName", Value: ""}},
	}
}

func sampleAccount() bank.Account {
	return bank.Account{
		ID: "amal-card", Status: "Enabled", StatusUpdated: daysBefore(3), Currency: "BHD", Type: "Personal", SubType: "CreditCard",
		Description: "Card", Nickname: "Travel", Opening: daysBefore(900), Maturity: daysBefore(-900),
		Identifications: []ledger.Identification{
			{Scheme: "IBAN", Identification: "BH48SAND00001000000101", Name: "Amal", Secondary: "1"},
			{Scheme: "PAN", Identification: "411111******1111", Name: "Amal"},
		},
		Servicer: &ledger.Agent{Scheme: "BICFI", Identification: "SANDBHBM"},
	}
}

func sampleProducts() []fixtures.Product {
	return []fixtures.Product{
		{Group: "Loans", Category: "Personal loan", Code: "PL", Description: "A loan for anything", Terms: []string{"Up to 7 years"}},
		{Group: "CreditCards", Category: "Travel card", Code: "TC", Description: "A card", Features: []string{"Miles"}, Eligibility: []string{"21 years", "Salary of BHD 500"}, Benefits: []string{"Lounges"}},
		{Group: "CreditCards", Category: "Plain card", Code: "PC", Description: "Another card"},
	}
}
