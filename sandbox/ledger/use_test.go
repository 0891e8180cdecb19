package ledger

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sandbank-dev/sandbank/fixtures"
	"pgregory.net/rapid"
)

// TestSettledIsWhatWasUsed wants every payment of a rule that settles another
// account to be what the month before took out of that, to the fils, and none
// where it took nothing.
func TestSettledIsWhatWasUsed(t *testing.T) {
	property(t, func(t *rapid.T, c fixtures.Customer, b *Books) {
		now := drawClock(t, "now")
		for _, a := range c.Accounts {
			for _, r := range a.Rules {
				if r.Settles {
					want := bills(look(t, b, r.Own, now), c)
					checkBills(t, look(t, b, a.ID, now), a.ID+":"+r.ID+":", want)
				}
			}
		}
	})
}

// bills are what an account was used for in each month that a view shows whole,
// by the month after, when it is to be paid.
func bills(v View, c fixtures.Customer) map[month]int64 {
	out := map[month]int64{}
	m := max(monthOf(v.shelf.account.Opened), monthOf(v.now.Add(-Kept))+1)
	for ; m < monthOf(v.now); m++ {
		out[m+1] = 0
	}
	opened := monthOf(v.shelf.account.Opened)
	if _, whole := out[opened+1]; whole {
		out[opened+1] = v.shelf.account.Opening.Minor
	}
	for _, tx := range shown(v) {
		m := monthOf(tx.Booking) + 1
		if _, whole := out[m]; whole && tx.Status == Booked && !settles(nameIn(v, tx), c) {
			out[m] += signedOf(tx.Credit, tx.Amount)
		}
	}
	return out
}

// settles tells by its name whether a transaction, or its charge, is of a rule
// that settles an account.
func settles(name string, c fixtures.Customer) bool {
	for _, a := range c.Accounts {
		for _, r := range a.Rules {
			if rule := a.ID + ":" + r.ID + ":"; r.Settles && (strings.HasPrefix(name, rule) || strings.HasPrefix(name, r.Own+":"+rule)) {
				return true
			}
		}
	}
	return false
}

// checkBills wants the payments of a rule to be the bills that have fallen due.
func checkBills(t rapid.TB, v View, rule string, want map[month]int64) {
	t.Helper()
	paid := map[month]int64{}
	for _, tx := range shown(v) {
		if name := nameIn(v, tx); strings.HasPrefix(name, rule) && !strings.HasSuffix(name, ":charge") {
			m := monthOf(tx.Booking)
			if amount, known := want[m]; known && -amount != tx.Amount.Minor || tx.Credit || paid[m] != 0 {
				t.Fatalf("%s: paid %v on %v; in the month before the account was used for %d, paid already %d", name, tx.Amount, tx.Booking, -amount, paid[m])
			}
			paid[m] = tx.Amount.Minor
		}
	}
	for m, amount := range want {
		s := ruled(v, rule)
		due := m.day(s.rule.Day)
		if amount < 0 && paid[m] == 0 && nanos(due) >= s.first && nanos(due.Add(aDay)) <= min(s.last, nanos(v.now)) {
			t.Fatalf("%s: nothing was paid in %v for %d", rule, m, -amount)
		}
	}
}

// ruled is the source of a rule in the account that has it.
func ruled(v View, rule string) *source {
	for i := range v.history.sources {
		if s := &v.history.sources[i]; !s.mirror && v.shelf.account.ID+":"+s.rule.ID+":" == rule {
			return s
		}
	}
	return nil
}

// TestCardIsPaidWhatItWasUsedFor looks at amal's card over eight years by ten
// seeds: it is in credit only where a refund came after the bill, never beyond
// its limit, and each bill is what the statement of the month before says.
func TestCardIsPaidWhatItWasUsedFor(t *testing.T) {
	c, card, _ := fixtures.Shipped().Account("amal-card")
	for seed := range int64(10) {
		b := New(fixtures.Shipped(), seed)
		for year := 2024; year <= 2032; year++ {
			now := time.Date(year, 6, 15, 12, 0, 0, 0, fixtures.Bahrain)
			v := look(t, b, card.ID, now)
			checkBills(t, look(t, b, "amal-current", now), "amal-current:card-bill:", bills(v, c))
			checkUse(t, v, &card)
		}
	}
}

// checkUse wants a card to be paid in full once it is in credit, by refunds
// alone, and never to owe more than the bank lends.
func checkUse(t *testing.T, v View, card *fixtures.Account) {
	t.Helper()
	refunds := map[month]int64{}
	for _, tx := range shown(v) {
		if strings.HasSuffix(nameIn(v, tx), ":refund") {
			refunds[monthOf(tx.Booking)] += tx.Amount.Minor
		}
	}
	for _, tx := range shown(v) {
		if tx.Status == Pending {
			continue
		}
		held, m := signedOf(tx.Balance.Credit, tx.Balance.Amount), monthOf(tx.Booking)
		if held > refunds[m]+refunds[m-1] || -held > card.CreditLine.Minor {
			t.Errorf("seed %d: on %v the card holds %d; refunds of the two months %d", v.shelf.seed, tx.Booking, held, refunds[m]+refunds[m-1])
		}
	}
}

// TestSettledAccount looks at the bills of a card with a purchase of 5 dinars in
// January, none in February, 7 and a refund of 10 in March, and 2 in April.
func TestSettledAccount(t *testing.T) {
	payer, card := till(t), till(t)
	payer.Rules = []fixtures.Rule{{ID: "bill", Kind: fixtures.DirectDebit, Own: "card", Settles: true, Months: 1, Day: 20, Charge: bhd(100)}}
	card.ID, card.Opened, card.Opening, card.Rules, card.Description = "card", day(t, "2026-01-01"), bhd(-3_000), nil, "Gold card"
	for _, e := range []struct {
		id, on string
		fils   int64
	}{{"one", "2026-01-31", -5_000}, {"two", "2026-03-01", -7_000}, {"back", "2026-03-09", 10_000}, {"three", "2026-04-30", -2_000}} {
		card.Entries = append(card.Entries, fixtures.Entry{ID: e.id, Booked: day(t, e.on), Amount: bhd(max(e.fils, -e.fils)), Credit: e.fils > 0, Kind: fixtures.Card})
	}
	b := New(set(payer, card), 1)
	var got []string
	for _, tx := range shown(look(t, b, "card", day(t, "2026-12-31"))) {
		if tx.Credit && tx.ID != "back" {
			got = append(got, tx.Booking.Format(time.DateOnly)+" "+tx.Amount.String())
		}
	}
	want := []string{"2026-05-20 2.000 BHD", "2026-02-20 8.000 BHD"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	d := look(t, b, "till", day(t, "2026-05-01")).DirectDebits()[0]
	if d.Name != "Gold card" || !d.Previous.Equal(day(t, "2026-02-20").Add(6*time.Hour)) || *d.Amount != bhd(8_000) || d.Status != "Active" {
		t.Errorf("its mandate: got %+v", d)
	}
}
