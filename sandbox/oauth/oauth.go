// Package oauth is the authorisation server of a bank over HTTP: discovery,
// keys, tokens, and the page on which the customer answers.
//
// The protocol is go-oidc's. Here is what it leaves to us: the records, which
// stand in the tenant's store so that each code and each refresh token is
// claimed once, the virtual clock, the binding of an authorisation to a consent,
// and the page. What a customer's answer brings about is the bank's business;
// this package only asks. It must not know account information's API.
//
//	s := oauth.New(oauth.Config{Bank: b, DB: db, Clock: c, Base: base, Keys: oauth.NewKeys(),
//		Clients: oauth.DemoClients(), NewID: uuid.NewString})
//	access, ok := s.Access(token)
package oauth

import (
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync/atomic"

	"github.com/go-jose/go-jose/v4"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// Config is what a Server stands on; all of it must be given.
type Config struct {
	Bank    *bank.Bank
	DB      *store.DB
	Clock   *clock.Clock
	Base    func(*http.Request) string // "http://host[/t/x]": the issuer, which follows the address that the client used
	Keys    *Keys
	Clients []Client
	NewID   func() string // hard to guess: codes and tokens are made of it
}

// A Client is an AISP that the server knows. Any loopback URL is a redirect
// URI of it.
type Client struct {
	ID         string
	Secret     string            // "": the client cannot use client_secret_basic and client_secret_post
	Name       string            // shown to the customer; "" shows ID
	Keys       []jose.JSONWebKey // public, for private_key_jwt and request objects
	IDTokenAlg jose.SignatureAlgorithm
}

// DemoClients are the AISPs of a sandbox that nobody configured.
func DemoClients() []Client {
	return []Client{
		{ID: "aisp-one", Secret: "aisp-one-secret", Name: "AISP One"},
		{ID: "aisp-two", Secret: "aisp-two-secret", Name: "AISP Two"},
	}
}

// A Server is one tenant's authorisation server. It is safe for concurrent use.
type Server struct {
	cfg       Config
	clients   map[string]client
	providers atomic.Pointer[providers]
}

// New returns a server on cfg. It is cheap: what go-oidc needs is made at the
// first request for it.
func New(cfg Config) *Server {
	s := &Server{cfg: cfg, clients: make(map[string]client, len(cfg.Clients))}
	for _, c := range cfg.Clients {
		s.clients[c.ID] = newClient(c)
	}
	return s
}

// maxBody is the most that a request may carry, in bytes.
const maxBody = 1 << 20

// ServeHTTP serves /oauth2/… and /.well-known/…, the tenant's prefix taken off.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["Cache-Control"], h["Pragma"] = noStore, noCache
	defer rescue(w, r)
	rt, session, err := find(r)
	if err != nil {
		writeError(w, err)
		return
	}
	journal.Tag(r, rt.op, "", "")
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	rt.serve(s, w, r, &call{op: rt.op, base: s.cfg.Base(r), session: session})
}

// rescue answers for a handler that panicked; the log has the trace, the client
// has not.
func rescue(w http.ResponseWriter, r *http.Request) {
	cause := recover()
	if cause == nil {
		return
	}
	if cause == http.ErrAbortHandler {
		panic(cause)
	}
	slog.ErrorContext(r.Context(), "the authorisation server panicked", "method", r.Method, "panic", cause, "stack", string(debug.Stack()))
	writeError(w, &refusal{Status: http.StatusInternalServerError, Code: "server_error", Description: "the authorisation server cannot answer"})
}
