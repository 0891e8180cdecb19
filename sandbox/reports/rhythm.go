package reports

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"
)

// A rhythm is on which day of the month the transactions of a flow fall due.
type rhythm struct {
	anchor    int // the day of the month; in months without it, the last
	deviation int // by how many days the worst one misses it
	total     int // by how many they miss it together
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
		if r, fits := rhythmAt(days, anchor); fits && (!ok || r.better(best)) {
			best, ok = r, true
		}
	}
	return best, ok
}

// better tells whether it fits better: a few days that are far off, as weekends make
// them, count less than many that are a little.
func (r rhythm) better(than rhythm) bool {
	return cmp.Or(r.total-than.total, r.deviation-than.deviation, than.anchor-r.anchor) < 0
}

func rhythmAt(days []Day, anchor int) (r rhythm, ok bool) {
	r.anchor = anchor
	previous := 0
	for n, d := range days {
		month, off := nearestDue(d, anchor)
		r.deviation = max(r.deviation, off)
		r.total += off
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

// The bars. A flow must pass one of those for its category. What is billed by the
// month may vary, such as electricity; what one buys in shops must be even to be
// more than habit; and of what was picked out of many by its amount there must be
// several.
var (
	billedBars = []bar{{2, 3, 2}, {2, 0, 6}, {3, 4, 6}, {3, 6, 1.5}}
	otherBars  = []bar{{2, 0, 6}, {2, 3, 1.02}, {3, 3, 6}, {3, 6, 1.35}, {6, 1, 20}}
	shopBars   = []bar{{2, 2, 1}, {3, 4, 1.02}, {4, 1, 1.25}}
	chargeBars = []bar{{2, 0, 1}, {3, 2, 1.02}}
	pickedBars = []bar{{4, 3, 1}}
)

// barsOf are the bars of each category: those of the line that names it, or that
// names one above it; the last such line counts.
var barsOf = sync.OnceValue(func() [][]bar {
	all := make([][]bar, len(tree().nodes))
	for place := range all {
		all[place] = otherBars
	}
	for _, line := range []struct {
		names string
		bars  []bar
	}{
		{"Housing, Insurances, Communication, Loans, Subscriptions, Income, Saving and Investing, Childcare", billedBars},
		{"Private Sales, Other Income, Sales Revenue, Freelance Income", otherBars},
		{"Food, Eating Out, Pharmacy, Doctor, Dentist, Optician, Hospital, Petrol, Parking, Public Transport, Train, Taxi, Car Repair, Car Wash", shopBars},
		{"Travel, Shopping, Personal Care, Pets, Cash, Cinema, Theatre and Concerts, Zoo and Parks, Swimming Pool, Gambling, Games", shopBars},
		{"Home Repairs, Hardware Store, Furniture, Garden, Apps and Software, Postage, Presents, Freight and Couriers", shopBars},
		{"Bank charges", chargeBars},
	} {
		for name := range strings.SplitSeq(line.names, ", ") {
			for place := range all {
				if slices.Contains(tree().nodes[place].above, tree().named(name)) {
					all[place] = line.bars
				}
			}
		}
	}
	return all
})

// bars are those that the flow must pass one of.
func (f flow) bars(picked bool) []bar {
	if picked {
		return pickedBars
	}
	return barsOf()[f[len(f)-1].place]
}

// closest is how many days two of a flow may be apart: a month less what both may
// be off.
const closest = 28 - 2*6

// strand tells whether a flow is monthly; picked says that it was picked out of a
// larger one.
func (f flow) strand(picked bool) (strand, bool) {
	if len(f) < 2 || f.crowded() {
		return strand{}, false
	}
	days := make([]Day, len(f))
	for n := range f {
		days[n] = f[n].date
		if n > 0 && days[n]-days[n-1] < closest {
			return strand{}, false
		}
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
