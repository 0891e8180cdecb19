package aggregator

import (
	"cmp"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// A question is what a flow or a consent reads at a bank.
type question struct {
	kind         FlowType
	accounts     []*held
	connection   *Connection
	frame        reports.Frame
	at           time.Time
	seed         int64
	size, offset int // of a page of transactions; size 0 is all
}

// read answers it from the bank's books (3.4).
func (a *Aggregator) read(q question) Result {
	r := Result{Type: q.kind}
	for _, h := range q.accounts {
		told := h.account(q.connection)
		if view, ok := a.books(q.seed).Account(h.ledger, q.at); ok && !h.restricted {
			withBalances(&told, view)
			if q.kind == Transactions {
				a.transactions(&r, q, h, view)
			}
		}
		r.Accounts = append(r.Accounts, told)
	}
	return r
}

func (a *Aggregator) books(seed int64) *ledger.Books { return a.cfg.Books(cmp.Or(seed, a.cfg.Seed)) }

func withBalances(told *Account, v ledger.View) {
	var b reports.Account
	storage.BalancesOf(&b, v)
	told.Balance, told.Available, told.Limit = b.Balance, b.Available, b.Limit
}

// transactions are those of the frame, the newest first. What is still pending
// belongs to it by the day it was made; no frame reaches beyond the day of the
// question.
func (a *Aggregator) transactions(r *Result, q question, h *held, v ledger.View) {
	r.From, r.To = q.frame.From, min(q.frame.To, reports.DayOf(q.at))
	l := v.Transactions(time.Time{}, time.Time{}, ledger.Take{Credits: true, Debits: true})
	var found []reports.Transaction
	for i := range l.Len() {
		t := l.At(i)
		one := storage.TransactionOf(h.id(q.connection), &t)
		day := one.Date()
		if day < r.From && one.Booked != 0 {
			break
		}
		if day >= r.From && day <= r.To {
			found = append(found, one)
		}
	}
	r.Count, r.Offset = len(found), min(q.offset, len(found))
	r.Transactions = found[r.Offset:]
	if q.size > 0 && len(r.Transactions) > q.size {
		r.Transactions = slices.Clip(r.Transactions[:q.size])
		r.Next = r.Offset + q.size
	}
}
