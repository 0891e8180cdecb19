// Package control is the tester's side door: over HTTP and JSON it makes and
// resets tenants, moves their clocks, scripts their customers, and tells what
// came of it.
//
// It stands on a listener of its own and must never be mixed with the bank's
// API: no AISP could use it at a real bank. It carries out nothing itself; the
// bank's rules do.
package control

import (
	"net/http"

	"github.com/gorilla/mux"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// A Tenant is what the control plane may reach of one bank.
type Tenant struct {
	Name     string
	Seed     int64 // of its customers' history
	Bank     *bank.Bank
	Insights *aggregator.Aggregator
	Clock    *clock.Clock
	Journal  *journal.Journal
}

// Tenants is where tenants are kept.
type Tenants interface {
	// Open returns the tenant of that name, made if need be. It fails with
	// ErrBadName or ErrFull.
	Open(name string) (Tenant, error)
	// Make returns a new tenant with a seed of its own, in place of the one that
	// has the name. It fails as Open does.
	Make(name string, seed int64) (Tenant, error)
	// Has says whether there is a tenant of that name.
	Has(name string) bool
	// Names lists those that there are, sorted.
	Names() []string
	// Remove forgets a tenant and says whether there was one.
	Remove(name string) bool
	// Scenarios are those that all tenants know.
	Scenarios() *scenario.Set
	// LoadScenarios adds a file's, or fails with all that is wrong with it.
	LoadScenarios(file string, src []byte) error
}

// Config is what the control plane stands on.
type Config struct {
	Tenants Tenants
	Base    string        // the address of the bank, for the URLs that are told
	Clients []Client      // the demo clients, told with each tenant made
	NewID   func() string // a fresh id, for a tenant made without one
}

// A Client is told to whoever makes a tenant.
type Client struct {
	ID     string `json:"id"`
	Secret string `json:"secret"`
}

// New returns the control plane. No web page can drive it, although it asks for
// no password: what a browser sends for a page names the page's origin, and it
// has no pages of its own.
func New(cfg Config) http.Handler {
	s := &server{cfg}
	router := mux.NewRouter().UseEncodedPath()
	for path, methods := range s.routes() {
		router.Handle(path, methods)
	}
	router.NotFoundHandler = handler(s.unknownPath)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Origin") != "" || r.Header.Get("Sec-Fetch-Site") == "cross-site" {
			handler(fromPage).ServeHTTP(w, r)
			return
		}
		router.ServeHTTP(w, r)
	})
}

type server struct{ cfg Config }
