package ledger

import (
	"strings"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// A face is what all entries of one origin have in common. What it points to is
// shared by them.
type face struct {
	id            string // how their names begin; of an entry that a file tells, its id
	reference     string
	text, address string
	charge        *Money
	code          *Code
	own           *OwnCode
	merchant      *Merchant
	creditor      Side
	debtor        Side
	card          *Card
	abroad        string // the other currency
}

// facesOf draws what a rule's entries look like, the charge on them, and what is
// paid back, in the book of the account that has the rule or in its mirror.
func facesOf(a, own *fixtures.Account, r *fixtures.Rule, mirror bool) (itself, charge, back face) {
	with := r.With
	if own != nil {
		with = holderOf(own)
	}
	id, book, credit := a.ID+":"+r.ID, a, r.Credit
	if mirror {
		with, id, book, credit = holderOf(a), own.ID+":"+id, own, !r.Credit
	}
	itself = faceOf(book, with, r.Kind, credit)
	itself.id, itself.reference = id, r.Reference
	if r.Text != "" {
		itself.text = r.Text
	}
	if r.Code != "" && !mirror {
		itself.code = &Code{r.Code, r.Sub}
	}
	if r.Abroad != nil {
		itself.abroad = r.Abroad.Currency
	}
	back = itself
	back.text = "Refund: " + itself.text
	back.creditor, back.debtor = itself.debtor, itself.creditor
	back.code, back.own = codeOf(r.Kind, !credit), &OwnCode{"Refund", issuer}
	if r.Charge.Minor != 0 && !mirror {
		charge = faceOf(book, fixtures.Counterparty{}, fixtures.Fee, false)
		charge.id, charge.reference, charge.text = id, r.Reference, "Charge: "+itself.text
		itself.charge = &Money{Minor: r.Charge.Minor, Currency: a.Currency}
	}
	return itself, charge, back
}

// toldFace is what an entry of a file looks like.
func toldFace(a *fixtures.Account, e *fixtures.Entry) face {
	f := faceOf(a, e.With, e.Kind, e.Credit)
	f.id, f.reference = e.ID, e.Reference
	if e.Text != "" {
		f.text = e.Text
	}
	return f
}

func faceOf(a *fixtures.Account, with fixtures.Counterparty, kind fixtures.Kind, credit bool) face {
	f := face{code: codeOf(kind, credit), own: ownCodeOf(kind, credit), text: naming(with, kind)}
	f.creditor, f.debtor = sideOf(with), sideOf(holderOf(a))
	if credit {
		f.creditor, f.debtor = f.debtor, f.creditor
	}
	if kind != fixtures.Card && kind != fixtures.Cash {
		return f
	}
	f.address = with.Place
	if kind == fixtures.Card && (with.Name != "" || with.Category != "") {
		f.merchant = &Merchant{with.Name, with.Category}
	}
	if a.PAN != "" {
		f.card = &Card{Scheme: schemeOf(a.PAN), Authorisation: authorisationOf(kind), Name: a.Holder, PAN: a.PAN}
	}
	return f
}

// naming is the text of an entry for which the fixtures have none.
func naming(with fixtures.Counterparty, kind fixtures.Kind) string {
	switch {
	case with.Name == "":
		return strings.ReplaceAll(string(kind), "-", " ")
	case with.Arabic == "":
		return with.Name
	}
	return with.Name + " " + with.Arabic
}

// holderOf is an account as the other end of a payment.
func holderOf(a *fixtures.Account) fixtures.Counterparty {
	return fixtures.Counterparty{Name: a.Holder, IBAN: a.IBAN, PAN: a.PAN, BIC: a.BIC, Secondary: a.Secondary}
}

func sideOf(with fixtures.Counterparty) Side {
	var s Side
	switch {
	case with.IBAN != "":
		s.Account = &Identification{Scheme: "IBAN", Identification: with.IBAN, Name: with.Name, Secondary: with.Secondary}
	case with.PAN != "":
		s.Account = &Identification{Scheme: "PAN", Identification: with.PAN, Name: with.Name, Secondary: with.Secondary}
	}
	if with.BIC != "" {
		s.Agent = &Agent{Scheme: "BICFI", Identification: with.BIC}
	}
	return s
}
