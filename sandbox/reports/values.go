package reports

import "time"

// An Amount is a sum in the smallest unit of its currency (section 1.7). Those of
// transactions are never negative; balances, and sums of groups, may be.
type Amount struct {
	Minor    int64
	Currency string
}

// An Account is what is known of one account of a consumer (sections 6.1, 6.6).
// What is "" or nil or zero is not known.
type Account struct {
	ID                                  string // insights_account_id
	IBAN, Number, Alias, BIC, BankCode  string
	Holder, HolderCountry               string
	Type, TransferType, Currency        string // DEFAULT, SAVING, …; NONE, DOMESTIC, …; ISO 4217
	GroupID                             string // accounts_group_id
	BankName, BankCountry, BankKRN      string
	IntegrationKRN, SubIntegrationKRN   string
	Labels                              map[string]string
	Refreshed                           time.Time // when its data last came
	ConsentUntil                        Day       // consent_expected_expiry_date; none: no consent is stored
	Balance, Available, Limit, Reserved *Amount
	BalanceAt                           time.Time // when Balance and the others held
}

// A State says what became of a transaction (section 6.2).
type State string

// The states of a transaction. The last is only asked for: it matches those of
// which the state is not known.
const (
	Processed State = "PROCESSED"
	Pending   State = "PENDING"
	Canceled  State = "CANCELED"
	Failed    State = "FAILED"
	Unknown   State = "UNKNOWN"
)

// A Method says how a transaction was paid: TRANSFER, DIRECT_DEBIT, INSTANT or
// UNKNOWN (section 6.2).
type Method string

// The methods of a transaction.
const (
	Transfer      Method = "TRANSFER"
	DirectDebit   Method = "DIRECT_DEBIT"
	Instant       Method = "INSTANT"
	UnknownMethod Method = "UNKNOWN"
)

// A Transaction is an entry of an account, StorageTransaction of section 6.2. What
// is "" or zero is not known.
type Transaction struct {
	ID, AccountID  string // insights_transaction_id, insights_account_id
	BankID         string // ob_transaction_id; a pending one has none
	Booked, Valued Day
	Amount         Amount // never negative: Credit tells the direction
	Credit         bool
	State          State
	Method         Method
	Reference      string
	Bank           BankReferences
	Code           BankCode
	Other          CounterParty
	CategoryIDs    []string // given by the client; they override the rules
	TagIDs         []string // category_tag_ids, kept for the client
	Labels         map[string]string
}

// BankReferences are the references that the bank passes on (bank_references).
type BankReferences struct{ Unstructured, Structured, EndToEnd string }

// A BankCode is the bank's own word for the kind of a transaction
// (bank_transaction_code).
type BankCode struct{ Code, SubCode, Description string }

// A CounterParty is the other side of a transaction (counter_party).
type CounterParty struct{ IBAN, Number, BIC, BankCode, Holder, Country string }

// Date is the day a transaction counts for: that of its booking, else its value
// date. Which of the two frames look at is inferred.
func (t *Transaction) Date() Day {
	if t.Booked != 0 {
		return t.Booked
	}
	return t.Valued
}

// Signed is what the transaction does to a balance, in the smallest unit: what is
// debited is negative.
func (t *Transaction) Signed() int64 {
	if t.Credit {
		return t.Amount.Minor
	}
	return -t.Amount.Minor
}

// A Holding is one account with what is held of it, oldest first.
type Holding struct {
	Account      Account
	Transactions []Transaction
	// Covered are the frames for which a bank was asked. Without any, the
	// client provides the data, and they are taken to be whole from the oldest
	// transaction on.
	Covered []Frame
}
