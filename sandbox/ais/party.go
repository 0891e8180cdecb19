package ais

import "github.com/sandbank-dev/sandbank/fixtures"

// party writes what OBPartyDetail says of a person or a company, into the open
// object. Account is the account that was asked about and its URI; both are ""
// where none was.
func (o *out) party(p *fixtures.Party, account, uri string) {
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
	o.related(account, uri)
	each(o, "Address", p.Addresses, (*out).address)
}

// related writes which account a party has to do with.
func (o *out) related(account, uri string) {
	if account == "" {
		return
	}
	relationships := o.object("Relationships")
	from := o.object("Account")
	o.text("Related", uri)
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
