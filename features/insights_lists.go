package features

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// things are the words for what lists hold, singular and plural.
const things = `(transaction|account|report|balance|group|category|schedule|series)`

// plurals are the words for lists, by what they hold.
var plurals = map[string]string{"transaction": "transactions", "account": "accounts", "report": "reports", "balance": "balances",
	"group": "groups", "category": "categories", "schedule": "schedules", "series": "series"}

const lists = `(transactions|accounts|reports|balances|groups|categories|schedules|series)`

// insightsListThens are the steps that look at the list of an answer.
func insightsListThens() []step {
	return []step{
		{`the answer lists (at least )?{int} ` + lists, `Then the answer lists 2 accounts`, "Counts what the answer lists.", (*World).answerCounts},
		{`the answer lists the transactions (.+?)( in this order)?`, `Then the answer lists the transactions t1 and t2`,
			"Holds the ids of the transactions against these.", (*World).answerLists},
		{`the answer lists no ` + lists, `Then the answer lists no transactions`,
			"Asks for an empty list, of something that was seen with something in it.", (*World).answerListsNone},
		{`(every|some|no) ` + things + `'s {string} is (.+)`, `And every transaction's "type" is DEBIT`,
			"Holds a member of each against a value; at least one has to meet it, or none.", (*World).everyIs},
		{`the ` + lists + ` are ordered by {string}(?: (upwards|downwards))?`, `And the transactions are ordered by "amount.amount" downwards`,
			"Asks that a member never falls from one to the next, or never rises; it has to take more than one value.", (*World).ordered},
		{`each {string} is there once among the ` + lists, `And each "id" is there once among the categories`,
			"Asks that no two have the same value of a member.", (*World).onceEach},
		{`the pages hold each of {int} (transactions|accounts) once`, `Then the pages hold each of 7 transactions once`,
			"Holds the pages that were walked through against the number of items: none twice, none lost.", (*World).pagesWhole},
		{`the series are (.+)`, `Then the series are OUR RENT and OUR SALARY`,
			"Holds the recurring payments, by the references that their transactions begin with, against these.", (*World).seriesAre},
	}
}

// listedIn gives what an answer lists, whichever endpoint's it is. The lists of
// several reports follow one another.
func listedIn(e *Exchange, list string) (all []gjson.Result) {
	if list == "reports" {
		return reportsOf(e)
	}
	paths := map[string][]string{
		"transactions": {"data.transactions", "data.result.transactions"},
		"accounts":     {"data.accounts", "data.result.accounts"},
		"categories":   {"data"},
		"schedules":    {"data.status"},
	}
	for _, path := range paths[list] {
		if found := e.Get(path); found.IsArray() {
			return found.Array()
		}
	}
	member := map[string]string{"groups": "categories", "series": "recurring_transactions"}[list]
	for _, report := range reportsOf(e) {
		all = append(all, report.Get(orElse(member, list)).Array()...)
	}
	return all
}

// transactionIDs gives the ids of transactions.
func transactionIDs(all []gjson.Result) (ids []string) {
	for _, one := range all {
		ids = append(ids, one.Get("insights_transaction_id").String())
	}
	return ids
}

func has(list []string, one string) bool { return slices.Contains(list, one) }

// noneTwiceOf finds the first id that is in a list twice.
func noneTwiceOf(ids []string) error {
	seen := map[string]bool{}
	for _, id := range ids {
		if seen[id] {
			return Finding{Where: "/data", Expected: "each id once", Got: id + " twice"}
		}
		seen[id] = true
	}
	return nil
}

// sameIDs holds ids against others, in their order or in any.
func sameIDs(got, want []string, order bool) error {
	a, b := slices.Clone(got), slices.Clone(want)
	if !order {
		slices.Sort(a)
		slices.Sort(b)
	}
	if slices.Equal(a, b) {
		return nil
	}
	return Finding{Where: "/data/transactions", Expected: strings.Join(want, ", "), Got: orElse(strings.Join(got, ", "), "none")}
}

func (w *World) answerCounts(_ context.Context, least string, want int, list string) error {
	all := listedIn(w.answer, list)
	if len(all) > 0 {
		w.insights.fill(list)
	}
	if len(all) == want || least != "" && len(all) > want {
		return nil
	}
	return w.missed("/data", least+strconv.Itoa(want)+" "+list, fmt.Sprintf("%d %s", len(all), briefly(w.answer.Get("error"))))
}

func (w *World) answerLists(_ context.Context, ids, order string) error {
	if err := w.wentWell(w.answer); err != nil {
		return err
	}
	return sameIDs(transactionIDs(listedIn(w.answer, "transactions")), between.Split(ids, -1), order != "")
}

func (w *World) answerListsNone(_ context.Context, list string) error {
	if !w.insights.full[list] {
		return fmt.Errorf("%w: the scenario has seen no %s before, so that none is no news", ErrPrerequisite, list)
	}
	if err := w.wentWell(w.answer); err != nil {
		return err
	}
	if n := len(listedIn(w.answer, list)); n > 0 {
		return w.missed("/data", "no "+list, strconv.Itoa(n))
	}
	return nil
}

func (w *World) everyIs(ctx context.Context, how, thing, path, want string) error {
	all := listedIn(w.answer, plurals[thing])
	if len(all) == 0 {
		return w.missed("/data", "some "+plurals[thing]+" to look at", "none "+briefly(w.answer.Get("error")))
	}
	var wrong []error
	met := 0
	for i, one := range all {
		got := memberIn(one, path)
		wanted, err := w.meets(ctx, got, want)
		if err != nil {
			return err
		}
		if wanted == "" {
			met++
		}
		if (wanted == "") == (how == "no") && len(wrong) < 3 {
			wrong = append(wrong, w.missed(fmt.Sprintf("/%s/%d/%s", plurals[thing], i, strings.ReplaceAll(path, ".", "/")), how+" one "+orElse(wanted, want), briefly(got)))
		}
	}
	if how == "some" && met > 0 {
		return nil
	}
	return errors.Join(wrong...)
}

func (w *World) ordered(_ context.Context, list, path, down string) error {
	all := listedIn(w.answer, list)
	differ := false
	for i := 1; i < len(all); i++ {
		now, before := memberIn(all[i], path), memberIn(all[i-1], path)
		order := compareValues(now, plain(before))
		differ = differ || order != 0
		if order < 0 && down != "downwards" || order > 0 && down == "downwards" {
			return w.missed(fmt.Sprintf("/%s/%d/%s", list, i, path), "one in order after "+briefly(before), briefly(now))
		}
	}
	if !differ {
		return w.missed("/"+list, "at least two values of "+path, fmt.Sprintf("%d items", len(all)))
	}
	return nil
}

// memberIn digs in an item. The day of a transaction is that of its booking, or
// its value date where it is not booked yet.
func memberIn(item gjson.Result, path string) gjson.Result {
	if path != "day" {
		return item.Get(path)
	}
	if booked := item.Get("booking_date"); booked.Exists() {
		return booked
	}
	return item.Get("value_date")
}

// plain writes a value as it is compared: a number as it stands, a text without
// its quotes.
func plain(v gjson.Result) string {
	if v.Type == gjson.String {
		return v.Str
	}
	return v.Raw
}

func (w *World) onceEach(_ context.Context, path, list string) error {
	var values []string
	for _, one := range listedIn(w.answer, list) {
		values = append(values, one.Get(path).String())
	}
	if len(values) == 0 {
		return w.missed("/data", "some "+list, "none")
	}
	return noneTwiceOf(values)
}

func (w *World) pagesWhole(_ context.Context, want int, list string) error {
	var ids []string
	by := map[string]string{"transactions": "insights_transaction_id", "accounts": "insights_account_id"}[list]
	for _, page := range w.insights.pages {
		for _, one := range page {
			ids = append(ids, one.Get(by).String())
		}
	}
	if err := noneTwiceOf(ids); err != nil {
		return err
	}
	if len(ids) != want {
		return w.missed("/data/"+list, fmt.Sprintf("%d on all pages", want), strconv.Itoa(len(ids)))
	}
	return nil
}

func (w *World) seriesAre(_ context.Context, list string) error {
	var got []string
	for _, one := range listedIn(w.answer, "series") {
		reference := one.Get("reference").String()
		if reference == "" {
			reference = one.Get("transactions.0.reference").String()
		}
		got = append(got, firstWords(reference, 2))
	}
	want := between.Split(list, -1)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		return w.missed("/data/reports", list, strings.Join(got, ", "))
	}
	return nil
}

func firstWords(text string, n int) string {
	words := strings.Fields(text)
	return strings.Join(words[:min(n, len(words))], " ")
}
