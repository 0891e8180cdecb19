package ais

import "github.com/sandbank-dev/sandbank/sandbox/ledger"

// beneficiary writes one of OBReadBeneficiary.
func (o *out) beneficiary(b *ledger.Beneficiary) {
	o.text("AccountId", b.Account)
	o.text("BeneficiaryId", b.ID)
	o.text("BeneficiaryType", b.Type)
	o.text("Reference", b.Reference)
	o.creditor(b.Creditor)
}

// directDebit writes one of OBReadDirectDebit.
func (o *out) directDebit(d *ledger.DirectDebit) {
	o.text("AccountId", d.Account)
	o.text("DirectDebitId", d.ID)
	o.text("MandateIdentification", d.Mandate)
	o.text("DirectDebitStatusCode", d.Status)
	o.text("Name", d.Name)
	o.time("PreviousPaymentDateTime", d.Previous)
	o.code("Frequency", d.Frequency)
	o.moneyIf("PreviousPaymentAmount", d.Amount)
}

// standingOrder writes one of OBReadStandingOrder. Its Frequency is a word of a
// grammar, not of a list: it has no namespace.
func (o *out) standingOrder(s *ledger.StandingOrder) {
	o.text("AccountId", s.Account)
	o.text("StandingOrderId", s.ID)
	o.text("Frequency", s.Frequency)
	o.text("Reference", s.Reference)
	o.time("FirstPaymentDateTime", s.First)
	o.time("NextPaymentDateTime", s.Next)
	o.time("LastPaymentDateTime", s.Last)
	o.time("FinalPaymentDateTime", s.Final)
	o.text("NumberOfPayments", s.Payments)
	o.text("StandingOrderStatusCode", s.Status)
	o.moneyIf("FirstPaymentAmount", s.FirstAmount)
	o.moneyIf("NextPaymentAmount", s.NextAmount)
	o.moneyIf("LastPaymentAmount", s.LastAmount)
	o.moneyIf("FinalPaymentAmount", s.FinalAmount)
	o.creditor(s.Creditor)
}

// futureDatedPayment writes one of OBReadFutureDatedPayment.
func (o *out) futureDatedPayment(p *ledger.FutureDatedPayment) {
	o.text("AccountId", p.Account)
	o.text("FutureDatedPaymentId", p.ID)
	o.time("FutureDatedPaymentDateTime", p.Due)
	o.text("FutureDatedType", p.Type)
	o.text("Reference", p.Reference)
	o.text("DebtorReference", p.DebtorReference)
	o.money("InstructedAmount", p.Amount)
	o.creditor(p.Creditor)
}
