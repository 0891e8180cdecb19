package reports

import (
	"cmp"
	"slices"
	"strings"
)

// arrange puts items in the order that is asked for. What is equal in it falls to
// date, then account and id, so that the order is total and pages of it neither
// lose nor repeat any. Without an order it is the date, oldest first (inferred).
func arrange(items []item, orders []Order) {
	slices.SortFunc(items, func(a, b item) int {
		for _, o := range orders {
			if c := o.compare(&a, &b); c != 0 {
				return c
			}
		}
		return byDate(&a, &b)
	})
}

func byDate(a, b *item) int {
	if c := cmp.Compare(a.date, b.date); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.AccountID, b.AccountID), strings.Compare(a.ID, b.ID))
}

// compare is below zero if a comes first. Those without a brand come after all
// that have one, in either direction (inferred).
func (o Order) compare(a, b *item) int {
	if o.Field == ByBrand && (a.brand == nil || b.brand == nil) {
		return rank(a.brand == nil) - rank(b.brand == nil)
	}
	c := o.Field.compare(a, b)
	if o.Desc {
		return -c
	}
	return c
}

func rank(last bool) int {
	if last {
		return 1
	}
	return 0
}

func (f Field) compare(a, b *item) int {
	switch f {
	case ByAmount:
		return cmp.Compare(a.Amount.Minor, b.Amount.Minor)
	case ByAmountWithType:
		return cmp.Compare(a.Signed(), b.Signed())
	case ByDate:
		return cmp.Compare(a.date, b.date)
	case ByCategory:
		if a.place == b.place {
			return 0
		}
		return strings.Compare(tree().nodes[a.place].Name, tree().nodes[b.place].Name)
	case ByBrand:
		if a.brand == b.brand {
			return 0
		}
		return strings.Compare(a.brand.Name, b.brand.Name)
	}
	return 0
}

// page is so many items after so many others; size 0 is all of them.
func page(items []item, size, offset int) []item {
	items = items[min(max(offset, 0), len(items)):]
	if size > 0 {
		items = items[:min(size, len(items))]
	}
	return items
}
