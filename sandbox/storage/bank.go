package storage

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// TransactionOf is a bank's transaction as an account (insights_account_id) holds it
// (6.2). A pending one has no booking date, and no id at the bank (1.7).
func TransactionOf(account string, t *ledger.Transaction) (out reports.Transaction) {
	write(&out, account, t)
	return out
}

// write is TransactionOf in place, as there are thousands of them in a report.
func write(out *reports.Transaction, account string, t *ledger.Transaction) {
	*out = reports.Transaction{
		AccountID: account, Valued: reports.DayOf(t.Value),
		Amount: reports.Amount{Minor: t.Amount.Minor, Currency: t.Amount.Currency}, Credit: t.Credit,
		State: reports.Processed, Method: methodOf(t.Code), Reference: referenceOf(t),
		Bank: reports.BankReferences{Unstructured: t.Text, EndToEnd: t.Reference},
		Code: codeOf(t), Other: otherOf(t),
	}
	out.ID, out.BankID = idsOf(t)
	if t.Status == ledger.Pending {
		out.State, out.BankID = reports.Pending, ""
		return
	}
	out.Booked = reports.DayOf(t.Booking)
}

// idsOf are the insights_transaction_id and the ob_transaction_id, both from one
// digest of what the bank calls the transaction: they never change, and tell
// nothing of it.
func idsOf(t *ledger.Transaction) (insights, bank string) {
	var room [128]byte
	name := append(append(append(room[:0], t.Account...), ':'), t.ID...)
	sum := sha256.Sum256(name)
	text := hex.AppendEncode(room[:0], sum[:16])
	own, _ := uuidOf([16]byte(sum[16:])).MarshalText() // never an error
	both := string(append(text, own...))
	return both[len(text):], both[:len(text)]
}

// referenceOf is what the payer wrote and what the bank says, as a bank prints them
// on one line. That both are told is inferred.
func referenceOf(t *ledger.Transaction) string {
	switch {
	case t.Reference == "" || t.Reference == t.Text:
		return t.Text
	case t.Text == "":
		return t.Reference
	}
	return t.Reference + " " + t.Text
}

// methodOf reads how a transaction was paid from its ISO 20022 family and
// sub-family. A card's purchase, cash, fees and interest are none of the methods
// that there are: UNKNOWN, which is inferred.
func methodOf(c *ledger.Code) reports.Method {
	switch {
	case c == nil:
		return reports.UnknownMethod
	case strings.HasSuffix(c.Code, "DirectDebits"):
		return reports.DirectDebit
	case !strings.HasSuffix(c.Code, "CreditTransfers"):
		return reports.UnknownMethod
	case strings.Contains(c.Code, "RealTime") || strings.Contains(c.Sub, "Instant"):
		return reports.Instant
	}
	return reports.Transfer
}

func codeOf(t *ledger.Transaction) (c reports.BankCode) {
	if t.Code != nil {
		c.Code, c.SubCode = t.Code.Code, t.Code.Sub
	}
	if t.Own != nil {
		c.Description = t.Own.Code
	}
	return c
}

// otherOf is the other end of a transaction: who paid what came, who got what
// went, or the shop. The number of a card is not told.
func otherOf(t *ledger.Transaction) (p reports.CounterParty) {
	side := t.Creditor
	if t.Credit {
		side = t.Debtor
	}
	if a := side.Account; a != nil {
		p.Holder = a.Name
		if a.Scheme == "IBAN" {
			p.IBAN, p.Country = a.Identification, a.Identification[:2]
		}
	}
	if side.Agent != nil {
		p.BIC = side.Agent.Identification
	}
	if p.Holder == "" && t.Merchant != nil {
		p.Holder = t.Merchant.Name
	}
	return p
}

// BalancesOf fills in what an account holds by its bank (6.6): booked, to be spent, lent
// beyond it, and set aside for what is pending.
func BalancesOf(a *reports.Account, v ledger.View) {
	for _, b := range v.Balances() {
		amount := &reports.Amount{Minor: b.Amount.Minor, Currency: b.Amount.Currency}
		if !b.Credit {
			amount.Minor = -amount.Minor
		}
		switch b.Type {
		case "InterimBooked":
			a.Balance = amount
		case "InterimAvailable":
			a.Available = amount
			for _, line := range b.Lines {
				a.Limit = &reports.Amount{Minor: line.Amount.Minor, Currency: line.Amount.Currency}
			}
		}
	}
	if a.Balance == nil || a.Available == nil {
		return
	}
	reserved := a.Balance.Minor - a.Available.Minor
	if a.Limit != nil {
		reserved += a.Limit.Minor
	}
	a.Reserved = &reports.Amount{Minor: reserved, Currency: a.Balance.Currency}
}
