package storage

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// A model is what must be held of one acquired account, day by day, worked out
// without windows.
type model struct {
	days map[reports.Day]window // what was last read of a day
	last window
}

func (m *model) acquire(f reports.Frame, at time.Time, kept time.Duration) {
	w := window{Frame: f, AsOf: at, Expires: at.Add(kept)}
	w.To = min(w.To, reports.DayOf(at))
	for d := w.From; d <= w.To; d++ {
		one := w
		one.Expires = latest(w.Expires, m.days[d].Expires)
		m.days[d] = one
	}
	w.Expires = latest(w.Expires, m.last.Expires)
	m.last = w
}

// ids are those of the transactions that must be there: what was booked on a day
// when it was last read, and what was pending at the latest reading and is not
// known to be booked.
func (m *model) ids(account string, now time.Time) []string {
	found := map[string]bool{}
	for d, w := range m.days {
		if !w.held(now) {
			continue
		}
		v, _ := books.Account(account, w.AsOf)
		l := v.Transactions(d.Time(), d.Add(1).Time().Add(-1), everything)
		for i := range l.Len() {
			if t := l.At(i); t.Status == ledger.Booked {
				found[TransactionOf("", &t).ID] = true
			}
		}
	}
	if m.last.held(now) {
		v, _ := books.Account(account, m.last.AsOf)
		l := v.Transactions(time.Time{}, time.Time{}, everything)
		for i := range l.Len() {
			if t := l.At(i); t.Status == ledger.Pending && m.last.Holds(reports.DayOf(t.Value)) {
				found[TransactionOf("", &t).ID] = true
			}
		}
	}
	return sortedKeys(found)
}

// However often, in whatever frames and with whatever retention data are
// refreshed, and wherever the clock is moved in between: what is there is what was
// last read of each day, once, and until the last end that was promised for it.
func TestRefreshesMergeWithoutDuplicates(t *testing.T) {
	for _, account := range []string{"amal-current", "amal-card"} {
		t.Run(account, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				d := newDesk(t)
				m := model{days: map[reports.Day]window{}}
				for range rapid.IntRange(1, 8).Draw(t, "steps") {
					now := d.clock.Now()
					switch {
					case rapid.IntRange(0, 2).Draw(t, "move") == 0:
						d.clock.Advance(time.Duration(rapid.Int64Range(-40*24*60, 100*24*60).Draw(t, "minutes")) * time.Minute)
					case rapid.IntRange(0, 5).Draw(t, "sweep") == 0:
						d.Settle()
						m.forget(now)
					default:
						to := reports.DayOf(now).Add(rapid.IntRange(-100, 3).Draw(t, "to"))
						f := reports.Frame{From: to.Add(-rapid.IntRange(0, 120).Draw(t, "days")), To: to}
						kept := time.Duration(rapid.Int64Range(1, 150*24*60).Draw(t, "kept")) * time.Minute
						m.forget(now)
						d.acquireFrame("c", account, f, kept)
						m.acquire(f, now, kept)
					}
					got := ids(d.held("c"))
					if diff := cmp.Diff(m.ids(account, d.clock.Now()), got, cmpopts.EquateEmpty()); diff != "" {
						t.Fatalf("held, by %s: %s", d.clock.Now(), diff)
					}
				}
			})
		})
	}
}

// forget drops what has expired: a clock that is moved back does not bring it
// again once the account was written or swept.
func (m *model) forget(now time.Time) {
	for d, w := range m.days {
		if !w.held(now) {
			delete(m.days, d)
		}
	}
	if !m.last.held(now) {
		m.last = window{}
	}
}

// ids are those of transactions, sorted; one that comes twice is there twice.
func ids(list []reports.Transaction) []string {
	out := make([]string, 0, len(list))
	for i := range list {
		out = append(out, list[i].ID)
	}
	slices.Sort(out)
	return slices.Clip(out)
}

// Nothing that a client wrote is served once its retention is over, whatever the
// clock is moved to; and while it only goes on, nothing is lost before.
func TestNothingIsServedPastItsRetention(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDesk(t)
		expires, kept := map[string]time.Time{}, map[string]time.Duration{}
		var alive time.Time // when the account is gone
		back := false
		for i := range rapid.IntRange(2, 25).Draw(t, "steps") {
			now := d.clock.Now()
			minutes := rapid.Int64Range(1, 90).Draw(t, "minutes")
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0:
				_, _, err := d.CreateAccount(one1, NewAccount{Consumer: "c", ID: "a", Retention: &minutes})
				if !back && (err == nil) != !now.Before(alive) {
					t.Fatalf("create account when one is kept until %s: error %v at %s", alive, err, now)
				}
				if err == nil {
					alive = now.Add(time.Duration(minutes) * time.Minute)
				}
			case 1, 2:
				id := fmt.Sprint("t", i)
				err := d.CreateTransactions(one1, Batch{Consumer: "c", Account: "a", Retention: &minutes, Transactions: []TransactionFields{{ID: id}}})
				if err == nil {
					kept[id] = time.Duration(minutes) * time.Minute
					expires[id] = now.Add(kept[id])
					alive = latest(alive, expires[id])
				}
			case 3:
				id := fmt.Sprint("t", rapid.IntRange(0, 24).Draw(t, "which"))
				if d.UpdateTransactions(one1, Batch{Consumer: "c", Account: "a", Transactions: []TransactionFields{{ID: id}}}) == nil {
					expires[id] = now.Add(kept[id])
					alive = latest(alive, expires[id])
				}
			case 4:
				by := time.Duration(rapid.Int64Range(-60, 120).Draw(t, "by")) * time.Minute
				back = back || by < 0
				d.clock.Advance(by)
			default:
				d.Settle()
			}
			served(t, d, expires, back)
		}
	})
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// served checks what is served against when it expires.
func served(t *rapid.T, d desk, expires map[string]time.Time, back bool) {
	t.Helper()
	now := d.clock.Now()
	got := ids(d.held("c"))
	for _, id := range got {
		if !now.Before(expires[id]) {
			t.Fatalf("%s is served at %s, past %s", id, now, expires[id])
		}
	}
	if back {
		return
	}
	for id, at := range expires {
		if now.Before(at) && !slices.Contains(got, id) {
			t.Fatalf("%s is not served at %s, before %s", id, now, at)
		}
	}
}

// Page after page, a list has everything once, in one order.
func TestPagesAreComplete(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDesk(t)
		n := rapid.IntRange(0, 90).Draw(t, "transactions")
		accounts := rapid.IntRange(1, 4).Draw(t, "accounts")
		for a := range accounts {
			d.account("c", fmt.Sprint("a", a), 60)
		}
		var want []string
		for i := range n {
			id := fmt.Sprint("t", i)
			want = append(want, id)
			amount := rapid.Int64Range(0, 5).Draw(t, "amount")
			booked := reports.DayOf(start).Add(-rapid.IntRange(0, 3).Draw(t, "day")).String()
			d.must(d.CreateTransactions(one1, Batch{Consumer: "c", Account: fmt.Sprint("a", i%accounts), Retention: whole(60),
				Transactions: []TransactionFields{{ID: id, Amount: &amount, Booked: &booked}}}))
		}
		slices.Sort(want)
		order := []reports.Order{{Field: rapid.SampledFrom([]reports.Field{reports.ByAmount, reports.ByDate, reports.ByAmountWithType}).Draw(t, "order"), Desc: rapid.Bool().Draw(t, "desc")}}
		size := rapid.Int64Range(1, 100).Draw(t, "size")
		got := make([]string, 0, n)
		for offset := int64(0); ; offset += size {
			page, part, err := d.Transactions(one1, List{Consumer: "c", Order: order, Page: Page{Size: &size, Offset: &offset}})
			if err != nil || part != (Part{int(size), int(offset), n}) || len(page) > int(size) {
				t.Fatalf("%d on the page, part %+v, error %v", len(page), part, err)
			}
			if len(page) == 0 {
				break
			}
			for _, e := range page {
				got = append(got, e.ID)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("pages have %v, want %v", got, want)
		}
	})
}
