package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/ais"
	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/control"
	"github.com/sandbank-dev/sandbank/sandbox/insights"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/oauth"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A tenant is one bank of its own: clock, records, journal, tokens.
type tenant struct {
	seed     int64
	clock    *clock.Clock
	bank     *bank.Bank
	insights *aggregator.Aggregator
	journal  *journal.Journal
	handler  http.Handler
}

// tenants are those that have been touched. The lock guards the map alone; what
// is in a tenant has the store's.
type tenants struct {
	mu   sync.RWMutex
	open map[string]*tenant
}

// tenant returns the tenant of that name, made if need be.
func (s *Sandbox) tenant(name string) (*tenant, error) {
	s.tenants.mu.RLock()
	t := s.tenants.open[name]
	s.tenants.mu.RUnlock()
	if t != nil {
		return t, nil
	}
	s.tenants.mu.Lock()
	defer s.tenants.mu.Unlock()
	if t := s.tenants.open[name]; t != nil {
		return t, nil
	}
	return s.put(name, s.cfg.Seed)
}

// put makes a tenant and gives it the name, from whoever has it. It is called
// under the lock.
func (s *Sandbox) put(name string, seed int64) (*tenant, error) {
	if s.tenants.open[name] == nil && len(s.tenants.open) >= s.cfg.MaxTenants {
		return nil, fmt.Errorf("tenant %q would be one more than the %d that this bank holds; delete one, or start with a larger --max-tenants", name, s.cfg.MaxTenants)
	}
	t, err := s.newTenant(seed)
	if err != nil {
		return nil, err
	}
	s.tenants.open[name] = t
	return t, nil
}

// newTenant wires the rooms of one bank.
func (s *Sandbox) newTenant(seed int64) (*tenant, error) {
	c, db := clock.New(s.cfg.Wall), new(store.DB)
	b := bank.New(bank.Config{
		Fixtures: s.cfg.Fixtures, Books: s.library.of(seed), Seed: seed, PageSize: s.cfg.PageSize,
		DB: db, Clock: c, Scenarios: s.scenarios.Load, NewID: s.cfg.NewID,
	})
	if err := b.SetDefault(s.cfg.Scenario); err != nil {
		return nil, err
	}
	auth := oauth.New(oauth.Config{
		Bank: b, DB: db, Clock: c, Base: baseOf, Keys: s.keys, Clients: s.cfg.Clients, NewID: s.cfg.NewID,
	})
	data := ais.New(ais.Config{
		Bank: b, Access: auth.Access, Base: baseOf, Scenario: scenarioOf, NewID: s.cfg.NewID,
	})
	agg, more := s.newInsights(seed, c, db)
	j := journal.New(journal.Config{Now: c.Now, Wall: c.Wall})
	return &tenant{seed: seed, clock: c, bank: b, insights: agg, journal: j, handler: dated(c, j.Wrap(s.byPath(auth, more, data)))}, nil
}

// newInsights wires Account Insights over the same clock and records.
func (s *Sandbox) newInsights(seed int64, c *clock.Clock, db *store.DB) (*aggregator.Aggregator, http.Handler) {
	books := s.wider.of(seed)
	kept := storage.New(storage.Config{DB: db, Clock: c, NewID: s.cfg.NewID, Fixtures: s.wider.people, Books: books, Seed: seed})
	agg := aggregator.New(aggregator.Config{
		DB: db, Clock: c, Storage: kept, Scenarios: s.scenarios.Load, Fixtures: s.wider.people, Books: books, Seed: seed, NewID: s.cfg.NewID,
	})
	return agg, insights.New(insights.Config{Aggregator: agg, Storage: kept, Base: baseOf, Scenario: scenarioOf, NewID: s.cfg.NewID})
}

// ofInsights are the first segments of the paths of Account Insights.
var ofInsights = map[string]bool{"xs2a": true, "insights": true, "branded": true, "demo": true}

// room is the first segment of a path, by which its handler is found.
func room(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return first
}

// byPath hands the authorisation server's paths to it, those of Account Insights
// to that, and all others to the bank's API, which knows how to say 404. At the
// root there is nothing either, but whoever comes there is shown the doors.
func (s *Sandbox) byPath(auth, more, data http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch first := room(r.URL.Path); {
		case first == "oauth2", first == ".well-known":
			auth.ServeHTTP(w, r)
		case ofInsights[first]:
			more.ServeHTTP(w, r)
		case r.URL.Path == "", r.URL.Path == "/":
			ais.Refuse(w, r, http.StatusNotFound, doors(baseOf(r)), s.cfg.NewID)
		default:
			data.ServeHTTP(w, r)
		}
	})
}

// doors says where the APIs of the tenant at base begin.
func doors(base string) string {
	return fmt.Sprintf("there is nothing at the root: account information (AIS) is below %s/open-banking/v1.0/aisp, Account Insights begins with PUT %s/xs2a/v1/sessions, and its demo is the page %s/demo", base, base, base)
}

// dated puts the tenant's time into the Date header (RFC 9110, 6.6.1).
func dated(c *clock.Clock, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", c.Now().Format(http.TimeFormat))
		next.ServeHTTP(w, r)
	})
}

// registry is the tenants as the control plane sees them.
type registry struct{ s *Sandbox }

func (r registry) Open(name string) (control.Tenant, error) {
	if err := checkTenantName(name); err != nil {
		return control.Tenant{}, fmt.Errorf("%w: %w", control.ErrBadName, err)
	}
	return controlled(name)(r.s.tenant(name))
}

// Make lets a request under way end in the tenant that it began in.
func (r registry) Make(name string, seed int64) (control.Tenant, error) {
	if err := checkTenantName(name); err != nil {
		return control.Tenant{}, fmt.Errorf("%w: %w", control.ErrBadName, err)
	}
	r.s.tenants.mu.Lock()
	defer r.s.tenants.mu.Unlock()
	return controlled(name)(r.s.put(name, seed))
}

// controlled shows a tenant to the control plane, or why there is none.
func controlled(name string) func(*tenant, error) (control.Tenant, error) {
	return func(t *tenant, err error) (control.Tenant, error) {
		if err != nil {
			return control.Tenant{}, fmt.Errorf("%w: %w", control.ErrFull, err)
		}
		return control.Tenant{Name: name, Seed: t.seed, Bank: t.bank, Insights: t.insights, Clock: t.clock, Journal: t.journal}, nil
	}
}

func (r registry) Has(name string) bool {
	r.s.tenants.mu.RLock()
	defer r.s.tenants.mu.RUnlock()
	return r.s.tenants.open[name] != nil
}

func (r registry) Names() []string {
	r.s.tenants.mu.RLock()
	defer r.s.tenants.mu.RUnlock()
	names := make([]string, 0, len(r.s.tenants.open))
	for name := range r.s.tenants.open {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Remove forgets a tenant with all that it holds. A request under way ends in
// the tenant that it began in.
func (r registry) Remove(name string) bool {
	r.s.tenants.mu.Lock()
	defer r.s.tenants.mu.Unlock()
	_, had := r.s.tenants.open[name]
	delete(r.s.tenants.open, name)
	return had
}

func (r registry) Scenarios() *scenario.Set { return r.s.scenarios.Load() }

// LoadScenarios adds the scenarios of a file to those that all tenants know, in
// place of what a file of that name had before. A file with a problem changes
// nothing, and none takes a scenario from another file: tenants rely on it.
func (r registry) LoadScenarios(file string, src []byte) error {
	for {
		old := r.s.scenarios.Load()
		next, err := old.With(file, src)
		if err != nil {
			return err
		}
		for _, was := range old.List() {
			if is, ok := next.Get(was.Name); ok && was.File != file && is.File == file {
				return fmt.Errorf("%s:%d: %s is the name of a scenario in %s already", file, is.Line, is.Name, was.File)
			}
		}
		if r.s.scenarios.CompareAndSwap(old, next) {
			return nil
		}
	}
}
