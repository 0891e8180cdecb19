package ais

import (
	"net/url"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// party writes what OBPartyDetail says of a person or a company, into the open
// object, to one who asked about an account or about the customer.
func (o *out) party(p *fixtures.Party, in *asked) {
	o.text("PartyId", p.ID)
	o.text("PartyNumber", p.Number)
	o.text("PartyType", p.Type)
	o.text("Name", p.Name)
	o.text("FullLegalName", p.FullLegalName)
	o.code("LegalStructure", p.LegalStructure)
	if p.BeneficialOwnership != nil {
		o.boolean("BeneficialOwnership", *p.BeneficialOwnership)
	}
	o.code("AccountRole", p.Role)
	o.text("EmailAddress", p.Email)
	o.text("Phone", p.Phone)
	o.text("Mobile", p.Mobile)
	o.related(in)
	each(o, "Address", p.Addresses, (*out).address)
}

// related writes which account a party has to do with, where one was asked
// about.
func (o *out) related(in *asked) {
	account := string(in.query.Account)
	if account == "" {
		return
	}
	relationships := o.object("Relationships")
	from := o.object("Account")
	o.text("Related", in.accounts+"/"+url.PathEscape(account))
	o.text("Id", account)
	o.end(from)
	o.end(relationships)
}

func (o *out) address(a *fixtures.Address) {
	o.text("AddressType", a.Type)
	texts(o, "AddressLine", a.Lines)
	o.text("StreetName", a.Street)
	o.text("BuildingNumber", a.Building)
	o.text("PostCode", a.PostCode)
	o.text("TownName", a.Town)
	o.text("CountrySubDivision", a.Subdivision)
	o.text("Country", a.Country)
}

// party answers with one party: the account's holder, or the customer.
func party(in *asked) (func(*out), error) {
	p, err := in.Party(in.query)
	if err != nil {
		return nil, err
	}
	return func(o *out) {
		o.data()
		from := o.object("Party")
		o.party(&p, in)
		o.end(from)
		o.frame(in.alone())
	}, nil
}

// parties answers with all who have to do with an account.
func parties(in *asked) (func(*out), error) {
	page, err := in.Parties(in.query)
	if err != nil {
		return nil, err
	}
	write := func(o *out, p *fixtures.Party) { o.party(p, in) }
	return func(o *out) { answer(o, "Party", page.Items, write, frameOf(in, page)) }, nil
}
