package ais

import "github.com/sandbank-dev/sandbank/sandbox/ledger"

// balance writes one of OBReadBalance.
func (o *out) balance(b *ledger.Balance) {
	o.text("AccountId", b.Account)
	o.indicator(b.Credit)
	o.text("Type", b.Type)
	o.time("DateTime", b.At)
	o.money("Amount", b.Amount)
	each(o, "CreditLine", b.Lines, (*out).creditLine)
}

func (o *out) creditLine(l *ledger.CreditLine) {
	o.boolean("Included", l.Included)
	o.text("Type", l.Type)
	o.money("Amount", l.Amount)
}
