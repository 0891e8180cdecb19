package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// serveCmd serves the bank until it is told to stop.
type serveCmd struct {
	fixturesDir
	Listen         string   `default:"127.0.0.1:8080" help:"Address of the bank."`
	Control        string   `default:"127.0.0.1:8081" help:"Address of the control plane, which must not be open to the world."`
	Scenarios      []string `help:"Scenario files, or folders of them, beside the shipped ones." placeholder:"PATH"`
	Scenario       string   `help:"The scenario of consents that nothing else decides (default: ask the customer on a page)." placeholder:"NAME"`
	ClientKeys     []string `help:"Public keys (a JWKS file) with which a demo client signs its assertions and request objects; repeatable." placeholder:"ID=FILE" sep:"none"`
	IDTokenAlg     string   `default:"ES256" enum:"ES256,PS256" name:"id-token-alg" help:"How id_tokens are signed: ES256, or PS256 as Bahrain's banks do."`
	MaxTenants     int      `default:"1000" help:"How many tenants may be made."`
	TrustForwarded bool     `help:"Build links on X-Forwarded-Proto and X-Forwarded-Host. Only behind a proxy that sets them."`
}

// Run opens both listeners before it serves on either.
func (c *serveCmd) Run(ctx context.Context, io *streams) error {
	people, err := c.load()
	if err != nil {
		return err
	}
	bank, err := c.bank(people)
	if err != nil {
		return err
	}
	front, err := openListener("--listen", c.Listen)
	if err != nil {
		return err
	}
	side, err := openListener("--control", c.Control)
	if err != nil {
		return errors.Join(err, front.Close())
	}
	base := "http://" + front.Addr().String()
	var welcome sync.WaitGroup
	defer welcome.Wait()
	// Beside the start: it names the customers, who are read for it.
	welcome.Go(func() { printWelcome(io.Out, base, "http://"+side.Addr().String(), people) })
	return serveAll(ctx, served{front, bank, answerTime}, served{side, bank.Control(base), unlimited})
}

func (c *serveCmd) bank(people *fixtures.Set) (*sandbox.Sandbox, error) {
	if c.MaxTenants < 1 {
		return nil, fmt.Errorf("--max-tenants: %d leaves no room for a bank; say 1 or more", c.MaxTenants)
	}
	set, err := scenario.Load(scenario.Builtin().For(people), c.Scenarios...)
	if err != nil {
		return nil, err
	}
	clients, err := clientsWithKeys(c.ClientKeys)
	if err != nil {
		return nil, err
	}
	for i := range clients {
		clients[i].IDTokenAlg = jose.SignatureAlgorithm(c.IDTokenAlg)
	}
	bank, err := sandbox.New(sandbox.Config{
		Fixtures: people, Scenarios: set, Scenario: c.Scenario, Clients: clients, MaxTenants: c.MaxTenants, TrustForwarded: c.TrustForwarded,
	})
	if err != nil {
		return nil, fmt.Errorf("--scenario: %w", err)
	}
	return bank, nil
}

func openListener(flag, address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot listen on %s: %w; name another address, or port 0 for a free one", flag, address, err)
	}
	return l, nil
}

// served is a handler, the listener that it is served on, and how long an answer may
// take.
type served struct {
	listener net.Listener
	handler  http.Handler
	within   time.Duration
}

// How long an answer may take, from the end of the request's header. A move of the
// clock on the control plane takes as long as there is work to do, and whoever moved
// it must not lose the answer.
const (
	answerTime = 30 * time.Second
	unlimited  = 0
)

// drainTime is how long requests under way may take when the server stops.
const drainTime = 5 * time.Second

// serveAll serves until ctx ends or a server fails, and then ends them all.
func serveAll(ctx context.Context, all ...served) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, len(all))
	for _, s := range all {
		server := newServer(s.handler, s.within)
		context.AfterFunc(ctx, func() {
			drain, done := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
			defer done()
			_ = server.Shutdown(drain)
			_ = server.Close()
		})
		go func() { ended <- server.Serve(s.listener) }()
	}
	var failure error
	for range all {
		if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
			failure = errors.Join(failure, err)
		}
		cancel()
	}
	return failure
}

// newServer cuts off clients that are slow or send without end, and answers that take
// longer than they may.
func newServer(h http.Handler, within time.Duration) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      within,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
}
