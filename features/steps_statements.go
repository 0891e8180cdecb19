package features

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// statementThens are the steps that hold statements against transactions.
func statementThens() []step {
	return []step{
		{`each statement's amounts are those of its transactions`, `Then each statement's amounts are those of its transactions`,
			"Reads the account's transactions and adds up those of the statement's period.", (*World).statementsAgree},
		{`its transactions are those of its period, all of them`, `Then its transactions are those of its period, all of them`,
			"Reads the account's transactions and holds those booked in the statement's period against the statement's.", (*World).statementIsWhole},
	}
}

// A period is a statement with the transactions that were booked in it.
type period struct {
	of           seen
	transactions []seen
	dark         bool // it begins before the earliest transaction that the bank shows
}

// periodOf picks the transactions that were booked in a statement's period.
func periodOf(statement seen, all []seen) (p period, err error) {
	p.of = statement
	start, err := timeOf(statement.Result, "StartDateTime", statement.where)
	if err != nil {
		return p, err
	}
	end, err := timeOf(statement.Result, "EndDateTime", statement.where)
	if err != nil {
		return p, err
	}
	p.dark = true
	for _, it := range all {
		at, err := timeOf(it.Result, "BookingDateTime", it.where)
		if err != nil {
			return p, err
		}
		p.dark = p.dark && at.After(start)
		if (span{lo: start, hi: end}).holds(at) && it.Get("Status").String() == "Booked" {
			p.transactions = append(p.transactions, it)
		}
	}
	return p, nil
}

func (w *World) statementsAgree(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	looked := 0
	booked := map[string][]seen{}
	for _, it := range items[:min(len(items), mostAccounts*mostStatements)] {
		account := it.Get("AccountId").String()
		if booked[account] == nil {
			if booked[account], err = w.transactionsOf(ctx, account); err != nil {
				return err
			}
		}
		p, err := periodOf(it, booked[account])
		if err != nil {
			return err
		}
		if p.dark {
			continue
		}
		ok, err := p.agrees()
		if err != nil {
			return err
		}
		if ok {
			looked++
		}
	}
	if looked == 0 {
		return NoData("no statement of a time whose transactions are shown tells balances or totals")
	}
	return nil
}

// agrees holds the statement's balances and totals against its transactions, if
// it has any.
func (p period) agrees() (looked bool, err error) {
	credits, debits, charges, err := totals(p.transactions)
	if err != nil {
		return false, err
	}
	told := map[string]*big.Rat{}
	for i, amount := range p.of.Get("StatementAmount").Array() {
		name := lastWord(amount)
		if told[name], err = signed(amount, fmt.Sprintf("%s/StatementAmount/%d", p.of.where, i)); err != nil {
			return true, err
		}
	}
	moved := new(big.Rat).Sub(credits, debits)
	before, after := told["PreviousClosingBalance"], told["ClosingBalance"]
	if before == nil {
		before = told["OpeningBalance"]
	}
	if before != nil && after != nil {
		looked = true
		if err := p.hold("ClosingBalance", after, new(big.Rat).Add(before, moved), charges, -1); err != nil {
			return true, err
		}
	}
	for name, want := range map[string]*big.Rat{"TotalCredits": credits, "TotalDebits": debits} {
		got := told[name]
		if got == nil {
			continue
		}
		looked = true
		if err := p.hold(name, new(big.Rat).Abs(got), want, charges, 1); err != nil {
			return true, err
		}
	}
	return looked, nil
}

// hold asks for an amount that is as worked out; charges may have been taken on
// top.
func (p period) hold(name string, got, want, charges *big.Rat, sign int64) error {
	with := new(big.Rat).Add(want, new(big.Rat).Mul(charges, big.NewRat(sign, 1)))
	if got.Cmp(want) == 0 || got.Cmp(with) == 0 {
		return nil
	}
	return Finding{
		Where: p.of.where + "/StatementAmount, " + name, Got: written(got),
		Expected: fmt.Sprintf("%s, as its %d transactions add up", written(with), len(p.transactions)),
	}
}

// lastWord gives the Type of a statement's amount without its namespace.
func lastWord(amount gjson.Result) string {
	text := amount.Get("Type").String()
	return text[strings.LastIndexByte(text, '.')+1:]
}

func (w *World) statementIsWhole(ctx context.Context) error {
	looked := 0
	for _, r := range w.reads {
		list, err := w.listOf(ctx, r)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(list.all(), func(s seen) bool { return s.id() == r.at.statement })
		if at < 0 {
			return fmt.Errorf("%w: statement %s is not in the list", ErrPrerequisite, r.at.statement)
		}
		all, err := w.transactionsOf(ctx, r.at.account)
		if err != nil {
			return err
		}
		p, err := periodOf(list.all()[at], all)
		if err != nil {
			return err
		}
		if p.dark {
			continue
		}
		if err := p.isOf(r); err != nil {
			return err
		}
		looked += len(p.transactions)
	}
	if looked == 0 {
		return NoData("no transaction lies in the period of a statement")
	}
	return nil
}

// isOf asks that what was read is what the period holds.
func (p period) isOf(r read) error {
	want := map[string]bool{}
	for _, it := range p.transactions {
		want[it.identity()] = true
	}
	got := map[string]bool{}
	for _, it := range r.all() {
		got[it.identity()] = true
		if !want[it.identity()] {
			return Finding{Where: it.where, Expected: "a transaction booked in the period of statement " + r.at.statement, Got: "another" + it.when()}
		}
	}
	for _, it := range p.transactions {
		if !got[it.identity()] {
			return Finding{Where: "/Data/Transaction", Expected: "every transaction booked in the period of statement " + r.at.statement, Got: "none that is " + it.identity() + it.when()}
		}
	}
	return nil
}
