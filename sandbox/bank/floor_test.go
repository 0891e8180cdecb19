package bank

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// historyOps list what goes back to the floor, which moves on with the clock.
var historyOps = []Operation{
	GetAccountTransactions, GetTransactions, GetAccountStatementTransactions, GetAccountStatements, GetStatements,
}

// historyQuery is about the oldest statement of an account, which is the first to
// go.
func historyQuery(t *rapid.T, b *Bank, a Access, op Operation, id AccountID) Query {
	t.Helper()
	q := Query{Account: id}
	if op != GetAccountStatementTransactions {
		return q
	}
	list := reader(t, b, a, GetAccountStatements, q)("")
	_, last := walk(t, reader(t, b, a, GetAccountStatements, q), list, onwards, func() {})
	q.Statement = last.items[len(last.items)-1].id
	return q
}

// A walk gives all that was there when it began, in that order, and besides at
// most what is newer, although months go by between its pages; so do those that
// start from its links.
func TestNothingFallsOffWhileOneReads(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b, c := newBank(t)
		held := everything
		if rapid.Bool().Draw(rt, "credits alone") {
			held = []Permission{ReadAccountsBasic, ReadStatementsBasic, ReadTransactionsBasic, ReadTransactionsCredits}
		}
		a := mustGrant(t, b, grantee{who: "amal", permissions: held})
		op := rapid.SampledFrom(historyOps).Draw(rt, "operation")
		q := historyQuery(rt, b, a, op, "amal-current")
		read := reader(rt, b, a, op, q)
		b.cfg.PageSize = 100_000
		before := read("").ids()
		b.cfg.PageSize = max(1, len(before)/rapid.IntRange(1, 6).Draw(rt, "pages"))
		between := func() {
			c.Advance(time.Duration(rapid.IntRange(0, 24*25).Draw(rt, "hours")) * time.Hour)
		}
		first := read("")
		got, last := walk(rt, read, first, onwards, between)
		checkKept(rt, "onwards", got, before)
		checkNewer(rt, b, read, op, got, before)
		if first.last == "" {
			return
		}
		got, _ = walk(rt, read, read(first.last), onwards, func() {})
		checkKept(rt, "from Last", got, before[len(before)-max(1, len(known(got, before))):])
		got, top := walk(rt, func(page string) sight { return backToFront(read(page)) }, backToFront(last), backwards, between)
		slices.Reverse(got)
		checkKept(rt, "backwards", got, before)
		got, _ = walk(rt, read, read(top.first), onwards, between)
		checkKept(rt, "from First", got, before)
	})
}

// backToFront turns a page round, for a walk that is turned round as a whole.
func backToFront(s sight) sight {
	s.items = slices.Clone(s.items)
	slices.Reverse(s.items)
	return s
}

// known are those items that were there before.
func known(got, before []string) []string {
	return slices.DeleteFunc(slices.Clone(got), func(id string) bool { return !slices.Contains(before, id) })
}

// checkKept wants all that was there, in its order, each once.
func checkKept(t *rapid.T, way string, got, before []string) {
	t.Helper()
	of := known(got, before)
	for i, id := range before {
		if i >= len(of) || of[i] != id {
			t.Fatalf("%s: of %d items that were there the walk has %d: %s is lost or in another place", way, len(before), len(of), id)
		}
	}
	if len(of) > len(before) {
		t.Fatalf("%s: %s came twice", way, of[len(before)])
	}
}

// checkNewer wants what was not there when a walk began to be newer: to be there
// when it has ended, for one who begins then. To a statement nothing is added.
func checkNewer(t *rapid.T, b *Bank, read func(string) sight, op Operation, got, before []string) {
	t.Helper()
	added := slices.DeleteFunc(slices.Clone(got), func(id string) bool { return slices.Contains(before, id) })
	if len(added) == 0 {
		return
	}
	if op == GetAccountStatementTransactions {
		t.Fatalf("a statement has %q more than when the walk began", added)
	}
	defer func(size int) { b.cfg.PageSize = size }(b.cfg.PageSize)
	b.cfg.PageSize = 100_000
	after := read("").ids()
	for _, id := range added {
		if !slices.Contains(after, id) {
			t.Fatalf("%s is older than what was there when the walk began", id)
		}
	}
}
