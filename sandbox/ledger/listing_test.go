package ledger

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sandbank-dev/sandbank/fixtures"
)

// TestWindow looks at an account with an entry of 3 March, one of the same
// instant as a rule's, and one that is pending on 6 March.
func TestWindow(t *testing.T) {
	six, eight := day(t, "2026-03-05").Add(6*time.Hour), day(t, "2026-03-08").Add(9*time.Hour)
	a := till(t)
	a.Opened = day(t, "2026-03-01")
	a.Rules = []fixtures.Rule{{ID: "rent", Kind: fixtures.StandingOrder, Low: bhd(10), High: bhd(10), Months: 1, Day: 5}}
	a.Entries = []fixtures.Entry{
		{ID: "a", Booked: day(t, "2026-03-03"), Amount: bhd(1)},
		{ID: "b", Booked: six, Amount: bhd(2), Credit: true},
		{ID: "c", Booked: eight, Made: day(t, "2026-03-06"), Amount: bhd(3)},
		{ID: "d", Booked: eight, Made: day(t, "2026-03-07"), Amount: bhd(4)},
	}
	v := look(t, New(set(a), 1), "till", day(t, "2026-03-06"))
	rent := opaque("till:rent:2026-03:1")
	for _, row := range []struct {
		name     string
		from, to time.Time
		take     Take
		want     []string
	}{
		{"open", time.Time{}, time.Time{}, everything, []string{"c", rent, "b", "a"}},
		{"credits", time.Time{}, time.Time{}, Take{Credits: true}, []string{"b"}},
		{"debits", time.Time{}, time.Time{}, Take{Debits: true}, []string{"c", rent, "a"}},
		{"neither", time.Time{}, time.Time{}, Take{}, nil},
		{"one instant", six, six, everything, []string{rent, "b"}},
		{"the instant of a pending one", eight, eight, everything, []string{"c"}},
		{"just after it", eight.Add(1), time.Time{}, everything, nil},
		{"until just before it", six.Add(1), eight.Add(-1), everything, nil},
		{"reversed", eight, six, everything, nil},
		{"far off", day(t, "0001-01-02"), day(t, "9999-12-31"), everything, []string{"c", rent, "b", "a"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			l := v.Transactions(row.from, row.to, row.take)
			var got []string
			for _, tx := range all(l) {
				got = append(got, tx.ID)
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Error(diff)
			}
			if first, last := l.Available(); !first.Equal(day(t, "2026-03-03")) || !last.Equal(eight) {
				t.Errorf("available: got %v to %v", first, last)
			}
		})
	}
}

// TestOwnTransfersToTheEnd wants both sides to end together where one account
// was opened long before the other.
func TestOwnTransfersToTheEnd(t *testing.T) {
	old, young := till(t), till(t)
	old.ID, old.Opened, young.ID, young.Opened = "old", day(t, "1990-01-01"), "young", day(t, "2005-01-01")
	rule := fixtures.Rule{ID: "r", Kind: fixtures.Transfer, Low: bhd(1), High: bhd(900), Months: 1, Day: 3}
	old.Rules, young.Rules = []fixtures.Rule{rule}, []fixtures.Rule{rule}
	old.Rules[0].Own, young.Rules[0].Own = "young", "old"
	b := New(set(old, young), 1)
	for _, now := range []string{"2006-01-01", "2020-06-01", "2021-06-01"} {
		for _, rule := range []string{"old:r:", "young:r:"} {
			other := map[string]string{"old:r:": "young", "young:r:": "old"}[rule]
			here := sides(look(t, b, rule[:len(rule)-3], day(t, now)), rule)
			there := sides(look(t, b, other, day(t, now)), other+":"+rule)
			if !slices.Equal(here, there) || len(here) == 0 {
				t.Errorf("%s at %s: %d entries here, %d there", rule, now, len(here), len(there))
			}
		}
	}
}
