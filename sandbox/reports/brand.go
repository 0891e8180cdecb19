package reports

import "github.com/google/uuid"

// A Brand is a merchant that the rules know (section 6.6). URL may be "".
type Brand struct{ ID, Name, URL string }

func newBrand(name, url string) *Brand {
	return &Brand{ID: uuid.NewSHA1(brandSpace, []byte(name)).String(), Name: name, URL: url}
}

// BrandByID finds a brand.
func BrandByID(id string) (Brand, bool) {
	b := rules().brands[id]
	if b == nil {
		return Brand{}, false
	}
	return *b, true
}
