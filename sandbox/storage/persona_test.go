package storage

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// manyCategories are so many that a report by category of the rich persona looks like
// one of real accounts; forty would do.
const manyCategories = 80

// In a year of the rich persona many categories occur, with any seed, and
// next to nothing is left without one.
func TestTheRichPersonaHasManyCategories(t *testing.T) {
	persona, ok := fixtures.TestBanks().Customer(fixtures.ACINDemoData)
	if !ok {
		t.Fatal("the persona is not there")
	}
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for _, seed := range []int64{0, 1, 42} {
		books := ledger.New(fixtures.TestBanks(), seed)
		count, all := map[string]int{}, 0
		for _, a := range persona.Accounts {
			view, _ := books.Account(a.ID, now)
			list := view.Transactions(now.AddDate(-1, 0, 0), now, everything)
			for i := range list.Len() {
				tx := list.At(i)
				categories, _ := reports.Categorise(TransactionOf(a.ID, &tx))
				count[categories[0].Name]++
				all++
			}
		}
		names := slices.Sorted(maps.Keys(count))
		if len(names) < manyCategories {
			t.Errorf("seed %d: %d categories, want %d: %q", seed, len(names), manyCategories, names)
		}
		if left := count["Uncategorised"]; left*100 > all {
			t.Errorf("seed %d: %d of %d transactions have no category", seed, left, all)
		}
	}
}
