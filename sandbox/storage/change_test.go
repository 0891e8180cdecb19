package storage

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// written is one transaction with much to it, in an account that is kept an hour.
func (d desk) withOne() {
	d.account("c", "a", 60)
	d.must(d.CreateTransactions(one1, Batch{Consumer: "c", Account: "a", Retention: whole(60), Transactions: []TransactionFields{{
		ID: "x", Reference: text("old"), Amount: whole(100), Currency: text("EUR"), Type: text("CREDIT"), Booked: text("2026-11-01"), Valued: text("2026-11-02"),
		State: text("PENDING"), Method: text("TRANSFER"), Holder: text("Shop"), IBAN: text("DE43000000005686751168"), EndToEnd: text("E1"),
		Labels: map[string]string{"k": "1", "l": "2"},
	}}}))
}

func TestUpdateChangesWhatIsSetAndReplaceEverything(t *testing.T) {
	day := func(s string) reports.Day {
		d, err := reports.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	full := reports.Transaction{
		ID: "x", AccountID: "a", Booked: day("2026-11-01"), Valued: day("2026-11-02"), Amount: reports.Amount{Minor: 100, Currency: "EUR"}, Credit: true,
		State: reports.Pending, Method: reports.Transfer, Reference: "old", Bank: reports.BankReferences{EndToEnd: "E1"},
		Other: reports.CounterParty{Holder: "Shop", IBAN: "DE43000000005686751168"}, Labels: map[string]string{"k": "1", "l": "2"},
	}
	bare := reports.Transaction{ID: "x", AccountID: "a", Booked: reports.DayOf(start), Amount: reports.Amount{Currency: "EUR"}, State: reports.Processed, Method: reports.UnknownMethod}
	tests := []struct {
		name    string
		replace bool
		fields  []TransactionFields
		want    func(reports.Transaction) reports.Transaction
	}{
		{"an update of nothing", false, []TransactionFields{{ID: "x"}}, func(t reports.Transaction) reports.Transaction { return t }},
		{"an update of members", false, []TransactionFields{{ID: "x", Amount: whole(7), Holder: text("Market"), Labels: map[string]string{"l": "3"}}},
			func(t reports.Transaction) reports.Transaction {
				t.Amount.Minor, t.Other.Holder, t.Labels = 7, "Market", map[string]string{"k": "1", "l": "3"}
				return t
			}},
		{"two updates of one", false, []TransactionFields{{ID: "x", Reference: text("first"), Type: text("DEBIT")}, {ID: "x", Reference: text("second")}},
			func(t reports.Transaction) reports.Transaction { t.Reference, t.Credit = "second", false; return t }},
		{"a replacement", true, []TransactionFields{{ID: "x", Reference: text("new")}},
			func(reports.Transaction) reports.Transaction { t := bare; t.Reference = "new"; return t }},
		{"two replacements of one", true, []TransactionFields{{ID: "x", Reference: text("first")}, {ID: "x", Amount: whole(9)}},
			func(reports.Transaction) reports.Transaction { t := bare; t.Amount.Minor = 9; return t }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.withOne()
			do := d.UpdateTransactions
			if tt.replace {
				do = d.ReplaceTransactions
			}
			d.must(do(one1, Batch{Consumer: "c", Account: "a", Transactions: tt.fields}))
			if diff := cmp.Diff([]reports.Transaction{tt.want(full)}, d.held("c")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestChangesOfUnknownTransactionsAreRefusedWhole(t *testing.T) {
	known, unknown := TransactionFields{ID: "x", Reference: text("new")}, TransactionFields{ID: "y"}
	batch := Batch{Consumer: "c", Account: "a", Transactions: []TransactionFields{known, unknown}}
	tests := []struct {
		name string
		do   func(d desk) error
		kind Kind
		want []string
	}{
		{"update", func(d desk) error { return d.UpdateTransactions(one1, batch) }, NotFound, []string{"INVALID_VALUE transactions[1].insights_transaction_id"}},
		{"replace", func(d desk) error { return d.ReplaceTransactions(one1, batch) }, NotFound, []string{"INVALID_VALUE transactions[1].insights_transaction_id"}},
		{"delete", func(d desk) error { return d.DeleteTransactions(one1, "c", "a", []string{"x", "y"}) }, NotFound, []string{"INVALID_VALUE insights_transaction_ids[1]"}},
		{"label", func(d desk) error {
			return d.UpsertLabels(one1, "c", "a", []string{"y", "x"}, map[string]string{"n": "1"})
		}, NotFound, []string{"INVALID_VALUE insights_transaction_ids[0]"}},
		{"unlabel", func(d desk) error { return d.DeleteLabels(one1, "c", "a", []string{"y", "x"}, []string{"k"}) }, NotFound, []string{"INVALID_VALUE insights_transaction_ids[0]"}},
		{"update without an id", func(d desk) error {
			return d.UpdateTransactions(one1, Batch{Consumer: "c", Account: "a", Transactions: []TransactionFields{known, {}}})
		}, Invalid, []string{"REQUIRED transactions[1].insights_transaction_id"}},
		{"update to another currency", func(d desk) error {
			return d.UpdateTransactions(one1, Batch{Consumer: "c", Account: "a", Transactions: []TransactionFields{known, {ID: "x", Currency: text("USD")}}})
		}, Invalid, []string{"INVALID_VALUE transactions[1].amount.currency"}},
		{"label key of no length", func(d desk) error { return d.UpsertLabels(one1, "c", "a", []string{"x"}, map[string]string{"": "1"}) }, Invalid, []string{`INVALID_VALUE labels[""]`}},
		{"an account that is not there", func(d desk) error { return d.DeleteTransactions(one1, "c", "b", []string{"x"}) }, NotFound, []string{"INVALID_VALUE insights_account_id"}},
		{"a consumer who is not there", func(d desk) error { return d.DeleteTransactions(one1, "e", "a", []string{"x"}) }, NotFound, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.withOne()
			before := d.held("c")
			err := tt.do(d)
			if kind(err) != tt.kind {
				t.Errorf("kind %d, want %d: %v", kind(err), tt.kind, err)
			}
			if diff := cmp.Diff(tt.want, paths(err)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(before, d.held("c")); diff != "" {
				t.Errorf("something was changed: %s", diff)
			}
		})
	}
}

// What the client says of an acquired transaction stays with it over refreshes;
// what it deletes comes back with the next.
func TestAcquiredTransactionsAreChangedBesideTheBank(t *testing.T) {
	d := newDesk(t)
	consumer, account := d.acquire("", "amal-current", 62, time.Hour)
	was := d.held(consumer)
	edited, labelled, replaced, deleted := was[0], was[1], was[2], was[3]
	one := func(id string, f TransactionFields) Batch {
		f.ID = id
		return Batch{Consumer: consumer, Account: account, Transactions: []TransactionFields{f}}
	}
	d.must(d.UpdateTransactions(one1, one(edited.ID, TransactionFields{Reference: text("mine")})))
	d.must(d.UpsertLabels(one1, consumer, account, []string{labelled.ID, edited.ID}, map[string]string{"k": "v", "gone": "x"}))
	d.must(d.DeleteLabels(one1, consumer, account, []string{labelled.ID}, []string{"gone", "never"}))
	d.must(d.ReplaceTransactions(one1, one(replaced.ID, TransactionFields{Amount: whole(1)})))
	d.must(d.DeleteTransactions(one1, consumer, account, []string{deleted.ID, deleted.ID}))
	check := func(when string, deletedThere bool) {
		t.Helper()
		now := map[string]reports.Transaction{}
		for _, tx := range d.held(consumer) {
			if _, twice := now[tx.ID]; twice {
				t.Errorf("%s: %s is there twice", when, tx.ID)
			}
			now[tx.ID] = tx
		}
		want := edited
		want.Reference, want.Labels = "mine", map[string]string{"k": "v", "gone": "x"}
		if diff := cmp.Diff(want, now[edited.ID]); diff != "" {
			t.Errorf("%s: updated: %s", when, diff)
		}
		if diff := cmp.Diff(map[string]string{"k": "v"}, now[labelled.ID].Labels); diff != "" {
			t.Errorf("%s: labels: %s", when, diff)
		}
		if got := now[replaced.ID]; got.Amount.Minor != 1 || got.Other != (reports.CounterParty{}) {
			t.Errorf("%s: replaced: %+v", when, got)
		}
		if _, there := now[deleted.ID]; there != deletedThere {
			t.Errorf("%s: the deleted one is there: %t, want %t", when, there, deletedThere)
		}
	}
	check("at first", false)
	d.acquireFrame(consumer, "amal-current", reports.Frame{From: deleted.Date() + 1, To: reports.DayOf(start)}, time.Hour)
	check("after a refresh of other days", false)
	d.acquire(consumer, "amal-current", 62, time.Hour)
	check("after a refresh", true)
	d.clock.Advance(time.Hour)
	d.acquire(consumer, "amal-current", 62, time.Hour)
	for _, tx := range d.held(consumer) {
		if tx.ID == edited.ID && (tx.Reference == "mine" || len(tx.Labels) > 0) {
			t.Errorf("the change outlived the data that it was of: %+v", tx)
		}
	}
}

func TestRefreshKeepsTheAccount(t *testing.T) {
	d := newDesk(t)
	consumer, account := d.acquire("", "amal-current", 30, time.Hour)
	d.must(d.UpsertAccountLabels(one1, consumer, account, map[string]string{"k": "v", "l": "w"}))
	d.must(d.DeleteAccountLabels(one1, consumer, account, []string{"l"}))
	d.must(d.UpdateAccount(one1, consumer, account, AccountFields{Alias: text("Household"), Labels: map[string]string{"m": "x"}}))
	d.clock.Advance(time.Minute)
	if again, id := d.acquire(consumer, "amal-current", 62, time.Hour); again != consumer || id != account {
		t.Errorf("refreshed as %s, %s, want %s, %s", again, id, consumer, account)
	}
	list, part, err := d.Accounts(one1, consumer, Page{})
	if err != nil || len(list) != 1 || part.Total != 1 {
		t.Fatalf("accounts %+v, part %+v, error %v", list, part, err)
	}
	got := list[0]
	if got.Balance == nil || got.Available == nil || got.BalanceAt != d.clock.Now() {
		t.Errorf("balances: %+v", got)
	}
	want := reports.Account{
		ID: account, IBAN: "BH88SBNK00001200010011", Alias: "Household", BIC: got.BIC, Holder: got.Holder, Type: "DEFAULT", TransferType: "FULL", Currency: "BHD",
		BankName: demoBank.Name, BankCountry: "DE", BankKRN: demoBank.KRN, Labels: map[string]string{"k": "v", "m": "x"}, Refreshed: d.clock.Now(),
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(reports.Account{}, "Balance", "Available", "Limit", "Reserved", "BalanceAt")); diff != "" {
		t.Error(diff)
	}
	err = d.UpdateAccount(one1, consumer, account, AccountFields{Currency: text("EUR")})
	if diff := cmp.Diff([]string{"INVALID_VALUE account.currency"}, paths(err)); diff != "" {
		t.Error(diff)
	}
}

// A refresh that is to be kept for less than what was acquired before ends no earlier
// promise: neither for the days that it reads again, nor for those that it does not,
// nor for the balance. What it reads for the first time is kept as long as it says.
func TestAShorterRetentionShortensNothing(t *testing.T) {
	tests := []struct {
		name  string
		read  int // days, by the refresh
		later time.Duration
		gone  bool // is what only the refresh read?
	}{
		{"fewer days, before its end", 5, 9 * time.Minute, false},
		{"fewer days, after its end", 5, 11 * time.Minute, false},
		{"more days, before its end", 62, 9 * time.Minute, false},
		{"more days, after its end", 62, 11 * time.Minute, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			consumer, id := d.acquire("", "yusuf-till", 30, 90*24*time.Hour)
			first := ids(d.held(consumer))
			d.acquire(consumer, "yusuf-till", tt.read, 10*time.Minute)
			both := ids(d.held(consumer))
			d.clock.Advance(tt.later)
			want := both
			if tt.gone {
				want = first
			}
			if diff := cmp.Diff(want, ids(d.held(consumer))); diff != "" {
				t.Error(diff)
			}
			if list, _, err := d.Accounts(one1, consumer, Page{}); err != nil || list[0].Balance == nil || list[0].ID != id {
				t.Errorf("accounts %+v, error %v", list, err)
			}
			d.clock.Advance(90 * 24 * time.Hour)
			if _, _, err := d.Accounts(one1, consumer, Page{}); kind(err) != NotFound {
				t.Errorf("after all: %v", err)
			}
		})
	}
}

func TestDeletedDataAreGone(t *testing.T) {
	tests := []struct {
		name   string
		delete func(d desk, tx *store.Tx) error
		want   int // accounts left
	}{
		{"the consumer", func(d desk, tx *store.Tx) error { return d.DeleteConsumer(tx, one1, "c") }, 0},
		{"one account", func(d desk, tx *store.Tx) error { return d.DeleteAccounts(tx, one1, "c", []string{"a"}) }, 1},
		{"both accounts", func(d desk, tx *store.Tx) error { return d.DeleteAccounts(tx, one1, "c", []string{"b", "a"}) }, 0},
		{"one that is not there", func(d desk, tx *store.Tx) error { return d.DeleteAccounts(tx, one1, "c", []string{"a", "z"}) }, 2},
		{"another client's", func(d desk, tx *store.Tx) error { return d.DeleteConsumer(tx, "two", "c") }, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.withOne()
			d.account("c", "b", 60)
			d.must(d.UpsertLabels(one1, "c", "a", []string{"x"}, map[string]string{"k": "v"}))
			err := d.db.Update(func(tx *store.Tx) error { return tt.delete(d, tx) })
			list, _, _ := d.Accounts(one1, "c", Page{})
			if len(list) != tt.want || (tt.want == 2) != (err != nil) {
				t.Errorf("%d accounts, want %d; error %v", len(list), tt.want, err)
			}
			_ = d.db.View(func(tx *store.Tx) error {
				if rows := accounts.Len(tx); rows != tt.want {
					t.Errorf("%d rows of accounts, want %d", rows, tt.want)
				}
				if rows := written.Len(tx); rows != tt.want/2 {
					t.Errorf("%d rows of transactions, want %d", rows, tt.want/2)
				}
				return nil
			})
		})
	}
}
