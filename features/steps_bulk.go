package features

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// bulkThens are the steps that hold what was read in one way against what is
// read in another: in bulk and by account, in a list and by itself.
func bulkThens() []step {
	return []step{
		{`they are those of the single accounts together`, `Then they are those of the single accounts together`, "Reads each account, all pages, and holds what is there against the bulk.", (*World).areTheSum},
		{`each is what its entry in the list is`, `Then each is what its entry in the list is`, "Reads the list and holds each item against its entry there.", (*World).areTheirEntries},
	}
}

func (w *World) areTheSum(ctx context.Context) error {
	if err := w.served(); err != nil {
		return err
	}
	bulk := w.reads[0]
	single := mustEndpoint("an account's " + strings.TrimPrefix(bulk.what.words, "all "))
	accounts, err := w.accountIDs(ctx)
	if err != nil {
		return err
	}
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return err
	}
	var singly []string
	for _, account := range accounts {
		r, err := w.fetch(ctx, tokens.access, single, place{account: account})
		if err != nil {
			return err
		}
		for _, it := range r.all() {
			singly = append(singly, it.kernel())
		}
	}
	if len(singly) == 0 && len(bulk.items()) == 0 {
		return NoData("there is nothing in " + w.subject())
	}
	return sameSum(bulk, accounts, singly)
}

// sameSum holds a bulk against what the single accounts hold. Of a customer with
// very many accounts only some were read, and the others are left out.
func sameSum(bulk read, accounts, singly []string) error {
	var together []string
	for _, it := range bulk.all() {
		if account := it.Get("AccountId").String(); account == "" || slices.Contains(accounts, account) || len(accounts) < mostAccounts {
			together = append(together, it.kernel())
		}
	}
	slices.Sort(singly)
	slices.Sort(together)
	if bulk.what.member == "Beneficiary" { // kept per customer, one may stand at several accounts
		singly, together = slices.Compact(singly), slices.Compact(together)
	}
	if !slices.Equal(singly, together) {
		return Finding{Where: "/Data/" + bulk.what.member, Expected: fmt.Sprintf("the %d of the single accounts", len(singly)), Got: difference(singly, together)}
	}
	return nil
}

// kernel is what an item is told by where a bulk and a single account are held
// against each other: its id, or what of it no clock moves.
func (s seen) kernel() string {
	switch {
	case s.in.what.member == "Balance":
		return fmt.Sprint(s.Get("AccountId"), " ", s.Get("Type"), " ", s.Get("CreditDebitIndicator"), " ", s.Get("Amount.Amount"), " ", s.Get("Amount.Currency"))
	case s.in.what.member == "Beneficiary": // in a bulk it need not say whose it is
		var members map[string]any
		if json.Unmarshal([]byte(s.Raw), &members) != nil {
			return s.Raw
		}
		delete(members, "AccountId")
		text, err := json.Marshal(members)
		if err != nil {
			return s.Raw
		}
		return string(text)
	}
	return s.identity()
}

func (w *World) areTheirEntries(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	lists := map[string]read{}
	for _, it := range items {
		list, known := lists[it.in.at.account]
		if !known {
			if list, err = w.listOf(ctx, it.in); err != nil {
				return err
			}
			lists[it.in.at.account] = list
		}
		if err := entry(it, list); err != nil {
			return err
		}
	}
	return nil
}

// listOf reads the list in which what was read by itself has its entry.
func (w *World) listOf(ctx context.Context, r read) (read, error) {
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return read{}, err
	}
	if r.what.ofStatement() {
		return w.fetch(ctx, tokens.access, mustEndpoint("an account's statements"), place{account: r.at.account})
	}
	return w.fetch(ctx, tokens.access, mustEndpoint("the accounts"), place{})
}

// entry holds an item against what was asked for, and against its entry in a
// list.
func entry(it seen, list read) error {
	asked := map[string]string{"AccountId": it.in.at.account, "StatementId": it.in.at.statement}
	for _, name := range []string{"AccountId", "StatementId"} {
		if got := it.Get(name).String(); asked[name] != "" && got != "" && got != asked[name] {
			return Finding{Where: it.where + "." + name, Expected: asked[name] + ", which was asked for", Got: got}
		}
	}
	for _, e := range list.all() {
		if e.identity() != it.identity() {
			continue
		}
		if !sameJSON(it.Result, e.Result) {
			return Finding{Where: it.where, Expected: "its entry in the list, " + shortened(e.Raw), Got: shortened(it.Raw)}
		}
		return nil
	}
	return Finding{Where: it.where, Expected: "an item of the list", Got: "one that is not in it"}
}

// sameJSON tells whether two texts mean the same value, in whatever order their
// members stand.
func sameJSON(a, b gjson.Result) bool { return reflect.DeepEqual(a.Value(), b.Value()) }
