package features

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// listThens are the steps that hold lists against each other: the same one twice,
// one account against all, an item against its entry.
func listThens() []step {
	return []step{
		{`every answer holds (a list|an empty list)`, `And every answer holds a list`, "Asks for a list in every answer, even where it has nothing in it.", (*World).answersHold},
		{`what an account has none of is an empty list`, `And what an account has none of is an empty list`, "Asks for a list in every answer, of which one at least has nothing in it.", (*World).noneIsEmpty},
		{`the answer holds no data`, `And the answer holds no data`, "Asks that the answer has no Data.", (*World).holdsNoData},
		{`each item bears the AccountId of its account`, `Then each item bears the AccountId of its account`, "Holds the AccountId of each item against the account that was asked for.", (*World).bearsAccount},
		{`no item comes twice`, `Then no item comes twice`, "Looks for ids that are there twice for one account.", (*World).noneTwice},
		{`the next call gives the same ids`, `And the next call gives the same ids`, "Reads the same once more and holds the ids of both against each other.", (*World).sameIDs},
		{`they are those of the single accounts together`, `Then they are those of the single accounts together`, "Reads each account, all pages, and holds what is there against the bulk.", (*World).areTheSum},
		{`each is what its entry in the list is`, `Then each is what its entry in the list is`, "Reads the list and holds each item against its entry there.", (*World).areTheirEntries},
		{`the customer's accounts are the same as before`, `Then the customer's accounts are the same as before`, "Reads the accounts again and holds the AccountIds against those of the first time.", (*World).sameAccounts},
		{`there is one account, the customer's first`, `Then there is one account, the customer's first`, "Holds the accounts against the first one that the customer has.", (*World).firstAlone},
		{`the items are of the customer's first account alone`, `Then the items are of the customer's first account alone`, "Holds the AccountId of each item against the first one that the customer has.", (*World).ofFirstAlone},
		{`none of those of before is missing, as far as they are not too old`, `Then none of those of before is missing, as far as they are not too old`,
			"Holds what came against what came before, from the earliest date on that came now.", (*World).noneLost},
		{`an account that there is not is answered alike`, `And an account that there is not is answered alike`, "Asks for the same of an account that there is not, and holds both answers against each other.", (*World).answeredAlike},
	}
}

func (w *World) answersHold(_ context.Context, what string) error {
	for _, r := range w.reads {
		list := r.first().Get("Data." + r.what.member)
		if !list.IsArray() {
			return Finding{Where: "/Data/" + r.what.member, Expected: "a list, be it an empty one", Got: quoted(shortened(list.Raw))}
		}
		if n := len(list.Array()); what == "an empty list" && n > 0 {
			return Finding{Where: "/Data/" + r.what.member, Expected: "an empty list", Got: fmt.Sprintf("%d items", n)}
		}
	}
	return nil
}

func (w *World) noneIsEmpty(ctx context.Context) error {
	if err := w.answersHold(ctx, "a list"); err != nil {
		return err
	}
	if !slices.ContainsFunc(w.reads, func(r read) bool { return len(r.items()) == 0 }) {
		return NoData("there is no account that has nothing of " + w.subject())
	}
	return nil
}

func (w *World) holdsNoData(context.Context) error {
	if w.answer.Get("Data").Exists() {
		return w.missed("body", "no Data", "it")
	}
	return nil
}

func (w *World) bearsAccount(context.Context) error {
	items, err := w.some()
	for _, it := range items {
		if got := it.Get("AccountId"); got.String() != it.in.at.account {
			return Finding{Where: it.where + "/AccountId", Expected: quoted(it.in.at.account), Got: quoted(got.String())}
		}
	}
	return err
}

func (w *World) noneTwice(context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	met := map[string]string{}
	for _, it := range items {
		if it.id() == "" {
			continue
		}
		if before, twice := met[it.identity()]; twice {
			return Finding{Where: it.where, Expected: "an item that was not there before", Got: "that of " + before}
		}
		met[it.identity()] = it.where
	}
	if len(met) == 0 {
		return NoData("the bank gives no ids in " + w.subject())
	}
	return nil
}

// idsOf gives the ids of a read, in a fixed order.
func idsOf(r read) (all []string) {
	for _, it := range r.all() {
		if it.id() != "" {
			all = append(all, it.identity())
		}
	}
	slices.Sort(all)
	return all
}

func (w *World) sameIDs(ctx context.Context) error {
	before := w.reads
	for _, r := range before {
		if err := w.readAll(ctx, r.what, []place{r.at}, w.query, len(r.pages) > 1); err != nil {
			return err
		}
		was, is := idsOf(r), idsOf(w.reads[0])
		if !slices.Equal(was, is) {
			return Finding{Where: "/Data/" + r.what.member, Expected: "the ids of the call before", Got: difference(was, is)}
		}
	}
	w.reads = before
	return nil
}

// difference tells how two lists differ, by the first that one of them lacks.
func difference(was, is []string) string {
	for _, id := range was {
		if !slices.Contains(is, id) {
			return fmt.Sprintf("%d, and %s is missing", len(is), shortened(id))
		}
	}
	for _, id := range is {
		if !slices.Contains(was, id) {
			return fmt.Sprintf("%d, and %s is new", len(is), shortened(id))
		}
	}
	return fmt.Sprintf("%d", len(is))
}

func (w *World) areTheSum(ctx context.Context) error {
	if _, err := w.some(); err != nil {
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

// entry holds an item against its entry in a list.
func entry(it seen, list read) error {
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

func (w *World) sameAccounts(ctx context.Context) error {
	before := w.listed
	if before == nil {
		return fmt.Errorf("%w: no step has read the accounts before", ErrHarness)
	}
	w.listed = nil
	now, err := w.accounts(ctx)
	if err != nil {
		return err
	}
	was, is := accountIDsIn(before), accountIDsIn(now)
	if len(was) == 0 {
		return NoData("the consent opens no account")
	}
	if !slices.Equal(was, is) {
		return Finding{Where: "/Data/Account", Expected: "the AccountIds of before", Got: difference(was, is)}
	}
	return nil
}

func accountIDsIn(list []gjson.Result) (ids []string) {
	for _, a := range list {
		ids = append(ids, a.Get("AccountId").String())
	}
	slices.Sort(ids)
	return ids
}

func (w *World) firstAlone(ctx context.Context) error {
	all, err := w.accountsOf(ctx, w.persona)
	if err != nil {
		return err
	}
	var got []string
	for _, it := range w.all() {
		got = append(got, it.id())
	}
	if !slices.Equal(got, all[:1]) {
		return Finding{Where: "/Data/Account", Expected: "the one that the customer chose, " + all[0], Got: strings.Join(got, ", ")}
	}
	return nil
}

func (w *World) answeredAlike(ctx context.Context) error {
	mine := w.reads[0]
	if err := w.givenStranger(ctx, "that there is not"); err != nil {
		return err
	}
	if err := w.readAll(ctx, mine.what, []place{w.aim}, nil, false); err != nil {
		return err
	}
	other := w.reads[0].first()
	if a, b := mine.first().Status, other.Status; a != b {
		return Finding{Where: "status", Expected: fmt.Sprintf("%d %s in both cases", a, http.StatusText(a)), Got: fmt.Sprint(b)}
	}
	for _, member := range []string{"Code", "Message", "Errors"} {
		if a, b := mine.first().Get(member), other.Get(member); !sameJSON(a, b) {
			return Finding{Where: "/" + member, Expected: "the same in both cases, " + shortened(a.Raw), Got: shortened(b.Raw)}
		}
	}
	return nil
}

func (w *World) ofFirstAlone(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	all, err := w.accountsOf(ctx, w.persona)
	if err != nil {
		return err
	}
	for _, it := range items {
		if got := it.Get("AccountId").String(); got != all[0] {
			return Finding{Where: it.where + "/AccountId", Expected: "the account that the customer chose, " + all[0], Got: quoted(got)}
		}
	}
	return nil
}

func (w *World) noneLost(context.Context) error {
	if _, err := w.some(); err != nil {
		return err
	}
	now, err := w.reads[0].instants()
	if err != nil {
		return err
	}
	have := idsOf(w.reads[0])
	for _, it := range w.earlier[0].all() {
		at, err := timeOf(it.Result, moments[it.in.what.member], it.where)
		if err != nil {
			return err
		}
		if !at.Before(now[0].at) && it.id() != "" && !slices.Contains(have, it.identity()) {
			return Finding{Where: "/Data/" + it.in.what.member, Expected: "the id that the item had before", Got: "none that is " + it.identity() + it.when()}
		}
	}
	return nil
}
