package ledger

import (
	"reflect"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// TestFarOffClock wants a clock that is thousands of years off to find what one
// finds that is just beyond Years, and no other history to be made for it.
func TestFarOffClock(t *testing.T) {
	b, a := New(set(till(t)), 1), till(t)
	edge := a.Opened.AddDate(Years, 0, 0)
	at := look(t, b, a.ID, edge)
	made := b.shelves[a.ID].made.Load()
	if got := len(shown(at)); got != 5000 {
		t.Errorf("when the years are over: got %d transactions, want 5000", got)
	}
	for _, now := range []time.Time{edge.AddDate(3, 0, 0), day(t, "2500-01-01"), day(t, "9999-12-31")} {
		v := look(t, b, a.ID, now)
		if got := len(shown(v)); got != 0 {
			t.Errorf("%v: got %d transactions, want none", now, got)
		}
		if got, want := booked(v), booked(at); got != want {
			t.Errorf("%v: got a balance of %d, want %d", now, got, want)
		}
		if got := len(v.Statements(time.Time{}, time.Time{})); got != 23 && got != 24 {
			t.Errorf("%v: got %d statements", now, got)
		}
		if b.shelves[a.ID].made.Load() != made {
			t.Errorf("%v: the history was made again", now)
		}
		everythingOf(v)
	}
}

func TestClockBeforeEverything(t *testing.T) {
	b := New(fixtures.Shipped(), 1)
	for _, now := range []time.Time{{}, time.Unix(0, 0), day(t, "0001-02-03"), time.Date(-4000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		v := look(t, b, "amal-current", now)
		if got := shown(v); len(got) != 0 || len(v.Statements(time.Time{}, time.Time{})) != 0 || len(v.StandingOrders()) != 0 || len(v.FutureDatedPayments()) != 0 {
			t.Errorf("%v: something has happened: %v", now, got)
		}
		got := v.Balances()
		if len(got) != 2 || got[0].Amount != bhd(0) || got[1].Amount != bhd(0) || got[1].Lines != nil {
			t.Errorf("%v: got balances %+v, want nothing, booked and available, and no credit line", now, got)
		}
		if mortgage, _ := look(t, b, "amal-mortgage", now).Supplement(); mortgage.Members[3] != (Member{"OutstandingLoanAmount", "0.000"}) {
			t.Errorf("%v: a loan that is not paid out: got %+v", now, mortgage.Members)
		}
	}
}

// TestHistoryIsMadeAhead wants a clock that moves on a little to find the history
// that is there.
func TestHistoryIsMadeAhead(t *testing.T) {
	b, now := New(set(till(t)), 1), day(t, "2026-11-28")
	look(t, b, "till", now)
	made := b.shelves["till"].made.Load()
	look(t, b, "till", now.AddDate(0, ahead, 0))
	look(t, b, "till", now.AddDate(-1, 0, 0))
	if b.shelves["till"].made.Load() != made {
		t.Error("the history was made again")
	}
	look(t, b, "till", now.AddDate(0, ahead+1, 4))
	if b.shelves["till"].made.Load() == made {
		t.Error("a history that is too short was not made longer")
	}
}

func TestOneRuleHasAMost(t *testing.T) {
	a := till(t)
	a.Rules[0].Each = time.Millisecond
	a.Rules = append(a.Rules, fixtures.Rule{ID: "many", Kind: fixtures.Transfer, Low: bhd(1), High: bhd(1), Times: 1_000_000})
	v := look(t, New(set(a), 1), "till", a.Opened.AddDate(0, 1, 0).Add(-time.Nanosecond))
	if got, want := len(shown(v)), 2*MostPerMonth; got != want {
		t.Errorf("got %d transactions in the first month, want %d", got, want)
	}
}

func TestManyAtOnce(t *testing.T) {
	alone, shared := New(fixtures.Shipped(), 3), New(fixtures.Shipped(), 3)
	start := day(t, "2024-01-01")
	want := map[int][]any{}
	for i := range 12 {
		want[i] = everythingOf(look(t, alone, "amal-card", start.AddDate(0, 5*i, 0)))
	}
	var wait sync.WaitGroup
	for i := range 48 {
		wait.Go(func() {
			v, _ := shared.Account("amal-card", start.AddDate(0, 5*(i%12), 0))
			if got := everythingOf(v); !reflect.DeepEqual(got, want[i%12]) {
				t.Errorf("%v: not what one alone sees", start.AddDate(0, 5*(i%12), 0))
			}
		})
	}
	wait.Wait()
}

func TestLongIDsFit(t *testing.T) {
	long := "an-account-whose-id-has-forty-characters"
	one, two := shortID(long, "rule-one"), shortID(long, "rule-two")
	if len(one) > longest || len(two) > longest || one == two {
		t.Errorf("got %q and %q", one, two)
	}
	if got := shortID("till", "2026-11"); got != "till.2026-11" {
		t.Errorf("got %q", got)
	}
}

// TestIDsTellNothing wants no id that the ledger makes to say what it was made
// of, and no two things to have the same.
func TestIDsTellNothing(t *testing.T) {
	b, now := New(fixtures.Shipped(), 1), day(t, "2026-11-21")
	made := regexp.MustCompile(`^[a-z2-7]{20}$`)
	seen := map[string]bool{}
	for _, c := range fixtures.Shipped().Customers() {
		for _, a := range c.Accounts {
			v := look(t, b, a.ID, now)
			for _, id := range idsOf(v) {
				if !made.MatchString(id) || seen[id] {
					t.Errorf("%s: %q tells something, or is there twice (%v)", a.ID, id, seen[id])
				}
				seen[id] = true
			}
		}
	}
	if len(seen) < 6000 {
		t.Errorf("looked at %d ids only", len(seen))
	}
}

// idsOf are the ids of all that rules and offers make in a view.
func idsOf(v View) (ids []string) {
	for _, tx := range shown(v) {
		ids = append(ids, tx.ID)
	}
	for _, o := range v.StandingOrders() {
		ids = append(ids, o.ID)
	}
	for _, d := range v.DirectDebits() {
		ids = append(ids, d.ID)
	}
	for _, p := range v.FutureDatedPayments() {
		ids = append(ids, p.ID)
	}
	for _, o := range v.Offers() {
		ids = append(ids, o.ID)
	}
	return ids
}
