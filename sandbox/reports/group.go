package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// groups adds up items by category and currency, by month too if asked. Groups are
// in the order of the request; AMOUNT is without the sign, DATE and BRAND order
// nothing, since a group has neither (inferred). Ties fall to the category's name.
func (q *Request) groups(items []item) []Group {
	months := q.months()
	places := map[groupKey]int{}
	all := []Group{}
	for n := range items {
		i := &items[n]
		key := groupKey{i.counted(q.OnlyMain), i.Amount.Currency}
		at, known := places[key]
		if !known {
			at = len(all)
			places[key] = at
			all = append(all, newGroup(key, months))
		}
		all[at].take(i, q.Kind == ExpenseCategories)
	}
	slices.SortFunc(all, func(a, b Group) int { return compareGroups(&a, &b, q.Order) })
	return all
}

type groupKey struct {
	place    int32
	currency string
}

func newGroup(key groupKey, months []Month) Group {
	g := Group{Category: tree().nodes[key.place].Category, Sum: Amount{Currency: key.currency}, Months: slices.Clone(months)}
	for i := range g.Months {
		g.Months[i].Sum.Currency = key.currency
	}
	return g
}

// take counts an item; spent says that a debit counts above zero.
func (g *Group) take(i *item, spent bool) {
	amount := i.Signed()
	if spent {
		amount = -amount
	}
	g.Count++
	g.Sum.Minor += amount
	if len(g.Months) == 0 {
		return
	}
	m, _ := slices.BinarySearchFunc(g.Months, i.date, func(m Month, d Day) int { return cmp.Compare(m.Frame.To, d) })
	month := &g.Months[m]
	month.Count++
	month.Sum.Minor += amount
}

func compareGroups(a, b *Group, orders []Order) int {
	for _, o := range orders {
		c := 0
		switch o.Field {
		case ByAmount:
			c = cmp.Compare(unsigned(a.Sum.Minor), unsigned(b.Sum.Minor))
		case ByAmountWithType:
			c = cmp.Compare(a.Sum.Minor, b.Sum.Minor)
		case ByCategory:
			c = strings.Compare(a.Category.Name, b.Category.Name)
		}
		if o.Desc {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return cmp.Or(strings.Compare(a.Category.Name, b.Category.Name), strings.Compare(a.Sum.Currency, b.Sum.Currency))
}

func unsigned(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// months divides the frame; nil unless the request is to be split. A month that
// begins on a day that it does not have begins on its last (inferred).
func (q *Request) months() (all []Month) {
	if !q.Split {
		return nil
	}
	first := max(q.AdjustedDay, 1)
	year, month, _ := q.Frame.From.Date()
	if monthStart(year, month, first) > q.Frame.From {
		month--
	}
	for {
		start, end := monthStart(year, month, first), monthStart(year, month+1, first)-1
		if start > q.Frame.To {
			return all
		}
		y, m, _ := dayOf(year, month, 1).Date()
		all = append(all, Month{Name: fmt.Sprintf("%04d-%02d", y, m),
			Frame: Frame{From: max(start, q.Frame.From), To: min(end, q.Frame.To)}})
		month++
	}
}

func monthStart(year int, month time.Month, day int) Day {
	last := dayOf(year, month+1, 1) - 1
	return min(dayOf(year, month, day), last)
}
