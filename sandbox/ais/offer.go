package ais

import "github.com/sandbank-dev/sandbank/sandbox/ledger"

// offer writes one of OBReadOffer. A Value of nothing is not said.
func (o *out) offer(f *ledger.Offer) {
	o.text("AccountId", f.Account)
	o.text("OfferId", f.ID)
	o.text("OfferType", f.Type)
	o.text("Description", f.Description)
	o.time("StartDateTime", f.Start)
	o.time("EndDateTime", f.End)
	o.text("Rate", f.Rate)
	if f.Value != 0 {
		o.integer("Value", f.Value)
	}
	o.text("Term", f.Term)
	o.text("URL", f.URL)
	o.moneyIf("Amount", f.Amount)
	o.moneyIf("Fee", f.Fee)
}
