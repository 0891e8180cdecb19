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
	"errors"
	"net/http"
	"slices"
	"sync"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
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
	defer wire.Recover(r, "account insights", func() { s.refuse(w, r, &storage.Error{Op: "serve", Kind: storage.Internal}) })
	if err := s.route(w, r); err != nil {
		s.refuse(w, r, err)
	}
}

// route hands the request to what its path answers with.
func (s *server) route(w http.ResponseWriter, r *http.Request) error {
	err := theTable().Serve(s, w, r)
	if err == wire.ErrNoPath {
		return unknownPath(r, "")
	}
	if missing, ok := errors.AsType[*wire.NoMethod](err); ok {
		return unknownMethod(w, r, missing)
	}
	return err
}

// theTable serves every tenant.
var theTable = sync.OnceValue(func() *wire.Table[*server] {
	var all []wire.Route[*server]
	for _, route := range slices.Concat(routes, pages, demoPages()) {
		all = append(all, wire.Route[*server]{Method: route.Method, Path: route.Path, Serve: route.serve})
	}
	return wire.NewTable(all)
})

// A handler serves a request or says why not; its error becomes the answer.
type handler = wire.Handler[*server]
