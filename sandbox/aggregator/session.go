package aggregator

import (
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// A SessionRequest is what a client wants of a session (2.1). What is "" or nil
// was not said.
type SessionRequest struct {
	SelectedBank       *BankChoice
	Language           string
	AllowedCountries   []string
	PreselectedCountry string
	PSU                *PSU
	Access             Access // aspsp_access
	RedirectReturnURL  string
	Scope              *Scope // consent_scope

	// Scenario is that of the session's flows, as the request's header names it,
	// unless a flow names its own; ByPath is what the path of the request names.
	// Both are for tests, and no part of the API.
	Scenario, ByPath string
}

// A BankChoice names a bank.
type BankChoice struct{ Code, Country string }

// A PSU is the consumer's device, as the client sees it.
type PSU struct{ UserAgent, IPAddress string }

// A Scope is what a consent is to cover (consent_scope). A nil part is not asked
// for.
type Scope struct {
	Accounts        *struct{}
	AccountDetails  *AccountScope
	Balances        *AccountScope
	Transactions    *TransactionScope
	Transfer        *AccountScope
	InsightsRefresh *InsightsScope
	Lifetime        *int // days
}

// An AccountScope narrows a part of a consent to accounts; none: all.
type AccountScope struct{ IBANs []string }

// A TransactionScope also says how far back a consent reaches.
type TransactionScope struct {
	IBANs    []string
	LastDays *int
	From, To reports.Day
}

// An InsightsScope is what insights-refresh flows of the session are to read.
// What the flow itself does not say it takes from here, which is inferred.
type InsightsScope struct {
	IntendedReports []string
	IBANs           []string
	AccountIDs      []string // insights_account_ids
	Consumer        string   // insights_consumer_id
	RefreshDays     *int
	From, To        reports.Day
}

// A SessionState is where a session stands; the words are inferred (7.1).
type SessionState string

// The states of a session.
const (
	Running  SessionState = "RUNNING"
	Closed   SessionState = "CLOSED"
	TimedOut SessionState = "TIMED_OUT"
)

// sessionMoves is a session's life (7.1). A state without moves is terminal.
var sessionMoves = map[SessionState][]SessionState{
	Running:  {Closed, TimedOut},
	Closed:   {},
	TimedOut: {},
}

// Idle is for how long a session runs without being used, on the tenant's clock
// (7.1); inferred.
const Idle = 30 * time.Minute

// A Session is one visit of a consumer, for flows one after the other (2).
type Session struct {
	ID, Short string
	Client    Client
	State     SessionState
	Created   time.Time
	Expires   time.Time   // when it times out unless it is used; when it did, or was closed
	Bank      *Connection // once the consumer has chosen
	Request   *SessionRequest
	Offers    []FlowType // the flows that may be started
	Current   *FlowRef   // the running flow
	Previous  []FlowRef  // those that are over, oldest first
}

// A FlowRef names a flow of a session.
type FlowRef struct {
	ID   string
	Type FlowType
}
