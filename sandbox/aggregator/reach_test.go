package aggregator

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A plan is what a consumer has: accounts, under which of the consents each lies, and
// how often it is refreshed; and how long and by which script the consents hold.
type plan struct {
	Under, Minutes []int
	Days           []int
	Scripts        []string
}

func somePlan(t *rapid.T) plan {
	accounts := rapid.IntRange(1, 3).Draw(t, "accounts")
	consents := rapid.IntRange(1, 2).Draw(t, "consents")
	return plan{
		Under:   rapid.SliceOfN(rapid.IntRange(0, consents-1), accounts, accounts).Draw(t, "under"),
		Minutes: rapid.SliceOfN(rapid.SampledFrom([]int{7, 30, 59, 60, 61, 180, 360, 361, 1440, 2000}), accounts, accounts).Draw(t, "minutes"),
		Days:    rapid.SliceOfN(rapid.IntRange(0, 12), consents, consents).Draw(t, "days"),
		Scripts: rapid.SliceOfN(rapid.SampledFrom([]string{"", "bank-revokes", "consent-quota", "refresh-failed"}), consents, consents).Draw(t, "scripts"),
	}
}

// mustPlan stores a consumer's consents and schedules her accounts.
func mustPlan(tb fataler, a *Aggregator, consumer string, p plan) {
	tb.Helper()
	b, _ := a.bank("DE", "88888888")
	link := &Connection{Bank: b, Method: b.Methods[0]}
	all, now := a.household(demoBankCustomer).accounts, a.cfg.Clock.Now()
	ids := make([]string, len(p.Under))
	for c := range p.Days {
		s := Stored{State: ConsentStored, Bank: link.place(), Script: p.Scripts[c], Since: now, Entered: now, Until: reports.DayOf(now).Add(p.Days[c])}
		for i, h := range all[:len(ids)] {
			if p.Under[i] == c {
				ids[i] = storage.AccountID(one, consumer, s.Bank, h.source(link))
				s.Accounts = append(s.Accounts, StoredAccount{ID: ids[i], BankID: h.id(link), Source: h.source(link)})
			}
		}
		if len(s.Accounts) > 0 {
			_ = a.cfg.DB.Update(func(tx *store.Tx) error { a.keepConsent(tx, one, consumer, s); return nil })
		}
	}
	for i := range ids {
		if err := a.Schedule(one, ScheduleRequest{Consumer: consumer, AccountIDs: ids[i : i+1], IntervalMinutes: &p.Minutes[i]}); err != nil {
			tb.Fatal(err)
		}
	}
}

// left is all that runs leave of a consumer.
func left(tb fataler, a *Aggregator, consumer string) (rows []Status, consents []Stored, refreshed []time.Time) {
	tb.Helper()
	rows, err := a.Schedules(one, consumer, nil)
	if err != nil {
		tb.Fatal(err)
	}
	consents, _ = a.StoredConsents(one, consumer)
	accounts, _, _ := a.cfg.Storage.Accounts(one, consumer, storage.Page{})
	for _, one := range accounts {
		refreshed = append(refreshed, one.Refreshed)
	}
	return rows, consents, refreshed
}

// Runs that can only fail are counted exactly as if each had been gone through,
// whatever the intervals, whichever consents end when and by whose doing, and however
// the clock is moved.
func TestRunsPassedOverAreCountedAsIfGoneThrough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		quick, quickly := newAggregatorOn(scenario.Builtin)
		slow, slowly := newAggregatorOn(scenario.Builtin)
		who := []string{"kim", "lee"}
		for _, consumer := range who {
			p := somePlan(t)
			mustPlan(t, quick, consumer, p)
			mustPlan(t, slow, consumer, p)
		}
		for range rapid.IntRange(1, 5).Draw(t, "moves") {
			by := time.Duration(rapid.IntRange(-60*24, 60*24*8).Draw(t, "by")) * time.Minute
			quickly.Advance(by)
			slowly.Advance(by)
			most := rapid.SampledFrom([]int{0, 1, 10}).Draw(t, "told")
			told, total := quick.catchUp(most)
			every, want := slow.catchUp(1 << 30)
			if total != want {
				t.Fatalf("%d runs are counted, %d were gone through", total, want)
			}
			if diff := cmp.Diff(every[:min(most, len(every))], told, cmpopts.EquateEmpty()); diff != "" {
				t.Fatal(diff)
			}
			for _, consumer := range who {
				same(t, quick, slow, consumer)
				if rapid.Bool().Draw(t, "refresh") {
					_, one1 := quick.StartRefresh(one, RefreshRequest{Consumer: consumer})
					_, one2 := slow.StartRefresh(one, RefreshRequest{Consumer: consumer})
					if fmt.Sprint(one1) != fmt.Sprint(one2) {
						t.Fatalf("a refresh is answered %v, or %v", one1, one2)
					}
				}
			}
		}
	})
}

// same holds what was passed over against what was gone through.
func same(t *rapid.T, quick, slow *Aggregator, consumer string) {
	rows, consents, refreshed := left(t, quick, consumer)
	wantRows, wantConsents, want := left(t, slow, consumer)
	if diff := cmp.Diff(wantRows, rows) + cmp.Diff(wantConsents, consents) + cmp.Diff(want, refreshed); diff != "" {
		t.Fatal(diff)
	}
}

// A refresh that ends a consent in the middle of a day whose uses are spent ends the
// counting, too: runs after it fail for what the refresh found.
func TestPassingOverStopsAtARefresh(t *testing.T) {
	a, c := newAggregator(t)
	mustPlan(t, a, "kim", plan{Under: []int{0}, Minutes: []int{1}, Days: []int{60}, Scripts: []string{""}})
	c.Advance(10 * time.Minute) // four have succeeded
	a.CatchUp()
	r := mustRefresh(t, a, RefreshRequest{Consumer: "kim", PSU: &PSU{UserAgent: "x", IPAddress: "192.0.2.7"}})
	_ = a.cfg.DB.Update(func(tx *store.Tx) error {
		full, _ := refreshes.Get(tx, r.ID)
		full.Doom = "CONSENT.REVOKED"
		full.Started = full.Started.Add(30 * time.Minute)
		a.begin(tx, full)
		return nil
	})
	c.Advance(time.Hour)
	a.CatchUp()
	got := status(t, a, "kim")
	if got.LastError == nil || got.LastError.Category != "CONSENT.REVOKED" || got.Failed != 6+60 {
		t.Errorf("after %d that failed the last one did for %v; want 66, and CONSENT.REVOKED", got.Failed, got.LastError)
	}
	if runs, total := a.Settle(); total != 0 {
		t.Errorf("%d runs more: %v", total, runs)
	}
}

// What becomes due while a look at data works is not its own: a clock that is faster
// than the work keeps nobody.
func TestCatchUpEndsWhileTheClockRuns(t *testing.T) {
	var wall time.Time
	c := clock.New(func() time.Time { wall = wall.Add(time.Second); return wall }) // each look takes a second
	a := newAggregatorBy(c, scenario.Builtin)
	for i := range 20 {
		mustSchedule(t, a, fmt.Sprint("consumer-", i), ScheduleRequest{IntervalMinutes: ptr(1)})
	}
	c.Run(1e6)
	for range 3 {
		if _, total := a.Settle(); total == 0 {
			t.Error("no runs")
		}
	}
}

// However far a clock stood, once it is set back the next run is within its interval,
// and happens.
func TestClockThatWasSetBack(t *testing.T) {
	for _, row := range []struct {
		name string
		to   time.Time
		from time.Time
		want time.Time // the next run
	}{
		{"from the last year that there is", start.Add(time.Hour), time.Date(8999, 12, 31, 12, 0, 0, 0, time.UTC), start.Add(25 * time.Hour)},
		{"by a week", start.Add(23 * 24 * time.Hour), start.Add(30*24*time.Hour + time.Hour), start.Add(24 * 24 * time.Hour)},
		{"by less than the next run is away", start.Add(30 * 24 * time.Hour), start.Add(30*24*time.Hour + time.Hour), start.Add(31 * 24 * time.Hour)},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, c := newAggregator(t)
			mustSchedule(t, a, "kim", ScheduleRequest{Interval: Daily})
			mustSchedule(t, a, "lee", ScheduleRequest{IntervalMinutes: ptr(1)})
			c.Set(row.from)
			a.Settle()
			c.Set(row.to)
			if _, total := a.Settle(); total != 0 {
				t.Errorf("%d runs as the clock is set back", total)
			}
			if got := status(t, a, "kim"); !got.Next.Equal(row.want) {
				t.Errorf("the next run is at %s, want %s", got.Next, row.want)
			}
			c.Set(row.want)
			a.Settle()
			if got := status(t, a, "kim"); !got.LastAt.Equal(row.want) {
				t.Errorf("the last run was at %s, want %s", got.LastAt, row.want)
			}
			if got := status(t, a, "lee"); c.Now().Sub(got.LastAt) >= time.Minute || got.Next.Sub(c.Now()) > time.Minute {
				t.Errorf("at %s the last run of each minute was at %s, the next is at %s", c.Now(), got.LastAt, got.Next)
			}
		})
	}
}

// BenchmarkYearOfMinutes lets a virtual year of 1,000 schedules of a minute pass,
// which is half a billion runs, of which four a day succeed.
func BenchmarkYearOfMinutes(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		a, c := newAggregator(b)
		for i := range 1000 {
			mustSchedule(b, a, fmt.Sprint("consumer-", i), ScheduleRequest{IntervalMinutes: ptr(1)})
		}
		c.Set(start.Add(year))
		b.StartTimer()
		if _, n := a.Settle(); n != 1000*365*1440 {
			b.Fatalf("%d runs", n)
		}
	}
}
