package features

import (
	"context"
	"fmt"
	"slices"
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
		{`none of those of before is missing, as far as they are not too old`, `Then none of those of before is missing, as far as they are not too old`,
			"Holds what came against what came before, from the earliest date on that came now.", (*World).noneLost},
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

func (w *World) noneLost(context.Context) error {
	if _, err := w.some(); err != nil {
		return err
	}
	now, err := w.reads[0].instants()
	if err != nil {
		return err
	}
	if len(idsOf(w.earlier[0])) == 0 {
		return NoData("the bank gives no ids in " + w.subject())
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
