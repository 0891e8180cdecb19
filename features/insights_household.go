package features

import (
	"context"
	"fmt"
	"strings"
)

// A habit is what a household earns or spends every month, or at odd times: the
// suite's own data, of which it knows what reports have to say.
type habit struct {
	reference, party, direction, method string
	amount                              int
	days                                []int // before today
}

// monthly are days some 30 apart, as a payment of every month has them.
func monthly(first int) []int { return []int{first, first + 30, first + 61, first + 91, first + 122} }

// household is five months of one: the references begin with words that name the
// habit, so that a reader finds it in an answer.
var household = []habit{
	{"OUR SALARY Lohn Gehalt", "Muster GmbH", "CREDIT", "TRANSFER", 312_000, monthly(3)},
	{"OUR RENT Miete Wohnung", "Hausverwaltung Muster", "DEBIT", "TRANSFER", 94_500, monthly(5)},
	{"OUR INSURANCE Beitrag Krankenversicherung health insurance", "Muster Krankenversicherung AG", "DEBIT", "DIRECT_DEBIT", 18_990, monthly(8)},
	{"OUR SUBSCRIPTION Monatsabo", "Netflix International", "DEBIT", "DIRECT_DEBIT", 1_299, monthly(11)},
	{"OUR GROCERIES 1 Einkauf", "REWE Markt", "DEBIT", "UNKNOWN", 4_273, []int{2}},
	{"OUR GROCERIES 2 Einkauf", "REWE Markt", "DEBIT", "UNKNOWN", 10_918, []int{17}},
	{"OUR GROCERIES 3 Einkauf", "REWE Markt", "DEBIT", "UNKNOWN", 655, []int{21}},
	{"OUR GROCERIES 4 Einkauf", "REWE Markt", "DEBIT", "UNKNOWN", 7_741, []int{74}},
	{"OUR BICYCLE Reparatur", "Fahrrad Muster", "DEBIT", "TRANSFER", 22_450, []int{40}},
}

func (w *World) givenHousehold(ctx context.Context) error {
	var rows []any
	for _, h := range household {
		for i, ago := range h.days {
			day, _, err := w.day(ctx, fmt.Sprintf("%d days ago", ago))
			if err != nil {
				return err
			}
			rows = append(rows, map[string]any{
				"insights_transaction_id": strings.ReplaceAll(strings.ToLower(firstWords(h.reference, 3)), " ", "-") + fmt.Sprint("-", i),
				"booking_date":            day, "reference": h.reference, "type": h.direction, "method": h.method,
				"amount":        map[string]any{"amount": h.amount, "currency": "EUR"},
				"counter_party": map[string]any{"holder_name": h.party},
			})
		}
	}
	return w.store(ctx, "the account", rows)
}
