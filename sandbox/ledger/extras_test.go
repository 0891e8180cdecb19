package ledger

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sandbank-dev/sandbank/fixtures"
)

func TestBalances(t *testing.T) {
	a := fixtures.Account{
		ID: "card", Currency: "BHD", SubType: "CreditCard", Opened: day(t, "2026-01-01"), Opening: bhd(-20_000), CreditLine: bhd(100_000),
		Entries: []fixtures.Entry{
			{ID: "a", Booked: day(t, "2026-02-03"), Amount: bhd(5_000)},
			{ID: "b", Booked: day(t, "2026-02-05"), Made: day(t, "2026-02-04"), Amount: bhd(7_000)},
			{ID: "c", Booked: day(t, "2026-02-06"), Made: day(t, "2026-02-04"), Amount: bhd(50_000), Credit: true},
		},
	}
	now := day(t, "2026-02-04").Add(time.Hour)
	want := []Balance{
		{Account: "card", Type: "InterimBooked", At: now, Amount: bhd(25_000)},
		{Account: "card", Type: "InterimAvailable", At: now, Amount: bhd(68_000), Credit: true,
			Lines: []CreditLine{{Included: true, Type: "Credit", Amount: bhd(100_000)}}},
		{Account: "card", Type: "ClosingBooked", At: day(t, "2026-02-04").Add(-time.Millisecond), Amount: bhd(25_000)},
	}
	b := New(set(a), 1)
	if diff := cmp.Diff(want, look(t, b, "card", now).Balances()); diff != "" {
		t.Error(diff)
	}
	opening := look(t, b, "card", a.Opened).Balances()
	if len(opening) != 2 || opening[0].Amount != bhd(20_000) || opening[0].Credit {
		t.Errorf("when it is opened: got %+v", opening)
	}
	zero := New(set(fixtures.Account{ID: "new", Currency: "BHD", Opened: a.Opened}), 1)
	if got := look(t, zero, "new", now).Balances()[0]; !got.Credit {
		t.Errorf("nothing is a credit: got %+v", got)
	}
}

func TestUnknownAccount(t *testing.T) {
	if _, ok := New(set(till(t)), 1).Account("safe", day(t, "2026-01-01")); ok {
		t.Error("there is an account safe")
	}
}

func TestOffers(t *testing.T) {
	a := till(t)
	a.Offers = []fixtures.Offer{
		{ID: "rate", Type: "PromotionalRate", Days: 10, Amount: bhd(1_000)}, {ID: "long", Days: 90},
	}
	b := New(set(a), 1)
	for _, row := range []struct {
		name string
		now  time.Time
		want []string
	}{
		{"before the opening", day(t, "2022-12-31"), nil},
		{"on the first", day(t, "2026-11-01"), []string{opaqueID("till", "rate", "2026-11"), opaqueID("till", "long", "2026-11")}},
		{"in its last moment", day(t, "2026-11-11").Add(-time.Millisecond), []string{opaqueID("till", "rate", "2026-11"), opaqueID("till", "long", "2026-11")}},
		{"after it", day(t, "2026-11-11"), []string{opaqueID("till", "long", "2026-11")}},
		{"a month later", day(t, "2026-12-01"), []string{opaqueID("till", "rate", "2026-12"), opaqueID("till", "long", "2026-12")}},
	} {
		t.Run(row.name, func(t *testing.T) {
			var got []string
			for _, o := range look(t, b, "till", row.now).Offers() {
				got = append(got, o.ID)
				if o.Start.After(row.now) || o.End.Before(row.now) || o.Fee != nil {
					t.Errorf("got %+v", o)
				}
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSupplement(t *testing.T) {
	full := &fixtures.Supplement{
		Rate: "3.5", JointHolder: "Sami", Lien: bhd(1_000), Initial: bhd(2_000), Frequency: "Monthly", AtMaturity: bhd(3_000),
		Loan: bhd(4_000), Disbursed: bhd(4_000), Instalments: 12, CardLimit: bhd(5_000), GracePeriod: "25 days",
		URL: "https://bank.example/card", Charge: "0.100", ChargeFrequency: "Monthly",
	}
	for _, row := range []struct {
		kind  string
		block string
		want  []Member
	}{
		{"CurrentAccount", "ReadCASAInfo", []Member{{"LienAmount", "1.000"}, {"Rate", "3.5"}, {"JointHolderName", "Sami"}}},
		{"Savings", "ReadCASAInfo", []Member{{"LienAmount", "1.000"}, {"Rate", "3.5"}, {"JointHolderName", "Sami"}}},
		{"Deposit", "ReadDepositInfo", []Member{{"Rate", "3.5"}, {"InitialDepositAmount", "2.000"}, {"DepositFrequency", "Monthly"},
			{"MaturityAmount", "3.000"}, {"MaturityDate", "2027-01-01T00:00:00.000+03:00"}, {"JointHolderName", "Sami"}}},
		{"Loan", "ReadLoanMortgageInfo", []Member{{"Rate", "3.5"}, {"LoanAmount", "4.000"}, {"DisbursedAmount", "4.000"},
			{"OutstandingLoanAmount", "3.100"}, {"Numberofinstallments", "12"}, {"LoanFrequency", "Monthly"}, {"JointHolderName", "Sami"}}},
		{"CreditCard", "ReadCreditCardInfo", []Member{{"Rate", "3.5"}, {"CardLimit", "5.000"}, {"GracePeriod", "25 days"}, {"URL", "https://bank.example/card"}}},
		{"EWallet", "ReadEWalletInfo", []Member{{"Charge", "0.100"}, {"ChargeFrequency", "Monthly"}}},
	} {
		t.Run(row.kind, func(t *testing.T) {
			a := fixtures.Account{
				ID: "one", Currency: "BHD", SubType: row.kind, Opened: day(t, "2026-01-01"), Matures: day(t, "2027-01-01"), Opening: bhd(-4_000),
				Entries: []fixtures.Entry{{ID: "paid", Booked: day(t, "2026-02-01"), Amount: bhd(900), Credit: true}}, Supplement: full,
			}
			got, ok := look(t, New(set(a), 1), "one", day(t, "2026-03-01")).Supplement()
			want := Supplement{Account: "one", Opened: a.Opened, Block: row.block, Members: row.want}
			if diff := cmp.Diff(want, got); !ok || diff != "" {
				t.Error(ok, diff)
			}
		})
	}
	a := till(t)
	if got, ok := look(t, New(set(a), 1), "till", day(t, "2026-03-01")).Supplement(); ok {
		t.Errorf("of an account without one: got %+v", got)
	}
}

func TestBeneficiariesAndParties(t *testing.T) {
	a := till(t)
	a.Beneficiaries = []fixtures.Beneficiary{
		{ID: "one", Trusted: true, Reference: "RENT", With: fixtures.Counterparty{Name: "Sami", IBAN: "BH67BMAG00001299123456", BIC: "BMAGBHBM"}},
		{ID: "two", With: fixtures.Counterparty{Name: "Lina", PAN: "4111110012001009"}},
	}
	v := look(t, New(fixtures.Of(fixtures.Customer{ID: "nora", Party: fixtures.Party{ID: "p"}, Accounts: []fixtures.Account{a}}), 1), "till", day(t, "2026-01-01"))
	want := []Beneficiary{
		{Account: "till", ID: "one", Type: "Trusted", Reference: "RENT", Creditor: Side{
			Account: &Identification{Scheme: "IBAN", Identification: "BH67BMAG00001299123456", Name: "Sami"},
			Agent:   &Agent{Scheme: "BICFI", Identification: "BMAGBHBM"}}},
		{Account: "till", ID: "two", Type: "Ordinary", Creditor: Side{Account: &Identification{Scheme: "PAN", Identification: "4111110012001009", Name: "Lina"}}},
	}
	if diff := cmp.Diff(want, v.Beneficiaries()); diff != "" {
		t.Error(diff)
	}
	if got := v.Parties(); len(got) != 1 || got[0].ID != "p" {
		t.Errorf("parties: got %+v, want the customer", got)
	}
}
