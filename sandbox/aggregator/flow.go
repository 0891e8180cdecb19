package aggregator

import (
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// A FlowType is what a flow brings, in the word of its path (3.1).
type FlowType string

// The types of flow. Transfers are not offered.
const (
	Accounts        FlowType = "accounts"
	AccountDetails  FlowType = "account-details"
	Balances        FlowType = "balances"
	Transactions    FlowType = "transactions"
	InsightsRefresh FlowType = "insights-refresh"
)

// FlowTypes lists the types that there are.
func FlowTypes() []FlowType {
	return []FlowType{AccountDetails, Accounts, Balances, Transactions, InsightsRefresh}
}

// Key is the type as it stands in JSON: account_details (2.1, 3.3).
func (t FlowType) Key() string { return strings.ReplaceAll(string(t), "-", "_") }

// A FlowRequest is what a flow is to bring. The first block is of insights-refresh
// (3.2), Selection of accounts (3.4), the last of account-details, balances and
// transactions (3.4); From, To and Allowed are of several. What is "", zero or nil
// was not said.
type FlowRequest struct {
	IntendedReports  []string
	RefreshDays      *int
	From, To         reports.Day
	Accounts         *Selector
	Consumer         string // insights_consumer_id
	RetentionMinutes *int   // data_retention_minutes
	Store            StoreConsent
	Allowed          *AllowedAccounts

	Selection Selection // accounts_selection

	IBAN, AccountID, AccountNumber string
	LastDays                       *int
	PageSize                       *int // preferred_pagination_size
}

// A Selector says which accounts to read (RefreshFlowAccounts, 3.2).
type Selector struct {
	All        bool
	IBANs      []string
	AccountIDs []string // insights_account_ids
}

// AllowedAccounts narrows what the consumer may choose from.
type AllowedAccounts struct {
	Types []string // account_types
	IDs   []string // account_ids
}

// StoreConsent says whether the consent is to be kept (store_consent, 3.2). What
// is not said is StoreNo; inferred.
type StoreConsent string

// The answers.
const (
	StoreNo       StoreConsent = "NO"
	StoreRequired StoreConsent = "REQUIRED"
	StoreOptional StoreConsent = "OPTIONAL"
)

// A Selection is what the consumer chooses in an accounts flow; what is not said
// is NoSelection.
type Selection string

// The selections.
const (
	NoSelection      Selection = "NO_SELECTION"
	SingleAccount    Selection = "SINGLE_ACCOUNT"
	MultipleAccounts Selection = "MULTIPLE_ACCOUNTS"
)

// A FlowState is where a flow stands (3.1).
type FlowState string

// The states of a flow.
const (
	InputNeeded FlowState = "CONSUMER_INPUT_NEEDED"
	Processing  FlowState = "PROCESSING"
	Finished    FlowState = "FINISHED"
	Exception   FlowState = "EXCEPTION"
	Aborted     FlowState = "ABORTED"
)

// flowMoves is a flow's life (7.2). That a session's end can make an EXCEPTION of
// a flow that waits for the consumer is inferred.
var flowMoves = map[FlowState][]FlowState{
	InputNeeded: {Processing, Exception, Aborted},
	Processing:  {InputNeeded, Finished, Exception, Aborted},
	Finished:    {},
	Exception:   {},
	Aborted:     {},
}

// Over tells whether a flow stays in the state.
func (s FlowState) Over() bool { return len(flowMoves[s]) == 0 }

// A Flow is one task of a session.
type Flow struct {
	ID, Session string
	Client      Client
	Type        FlowType
	State       FlowState
	Request     *FlowRequest
	Created     time.Time
	Ends        time.Time // when its session would have ended, had it not been used since: the client_token's exp
	Result      *Result   // of a FINISHED flow
	Error       *Failure  // of one in EXCEPTION
}

// A Failure is why a flow, a refresh or a step failed.
type Failure struct {
	Category string // 1.6
	Message  string
}

// A Result is what a flow brought. Which parts there are the type says.
type Result struct {
	Type          FlowType
	Consumer      string    // insights-refresh
	AccountIDs    []string  // insights-refresh: insights_account_ids
	ConsentStored bool      // insights-refresh
	Accounts      []Account // accounts; else the one that was asked about
	Transactions  []reports.Transaction
	From, To      reports.Day // transactions
	Count         int         // transactions: how many there are in the frame
	Offset, Next  int         // of these, and of the next page; Next is 0 on the last
}

// An Account is one at a bank, as XS2A tells it (3.4).
type Account struct {
	ID, IBAN, Number, Alias string
	Holder                  string
	Address                 *Address // the holder's
	BankCode, BIC, BankName string
	Country                 string // the bank's
	Type, TransferType      string
	Currency                string
	Balance, Available      *reports.Amount
	Limit                   *reports.Amount
	Restricted              bool // no flow may read it, but accounts and account-details
	Closed                  bool // nor account-details
}

// An Address is where an account's holder lives (AddressData).
type Address struct{ Street, Street2, PostCode, City, Region, Country string }
