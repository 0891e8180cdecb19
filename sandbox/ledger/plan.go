package ledger

import (
	"cmp"
	"math"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// A plan is all that is known of an account before chance and time come in.
type plan struct {
	account *fixtures.Account
	opened  month
	limit   month // no rule makes entries from here on
	sources []source
}

// planOf reads an account's rules, and those of the customer's other accounts
// that name it.
func planOf(c *fixtures.Customer, a *fixtures.Account) *plan {
	return &plan{
		account: a, opened: monthOf(a.Opened), limit: monthOf(a.Opened.AddDate(Years, 0, 0)) + 1,
		sources: sourcesOf(c, a, func(r *fixtures.Rule) bool { return true }),
	}
}

// sourcesOf are those of an account's sources whose rules are wanted: its own
// first, in the order of the file.
func sourcesOf(c *fixtures.Customer, a *fixtures.Account, wanted func(*fixtures.Rule) bool) (out []source) {
	for i := range a.Rules {
		if r := &a.Rules[i]; wanted(r) {
			out = append(out, sourceOf(c, a, account(c, r.Own), r, false))
		}
	}
	for i := range c.Accounts {
		other := &c.Accounts[i]
		for j := range other.Rules {
			if r := &other.Rules[j]; r.Own == a.ID && other != a && wanted(r) {
				out = append(out, sourceOf(c, other, a, r, true))
			}
		}
	}
	return out
}

// account is the customer's account with an id; nil if there is none.
func account(c *fixtures.Customer, id string) *fixtures.Account {
	for i := range c.Accounts {
		if c.Accounts[i].ID == id {
			return &c.Accounts[i]
		}
	}
	return nil
}

// sourceOf reads a rule of an account whose other side is, if not nil, an
// account of the same customer, which mirror says is the one that is asked
// about. Both sides work out the same instants.
func sourceOf(c *fixtures.Customer, a, own *fixtures.Account, r *fixtures.Rule, mirror bool) source {
	s := source{rule: r, mirror: mirror, hash: digest(a.ID, r.ID), home: a.Currency, with: r.With.Name, opened: nanos(a.Opened)}
	start := latest(a.Opened, r.From)
	s.anchor = monthOf(start)
	first, last := start, a.Opened.AddDate(Years, 0, 0)
	if own != nil {
		s.with = serviceOf(own)
		first = latest(first, own.Opened)
		last = earliest(last, own.Opened.AddDate(Years, 0, 0))
	}
	if r.Settles && own != nil {
		s.settles = useOf(c, own)
	}
	if !r.Until.IsZero() {
		last = earliest(last, midnight(r.Until).AddDate(0, 0, 1))
	}
	s.first, s.last = nanos(first), min(nanos(last), brink)
	s.face, s.charge, s.refund = facesOf(a, own, r, mirror)
	return s
}

// serviceOf is what the bank calls an account that is paid, as who is paid is the
// customer.
func serviceOf(a *fixtures.Account) string {
	return cmp.Or(a.Description, a.Nickname, a.Holder)
}

// brink is before the end of the time that can be counted, as what is made then
// is booked some days later.
const brink = math.MaxInt64 - int64(60*24*time.Hour)

// latest is the later of an account's opening and a rule's first day.
func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return midnight(b)
	}
	return a
}

func earliest(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
