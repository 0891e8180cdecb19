package aggregator

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A day has four refreshes without the consumer; those with her count for nothing.
func TestQuotaOfADay(t *testing.T) {
	a, c := newAggregator(t)
	consumer, _ := mustStore(t, a, "anybody")
	c.Set(time.Date(2026, 3, 1, 21, 0, 0, 0, time.UTC)) // the bank's midnight
	attempt := func(psu *PSU) string {
		r := mustRefresh(t, a, RefreshRequest{Consumer: consumer, PSU: psu})
		c.Advance(usualRefresh)
		return sight(t, a, r)
	}
	present := &PSU{UserAgent: "Mozilla/5.0", IPAddress: "192.0.2.7"}
	for i, row := range []struct {
		psu  *PSU
		want string
	}{
		{nil, "FINISHED"}, {nil, "FINISHED"}, {present, "FINISHED"}, {nil, "FINISHED"}, {nil, "FINISHED"},
		{nil, "EXCEPTION CONSENT.QUOTA_EXCEEDED"}, {present, "FINISHED"},
	} {
		if got := attempt(row.psu); got != row.want {
			t.Errorf("refresh %d ends as %s, want %s", i+1, got, row.want)
		}
	}
	c.Set(time.Date(2026, 3, 2, 21, 0, 0, 0, time.UTC))
	if got := attempt(nil); got != "FINISHED" {
		t.Errorf("the next day: %s", got)
	}
}

// What ends a stored consent, and what can be seen of that.
func TestLifeOfAStoredConsent(t *testing.T) {
	for _, row := range []struct {
		name string
		end  func(a *Aggregator, c *clock.Clock, consumer string)
		want string // what a refresh comes to
		code string // what scheduling is refused with
	}{
		{"its last day", func(_ *Aggregator, c *clock.Clock, _ string) {
			c.Set(reports.DayOf(start).Add(91).Time().Add(-time.Hour))
		}, "FINISHED", ""},
		{"past its last day", func(_ *Aggregator, c *clock.Clock, _ string) { c.Set(reports.DayOf(start).Add(91).Time()) }, "EXCEPTION CONSENT.EXPIRED", "CONSENT.EXPIRED"},
		{"revoked", func(a *Aggregator, _ *clock.Clock, who string) { must(a.MoveConsent(one, who, ConsentRevoked)) }, "EXCEPTION CONSENT.REVOKED", "CONSENT.REVOKED"},
		{"ended before its time", func(a *Aggregator, _ *clock.Clock, who string) { must(a.MoveConsent(one, who, ConsentExpired)) }, "EXCEPTION CONSENT.EXPIRED", "CONSENT.EXPIRED"},
		{"deleted", func(a *Aggregator, _ *clock.Clock, who string) { must(a.DeleteStored(one, who, nil)) }, "CONSENT.NOT_STORED", "CONSENT.NOT_STORED"},
		{"deleted with the consumer", func(a *Aggregator, _ *clock.Clock, who string) { must(a.DeleteConsumer(one, who)) }, "CONSENT.NOT_STORED", "NOT FOUND"},
		{"revoked, and given anew", func(a *Aggregator, _ *clock.Clock, who string) {
			must(a.MoveConsent(one, who, ConsentRevoked))
			r := demo()
			r.Scope.Lifetime = ptr(90)
			s, err := a.StartSession(one, r)
			must(err)
			f, err := a.StartFlow(one, s.ID, InsightsRefresh, FlowRequest{Consumer: who, Store: StoreRequired, Accounts: &Selector{All: true}}, scenario.Facts{})
			must(err)
			_, err = a.Complete(f.ID, Visitor{Username: "anybody"})
			must(err)
		}, "FINISHED", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, c := newAggregator(t)
			consumer, _ := mustStore(t, a, "anybody")
			row.end(a, c, consumer)
			if err := a.Schedule(one, ScheduleRequest{Consumer: consumer, Interval: Daily}); strings.Join(told(err), ", ") != row.code {
				t.Errorf("scheduling is answered %v, want %q", err, row.code)
			}
			r, err := a.StartRefresh(one, RefreshRequest{Consumer: consumer, PSU: &PSU{UserAgent: "x", IPAddress: "192.0.2.7"}})
			got := codeOf(err)
			if err == nil {
				c.Advance(usualRefresh)
				got = sight(t, a, r)
			}
			if got != row.want {
				t.Errorf("a refresh comes to %s, want %s", got, row.want)
			}
		})
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// The lifecycle of a consent speaks for a stored one, too: what is revoked two hours
// after it was authorised is revoked two hours after it was stored.
func TestScriptRevokesAStoredConsent(t *testing.T) {
	a, c := newAggregator(t)
	consumer, ids := mustStore(t, a, "bank-revokes")
	if err := a.Schedule(one, ScheduleRequest{Consumer: consumer, AccountIDs: ids[:1], IntervalMinutes: ptr(60)}); err != nil {
		t.Fatal(err)
	}
	c.Advance(2*time.Hour + time.Minute)
	runs, _ := a.Settle()
	var got []RunState
	for _, r := range runs {
		got = append(got, r.State)
	}
	if diff := cmp.Diff([]RunState{RunSuccess, RunException}, got); diff != "" {
		t.Error(diff)
	}
	all, err := a.StoredConsents(one, consumer)
	if err != nil || all[0].State != ConsentRevoked || !all[0].Entered.Equal(start.Add(2*time.Hour)) {
		t.Errorf("it is %+v, %v", all, err)
	}
}

// A consent that ends while a refresh is PROCESSING, or the end of its consumer,
// ends that too; and nothing is stored.
func TestRefreshIsOvertaken(t *testing.T) {
	for _, row := range []struct {
		name string
		end  func(a *Aggregator, consumer string, ids []string) error
		want string
	}{
		{"by a revocation", func(a *Aggregator, who string, _ []string) error { return a.MoveConsent(one, who, ConsentRevoked) }, "EXCEPTION CONSENT.REVOKED"},
		{"by the consent's deletion", func(a *Aggregator, who string, _ []string) error { return a.DeleteStored(one, who, nil) }, "EXCEPTION CONSENT.NOT_STORED"},
		{"by the accounts' deletion", func(a *Aggregator, who string, ids []string) error { return a.DeleteAccounts(one, who, ids) }, "EXCEPTION CONSENT.NOT_STORED"},
		{"by the consumer's deletion", func(a *Aggregator, who string, _ []string) error { return a.DeleteConsumer(one, who) }, "EXCEPTION CONSENT.NOT_STORED"},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, c := newAggregator(t)
			consumer, ids := mustStore(t, a, "anybody")
			c.Advance(15 * time.Minute)
			r := mustRefresh(t, a, RefreshRequest{Consumer: consumer})
			if err := row.end(a, consumer, ids); err != nil {
				t.Fatal(err)
			}
			c.Advance(usualRefresh)
			if got := sight(t, a, r); got != row.want {
				t.Errorf("it ends as %s, want %s", got, row.want)
			}
			if _, _, err := a.cfg.Storage.Accounts(one, consumer, storage.Page{}); err == nil {
				t.Error("data were stored")
			}
			_ = a.cfg.DB.View(func(tx *store.Tx) error {
				if n := running.Len(tx) + underway.Len(tx); n != 0 {
					t.Errorf("%d refreshes are still under way", n)
				}
				return nil
			})
		})
	}
}
