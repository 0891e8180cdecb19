package reports

import "slices"

// An item is a transaction with what the rules say of it, before it is told.
type item struct {
	*Transaction
	place int32   // of its first category: the one that sums count
	more  []int32 // of the others, which only a client gives
	brand *Brand
	date  Day
}

// A memory keeps what the rules said of texts that come again, as most do.
type memory map[heard]verdict

// heard is all of a transaction that the rules look at, but the amount.
type heard struct {
	reference, unstructured, party, code, sub, description string
	credit, own                                            bool
}

// itemOf asks the client's categories, then the rules, and these only about what is
// new. The holder is the account's.
func (m memory) itemOf(t *Transaction, holder string) item {
	key := heard{t.Reference, t.Bank.Unstructured, t.Other.Holder, t.Code.Code, t.Code.SubCode, t.Code.Description,
		t.Credit, holder == t.Other.Holder}
	v, known := m[key]
	if !known {
		v = weigh(t, holder)
		if !v.byAmount {
			m[key] = v
		}
	}
	i := item{Transaction: t, place: v.category, brand: v.brand, date: t.Date()}
	i.give(t.CategoryIDs)
	return i
}

// give puts the client's categories in the place of the rules', if any is known.
func (i *item) give(ids []string) {
	if given := placesOf(ids); len(given) > 0 {
		i.place, i.more = given[0], given[1:]
	}
}

// placesOf are those of some ids that are categories, each once.
func placesOf(ids []string) (places []int32) {
	for _, id := range ids {
		if place, known := tree().byID[id]; known && !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	return places
}

// counted is the category under which sums count the item.
func (i *item) counted(onlyMain bool) int32 {
	if onlyMain {
		return tree().nodes[i.place].root
	}
	return i.place
}

// categories are the item's as an answer tells them, each once.
func (i *item) categories(onlyMain bool) []Category {
	first := i.counted(onlyMain)
	if len(i.more) == 0 {
		return tree().nodes[first].alone
	}
	places := []int32{first}
	for _, place := range i.more {
		if onlyMain {
			place = tree().nodes[place].root
		}
		if !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	all := make([]Category, len(places))
	for n, place := range places {
		all[n] = tree().nodes[place].Category
	}
	return all
}

// entry is the item as an answer tells it.
func (i *item) entry(onlyMain bool) Entry {
	return Entry{Transaction: i.Transaction, Categories: i.categories(onlyMain), Brand: i.brand}
}

func entries(items []item, onlyMain bool) []Entry {
	all := make([]Entry, len(items))
	for n := range items {
		all[n] = items[n].entry(onlyMain)
	}
	return all
}
