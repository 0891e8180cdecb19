package bank

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// checkWhole wants the whole of a file, and its PANs as ReadPAN says. The first
// item of its sight is the account.
func checkWhole(t *rapid.T, held []Permission, s sight) {
	t.Helper()
	if !slices.Contains(s.items[0].members, "Account") {
		t.Fatalf("the file with %s says nobody holds the account", held)
	}
	credits, debits := 0, 0
	for _, item := range s.items {
		for _, pan := range item.pans {
			if strings.Contains(pan, "*") == slices.Contains(held, ReadPAN) {
				t.Fatalf("the file with %s shows the PAN %s of %s", held, pan, item.id)
			}
		}
		if item.credit {
			credits++
		} else {
			debits++
		}
	}
	if credits == 0 || debits < 2 {
		t.Fatalf("the file with %s has %d credits and %d debits", held, credits, debits-1)
	}
}

// The file is the bank's document: ReadStatementsDetail opens it whole, and only
// PANs take another permission.
func TestTheFileIsWhole(t *testing.T) {
	b, _ := newBank(t)
	for _, account := range []AccountID{"amal-current", "amal-card"} {
		q := queryFor(t, b, GetAccountStatementFile, account)
		file := func(permissions ...Permission) File {
			f, err := mustMayRead(t, b, mustGrant(t, b, grantee{who: "amal", permissions: permissions}), GetAccountStatementFile).StatementFile(q)
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
		least, all := file(ReadAccountsBasic, ReadStatementsDetail), file(everything...)
		if diff := cmp.Diff(all, file(ReadAccountsBasic, ReadStatementsDetail, ReadPAN)); diff != "" {
			t.Errorf("%s: with ReadPAN (-everything +that alone):\n%s", account, diff)
		}
		if got := seeAccount(least.Account); len(got.members) != 2 || len(least.Transactions) != len(all.Transactions) {
			t.Errorf("%s: with ReadStatementsDetail alone the file has %+v and %d transactions, want %d", account, least.Account, len(least.Transactions), len(all.Transactions))
		}
		if !slices.IsSortedFunc(least.Transactions, func(a, b ledger.Transaction) int { return a.Booking.Compare(b.Booking) }) {
			t.Errorf("%s: the oldest do not come first", account)
		}
		if sum := sumOf(least.Transactions); sum != totalOf(t, least.Statement) {
			t.Errorf("%s: the transactions sum up to %d, the totals to %d", account, sum, totalOf(t, least.Statement))
		}
		if pan := least.Account.Identifications[0]; pan.Scheme == "PAN" && !strings.Contains(pan.Identification, "*") {
			t.Errorf("%s: without ReadPAN the file has the PAN %s", account, pan.Identification)
		}
	}
}

// sumOf is what came in less what went out.
func sumOf(list []ledger.Transaction) (sum int64) {
	for _, t := range list {
		if t.Credit {
			sum += t.Amount.Minor
		} else {
			sum -= t.Amount.Minor
		}
	}
	return sum
}

// totalOf is the same as the statement says it.
func totalOf(t *testing.T, s ledger.Statement) (sum int64) {
	t.Helper()
	for _, a := range s.Amounts {
		switch a.Type {
		case "TotalCredits":
			sum += a.Amount.Minor
		case "TotalDebits":
			sum -= a.Amount.Minor
		}
	}
	return sum
}
