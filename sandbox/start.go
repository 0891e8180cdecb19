package sandbox

import (
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// An Option changes the bank that [Start] starts.
type Option func(*options)

type options struct {
	cfg Config
	at  time.Time
}

// Scenario puts the consents that nothing else decides under a scenario by
// name.
func Scenario(name string) Option { return func(o *options) { o.cfg.Scenario = name } }

// Scenarios gives the bank scenarios beside the shipped ones.
func Scenarios(set *scenario.Set) Option { return func(o *options) { o.cfg.Scenarios = set } }

// Seed draws another history for the customers: the same seed and instant give
// the same one.
func Seed(n int64) Option { return func(o *options) { o.cfg.Seed = n } }

// Customers has the bank serve these customers in place of the shipped ones
// alone: what fixtures.Load or fixtures.Of returned.
func Customers(set *fixtures.Set) Option { return func(o *options) { o.cfg.Fixtures = set } }

// At freezes the bank's clock at t until the test moves it.
func At(t time.Time) Option { return func(o *options) { o.at = t } }

// A Live bank answers on a loopback port for as long as its test runs.
type Live struct {
	URL     string // its base, such as http://127.0.0.1:40123
	Control string // the base of its control plane, on a listener of its own
	Clock   *clock.Clock
	Journal *journal.Journal
	Client  *http.Client // follows no redirect

	tenant *tenant
}

// Start starts a bank for one test and stops it when the test ends. Any number
// may run side by side. Without an option the customer is asked on a page; name
// a scenario to have the customer decide at once.
func Start(tb testing.TB, opts ...Option) *Live {
	tb.Helper()
	var o options
	for _, opt := range opts {
		opt(&o)
	}
	bank, err := New(o.cfg)
	if err != nil {
		tb.Fatalf("sandbox.Start: %v", err)
	}
	t, err := bank.tenant(defaultTenant)
	if err != nil {
		tb.Fatalf("sandbox.Start: %v", err)
	}
	if !o.at.IsZero() {
		t.clock.Freeze()
		t.clock.Set(o.at)
	}
	url := listen(tb, bank)
	return &Live{
		URL: url, Control: listen(tb, bank.Control(url)), Clock: t.clock, Journal: t.journal, Client: newClient(tb), tenant: t,
	}
}

// listen serves h on a free loopback port until the test ends, and returns its
// base URL.
func listen(tb testing.TB, h http.Handler) string {
	tb.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatalf("sandbox.Start: %v", err)
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	tb.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	return "http://" + l.Addr().String()
}

func newClient(tb testing.TB) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = nil
	tb.Cleanup(transport.CloseIdleConnections)
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
