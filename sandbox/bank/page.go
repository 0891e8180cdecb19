package bank

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// A Page is a part of a list, and the cursors to its neighbours; a cursor is ""
// where there is no such page, and all are where the list is one page.
type Page[T any] struct {
	Items                         []T
	Total                         int // pages of the list as it is now, at least 1
	First, Prev, Next, Last       string
	FirstAvailable, LastAvailable time.Time // of transactions: the oldest and the newest that the consent opens, whatever the filter; zero if there are none
}

// A roll is a list to page through.
type roll[T any] struct {
	len  int
	at   func(i int) T
	look look[T] // how an item is shown
	mark func(i int) mark
	find func(mark) int // the first item that stands at the mark or behind it; len if none does
}

// turn opens the roll at a position. A size of 0 is all of it on one page.
//
// The pages of a walk join without gap or overlap whatever appears or goes in
// between: the next page begins with the item that stood behind this one's
// last, and the previous one ends before this one's first. All have one floor.
func turn[T any](r roll[T], s sealer, p position, size int) (page Page[T]) {
	if size == 0 {
		size, p = max(1, r.len), position{}
	}
	start, end := r.bounds(p, size)
	page.Total = max(1, (r.len+size-1)/size)
	page.Items = make([]T, end-start)
	for i := range page.Items {
		page.Items[i] = r.at(start + i)
		r.look.at(&page.Items[i])
	}
	if start == 0 && end == r.len {
		return page
	}
	link := func(to position) string {
		to.Floor = p.Floor
		return s.seal(to)
	}
	page.First, page.Last = link(position{}), link(r.from(r.lastStart(start, end, size)))
	if start > 0 {
		page.Prev = link(r.before(start, p))
	}
	if end < r.len {
		page.Next = link(r.from(end))
	}
	return page
}

// bounds are the indexes at which the page at a position begins and ends.
func (r roll[T]) bounds(p position, size int) (start, end int) {
	switch p.Way {
	case wayFrom:
		start = r.find(p.mark)
	case wayBefore:
		end = r.find(p.mark)
		return max(0, end-size), end
	}
	return start, min(start+size, r.len)
}

// lastStart is where the last page begins for one who walks there page by page.
func (r roll[T]) lastStart(start, end, size int) int {
	switch {
	case end < r.len:
		return end + (r.len-1-end)/size*size
	case start < r.len:
		return start
	}
	return max(0, r.len-size)
}

func (r roll[T]) from(i int) position { return position{Way: wayFrom, mark: r.mark(i)} }

// before is the position of the page that ends before item i. Behind the last
// item there is none to name: the mark by which one came there will do.
func (r roll[T]) before(i int, came position) position {
	if i < r.len {
		return position{Way: wayBefore, mark: r.mark(i)}
	}
	return position{Way: wayBefore, mark: came.mark}
}

// An entry is an item of a list of several accounts. Within an account, items
// stand in the order of their ranks, which never change.
type entry[T any] struct {
	account AccountID
	order   int // of the account among the customer's
	rank    string
	value   T
}

// rollOf pages through items that were all collected. order is the place of an
// account among the customer's.
func rollOf[T any](items []entry[T], order func(AccountID) int, l look[T]) roll[T] {
	compare := func(a, b entry[T]) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.rank, b.rank))
	}
	slices.SortStableFunc(items, compare)
	return roll[T]{
		len:  len(items),
		at:   func(i int) T { return items[i].value },
		look: l,
		mark: func(i int) mark { return mark{Account: string(items[i].account), Rank: items[i].rank} },
		find: func(m mark) int {
			i, _ := slices.BinarySearchFunc(items, entry[T]{order: order(AccountID(m.Account)), rank: m.Rank}, compare)
			return i
		},
	}
}

// A shelf is the transactions of several accounts, one account after the other.
type shelf struct {
	accounts []AccountID
	lists    []ledger.Listing
	starts   []int // where each account's begin; one more for the end
}

func newShelf(accounts []AccountID, lists []ledger.Listing) shelf {
	s := shelf{accounts, lists, make([]int, len(lists)+1)}
	for i, l := range lists {
		s.starts[i+1] = s.starts[i] + l.Len()
	}
	return s
}

// len is how many transactions there are.
func (s shelf) len() int { return s.starts[len(s.lists)] }

// at is transaction i and the account that it is of.
func (s shelf) at(i int) (AccountID, ledger.Transaction) {
	j := sort.SearchInts(s.starts, i+1) - 1
	return s.accounts[j], s.lists[j].At(i - s.starts[j])
}

// reach is when the oldest and the newest transaction are booked; zero if there
// is none.
func (s shelf) reach() (first, last time.Time) {
	for _, l := range s.lists {
		if l.Len() == 0 {
			continue
		}
		if at := l.At(l.Len() - 1).Booking; first.IsZero() || at.Before(first) {
			first = at
		}
		last = latest(last, l.At(0).Booking)
	}
	return first, last
}

// roll pages through a shelf without looking at more than the page.
func (s shelf) roll(order func(AccountID) int, l look[ledger.Transaction]) roll[ledger.Transaction] {
	return roll[ledger.Transaction]{
		len:  s.len(),
		at:   func(i int) ledger.Transaction { _, t := s.at(i); return t },
		look: l,
		mark: func(i int) mark {
			id, t := s.at(i)
			return mark{Account: string(id), Key: t.Key}
		},
		find: func(m mark) int {
			want := order(AccountID(m.Account))
			j := sort.Search(len(s.accounts), func(j int) bool { return order(s.accounts[j]) >= want })
			if j < len(s.accounts) && s.accounts[j] == AccountID(m.Account) {
				return s.starts[j] + s.lists[j].Find(m.Key)
			}
			return s.starts[j]
		},
	}
}
