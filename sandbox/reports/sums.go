package reports

import (
	"math"
	"strings"
)

// MostSum is what a sum can be counted to, up or down.
const MostSum = math.MaxInt64

// sums tells whether a report adds up amounts.
func (k Kind) sums() bool {
	return k == BalanceOverTime || k == GroupByCategory || k == ExpenseCategories
}

// countable tells whether all amounts that are held, each taken without its sign,
// come to no more than MostSum. Then no sum of any of them is too large, in
// whatever order and with whatever signs they are added.
func countable(group []Holding) bool {
	room := uint64(MostSum)
	for i := range group {
		h := &group[i]
		start, _ := h.balance()
		if !takes(&room, start.Minor) {
			return false
		}
		for j := range h.Transactions {
			if !takes(&room, h.Transactions[j].Amount.Minor) {
				return false
			}
		}
	}
	return true
}

// takes makes room less by an amount, if it fits.
func takes(room *uint64, minor int64) bool {
	size := unsigned(minor)
	if size > *room {
		return false
	}
	*room -= size
	return true
}

// uncountable is the refusal of a report whose sums could be too large: an answer
// that says so, where a wrong number would not.
func (q *Request) uncountable(groups [][]Holding) error {
	var over []string
	for _, group := range groups {
		if q.Kind.sums() && !countable(group) {
			over = append(over, accountsOf(group)...)
		}
	}
	if len(over) == 0 {
		return nil
	}
	return &Unavailable{"insights_account_ids", over, "the amounts held of " + strings.Join(over, ", ") +
		" come to more than a sum can be counted to, 9223372036854775807: ask for fewer accounts at once, or for fewer days"}
}
