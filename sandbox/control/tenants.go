package control

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
)

func (s *server) health(w http.ResponseWriter, _ *http.Request) error {
	return writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
}

func (s *server) listTenants(w http.ResponseWriter, _ *http.Request) error {
	return writeJSON(w, http.StatusOK, map[string][]string{"tenants": s.cfg.Tenants.Names()})
}

// tenantOut is a tenant as whoever made it needs to know it.
type tenantOut struct {
	ID           string      `json:"id"`
	BaseURL      string      `json:"base_url"`
	TokenURL     string      `json:"token_url"`
	AuthorizeURL string      `json:"authorize_url"`
	Now          time.Time   `json:"now"`
	Seed         int64       `json:"seed"`
	Clients      []Client    `json:"clients"`
	Insights     insightsOut `json:"insights"`
}

// insightsOut is where Account Insights is, and who may ask there.
type insightsOut struct {
	BaseURL string                 `json:"base_url"`
	Demo    string                 `json:"demo_url"`
	Tokens  []aggregator.DemoToken `json:"tokens"`
}

func (s *server) tenantOut(t Tenant) tenantOut {
	base := strings.TrimSuffix(s.cfg.Base, "/") + "/t/" + t.Name
	return tenantOut{
		ID:           t.Name,
		BaseURL:      base + "/open-banking/v1.0/aisp",
		TokenURL:     base + "/oauth2/token",
		AuthorizeURL: base + "/oauth2/authorize",
		Now:          t.Clock.Now(),
		Seed:         t.Seed,
		Clients:      s.cfg.Clients,
		Insights:     insightsOut{base, base + "/demo", aggregator.DemoTokens()},
	}
}

// tenantIn asks for a tenant. What is not said is the server's own.
type tenantIn struct {
	ID       string     `json:"id"` // "": a fresh one
	Scenario string     `json:"scenario"`
	Now      *time.Time `json:"now"`
	Seed     *int64     `json:"seed"` // of its customers' history
}

func (s *server) makeTenant(w http.ResponseWriter, r *http.Request) error {
	var in tenantIn
	if err := decode(w, r, &in); err != nil {
		return err
	}
	if in.ID == "" {
		in.ID = "t-" + s.cfg.NewID()
	}
	if s.cfg.Tenants.Has(in.ID) {
		return fmt.Errorf("%w: there is a tenant %q already; POST /_bank/tenants/%s/reset empties it", errExists, in.ID, in.ID)
	}
	if in.Now != nil {
		if err := inReach(*in.Now); err != nil {
			return err
		}
	}
	t, err := s.openAs(in)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusCreated, s.tenantOut(t))
}

// openAs makes a tenant as asked, or none.
func (s *server) openAs(in tenantIn) (Tenant, error) {
	t, err := s.newTenant(in)
	if err != nil {
		return Tenant{}, err
	}
	if in.Now != nil {
		t.Clock.Set(*in.Now)
	}
	if in.Scenario != "" {
		err = t.Bank.SetDefault(in.Scenario)
	}
	if err != nil {
		s.cfg.Tenants.Remove(in.ID)
	}
	return t, err
}

func (s *server) newTenant(in tenantIn) (Tenant, error) {
	if in.Seed == nil {
		return s.cfg.Tenants.Open(in.ID)
	}
	return s.cfg.Tenants.Make(in.ID, *in.Seed)
}

// existing is the name of the tenant in the path, which must be there.
func (s *server) existing(r *http.Request) (string, error) {
	name, err := segment(r, "tenant")
	if err == nil && !s.cfg.Tenants.Has(name) {
		err = fmt.Errorf("%w: no tenant is called %.70q", errUnknown, name)
	}
	return name, err
}

func (s *server) showTenant(w http.ResponseWriter, _ *http.Request, t Tenant) error {
	return writeJSON(w, http.StatusOK, s.tenantOut(t))
}

func (s *server) removeTenant(w http.ResponseWriter, r *http.Request) error {
	name, err := s.existing(r)
	if err != nil {
		return err
	}
	s.cfg.Tenants.Remove(name)
	return done(w, nil)
}

// resetTenant puts a fresh tenant in the place of the one there is, with the
// same seed.
func (s *server) resetTenant(w http.ResponseWriter, r *http.Request) error {
	name, err := s.existing(r)
	if err != nil {
		return err
	}
	if err := nothingAsked(w, r); err != nil {
		return err
	}
	old, err := s.cfg.Tenants.Open(name)
	if err != nil {
		return err
	}
	_, err = s.cfg.Tenants.Make(name, old.Seed)
	return done(w, err)
}

// nothingAsked refuses a body with a member: a reset has no choices, and whoever
// thinks it has would lose what they did not mean to.
func nothingAsked(w http.ResponseWriter, r *http.Request) error {
	body, err := readBody(w, r)
	if err != nil || len(bytes.TrimSpace(body)) == 0 {
		return err
	}
	var in map[string]json.RawMessage
	if err := json.Unmarshal(body, &in); err != nil || in == nil {
		return fmt.Errorf("%w: a reset takes no body, or {}; nothing was reset", errBad)
	}
	if names := slices.Sorted(maps.Keys(in)); len(names) > 0 {
		return fmt.Errorf("%w: %.50q is no member of a reset, which takes no body, or {}, and keeps the seed; nothing was reset; POST /_bank/tenants makes a tenant with id, scenario, now, seed", errBad, names[0])
	}
	return nil
}

// at hands the tenant of the path, which must be there, to f.
func (s *server) at(f func(http.ResponseWriter, *http.Request, Tenant) error) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if _, err := s.existing(r); err != nil {
			return err
		}
		return s.in(f)(w, r)
	}
}

// in hands the tenant of the path, made if need be, to f.
func (s *server) in(f func(http.ResponseWriter, *http.Request, Tenant) error) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		name, err := segment(r, "tenant")
		if err != nil {
			return err
		}
		t, err := s.cfg.Tenants.Open(name)
		if err != nil {
			return err
		}
		return f(w, r, t)
	}
}
