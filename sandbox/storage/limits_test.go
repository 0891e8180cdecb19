package storage

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// As many of the largest amounts as one call takes, all one way and then all the
// other, are added up to what they are.
func TestSumsOfTheLargestAmountsAreExact(t *testing.T) {
	d := newDesk(t)
	d.account("c", "a", 60)
	for n, way := range []string{"DEBIT", "CREDIT"} {
		list := make([]TransactionFields, MostTransactions)
		for i := range list {
			list[i] = TransactionFields{Amount: whole(MostAmount), Type: &way, Reference: text("Lidl")}
		}
		d.must(d.CreateTransactions(one1, Batch{Consumer: "c", Account: "a", Retention: whole(60), Transactions: list}))
		want := [...]int64{-MostTransactions * MostAmount, 0}[n]
		made, err := d.Report(one1, Scope{Consumer: "c"}, reports.Request{Kind: reports.BalanceOverTime})
		if err != nil {
			t.Fatal(err)
		}
		if days := made[0].OverTime; days[len(days)-1].Balance.Minor != want {
			t.Errorf("after all that are %s: got %d, want %d", way, days[len(days)-1].Balance.Minor, want)
		}
	}
}

func TestLongSeriesAreRefused(t *testing.T) {
	d := newDesk(t)
	for i := range 101 {
		d.account("c", fmt.Sprint("a", i), 60)
	}
	tests := []struct {
		name string
		span Span
		q    reports.Request
		all  bool // of all accounts, not of one
		want []string
	}{
		{"ten years of balances", Span{Days: whole(MostSeries - 1), Member: "report_days"}, reports.Request{Kind: reports.BalanceOverTime}, false, nil},
		{"and a day", Span{Days: whole(MostSeries), Member: "report_days"}, reports.Request{Kind: reports.BalanceOverTime}, false, []string{"INVALID_VALUE report_days"}},
		{"a hundred years by dates", Span{From: text("1950-01-01"), To: text("2026-11-21"), Member: "report_days"}, reports.Request{Kind: reports.BalanceOverTime}, false, []string{"INVALID_VALUE from_date"}},
		{"ten years of 101 accounts", Span{Days: whole(MostSeries - 1), Member: "report_days"}, reports.Request{Kind: reports.BalanceOverTime}, true, []string{"TOO_LONG insights_account_ids"}},
		{"a hundred years by month", Span{Days: whole(MostDays), Member: "report_days"}, reports.Request{Kind: reports.GroupByCategory, Split: true}, false, []string{"INVALID_VALUE report_days"}},
		{"a hundred years together", Span{Days: whole(MostDays), Member: "report_days"}, reports.Request{Kind: reports.GroupByCategory}, true, nil},
		{"a hundred years of transactions", Span{Days: whole(MostDays), Member: "report_days"}, reports.Request{Kind: reports.Categorization}, true, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			scope := Scope{Consumer: "c", Span: tt.span}
			if !tt.all {
				scope.Accounts = []string{"a7"}
			}
			_, err := d.Report(one1, scope, tt.q)
			if diff := cmp.Diff(tt.want, paths(err)); diff != "" {
				t.Errorf("error %v: %s", err, diff)
			}
		})
	}
}

// labelsOf are so many labels, whose keys begin in a way.
func labelsOf(prefix string, n int) map[string]string {
	labels := map[string]string{}
	for i := range n {
		labels[fmt.Sprint(prefix, i)] = "v"
	}
	return labels
}

// A transaction or an account has no more labels than there may be, in however many
// calls they come; what is refused changes nothing.
func TestLabelsAreCounted(t *testing.T) {
	d := newDesk(t)
	consumer, acquired := d.acquire("", "amal-current", 30, 0)
	bank := d.held(consumer)[0].ID
	full := labelsOf("k", MostLabels)
	own := func(labels map[string]string) Batch {
		return Batch{Consumer: consumer, Account: acquired, Transactions: []TransactionFields{{ID: "first"}, {ID: "x", Labels: labels}}}
	}
	d.must(d.CreateTransactions(one1, Batch{Consumer: consumer, Account: acquired, Transactions: []TransactionFields{{ID: "first"}, {ID: "x", Labels: full}}}))
	d.must(d.UpsertLabels(one1, consumer, acquired, []string{bank}, full))
	d.must(d.UpsertAccountLabels(one1, consumer, acquired, full))
	before := d.held(consumer)
	tests := []struct {
		name string
		err  error
		want []string
	}{
		{"created with too many", d.CreateTransactions(one1, Batch{Consumer: consumer, Account: acquired, Transactions: []TransactionFields{{Labels: labelsOf("k", MostLabels+1)}}}), []string{"TOO_LONG transactions[0].labels"}},
		{"updated by one more", d.UpdateTransactions(one1, own(labelsOf("z", 1))), []string{"TOO_LONG transactions[1].labels"}},
		{"updated by those that are there", d.UpdateTransactions(one1, own(full)), nil},
		{"replaced by as many others", d.ReplaceTransactions(one1, own(full)), nil},
		{"an acquired one updated by one more", d.UpdateTransactions(one1, Batch{Consumer: consumer, Account: acquired, Transactions: []TransactionFields{{ID: bank, Labels: labelsOf("z", 1)}}}), []string{"TOO_LONG transactions[0].labels"}},
		{"one more on both", d.UpsertLabels(one1, consumer, acquired, []string{"x", bank}, labelsOf("z", 1)), []string{"TOO_LONG labels"}},
		{"too many at once", d.UpsertLabels(one1, consumer, acquired, []string{"x"}, labelsOf("z", MostLabels+1)), []string{"TOO_LONG labels"}},
		{"one more on the account", d.UpsertAccountLabels(one1, consumer, acquired, labelsOf("z", 1)), []string{"TOO_LONG labels"}},
		{"the account updated by one more", d.UpdateAccount(one1, consumer, acquired, AccountFields{Labels: labelsOf("z", 1)}), []string{"TOO_LONG account.labels"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, paths(tt.err)); diff != "" {
			t.Errorf("%s: error %v: %s", tt.name, tt.err, diff)
		}
	}
	if diff := cmp.Diff(before, d.held(consumer)); diff != "" {
		t.Errorf("something changed: %s", diff)
	}
	d.must(d.DeleteLabels(one1, consumer, acquired, []string{bank}, []string{"k0"}))
	d.must(d.UpsertLabels(one1, consumer, acquired, []string{bank}, labelsOf("z", 1)))
}

// A violation names the transaction that it is about, also after some that say
// nothing of money.
func TestCurrenciesAreRefusedWhereTheyStand(t *testing.T) {
	d := newDesk(t)
	consumer, id := d.acquire("", "amal-current", 30, 0)
	held := d.held(consumer)
	err := d.UpdateTransactions(one1, Batch{Consumer: consumer, Account: id, Transactions: []TransactionFields{
		{ID: held[0].ID, Reference: text("mine")}, {ID: held[1].ID, Currency: text("USD")}}})
	if diff := cmp.Diff([]string{"INVALID_VALUE transactions[1].amount.currency"}, paths(err)); diff != "" {
		t.Error(diff)
	}
}

// A list of transactions may begin anywhere, one of accounts only so far.
func TestPagesBeginAnywhere(t *testing.T) {
	d := newDesk(t)
	d.account("c", "a", 60)
	list := make([]TransactionFields, 2*MostPage+5)
	d.must(d.CreateTransactions(one1, Batch{Consumer: "c", Account: "a", Transactions: list}))
	for offset, want := range map[int64]int{2 * MostPage: 5, MostPage + 1: MostPage, 1 << 62: 0} {
		got, part, err := d.Transactions(one1, List{Consumer: "c", Page: Page{Size: whole(MostPage), Offset: &offset}})
		if err != nil || len(got) != want || part.Total != len(list) {
			t.Errorf("after %d: %d transactions, part %+v, error %v; want %d", offset, len(got), part, err, want)
		}
	}
	_, _, err := d.Transactions(one1, List{Consumer: "c", Page: Page{Offset: whole(-1)}})
	if diff := cmp.Diff([]string{"INVALID_VALUE pagination.offset"}, paths(err)); diff != "" {
		t.Error(diff)
	}
	_, _, err = d.Accounts(one1, "c", Page{Offset: whole(MostPage + 1)})
	if diff := cmp.Diff([]string{"INVALID_VALUE pagination.offset"}, paths(err)); diff != "" {
		t.Error(diff)
	}
}
