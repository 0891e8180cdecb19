package ledger

import (
	"runtime"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// BenchmarkFirstUse makes an account's history and looks at its newest page.
func BenchmarkFirstUse(b *testing.B) {
	now := day(b, "2026-11-21")
	for _, id := range []string{"yusuf-till", "amal-current"} {
		b.Run(id, func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				v := look(b, New(fixtures.Shipped(), int64(i)), id, now)
				l := v.Transactions(time.Time{}, time.Time{}, everything)
				for i := range 100 {
					l.At(i)
				}
			}
		})
	}
}

// BenchmarkPage reads a hundred transactions at either end of 5,000.
func BenchmarkPage(b *testing.B) {
	v := look(b, New(fixtures.Shipped(), 1), "yusuf-till", day(b, "2026-11-21"))
	for _, row := range []struct {
		name string
		take Take
		last bool
	}{{"first", everything, false}, {"last", everything, true}, {"first credits", Take{Credits: true}, false}, {"last credits", Take{Credits: true}, true}} {
		b.Run(row.name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				l := v.Transactions(time.Time{}, time.Time{}, row.take)
				from := 0
				if row.last {
					from = l.Find(l.At(l.Len() - 100).Key)
				}
				for i := range 100 {
					l.At(from + i)
				}
			}
		})
	}
}

// BenchmarkTenants measures what the books of a thousand seeds take that each
// hold all accounts of amal.
func BenchmarkTenants(b *testing.B) {
	const seeds = 1000
	now := day(b, "2026-11-21")
	for range b.N {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		held := make([]*Books, seeds)
		for i := range held {
			held[i] = New(fixtures.Shipped(), int64(i))
			c, _ := fixtures.Shipped().Customer("amal")
			for _, a := range c.Accounts {
				look(b, held[i], a.ID, now)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/seeds, "B/seed")
		runtime.KeepAlive(held)
	}
}
