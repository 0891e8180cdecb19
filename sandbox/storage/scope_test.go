package storage

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// Another client's consumer, one whose data are past their retention, and one that
// never was are refused in the same words.
func TestWhatIsNotThereCannotBeToldApart(t *testing.T) {
	d := newDesk(t)
	d.withOne()
	looks := map[string]func(Client) error{
		"accounts": func(c Client) error { _, _, err := d.Accounts(c, "c", Page{}); return err },
		"list":     func(c Client) error { _, _, err := d.Transactions(c, List{Consumer: "c"}); return err },
		"report": func(c Client) error {
			_, err := d.Report(c, Scope{Consumer: "c"}, reports.Request{Kind: reports.AccountInfos})
			return err
		},
		"update": func(c Client) error { return d.UpdateAccount(c, "c", "a", AccountFields{}) },
		"create": func(c Client) error { return d.CreateTransactions(c, Batch{Consumer: "c", Account: "a"}) },
	}
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			if err := look(one1); err != nil {
				t.Fatalf("its own client: %v", err)
			}
			if err := look("two"); kind(err) != NotFound {
				t.Errorf("another client: %v", err)
			}
		})
	}
	foreign := looks["accounts"]("two")
	d.clock.Advance(2 * time.Hour)
	if expired := looks["accounts"](one1); fmt.Sprint(expired) != fmt.Sprint(foreign) {
		t.Errorf("expired: %v; another's: %v", expired, foreign)
	}
}

func TestSpans(t *testing.T) {
	today := reports.DayOf(start)
	last := func(n int) reports.Frame { return reports.Frame{From: today.Add(-n), To: today} }
	tests := []struct {
		name string
		span Span
		want reports.Frame
		bad  []string
	}{
		{"nothing", Span{}, last(62), nil},
		{"one day", Span{Days: whole(1)}, reports.Frame{From: today - 1, To: today}, nil},
		{"five years", Span{Days: whole(1825)}, last(1825), nil},
		{"dates", Span{From: text("2026-11-01"), To: text("2026-11-01")}, reports.Frame{From: today - 20, To: today - 20}, nil},
		{"no days", Span{Days: whole(0)}, reports.Frame{}, []string{"INVALID_VALUE x.report_days"}},
		{"too many days", Span{Days: whole(MostDays + 1)}, reports.Frame{}, []string{"INVALID_VALUE x.report_days"}},
		{"days and a date", Span{Days: whole(3), From: text("2026-11-01")}, reports.Frame{}, []string{"MUTUALLY_EXCLUSIVE x.report_days"}},
		{"from without to", Span{From: text("2026-11-01")}, reports.Frame{}, []string{"REQUIRED x.to_date"}},
		{"to without from", Span{To: text("2026-11-01")}, reports.Frame{}, []string{"REQUIRED x.from_date"}},
		{"no such dates", Span{From: text("2026-02-29"), To: text("01.11.2026")}, reports.Frame{}, []string{"INVALID_FORMAT x.from_date", "INVALID_FORMAT x.to_date"}},
		{"the wrong way round", Span{From: text("2026-11-02"), To: text("2026-11-01")}, reports.Frame{}, []string{"INVALID_VALUE x.from_date"}},
		{"all of time", Span{From: text("0001-01-01"), To: text("9999-12-31")}, reports.Frame{}, []string{"INVALID_VALUE x.from_date"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.span.Path, tt.span.Member = "x.", "report_days"
			got, found := tt.span.Frame(today)
			if diff := cmp.Diff(tt.bad, paths(Refuse("", found))); diff != "" {
				t.Error(diff)
			}
			if len(tt.bad) == 0 && got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestReportsAreRefusedAllAtOnce(t *testing.T) {
	d := newDesk(t)
	d.withOne()
	long := fmt.Sprintf("%0128d", 1)
	tests := []struct {
		name  string
		scope Scope
		q     reports.Request
		kind  Kind
		want  []string
	}{
		{"both selections and both spans", Scope{Consumer: long, Accounts: []string{"a"}, Excluded: []string{"b"}, Span: Span{Days: whole(0), From: text("x"), Member: "report_days"}},
			reports.Request{Kind: reports.Categorization, Filter: reports.Filter{Min: whole(2), Max: whole(1), CategoryIDs: []string{"none"}}}, Invalid, []string{
				"TOO_LONG insights_consumer_id", "MUTUALLY_EXCLUSIVE excluded_insights_account_ids", "MUTUALLY_EXCLUSIVE report_days",
				"INVALID_VALUE min_amount", "INVALID_VALUE category_ids[0]"}},
		{"a balance that is not known", Scope{Consumer: "c"}, reports.Request{Kind: reports.BalancesNow}, Invalid, []string{"INVALID_VALUE required_data_availability"}},
		{"accounts that are not there", Scope{Consumer: "c", Accounts: []string{"a", "z"}}, reports.Request{Kind: reports.AccountInfos}, NotFound, []string{"INVALID_VALUE insights_account_ids[1]"}},
		{"excluded ones that are not there", Scope{Consumer: "c", Excluded: []string{"z"}}, reports.Request{Kind: reports.AccountInfos}, NotFound, []string{"INVALID_VALUE excluded_insights_account_ids[0]"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := d.Report(one1, tt.scope, tt.q)
			if kind(err) != tt.kind {
				t.Errorf("kind %d, want %d", kind(err), tt.kind)
			}
			if diff := cmp.Diff(tt.want, paths(err)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A report that does not look at transactions must say the same as one for which
// all of them are at hand.
func TestOldestTransactionIsFoundWithoutReadingAll(t *testing.T) {
	d := newDesk(t)
	consumer, account := d.acquire("", "amal-card", 400, time.Hour)
	d.must(d.DeleteTransactions(one1, consumer, account, []string{d.held(consumer)[0].ID}))
	want := d.held(consumer)[0]
	made, err := d.Report(one1, Scope{Consumer: consumer}, reports.Request{Kind: reports.AccountInfos})
	if err != nil || made[0].Info.Oldest != want.Date() {
		t.Errorf("report %+v, error %v; want %s", made, err, want.Date())
	}
}

// Data that nobody asks for are dropped all the same, as others are written.
func TestExpiredDataLeaveTheRecords(t *testing.T) {
	d := newDesk(t)
	for i := range 5 * fewWrites {
		d.acquire(fmt.Sprint("c", i), "amal-current", 62, 0)
		d.clock.Advance(time.Minute)
	}
	_ = d.db.View(func(tx *store.Tx) error {
		if n := accounts.Len(tx); n > fewWrites+20 {
			t.Errorf("%d accounts are in the records, of which 10 are kept", n)
		}
		if n := consumers.Len(tx); n != accounts.Len(tx) {
			t.Errorf("%d consumers with %d accounts", n, accounts.Len(tx))
		}
		return nil
	})
	d.clock.Advance(time.Hour)
	d.Settle()
	_ = d.db.View(func(tx *store.Tx) error {
		if n := accounts.Len(tx) + consumers.Len(tx); n != 0 {
			t.Errorf("%d rows are left", n)
		}
		return nil
	})
}

// What goes in and what comes out can be written to without reaching the records.
func TestRecordsAreNobodyElses(t *testing.T) {
	d := newDesk(t)
	d.account("c", "a", 60)
	reference, labels, tags := "old", map[string]string{"k": "v"}, []string{"t"}
	in := []TransactionFields{{ID: "x", Reference: &reference, Labels: labels, TagIDs: &tags}}
	d.must(d.CreateTransactions(one1, Batch{Consumer: "c", Account: "a", Transactions: in}))
	d.must(d.UpdateAccount(one1, "c", "a", AccountFields{Alias: &reference, Labels: labels}))
	before, listed := d.held("c"), d.accountOf("c")
	reference, labels["k"], tags[0] = "new", "w", "u"
	d.held("c")[0].Reference = "new"
	if diff := cmp.Diff(before, d.held("c")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(listed, d.accountOf("c")); diff != "" {
		t.Error(diff)
	}
}

func (d desk) accountOf(consumer string) reports.Account {
	d.tb.Helper()
	list, _, err := d.Accounts(one1, consumer, Page{})
	if err != nil || len(list) != 1 {
		d.tb.Fatal(list, err)
	}
	return list[0]
}
