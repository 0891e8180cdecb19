package scenario

import "time"

// A Scenario scripts the life of the consents that it governs.
type Scenario struct {
	Name, About, Extends string
	Match                *Match // nil: chosen by name only
	Customer             Customer
	Lifecycle            map[State][]Exit // without those that Customer stands for
	Tokens               Tokens
	Data                 Data
	Insights             *Insights // nil: an ordinary login, and the customer's word decides
	Bank                 string    // of the banks of all files, whose supports: count; "" has all endpoints
	File                 string    // where it was read, for messages
	Line                 int

	exits      map[State][]Exit // what Exits returns, made once when a Set is
	customerAt origin           // where the customer key stands, maybe in a parent
}

// Customer is what the human at the bank does.
type Customer struct {
	Does     Does
	As       string // the demo customer who does it; "" means Data.Persona
	Accounts Accounts
}

// Does is one of the customer's ways, as the file spells it.
type Does string

// What a customer may do. Unsaid is the zero value: the file names no customer.
const (
	Unsaid    Does = ""
	Approves  Does = "approves"
	Declines  Does = "declines"
	WalksAway Does = "walks-away"
	FailsSCA  Does = "fails-sca"
	Ask       Does = "ask"
)

// Accounts is a choice of accounts: "all", "first", "none", or account ids.
// Empty means all.
type Accounts []string

// An Exit leads out of a state by one trigger: After, Polls or Upon.
type Exit struct {
	After    time.Duration // on the tenant's clock, from entry into the state
	Polls    int           // reads of the consent since entry
	Upon     Event
	To       State
	By       Actor
	Status   State // what is shown instead of what the profile shows; "" is the profile's
	Accounts Accounts
	Notify   string // event that the bank would send; noted in the timeline
	Reason   string
	Error    string // OAuth error for the redirect, when the exit is upon authorize

	File         string // where it stands, for messages; of customer: that word's place
	Line, Column int
}

// An Event is something that happens to a consent. A control-plane signal is
// "signal:" and its name.
type Event string

// The events that an exit may wait upon, besides signals.
const (
	UponAuthorize Event = "authorize"
	UponToken     Event = "token"
	UponData      Event = "data"
	UponPoll      Event = "poll"
	UponRevoke    Event = "revoke"
)

// Signal is the event of the control plane's signal of that name.
func Signal(name string) Event { return Event("signal:" + name) }

// An Actor is who moves a consent.
type Actor string

// The three parties to a consent.
const (
	ByCustomer Actor = "customer"
	ByBank     Actor = "bank"
	ByAISP     Actor = "aisp"
)

// Tokens is how long the tokens of a consent live, and whether a refresh token
// is replaced when used. Zero durations and a nil Rotate mean the bank's own.
type Tokens struct {
	Access, Refresh time.Duration
	Rotate          *bool
}

// Data is whose accounts a consent opens.
type Data struct {
	Persona string // "" means amal
	Seed    int64
}
