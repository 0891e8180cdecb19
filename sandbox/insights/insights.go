// Package insights is Account Insights over HTTP: sessions and flows, consents and
// refreshes, storage and reports.
//
// It decodes, asks and encodes. What may be asked, by whom and when is for the
// packages aggregator, storage and reports to say; this room must not know what a
// scenario does to a flow, how data are kept or how a report is worked out. Section
// numbers in it are those of account-insights.md; "inferred" marks what its pages
// leave open.
package insights

import (
	"net/http"
	"sync"

	"github.com/gorilla/mux"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// Config is what the API stands on; all of it must be given.
type Config struct {
	Aggregator *aggregator.Aggregator
	Storage    *storage.Storage
	Base       func(*http.Request) string // what links are built on, without a slash at its end
	Scenario   func(*http.Request) string // the scenario that the path names; "" if none
	NewID      func() string              // a fresh unique id
}

type server struct {
	cfg    Config
	sealer sealer
}

// New returns the API as a handler. It expects full paths, from the tenant's root
// on.
func New(cfg Config) http.Handler {
	return &server{cfg, newSealer(cfg.NewID())}
}

// ServeHTTP is where errors become answers. Nowhere else is one written.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header()["Cache-Control"] = noStore
	defer s.recover(w, r)
	if err := s.route(w, r); err != nil {
		s.refuse(w, r, err)
	}
}

// route hands the request to what its path answers with.
func (s *server) route(w http.ResponseWriter, r *http.Request) error {
	t := theTable()
	var found mux.RouteMatch
	if !t.router.Match(r, &found) {
		return unknownPath(r)
	}
	return t.byPath[found.Route.GetName()].serve(s, w, mux.SetURLVars(r, found.Vars))
}

// A table is the router and what each of its paths answers to.
type table struct {
	router *mux.Router
	byPath map[string]*methods
}

// theTable serves every tenant: mux compiles a regular expression for each path,
// which would be most of what it costs to make a tenant.
var theTable = sync.OnceValue(func() table {
	// mux would take a%2Fb for two segments.
	t := table{mux.NewRouter().UseEncodedPath(), map[string]*methods{}}
	for _, m := range paths() {
		t.byPath[m.path] = m
		t.router.Path(m.path).Name(m.path)
	}
	return t
})

// A handler serves a request or says why not; its error becomes the answer.
type handler func(*server, http.ResponseWriter, *http.Request) error
