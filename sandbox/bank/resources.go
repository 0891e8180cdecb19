package bank

import (
	"fmt"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// Accounts are those that the customer chose (OBReadAccount), or the one of the
// query.
func (r Reading) Accounts(q Query) (page Page[Account], err error) {
	if err := r.is(GetAccounts, GetAccount); err != nil {
		return page, err
	}
	d, err := r.check(q)
	if err != nil {
		return page, err
	}
	entries := make([]entry[Account], len(d.accounts))
	for i, a := range d.accounts {
		entries[i] = entry[Account]{account: a.ID, order: r.order(a.ID), value: a}
	}
	return turn(rollOf(entries, r.order, shown(r.rights, accountMembers, accountPANs)), d.sealer, d.at, d.size), nil
}

// A kind of item: how a view lists it, what fixes its place in an account's
// list, and what a consent sees of it.
type kind[T any] struct {
	list func(ledger.View) []T
	rank func(T) string
	look look[T]
}

// pageOf is a page of the items of all accounts of a query.
func pageOf[T any](r Reading, q Query, k kind[T], ops ...Operation) (page Page[T], err error) {
	if err := r.is(ops...); err != nil {
		return page, err
	}
	d, err := r.check(q)
	if err != nil {
		return page, err
	}
	return turn(rollOf(entriesOf(r, d, k), r.order, k.look), d.sealer, d.at, d.size), nil
}

func entriesOf[T any](r Reading, d desired, k kind[T]) (entries []entry[T]) {
	ids, views := r.views(d)
	for i, v := range views {
		for _, item := range k.list(v) {
			entries = append(entries, entry[T]{account: ids[i], order: r.order(ids[i]), rank: k.rank(item), value: item})
		}
	}
	return entries
}

// Balances are those of an account, or of all (OBReadBalance).
func (r Reading) Balances(q Query) (Page[ledger.Balance], error) {
	return pageOf(r, q, kind[ledger.Balance]{
		list: ledger.View.Balances,
		rank: func(b ledger.Balance) string { return b.Type },
	}, balanceOps...)
}

// Beneficiaries are those whom the customer may pay (OBReadBeneficiary).
func (r Reading) Beneficiaries(q Query) (Page[ledger.Beneficiary], error) {
	return pageOf(r, q, kind[ledger.Beneficiary]{
		list: ledger.View.Beneficiaries,
		rank: func(b ledger.Beneficiary) string { return b.ID },
		look: shown(r.rights, beneficiaryMembers, beneficiaryPANs),
	}, beneficiaryOps...)
}

// DirectDebits are the mandates (OBReadDirectDebit).
func (r Reading) DirectDebits(q Query) (Page[ledger.DirectDebit], error) {
	return pageOf(r, q, kind[ledger.DirectDebit]{
		list: ledger.View.DirectDebits,
		rank: func(d ledger.DirectDebit) string { return d.ID },
	}, debitOps...)
}

// StandingOrders are the orders to pay again and again (OBReadStandingOrder).
func (r Reading) StandingOrders(q Query) (Page[ledger.StandingOrder], error) {
	return pageOf(r, q, kind[ledger.StandingOrder]{
		list: ledger.View.StandingOrders,
		rank: func(o ledger.StandingOrder) string { return o.ID },
		look: shown(r.rights, orderMembers, orderPANs),
	}, orderOps...)
}

// FutureDatedPayments are those that fall due later, the next one first
// (OBReadFutureDatedPayment).
func (r Reading) FutureDatedPayments(q Query) (Page[ledger.FutureDatedPayment], error) {
	return pageOf(r, q, kind[ledger.FutureDatedPayment]{
		list: ledger.View.FutureDatedPayments,
		rank: func(p ledger.FutureDatedPayment) string { return rankOf(p.Due) + p.ID },
		look: shown(r.rights, paymentMembers, paymentPANs),
	}, paymentOps...)
}

// Offers are what the bank proposes, the oldest first (OBReadOffer).
func (r Reading) Offers(q Query) (Page[ledger.Offer], error) {
	return pageOf(r, q, kind[ledger.Offer]{
		list: ledger.View.Offers,
		rank: func(o ledger.Offer) string { return rankOf(o.Start) + o.ID },
	}, offerOps...)
}

// rankOf makes a rank of a time: a later one stands behind.
func rankOf(t time.Time) string { return fmt.Sprintf("%020d ", sortable(t)) }

// rankBack is rankOf the other way round.
func rankBack(t time.Time) string { return fmt.Sprintf("%020d ", ^sortable(t)) }

// sortable is a time as a number without a sign: milliseconds, for nanoseconds
// end in 2262 and clocks do not.
func sortable(t time.Time) uint64 { return uint64(t.UnixMilli()) ^ 1<<63 }

// Parties are the people of an account, its holder first (OBReadParties).
func (r Reading) Parties(q Query) (page Page[fixtures.Party], err error) {
	if err := r.is(GetAccountParties); err != nil {
		return page, err
	}
	d, err := r.check(q)
	if err != nil {
		return page, err
	}
	_, views := r.views(d)
	for _, v := range views {
		page.Items = append(page.Items, v.Parties()...)
	}
	page.Total = 1
	return page, nil
}

// Party is the holder of an account, or the customer (OBReadParty); without ID
// if the bank does not say who that is.
func (r Reading) Party(q Query) (p fixtures.Party, err error) {
	if err := r.is(GetAccountParty, GetParty); err != nil {
		return p, err
	}
	d, err := r.check(q)
	if err != nil {
		return p, err
	}
	if r.endpoint.Operation == GetParty {
		c, _ := r.bank.cfg.Fixtures.Customer(string(r.who.ID))
		return c.Party, nil
	}
	_, views := r.views(d)
	for _, v := range views {
		if all := v.Parties(); len(all) > 0 {
			return all[0], nil
		}
	}
	return p, nil
}

// Supplement is what only Bahrain's standard tells of an account
// (OBReadSupplementaryAccountInfo); without Account if the bank holds nothing of
// the kind.
func (r Reading) Supplement(q Query) (s ledger.Supplement, err error) {
	if err := r.is(GetSupplementaryAccountInfo); err != nil {
		return s, err
	}
	d, err := r.check(q)
	if err != nil {
		return s, err
	}
	_, views := r.views(d)
	for _, v := range views {
		s, _ = v.Supplement()
	}
	return s, nil
}
