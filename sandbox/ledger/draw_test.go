package ledger

import (
	"fmt"
	"sort"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"pgregory.net/rapid"
)

// The tests below draw customers with rules of every kind and clocks from the
// accounts' opening to some years later.

var kinds = []fixtures.Kind{
	fixtures.Transfer, fixtures.Card, fixtures.Cash, fixtures.Fee, fixtures.Interest,
	fixtures.StandingOrder, fixtures.DirectDebit, fixtures.FuturePayment,
}

// drawCustomer draws a customer with one to three accounts, which may pay each
// other.
func drawCustomer(t *rapid.T) fixtures.Customer {
	c := fixtures.Customer{ID: "nora"}
	for i := range rapid.IntRange(1, 3).Draw(t, "accounts") {
		c.Accounts = append(c.Accounts, fixtures.Account{ID: fmt.Sprintf("account-%d", i)})
	}
	for i := range c.Accounts {
		drawAccount(t, &c, &c.Accounts[i])
	}
	return c
}

func drawAccount(t *rapid.T, c *fixtures.Customer, a *fixtures.Account) {
	a.Currency, a.SubType, a.Holder = "BHD", "CurrentAccount", "Nora"
	a.Opened = drawDay(t, "opened", 2021, 3*365)
	a.Opening = bhd(rapid.Int64Range(-900_000, 900_000).Draw(t, "opening"))
	a.Statements = rapid.Bool().Draw(t, "statements")
	if rapid.Bool().Draw(t, "card") {
		a.PAN = "4111110012001009"
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "rules") {
		r := drawRule(t, c, a)
		r.ID = fmt.Sprintf("rule-%d", i)
		a.Rules = append(a.Rules, r)
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "entries") {
		booked := a.Opened.Add(time.Duration(rapid.IntRange(0, 900*24*60).Draw(t, "booked")) * time.Minute)
		e := fixtures.Entry{ID: fmt.Sprintf("%s-told-%d", a.ID, i), Booked: booked, Kind: fixtures.Transfer}
		e.Amount, e.Credit = bhd(rapid.Int64Range(1, 90_000).Draw(t, "amount")), rapid.Bool().Draw(t, "credit")
		if rapid.Bool().Draw(t, "pending") {
			e.Made = e.Booked.Add(-time.Duration(rapid.IntRange(0, 9*24).Draw(t, "made")) * time.Hour)
		}
		a.Entries = append(a.Entries, e)
	}
}

func drawRule(t *rapid.T, c *fixtures.Customer, a *fixtures.Account) fixtures.Rule {
	low := rapid.Int64Range(1, 50_000).Draw(t, "low")
	r := fixtures.Rule{
		Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Credit: rapid.Bool().Draw(t, "credit"),
		Low: bhd(low), High: bhd(low + rapid.Int64Range(0, 90_000).Draw(t, "spread")),
		Ahead: time.Duration(rapid.IntRange(0, 60).Draw(t, "ahead")) * aDay,
	}
	switch rapid.IntRange(0, 2).Draw(t, "how") {
	case 0:
		r.Months, r.Day = rapid.IntRange(1, 12).Draw(t, "months"), rapid.IntRange(1, 31).Draw(t, "day")
	case 1:
		r.Each = time.Duration(rapid.Int64Range(int64(9*time.Hour), int64(50*aDay)).Draw(t, "each"))
	default:
		r.Times = rapid.IntRange(1, 20).Draw(t, "times")
	}
	other := &c.Accounts[rapid.IntRange(0, len(c.Accounts)-1).Draw(t, "own")]
	if other.ID != a.ID && rapid.IntRange(0, 2).Draw(t, "settles") == 0 {
		return fixtures.Rule{
			Kind: rapid.SampledFrom([]fixtures.Kind{fixtures.Transfer, fixtures.DirectDebit}).Draw(t, "kind"), Own: other.ID, Settles: true,
			Months: 1, Day: rapid.IntRange(1, 31).Draw(t, "day"), Charge: bhd(rapid.Int64Range(0, 900).Draw(t, "charge")),
		}
	}
	if rapid.Bool().Draw(t, "bounded") {
		r.From, r.Until = drawDay(t, "from", 2021, 4*365), drawDay(t, "until", 2022, 6*365)
	}
	if other.ID != a.ID {
		r.Own = other.ID
	}
	if rapid.Bool().Draw(t, "costly") {
		r.Charge, r.Refund = bhd(rapid.Int64Range(0, 900).Draw(t, "charge")), rapid.IntRange(0, 100).Draw(t, "refund")
	}
	if rapid.IntRange(0, 3).Draw(t, "abroad") == 0 {
		r.Abroad = &fixtures.Abroad{Currency: "USD", LowRate: 0.3755, HighRate: 0.3795}
	}
	return r
}

func drawDay(t *rapid.T, label string, year, days int) time.Time {
	return time.Date(year, 1, 1+rapid.IntRange(0, days).Draw(t, label), 0, 0, 0, 0, fixtures.Bahrain)
}

// drawClock draws an instant from 2021 to 2032, often one at which something
// turns: midnight, six in the morning.
func drawClock(t *rapid.T, label string) time.Time {
	now := drawDay(t, label, 2021, 11*365)
	switch rapid.IntRange(0, 3).Draw(t, label+"-at") {
	case 0:
		return now
	case 1:
		return now.Add(6 * time.Hour)
	}
	return now.Add(time.Duration(rapid.Int64Range(0, int64(aDay)-1).Draw(t, label+"-of-day")))
}

// property checks what must hold of every customer's books at every clock.
func property(t *testing.T, holds func(t *rapid.T, c fixtures.Customer, b *Books)) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCustomer(t)
		holds(t, c, New(fixtures.Of(c), rapid.Int64().Draw(t, "seed")))
	})
}

// all is the whole of a listing.
func all(l Listing) []Transaction {
	out := make([]Transaction, l.Len())
	for i := range out {
		out[i] = l.At(i)
	}
	return out
}

// shown is all that a view shows.
func shown(v View) []Transaction { return all(v.Transactions(time.Time{}, time.Time{}, everything)) }

func signedOf(credit bool, m Money) int64 { return signed(m, credit) }

// booked is the booked balance of a view.
func booked(v View) int64 {
	b := v.Balances()[0]
	return signedOf(b.Credit, b.Amount)
}

// nameIn is what a transaction of a view is called inside the ledger: the id of a
// file, or account:rule:2026-11:1.
func nameIn(v View, tx Transaction) string {
	h := v.history
	i := sort.Search(len(h.entries), func(i int) bool { return compareKeys(h.entries[i].key(), tx.Key) >= 0 })
	if e := &h.entries[i]; e.source() >= 0 {
		return e.name(h.faceOf(e))
	}
	return tx.ID
}
