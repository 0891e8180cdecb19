package features

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// insightsSumThens are the steps that hold the sums of reports against each other.
func insightsSumThens() []step {
	return []step{
		{`the (Group By Category|Expense Category) report adds up to the Categorization report`, `Then the Group By Category report adds up to the Categorization report`,
			"Holds number and sum of each category against the transactions of that category; expenses count debits alone.", (*World).addsUp},
		{`the months of each group add up to it`, `And the months of each group add up to it`,
			"Asks that numbers and sums of the months make those of the category.", (*World).monthsAddUp},
		{`the sum of all groups is {int}`, `And the sum of all groups is 3895`, "Adds up the sums of the answer's categories; the sign is the bank's to choose.", (*World).groupsSum},
		{`each day's balance follows from the one before and what was booked`, `Then each day's balance follows from the one before and what was booked`,
			"Holds the balance of each day against the day before and the transactions of the Categorization report of the same days.", (*World).balancesFollow},
		{`the last balance is that of the Balances report`, `And the last balance is that of the Balances report`,
			"Holds the balance of today against the Balances report.", (*World).lastBalance},
	}
}

// A sumOf is how many transactions there are of a category, and their sum.
type sumOf struct {
	count int64
	sum   *big.Int
}

func (t sumOf) String() string { return fmt.Sprintf("%d of %s in all", t.count, t.sum) }

type sums map[string]sumOf

func (t sums) add(key string, count int64, sum *big.Int) {
	was := t[key]
	if was.sum == nil {
		was.sum = new(big.Int)
	}
	t[key] = sumOf{was.count + count, new(big.Int).Add(was.sum, sum)}
}

// amountIn reads the number of an amount.
func amountIn(v gjson.Result) *big.Int {
	n, ok := new(big.Int).SetString(v.Get("amount").Raw, 10)
	if !ok {
		return new(big.Int)
	}
	return n
}

// signedIn reads the amount of a transaction, below zero where it is a debit.
func signedIn(t gjson.Result) *big.Int {
	n := amountIn(t.Get("amount"))
	if t.Get("type").String() != "CREDIT" {
		n.Neg(n)
	}
	return n
}

// ofTransactions sums transactions by account and first category.
func ofTransactions(e *Exchange, expenses bool) sums {
	all := sums{}
	for _, one := range listedIn(e, "transactions") {
		sum := signedIn(one)
		if expenses && one.Get("type").String() == "CREDIT" {
			continue
		}
		if expenses {
			sum.Abs(sum)
		}
		all.add(one.Get("categories.0.id").String(), 1, sum)
	}
	return all
}

// ofGroups sums the categories that a report tells.
func ofGroups(e *Exchange, expenses bool) sums {
	all := sums{}
	for _, one := range listedIn(e, "groups") {
		sum := amountIn(one.Get("sum"))
		if expenses {
			sum.Abs(sum)
		}
		all.add(one.Get("id").String(), one.Get("count").Int(), sum)
	}
	return all
}

func (w *World) addsUp(_ context.Context, report string) error {
	whole, parts := w.insights.answers["calls the Categorization report"], w.insights.answers["calls the "+report+" report"]
	if whole == nil || parts == nil || len(listedIn(whole, "transactions")) == 0 {
		return fmt.Errorf("%w: the scenario has not made both reports, of some transactions", ErrPrerequisite)
	}
	expenses := report == "Expense Category"
	return sameSums(ofGroups(parts, expenses), ofTransactions(whole, expenses))
}

// sameSums finds the first category that differs. The sign of a sum is the
// bank's to choose, as long as it is the same in all.
func sameSums(got, want sums) error {
	flip := false
	for key, one := range want {
		flip = flip || one.sum.Sign() != 0 && got[key].sum != nil && got[key].sum.Cmp(new(big.Int).Neg(one.sum)) == 0
	}
	for key, one := range want {
		have, there := got[key]
		if !there || have.count != one.count || !equalSum(have.sum, one.sum, flip) {
			return Finding{Where: "category " + key, Expected: one.String() + ", as its transactions are", Got: orElse(presence(there, have.String), "no such category")}
		}
	}
	for key, one := range got {
		if _, there := want[key]; !there && one.count != 0 {
			return Finding{Where: "category " + key, Expected: "none, for no transaction has it", Got: one.String()}
		}
	}
	return nil
}

func presence(there bool, text func() string) string {
	if !there {
		return ""
	}
	return text()
}

func equalSum(got, want *big.Int, flip bool) bool {
	if flip {
		want = new(big.Int).Neg(want)
	}
	return got.Cmp(want) == 0
}

func (w *World) monthsAddUp(context.Context) error {
	groups := listedIn(w.answer, "groups")
	months := 0
	for _, group := range groups {
		all := sums{}
		for _, month := range group.Get("months").Array() {
			all.add("", month.Get("count").Int(), amountIn(month.Get("sum")))
			months++
		}
		want := sumOf{group.Get("count").Int(), amountIn(group.Get("sum"))}
		if got := all[""]; got.sum == nil || got.count != want.count || got.sum.Cmp(want.sum) != 0 {
			return w.missed("/categories/"+group.Get("id").String()+"/months", want.String(), fmt.Sprint(got))
		}
	}
	if months < 2 {
		return w.missed("/categories/months", "at least two months", fmt.Sprint(months))
	}
	return nil
}

func (w *World) groupsSum(_ context.Context, want int) error {
	sum := new(big.Int)
	groups := listedIn(w.answer, "groups")
	for _, one := range groups {
		sum.Add(sum, amountIn(one.Get("sum")))
	}
	if len(groups) == 0 || sum.CmpAbs(big.NewInt(int64(want))) != 0 {
		return w.missed("/categories/sum", fmt.Sprint(want), fmt.Sprintf("%s of %d categories", sum, len(groups)))
	}
	return nil
}

// bookedOn sums what was booked on each day.
func bookedOn(e *Exchange) map[string]*big.Int {
	days := map[string]*big.Int{}
	for _, one := range listedIn(e, "transactions") {
		if state := one.Get("state").String(); state != "" && state != "PROCESSED" {
			continue
		}
		day := orElse(one.Get("booking_date").String(), one.Get("value_date").String())
		if days[day] == nil {
			days[day] = new(big.Int)
		}
		days[day].Add(days[day], signedIn(one))
	}
	return days
}

func (w *World) balancesFollow(ctx context.Context) error {
	days := listedIn(w.answer, "balances")
	report := w.answer.Get("data.reports.0")
	e, err := w.lookUp(ctx, "calls the Categorization report", "from_date", report.Get("from_date").String(), "to_date", report.Get("to_date").String(),
		"insights_account_ids", report.Get("insights_account_ids").Raw)
	if err != nil {
		return err
	}
	booked := bookedOn(e)
	if len(days) < 2 || len(booked) < 2 {
		return w.missed("/data/reports/0/balances", "some days on which something was booked", fmt.Sprintf("%d balances, and bookings on %d days", len(days), len(booked)))
	}
	for i := 1; i < len(days); i++ {
		want := new(big.Int).Set(amountIn(days[i-1].Get("balance")))
		if moved := booked[days[i].Get("date").String()]; moved != nil {
			want.Add(want, moved)
		}
		if got := amountIn(days[i].Get("balance")); got.Cmp(want) != 0 {
			return w.missed("/balances/"+days[i].Get("date").String(), want.String(), got.String())
		}
	}
	return nil
}

func (w *World) lastBalance(ctx context.Context) error {
	days := listedIn(w.answer, "balances")
	e, err := w.lookUp(ctx, "calls the Balances report")
	if err != nil {
		return err
	}
	now := e.Get("data.reports.0.balance")
	if len(days) == 0 || !now.Exists() {
		return w.missed("/balances", "balances, and one of the Balances report", briefly(now))
	}
	if last := days[len(days)-1].Get("balance"); amountIn(last).Cmp(amountIn(now)) != 0 {
		return w.missed("/balances/"+fmt.Sprint(len(days)-1), briefly(now), briefly(last))
	}
	return nil
}

// categoriesOf gives the ids of the first categories of transactions whose
// reference begins with some words.
func categoriesOf(e *Exchange, words string) (ids []string) {
	for _, one := range listedIn(e, "transactions") {
		if id := one.Get("categories.0.id").String(); strings.HasPrefix(one.Get("reference").String(), words) && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}
