package aggregator

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A fataler is a test, a benchmark, or one try of a property.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

// mustSchedule stores a consent for one account that holds for as long as need be,
// and schedules it. The flow itself is tested elsewhere; this is what it leaves.
func mustSchedule(tb fataler, a *Aggregator, consumer string, q ScheduleRequest) {
	tb.Helper()
	b, _ := a.bank("DE", "88888888")
	link := &Connection{Bank: b, Method: b.Methods[0]}
	h := a.household(demoBankCustomer).accounts[0]
	s := Stored{State: ConsentStored, Bank: link.place(), Since: a.cfg.Clock.Now(), Entered: a.cfg.Clock.Now(), Until: reports.DayOf(a.cfg.Clock.Now()).Add(20 * 366)}
	s.Accounts = []StoredAccount{{ID: storage.AccountID(one, consumer, s.Bank, h.source(link)), BankID: h.id(link), Source: h.source(link)}}
	_ = a.cfg.DB.Update(func(tx *store.Tx) error { a.keepConsent(tx, one, consumer, s); return nil })
	q.Consumer = consumer
	if err := a.Schedule(one, q); err != nil {
		tb.Fatal(err)
	}
}

func status(tb fataler, a *Aggregator, consumer string) Status {
	tb.Helper()
	all, err := a.Schedules(one, consumer, nil)
	if err != nil || len(all) != 1 {
		tb.Fatal(len(all), "are scheduled,", err)
	}
	return all[0]
}

func TestStatusOfASchedule(t *testing.T) {
	a, c := newAggregator(t)
	consumer, ids := mustStore(t, a, "anybody")
	c.Advance(time.Minute)
	if err := a.Schedule(one, ScheduleRequest{Consumer: consumer, AccountIDs: ids[1:2], IntervalMinutes: ptr(480), RetentionMinutes: ptr(1440), RefreshDays: ptr(30), IntendedReports: []string{"BALANCES"}}); err != nil {
		t.Fatal(err)
	}
	began := c.Now()
	want := Status{
		AccountID: ids[1], LastAt: start, LastState: RunSuccess, LastSuccess: start, Next: began.Add(8 * time.Hour),
		IntervalMinutes: ptr(480), RetentionMinutes: 1440, IntendedReports: []string{"BALANCES"}, RefreshDays: ptr(30),
	}
	check := func(when string) {
		t.Helper()
		if diff := cmp.Diff(want, status(t, a, consumer), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", when, diff)
		}
	}
	check("at first")
	c.Advance(8 * time.Hour)
	want.LastAt, want.LastSuccess, want.Next = c.Now(), c.Now(), c.Now().Add(8*time.Hour)
	check("after a run")
	if err := a.MoveConsent(one, consumer, ConsentRevoked); err != nil {
		t.Fatal(err)
	}
	want.Required = true
	check("after the revocation")
	c.Advance(16*time.Hour + time.Minute)
	want.LastAt, want.Next, want.LastState, want.Failed = began.Add(24*time.Hour), began.Add(32*time.Hour), RunException, 2
	want.LastError = failureOf("CONSENT.REVOKED")
	check("after two runs without it")
	mustStoreFor(t, a, "anybody", consumer)
	want.Required = false
	check("when the consumer has agreed anew")
	if err := a.Schedule(one, ScheduleRequest{Consumer: consumer, AccountIDs: ids[1:2], Interval: Weekly}); err != nil {
		t.Fatal(err)
	}
	want.Next, want.Interval, want.IntervalMinutes, want.RefreshDays, want.RetentionMinutes = c.Now().Add(7*24*time.Hour), Weekly, nil, nil, 10
	want.IntendedReports = nil
	for _, k := range reports.Kinds() {
		want.IntendedReports = append(want.IntendedReports, string(k))
	}
	check("scheduled again")
	c.Advance(7 * 24 * time.Hour)
	want.LastAt, want.LastSuccess, want.Next = c.Now(), c.Now(), c.Now().Add(7*24*time.Hour)
	want.LastState, want.LastError, want.Failed = RunSuccess, nil, 0
	check("after a run that succeeded again")
	if err := a.Unschedule(one, consumer, nil); err != nil {
		t.Fatal(err)
	}
	c.Advance(year)
	if _, n := a.Settle(); n != 0 {
		t.Errorf("%d runs of what is not scheduled any more", n)
	}
	if all, err := a.Schedules(one, consumer, nil); err != nil || len(all) != 0 {
		t.Errorf("%v are scheduled, %v", all, err)
	}
}

func TestScheduleRules(t *testing.T) {
	for _, row := range []struct {
		name string
		q    ScheduleRequest
		want []string
	}{
		{"no interval", ScheduleRequest{Consumer: "kim"}, []string{"REQUIRED refresh_interval"}},
		{"two intervals", ScheduleRequest{Consumer: "kim", Interval: Daily, IntervalMinutes: ptr(60)}, []string{"MUTUALLY_EXCLUSIVE refresh_interval"}},
		{"no such interval, and no days", ScheduleRequest{Consumer: "kim", Interval: "MONTHLY", RefreshDays: ptr(0)}, []string{"INVALID_VALUE refresh_days", "INVALID_VALUE refresh_interval"}},
		{"no minutes", ScheduleRequest{Consumer: "kim", IntervalMinutes: ptr(0), RetentionMinutes: ptr(-1)}, []string{"INVALID_VALUE data_retention_minutes", "INVALID_VALUE refresh_interval_minutes"}},
		{"nobody", ScheduleRequest{Interval: Daily}, []string{"REQUIRED insights_consumer_id"}},
		{"without a stored consent", ScheduleRequest{Consumer: "lee", Interval: Daily}, []string{"CONSENT.NOT_STORED"}},
		{"of nobody", ScheduleRequest{Consumer: "max", Interval: Daily}, []string{"NOT FOUND"}},
		{"an account without one", ScheduleRequest{Consumer: "kim", AccountIDs: []string{"x"}, Interval: Daily}, []string{"CONSENT.NOT_STORED", "INVALID_VALUE insights_account_ids[0]"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			mustStoreFor(t, a, "anybody", "kim")
			if _, _, err := a.cfg.Storage.CreateAccount(one, storage.NewAccount{Consumer: "lee"}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(row.want, told(a.Schedule(one, row.q))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSchedulesOfOthersAreNotThere(t *testing.T) {
	a, _ := newAggregator(t)
	mustSchedule(t, a, "kim", ScheduleRequest{Interval: Daily})
	for name, do := range map[string]func(Client, string, []string) error{
		"list":       func(c Client, who string, ids []string) error { _, err := a.Schedules(c, who, ids); return err },
		"unschedule": a.Unschedule,
	} {
		foreign, unknown := do(two, "kim", nil), do(one, "lee", nil)
		if codeOf(foreign) != "" || foreign == nil || unknown == nil {
			t.Errorf("%s: another's consumer: %v; an unknown one: %v", name, foreign, unknown)
		}
		if diff := cmp.Diff([]string{"INVALID_VALUE insights_account_ids[0]"}, told(do(one, "kim", []string{"x"}))); diff != "" {
			t.Errorf("%s: an account that is not scheduled: %s", name, diff)
		}
	}
	status(t, a, "kim")
}

// A deleted account is not refreshed any more, and a deleted consumer not at all.
func TestDeletesEndSchedules(t *testing.T) {
	a, c := newAggregator(t)
	consumer, ids := mustStore(t, a, "anybody")
	if err := a.Schedule(one, ScheduleRequest{Consumer: consumer, Interval: Daily}); err != nil {
		t.Fatal(err)
	}
	c.Advance(time.Hour) // the data are past their retention; consent and schedule are not
	if err := a.DeleteAccounts(one, consumer, append(ids[:1:1], "x")); len(told(err)) != 1 {
		t.Errorf("with an account that is not there: %v", err)
	}
	if err := a.DeleteAccounts(one, consumer, ids[:1]); err != nil {
		t.Fatal(err)
	}
	c.Advance(24 * time.Hour)
	if _, n := a.Settle(); n != len(ids)-1 {
		t.Errorf("%d runs, want %d", n, len(ids)-1)
	}
	if err := a.DeleteConsumer(one, consumer); err != nil {
		t.Fatal(err)
	}
	if err := a.DeleteConsumer(one, consumer); err == nil {
		t.Error("it can be deleted twice")
	}
	c.Advance(24 * time.Hour)
	if _, n := a.Settle(); n != 0 {
		t.Errorf("%d runs of a consumer who is gone", n)
	}
}
