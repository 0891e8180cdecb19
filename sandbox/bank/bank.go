// Package bank is the rules of an ASPSP: consents and their life, what may be
// asked, who may see what and when.
//
// It must not know HTTP, tokens' spelling, or how a rule's breach is written on
// the wire: it answers with values and with Errors that have a Kind. What time
// alone changes is worked out from stored facts when the clock moves or a
// request looks.
package bank

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/script"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// Words of the standard that must not be passed for each other.
type (
	ClientID   string // an AISP, as the authorisation server knows it
	ConsentID  string // the intent
	CustomerID string // a PSU
	AccountID  string
	Permission string // one of the 20 codes of 3.1.2
)

// A Bank is one tenant's ASPSP. It is safe for concurrent use.
type Bank struct {
	cfg      Config
	people   func() []Customer // worked out when somebody asks: the shipped ones are read then
	scenario func(name string) (scenario.Scenario, bool)
	heed     script.Heed
	armed    atomic.Pointer[scenario.Set] // the files by which pending was last filled
	key      func() []byte                // by which cursors are sealed
}

// Config is what a Bank stands on; all of it must be given but what may be zero.
type Config struct {
	Fixtures  *fixtures.Set                  // whose bank it is; nil: that of the shipped customers
	Books     func(seed int64) *ledger.Books // the history of their accounts; nil: made anew for every look, which is slow
	Seed      int64                          // of the history, where a scenario has none of its own
	PageSize  int                            // items on a page of a list; 0: 100
	DB        *store.DB
	Clock     *clock.Clock
	Scenarios func() *scenario.Set // the files as they are now
	NewID     func() string        // a fresh unique id
}

// New returns a bank on cfg.
func New(cfg Config) *Bank {
	if cfg.Fixtures == nil {
		cfg.Fixtures = fixtures.Shipped()
	}
	if cfg.Books == nil {
		cfg.Books = func(seed int64) *ledger.Books { return ledger.New(cfg.Fixtures, seed) }
	}
	if cfg.PageSize == 0 {
		cfg.PageSize = 100
	}
	return &Bank{
		cfg: cfg, people: sync.OnceValue(func() []Customer { return peopleOf(cfg.Fixtures) }), key: sync.OnceValue(func() []byte { return newKey(cfg.NewID) }),
		scenario: func(name string) (scenario.Scenario, bool) { return cfg.Scenarios().Get(name) },
	}
}

// A Consent is an account-access-consent as the bank holds it.
type Consent struct {
	ID          ConsentID
	Client      ClientID // who made it, and alone may see it
	Permissions []Permission
	From, To    string // the window as sent; "" is open
	Created     time.Time
	Status      scenario.State // as shown to the AISP
	Updated     time.Time      // when Status last moved
	Scenario    string         // the script that governs it
	Entered     time.Time      // when the present state was entered
	Polls       int            // reads since then, where an exit of the script counts them
	Customer    CustomerID     // who authorised it
	Accounts    []AccountID    // what that customer chose
	Granted     time.Time      // when that customer last authorised it
	Generation  int            // counts authorisations; a re-authentication ends the tokens before it
	Withdrawn   bool           // the bank revoked: tokens are dead though Status stays Authorised
	Nth         int            // ordinal in the tenant, from 1
}

// A ConsentRequest is what an AISP asks for.
type ConsentRequest struct {
	Permissions []Permission
	From, To    string         // as sent; "" when absent
	Facts       scenario.Facts // what the caller knows of the request: Header, Body, Path, Headers
}

// An Account is one of a customer's (OBReadAccount). What is "", zero or nil the
// bank does not say; what is pointed to is shared and for reading only.
type Account struct {
	ID                      AccountID
	Status                  string
	StatusUpdated           time.Time
	Currency, Type, SubType string
	Description, Nickname   string
	Opening, Maturity       time.Time
	Identifications         []ledger.Identification // the IBAN first; for those with Detail
	Servicer                *ledger.Agent           // for those with Detail
}

// A Customer of the bank.
type Customer struct {
	ID       CustomerID
	Name     string
	Accounts []Account
}

// A Transition is one step in a consent's life, as the timeline tells it.
type Transition struct {
	Seq     int            `json:"seq"`
	Consent ConsentID      `json:"consent"`
	From    scenario.State `json:"from,omitempty"`
	To      scenario.State `json:"to"`
	Status  scenario.State `json:"status"` // as shown afterwards
	By      scenario.Actor `json:"by"`
	Cause   string         `json:"cause"`          // e.g. "after 15m", "upon authorize", "PATCH"
	Rule    string         `json:"rule,omitempty"` // scenario and line that said so
	Reason  string         `json:"reason,omitempty"`
	Notify  string         `json:"notify,omitempty"`
	At      time.Time      `json:"at"`   // virtual, the due time
	Real    time.Time      `json:"real"` // on the wall
}
