package features

import (
	"context"
	"net/url"
	"strings"
)

// filterSteps are the steps in which the AISP reads a part by dates, and that
// hold the part against the whole.
func filterSteps() []step {
	return []step{
		{`the AISP reads them again (from the middle on|up to the middle|from the first quarter to the last|from the first quarter on|from the day of the middle on|up to the day of the middle|from the middle on, in another zone|in two halves)`,
			`When the AISP reads them again from the middle on`,
			"Reads the same again with a filter whose dates are those of what came before.", (*World).aispFilters},
		{`they are those that the filter selects, all of them`, `Then they are those that the filter selects, all of them`,
			"Holds what came with the filter against what came without.", (*World).areSelected},
		{`both halves together are what came before`, `Then both halves together are what came before`,
			"Holds the two halves against the whole.", (*World).areTheWhole},
	}
}

// largest gives the read with the most items, of which there have to be enough
// to part.
func (w *World) largest() (read, error) {
	var most read
	for _, r := range w.reads {
		if len(r.items()) > len(most.items()) {
			most = r
		}
	}
	if len(most.items()) < 4 {
		return most, NoData("there are fewer than four items in " + w.subject())
	}
	return most, nil
}

func (w *World) aispFilters(ctx context.Context, how string) error {
	r, err := w.largest()
	if err != nil {
		return err
	}
	all, err := r.instants()
	if err != nil {
		return err
	}
	if how == "in two halves" {
		return w.readHalves(ctx, r, pivot(all, len(all)/2))
	}
	w.spans = spansOf(how, r.what.member, all)
	w.reads = []read{r}
	return w.readAll(ctx, r.what, []place{r.at}, w.spans[0].query, true)
}

// readHalves reads what was up to a moment, and what was from it on.
func (w *World) readHalves(ctx context.Context, r read, middle instant) error {
	w.reads = []read{r}
	var halves []read
	for _, end := range []string{"to", "from"} {
		query := url.Values{end + kindOf(r.what.member): {wall(middle.text)}}
		if err := w.readAll(ctx, r.what, []place{r.at}, query, true); err != nil {
			return err
		}
		halves = append(halves, w.reads...)
	}
	w.earlier, w.reads = []read{r}, halves
	return nil
}

func (w *World) areSelected(context.Context) error {
	if err := w.served(); err != nil {
		return err
	}
	var first error
	for i, s := range w.spans {
		err := w.selected(s)
		if err == nil {
			if i > 0 {
				w.Note("TRX-07: the bank reads the zone of a filter")
			}
			return nil
		}
		if first == nil {
			first = err
		}
		if w.Control != nil {
			return err
		}
	}
	return first
}

// selected holds what came with a filter against what came without.
func (w *World) selected(s span) error {
	want := map[string]bool{}
	for _, r := range w.earlier {
		for _, it := range r.all() {
			at, err := timeOf(it.Result, moments[r.what.member], it.where)
			if err != nil {
				return err
			}
			if s.holds(at) {
				want[it.identity()] = true
			}
		}
	}
	return w.exactly(want, "?"+s.query.Encode())
}

// exactly asks that what came is what was wanted.
func (w *World) exactly(want map[string]bool, of string) error {
	got := map[string]bool{}
	for _, it := range w.all() {
		got[it.identity()] = true
		if !want[it.identity()] {
			return Finding{Where: it.where, Expected: "an item of " + of, Got: "one that does not belong to it" + it.when()}
		}
	}
	for _, r := range w.earlier {
		for _, it := range r.all() {
			if want[it.identity()] && !got[it.identity()] {
				return Finding{Where: "/Data/" + r.what.member, Expected: "all items of " + of, Got: "none that is " + shortened(it.identity()) + it.when()}
			}
		}
	}
	return nil
}

// when tells the date of an item, for a report.
func (s seen) when() string {
	if text := s.Get(moments[s.in.what.member]).String(); text != "" {
		return " (" + text + ")"
	}
	return ""
}

func (w *World) areTheWhole(context.Context) error {
	if err := w.served(); err != nil {
		return err
	}
	want := map[string]bool{}
	for _, r := range w.earlier {
		for _, it := range r.all() {
			want[it.identity()] = true
		}
	}
	return w.exactly(want, "the whole")
}

// identity tells an item from all others: by its account and its id or, where
// the bank gives none, by all that it shows.
func (s seen) identity() string {
	account := s.Get("AccountId").String()
	if account == "" {
		account = s.in.at.account
	}
	if id := s.id(); id != "" {
		return account + " " + id
	}
	return strings.Join(strings.Fields(s.Raw), " ")
}
