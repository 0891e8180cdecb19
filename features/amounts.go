package features

import (
	"fmt"
	"math/big"

	"github.com/tidwall/gjson"
)

// amountOf reads an Amount object: what it says and in which currency.
func amountOf(object gjson.Result, where string) (*big.Rat, string, error) {
	text := object.Get("Amount").String()
	value, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil, "", Finding{Where: where + "/Amount", Expected: "an amount", Got: quoted(text)}
	}
	return value, object.Get("Currency").String(), nil
}

// signed reads an Amount that a CreditDebitIndicator stands beside: below zero
// for a Debit.
func signed(object gjson.Result, where string) (*big.Rat, error) {
	value, _, err := amountOf(object.Get("Amount"), where+"/Amount")
	if err != nil {
		return nil, err
	}
	switch got := object.Get("CreditDebitIndicator").String(); got {
	case "Credit":
		return value, nil
	case "Debit":
		return value.Neg(value), nil
	default:
		return nil, Finding{Where: where + "/CreditDebitIndicator", Expected: "Credit or Debit", Got: quoted(got)}
	}
}

// written writes an amount as people do.
func written(value *big.Rat) string { return value.FloatString(3) }

// A link of a chain is a booked transaction: what the account held before and
// after it.
type link struct {
	of            seen
	before, after *big.Rat
}

// linkOf reads what the account held before and after a transaction. A bank may
// take a charge on top of the amount or in it.
func linkOf(it seen, charged bool) (l link, err error) {
	l.of = it
	if l.after, err = signed(it.Get("Balance"), it.where+"/Balance"); err != nil {
		return l, err
	}
	moved, err := signed(it.Result, it.where)
	if err != nil {
		return l, err
	}
	if charge := it.Get("ChargeAmount"); charged && charge.Exists() {
		value, _, err := amountOf(charge, it.where+"/ChargeAmount")
		if err != nil {
			return l, err
		}
		moved = new(big.Rat).Sub(moved, value)
	}
	l.before = new(big.Rat).Sub(l.after, moved)
	return l, nil
}

// loose gives the links that no other one leads up to. Of a chain that holds
// there is one at most, wherever the list begins; in which order transactions of
// one moment were booked does not matter.
func loose(chain []link) (found []link) {
	ends := map[string]int{}
	for _, l := range chain {
		ends[l.after.RatString()]++
	}
	for _, l := range chain {
		if key := l.before.RatString(); ends[key] > 0 {
			ends[key]--
		} else {
			found = append(found, l)
		}
	}
	return found
}

// chainOf makes the chain of an account's booked transactions, oldest last as
// most banks list them, or NoData where not all show the balance after them.
func chainOf(items []seen, charged bool) (chain []link, err error) {
	for _, it := range items {
		if it.Get("Status").String() != "Booked" {
			continue
		}
		kind := it.Get("Balance.Type").String()
		if kind == "" || len(chain) > 0 && kind != chain[0].of.Get("Balance.Type").String() {
			return nil, NoData("not every booked transaction shows the balance after it")
		}
		l, err := linkOf(it, charged)
		if err != nil {
			return nil, err
		}
		chain = append(chain, l)
	}
	if len(chain) < 2 {
		return nil, NoData("there are fewer than two booked transactions")
	}
	return chain, nil
}

// broken finds where the balances of transactions do not add up.
func broken(items []seen) error {
	var worst []link
	for _, charged := range []bool{true, false} {
		chain, err := chainOf(items, charged)
		if err != nil {
			return err
		}
		open := loose(chain)
		if len(open) <= 1 {
			return nil
		}
		if worst == nil {
			worst = open
		}
	}
	at := worst[0]
	return Finding{
		Where: at.of.where + "/Balance", Expected: "the balance before it and its amount: some transaction that leaves " + written(at.before),
		Got: fmt.Sprintf("none, for a balance of %s after it%s", written(at.after), at.of.when()),
	}
}

// totals sums credits and debits of transactions, with their charges and without.
func totals(items []seen) (credits, debits, charges *big.Rat, err error) {
	credits, debits, charges = new(big.Rat), new(big.Rat), new(big.Rat)
	for _, it := range items {
		value, err := signed(it.Result, it.where)
		if err != nil {
			return nil, nil, nil, err
		}
		if value.Sign() < 0 {
			debits.Sub(debits, value)
		} else {
			credits.Add(credits, value)
		}
		if charge := it.Get("ChargeAmount"); charge.Exists() {
			value, _, err := amountOf(charge, it.where+"/ChargeAmount")
			if err != nil {
				return nil, nil, nil, err
			}
			charges.Add(charges, value)
		}
	}
	return credits, debits, charges, nil
}
