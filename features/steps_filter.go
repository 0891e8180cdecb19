package features

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// filterSteps are the steps in which the AISP reads a part by dates, and that
// hold the part against the whole.
func filterSteps() []step {
	return []step{
		{`a window (from|to) the middle of the customer's (transactions|statements)`, `And a window from the middle of the customer's transactions`,
			"Sets an end of the request's window to where half of the data lies on each side, as a second consent of the customer tells it.", (*World).givenMiddle},
		{`a filter that ends before the window begins`, `And a filter that ends before the window begins`,
			"Adds to the query of the When an end that the window does not reach.", (*World).givenBeforeWindow},
		{`the AISP reads them again (from the middle on|up to the middle|from the first quarter to the last|from the day of the middle on|up to the day of the middle|from the middle on, in another zone|in two halves)`,
			`When the AISP reads them again from the middle on`,
			"Reads the same again with a filter whose dates are those of what came before.", (*World).aispFilters},
		{`they are those that the filter selects, all of them`, `Then they are those that the filter selects, all of them`,
			"Holds what came with the filter against what came without.", (*World).areSelected},
		{`both halves together are what came before`, `Then both halves together are what came before`,
			"Holds the two halves against the whole.", (*World).areTheWhole},
		{`every item lies in the window`, `Then every item lies in the window`,
			"Holds the dates of each item against the window of the consent; a statement lies in it as a whole.", (*World).lieInWindow},
		{`none of those in the window is missing`, `And none of those in the window is missing`,
			"Holds what came against what the second consent of the customer showed of the window.", (*World).noneMissing},
	}
}

// A span is a part of a list by dates: what the query says, and what that means.
type span struct {
	query  url.Values
	lo, hi time.Time // both belong to it; zero is open
}

func (s span) holds(at time.Time) bool {
	return (s.lo.IsZero() || !at.Before(s.lo)) && (s.hi.IsZero() || !at.After(s.hi))
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

// An instant is when an item was, and how the bank writes it.
type instant struct {
	at   time.Time
	text string
}

// instants gives when the items of a read were, the earliest first.
func (r read) instants() (all []instant, err error) {
	for _, it := range r.all() {
		at, err := timeOf(it.Result, moments[r.what.member], it.where)
		if err != nil {
			return nil, err
		}
		all = append(all, instant{at, it.Get(moments[r.what.member]).String()})
	}
	slices.SortStableFunc(all, func(a, b instant) int { return a.at.Compare(b.at) })
	if len(all) > 0 && all[0].at.Equal(all[len(all)-1].at) {
		return nil, NoData("all items are of one moment")
	}
	return all, nil
}

// after gives the earliest instant from place i on that is later than the very
// first, so that a filter leaves something out.
func after(all []instant, i int) instant {
	for i < len(all)-1 && all[i].at.Equal(all[0].at) {
		i++
	}
	return all[i]
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
		return w.readHalves(ctx, r, after(all, len(all)/2))
	}
	w.spans = spansOf(how, r.what.member, all)
	w.reads = []read{r}
	return w.readAll(ctx, r.what, []place{r.at}, w.spans[0].query, true)
}

// spansOf gives what a filter means. Where the standard leaves a choice, the
// suite's own reading comes first.
func spansOf(how, member string, all []instant) []span {
	middle := after(all, len(all)/2)
	from := func(text string, lo time.Time) span {
		return span{query: url.Values{"from" + kindOf(member): {text}}, lo: lo}
	}
	to := func(text string, hi time.Time) span {
		return span{query: url.Values{"to" + kindOf(member): {text}}, hi: hi}
	}
	year, month, day := middle.at.Date()
	midnight := time.Date(year, month, day, 0, 0, 0, 0, middle.at.Location())
	date := middle.text[:min(len(middle.text), len("2006-01-02"))]
	switch how {
	case "from the middle on":
		return []span{from(wall(middle.text), middle.at)}
	case "up to the middle":
		return []span{to(wall(middle.text), middle.at)}
	case "from the first quarter to the last":
		first, last := after(all, len(all)/4), all[len(all)*3/4]
		both := from(wall(first.text), first.at)
		both.query.Set("to"+kindOf(member), wall(last.text))
		both.hi = last.at
		return []span{both}
	case "from the day of the middle on":
		return []span{from(date, midnight)}
	case "up to the day of the middle":
		return []span{to(date, midnight)}
	}
	_, own := middle.at.Zone()
	other := time.FixedZone("", own+5*60*60)
	text := wall(middle.text) + fiveAhead(own)
	elsewhere := middle.at.Add(-5 * time.Hour).In(other)
	return []span{from(text, middle.at), from(text, elsewhere)}
}

// fiveAhead writes a zone five hours ahead of one that is so many seconds ahead.
func fiveAhead(seconds int) string {
	return time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", seconds+5*60*60)).Format("-07:00")
}

// kindOf gives the end of the names of a filter's parameters.
func kindOf(member string) string {
	if member == "Statement" {
		return "StatementDateTime"
	}
	return "BookingDateTime"
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
	if _, err := w.some(); err != nil {
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
	if _, err := w.some(); err != nil {
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

// givenMiddle sends a scout for the customer's data, and lays an end of the
// request's window into the middle of it.
func (w *World) givenMiddle(ctx context.Context, end, kind string) error {
	permissions := []string{"ReadTransactionsBasic", "ReadTransactionsCredits", "ReadTransactionsDebits"}
	if kind == "statements" {
		permissions = []string{"ReadStatementsBasic"}
	}
	scout, err := w.sendScout(ctx, w.persona, permissions...)
	if err != nil {
		return err
	}
	what := mustEndpoint("an account's " + kind)
	accounts, err := w.listWith(ctx, scout.access, mustEndpoint("the accounts"), place{})
	for _, account := range accounts[:min(len(accounts), mostAccounts)] {
		r, err := w.fetch(ctx, scout.access, what, place{account: account.Get("AccountId").String()})
		if err != nil {
			return err
		}
		if w.whole = r; len(r.items()) >= 4 {
			return w.setMiddle(end)
		}
	}
	if err != nil {
		return err
	}
	return NoData("no account of the customer has four " + kind)
}

// setMiddle lays an end of the request's window into the middle of the whole: of
// transactions to one of them, of statements into the midst of one.
func (w *World) setMiddle(end string) error {
	all, err := w.whole.instants()
	if err != nil {
		return err
	}
	middle := after(all, len(all)/2)
	if w.whole.what.member == "Statement" {
		middle.text = middle.at.Add(36 * time.Hour).Format(time.RFC3339)
	}
	member := map[string]string{"from": "Data.TransactionFromDateTime", "to": "Data.TransactionToDateTime"}[end]
	return w.asking().set(member, strconv.Quote(middle.text))
}

func (w *World) givenBeforeWindow(ctx context.Context) error {
	from, _, err := w.window()
	if err != nil {
		return err
	}
	return w.givenQuery(ctx, "toBookingDateTime", wall(from.AddDate(0, 0, -1).Format(time.RFC3339)))
}

// window gives both ends of the consent's window, zero where it is open.
func (w *World) window() (from, to time.Time, err error) {
	ends := []*time.Time{&from, &to}
	for i, member := range []string{"TransactionFromDateTime", "TransactionToDateTime"} {
		if text := w.ask.date(member); text != "" {
			if *ends[i], err = time.Parse(time.RFC3339Nano, text); err != nil {
				return from, to, fmt.Errorf("%w: %w", ErrHarness, err)
			}
		}
	}
	return from, to, nil
}

// extent names the date-times of an item that have to lie in the window.
var extent = map[string][]string{"Transaction": {"BookingDateTime"}, "Statement": {"StartDateTime", "EndDateTime"}}

// inside tells whether an item lies in the window as a whole.
func (w *World) inside(it seen) (bool, error) {
	from, to, err := w.window()
	for _, member := range extent[it.in.what.member] {
		at, failed := timeOf(it.Result, member, it.where)
		if err == nil {
			err = failed
		}
		if !(span{lo: from, hi: to}).holds(at) {
			return false, err
		}
	}
	return true, err
}

func (w *World) lieInWindow(context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	for _, it := range items {
		in, err := w.inside(it)
		if err != nil {
			return err
		}
		if !in {
			return Finding{Where: it.where, Expected: "an item of the consent's window", Got: "one that lies outside" + it.when()}
		}
	}
	return nil
}

func (w *World) noneMissing(context.Context) error {
	got := map[string]bool{}
	for _, it := range w.all() {
		got[it.identity()] = true
	}
	looked := 0
	for _, it := range w.whole.all() {
		in, err := w.inside(it)
		if err != nil {
			return err
		}
		if !in {
			continue
		}
		if looked++; !got[it.identity()] {
			return Finding{Where: "/Data/" + w.whole.what.member, Expected: "every item of the window", Got: "none that is " + shortened(it.identity()) + it.when()}
		}
	}
	if looked == 0 {
		return NoData("nothing lies in the window")
	}
	return nil
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
