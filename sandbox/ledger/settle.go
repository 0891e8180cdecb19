package ledger

import "cmp"

// settle puts the entries in order and works out what the account holds after
// each.
func (h *history) settle() {
	h.entries = inOrder(h.entries)
	in := 0
	for i := range h.entries {
		if h.entries[i].amount >= 0 {
			in++
		}
	}
	h.credits, h.debits = make([]int32, 0, in), make([]int32, 0, len(h.entries)-in)
	balance := h.account.Opening.Minor
	for i := range h.entries {
		e := &h.entries[i]
		balance += e.amount
		e.balance = balance
		h.lag = max(h.lag, e.lag)
		if e.amount >= 0 {
			h.credits = append(h.credits, int32(i))
		} else {
			h.debits = append(h.debits, int32(i))
		}
	}
}

func compareKeys(a, b Key) int {
	return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.N, b.N))
}

func (e *entry) before(other *entry) bool {
	return e.at < other.at || e.at == other.at && e.n < other.n
}

// inOrder sorts entries by merging the runs that are in order already: what one
// rule makes mostly is. It may write to what it is given.
func inOrder(entries []entry) []entry {
	ends := runs(entries)
	spare := make([]entry, len(entries))
	for len(ends) > 1 {
		start, merged := 0, ends[:0]
		for i := 0; i < len(ends); i += 2 {
			middle, end := ends[i], ends[min(i+1, len(ends)-1)]
			merge(spare[start:end], entries[start:middle], entries[middle:end])
			merged, start = append(merged, end), end
		}
		ends, entries, spare = merged, spare, entries
	}
	return entries
}

// runs are where the parts of entries end that are in order.
func runs(entries []entry) (ends []int) {
	for i := 1; i < len(entries); i++ {
		if entries[i].before(&entries[i-1]) {
			ends = append(ends, i)
		}
	}
	return append(ends, len(entries))
}

// merge writes to out what a and b hold, which are in order.
func merge(out, a, b []entry) {
	for i := range out {
		if len(b) == 0 || len(a) > 0 && !b[0].before(&a[0]) {
			out[i], a = a[0], a[1:]
		} else {
			out[i], b = b[0], b[1:]
		}
	}
}
