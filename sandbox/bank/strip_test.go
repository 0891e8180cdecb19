package bank

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// What the table names and nothing here takes out would be shown to everybody.
func TestEveryMemberOfTheTableCanBeTakenOut(t *testing.T) {
	check := func(ops []Operation, members []Member, pans []string) {
		t.Helper()
		for _, op := range ops {
			all := rightsOf(heldBy(everything), op)
			if diff := cmp.Diff(slices.Sorted(slices.Values(all.adds)), slices.Sorted(slices.Values(members))); diff != "" {
				t.Errorf("%s: members (-table +taken out):\n%s", op, diff)
			}
			if diff := cmp.Diff(slices.Sorted(slices.Values(all.unmasks)), slices.Sorted(slices.Values(pans))); diff != "" {
				t.Errorf("%s: PANs (-table +masked):\n%s", op, diff)
			}
		}
	}
	check(accountOps, names(accountMembers), names(accountPANs))
	check(transactionOps, names(transactionMembers), names(transactionPANs))
	check(beneficiaryOps, names(beneficiaryMembers), names(beneficiaryPANs))
	check(orderOps, names(orderMembers), names(orderPANs))
	check(paymentOps, names(paymentMembers), names(paymentPANs))
	check(statementOps, names(statementMembers), nil)
	for _, ops := range [][]Operation{balanceOps, debitOps, offerOps, partyOps, {GetAccountStatementFile, GetSupplementaryAccountInfo}} {
		check(ops, nil, nil)
	}
}

func names[K ~string, V any](m map[K]V) []K { return slices.Collect(maps.Keys(m)) }

func TestMaskedPAN(t *testing.T) {
	for pan, want := range map[string]string{
		"4111110012001009":    "411111******1009",
		"41111100120010":      "411111****0010",
		"4111110012001":       "*********2001",
		"41111100":            "****1100",
		"4111110":             "*******",
		"":                    "",
		"4111 1100 1200 1009": "4111 1*********1009",
	} {
		if got := maskedPAN(pan); got != want {
			t.Errorf("%q is masked as %q, want %q", pan, got, want)
		}
	}
}

func TestAnIBANIsNotMasked(t *testing.T) {
	for _, scheme := range []string{"IBAN", "BBAN"} {
		id := ledger.Identification{Scheme: scheme, Identification: "BH88SBNK00001200010011"}
		if got := maskedID(id); got != id {
			t.Errorf("%s is masked as %q", scheme, got.Identification)
		}
	}
}

// anyPermissions draws a set that a consent may ask for.
func anyPermissions(t *rapid.T) (asked []Permission) {
	for _, p := range rapid.SliceOfDistinct(rapid.SampledFrom(Permissions()), rapid.ID[Permission]).Draw(t, "permissions") {
		for _, c := range companions(p) {
			if !slices.Contains(asked, c) {
				asked = append(asked, c)
			}
		}
	}
	if len(asked) == 0 {
		asked = []Permission{ReadAccountsBasic}
	}
	return asked
}

// granted reads a word of the hand-written table: what a set of permissions
// shows of an operation.
func granted(held []Permission, op Operation, word string) (found []string) {
	for line := range strings.Lines(grantLines) {
		words := strings.Fields(line)
		if len(words) < 3 || words[0] != string(op) || !slices.Contains(held, Permission(words[1])) {
			continue
		}
		if i := slices.Index(words, word); i >= 0 {
			for _, w := range words[i+1:] {
				found = append(found, strings.TrimSuffix(w, "!"))
			}
		}
	}
	return found
}

// queryFor makes the query that an operation needs.
func queryFor(tb testing.TB, b *Bank, op Operation, id AccountID) Query {
	tb.Helper()
	q := Query{Account: id}
	if strings.Contains(endpointOf[op].Path, "{StatementId}") {
		all := mustMayRead(tb, b, mustGrant(tb, b, grantee{who: "amal", permissions: everything}), GetAccountStatements)
		page, err := all.Statements(Query{Account: id})
		if err != nil || len(page.Items) == 0 {
			tb.Fatalf("statements: %v, %v", page.Items, err)
		}
		q.Statement = page.Items[0].ID
	}
	return q
}

// Whatever a consent permits: no member, no entry and no PAN beyond the table.
func TestNothingIsShownThatTheTableDoesNotGrant(t *testing.T) {
	b, _ := newBank(t)
	queries := map[Operation]Query{}
	for _, e := range Endpoints() {
		queries[e.Operation] = queryFor(t, b, e.Operation, "amal-current")
	}
	rapid.Check(t, func(rt *rapid.T) {
		held := anyPermissions(rt)
		a := mustGrant(t, b, grantee{who: "amal", permissions: held, accounts: []AccountID{"amal-current", "amal-card"}})
		for op, q := range queries {
			if op == GetSharingProductDetails {
				continue
			}
			r, err := b.MayRead(a, op)
			if open := openByHand(held, op); (err == nil) != open {
				rt.Fatalf("%s with %s: %v, want open: %t", op, held, err, open)
			}
			if err != nil {
				continue
			}
			s, err := r.ask(q)
			if err != nil {
				rt.Fatalf("%s: %v", op, err)
			}
			checkShown(rt, held, op, s)
		}
	})
}

func checkShown(t *rapid.T, held []Permission, op Operation, s sight) {
	t.Helper()
	if op == GetAccountStatementFile {
		checkWhole(t, held, s)
		return
	}
	adds, whole, takes := granted(held, op, "adds"), len(granted(held, op, "whole")) > 0, granted(held, op, "takes")
	for _, item := range s.items {
		if item.account != "" && item.account != "amal-current" && item.account != "amal-card" {
			t.Fatalf("%s with %s shows an item of %s", op, held, item.account)
		}
		for _, m := range item.members {
			if !slices.Contains(adds, string(m)) {
				t.Fatalf("%s with %s shows %s of %s", op, held, m, item.id)
			}
		}
		for _, pan := range item.pans {
			if masked := strings.Contains(pan, "*"); masked == whole {
				t.Fatalf("%s with %s shows the PAN %s of %s, want whole: %t", op, held, pan, item.id, whole)
			}
		}
		if word := map[bool]string{true: "credits", false: "debits"}[item.credit]; len(takes) > 0 && !slices.Contains(takes, word) {
			t.Fatalf("%s with %s shows %s, which is of the %s", op, held, item.id, word)
		}
	}
}

// A test that looks for what is not shown is worth nothing where there is
// nothing to show.
func TestEverythingThatTheTableGrantsIsThereForAll(t *testing.T) {
	b, _ := newBank(t)
	b.cfg.PageSize = 10_000
	for _, e := range Endpoints() {
		if e.Operation == GetSharingProductDetails || e.Operation == GetAccountStatementFile {
			continue
		}
		id := AccountID("amal-current")
		if e.Operation == GetAccount {
			id = "amal-card"
		}
		s, err := mustMayRead(t, b, mustGrant(t, b, grantee{who: "amal", permissions: everything}), e.Operation).ask(queryFor(t, b, e.Operation, id))
		if err != nil || len(s.items) == 0 {
			t.Errorf("%s shows nothing: %v", e.Operation, err)
		}
		for _, m := range granted(everything, e.Operation, "adds") {
			if !slices.ContainsFunc(s.items, func(i seen) bool { return slices.Contains(i.members, Member(m)) }) {
				t.Errorf("%s shows no %s", e.Operation, m)
			}
		}
		if len(granted(everything, e.Operation, "whole")) > 0 && !slices.ContainsFunc(s.items, func(i seen) bool { return len(i.pans) > 0 }) {
			t.Errorf("%s shows no PAN", e.Operation)
		}
	}
}

// Masking one answer must not mask the books.
func TestTheBooksKeepWhatAnAnswerDoesNotShow(t *testing.T) {
	b, _ := newBank(t)
	b.cfg.PageSize = 10_000
	basicOnly := []Permission{ReadAccountsDetail, ReadTransactionsDetail, ReadTransactionsDebits, ReadTransactionsCredits, ReadStandingOrdersDetail}
	for _, op := range []Operation{GetAccounts, GetTransactions, GetStandingOrders} {
		if _, err := mustMayRead(t, b, mustGrant(t, b, grantee{who: "amal", permissions: basicOnly}), op).ask(Query{}); err != nil {
			t.Fatal(err)
		}
		s, err := mustMayRead(t, b, mustGrant(t, b, grantee{who: "amal", permissions: everything}), op).ask(Query{})
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range s.items {
			if slices.ContainsFunc(item.pans, func(p string) bool { return strings.Contains(p, "*") }) {
				t.Fatalf("%s: with ReadPAN the PANs of %s are %q", op, item.id, item.pans)
			}
		}
	}
}
