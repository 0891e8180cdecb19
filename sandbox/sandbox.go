// Package sandbox is the fake bank as one http.Handler: it finds the tenant a
// request is for, makes it on first touch, and hands the request to that
// tenant's rooms.
//
//	bank, err := sandbox.New(sandbox.Config{})
//	...
//	http.ListenAndServe("127.0.0.1:8080", bank)
//
// A Go test starts one with [Start]. The package wires and routes; it must not
// know a rule of the bank, a wire format, or a scenario's meaning.
package sandbox

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/ais"
	"github.com/sandbank-dev/sandbank/sandbox/control"
	"github.com/sandbank-dev/sandbank/sandbox/insights"
	"github.com/sandbank-dev/sandbank/sandbox/oauth"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// DefaultMaxTenants is how many tenants a Sandbox holds unless told otherwise.
const DefaultMaxTenants = 1000

// Config says what a Sandbox stands on. The zero Config is a bank on the
// machine's clock with the shipped scenarios.
type Config struct {
	Fixtures       *fixtures.Set    // the bank's customers; nil: the shipped ones
	Scenarios      *scenario.Set    // nil: the shipped ones
	Scenario       string           // for consents that nothing else decides; "": ask
	Clients        []oauth.Client   // the AISPs that the bank knows; nil: the demo clients
	MaxTenants     int              // 0: DefaultMaxTenants
	Seed           int64            // of the customers' history, in tenants that are made without one
	PageSize       int              // items on a page of a list; 0: 100
	TrustForwarded bool             // build links on X-Forwarded-Proto and -Host
	Wall           func() time.Time // nil: time.Now
	NewID          func() string    // fresh unique ids in UUID form; nil: random
}

// A Sandbox is a fake bank with all its tenants. It is safe for concurrent use.
type Sandbox struct {
	cfg       Config
	keys      *oauth.Keys
	library   *library // of the bank's customers
	wider     *library // of those and of the test banks', for Account Insights
	scenarios atomic.Pointer[scenario.Set]
	tenants   tenants
}

// New returns a bank on cfg. It fails when cfg names a scenario that cfg does
// not have, or leaves no room for a tenant.
func New(cfg Config) (*Sandbox, error) {
	cfg = cfg.complete()
	if cfg.MaxTenants < 1 {
		return nil, fmt.Errorf("MaxTenants is %d: there is no bank without a tenant", cfg.MaxTenants)
	}
	if cfg.PageSize < 0 {
		return nil, fmt.Errorf("PageSize is %d: there is no page without an item", cfg.PageSize)
	}
	if _, ok := cfg.Scenarios.Get(cfg.Scenario); !ok && cfg.Scenario != "" {
		return nil, unknownScenario(cfg)
	}
	s := &Sandbox{cfg: cfg, keys: oauth.NewKeys(), library: &library{people: cfg.Fixtures, seed: cfg.Seed}}
	s.wider = &library{people: fixtures.Join(cfg.Fixtures, fixtures.TestBanks()), seed: cfg.Seed}
	s.scenarios.Store(cfg.Scenarios)
	s.tenants.open = map[string]*tenant{}
	// The default tenant has its room from the start: whoever touches many others
	// cannot take it.
	_, err := s.tenant(defaultTenant)
	return s, err
}

// unknownScenario names the nearest right name or, where none is near, all.
func unknownScenario(cfg Config) error {
	if near := cfg.Scenarios.Nearest(cfg.Scenario); near != "" {
		return fmt.Errorf("no scenario is called %q; the nearest is %q", cfg.Scenario, near)
	}
	return fmt.Errorf("no scenario is called %q; there are %s", cfg.Scenario, strings.Join(cfg.Scenarios.Names(), ", "))
}

// complete fills in what the zero Config stands for.
func (cfg Config) complete() Config {
	if cfg.Fixtures == nil {
		cfg.Fixtures = fixtures.Shipped()
	}
	if cfg.Scenarios == nil {
		cfg.Scenarios = scenario.Builtin().For(cfg.Fixtures)
	}
	if cfg.Clients == nil {
		cfg.Clients = oauth.DemoClients()
	}
	if cfg.MaxTenants == 0 {
		cfg.MaxTenants = DefaultMaxTenants
	}
	if cfg.NewID == nil {
		cfg.NewID = uuid.NewString
	}
	return cfg
}

// ServeHTTP answers for the tenant that the path names.
func (s *Sandbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	v, err := visitOf(r, s.cfg.TrustForwarded)
	if err != nil {
		s.refuse(w, r, http.StatusNotFound, err)
		return
	}
	t, err := s.tenant(v.tenant)
	if err != nil {
		s.refuse(w, r, http.StatusServiceUnavailable, err)
		return
	}
	t.handler.ServeHTTP(w, v.enter(r))
}

// refuse answers where there is no tenant to do it, in the form of the API that
// the path would have led to.
func (s *Sandbox) refuse(w http.ResponseWriter, r *http.Request, status int, err error) {
	path := r.URL.Path
	if rest, ok := strings.CutPrefix(path, "/t/"); ok {
		_, path, _ = strings.Cut(rest, "/")
	}
	if ofInsights[room(path)] {
		insights.Refuse(w, r, status, err.Error())
		return
	}
	ais.Refuse(w, r, status, err.Error(), s.cfg.NewID)
}

// Control returns the control plane: tenants, clocks, timelines, journals. It
// belongs on a listener of its own. Base is the address at which the bank
// itself is served, such as http://127.0.0.1:8080: what the control plane tells
// of tenants is built on it.
func (s *Sandbox) Control(base string) http.Handler {
	var clients []control.Client
	for _, c := range s.cfg.Clients {
		clients = append(clients, control.Client{ID: c.ID, Secret: c.Secret})
	}
	return control.New(control.Config{Tenants: registry{s}, Base: base, Clients: clients, NewID: s.cfg.NewID})
}
