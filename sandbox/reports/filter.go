package reports

import "slices"

// A sieve is a filter made ready for many transactions.
type sieve struct {
	Filter
	frame    Frame
	ids      map[string]bool // nil: any
	brands   map[string]bool // nil: any
	wanted   []bool          // by place of a category; nil: any
	unwanted []bool          // likewise; nil: none
	heard    memory
}

func newSieve(f Filter, frame Frame) *sieve {
	return &sieve{
		Filter: f, frame: frame, ids: setOf(f.TransactionIDs), brands: setOf(f.BrandIDs),
		wanted: under(f.CategoryIDs), unwanted: under(f.ExcludedCategoryIDs), heard: memory{},
	}
}

func setOf(list []string) map[string]bool {
	if len(list) == 0 {
		return nil
	}
	set := make(map[string]bool, len(list))
	for _, word := range list {
		set[word] = true
	}
	return set
}

// under tells for each category whether it is one of these or lies under one, by
// whichever of its parents.
func under(ids []string) []bool {
	if len(ids) == 0 {
		return nil
	}
	asked := placesOf(ids)
	within := make([]bool, len(tree().nodes))
	for place := range within {
		within[place] = slices.ContainsFunc(asked, func(a int32) bool {
			return slices.Contains(tree().nodes[place].above, a)
		})
	}
	return within
}

// pick chooses the transactions of a holding. Those without any date are in no
// frame.
func (s *sieve) pick(items []item, h *Holding) []item {
	items = slices.Grow(items, len(h.Transactions))
	for n := range h.Transactions {
		t := &h.Transactions[n]
		if !s.passes(t) {
			continue
		}
		if i := s.heard.itemOf(t, h.Account.Holder); s.sorted(&i) {
			items = append(items, i)
		}
	}
	return items
}

// passes looks at what a transaction says itself.
func (s *sieve) passes(t *Transaction) bool {
	switch {
	case !s.frame.Holds(t.Date()),
		s.ids != nil && !s.ids[t.ID],
		!s.Type.includes(t),
		s.Min != nil && t.Amount.Minor < *s.Min,
		s.Max != nil && t.Amount.Minor > *s.Max,
		len(s.States) > 0 && !slices.Contains(s.States, t.state()):
		return false
	}
	for _, l := range s.Labels {
		if !l.on(t) {
			return false
		}
	}
	return !slices.ContainsFunc(s.ExcludedLabels, func(l Label) bool { return l.on(t) })
}

// sorted looks at what the rules say of it.
func (s *sieve) sorted(i *item) bool {
	if s.brands != nil && (i.brand == nil || !s.brands[i.brand.ID]) {
		return false
	}
	return (s.wanted == nil || i.within(s.wanted)) && (s.unwanted == nil || !i.within(s.unwanted))
}

func (i *item) within(places []bool) bool {
	return places[i.place] || slices.ContainsFunc(i.more, func(p int32) bool { return places[p] })
}

func (w Type) includes(t *Transaction) bool {
	switch w {
	case Debit:
		return !t.Credit
	case Credit:
		return t.Credit
	case DebitAndZero:
		return !t.Credit || t.Amount.Minor == 0
	}
	return true
}

// state is the transaction's; one that is not told is Unknown.
func (t *Transaction) state() State {
	if t.State == "" {
		return Unknown
	}
	return t.State
}

func (l Label) on(t *Transaction) bool {
	value, has := t.Labels[l.Key]
	return has && (l.Value == nil || *l.Value == value)
}
