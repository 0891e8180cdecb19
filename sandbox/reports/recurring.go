package reports

import (
	"cmp"
	"slices"
	"strings"
)

// recurring finds what comes again each month among the transactions of a frame.
// How is inferred; the reference says only that it is grouped by category, brand,
// amount and period, and that monthly is the one period. Transactions with the same
// other side and the same purpose are looked at together; where they come more often
// than once a month, those of the same amount are; and what is left over is looked at
// by its other side alone, since some references never repeat.
func recurring(h *Holding, frame Frame, today Day) []Series {
	items := newSieve(Filter{}, frame).pick(nil, h)
	items = slices.DeleteFunc(items, func(i item) bool { return !i.moves() })
	all := []Series{}
	words := plainer{}
	left := items
	for _, purpose := range []bool{true, false} {
		var rest []item
		arrange(left, nil)
		for _, g := range words.gather(left, purpose) {
			found, others := g.series()
			for _, s := range found {
				all = append(all, s.tell(h.Account.ID, min(today, frame.To)))
			}
			rest = append(rest, others...)
		}
		left = rest
	}
	slices.SortFunc(all, compareSeries)
	return all
}

// A flow is transactions with one other side, oldest first.
type flow []item

// gather puts together the items with the same other side and, if asked, the
// same purpose, in the order in which each was first seen.
func (p plainer) gather(items []item, purpose bool) (flows []flow) {
	places := map[flowKey]int{}
	for _, i := range items {
		key := p.flowKey(&i, purpose)
		at, known := places[key]
		if !known {
			at = len(flows)
			places[key] = at
			flows = append(flows, nil)
		}
		flows[at] = append(flows[at], i)
	}
	return flows
}

// A flowKey is what the transactions of a flow have in common.
type flowKey struct {
	credit                         bool
	currency, party                string
	reference, unstructured, entry string // "" unless the purpose is asked for
}

func (p plainer) flowKey(i *item, purpose bool) flowKey {
	k := flowKey{credit: i.Credit, currency: i.Amount.Currency, party: p.party(i)}
	if purpose {
		k.reference, k.unstructured, k.entry = p.plain(i.Reference), p.plain(i.Bank.Unstructured), i.Code.SubCode
	}
	return k
}

// party names the other side: its account, else its name, else the brand, else what
// it is for.
func (p plainer) party(i *item) string {
	switch {
	case i.Other.IBAN != "":
		return i.Other.IBAN
	case i.Other.Number != "":
		return i.Other.Number
	case i.Other.Holder != "":
		return p.plain(i.Other.Holder)
	case i.brand != nil:
		return i.brand.ID
	}
	return tree().nodes[i.place].ID
}

// A plainer remembers what texts are without what changes from month to month.
type plainer map[string]string

func (p plainer) plain(text string) string {
	if text == "" {
		return ""
	}
	short, known := p[text]
	if !known {
		short = plain(text)
		p[text] = short
	}
	return short
}

// plain is a text in its folded words, without those that have a digit or name a
// month.
func plain(text string) string {
	var p phrase
	p.add(text)
	var b strings.Builder
	for n := range p.count {
		word := p.word(n)
		if len(word) == 0 || slices.ContainsFunc(word, isDigit) || monthNames[string(word)] {
			continue
		}
		b.Write(word)
		b.WriteByte(' ')
	}
	return b.String()
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

var monthNames = setOf(strings.Fields(`january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec januar februar marz maerz mai juni juli oktober dezember okt dez`))

// series finds what is monthly in a flow, and leaves the others. Of a flow with many
// a month only those of one amount can be; the others would not be found by looking
// at more of them.
func (f flow) series() (found []strand, others []item) {
	if s, ok := f.strand(false); ok {
		return []strand{s}, nil
	}
	if !f.crowded() {
		return nil, f
	}
	for _, same := range f.byAmount() {
		if s, ok := same.strand(true); ok {
			found = append(found, s)
		}
	}
	return found, nil
}

// crowded tells whether there are clearly more than one a month.
func (f flow) crowded() bool {
	span := int(f[len(f)-1].date-f[0].date) + 31
	return len(f)*31 > span*5/4
}

// byAmount divides the flow into those of one amount each.
func (f flow) byAmount() (flows []flow) {
	sorted := slices.Clone(f)
	arrange(sorted, []Order{{Field: ByAmount}})
	for start := 0; start < len(sorted); {
		end := start + 1
		for end < len(sorted) && sorted[end].Amount.Minor == sorted[start].Amount.Minor {
			end++
		}
		flows = append(flows, sorted[start:end])
		start = end
	}
	return flows
}

// A strand is a flow that is monthly.
type strand struct {
	flow
	rhythm
}

// tell is the strand as an answer has it. It has stopped if the next one is more
// than ten days late on the day until which anything is known.
func (s strand) tell(account string, until Day) Series {
	last := &s.flow[len(s.flow)-1]
	amounts := s.amounts()
	currency := last.Amount.Currency
	series := Series{
		AccountID: account, Categories: last.categories(false), Brand: last.brand,
		CounterParty: last.Other, Reference: cmp.Or(last.Reference, last.Bank.Unstructured), Credit: last.Credit, Period: Monthly,
		Amount: Amount{amounts[len(amounts)/2], currency},
		Min:    Amount{amounts[0], currency}, Max: Amount{amounts[len(amounts)-1], currency},
		First: s.flow[0].date, Last: last.date, Next: s.next(last.date),
		Transactions: entries(s.flow, false),
	}
	if series.Next.Add(late) < until {
		series.Next = 0
	}
	return series
}

const late = 10

// amounts are those of the flow, the smallest first.
func (f flow) amounts() []int64 {
	all := make([]int64, len(f))
	for n := range f {
		all[n] = f[n].Amount.Minor
	}
	slices.Sort(all)
	return all
}

func compareSeries(a, b Series) int {
	return cmp.Or(
		strings.Compare(a.Categories[0].Name, b.Categories[0].Name),
		strings.Compare(brandName(a.Brand), brandName(b.Brand)),
		cmp.Compare(b.Amount.Minor, a.Amount.Minor),
		cmp.Compare(a.First, b.First),
		strings.Compare(a.Transactions[0].ID, b.Transactions[0].ID))
}

func brandName(b *Brand) string {
	if b == nil {
		return ""
	}
	return b.Name
}
