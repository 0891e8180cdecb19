// Package ais is account information over HTTP: account-access-consents, and
// the accounts that an authorised consent opens.
//
// It decodes, asks the bank and encodes. What may be asked, by whom and when is
// for package bank to say; this room must not know how a token is made, which
// tenant it serves, or what a scenario does to a consent.
package ais

import (
	"errors"
	"net/http"
	"sync"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

// Root is the path under which every resource of this API lies.
const Root = "/open-banking/v1.0/aisp"

// Config is what the API stands on; all of it must be given.
type Config struct {
	Bank     *bank.Bank
	Access   func(token string) (bank.Access, bool) // false: unknown, expired or dead
	Base     func(*http.Request) string             // what Links are built on, without a slash at its end
	Scenario func(*http.Request) string             // the scenario that the path names; "" if none
	NewID    func() string                          // a fresh UUID, for interaction ids and error ids
}

type server struct{ cfg Config }

// New returns the API as a handler. It expects full paths, from Root on.
func New(cfg Config) http.Handler { return &server{cfg} }

// ServeHTTP gives every answer, errors included, what every answer owes, and is
// where errors become answers. Nowhere else is one written.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.greet(w, r)
	defer wire.Recover(r, "account information", func() { s.refuse(w, r, &bank.Error{Op: "serve", Kind: bank.Internal}) })
	if err := s.route(w, r); err != nil {
		s.refuse(w, r, err)
	}
}

// greet writes the headers of every answer.
func (s *server) greet(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h[interactionID] = []string{s.interaction(r)}
	h["Cache-Control"] = noStore
}

// Refuse answers in this API's form where there is no tenant to ask: 404 for a
// path that names none, 503 where there is no room for another.
func Refuse(w http.ResponseWriter, r *http.Request, status int, message string, newID func() string) {
	s := &server{Config{NewID: newID}}
	s.greet(w, r)
	code := "Resource.NotFound"
	if status >= http.StatusInternalServerError {
		code = "UnexpectedError"
	}
	s.refuse(w, r, &problem{status: status, violations: []bank.Violation{violation(code, "", "%s", message)}})
}

// route hands the request to what its path answers with.
func (s *server) route(w http.ResponseWriter, r *http.Request) error {
	err := theTable().Serve(s, w, r)
	if err == wire.ErrNoPath {
		return unknownPath(r)
	}
	if missing, ok := errors.AsType[*wire.NoMethod](err); ok {
		return unknownMethod(r, missing.Allow)
	}
	return err
}

// theTable serves every tenant.
var theTable = sync.OnceValue(func() *wire.Table[*server] {
	all := make([]wire.Route[*server], len(routes))
	for i, route := range routes {
		all[i] = wire.Route[*server]{Method: route.Method, Path: Root + route.Path, Serve: route.serve}
	}
	return wire.NewTable(all)
})

// A handler serves a request or says why not; its error becomes the answer.
type handler = wire.Handler[*server]
