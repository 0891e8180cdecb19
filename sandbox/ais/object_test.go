package ais

import (
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// listed is an answer with a list of items in it.
func listed[T any](name string, write func(*out, *T), items ...T) string {
	return written(func(o *out) { answer(o, name, items, write, alone(base)) })
}

func inData(fill func(*out)) string {
	return written(func(o *out) {
		o.data()
		fill(o)
		o.frame(alone(base))
	})
}

// TestObjects has every object as it is written with everything in it, and with
// only what must be.
func TestObjects(t *testing.T) {
	full, party, side := sampleTransaction(), sampleParty(), ledger.Side{}
	tests := []struct{ name, schema, body string }{
		{"balance", "OBReadBalance", listed("Balance", (*out).balance, sampleBalance(), ledger.Balance{
			Account: "a", Credit: true, Type: "InterimBooked", At: sampleDay, Amount: bhd(0)})},
		{"transaction-detail", "OBReadTransactionDetail", listed("Transaction", (*out).transaction, full)},
		{"transaction-basic", "OBReadTransactionBasic", listed("Transaction", (*out).transaction, basic(full), ledger.Transaction{
			Account: "a", ID: "1", Credit: true, Status: ledger.Pending, Booking: sampleDay, Amount: usd(5)})},
		{"transaction-none", "OBReadTransaction", listed[ledger.Transaction]("Transaction", (*out).transaction)},
		{"beneficiary-detail", "OBReadBeneficiaryDetail", listed("Beneficiary", (*out).beneficiary, sampleBeneficiary())},
		{"beneficiary-basic", "OBReadBeneficiaryBasic", listed("Beneficiary", (*out).beneficiary, strip(sampleBeneficiary(), func(b *ledger.Beneficiary) { b.Creditor = side }))},
		{"direct-debit", "OBReadDirectDebit", listed("DirectDebit", (*out).directDebit, sampleDirectDebit(), ledger.DirectDebit{Account: "a", ID: "1"})},
		{"standing-order-detail", "OBReadStandingOrderDetail", listed("StandingOrder", (*out).standingOrder, sampleStandingOrder())},
		{"standing-order-basic", "OBReadStandingOrderBasic", listed("StandingOrder", (*out).standingOrder, strip(sampleStandingOrder(), func(s *ledger.StandingOrder) { s.Creditor = side }))},
		{"future-dated-payment-detail", "OBReadFutureDatedPaymentDetail", listed("FutureDatedPayment", (*out).futureDatedPayment, sampleFutureDatedPayment())},
		{"future-dated-payment-basic", "OBReadFutureDatedPaymentBasic", listed("FutureDatedPayment", (*out).futureDatedPayment, strip(sampleFutureDatedPayment(), func(p *ledger.FutureDatedPayment) { p.Creditor = side }))},
		{"offer", "OBReadOffer", listed("Offer", (*out).offer, sampleOffer(), ledger.Offer{Account: "a", ID: "1"})},
		{"statement-detail", "OBReadStatementDetail", listed("Statement", (*out).statement, sampleStatement())},
		{"statement-basic", "OBReadStatementBasic", listed("Statement", (*out).statement, strip(sampleStatement(), func(s *ledger.Statement) { s.Amounts = nil }))},
		{"party", "OBReadParty", inData(func(o *out) {
			from := o.object("Party")
			o.party(&party, new(asked))
			o.end(from)
		})},
		{"parties", "OBReadParties", inData(func(o *out) {
			in := &asked{query: bank.Query{Account: "basma-bhd"}, accounts: base + "/accounts"}
			each(o, "Party", []fixtures.Party{party, {ID: "p-2"}}, func(o *out, p *fixtures.Party) { o.party(p, in) })
		})},
		{"account-detail", "OBReadAccountDetail", listed("Account", (*out).account, sampleAccount())},
		{"account-basic", "OBReadAccountBasic", listed("Account", (*out).account, strip(sampleAccount(), func(a *bank.Account) { a.Identifications, a.Servicer = nil, nil }))},
		{"products", "OBReadSharingProductDetails", inData(func(o *out) { o.products(sampleProducts()) })},
		{"supplement", "OBReadSupplementaryAccountInfo", inData(func(o *out) {
			s := sampleSupplement()
			o.supplement(&s)
		})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			mustMatch(t, tt.name, tt.body)
			mustFit(t, tt.schema, tt.body)
			for _, unset := range []string{"null", `""`, "{}"} {
				if strings.Contains(tt.body, ":"+unset) {
					t.Errorf("a member is %s in %s", unset, tt.body)
				}
			}
		})
	}
}

func strip[T any](v T, f func(*T)) T { f(&v); return v }
