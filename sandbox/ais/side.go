package ais

import "github.com/sandbank-dev/sandbank/sandbox/ledger"

// creditor writes whom a payment goes to: at which agent, in which account.
func (o *out) creditor(s ledger.Side) {
	o.agent("CreditorAgent", s.Agent)
	o.identified("CreditorAccount", s.Account)
}

// debtor writes whom a payment comes from.
func (o *out) debtor(s ledger.Side) {
	o.agent("DebtorAgent", s.Agent)
	o.identified("DebtorAccount", s.Account)
}

func (o *out) agent(name string, a *ledger.Agent) {
	if a == nil {
		return
	}
	from := o.object(name)
	o.code("SchemeName", a.Scheme)
	o.text("Identification", a.Identification)
	o.text("Name", a.Name)
	o.end(from)
}

func (o *out) identified(name string, id *ledger.Identification) {
	if id == nil {
		return
	}
	from := o.object(name)
	o.identification(id)
	o.end(from)
}

// identification writes what names an account outside the API.
func (o *out) identification(id *ledger.Identification) {
	o.code("SchemeName", id.Scheme)
	o.text("Identification", id.Identification)
	o.text("Name", id.Name)
	o.text("SecondaryIdentification", id.Secondary)
}
