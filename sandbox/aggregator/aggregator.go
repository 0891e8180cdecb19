// Package aggregator is the rules of Account Insights: sessions and the flows in
// them, what a consumer is asked on the way, the test banks, consents, and what
// they let be read later.
//
// It must not know HTTP, how tokens are spelled, or how a breach of a rule is
// written on the wire: it answers with values and with storage's Errors. What time
// alone changes is worked out from stored facts when somebody looks or when the
// clock settles. Section numbers in this room are those of account-insights.md;
// "inferred" marks what its pages leave open.
//
// Its files: session*.go are sessions; flow*.go what a flow is asked for and how it
// begins, life.go its moves, outcome.go and choice.go what a scenario makes of it,
// finish.go and read.go what it brings. step.go, form.go, answer.go and visitor.go
// are the way of the consumer through it (way.go), bank.go, testbanks.go and
// household.go what she finds at her bank. grant.go, token.go and use.go are the
// consents that a client keeps itself, stored.go and consent.go those that are kept
// for it, refresh*.go the refreshes by either, schedule.go and run.go the automatic
// ones. settle.go lets time do its work in all of these, and forget.go drops what is
// long over; record.go lists the tables, view.go is for the control plane.
package aggregator

import (
	"sync"
	"sync/atomic"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/script"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// Client is who the token of a call belongs to. What one client makes is not
// there for another.
type Client = storage.Client

// An Aggregator is one tenant's. It is safe for concurrent use.
type Aggregator struct {
	cfg    Config
	houses sync.Map // households by the customer's id, as they were read
	heed   script.Heed
	banks  atomic.Pointer[directory]
}

// Config is what an Aggregator stands on; all of it must be given but what may be
// zero.
type Config struct {
	DB        *store.DB
	Clock     *clock.Clock
	Storage   *storage.Storage
	Scenarios func() *scenario.Set
	Fixtures  *fixtures.Set                  // whose accounts are behind the logins; nil: the shipped customers and the test banks'
	Books     func(seed int64) *ledger.Books // the history of their accounts; nil: made of Fixtures
	Seed      int64                          // of the history, where a scenario has none of its own
	NewID     func() string                  // a fresh unique id
}

// New returns an aggregator on cfg.
func New(cfg Config) *Aggregator {
	if cfg.Fixtures == nil {
		cfg.Fixtures = fixtures.Join(fixtures.Shipped(), fixtures.TestBanks())
	}
	if cfg.Books == nil {
		books := ledger.New(cfg.Fixtures, cfg.Seed)
		cfg.Books = func(seed int64) *ledger.Books {
			if seed == cfg.Seed {
				return books
			}
			return ledger.New(cfg.Fixtures, seed)
		}
	}
	return &Aggregator{cfg: cfg}
}

// today is the day that it is at the bank.
func (a *Aggregator) today() reports.Day { return reports.DayOf(a.cfg.Clock.Now()) }
