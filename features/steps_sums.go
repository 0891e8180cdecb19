package features

import (
	"context"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

// sumThens are the steps about money: what has to add up, and in what currency.
func sumThens() []step {
	return []step{
		{`each account has a balance`, `Then each account has a balance`, "Asks for one balance or more in every answer.", (*World).haveBalances},
		{`each amount is in the currency of its account`, `Then each amount is in the currency of its account`, "Holds the currency of each item's Amount against the account's.", (*World).inCurrency},
		{`each direction is Credit or Debit`, `And each direction is Credit or Debit`, "Looks at the CreditDebitIndicator of each item.", (*World).haveDirections},
		{`a balance of zero is a Credit`, `Then a balance of zero is a Credit`, "Looks at the balances of zero, those after a transaction too.", (*World).zeroIsCredit},
		{`the booked balance is that after the latest booked transaction`, `Then the booked balance is that after the latest booked transaction`,
			"Reads the account's transactions and holds the balance of the latest against InterimBooked.", (*World).balanceAgrees},
		{`the balance after each transaction is that before it and its amount`, `Then the balance after each transaction is that before it and its amount`,
			"Adds up the booked transactions, in whatever order those of one moment were booked.", (*World).balancesChain},
		{`the exchange rate turns each instructed amount into the amount`, `Then the exchange rate turns each instructed amount into the amount`,
			"Works out each amount that came of another currency.", (*World).ratesAgree},
	}
}

func (w *World) haveBalances(context.Context) error {
	for _, r := range w.reads {
		if len(r.items()) == 0 {
			return Finding{Where: "/Data/Balance", Expected: "a balance of account " + r.at.account, Got: "none"}
		}
		if _, err := zeros(r.all()); err != nil {
			return err
		}
	}
	return nil
}

// currencies gives the currency of each account of the consent.
func (w *World) currencies(ctx context.Context) (map[string]string, error) {
	accounts, err := w.accounts(ctx)
	if err != nil {
		return nil, err
	}
	of := map[string]string{}
	for _, a := range accounts {
		of[a.Get("AccountId").String()] = a.Get("Currency").String()
	}
	return of, nil
}

func (w *World) inCurrency(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	of, err := w.currencies(ctx)
	if err != nil {
		return err
	}
	for _, it := range items {
		want := of[it.Get("AccountId").String()]
		if got := it.Get("Amount.Currency").String(); got != want {
			return Finding{Where: it.where + "/Amount/Currency", Expected: "the account's currency, " + want, Got: quoted(got)}
		}
	}
	return nil
}

func (w *World) haveDirections(context.Context) error {
	items, err := w.some()
	for _, it := range items {
		if got := it.Get("CreditDebitIndicator").String(); got != "Credit" && got != "Debit" {
			return Finding{Where: it.where + "/CreditDebitIndicator", Expected: "Credit or Debit", Got: quoted(got)}
		}
	}
	return err
}

func (w *World) zeroIsCredit(context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	many, err := zeros(items)
	if err == nil && many == 0 {
		err = NoData("no balance is zero")
	}
	return err
}

// zeros counts the balances of zero, of which each has to be a Credit.
func zeros(items []seen) (many int, err error) {
	for _, it := range items {
		balance, where := it.Result, it.where
		if it.in.what.member == "Transaction" {
			balance, where = it.Get("Balance"), where+"/Balance"
		}
		if !balance.Exists() {
			continue
		}
		value, _, err := amountOf(balance.Get("Amount"), where+"/Amount")
		if err != nil {
			return many, err
		}
		if value.Sign() != 0 {
			continue
		}
		if many++; balance.Get("CreditDebitIndicator").String() != "Credit" {
			return many, Finding{Requirement: "BAL-04", Where: where + "/CreditDebitIndicator", Expected: "Credit for zero", Got: quoted(balance.Get("CreditDebitIndicator").String())}
		}
	}
	return many, nil
}

// transactionsOf reads all transactions of an account with the customer's token.
func (w *World) transactionsOf(ctx context.Context, account string) ([]seen, error) {
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return nil, err
	}
	r, err := w.fetch(ctx, tokens.access, mustEndpoint("an account's transactions"), place{account: account})
	return r.all(), err
}

// latest gives the booked transactions of the latest moment that show a balance.
func latest(items []seen) (found []seen, err error) {
	var at time.Time
	for _, it := range items {
		if it.Get("Status").String() != "Booked" {
			continue
		}
		when, err := timeOf(it.Result, "BookingDateTime", it.where)
		if err != nil {
			return nil, err
		}
		if when.After(at) {
			at, found = when, nil
		}
		if when.Equal(at) && strings.HasSuffix(it.Get("Balance.Type").String(), "Booked") {
			found = append(found, it)
		}
	}
	return found, nil
}

func (w *World) balanceAgrees(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	looked := 0
	for _, it := range items {
		if it.Get("Type").String() != "InterimBooked" {
			continue
		}
		ok, err := w.agrees(ctx, it)
		if err != nil {
			return err
		}
		if ok {
			looked++
		}
	}
	if looked == 0 {
		return NoData("no account shows both InterimBooked and a balance after its latest transaction")
	}
	return nil
}

// agrees holds a booked balance against the latest transactions of its account,
// if these show one.
func (w *World) agrees(ctx context.Context, balance seen) (looked bool, err error) {
	all, err := w.transactionsOf(ctx, balance.Get("AccountId").String())
	if err != nil {
		return false, err
	}
	last, err := latest(all)
	if err != nil || len(last) == 0 {
		return false, err
	}
	want, err := signed(balance.Result, balance.where)
	if err != nil {
		return false, err
	}
	var told []string
	for _, it := range last {
		got, err := signed(it.Get("Balance"), it.where+"/Balance")
		if err != nil {
			return true, err
		}
		if got.Cmp(want) == 0 {
			return true, nil
		}
		told = append(told, written(got))
	}
	return true, Finding{Where: balance.where + "/Amount", Expected: strings.Join(told, " or ") + ", as after the latest booked transaction", Got: written(want)}
}

func (w *World) balancesChain(context.Context) error {
	if _, err := w.some(); err != nil {
		return err
	}
	var none error
	looked := 0
	for _, r := range w.reads {
		err := broken(r.all())
		if len(findingsIn(err)) > 0 {
			return err
		}
		if none = err; err == nil {
			looked++
		}
	}
	if looked == 0 {
		return none
	}
	return nil
}

func (w *World) ratesAgree(context.Context) error {
	items, err := w.someOf("no transaction shows an instructed amount in another currency", func(it seen) bool {
		return it.Get("CurrencyExchange.InstructedAmount").Exists()
	})
	for _, it := range items {
		if err := exchanged(it, it.Get("CurrencyExchange")); err != nil {
			return err
		}
	}
	return err
}

// exchanged holds an amount against the instructed amount and the rate. What is
// rounded away is no more than a half in a hundred.
func exchanged(it seen, exchange gjson.Result) error {
	amount, own, err := amountOf(it.Get("Amount"), it.where+"/Amount")
	if err != nil {
		return err
	}
	instructed, foreign, err := amountOf(exchange.Get("InstructedAmount"), it.where+"/CurrencyExchange/InstructedAmount")
	if err != nil {
		return err
	}
	rate, ok := new(big.Rat).SetString(exchange.Get("ExchangeRate").Raw)
	if !ok || rate.Sign() <= 0 {
		return Finding{Where: it.where + "/CurrencyExchange/ExchangeRate", Expected: "a number above zero", Got: quoted(exchange.Get("ExchangeRate").Raw)}
	}
	if source, target := exchange.Get("SourceCurrency").String(), exchange.Get("TargetCurrency").String(); foreign != source && foreign != target {
		return Finding{Where: it.where + "/CurrencyExchange", Expected: "an exchange of " + foreign + ", as instructed", Got: source + " to " + target}
	}
	times, over := new(big.Rat).Mul(instructed, rate), new(big.Rat).Quo(instructed, rate)
	unit := exchange.Get("UnitCurrency").String()
	if unit != own && near(times, amount) || unit != foreign && near(over, amount) {
		return nil
	}
	want := written(times)
	if unit == own {
		want = written(over)
	}
	return Finding{
		Where: it.where + "/Amount/Amount", Got: written(amount),
		Expected: fmt.Sprintf("%s for %s %s at %s", want, written(instructed), foreign, exchange.Get("ExchangeRate").Raw),
	}
}

// near tells whether two amounts differ by no more than rounding does.
func near(a, b *big.Rat) bool {
	by := new(big.Rat).Sub(a, b)
	give := new(big.Rat).Add(new(big.Rat).Mul(b, big.NewRat(1, 200)), big.NewRat(1, 100))
	return by.Abs(by).Cmp(give) <= 0
}
