// Package ledger is what happened in accounts: entries and balances, statements,
// and what falls due, all worked out from a customer's fixtures, a seed and an
// instant.
//
// It is arithmetic: the same fixtures, seed and instant give the same history to
// the byte, and a later instant only adds to it. An entry never changes once it
// was to be seen, but that a pending one is booked and that a statement comes to
// cover it. The package must not know consents, permissions, HTTP, or what time
// it is: whoever asks says when.
package ledger

import (
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// Kept is how far back a bank shows history: 24 months, counted in days. What
// was booked longer ago counts in the balances and is not shown.
const Kept = 730 * 24 * time.Hour

// The ledger keeps to the limits that the fixtures state, which a load checks.
const (
	Years        = fixtures.Years        // for how long after its opening an account's rules make entries
	MostPerMonth = fixtures.MostPerMonth // entries of one rule; the first ones count
)
