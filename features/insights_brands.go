package features

import (
	"context"
	"slices"
	"strings"
)

// insightsBrandSteps are the steps about brands and categories as those of one
// stand together, which no table of members can say.
func insightsBrandSteps() []step {
	return []step{
		{`the client asks for (the Categorization report|List Transactions) of one brand`, `When the client asks for List Transactions of one brand`,
			"Makes the Categorization report, picks a brand out of it, and asks for the transactions of that brand alone.", (*World).clientAsksBrand},
		{`the transactions with a brand are ordered by {string}`, `Then the transactions with a brand are ordered by "brand.name"`,
			"Asks that a member never falls from one transaction that has a brand to the next; there have to be two brands.", (*World).brandsOrdered},
		{`the transactions of one {string} stand together`, `Then the transactions of one "brand.id" stand together`,
			"Asks that no value of a member comes back once another has come; there have to be two values, and one of them twice.", (*World).standTogether},
	}
}

func (w *World) clientAsksBrand(ctx context.Context, where string) error {
	whole, err := insightsCallOf("calls the Categorization report")
	if err != nil {
		return err
	}
	asked, err := insightsCallOf("calls " + where)
	if err != nil {
		return err
	}
	all, err := w.perform(ctx, whole, whole.draft(w), nil)
	if err != nil {
		return err
	}
	for _, one := range listedIn(all, "transactions") {
		if w.insights.brand = one.Get("brand.id").String(); w.insights.brand != "" {
			body := asked.draft(w)
			body["brand_ids"] = []any{w.insights.brand}
			return w.invoke(ctx, "the", asked, body, nil)
		}
	}
	return w.lacks("/data/reports", "a transaction with a brand", "none")
}

// lacks says that the data have not what the step looks at: a finding at a
// scripted bank, whose customers have it, and no verdict at any other.
func (w *World) lacks(where, expected, got string) error {
	if w.Control != nil {
		return Finding{Where: where, Expected: expected, Got: got}
	}
	return NoData("the customer has not " + expected)
}

func (w *World) brandsOrdered(_ context.Context, path string) error {
	var names []string
	for _, one := range listedIn(w.answer, "transactions") {
		if one.Get("brand").Exists() {
			names = append(names, one.Get(path).String())
		}
	}
	if len(names) < 2 || names[0] == names[len(names)-1] {
		return w.lacks("/transactions/brand", "two brands", strings.Join(names, ", "))
	}
	if !slices.IsSorted(names) {
		return w.missed("/transactions/brand", "names in order", strings.Join(names, ", "))
	}
	return nil
}

func (w *World) standTogether(_ context.Context, path string) error {
	var values []string
	for _, one := range listedIn(w.answer, "transactions") {
		if value := one.Get(path); value.Exists() {
			values = append(values, value.String())
		}
	}
	runs := slices.Compact(slices.Clone(values))
	if len(runs) < 2 || len(runs) == len(values) {
		return w.lacks("/transactions", "two values of "+path+", and one of them twice", strings.Join(values, ", "))
	}
	if err := noneTwiceOf(runs); err != nil {
		return w.missed("/transactions/"+path, "those of one value together", strings.Join(runs, ", "))
	}
	return nil
}
