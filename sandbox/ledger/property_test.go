package ledger

import (
	"math"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sandbank-dev/sandbank/fixtures"
	"pgregory.net/rapid"
)

// checkIdentity wants what was held Kept ago, and all that was booked since, to
// be what is held now, after every entry and at the end of every day.
func checkIdentity(t rapid.TB, b *Books, id string, now time.Time) {
	t.Helper()
	v := look(t, b, id, now)
	sum := booked(look(t, b, id, now.Add(-Kept)))
	if opened := v.shelf.account.Opened; now.Add(-Kept).Before(opened) && !now.Before(opened) {
		sum = v.shelf.account.Opening.Minor
	}
	ends := map[string]int64{}
	list := shown(v)
	for _, tx := range slices.Backward(list) {
		if tx.Status == Pending {
			if tx.Balance != nil || !tx.Booking.After(now) {
				t.Fatalf("%s is pending: booked %v, balance %v, at %v", tx.ID, tx.Booking, tx.Balance, now)
			}
			continue
		}
		sum += signedOf(tx.Credit, tx.Amount)
		if got := signedOf(tx.Balance.Credit, tx.Balance.Amount); got != sum || tx.Booking.After(now) {
			t.Fatalf("%s, booked %v: balance %d, want %d", tx.ID, tx.Booking, got, sum)
		}
		ends[tx.Booking.Format(time.DateOnly)] = sum
	}
	if got := booked(v); got != sum {
		t.Fatalf("booked balance of %s at %v: got %d, want %d", id, now, got, sum)
	}
	for day, want := range ends {
		checkClosing(t, b, id, day, want, now)
	}
}

// checkClosing wants the closing balance that is told on the day after.
func checkClosing(t rapid.TB, b *Books, id, day string, want int64, now time.Time) {
	t.Helper()
	at, _ := time.ParseInLocation(time.DateOnly, day, fixtures.Bahrain)
	if next := at.AddDate(0, 0, 1); !next.After(now) {
		closing := look(t, b, id, next).Balances()[2]
		if got := signedOf(closing.Credit, closing.Amount); got != want || closing.Type != "ClosingBooked" {
			t.Fatalf("closing balance of %s on %s: got %d (%s), want %d", id, day, got, closing.Type, want)
		}
	}
}

func TestIdentity(t *testing.T) {
	property(t, func(t *rapid.T, c fixtures.Customer, b *Books) {
		now := drawClock(t, "now")
		for _, a := range c.Accounts {
			checkIdentity(t, b, a.ID, now)
			if got := booked(look(t, b, a.ID, a.Opened.Add(-time.Millisecond))); got != 0 {
				t.Fatalf("before its opening %s holds %d, want nothing", a.ID, got)
			}
		}
	})
}

// checkMoved wants a later view to show all that an earlier one did, the same
// but for what is booked and covered by a statement since, and nothing that the
// earlier one ought to have shown and did not.
func checkMoved(t rapid.TB, b *Books, id string, early, late time.Time) {
	t.Helper()
	before, after := shown(look(t, b, id, early)), shown(look(t, b, id, late))
	later := map[string]Transaction{}
	for _, tx := range after {
		if _, twice := later[tx.ID]; twice {
			t.Fatalf("two transactions of %s are %s", id, tx.ID)
		}
		later[tx.ID] = tx
	}
	kept, seen := late.Add(-Kept), map[string]bool{}
	for _, tx := range before {
		seen[tx.ID] = true
		if !tx.Booking.After(kept) {
			continue
		}
		moved := later[tx.ID]
		if tx.Status == Pending && !tx.Booking.After(late) {
			tx.Status, tx.Balance = Booked, moved.Balance
		}
		if tx.Statements == nil {
			tx.Statements = moved.Statements
		}
		if !reflect.DeepEqual(tx, moved) {
			t.Fatalf("%s from %v to %v:\n%s", tx.ID, early, late, cmp.Diff(tx, moved))
		}
	}
	for _, tx := range after {
		if !tx.Booking.After(early) && tx.Booking.After(early.Add(-Kept)) && !seen[tx.ID] {
			t.Fatalf("%s, booked %v, was not there at %v", tx.ID, tx.Booking, early)
		}
	}
}

func TestClockMoves(t *testing.T) {
	property(t, func(t *rapid.T, c fixtures.Customer, b *Books) {
		early := drawClock(t, "early")
		late := early.Add(time.Duration(rapid.Int64Range(0, int64(900*aDay)).Draw(t, "later")))
		for _, a := range c.Accounts {
			checkMoved(t, b, a.ID, early, late)
		}
	})
}

func TestSameFixturesSameValues(t *testing.T) {
	property(t, func(t *rapid.T, c fixtures.Customer, _ *Books) {
		seed := rapid.Int64().Draw(t, "seed")
		now, first := drawClock(t, "now"), drawClock(t, "first")
		one, other := New(fixtures.Of(c), seed), New(fixtures.Of(c), seed)
		for _, a := range c.Accounts {
			look(t, other, a.ID, first) // it may reach further, or not so far
			here, there := everythingOf(look(t, one, a.ID, now)), everythingOf(look(t, other, a.ID, now))
			if !reflect.DeepEqual(here, there) {
				t.Fatalf("%s at %v:\n%s", a.ID, now, cmp.Diff(here, there))
			}
		}
	})
}

// everythingOf is all that a view tells.
func everythingOf(v View) []any {
	supplement, ok := v.Supplement()
	first, last := v.Transactions(time.Time{}, time.Time{}, everything).Available()
	return []any{
		shown(v), v.Balances(), v.Statements(time.Time{}, time.Time{}), v.StandingOrders(), v.DirectDebits(),
		v.FutureDatedPayments(), v.Beneficiaries(), v.Offers(), v.Parties(), supplement, ok, first, last,
	}
}

func TestSeedsDiffer(t *testing.T) {
	s := set(till(t))
	now := day(t, "2026-11-21")
	one, two := shown(look(t, New(s, 1), "till", now)), shown(look(t, New(s, 2), "till", now))
	same := 0
	for i := range one {
		if one[i].Amount == two[i].Amount {
			same++
		}
	}
	if same > len(one)/100 {
		t.Errorf("%d of %d amounts are the same by two seeds", same, len(one))
	}
}

func TestOwnTransfersHaveTwoSides(t *testing.T) {
	property(t, func(t *rapid.T, c fixtures.Customer, b *Books) {
		now := drawClock(t, "now")
		for _, a := range c.Accounts {
			for _, r := range a.Rules {
				if r.Own == "" {
					continue
				}
				rule := a.ID + ":" + r.ID + ":"
				here, there := sides(look(t, b, a.ID, now), rule), sides(look(t, b, r.Own, now), r.Own+":"+rule)
				if diff := cmp.Diff(here, there); diff != "" {
					t.Fatalf("%s at %v, here and there:\n%s", rule, now, diff)
				}
			}
		}
	})
}

// A move is what both sides of an own transfer agree on.
type move struct {
	Rest   string
	At     time.Time
	Amount Money
	In     bool // into the account that has the rule
	Status Status
}

// sides are a rule's entries but its charges, as the account sees them that has
// the rule.
func sides(v View, prefix string) (out []move) {
	for _, tx := range shown(v) {
		rest, mine := strings.CutPrefix(nameIn(v, tx), prefix)
		if mine && !strings.HasSuffix(rest, ":charge") {
			mirror := strings.Count(prefix, ":") == 3
			out = append(out, move{rest, tx.Booking, tx.Amount, tx.Credit != mirror, tx.Status})
		}
	}
	return out
}

func TestListingIsTheNaiveList(t *testing.T) {
	property(t, func(t *rapid.T, c fixtures.Customer, b *Books) {
		now := drawClock(t, "now")
		v := look(t, b, c.Accounts[0].ID, now)
		whole := shown(v)
		take := Take{rapid.Bool().Draw(t, "credits"), rapid.Bool().Draw(t, "debits")}
		from, to := drawBound(t, "from", whole), drawBound(t, "to", whole)
		want := []Transaction{}
		for _, tx := range whole {
			if within := (from.IsZero() || !tx.Booking.Before(from)) && (to.IsZero() || !tx.Booking.After(to)); within &&
				(tx.Credit && take.Credits || !tx.Credit && take.Debits) {
				want = append(want, tx)
			}
		}
		if !slices.IsSortedFunc(whole, func(a, b Transaction) int { return compareKeys(b.Key, a.Key) }) {
			t.Fatal("not newest first")
		}
		l := v.Transactions(from, to, take)
		if diff := cmp.Diff(want, all(l)); diff != "" {
			t.Fatalf("from %v to %v, %+v:\n%s", from, to, take, diff)
		}
		for i := range min(len(whole), 30) {
			tx := whole[i*len(whole)/min(len(whole), 30)]
			for _, k := range []Key{tx.Key, {tx.Key.At, tx.Key.N - 1}, {tx.Key.At, tx.Key.N + 1}, {tx.Key.At + 1, 0}, {math.MaxInt64, 0}, {}} {
				checkFind(t, l, want, k)
			}
		}
	})
}

func checkFind(t *rapid.T, l Listing, list []Transaction, k Key) {
	want := slices.IndexFunc(list, func(tx Transaction) bool { return compareKeys(tx.Key, k) <= 0 })
	if want < 0 {
		want = len(list)
	}
	if got := l.Find(k); got != want {
		t.Fatalf("Find(%v): got %d, want %d of %d", k, got, want, len(list))
	}
}

// drawBound draws an end of a filter: none, an entry's own instant, or a
// millisecond beside it.
func drawBound(t *rapid.T, label string, list []Transaction) time.Time {
	if len(list) == 0 || rapid.IntRange(0, 3).Draw(t, label+"-open") == 0 {
		return time.Time{}
	}
	at := rapid.SampledFrom(list).Draw(t, label).Booking
	return at.Add(time.Duration(rapid.IntRange(-1, 1).Draw(t, label+"-beside")) * time.Millisecond)
}

func TestExchangeAgrees(t *testing.T) {
	property(t, func(t *rapid.T, c fixtures.Customer, b *Books) {
		now := drawClock(t, "now")
		for _, a := range c.Accounts {
			for _, tx := range shown(look(t, b, a.ID, now)) {
				if tx.Exchange == nil {
					continue
				}
				rate, ok := new(big.Rat).SetString(tx.Exchange.Rate)
				if want := nearest(new(big.Rat).Mul(rate, big.NewRat(tx.Exchange.Instructed.Minor*10, 1))); !ok || tx.Amount.Minor != want {
					t.Fatalf("%s: %v at %s: got %v, want %d fils", tx.ID, tx.Exchange.Instructed, tx.Exchange.Rate, tx.Amount, want)
				}
			}
		}
	})
}

// nearest rounds to the nearest whole number, a half to the even one.
func nearest(r *big.Rat) int64 {
	twice := new(big.Rat).Mul(r, big.NewRat(2, 1))
	whole := new(big.Int).Quo(r.Num(), r.Denom()).Int64()
	switch twice.Cmp(big.NewRat(2*whole+1, 1)) {
	case 1:
		return whole + 1
	case 0:
		return whole + whole%2
	}
	return whole
}
