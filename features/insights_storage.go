package features

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"
)

// insightsStorageSteps are the steps that put data into storage and look what is
// in it.
func insightsStorageSteps() []step {
	return []step{
		{`(a|another) stored account`, `Given a stored account`,
			"Creates an account in euros, kept for 90 days; another one is of the same consumer.", (*World).givenAccount},
		{`(a|another) stored account with:`, `Given a stored account with:`, "The same with these members of the request.", (*World).givenAccountWith},
		{`(the account|the other account|the third account) holds these transactions:`, `And the account holds these transactions:`,
			"Creates transactions, a row each, under a head of members; id and date are insights_transaction_id and booking_date, amount is in the account's currency.", (*World).givenTransactions},
		{`(the account|the other account) holds {int} transactions`, `And the account holds 120 transactions`,
			"Creates so many transactions, of the latest 20 days, named n1, n2 and so on, of 100, 200 and so on.", (*World).givenMany},
		{`the account holds the household's five months`, `And the account holds the household's five months`,
			"Creates what a household earns and spends in five months: salary, rent, a subscription, an insurance, and groceries at odd times.", (*World).givenHousehold},
		{`storage holds the transactions (.+)`, `Then storage holds the transactions t1 and t3`,
			"Lists all transactions of the consumer, whatever their date, and holds their ids against these.", (*World).storageHolds},
		{`storage holds no (transactions|accounts)`, `Then storage holds no transactions`,
			"Lists all, and asks that none is left of those that were seen before; a consumer that is answered 404 has none.", (*World).storageEmpty},
		{`storage holds {int} (transactions|accounts)`, `Then storage holds 2 accounts`, "Lists all and counts them.", (*World).storageCounts},
		{`the stored transaction (\S+)'s {string} is (.+)`, `Then the stored transaction t1's "amount.amount" is 3895`,
			"Lists all transactions and holds a member of one against a value.", (*World).storedTransaction},
		{`(the account|the other account)'s stored {string} is (.+)`, `Then the account's stored "alias" is Savings`,
			"Lists the accounts and holds a member of one against a value.", (*World).storedAccount},
		{`storage holds what it held before and more, each transaction once`, `Then storage holds what it held before and more, each transaction once`,
			"Holds the transactions that are listed against those of the last List Transactions.", (*World).storageGrew},
		{`storage holds what it held before, each transaction once`, `Then storage holds what it held before, each transaction once`,
			"Holds the transactions that are listed against those of the last List Transactions.", (*World).storageSame},
	}
}

func (w *World) givenAccount(ctx context.Context, which string) error {
	return w.givenAccountWith(ctx, which, &godog.Table{})
}

func (w *World) givenAccountWith(ctx context.Context, _ string, table *godog.Table) error {
	call, err := insightsCallOf("calls Create Account")
	if err != nil {
		return err
	}
	body := call.draft(w)
	body["account"] = map[string]any{"currency": "EUR"}
	body["data_retention_minutes"] = json.Number(kept90Days)
	if err := w.setRows(ctx, body, table); err != nil {
		return err
	}
	if err := w.invoke(ctx, "the", call, body, nil); err != nil {
		return err
	}
	w.insights.fill("accounts")
	return w.wentWell(w.answer)
}

// fill notes that something was put into a list, so that it can be seen to go.
func (m *insightsMemory) fill(list string) {
	if m.full == nil {
		m.full = map[string]bool{}
	}
	m.full[list] = true
}

// columns are short heads of tables of transactions.
var columns = map[string]string{"id": "insights_transaction_id", "date": "booking_date", "amount": "amount.amount"}

func (w *World) givenTransactions(ctx context.Context, account string, table *godog.Table) error {
	rows, err := w.transactionRows(ctx, table)
	if err != nil {
		return err
	}
	return w.store(ctx, account, rows)
}

// transactionRows reads a table of transactions.
func (w *World) transactionRows(ctx context.Context, table *godog.Table) (rows []any, err error) {
	head := table.Rows[0].Cells
	for _, row := range table.Rows[1:] {
		one := draft{}
		for i, cell := range row.Cells {
			name := orElse(columns[head[i].Value], head[i].Value)
			if cell.Value == "" {
				continue
			}
			if name == "amount.amount" {
				one["amount"] = map[string]any{"currency": "EUR"}
			}
			if err := w.setMember(ctx, one, name, cell.Value); err != nil {
				return nil, err
			}
		}
		rows = append(rows, map[string]any(one))
	}
	return rows, nil
}

// store creates transactions and looks that they are there.
func (w *World) store(ctx context.Context, account string, rows []any) error {
	call, err := insightsCallOf("calls Create Transactions")
	if err != nil {
		return err
	}
	id, err := w.insights.account(account)
	if err != nil {
		return err
	}
	body := call.draft(w)
	body["insights_account_id"], body["transactions"], body["data_retention_minutes"] = id, rows, json.Number(kept90Days)
	if err := w.invoke(ctx, "the", call, body, nil); err != nil {
		return err
	}
	if err := w.wentWell(w.answer); err != nil {
		return err
	}
	all, err := w.stored(ctx, "transactions")
	if err == nil && len(all) < len(rows) {
		err = Finding{Requirement: "STG-TRX-01", Where: "/data/transactions", Expected: fmt.Sprintf("the %d that were created", len(rows)), Got: strconv.Itoa(len(all))}
	}
	w.insights.fill("transactions")
	return err
}

func (w *World) givenMany(ctx context.Context, account string, n int) error {
	var rows []any
	for i := 1; i <= n; i++ {
		day, _, err := w.day(ctx, fmt.Sprintf("%d days ago", i%20))
		if err != nil {
			return err
		}
		rows = append(rows, map[string]any{
			"insights_transaction_id": fmt.Sprintf("n%d", i), "booking_date": day, "type": "DEBIT",
			"amount": map[string]any{"amount": 100 * i, "currency": "EUR"},
		})
	}
	return w.store(ctx, account, rows)
}

// farBack and farAhead are days between which everything lies that a scenario
// stores.
const farBack, farAhead = "3000 days ago", "in 365 days"

// stored lists all that storage has of the consumer, page after page.
func (w *World) stored(ctx context.Context, list string) (all []gjson.Result, err error) {
	const size = 1000
	for len(all)%size == 0 {
		e, err := w.pageOf(ctx, list, len(all), size)
		if err == nil {
			err = w.wentWell(e)
		}
		if err != nil {
			return nil, err
		}
		page := listedIn(e, list)
		if len(page) == 0 {
			return all, nil
		}
		all = append(all, page...)
	}
	return all, nil
}

func (w *World) pageOf(ctx context.Context, list string, offset, size int) (*Exchange, error) {
	page := []string{"pagination.size", strconv.Itoa(size), "pagination.offset", strconv.Itoa(offset)}
	if list == "accounts" {
		return w.lookUp(ctx, "calls List Accounts", page...)
	}
	return w.lookUp(ctx, "calls List Transactions", append(page, "from_date", farBack, "to_date", farAhead)...)
}

func (w *World) storageHolds(ctx context.Context, list string) error {
	all, err := w.stored(ctx, "transactions")
	if err != nil {
		return err
	}
	return sameIDs(transactionIDs(all), between.Split(list, -1), false)
}

func (w *World) storageEmpty(ctx context.Context, list string) error {
	if !w.insights.full[list] {
		return fmt.Errorf("%w: the scenario has seen no %s before, so that none is no news", ErrPrerequisite, list)
	}
	e, err := w.pageOf(ctx, list, 0, 1000)
	if err != nil || e.Status == 404 {
		return err
	}
	if err := w.wentWell(e); err != nil {
		return err
	}
	if n := len(listedIn(e, list)); n > 0 {
		return Finding{Where: "/data/" + list, Expected: "none", Got: strconv.Itoa(n)}
	}
	return nil
}

func (w *World) storageCounts(ctx context.Context, want int, list string) error {
	all, err := w.stored(ctx, list)
	if err == nil && len(all) != want {
		err = Finding{Where: "/data/" + list, Expected: strconv.Itoa(want), Got: strconv.Itoa(len(all))}
	}
	return err
}

func (w *World) storedTransaction(ctx context.Context, id, path, want string) error {
	all, err := w.stored(ctx, "transactions")
	if err != nil {
		return err
	}
	return w.memberOf(ctx, all, "insights_transaction_id", id, path, want)
}

func (w *World) storedAccount(ctx context.Context, account, path, want string) error {
	id, err := w.insights.account(account)
	if err != nil {
		return err
	}
	all, err := w.stored(ctx, "accounts")
	if err != nil {
		return err
	}
	return w.memberOf(ctx, all, "insights_account_id", id, path, want)
}

// memberOf holds a member of the item with the id against a want.
func (w *World) memberOf(ctx context.Context, all []gjson.Result, by, id, path, want string) error {
	for _, one := range all {
		if one.Get(by).String() != id {
			continue
		}
		got := one.Get(path)
		wanted, err := w.meets(ctx, got, want)
		if err != nil || wanted == "" {
			return err
		}
		return Finding{Where: id + "/" + strings.ReplaceAll(path, ".", "/"), Expected: wanted, Got: briefly(got)}
	}
	return Finding{Where: by, Expected: id + " in the list", Got: fmt.Sprintf("none of that id in %d", len(all))}
}

func (w *World) storageGrew(ctx context.Context) error { return w.storageKept(ctx, true) }
func (w *World) storageSame(ctx context.Context) error { return w.storageKept(ctx, false) }

// storageKept holds what is listed now against what was listed before.
func (w *World) storageKept(ctx context.Context, more bool) error {
	before := w.insights.answers["calls List Transactions"]
	if before == nil || len(listedIn(before, "transactions")) == 0 {
		return fmt.Errorf("%w: the scenario has listed no transactions before", ErrPrerequisite)
	}
	now, err := w.stored(ctx, "transactions")
	if err != nil {
		return err
	}
	was, is := transactionIDs(settled(listedIn(before, "transactions"))), transactionIDs(settled(now))
	if err := noneTwiceOf(is); err != nil {
		return err
	}
	for _, id := range was {
		if !has(is, id) {
			return Finding{Where: "/data/transactions", Expected: id + ", which was there before", Got: fmt.Sprintf("%d others", len(is))}
		}
	}
	if grew := len(is) > len(was); grew != more {
		return Finding{Where: "/data/transactions", Expected: map[bool]string{true: "more than", false: "as many as"}[more] + fmt.Sprintf(" the %d of before", len(was)), Got: strconv.Itoa(len(is))}
	}
	return w.bankIDsOnce(now)
}

// settled leaves out what is pending: a bank may book it under another id, or not
// at all.
func settled(all []gjson.Result) (some []gjson.Result) {
	for _, one := range all {
		if one.Get("state").String() != "PENDING" {
			some = append(some, one)
		}
	}
	return some
}

// bankIDsOnce asks that no transaction of a bank's is there under two ids.
func (w *World) bankIDsOnce(all []gjson.Result) error {
	var ids []string
	for _, one := range all {
		if id := one.Get("ob_transaction_id").String(); id != "" {
			ids = append(ids, one.Get("insights_account_id").String()+" "+id)
		}
	}
	return noneTwiceOf(ids)
}
