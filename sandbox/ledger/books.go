package ledger

import (
	"sync/atomic"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// Books are the histories of all accounts of a Set, by one seed. They are made
// when somebody looks at them, never change, and are safe for concurrent use;
// tenants with the same Set and seed may share them.
type Books struct{ shelves map[string]*shelf }

// A shelf holds what was made of an account's history so far. Two who find it
// too short at the same time both make a longer one, which is the same.
type shelf struct {
	customer *fixtures.Customer
	account  *fixtures.Account
	seed     uint64
	made     atomic.Pointer[history]
}

// New returns the books of a Set by a seed. It makes no history yet.
func New(set *fixtures.Set, seed int64) *Books {
	customers := set.Customers()
	b := &Books{shelves: map[string]*shelf{}}
	for i := range customers {
		c := &customers[i]
		for j := range c.Accounts {
			a := &c.Accounts[j]
			if b.shelves[a.ID] == nil {
				b.shelves[a.ID] = &shelf{customer: c, account: a, seed: uint64(seed)}
			}
		}
	}
	return b
}

// Account returns an account as it stands at an instant; false if the Set has
// none with that id. An account that is looked at before its opening is there, and
// empty: see View.
func (b *Books) Account(id string, now time.Time) (View, bool) {
	s, ok := b.shelves[id]
	if !ok {
		return View{}, false
	}
	return s.view(now), true
}

// history returns the account's history up to an instant at least.
func (s *shelf) history(now time.Time) *history {
	h := s.made.Load()
	for h == nil || !h.covers(now) {
		longer := extend(s, h, now)
		if s.made.CompareAndSwap(h, longer) {
			return longer
		}
		h = s.made.Load()
	}
	return h
}
