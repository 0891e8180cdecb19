package ais

import "github.com/sandbank-dev/sandbank/sandbox/ledger"

// statement writes one of OBReadStatement. The types on it are open strings
// without namespace, as the standard's own example has them.
func (o *out) statement(s *ledger.Statement) {
	o.text("AccountId", s.Account)
	o.text("StatementId", s.ID)
	o.text("StatementReference", s.Reference)
	o.text("Type", s.Type)
	o.time("StartDateTime", s.Start)
	o.time("EndDateTime", s.End)
	o.time("CreationDateTime", s.Created)
	texts(o, "StatementDescription", s.Descriptions)
	each(o, "StatementFee", s.Fees, (*out).charged)
	each(o, "StatementInterest", s.Interest, (*out).charged)
	each(o, "StatementAmount", s.Amounts, (*out).summed)
	each(o, "StatementDateTime", s.Dates, (*out).dated)
	each(o, "StatementRate", s.Rates, func(o *out, f *ledger.StatementFigure) { o.figure("Rate", f) })
	each(o, "StatementValue", s.Values, func(o *out, f *ledger.StatementFigure) { o.figure("Value", f) })
}

// charged writes a fee or interest.
func (o *out) charged(i *ledger.StatementItem) {
	o.text("Description", i.Description)
	o.summed(i)
}

func (o *out) summed(i *ledger.StatementItem) {
	o.indicator(i.Credit)
	o.text("Type", i.Type)
	o.money("Amount", i.Amount)
}

func (o *out) dated(d *ledger.StatementDate) {
	o.time("DateTime", d.At)
	o.text("Type", d.Type)
}

func (o *out) figure(name string, f *ledger.StatementFigure) {
	o.text(name, f.Figure)
	o.text("Type", f.Type)
}
