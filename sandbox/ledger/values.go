package ledger

import (
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// The values below are the objects of the standard's data dictionaries in Go:
// what is nil, zero or "" the bank does not say. What they point to is shared
// and must not be written to. Codes of the standard's own lists stand without
// the namespace BH.OBF.

// Money is an amount with its currency; a value's direction is told beside it,
// so that it is never negative here.
type Money = fixtures.Money

// A Status says how far a transaction is.
type Status string

// How far a transaction can be (OBReadTransaction, Status).
const (
	Booked  Status = "Booked"
	Pending Status = "Pending"
)

// A Transaction is an entry of an account (OBReadTransaction).
type Transaction struct {
	Key        Key // where it stands in its account's history
	Account    string
	ID         string // never changes
	Reference  string
	Statements []string // StatementReference, once there is a statement
	Credit     bool
	Status     Status
	Booking    time.Time // of a pending one, when it is expected to be booked
	Value      time.Time // of a card's purchase, when it was made
	Text       string    // TransactionInformation
	Address    string    // AddressLine
	Amount     Money
	Charge     *Money
	Exchange   *Exchange
	Code       *Code
	Own        *OwnCode
	Balance    *Balance // after it; nil while it is pending
	Merchant   *Merchant
	Creditor   Side
	Debtor     Side
	Card       *Card
}

// A Key is a transaction's place in its account's history: by booking date, and
// among those booked at one instant by number. It never changes.
type Key struct {
	At int64 // nanoseconds since 1970, of Booking
	N  int64
}

// A Side is one end of a payment: whose account, at which agent.
type Side struct {
	Account *Identification
	Agent   *Agent
}

// An Identification names an account: an IBAN or a PAN (SchemeName IBAN, BBAN or
// PAN).
type Identification struct{ Scheme, Identification, Name, Secondary string }

// An Agent is a bank (SchemeName BICFI).
type Agent struct{ Scheme, Identification, Name string }

// An Exchange is how an amount came of another currency's (CurrencyExchange).
type Exchange struct {
	Source, Target, Unit string
	Rate                 string // a JSON number
	Contract             string
	Quoted               time.Time
	Instructed           *Money
}

// A Code is the ISO 20022 code of a transaction; an OwnCode is the bank's.
type (
	Code    struct{ Code, Sub string }
	OwnCode struct{ Code, Issuer string }
)

// A Merchant is a shop and its category code.
type Merchant struct{ Name, Category string }

// A Card is the instrument of a purchase; its PAN is whole.
type Card struct{ Scheme, Authorisation, Name, PAN string }

// A Balance is what an account held at a time (OBReadBalance), or, without
// Account and At, what it holds after a transaction.
type Balance struct {
	Account string
	Credit  bool
	Type    string // InterimBooked, InterimAvailable, …
	At      time.Time
	Amount  Money
	Lines   []CreditLine
}

// A CreditLine is what may be spent beyond the balance.
type CreditLine struct {
	Included bool
	Type     string
	Amount   Money
}

// A Beneficiary is one whom the customer may pay (OBReadBeneficiary).
type Beneficiary struct {
	Account, ID, Type, Reference string
	Creditor                     Side
}

// A DirectDebit is a mandate (OBReadDirectDebit).
type DirectDebit struct {
	Account, ID, Mandate, Status, Name, Frequency string
	Previous                                      time.Time // zero: nothing was taken yet
	Amount                                        *Money    // of the previous one
}

// A StandingOrder is an order to pay again and again (OBReadStandingOrder).
type StandingOrder struct {
	Account, ID, Frequency, Reference, Status        string
	Payments                                         string // NumberOfPayments
	First, Next, Last, Final                         time.Time
	FirstAmount, NextAmount, LastAmount, FinalAmount *Money
	Creditor                                         Side
}

// A FutureDatedPayment is one that falls due later (OBReadFutureDatedPayment).
type FutureDatedPayment struct {
	Account, ID, Type, Reference, DebtorReference string
	Due                                           time.Time
	Amount                                        Money
	Creditor                                      Side
}

// An Offer is what the bank proposes for an account (OBReadOffer).
type Offer struct {
	Account, ID, Type, Description, Rate, Term, URL string
	Start, End                                      time.Time
	Value                                           int
	Amount, Fee                                     *Money
}

// A Statement sums up a period of an account (OBReadStatement).
type Statement struct {
	Account, ID, Reference, Type string
	Start, End, Created          time.Time // both ends belong to it
	Descriptions                 []string
	Fees, Interest               []StatementItem
	Amounts                      []StatementItem // ClosingBalance, PreviousClosingBalance, TotalCredits, …
	Dates                        []StatementDate
	Rates, Values                []StatementFigure
}

// A StatementItem is an amount on a statement and what it is.
type StatementItem struct {
	Type, Description string
	Credit            bool
	Amount            Money
}

// A StatementDate is a date on a statement and what it is.
type StatementDate struct {
	Type string
	At   time.Time
}

// A StatementFigure is a rate or a value on a statement and what it is.
type StatementFigure struct{ Type, Figure string }

// A Supplement is what only Bahrain's standard tells of an account
// (OBReadSupplementaryAccountInfo): one block, the one that fits the account.
type Supplement struct {
	Account string
	Opened  time.Time
	Block   string // ReadCASAInfo, ReadDepositInfo, …
	Members []Member
}

// A Member is a member of a block and its value; the block's values are text.
type Member struct{ Name, Value string }
