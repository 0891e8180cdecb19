package ledger

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"pgregory.net/rapid"
)

// frequencies is the grammar of OBReadStandingOrder/Data/StandingOrder/Frequency.
var frequencies = regexp.MustCompile(`^(NotKnown)$|^(EvryDay)$|^(EvryWorkgDay)$|^(IntrvlDay:((0[2-9])|([1-2][0-9])|3[0-1]))$|` +
	`^(IntrvlWkDay:0[1-9]:0[1-7])$|^(IntrvlMnthDay:(0[1-6]|12|24):(-0[1-5]|0[1-9]|[12][0-9]|3[01]))$`)

// checkOrders wants the last payments of an account's orders and mandates to be
// the newest that the history holds of them, and the next ones to come then.
func checkOrders(t rapid.TB, b *Books, id string, now time.Time) {
	t.Helper()
	v := look(t, b, id, now)
	for _, o := range v.StandingOrders() {
		if !frequencies.MatchString(o.Frequency) {
			t.Fatalf("%s: frequency %q", o.ID, o.Frequency)
		}
		checkPaid(t, v, o.ID, o.Last, o.LastAmount)
		if (o.Status == "Active") != !o.Next.IsZero() || o.Last.After(now) || !o.Next.IsZero() && !o.Next.After(now) {
			t.Fatalf("%s at %v: last %v, next %v, %s", o.ID, now, o.Last, o.Next, o.Status)
		}
		if !o.Next.IsZero() {
			checkPaid(t, look(t, b, id, o.Next), o.ID, o.Next, o.NextAmount)
		}
		if !o.First.IsZero() {
			checkPaid(t, look(t, b, id, o.First), o.ID, o.First, o.FirstAmount)
		}
	}
	for _, d := range v.DirectDebits() {
		checkPaid(t, v, d.ID, d.Previous, d.Amount)
	}
}

// checkPaid wants the newest transaction of a rule to be of an instant; none, if
// that is zero.
func checkPaid(t rapid.TB, v View, rule string, at time.Time, amount *Money) {
	t.Helper()
	for _, tx := range shown(v) {
		name := nameIn(v, tx)
		if of, _, _ := strings.Cut(name, ":20"); opaque(of) == rule && !strings.HasSuffix(name, ":charge") && !strings.HasSuffix(name, ":refund") {
			if amount == nil || !tx.Booking.Equal(at) || tx.Amount != *amount {
				t.Fatalf("%s at %v: said to be paid %v, %v; the newest is %v, %v", rule, v.now, at, amount, tx.Booking, tx.Amount)
			}
			return
		}
	}
	if !at.IsZero() && at.After(v.now.Add(-Kept)) {
		t.Fatalf("%s: said to be paid %v, and no transaction is there", rule, at)
	}
}

// checkFutures wants each payment that is listed as falling due to do so.
func checkFutures(t rapid.TB, b *Books, id string, now time.Time) {
	t.Helper()
	for i, p := range look(t, b, id, now).FutureDatedPayments() {
		if !p.Due.After(now) {
			t.Fatalf("%s is due %v, now %v", p.ID, p.Due, now)
		}
		if i == 3 {
			break // the first ones do for all
		}
		due := look(t, b, id, p.Due)
		for _, later := range due.FutureDatedPayments() {
			if later.ID == p.ID {
				t.Fatalf("%s is still listed when it is due", p.ID)
			}
		}
		l := due.Transactions(p.Due, p.Due, everything)
		found := false
		for _, tx := range all(l) {
			found = found || tx.ID == p.ID && tx.Amount == p.Amount && tx.Status == Booked
		}
		if !found {
			t.Fatalf("%s, due %v, is not among the transactions then", p.ID, p.Due)
		}
	}
}

func TestWhatFallsDue(t *testing.T) {
	property(t, func(t *rapid.T, c fixtures.Customer, b *Books) {
		now := drawClock(t, "now")
		for _, a := range c.Accounts {
			checkOrders(t, b, a.ID, now)
			checkFutures(t, b, a.ID, now)
		}
	})
}

func TestFutureDatedPayment(t *testing.T) {
	a := till(t)
	a.Rules = []fixtures.Rule{{ID: "tax", Kind: fixtures.FuturePayment, Low: bhd(5000), High: bhd(5000), Months: 3, Day: 10, Ahead: 30 * aDay}}
	b, due := New(set(a), 1), day(t, "2026-10-10").Add(6*time.Hour)
	for _, row := range []struct {
		name            string
		now             time.Time
		ahead, happened int
	}{
		{"longer before than it is known", due.Add(-30*aDay - time.Nanosecond), 0, 0},
		{"as soon as it is known", due.Add(-30 * aDay), 1, 0},
		{"just before it is due", due.Add(-time.Nanosecond), 1, 0},
		{"when it is due", due, 0, 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			v := look(t, b, "till", row.now)
			if got := len(v.FutureDatedPayments()); got != row.ahead {
				t.Errorf("got %d ahead, want %d", got, row.ahead)
			}
			if got := v.Transactions(day(t, "2026-10-01"), time.Time{}, everything).Len(); got != row.happened {
				t.Errorf("got %d transactions, want %d", got, row.happened)
			}
		})
	}
}

func TestStandingOrderThatEnds(t *testing.T) {
	a := till(t)
	a.Rules = []fixtures.Rule{{
		ID: "rent", Kind: fixtures.StandingOrder, Low: bhd(300_000), High: bhd(300_000), Months: 1, Day: 31,
		From: day(t, "2024-01-31"), Until: day(t, "2024-04-29"),
	}}
	o := look(t, New(set(a), 1), "till", day(t, "2024-03-01")).StandingOrders()[0]
	six := func(text string) time.Time { return day(t, text).Add(6 * time.Hour) }
	if !o.First.Equal(six("2024-01-31")) || !o.Last.Equal(six("2024-02-29")) || !o.Next.Equal(six("2024-03-31")) ||
		!o.Final.Equal(six("2024-03-31")) || o.Payments != "3" || o.Status != "Active" || o.Frequency != "IntrvlMnthDay:01:-01" {
		t.Errorf("got %+v", o)
	}
	if o := look(t, New(set(a), 1), "till", day(t, "2024-05-01")).StandingOrders()[0]; o.Status != "Inactive" || !o.Next.IsZero() || o.NextAmount != nil {
		t.Errorf("after its end: got %+v", o)
	}
}

func TestFrequency(t *testing.T) {
	monday := nanos(day(t, "2026-11-16"))
	for _, row := range []struct {
		name        string
		rule        fixtures.Rule
		want, debit string
	}{
		{"every month", fixtures.Rule{Months: 1, Day: 5}, "IntrvlMnthDay:01:05", "Monthly"},
		{"a quarter", fixtures.Rule{Months: 3, Day: 29}, "IntrvlMnthDay:03:29", "Quarterly"},
		{"half a year, last day", fixtures.Rule{Months: 6, Day: 31}, "IntrvlMnthDay:06:-01", "HalfYearly"},
		{"a year", fixtures.Rule{Months: 12, Day: 1}, "IntrvlMnthDay:12:01", "Annual"},
		{"two years", fixtures.Rule{Months: 24, Day: 1}, "IntrvlMnthDay:24:01", "NotKnown"},
		{"seven months", fixtures.Rule{Months: 7, Day: 1}, "NotKnown", "NotKnown"},
		{"every day", fixtures.Rule{Each: aDay}, "EvryDay", "Daily"},
		{"every fifteen days", fixtures.Rule{Each: 15 * aDay}, "IntrvlDay:15", "NotKnown"},
		{"a week", fixtures.Rule{Each: 7 * aDay}, "IntrvlWkDay:01:01", "Weekly"},
		{"a fortnight", fixtures.Rule{Each: 14 * aDay}, "IntrvlWkDay:02:01", "Fortnightly"},
		{"ten weeks", fixtures.Rule{Each: 70 * aDay}, "NotKnown", "NotKnown"},
		{"part of a day", fixtures.Rule{Each: 36 * time.Hour}, "NotKnown", "NotKnown"},
		{"by chance", fixtures.Rule{Times: 3}, "NotKnown", "NotKnown"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := frequency(&source{rule: &row.rule, opened: monday}); got != row.want || !frequencies.MatchString(got) {
				t.Errorf("standing order: got %q, want %q", got, row.want)
			}
			if got := period(&row.rule); got != row.debit {
				t.Errorf("direct debit: got %q, want %q", got, row.debit)
			}
		})
	}
}
