package ais

import "github.com/sandbank-dev/sandbank/fixtures"

// groups are those of OBReadSharingProductDetails, in its order. How the
// standard spells the last one's name, and that of the terms, is not known.
var groups = []string{"CreditCards", "Loans", "CASA", "Investment", "FundTransferServices"}

// products answers with what the bank offers to everybody
// (OBReadSharingProductDetails).
func products(in *asked) (func(*out), error) {
	list, err := in.Products()
	if err != nil {
		return nil, err
	}
	return func(o *out) {
		o.data()
		o.products(list)
		o.frame(in.alone())
	}, nil
}

func (o *out) products(list []fixtures.Product) {
	for _, group := range groups {
		each(o, group, of(group, list), (*out).product)
	}
}

// of chooses the products of a group.
func of(group string, list []fixtures.Product) (chosen []fixtures.Product) {
	for _, p := range list {
		if p.Group == group {
			chosen = append(chosen, p)
		}
	}
	return chosen
}

func (o *out) product(p *fixtures.Product) {
	from := o.object("ProductDetails")
	o.text("CategoryName", p.Category)
	o.text("CategoryCode", p.Code)
	o.text("ProductDescription", p.Description)
	o.end(from)
	texts(o, "Features", p.Features)
	texts(o, "Eligibility", p.Eligibility)
	texts(o, "Benefits", p.Benefits)
	texts(o, "TermsAndConditions", p.Terms)
}
