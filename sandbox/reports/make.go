package reports

import (
	"fmt"
	"slices"
	"strings"
)

// Make makes a report of each holding, or one of all if they are combined, in the
// order of the holdings (section 6.6). Today is when a frame ends that is not said.
// The error is an *Unavailable.
func Make(q Request, holdings []Holding, today Day) ([]Report, error) {
	q = q.settled(today)
	if q.Combine && len(holdings) > 0 {
		if err := sameCurrency(holdings); err != nil {
			return nil, err
		}
		return q.each([][]Holding{holdings}, today)
	}
	alone := make([][]Holding, len(holdings))
	for i := range holdings {
		alone[i] = holdings[i : i+1]
	}
	return q.each(alone, today)
}

// settled is the request with what it does not say, and without what its report
// does not look at.
func (q Request) settled(today Day) Request {
	if q.Frame == (Frame{}) {
		q.Frame = Last(DefaultDays, today)
	}
	switch q.Kind {
	case Categorization:
		q.Filter.ExcludedCategoryIDs = nil
	case GroupByCategory:
		q.Filter.TransactionIDs, q.Filter.BrandIDs = nil, nil
	case ExpenseCategories:
		q.Filter.TransactionIDs, q.Filter.BrandIDs, q.Filter.Min, q.Filter.Max = nil, nil, nil, nil
		q.Filter.Type = Debit
	case BalancesNow:
		q.Combine = false
		if q.Required == "" {
			q.Required = BalanceOrAvailable
		}
	default:
		q.Combine, q.Required = false, ""
	}
	if !q.Kind.Timed() {
		q.Frame = Frame{}
	}
	return q
}

// each makes a report of each group of holdings, or says what stands against any
// of them.
func (q *Request) each(groups [][]Holding, today Day) ([]Report, error) {
	var lacking []string
	for _, group := range groups {
		if !q.met(group, today) {
			lacking = append(lacking, accountsOf(group)...)
		}
	}
	if len(lacking) > 0 {
		return nil, &Unavailable{"required_data_availability", lacking, fmt.Sprintf(
			"what is held of %s is less than the %s that is required", strings.Join(lacking, ", "), q.Required)}
	}
	if err := q.uncountable(groups); err != nil {
		return nil, err
	}
	all := make([]Report, 0, len(groups))
	for _, group := range groups {
		all = append(all, q.report(group, today))
	}
	return all, nil
}

func (q *Request) report(group []Holding, today Day) Report {
	r := Report{Kind: q.Kind, Accounts: accountsOf(group), Frame: q.Frame}
	for i := range group {
		if at := group[i].Account.Refreshed; i == 0 || at.Before(r.Refreshed) {
			r.Refreshed = at
		}
	}
	switch q.Kind {
	case AccountInfos:
		r.Info = infoOf(&group[0])
	case BalancesNow:
		a := &group[0].Account
		r.Balances = &Balances{a.Balance, a.Available, a.Limit, a.Reserved}
	case BalanceOverTime:
		r.OverTime, r.Held = overTime(&group[0], q.Frame), seriesHeld(&group[0], q.Frame, today)
	case Categorization:
		r.Categorized = q.categorized(group, today)
	case GroupByCategory, ExpenseCategories:
		r.Groups = q.groups(q.pick(group))
	case RecurringTransactions:
		r.Recurring = recurring(&group[0], q.Frame, today)
	}
	return r
}

func (q *Request) pick(group []Holding) (items []item) {
	s := newSieve(q.Filter, q.Frame)
	for i := range group {
		items = s.pick(items, &group[i])
	}
	return items
}

func (q *Request) categorized(group []Holding, today Day) *Categorized {
	items := q.pick(group)
	arrange(items, q.Order)
	return &Categorized{
		Transactions: entries(page(items, q.Size, q.Offset), q.OnlyMain),
		Total:        len(items),
		Availability: available(group, q.Frame, today),
	}
}

// List lists transactions of all holdings together, one page of them, and tells how
// many there are in all (List transactions, section 6.2). It looks at the frame, the
// whole filter, the order, size and offset of the request.
func List(q Request, holdings []Holding, today Day) (listed []Entry, total int) {
	if q.Frame == (Frame{}) {
		q.Frame = Last(DefaultDays, today)
	}
	items := q.pick(holdings)
	arrange(items, q.Order)
	return entries(page(items, q.Size, q.Offset), q.OnlyMain), len(items)
}

func accountsOf(group []Holding) []string {
	ids := make([]string, len(group))
	for i := range group {
		ids[i] = group[i].Account.ID
	}
	return ids
}

// undetermined is the currency of an account of which none is known (ISO 4217; the
// default of section 6.1).
const undetermined = "XXX"

// sameCurrency refuses to combine accounts of several currencies, whose amounts
// cannot be added up (inferred). One of which no currency is known goes with any.
func sameCurrency(holdings []Holding) error {
	var first string
	for i := range holdings {
		own := holdings[i].Account.Currency
		if own == "" || own == undetermined || own == first {
			continue
		}
		if first != "" {
			return &Unavailable{"combine_accounts", accountsOf(holdings),
				"accounts of several currencies cannot be combined: " + currenciesOf(holdings)}
		}
		first = own
	}
	return nil
}

func currenciesOf(holdings []Holding) string {
	said := make([]string, len(holdings))
	for i := range holdings {
		said[i] = holdings[i].Account.ID + " is in " + holdings[i].Account.Currency
	}
	return strings.Join(slices.Compact(said), ", ")
}
