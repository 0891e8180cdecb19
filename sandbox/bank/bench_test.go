package bank

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// fill makes n consents.
func fill(tb testing.TB, b *Bank, n int, script string) (last Consent) {
	tb.Helper()
	for range n {
		last = mustCreate(tb, b, script)
	}
	return last
}

func BenchmarkRead(b *testing.B) {
	for _, n := range []int{1_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			bank, _ := newBank(b)
			c := fill(b, bank, n, "auto-approve")
			runtime.GC()
			b.ReportAllocs()
			for b.Loop() {
				if _, err := bank.ReadConsent(one, c.ID); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCreate(b *testing.B) {
	for _, n := range []int{1_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			bank, _ := newBank(b)
			fill(b, bank, n, "auto-approve")
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportAllocs()
			for b.Loop() {
				mustCreate(b, bank, "auto-approve")
			}
			b.ReportMetric(float64(m.HeapAlloc)/float64(n), "B/consent")
		})
	}
}

func BenchmarkPoll(b *testing.B) {
	bank, _ := newBank(b, waiting("patient", scenario.Exit{Polls: 1 << 40, To: scenario.Rejected}))
	c := fill(b, bank, 1_000, "patient")
	for b.Loop() {
		mustRead(b, bank, c.ID)
	}
}

func BenchmarkSettle10000(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		bank, clock := newBank(b)
		fill(b, bank, 10_000, expires)
		clock.Advance(time.Hour)
		b.StartTimer()
		if got := len(bank.Settle()); got != 10_000 {
			b.Fatalf("%d exits were taken, want 10000", got)
		}
	}
}

// The last page of 5,000 transactions must cost what the first does.
func BenchmarkTransactions(b *testing.B) {
	bank, _ := newBank(b)
	a := mustGrant(b, bank, grantee{who: "yusuf", permissions: everything})
	read := func(page string) Page[ledger.Transaction] {
		p, err := mustMayRead(b, bank, a, GetAccountTransactions).Transactions(Query{Account: "yusuf-till", Page: page})
		if err != nil || len(p.Items) == 0 {
			b.Fatalf("%d transactions, %v", len(p.Items), err)
		}
		return p
	}
	for name, page := range map[string]string{"first": "", "last": read("").Last} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				read(page)
			}
		})
	}
}
