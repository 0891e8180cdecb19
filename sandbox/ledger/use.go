package ledger

import "github.com/sandbank-dev/sandbank/fixtures"

// A use is what an account is used for, without the payments that settle it: by
// its own rules, by other rules that pay it, and by what a file tells.
type use struct {
	account *fixtures.Account
	sources []source
}

// useOf leaves out what settles any account, so that no two wait for each other.
func useOf(c *fixtures.Customer, a *fixtures.Account) *use {
	return &use{a, sourcesOf(c, a, func(r *fixtures.Rule) bool { return !r.Settles })}
}

// owed is what a month took out of the account on balance, 0 if it brought
// something in. What the account opened with counts in its first month. The same
// month always comes to the same, whatever else was asked before.
func (u *use) owed(seed uint64, m month) int64 {
	var sum int64
	if m == monthOf(u.account.Opened) {
		sum = u.account.Opening.Minor
	}
	from, to := nanos(m.start()), nanos((m + 1).start())
	var dues []due
	for i := range u.sources {
		s := &u.sources[i]
		dues = s.dues(dues[:0], seed, m-1) // some of them are booked or paid back a month later
		dues = s.dues(dues, seed, m)
		for j := range dues {
			sum += s.within(&dues[j], from, to)
		}
	}
	for i := range u.account.Entries {
		if e := &u.account.Entries[i]; monthOf(e.Booked) == m {
			sum += signed(e.Amount, e.Credit)
		}
	}
	return max(0, -sum)
}

// within is what of one due is booked from one instant on and before another.
func (s *source) within(d *due, from, to int64) (sum int64) {
	amount := s.signed(d.amount)
	if from <= d.booked && d.booked < to {
		sum += amount - s.fee()
	}
	if d.refunded != 0 && from <= d.refunded && d.refunded < to {
		sum -= amount
	}
	return sum
}

// signed is an amount as the account's book has it: negative is away.
func (s *source) signed(amount int64) int64 {
	if s.rule.Credit == s.mirror {
		return -amount
	}
	return amount
}

// fee is what the bank takes on top of each entry in the account's book.
func (s *source) fee() int64 {
	if s.mirror {
		return 0
	}
	return s.rule.Charge.Minor
}
