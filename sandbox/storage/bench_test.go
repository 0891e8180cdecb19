package storage

import (
	"fmt"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// twoYears is all that a bank shows of yusuf's till: 5,000 transactions.
const twoYears = 731

// BenchmarkReport makes a report of yusuf's 5,000 transactions, from the bank's
// books to the values that are encoded.
func BenchmarkReport(b *testing.B) {
	for _, kind := range reports.Kinds() {
		b.Run(string(kind), func(b *testing.B) {
			d := newDesk(b)
			consumer, _ := d.acquire("", "yusuf-till", twoYears, time.Hour)
			if n := len(d.held(consumer)); n < 4990 {
				b.Fatalf("%d transactions", n)
			}
			days := int64(twoYears)
			b.ReportAllocs()
			for b.Loop() {
				made, err := d.Report(one1, Scope{Consumer: consumer, Span: Span{Days: &days}}, reports.Request{Kind: kind})
				if err != nil || len(made) != 1 {
					b.Fatal(made, err)
				}
			}
		})
	}
}

// BenchmarkAcquire is what a flow's end or a refresh costs, whatever it brings.
func BenchmarkAcquire(b *testing.B) {
	for _, days := range []int{1, 62, twoYears} {
		b.Run(fmt.Sprintf("%d days", days), func(b *testing.B) {
			d := newDesk(b)
			from := []Source{sourceOf(b, "yusuf-till")}
			b.ReportAllocs()
			for b.Loop() {
				_ = d.db.Update(func(tx *store.Tx) error {
					d.Acquire(tx, Acquisition{Client: one1, Consumer: "c", Bank: demoBank, Accounts: from, Days: reports.Last(days, d.today()), At: d.clock.Now()})
					return nil
				})
			}
		})
	}
}

// BenchmarkCreate writes 1,000 transactions in one call.
func BenchmarkCreate(b *testing.B) {
	d := newDesk(b)
	amount, reference := int64(1200), "rent"
	list := make([]TransactionFields, 1000)
	for i := range list {
		list[i] = TransactionFields{ID: fmt.Sprint("t", i), Amount: &amount, Reference: &reference}
	}
	n := 0
	for b.Loop() {
		n++
		_, id, err := d.CreateAccount(one1, NewAccount{Consumer: fmt.Sprint("c", n)})
		if err == nil {
			err = d.CreateTransactions(one1, Batch{Consumer: fmt.Sprint("c", n), Account: id, Transactions: list})
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
