package ledger

import (
	"strconv"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// Supplement returns what only Bahrain's standard tells of an account, in the
// one block that fits its AccountSubType, with what is owed taken from the
// balance; false if the bank holds nothing of the kind.
func (v View) Supplement() (Supplement, bool) {
	a := v.shelf.account
	if a.Supplement == nil {
		return Supplement{}, false
	}
	out := Supplement{Account: a.ID, Opened: a.Opened}
	var members []Member
	switch s := a.Supplement; a.SubType {
	case "CurrentAccount", "Savings":
		out.Block, members = "ReadCASAInfo", current(s)
	case "Deposit":
		out.Block, members = "ReadDepositInfo", deposit(a, s)
	case "Loan", "Mortgage":
		out.Block, members = "ReadLoanMortgageInfo", v.loan(s)
	case "CreditCard", "ChargeCard", "PrePaidCard":
		out.Block, members = "ReadCreditCardInfo", card(s)
	case "EWallet":
		out.Block, members = "ReadEWalletInfo", wallet(s)
	default:
		return Supplement{}, false
	}
	for _, m := range members {
		if m.Value != "" {
			out.Members = append(out.Members, m)
		}
	}
	return out, true
}

func current(s *fixtures.Supplement) []Member {
	return []Member{{"LienAmount", plain(s.Lien)}, {"Rate", s.Rate}, {"JointHolderName", s.JointHolder}}
}

func deposit(a *fixtures.Account, s *fixtures.Supplement) []Member {
	matures := ""
	if !a.Matures.IsZero() {
		matures = a.Matures.In(fixtures.Bahrain).Format("2006-01-02T15:04:05.000-07:00")
	}
	return []Member{
		{"Rate", s.Rate}, {"InitialDepositAmount", plain(s.Initial)}, {"DepositFrequency", s.Frequency},
		{"MaturityAmount", plain(s.AtMaturity)}, {"MaturityDate", matures}, {"JointHolderName", s.JointHolder},
	}
}

func (v View) loan(s *fixtures.Supplement) []Member {
	owed := v.history.money(0)
	if v.open() {
		owed = v.history.money(min(0, v.history.holds(v.end)))
	}
	instalments := ""
	if s.Instalments > 0 {
		instalments = strconv.Itoa(s.Instalments)
	}
	return []Member{
		{"Rate", s.Rate}, {"LoanAmount", plain(s.Loan)}, {"DisbursedAmount", plain(s.Disbursed)},
		{"OutstandingLoanAmount", string(owed.Append(nil))}, {"Numberofinstallments", instalments},
		{"LoanFrequency", s.Frequency}, {"JointHolderName", s.JointHolder},
	}
}

func card(s *fixtures.Supplement) []Member {
	return []Member{
		{"Rate", s.Rate}, {"CardLimit", plain(s.CardLimit)}, {"GracePeriod", s.GracePeriod}, {"URL", s.URL},
	}
}

func wallet(s *fixtures.Supplement) []Member {
	return []Member{{"Charge", s.Charge}, {"ChargeFrequency", s.ChargeFrequency}}
}

// plain is an amount as the blocks write it, without currency; "" if it is not
// said.
func plain(m Money) string {
	if m == (Money{}) {
		return ""
	}
	return string(m.Append(nil))
}
