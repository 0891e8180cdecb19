package ais

import "github.com/sandbank-dev/sandbank/sandbox/bank"

// account writes one of OBReadAccount.
func (o *out) account(a *bank.Account) {
	o.text("AccountId", string(a.ID))
	o.text("Status", a.Status)
	o.time("StatusUpdateDateTime", a.StatusUpdated)
	o.text("Currency", a.Currency)
	o.text("AccountType", a.Type)
	o.text("AccountSubType", a.SubType)
	o.text("Description", a.Description)
	o.text("Nickname", a.Nickname)
	o.time("OpeningDate", a.Opening)
	o.time("MaturityDate", a.Maturity)
	each(o, "Account", a.Identifications, (*out).identification)
	o.agent("Servicer", a.Servicer)
}
