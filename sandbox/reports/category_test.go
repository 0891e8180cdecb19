package reports

import (
	"regexp"
	"slices"
	"testing"
)

// Section 6.7: an id is a UUID; roots have no parents, not even null; a parent is a
// category.
func TestCategories(t *testing.T) {
	all := Categories()
	if len(all) < 60 {
		t.Errorf("got %d categories, want at least 60", len(all))
	}
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	var ids []string
	roots, several := 0, 0
	for _, c := range all {
		if !form.MatchString(c.ID) || c.Name == "" || c.Parents == nil || slices.Contains(ids, c.ID) {
			t.Errorf("category %+v: its id is no UUID or taken, or it lacks a name or parents", c)
		}
		for _, parent := range c.Parents {
			if !slices.Contains(ids, parent) {
				t.Errorf("category %s: parent %s does not stand before it", c.Name, parent)
			}
		}
		ids = append(ids, c.ID)
		switch len(c.Parents) {
		case 0:
			roots++
		case 1:
		default:
			several++
		}
	}
	if roots < 5 || several < 5 {
		t.Errorf("got %d roots and %d categories with several parents, want at least 5 of each", roots, several)
	}
}

// The ids that section 6.7 prints.
func TestDocumentedCategories(t *testing.T) {
	insurances, found := CategoryByID("7a7e8a81-9447-533d-88a3-494d2ec14f09")
	if !found || insurances.Name != "Insurances" || len(insurances.Parents) != 0 {
		t.Errorf("got %+v, %v; want the root Insurances", insurances, found)
	}
	health, found := CategoryByID("62ca48cb-949d-593c-9e5d-657b2c36cafc")
	if !found || health.Name != "Health Insurance" || !slices.Contains(health.Parents, insurances.ID) {
		t.Errorf("got %+v, %v; want Health Insurance under Insurances", health, found)
	}
	charges, found := CategoryByID("8f1f56e6-a312-454d-b0ee-e20350cb5c1c")
	if !found || charges.Name != "Bank charges" {
		t.Errorf("got %+v, %v; want Bank charges", charges, found)
	}
	if c, found := CategoryByID("00000000-0000-0000-0000-000000000000"); found {
		t.Errorf("found %+v by an id that is nobody's", c)
	}
}

// Ids never change: a client keeps them.
func TestCategoryIDsStay(t *testing.T) {
	for name, want := range map[string]string{
		"Groceries": "8d1cd9c8-8346-5dc4-8025-054c2026ca63", "Rent": "594894f3-bfc1-5f0e-8e55-d97207d15108", "Salary": "518459bd-762b-554f-a295-a6a49a46e007",
	} {
		if got := idOf(name); got != want {
			t.Errorf("%s has the id %s, want %s", name, got, want)
		}
	}
	if got, want := brandID("Netflix"), "674946ee-5d9b-596c-9772-7d20fc062d24"; got != want {
		t.Errorf("Netflix has the id %s, want %s", got, want)
	}
}

func TestCategoriesAreTheCallers(t *testing.T) {
	Categories()[0].Name = "changed"
	if got := Categories()[0].Name; got != "Income" {
		t.Errorf("the first category is %q after a caller wrote to its list", got)
	}
}

func TestBrandByID(t *testing.T) {
	brand, found := BrandByID(brandID("Corner Grocery"))
	if !found || brand.Name != "Corner Grocery" || brand.URL != "https://corner-grocery.example" {
		t.Errorf("got %+v, %v; want Corner Grocery", brand, found)
	}
	if b, found := BrandByID("none"); found {
		t.Errorf("found %+v by an id that is nobody's", b)
	}
}
