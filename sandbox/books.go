package sandbox

import (
	"sync"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// A library keeps the books of some customers: of the seeds that tenants share, the server's own,
// and those that scenarios name, of which there are as many as there are
// scenarios. A tenant with a seed of its own keeps its books itself, so that
// they go when it goes.
type library struct {
	people *fixtures.Set
	seed   int64    // of tenants that are made without one
	shared sync.Map // seed → *ledger.Books
}

// books returns the history of all accounts by a seed that is shared.
func (l *library) books(seed int64) *ledger.Books {
	if kept, ok := l.shared.Load(seed); ok {
		return kept.(*ledger.Books)
	}
	kept, _ := l.shared.LoadOrStore(seed, ledger.New(l.people, seed))
	return kept.(*ledger.Books)
}

// of returns the books as a tenant with that seed finds them. None are made
// before somebody looks: a tenant that never sees an API pays nothing for it.
func (l *library) of(seed int64) func(int64) *ledger.Books {
	if seed == l.seed {
		return l.books
	}
	own := sync.OnceValue(func() *ledger.Books { return ledger.New(l.people, seed) })
	return func(asked int64) *ledger.Books {
		if asked == seed {
			return own()
		}
		return l.books(asked)
	}
}
