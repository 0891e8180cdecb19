package bank

import (
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// What each member that a permission adds is in our values: the function takes
// it out. The table of permissions says when.
var (
	accountMembers = map[Member]func(*Account){
		"Account":  func(a *Account) { a.Identifications = nil },
		"Servicer": func(a *Account) { a.Servicer = nil },
	}
	transactionMembers = map[Member]func(*ledger.Transaction){
		"TransactionInformation": func(t *ledger.Transaction) { t.Text = "" },
		"Balance":                func(t *ledger.Transaction) { t.Balance = nil },
		"MerchantDetails":        func(t *ledger.Transaction) { t.Merchant = nil },
		"CreditorAgent":          func(t *ledger.Transaction) { t.Creditor.Agent = nil },
		"CreditorAccount":        func(t *ledger.Transaction) { t.Creditor.Account = nil },
		"DebtorAgent":            func(t *ledger.Transaction) { t.Debtor.Agent = nil },
		"DebtorAccount":          func(t *ledger.Transaction) { t.Debtor.Account = nil },
	}
	beneficiaryMembers = creditorMembers(func(b *ledger.Beneficiary) *ledger.Side { return &b.Creditor })
	orderMembers       = creditorMembers(func(o *ledger.StandingOrder) *ledger.Side { return &o.Creditor })
	paymentMembers     = creditorMembers(func(p *ledger.FutureDatedPayment) *ledger.Side { return &p.Creditor })
	statementMembers   = map[Member]func(*ledger.Statement){
		"StatementAmount": func(s *ledger.Statement) { s.Amounts = nil },
	}
)

func creditorMembers[T any](side func(*T) *ledger.Side) map[Member]func(*T) {
	return map[Member]func(*T){
		"CreditorAgent":   func(v *T) { side(v).Agent = nil },
		"CreditorAccount": func(v *T) { side(v).Account = nil },
	}
}

// Where each PAN that a permission unmasks stands in our values: the function
// masks it. What is pointed to is shared, and replaced rather than written to.
var (
	accountPANs = map[string]func(*Account){
		"Account.Identification": func(a *Account) {
			a.Identifications = slices.Clone(a.Identifications)
			for i := range a.Identifications {
				a.Identifications[i] = maskedID(a.Identifications[i])
			}
		},
	}
	transactionPANs = map[string]func(*ledger.Transaction){
		"CreditorAccount.Identification": func(t *ledger.Transaction) { maskSide(&t.Creditor) },
		"DebtorAccount.Identification":   func(t *ledger.Transaction) { maskSide(&t.Debtor) },
		"CardInstrument.Identification": func(t *ledger.Transaction) {
			if t.Card != nil {
				c := *t.Card
				c.PAN = maskedPAN(c.PAN)
				t.Card = &c
			}
		},
	}
	beneficiaryPANs = creditorPANs(func(b *ledger.Beneficiary) *ledger.Side { return &b.Creditor })
	orderPANs       = creditorPANs(func(o *ledger.StandingOrder) *ledger.Side { return &o.Creditor })
	paymentPANs     = creditorPANs(func(p *ledger.FutureDatedPayment) *ledger.Side { return &p.Creditor })
)

func creditorPANs[T any](side func(*T) *ledger.Side) map[string]func(*T) {
	return map[string]func(*T){"CreditorAccount.Identification": func(v *T) { maskSide(side(v)) }}
}

func maskSide(s *ledger.Side) {
	if s.Account != nil {
		id := maskedID(*s.Account)
		s.Account = &id
	}
}

// maskedID masks a PAN; an IBAN or a BBAN stays as it is.
func maskedID(id ledger.Identification) ledger.Identification {
	if id.Scheme == "PAN" {
		id.Identification = maskedPAN(id.Identification)
	}
	return id
}

// maskedPAN shows the first six digits and the last four, which is one of the
// two ways that the standard names (permissions, ReadPAN). Of what is too short
// to hide at least four between them, it shows the last four at most.
func maskedPAN(pan string) string {
	const head, tail, hidden = 6, 4, 4
	switch n := len(pan); {
	case n >= head+hidden+tail:
		return pan[:head] + strings.Repeat("*", n-head-tail) + pan[n-tail:]
	case n >= hidden+tail:
		return strings.Repeat("*", n-tail) + pan[n-tail:]
	default:
		return strings.Repeat("*", n)
	}
}

// A look is what becomes of an item before a consent sees it, in place.
type look[T any] []func(*T)

// shown is the look of a consent with these rights: without the members and with
// the PANs masked that they do not grant.
func shown[T any](r rights, members map[Member]func(*T), pans map[string]func(*T)) (l look[T]) {
	for member, cut := range members {
		if !slices.Contains(r.adds, member) {
			l = append(l, cut)
		}
	}
	for path, mask := range pans {
		if !slices.Contains(r.unmasks, path) {
			l = append(l, mask)
		}
	}
	return l
}

func (l look[T]) at(item *T) {
	for _, cut := range l {
		cut(item)
	}
}
