package storage

import (
	"fmt"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A consumer who is refreshed again and again takes no more room, whatever was
// read: what is kept of it is a few windows.
func TestRefreshesTakeNoRoom(t *testing.T) {
	d := newDesk(t)
	consumer, id := d.acquire("", "amal-current", 62, 100*24*60*minute)
	for range 400 {
		d.clock.Advance(24 * 60 * minute)
		d.acquire(consumer, "amal-current", 62, 100*24*60*minute)
	}
	a := d.row(consumer, id)
	// The last one, and one for each day that has left the frame and is still kept.
	if n := len(a.Windows); n != 100 {
		t.Errorf("%d windows are kept, want 100", n)
	}
	if n := len(a.Edited) + len(a.Deleted) + len(a.Written); n != 0 {
		t.Errorf("%d transactions are noted", n)
	}
}

// Writing and deleting leave nothing behind.
func TestDeletedTransactionsTakeNoRoom(t *testing.T) {
	d := newDesk(t)
	d.account("c", "a", 60)
	for i := range 500 {
		id := fmt.Sprint("t", i)
		batch := Batch{Consumer: "c", Account: "a", Transactions: []TransactionFields{{ID: id}}}
		d.must(d.CreateTransactions(one1, batch))
		d.must(d.UpsertLabels(one1, "c", "a", []string{id}, map[string]string{"k": "v"}))
		d.must(d.ReplaceTransactions(one1, batch))
		d.must(d.DeleteTransactions(one1, "c", "a", []string{id}))
	}
	a := d.row("c", "a")
	if n := len(a.Edited) + len(a.Deleted) + len(a.Written) + d.rows(); n != 0 {
		t.Errorf("%d rows and notes are left", n)
	}
}
