package reports

import (
	"fmt"
	"testing"
)

// busy is an account of so many transactions in two years, with texts such as banks
// send.
func busy(count int) Holding {
	texts := []struct {
		reference, holder string
		credit            bool
	}{
		{"SALARY Salary of the month", "Harbour Engineering W.L.L.", true},
		{"MIETE WOHNUNG 4 Miete", "Hausverwaltung Lindenhof", false},
		{"xa0h0d0svlsyw0bap0boahuqxb HM online de, ref. 13676134", "", false},
		{"ABSCHLAG STROM 1180 Abschlag Strom", "Stadtwerke Strom", false},
		{"Corner Grocery بقالة الزاوية", "Corner Grocery", false},
		{"Refund: Elektronikmarkt", "Elektronikmarkt", true},
		{"HAUSRAT 34 Hausratversicherung", "Hausratversicherung", false},
		{"Überweisung an Müller, Kundennummer 4711", "Example Metals Ltd", false},
	}
	h := Holding{Account: Account{ID: "busy", Currency: "EUR", Holder: "Max Mustermann", Balance: &Amount{123456, "EUR"}, BalanceAt: today.Time()}}
	for n := range count {
		text := texts[n*7%len(texts)]
		h.Transactions = append(h.Transactions, Transaction{
			ID: fmt.Sprintf("%08d-0000-4000-8000-000000000000", n), AccountID: "busy", Booked: today.Add(-(count - n) * 730 / count),
			Amount: Amount{int64(100 + n*7919%90000), "EUR"}, Credit: text.credit, State: Processed, Reference: text.reference,
			Bank: BankReferences{Unstructured: text.reference}, Other: CounterParty{Holder: text.holder},
			Code: BankCode{Code: "CustomerCardTransactions", SubCode: "PointOfSalePayment", Description: "CARD-OUT"},
		})
	}
	return h
}

// Each report of 5,000 transactions is to take less than 20 ms.
func BenchmarkReport(b *testing.B) {
	holdings := []Holding{busy(5000)}
	for _, kind := range Kinds() {
		b.Run(string(kind), func(b *testing.B) {
			q := Request{Kind: kind, Frame: Last(730, today), Split: true, Order: []Order{{Field: ByCategory}, {Field: ByAmount, Desc: true}}}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Make(q, holdings, today); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A transaction is to take about a microsecond.
func BenchmarkCategorise(b *testing.B) {
	all := busy(5000).Transactions
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		Categorise(all[n%len(all)])
		n++
	}
}
