package bank

import (
	"fmt"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// A sight is what an operation shows, whatever it is of: for tests that look at
// all of them.
type sight struct {
	items                   []seen
	total                   int
	first, prev, next, last string
}

// A seen item: its id, the members of Detail that it has, its PANs, and, of a
// transaction, whether it is a credit.
type seen struct {
	account, id string
	members     []Member
	pans        []string
	credit      bool
}

// ask calls the method of the reading's operation.
func (r Reading) ask(q Query) (sight, error) {
	switch r.endpoint.Operation {
	case GetAccounts, GetAccount:
		return sightOf(r.Accounts, q, seeAccount)
	case GetAccountBalances, GetBalances:
		return sightOf(r.Balances, q, func(b ledger.Balance) seen { return seen{account: b.Account, id: b.Type} })
	case GetAccountTransactions, GetTransactions:
		return sightOf(r.Transactions, q, seeTransaction)
	case GetAccountStatementTransactions:
		return sightOf(r.StatementTransactions, q, seeTransaction)
	case GetAccountBeneficiaries, GetBeneficiaries:
		return sightOf(r.Beneficiaries, q, func(b ledger.Beneficiary) seen { return seeCreditor(b.Account, b.ID, b.Creditor) })
	case GetAccountDirectDebits, GetDirectDebits:
		return sightOf(r.DirectDebits, q, func(d ledger.DirectDebit) seen { return seen{account: d.Account, id: d.ID} })
	case GetAccountStandingOrders, GetStandingOrders:
		return sightOf(r.StandingOrders, q, func(o ledger.StandingOrder) seen { return seeCreditor(o.Account, o.ID, o.Creditor) })
	case GetAccountFutureDatedPayments, GetFutureDatedPayments:
		return sightOf(r.FutureDatedPayments, q, func(p ledger.FutureDatedPayment) seen { return seeCreditor(p.Account, p.ID, p.Creditor) })
	case GetAccountOffers, GetOffers:
		return sightOf(r.Offers, q, func(o ledger.Offer) seen { return seen{account: o.Account, id: o.ID} })
	case GetAccountParties:
		return sightOf(r.Parties, q, func(p fixtures.Party) seen { return seen{id: p.ID} })
	case GetAccountStatements, GetAccountStatement, GetStatements:
		return sightOf(r.Statements, q, seeStatement)
	}
	return r.askForOne(q)
}

func (r Reading) askForOne(q Query) (sight, error) {
	switch r.endpoint.Operation {
	case GetAccountParty, GetParty:
		p, err := r.Party(q)
		return sight{items: []seen{{id: p.ID}}}, err
	case GetSupplementaryAccountInfo:
		s, err := r.Supplement(q)
		return sight{items: []seen{{account: s.Account, id: s.Block}}}, err
	case GetAccountStatementFile:
		f, err := r.StatementFile(q)
		s := sight{items: []seen{seeAccount(f.Account)}}
		for _, t := range f.Transactions {
			s.items = append(s.items, seeTransaction(t))
		}
		return s, err
	}
	panic(fmt.Sprintf("%s is not asked for here", r.endpoint.Operation))
}

func sightOf[T any](read func(Query) (Page[T], error), q Query, see func(T) seen) (sight, error) {
	p, err := read(q)
	s := sight{total: p.Total, first: p.First, prev: p.Prev, next: p.Next, last: p.Last}
	for _, item := range p.Items {
		s.items = append(s.items, see(item))
	}
	return s, err
}

func (s seen) with(there bool, m Member) seen {
	if there {
		s.members = append(s.members, m)
	}
	return s
}

func (s seen) holding(id *ledger.Identification) seen {
	if id != nil && id.Scheme == "PAN" {
		s.pans = append(s.pans, id.Identification)
	}
	return s
}

func seeAccount(a Account) seen {
	s := seen{account: string(a.ID), id: string(a.ID)}.with(a.Identifications != nil, "Account").with(a.Servicer != nil, "Servicer")
	for i := range a.Identifications {
		s = s.holding(&a.Identifications[i])
	}
	return s
}

func seeCreditor(account, id string, c ledger.Side) seen {
	return seen{account: account, id: id}.with(c.Agent != nil, "CreditorAgent").with(c.Account != nil, "CreditorAccount").holding(c.Account)
}

func seeTransaction(t ledger.Transaction) seen {
	s := seeCreditor(t.Account, t.ID, t.Creditor).holding(t.Debtor.Account)
	s.credit = t.Credit
	if t.Card != nil {
		s.pans = append(s.pans, t.Card.PAN)
	}
	return s.with(t.Text != "", "TransactionInformation").with(t.Balance != nil, "Balance").with(t.Merchant != nil, "MerchantDetails").
		with(t.Debtor.Agent != nil, "DebtorAgent").with(t.Debtor.Account != nil, "DebtorAccount")
}

func seeStatement(st ledger.Statement) seen {
	return seen{account: st.Account, id: st.ID}.with(st.Amounts != nil, "StatementAmount")
}
