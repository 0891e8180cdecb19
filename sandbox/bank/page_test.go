package bank

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// names of a page's items.
func (s sight) ids() (ids []string) {
	for _, item := range s.items {
		ids = append(ids, item.account+"/"+item.id)
	}
	return ids
}

// walk follows links from a page to the end; between is called before each step.
func walk(t *rapid.T, read func(page string) sight, s sight, link func(sight) string, between func()) (ids []string, last sight) {
	t.Helper()
	ids = s.ids()
	for range 20_000 {
		next := link(s)
		if next == "" {
			return ids, s
		}
		between()
		s = read(next)
		ids = append(ids, s.ids()...)
	}
	t.Fatal("the links lead round and round")
	return nil, s
}

func onwards(s sight) string   { return s.next }
func backwards(s sight) string { return s.prev }

// lists are the operations whose answers come in pages.
func lists() (ops []Operation) {
	for _, e := range Endpoints() {
		if e.Paged {
			ops = append(ops, e.Operation)
		}
	}
	return ops
}

// While nothing changes, a walk in either direction gives each item once, as
// many pages as TotalPages says, and First and Last are its ends.
func TestPagesMakeTheList(t *testing.T) {
	b, _ := newBank(t)
	a := mustGrant(t, b, grantee{who: "amal", permissions: everything})
	rapid.Check(t, func(rt *rapid.T) {
		op := rapid.SampledFrom(lists()).Draw(rt, "operation")
		q := queryFor(t, b, op, "amal-current")
		b.cfg.PageSize = 100_000
		read := reader(rt, b, a, op, q)
		want := read("").ids()
		b.cfg.PageSize = rapid.IntRange(1, len(want)+2).Draw(rt, "size")
		if b.cfg.PageSize < len(want)/50 {
			b.cfg.PageSize = len(want) / 50
		}
		pages := 0
		first := read("")
		got, last := walk(rt, read, first, onwards, func() { pages++ })
		if !slices.Equal(got, want) {
			rt.Fatalf("%s in pages of %d: got %q, want %q", op, b.cfg.PageSize, got, want)
		}
		if pages+1 != first.total || first.total != last.total || first.prev != "" || last.next != "" {
			rt.Fatalf("%s: %d pages, of which the first says %d and the last %d", op, pages+1, first.total, last.total)
		}
		if pages == 0 {
			if first.first != "" || first.last != "" {
				rt.Fatalf("%s: one page has links to itself", op)
			}
			return
		}
		if !slices.Equal(read(first.first).ids(), first.ids()) || !slices.Equal(read(first.last).ids(), last.ids()) || first.last != last.last {
			rt.Fatalf("%s: First or Last lead elsewhere", op)
		}
		checkBackwards(rt, read, last, want, b.cfg.PageSize)
	})
}

func checkBackwards(t *rapid.T, read func(string) sight, last sight, want []string, size int) {
	t.Helper()
	back := [][]string{last.ids()}
	for s := last; s.prev != ""; {
		s = read(s.prev)
		back = append(back, s.ids())
		if len(s.ids()) != size {
			t.Fatalf("a page before another has %d items, want %d", len(s.ids()), size)
		}
	}
	slices.Reverse(back)
	if got := slices.Concat(back...); !slices.Equal(got, want) {
		t.Fatalf("backwards: got %q, want %q", got, want)
	}
}

// reader reads pages of an operation.
func reader(t *rapid.T, b *Bank, a Access, op Operation, q Query) func(page string) sight {
	return func(page string) sight {
		t.Helper()
		r, err := b.MayRead(a, op)
		if err != nil {
			t.Fatal(err)
		}
		q.Page = page
		s, err := r.ask(q)
		if err != nil {
			t.Fatalf("%s, page %q: %v", op, page, err)
		}
		return s
	}
}

// What was there before a walk and is there after it comes once in it, although
// days go by between its pages; nothing comes twice.
func TestPagesAreStableWhileTimeGoesBy(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b, c := newBank(t)
		a := mustGrant(t, b, grantee{who: "amal", permissions: everything})
		op := rapid.SampledFrom(lists()).Draw(rt, "operation")
		read := reader(rt, b, a, op, queryFor(t, b, op, "amal-current"))
		whole := func() []string {
			defer func(size int) { b.cfg.PageSize = size }(b.cfg.PageSize)
			b.cfg.PageSize = 100_000
			return read("").ids()
		}
		before := whole()
		b.cfg.PageSize = max(1, len(before)/rapid.IntRange(1, 12).Draw(rt, "pages"))
		between := func() {
			c.Advance(time.Duration(rapid.IntRange(0, 72).Draw(rt, "hours")) * time.Hour)
		}
		got, last := walk(rt, read, read(""), onwards, between)
		checkStable(rt, op, "onwards", got, before, whole())
		before = whole()
		if rapid.Bool().Draw(rt, "from the last link") && last.last != "" {
			last = read(last.last)
		}
		tail := last.ids()
		got, _ = walk(rt, read, last, backwards, between)
		if len(tail) > 0 {
			checkStable(rt, op, "backwards", got, before, whole())
		}
	})
}

func checkStable(t *rapid.T, op Operation, way string, got, before, after []string) {
	t.Helper()
	count := map[string]int{}
	for _, id := range got {
		if count[id]++; count[id] > 1 {
			t.Fatalf("%s %s: %s came twice", op, way, id)
		}
	}
	for _, id := range before {
		if slices.Contains(after, id) && count[id] == 0 {
			t.Fatalf("%s %s: %s was lost", op, way, id)
		}
	}
}

// A position may be of an item that has gone, and of an account that the
// customer has not chosen since.
func TestAPlaceOutlivesItsItem(t *testing.T) {
	entries := func(ranks ...string) (list []entry[string]) {
		for _, r := range ranks {
			list = append(list, entry[string]{account: AccountID(r[:1]), order: int(r[0] - 'a'), rank: r[1:], value: r})
		}
		return list
	}
	order := func(id AccountID) int { return int(id[0] - 'a') }
	at := func(r string) mark { return mark{Account: r[:1], Rank: r[1:]} }
	tests := []struct {
		name string
		p    position
		want string
	}{
		{"from what is there", position{Way: wayFrom, mark: at("a3")}, "[a3 b1]"},
		{"from what has gone", position{Way: wayFrom, mark: at("a2")}, "[a3 b1]"},
		{"from an account that has gone", position{Way: wayFrom, mark: at("c9")}, "[d1]"},
		{"from behind the end", position{Way: wayFrom, mark: at("e1")}, "[]"},
		{"before what is there", position{Way: wayBefore, mark: at("b1")}, "[a1 a3]"},
		{"before what has gone", position{Way: wayBefore, mark: at("b0")}, "[a1 a3]"},
		{"before behind the end", position{Way: wayBefore, mark: at("e1")}, "[b1 d1]"},
		{"before the first", position{Way: wayBefore, mark: at("a0")}, "[]"},
		{"first", position{}, "[a1 a3]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := turn(rollOf(entries("a3", "d1", "a1", "b1"), order, nil), testSealer(), tt.p, 2)
			if got := fmt.Sprint(page.Items); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if len(page.Items) == 0 && page.Prev == "" && page.Next == "" {
				t.Error("no way leads out of an empty page")
			}
		})
	}
}

// Bulk lists stand account by account, whatever is newest.
func TestBulkListsStandAccountByAccount(t *testing.T) {
	b, _ := newBank(t)
	b.cfg.PageSize = 100_000
	a := mustGrant(t, b, grantee{who: "amal", permissions: everything})
	who, _ := b.Customer("amal")
	for _, op := range lists() {
		if !endpointOf[op].Bulk {
			continue
		}
		s, err := mustMayRead(t, b, a, op).ask(Query{})
		if err != nil {
			t.Fatal(err)
		}
		place := func(i seen) int {
			return slices.IndexFunc(who.Accounts, func(a Account) bool { return string(a.ID) == i.account })
		}
		if !slices.IsSortedFunc(s.items, func(a, b seen) int { return place(a) - place(b) }) {
			t.Errorf("%s: the accounts are mixed", op)
		}
	}
}

func TestAPageIsAHundredUnlessTheBankSaysOtherwise(t *testing.T) {
	b, _ := newBank(t)
	a := mustGrant(t, b, grantee{who: "yusuf", permissions: everything})
	page, err := mustMayRead(t, b, a, GetAccountTransactions).Transactions(Query{Account: "yusuf-till"})
	if err != nil || len(page.Items) != 100 || page.Total < 50 {
		t.Errorf("the first page has %d items of %d pages, %v; want 100 of 50 at least", len(page.Items), page.Total, err)
	}
	if !slices.IsSortedFunc(page.Items, func(a, b ledger.Transaction) int { return b.Booking.Compare(a.Booking) }) {
		t.Error("the newest do not come first")
	}
}
