// Package storage is the consumers' data of Account Insights: accounts and
// transactions that a client wrote itself or that were acquired from a bank, the
// labels on them, and for how long they are kept (account-insights.md, 6.1 to
// 6.5).
//
// What was acquired is kept by reference: the bank's account, the days that were
// read, and the instant at which they were. So a refresh costs the same whatever
// it brings, and data that were read twice are there once. The package must not
// know HTTP, sessions, flows, how a consumer came to agree, or how a report is
// worked out: it hands the data that are still kept to package reports.
package storage

import (
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A Client is who a token belongs to. What one client stored is not there for
// another.
type Client string

// A Storage is one tenant's consumers. It is safe for concurrent use.
type Storage struct{ cfg Config }

// Config is what a Storage stands on; all of it must be given but what may be
// zero.
type Config struct {
	DB       *store.DB
	Clock    *clock.Clock
	NewID    func() string                  // a fresh unique id
	Fixtures *fixtures.Set                  // whose accounts can be acquired; nil: the shipped customers'
	Books    func(seed int64) *ledger.Books // the history of their accounts; nil: made anew for every look, which is slow
	Seed     int64                          // of the history, where an acquisition has none of its own
}

// New returns a storage on cfg.
func New(cfg Config) *Storage {
	if cfg.Fixtures == nil {
		cfg.Fixtures = fixtures.Shipped()
	}
	if cfg.Books == nil {
		cfg.Books = func(seed int64) *ledger.Books { return ledger.New(cfg.Fixtures, seed) }
	}
	return &Storage{cfg: cfg}
}

// today is the day that it is at the bank.
func (s *Storage) today() reports.Day { return reports.DayOf(s.cfg.Clock.Now()) }

// Limits of what is taken (6.1, 6.2 and 1.7; those that the reference does not
// state are inferred, and stand here alone).
const (
	DefaultRetention = 10 * time.Minute       // 6.5
	LongestRetention = 36525 * 24 * time.Hour // a hundred years; inferred
	MostTransactions = 10_000                 // in one call; inferred
	MostDays         = 36525                  // of a frame, a hundred years; inferred
	DefaultPage      = 50                     // items
	MostPage         = 1000                   // items, and where a page of accounts may begin
	MostSeries       = 3_661                  // days of a report that tells of each day or month: report_days 3,660, ten years; inferred
	MostBalances     = 100 * MostSeries       // that a report may tell of, day by day, of all its accounts: some 30 MB; inferred
	MostLabels       = 50                     // on a transaction or an account; inferred
	longestConsumer  = 127                    // characters: "less than 128"
	longestID        = 128
	longestLabelKey  = 128
	longestLabel     = 1024
	longestText      = 4096              // any other text; inferred
	MostAmount       = 1_000_000_000_000 // of one transaction, in the smallest unit: nine million of them can be added up; inferred
	unknownCurrency  = "XXX"
)
