package mutant

import (
	"net/http"
	"slices"
)

// insightsCategories is lies about the list of categories, and who is in which.
var insightsCategories = []defect{
	{"categories-need-a-body", "The list of categories needs a body.", breaks("CAT-01"),
		guarded([]op{getCategories}, func(c *call) bool { return len(c.body) == 0 }, http.StatusBadRequest, "BAD_REQUEST")},
	{"category-without-id", "A category has no id.", breaks("CAT-01", "API-BODY-01"), categories(func(all []object) []object { delete(all[0], "id"); return all })},
	{"category-without-name", "A category has no name.", breaks("CAT-01", "API-BODY-01"), categories(func(all []object) []object { all[len(all)-1]["name"] = ""; return all })},
	{"parent-not-listed", "A category's parent is not in the list.", breaks("CAT-02"), categories(func(all []object) []object {
		for _, one := range all {
			if len(one.texts("parents")) > 0 {
				one["parents"] = []any{"00000000-0000-5000-8000-000000000000"}
			}
		}
		return all
	})},
	{"no-roots", "Every category has a parent.", breaks("CAT-02"), categories(func(all []object) []object {
		for _, one := range all {
			if len(one.texts("parents")) == 0 {
				one["parents"] = []any{all[0]["id"]}
			}
		}
		return all
	})},
	{"health-insurance-apart", "Health Insurance does not belong to Insurances.", breaks("CAT-03"), categories(func(all []object) []object {
		return slices.DeleteFunc(all, func(one object) bool { return one.text("name") == "Health Insurance" })
	})},
	{"categories-numbered", "The ids of categories are numbers.", breaks("CAT-04"), categories(func(all []object) []object { all[1]["id"] = "2"; return all })},
	{"category-id-twice", "Two categories have one id.", breaks("CAT-04"), categories(func(all []object) []object { all[2]["id"] = all[1]["id"]; return all })},
	{"unlisted-category", "The categories of reports are not in the list.", breaks("CAT-05"), entering([]op{transReport}, every(func(e object) {
		for _, one := range e.list("categories") {
			one["id"] = "11111111-1111-5111-8111-111111111111"
		}
	}))},
	{"all-is-insurance", "Every transaction is one of Insurances.", breaks("CAT-06"), entering([]op{transReport, listTrans}, every(func(e object) {
		for _, one := range e.list("categories") {
			one["id"], one["name"] = "7a7e8a81-9447-533d-88a3-494d2ec14f09", "Insurances"
		}
	}))},
}

// categories lies about the list of categories.
func categories(edit func(all []object) []object) lie {
	return document(done(getCategories), func(_ *call, doc object) {
		if all := doc.list("data"); len(all) > 2 {
			doc.fill("data", edit(all))
		}
	})
}
