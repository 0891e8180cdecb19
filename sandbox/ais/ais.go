// Package ais is account information over HTTP: account-access-consents, and
// the accounts that an authorised consent opens.
//
// It decodes, asks the bank and encodes. What may be asked, by whom and when is
// for package bank to say; this room must not know how a token is made, which
// tenant it serves, or what a scenario does to a consent.
package ais

import (
	"net/http"

	"github.com/gorilla/mux"
	"github.com/sandbank-dev/sandbank/sandbox/bank"
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

type server struct {
	cfg    Config
	router *mux.Router
}

// New returns the API as a handler. It expects full paths, from Root on.
func New(cfg Config) http.Handler {
	s := &server{cfg: cfg, router: mux.NewRouter()}
	// mux would answer a path with a doubled slash by a redirect, and take a%2Fb
	// for two segments.
	s.router.SkipClean(true).UseEncodedPath()
	s.router.NotFoundHandler = s.adapt(unknownPath)
	for _, m := range s.paths() {
		s.router.Path(Root + m.path).Handler(s.adapt(m.serve))
	}
	return s
}

// ServeHTTP gives every answer, errors included, what every answer owes, and
// lets the router see to the rest. It stands outside the router, which runs its
// own middleware only where a route matches.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h[interactionID] = []string{s.interaction(r)}
	h["Cache-Control"] = noStore
	defer s.recover(w, r)
	s.router.ServeHTTP(w, r)
}

// A handler serves a request or says why not; its error becomes the answer.
type handler func(http.ResponseWriter, *http.Request) error

// adapt is where errors become answers, and nowhere else.
func (s *server) adapt(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.refuse(w, r, err)
		}
	})
}
