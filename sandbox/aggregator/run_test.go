package aggregator

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

const year = 365 * 24 * time.Hour

// Over a virtual year every interval brings exactly as many runs as go into it,
// each at its time.
func TestRunsOfAYear(t *testing.T) {
	for _, row := range []struct {
		name     string
		interval Interval
		minutes  int
		want     int
	}{
		{"daily", Daily, 0, 365},
		{"weekly", Weekly, 0, 52},
		{"as often as possible", Soonest, 0, 4 * 365},
		{"every 8 hours", "", 480, 3 * 365},
		{"every 90 minutes", "", 90, 16 * 365},
		{"every 7 hours", "", 420, 1251},
		{"every 100 days", "", 144000, 3},
		{"once a year", "", 525600, 1},
		{"less often", "", 525601, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, c := newAggregator(t)
			q := ScheduleRequest{Interval: row.interval}
			if row.minutes > 0 {
				q.IntervalMinutes = &row.minutes
			}
			mustSchedule(t, a, "kim", q)
			first := status(t, a, "kim")
			every := first.Next.Sub(start)
			total := 0
			for end := start.Add(year); c.Now().Before(end); {
				c.Set(earlier(c.Now().Add(30*24*time.Hour), end))
				runs, n := a.Settle()
				if len(runs) != min(n, MostRuns) {
					t.Fatalf("%d runs are told of %d", len(runs), n)
				}
				for i, r := range runs {
					if want := start.Add(time.Duration(total+i+1) * every); !r.At.Equal(want) {
						t.Fatalf("run %d is at %s, want %s", total+i+1, r.At, want)
					}
				}
				total += n
			}
			if total != row.want {
				t.Errorf("%d runs, want %d", total, row.want)
			}
			got := status(t, a, "kim")
			if want := start.Add(time.Duration(row.want) * every); row.want > 0 && !got.LastAt.Equal(want) || !got.Next.Equal(want.Add(every)) {
				t.Errorf("the last was at %s, the next is at %s; want %s and %s later", got.LastAt, got.Next, want, every)
			}
		})
	}
}

// Whatever the intervals and however the clock is moved, the runs of all consumers
// come in due order, each at its time, none missing, none twice; and none is more
// than its interval ahead of a clock that was set back.
func TestRunsComeInDueOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, c := newAggregatorOn(scenario.Builtin)
		every := map[string]time.Duration{}
		var order []string
		for i := range rapid.IntRange(1, 6).Draw(t, "consumers") {
			who := fmt.Sprint("consumer-", i)
			minutes := rapid.IntRange(60, 60*24*40).Draw(t, "minutes")
			every[who] = time.Duration(minutes) * time.Minute
			order = append(order, who)
			mustSchedule(t, a, who, ScheduleRequest{IntervalMinutes: &minutes})
		}
		next := map[string]time.Time{}
		for who, d := range every {
			next[who] = start.Add(d)
		}
		for range rapid.IntRange(1, 6).Draw(t, "moves") {
			c.Advance(time.Duration(rapid.IntRange(-60*24, 60*24*6).Draw(t, "by")) * time.Minute)
			runs, total := a.Settle()
			for _, r := range runs {
				who := soonest(order, next)
				if r.Consumer != who || !r.At.Equal(next[who]) {
					t.Fatalf("a run of %s at %s, want one of %s at %s", r.Consumer, r.At, who, next[who])
				}
				next[who] = r.At.Add(every[who])
			}
			if total != len(runs) {
				t.Fatalf("%d runs are told of %d", len(runs), total)
			}
			for who, d := range every {
				next[who] = earlier(next[who], c.Now().Add(d))
				if got := status(t, a, who); !got.Next.Equal(next[who]) {
					t.Fatalf("the next run of %s is at %s, want %s", who, got.Next, next[who])
				}
			}
			if who := soonest(order, next); !next[who].After(c.Now()) {
				t.Fatalf("the run of %s at %s did not come by %s", who, next[who], c.Now())
			}
		}
	})
}

// soonest is who is due first; of two at one moment who was scheduled first.
func soonest(order []string, next map[string]time.Time) (who string) {
	for _, o := range order {
		if who == "" || next[o].Before(next[who]) {
			who = o
		}
	}
	return who
}

// The data of a run are there for their retention, which by default is over long
// before the next run (5.6).
func TestDataOfARun(t *testing.T) {
	a, c := newAggregator(t)
	mustSchedule(t, a, "kim", ScheduleRequest{Interval: Daily})
	there := func() bool {
		a.CatchUp()
		_, _, err := a.cfg.Storage.Accounts(one, "kim", storage.Page{})
		return err == nil
	}
	for _, row := range []struct {
		after time.Duration
		want  bool
	}{
		{0, false}, {24*time.Hour - 1, false}, {24 * time.Hour, true}, {24*time.Hour + 10*time.Minute - 1, true}, {24*time.Hour + 10*time.Minute, false}, {48*time.Hour + time.Minute, true},
	} {
		c.Set(start.Add(row.after))
		if got := there(); got != row.want {
			t.Errorf("after %s the data are there: %t, want %t", row.after, got, row.want)
		}
	}
}

// Runs after the end of a consent are counted as if each had been gone through.
func TestRunsAfterTheEndOfAConsent(t *testing.T) {
	a, c := newAggregator(t)
	consumer, ids := mustStore(t, a, "anybody") // it holds for 90 days
	for i, minutes := range []int{1440, 60} {
		if err := a.Schedule(one, ScheduleRequest{Consumer: consumer, AccountIDs: ids[i : i+1], IntervalMinutes: &minutes}); err != nil {
			t.Fatal(err)
		}
	}
	c.Advance(100 * year)
	runs, total := a.Settle()
	if want := 100*365 + 100*365*24; total != want || len(runs) != MostRuns {
		t.Errorf("%d runs, of which %d are told; want %d", total, len(runs), want)
	}
	all, err := a.Schedules(one, consumer, nil)
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	// By three in the afternoon at the bank, when the daily one is due, the hourly one
	// has used the consent as often as a day allows: none of both succeeds.
	if got, want := all[0].Failed, 100*365; got != want {
		t.Errorf("the daily one has failed %d times in a row, want %d", got, want)
	}
	// The hourly one succeeds for the last time at three o'clock of the last day.
	last := reports.DayOf(start).Add(90).Time().Add(3 * time.Hour)
	if got, want := all[1].Failed, int(c.Now().Sub(last)/time.Hour); got != want || !all[1].LastSuccess.Equal(last) {
		t.Errorf("the hourly one has failed %d times since %s, want %d since %s", got, all[1].LastSuccess, want, last)
	}
	for _, s := range all {
		if !s.LastAt.Equal(c.Now()) || !s.Next.Equal(c.Now().Add(s.every())) || s.LastError.Category != "CONSENT.EXPIRED" {
			t.Errorf("the last was at %s, the next is at %s, %v", s.LastAt, s.Next, s.LastError)
		}
	}
}

// However many look at once, each run happens once.
func TestRunsHappenOnceWhoeverAsks(t *testing.T) {
	a, c := newAggregator(t)
	for i := range 20 {
		mustSchedule(t, a, fmt.Sprint("consumer-", i), ScheduleRequest{Interval: Soonest})
	}
	c.Advance(100 * 24 * time.Hour)
	var all atomic.Int64
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			_, n := a.Settle()
			all.Add(int64(n))
			_, _ = a.Schedules(one, fmt.Sprint("consumer-", i), nil)
			_, _ = a.cfg.Storage.Report(one, storage.Scope{Consumer: "consumer-0"}, reports.Request{Kind: reports.Categorization})
		})
	}
	wg.Wait()
	if want := int64(20 * 400); all.Load() != want {
		t.Errorf("%d runs, want %d", all.Load(), want)
	}
}

// One run of several accounts under one consent is one use of it; a day has four,
// and runs beyond them fail until the next.
func TestQuotaOfRuns(t *testing.T) {
	a, c := newAggregator(t)
	c.Set(time.Date(2026, 3, 1, 20, 59, 0, 0, time.UTC)) // a minute before the bank's midnight
	consumer, ids := mustStore(t, a, "anybody")
	if err := a.Schedule(one, ScheduleRequest{Consumer: consumer, IntervalMinutes: ptr(180)}); err != nil {
		t.Fatal(err)
	}
	c.Advance(24 * time.Hour)
	runs, total := a.Settle()
	if total != 8*len(ids) {
		t.Fatalf("%d runs, want %d", total, 8*len(ids))
	}
	for i, r := range runs {
		want := RunSuccess
		if i/len(ids) >= 4 && i/len(ids) < 8 {
			want = RunException
		}
		if r.State != want || want == RunException && r.Error.Category != "CONSENT.QUOTA_EXCEEDED" {
			t.Errorf("run %d, at %s, is %s, %v; want %s", i, r.At, r.State, r.Error, want)
		}
	}
}

// BenchmarkYear lets a virtual year of 1,000 daily schedules pass, which is 365,000
// runs.
func BenchmarkYear(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		a, c := newAggregator(b)
		for i := range 1000 {
			mustSchedule(b, a, fmt.Sprint("consumer-", i), ScheduleRequest{Interval: Daily})
			c.Advance(time.Second)
		}
		c.Set(start.Add(year + 20*time.Minute))
		b.StartTimer()
		if _, n := a.Settle(); n != 365_000 {
			b.Fatalf("%d runs", n)
		}
	}
}
