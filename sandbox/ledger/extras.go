package ledger

import (
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// Beneficiaries lists whom the customer may pay from the account.
func (v View) Beneficiaries() []Beneficiary {
	var out []Beneficiary
	for _, b := range v.shelf.account.Beneficiaries {
		kind := "Ordinary"
		if b.Trusted {
			kind = "Trusted"
		}
		out = append(out, Beneficiary{
			Account: v.shelf.account.ID, ID: b.ID, Type: kind, Reference: b.Reference, Creditor: sideOf(b.With),
		})
	}
	return out
}

// Offers lists what the bank proposes for the account now: each offer anew from
// the first of every month, as long as it lasts.
func (v View) Offers() []Offer {
	var out []Offer
	m := monthOf(v.now)
	if !v.open() {
		return nil
	}
	for i := range v.shelf.account.Offers {
		o := &v.shelf.account.Offers[i]
		end := m.start().AddDate(0, 0, o.Days).Add(-time.Millisecond)
		if v.now.After(end) {
			continue
		}
		out = append(out, Offer{
			Account: v.shelf.account.ID, ID: opaqueID(v.shelf.account.ID, o.ID, m.String()),
			Type: o.Type, Description: o.Description, Rate: o.Rate, Term: o.Term, URL: o.URL, Value: o.Value,
			Start: m.start(), End: end, Amount: said(o.Amount), Fee: said(o.Fee),
		})
	}
	return out
}

// said is an amount, or nil if it is not one.
func said(m Money) *Money {
	if m == (Money{}) {
		return nil
	}
	return &m
}

// Parties lists who has to do with the account, the holder first.
func (v View) Parties() []fixtures.Party {
	if parties := v.shelf.account.Parties; len(parties) > 0 {
		return parties
	}
	if v.shelf.customer.Party.ID == "" {
		return nil
	}
	return []fixtures.Party{v.shelf.customer.Party}
}
