package features

import (
	"context"
	"fmt"
)

// insightsCategorySteps are the steps about categories.
func insightsCategorySteps() []step {
	return []step{
		{`every parent is itself a category`, `And every parent is itself a category`, "Looks up each parent of each category of the answer in it.", (*World).parentsThere},
		{`every category of the answer is a root of the Category List`, `And every category of the answer is a root of the Category List`,
			"Looks up the categories of the answer's transactions, and asks that they have no parents.", (*World).categoriesRoots},
		{`category {string} is below {string}`, `Then category "62ca48cb-949d-593c-9e5d-657b2c36cafc" is below "7a7e8a81-9447-533d-88a3-494d2ec14f09"`,
			"Asks that the answer's first category has the second among its parents.", (*World).categoryBelow},
		{`every category of the answer is in the Category List`, `Then every category of the answer is in the Category List`,
			"Looks up the categories of the answer's transactions, with their names.", (*World).categoriesListed},
		{`(.+) have categories of their own`, `Then OUR SALARY, OUR RENT and OUR GROCERIES have categories of their own`,
			"Asks that transactions whose references begin alike share a category, and that no two such kinds have the same.", (*World).toldApart},
		{`the (sum|count) of the group of {string} is {int}`, `And the count of the group of "OUR RENT" is 5`,
			"Finds the group of the category that such transactions have, and holds its number or sum against this, whatever the sign.", (*World).groupOf},
		{`there is no group of {string}`, `Then there is no group of "OUR RENT"`,
			"Asks that the category that such transactions have is not among the answer's groups, which are some.", (*World).noGroupOf},
	}
}

func (w *World) parentsThere(context.Context) error {
	ids, parents := map[string]bool{}, 0
	all := listedIn(w.answer, "categories")
	for _, one := range all {
		ids[one.Get("id").String()] = true
	}
	for _, one := range all {
		for _, parent := range one.Get("parents").Array() {
			if parents++; !ids[parent.String()] {
				return w.missed("/data", "a category "+parent.String(), "none, though it is a parent of "+briefly(one.Get("name")))
			}
		}
	}
	if parents == 0 {
		return w.missed("/data", "categories below others", fmt.Sprintf("none among %d", len(all)))
	}
	return nil
}

func (w *World) categoryBelow(_ context.Context, id, parent string) error {
	for _, one := range listedIn(w.answer, "categories") {
		if one.Get("id").String() == id {
			for _, p := range one.Get("parents").Array() {
				if p.String() == parent {
					return nil
				}
			}
			return w.missed("/data", parent+" among the parents of "+briefly(one.Get("name")), briefly(one.Get("parents")))
		}
	}
	return w.missed("/data", "a category "+id, "none of that id")
}

func (w *World) categoriesListed(ctx context.Context) error {
	e, err := w.lookUp(ctx, "calls Category List")
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, one := range listedIn(e, "categories") {
		names[one.Get("id").String()] = one.Get("name").String()
	}
	seen := 0
	for _, t := range listedIn(w.answer, "transactions") {
		for _, one := range t.Get("categories").Array() {
			if seen++; names[one.Get("id").String()] != one.Get("name").String() || one.Get("name").String() == "" {
				return w.missed("/transactions/categories", "a category of the list, under its name", briefly(one))
			}
		}
	}
	if seen == 0 {
		return w.missed("/transactions", "some with categories", "none")
	}
	return nil
}

func (w *World) toldApart(_ context.Context, list string) error {
	seen := map[string]string{}
	for _, words := range between.Split(list, -1) {
		ids := categoriesOf(w.answer, words)
		if len(ids) != 1 {
			return w.missed("/transactions/categories", "one category for "+words, fmt.Sprint(ids))
		}
		if other := seen[ids[0]]; other != "" {
			return w.missed("/transactions/categories", "a category of its own for "+words, "that of "+other)
		}
		seen[ids[0]] = words
	}
	return nil
}

func (w *World) categoriesRoots(ctx context.Context) error {
	e, err := w.lookUp(ctx, "calls Category List")
	if err != nil {
		return err
	}
	parents := map[string]int{}
	for _, one := range listedIn(e, "categories") {
		parents[one.Get("id").String()] = 1 + len(one.Get("parents").Array())
	}
	all := listedIn(w.answer, "transactions")
	for _, t := range all {
		for _, one := range t.Get("categories").Array() {
			if parents[one.Get("id").String()] != 1 {
				return w.missed("/transactions/categories", "a category of the list without parents", briefly(one))
			}
		}
	}
	if len(all) == 0 {
		return w.missed("/transactions", "some with categories", "none")
	}
	return nil
}

// categoryOf asks the Categorization report which category such transactions have.
func (w *World) categoryOf(ctx context.Context, words string) (string, error) {
	e, err := w.lookUp(ctx, "calls the Categorization report", "report_days", "400")
	if err != nil {
		return "", err
	}
	ids := categoriesOf(e, words)
	if len(ids) != 1 {
		return "", Finding{Where: "/transactions/categories", Expected: "one category for " + words, Got: fmt.Sprint(ids)}
	}
	return ids[0], nil
}

func (w *World) groupOf(ctx context.Context, what, words string, want int) error {
	id, err := w.categoryOf(ctx, words)
	if err != nil {
		return err
	}
	for _, one := range listedIn(w.answer, "groups") {
		if one.Get("id").String() != id {
			continue
		}
		got := one.Get("count").Int()
		if what == "sum" {
			got = amountIn(one.Get("sum")).Int64()
		}
		if got != int64(want) && got != -int64(want) {
			return w.missed("/categories/"+id+"/"+what, fmt.Sprint(want), fmt.Sprint(got))
		}
		return nil
	}
	return w.missed("/categories", "a group of "+words, fmt.Sprintf("none among %d", len(listedIn(w.answer, "groups"))))
}

func (w *World) noGroupOf(ctx context.Context, words string) error {
	id, err := w.categoryOf(ctx, words)
	if err != nil {
		return err
	}
	groups := listedIn(w.answer, "groups")
	if len(groups) == 0 {
		return w.missed("/categories", "some groups", "none "+briefly(w.answer.Get("error")))
	}
	for _, one := range groups {
		if one.Get("id").String() == id {
			return w.missed("/categories", "no group of "+words, briefly(one))
		}
	}
	return nil
}
