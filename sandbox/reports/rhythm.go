package reports

import (
	"slices"
	"time"
)

// A rhythm is on which day of the month the transactions of a flow fall due.
type rhythm struct {
	anchor    int // the day of the month; in months without it, the last
	deviation int // by how many days the worst one misses it
	missing   int // months without one between the first and the last
}

// rhythmOf finds the day of the month that fits best. It fails if a month has two, or
// if more than one in seven has none.
func rhythmOf(days []Day) (best rhythm, ok bool) {
	var tried [32]bool
	for _, d := range days {
		_, _, anchor := d.Date()
		if tried[anchor] {
			continue
		}
		tried[anchor] = true
		if r, fits := rhythmAt(days, anchor); fits && (!ok || r.deviation < best.deviation || r.deviation == best.deviation && r.anchor > best.anchor) {
			best, ok = r, true
		}
	}
	return best, ok
}

func rhythmAt(days []Day, anchor int) (r rhythm, ok bool) {
	r.anchor = anchor
	previous := 0
	for n, d := range days {
		month, off := nearestDue(d, anchor)
		r.deviation = max(r.deviation, off)
		if n > 0 {
			if month <= previous {
				return r, false
			}
			r.missing += month - previous - 1
		}
		previous = month
	}
	return r, r.missing*6 <= len(days)
}

// nearestDue tells in which month, counted from the year 0, the nearest due date of a
// day lies, and how many days off it is.
func nearestDue(d Day, anchor int) (month, off int) {
	year, m, _ := d.Date()
	off = 99
	for _, by := range []time.Month{0, -1, 1} {
		if away := distance(d, monthStart(year, m+by, anchor)); away < off {
			month, off = year*12+int(m+by)-1, away
		}
	}
	return month, off
}

func distance(a, b Day) int { return int(max(a-b, b-a)) }

// next is when the one after a day falls due.
func (r rhythm) next(last Day) Day {
	month, _ := nearestDue(last, r.anchor)
	return monthStart(month/12, time.Month(month%12+2), r.anchor)
}

// A bar is how even a flow must be to be taken for monthly: how many at least, how
// many days off at most, and by which factor the largest amount may exceed the
// smallest.
type bar struct {
	count, deviation int
	ratio            float64
}

// The bars. A flow must pass one. Some things are paid by the month and vary, such
// as electricity; what one buys in shops (bought) must be even to be more than
// habit; and of those that were picked out of many by their amount (many) there
// must be several.
var (
	few    = []bar{{2, 1, 1.5}, {2, 3, 1.1}, {3, 3, 6}, {3, 6, 1.35}}
	bought = []bar{{3, 4, 1.02}, {4, 1, 1.25}, {2, 0, 1.0001}}
	many   = []bar{{4, 3, 1.0001}}
)

// shops are the main categories of what one buys as one needs it, and single
// categories likewise.
var shops = func() []bool {
	within := make([]bool, len(tree.nodes))
	for _, name := range []string{"Food", "Eating Out", "Health", "Mobility", "Travel", "Shopping", "Personal Care", "Leisure",
		"Pets", "Cash", "Hardware Store", "Furniture", "Garden", "Private Sales", "Apps and Software", "Postage", "Presents", "Freight and Couriers", "Canteen"} {
		place := tree.named(name)
		for i := range within {
			within[i] = within[i] || int32(i) == place || tree.nodes[i].root == place
		}
	}
	return within
}()

// bars are those that the flow must pass one of.
func (f flow) bars(picked bool) []bar {
	switch {
	case picked:
		return many
	case shops[f[len(f)-1].place]:
		return bought
	}
	return few
}

// strand tells whether a flow is monthly; picked says that it was picked out of a
// larger one.
func (f flow) strand(picked bool) (strand, bool) {
	if len(f) < 2 || f.crowded() {
		return strand{}, false
	}
	days := make([]Day, len(f))
	for n := range f {
		days[n] = f[n].Date()
	}
	r, ok := rhythmOf(days)
	if !ok {
		return strand{}, false
	}
	amounts := f.amounts()
	ratio := float64(amounts[len(amounts)-1]) / float64(max(amounts[0], 1))
	passes := slices.ContainsFunc(f.bars(picked), func(b bar) bool {
		return len(f) >= b.count && r.deviation <= b.deviation && ratio <= b.ratio
	})
	return strand{f, r}, passes
}
