package bank

import (
	"fmt"
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// Statements are those of an account, or of all, the newest first
// (OBReadStatement), or the one of the query: of those that lie wholly in the
// consent's window, those whose start the filter leaves. NotFound for one that
// is not among them.
func (r Reading) Statements(q Query) (page Page[ledger.Statement], err error) {
	if err := r.is(statementOps...); err != nil {
		return page, err
	}
	d, err := r.check(q)
	if err != nil {
		return page, err
	}
	k := kind[ledger.Statement]{
		list: func(v ledger.View) []ledger.Statement { return r.inWindow(v, d.filter) },
		rank: func(s ledger.Statement) string {
			return rankBack(s.Start) + s.ID
		},
		look: shown(r.rights, statementMembers, nil),
	}
	if r.endpoint.Operation == GetAccountStatement {
		_, views := r.views(d)
		found, err := r.statement(q, views)
		if err != nil {
			return page, err
		}
		k.list = func(ledger.View) []ledger.Statement { return []ledger.Statement{found} }
	}
	return turn(rollOf(entriesOf(r, d, k), r.order, k.look), d.sealer, d.at, d.size), nil
}

// inWindow lists the statements of an account that lie wholly in the consent's
// window and start in the filter.
func (r Reading) inWindow(v ledger.View, filter span) []ledger.Statement {
	window := r.consent.window()
	return slices.DeleteFunc(v.Statements(filter.from, filter.to), func(s ledger.Statement) bool { return !window.holds(s) })
}

// holds tells whether a statement's period lies wholly in the span.
func (s span) holds(st ledger.Statement) bool {
	return !st.Start.Before(s.from) && (s.to.IsZero() || !st.End.After(s.to))
}

// statement finds the statement of a query. NotFound, in the same words for one
// that is not wholly in the consent's window.
func (r Reading) statement(q Query, views []ledger.View) (ledger.Statement, error) {
	for _, v := range views {
		if s, ok := v.Statement(q.Statement); ok && r.consent.window().holds(s) {
			return s, nil
		}
	}
	return ledger.Statement{}, &Error{Op: string(r.endpoint.Operation), Kind: NotFound, Violations: []Violation{{
		"Resource.NotFound", "StatementId", fmt.Sprintf("the consent opens no statement %s of this account", quote(q.Statement))}}}
}

// A File is what a statement's file is made of.
type File struct {
	Account      Account
	Statement    ledger.Statement
	Transactions []ledger.Transaction // the oldest first
}

// document is what stands on a statement's file besides the statement. The file
// is the bank's own document, and a bank hands it out whole or not at all: what
// opens it opens its holder and account number and all its entries with it.
var document = heldBy([]Permission{
	ReadAccountsDetail, ReadTransactionsDetail, ReadTransactionsCredits, ReadTransactionsDebits,
})

// StatementFile is the statement of the query as a document, whole, whatever
// else the consent opens; but PANs are masked without ReadPAN.
func (r Reading) StatementFile(q Query) (f File, err error) {
	if err := r.is(GetAccountStatementFile); err != nil {
		return f, err
	}
	d, err := r.check(q)
	if err != nil {
		return f, err
	}
	ids, views := r.views(d)
	if f.Statement, err = r.statement(q, views); err != nil {
		return f, err
	}
	f.Account = d.accounts[0]
	shown(rightsOf(r.held|document, GetAccount), accountMembers, accountPANs).at(&f.Account)
	t := rightsOf(r.held|document, GetAccountStatementTransactions)
	all := shelve(ids, views, span{f.Statement.Start, f.Statement.End}, t)
	look := shown(t, transactionMembers, transactionPANs)
	for i := all.len() - 1; i >= 0; i-- {
		_, entry := all.at(i)
		look.at(&entry)
		f.Transactions = append(f.Transactions, entry)
	}
	return f, nil
}
