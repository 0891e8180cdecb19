package storage

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

func text(s string) *string { return &s }
func whole(n int64) *int64  { return &n }

// account creates an account in euros for a consumer.
func (d desk) account(consumer, id string, minutes int64) {
	d.tb.Helper()
	_, _, err := d.CreateAccount(one1, NewAccount{Consumer: consumer, ID: id, Retention: &minutes, Fields: AccountFields{Currency: text("EUR")}})
	if err != nil {
		d.tb.Fatal(err)
	}
}

func (d desk) must(err error) {
	d.tb.Helper()
	if err != nil {
		d.tb.Fatal(err)
	}
}

// kind is the kind of a refusal, and -1 of none.
func kind(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return -1
}

// paths are where a refusal's violations are, with their codes.
func paths(err error) (out []string) {
	var e *Error
	if errors.As(err, &e) {
		for _, v := range e.Violations {
			out = append(out, v.Code+" "+v.Path)
		}
	}
	return out
}

func TestCreatedTransactionsAreListed(t *testing.T) {
	d := newDesk(t)
	d.account("c", "a", 60)
	d.must(d.CreateTransactions(one1, Batch{Consumer: "c", Account: "a", Retention: whole(60), Transactions: []TransactionFields{{
		ID: "transaction-id-1", Reference: text("xa0h0d0svlsyw0bap0boahuqxb HM online de, ref. 13676134"),
		Amount: whole(3895), Currency: text("EUR"), Type: text("DEBIT"), Booked: text("2026-11-20"),
		Labels: map[string]string{"key1": "value1"},
	}, {ID: "transaction-id-2"}}}))
	got, part, err := d.Transactions(one1, List{Consumer: "c"})
	if err != nil || part != (Part{Size: 50, Total: 2}) || len(got) != 2 {
		t.Fatalf("%d transactions, part %+v, error %v", len(got), part, err)
	}
	today := reports.DayOf(start)
	want := []reports.Transaction{{
		ID: "transaction-id-1", AccountID: "a", Booked: today - 1, Amount: reports.Amount{Minor: 3895, Currency: "EUR"},
		State: reports.Processed, Method: reports.UnknownMethod, Reference: "xa0h0d0svlsyw0bap0boahuqxb HM online de, ref. 13676134",
		Labels: map[string]string{"key1": "value1"},
	}, {
		ID: "transaction-id-2", AccountID: "a", Booked: today, Amount: reports.Amount{Currency: "EUR"},
		State: reports.Processed, Method: reports.UnknownMethod,
	}}
	if diff := cmp.Diff(want, []reports.Transaction{*got[0].Transaction, *got[1].Transaction}); diff != "" {
		t.Error(diff)
	}
}

func TestTransactionsAreRefusedAllAtOnceAndNoneStored(t *testing.T) {
	long := make([]byte, 1025)
	for i := range long {
		long[i] = 'x'
	}
	tests := []struct {
		name string
		list []TransactionFields
		kind Kind
		want []string
	}{
		{"a date that does not exist", []TransactionFields{{}, {Booked: text("2026-02-30"), Valued: text("tomorrow")}}, Invalid,
			[]string{"INVALID_FORMAT transactions[1].booking_date", "INVALID_FORMAT transactions[1].value_date"}},
		{"no currency", []TransactionFields{{Currency: text("EURO")}}, Invalid, []string{"INVALID_VALUE transactions[0].amount.currency"}},
		{"another currency than the account's", []TransactionFields{{Currency: text("EUR")}, {Currency: text("USD")}}, Invalid, []string{"INVALID_VALUE transactions[1].amount.currency"}},
		{"a signed amount", []TransactionFields{{Amount: whole(-1)}}, Invalid, []string{"INVALID_VALUE transactions[0].amount.amount"}},
		{"an amount that cannot be added up", []TransactionFields{{Amount: whole(MostAmount + 1)}}, Invalid, []string{"INVALID_VALUE transactions[0].amount.amount"}},
		{"words that are none", []TransactionFields{{State: text("DONE"), Type: text("debit"), Method: text("CARD")}}, Invalid,
			[]string{"INVALID_VALUE transactions[0].state", "INVALID_VALUE transactions[0].type", "INVALID_VALUE transactions[0].method"}},
		{"labels of no and of too great length", []TransactionFields{{Labels: map[string]string{"": "", "k": string(long)}}}, Invalid,
			[]string{`INVALID_VALUE transactions[0].labels[""]`, "TOO_LONG transactions[0].labels.k"}},
		{"a category that is none", []TransactionFields{{CategoryIDs: &[]string{"groceries"}}}, Invalid, []string{"INVALID_VALUE transactions[0].category_ids[0]"}},
		{"an id of 129 characters", []TransactionFields{{ID: string(long[:129])}}, Invalid, []string{"TOO_LONG transactions[0].insights_transaction_id"}},
		{"an id twice", []TransactionFields{{ID: "x"}, {ID: "x"}}, Conflict, []string{"INVALID_VALUE transactions[1].insights_transaction_id"}},
		{"an id that is there", []TransactionFields{{ID: "new"}, {ID: "there"}}, Conflict, []string{"INVALID_VALUE transactions[1].insights_transaction_id"}},
		{"too many", make([]TransactionFields, MostTransactions+1), Invalid, []string{"TOO_LONG transactions"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.account("c", "a", 60)
			d.must(d.CreateTransactions(one1, Batch{Consumer: "c", Account: "a", Transactions: []TransactionFields{{ID: "there"}}}))
			before := d.held("c")
			err := d.CreateTransactions(one1, Batch{Consumer: "c", Account: "a", Transactions: tt.list})
			if got := kind(err); got != tt.kind {
				t.Errorf("kind %d, want %d: %v", got, tt.kind, err)
			}
			if diff := cmp.Diff(tt.want, paths(err)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(before, d.held("c")); diff != "" {
				t.Errorf("something was stored: %s", diff)
			}
		})
	}
}
