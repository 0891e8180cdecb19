package bank

import (
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// Transactions are the entries of an account, or of all, the newest first
// (OBReadTransaction): those of the consent's window that the filter leaves.
func (r Reading) Transactions(q Query) (page Page[ledger.Transaction], err error) {
	if err := r.is(GetAccountTransactions, GetTransactions); err != nil {
		return page, err
	}
	d, err := r.check(q)
	if err != nil {
		return page, err
	}
	ids, views := r.views(d)
	window := r.consent.window()
	open := shelve(ids, views, window, r.rights)
	wanted := open
	if d.filter != (span{}) {
		both, empty := window.meet(d.filter)
		if wanted = shelve(ids, views, both, r.rights); empty {
			wanted = newShelf(nil, nil)
		}
	}
	page = turn(wanted.roll(r.order, shown(r.rights, transactionMembers, transactionPANs)), d.sealer, d.at, d.size)
	page.FirstAvailable, page.LastAvailable = open.reach()
	return page, nil
}

// shelve puts the transactions of accounts one account after the other.
func shelve(ids []AccountID, views []ledger.View, s span, r rights) shelf {
	lists := make([]ledger.Listing, len(views))
	for i, v := range views {
		lists[i] = v.Transactions(s.from, s.to, ledger.Take{Credits: r.credits, Debits: r.debits})
	}
	return newShelf(ids, lists)
}

// StatementTransactions are the entries of a statement's period, as far as the
// consent opens them. NotFound for a statement that it does not.
func (r Reading) StatementTransactions(q Query) (page Page[ledger.Transaction], err error) {
	if err := r.is(GetAccountStatementTransactions); err != nil {
		return page, err
	}
	d, err := r.check(q)
	if err != nil {
		return page, err
	}
	ids, views := r.views(d)
	found, err := r.statement(q, views)
	if err != nil {
		return page, err
	}
	period := span{found.Start, found.End}
	page = turn(shelve(ids, views, period, r.rights).roll(r.order, shown(r.rights, transactionMembers, transactionPANs)), d.sealer, d.at, d.size)
	return page, nil
}
