package features

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// pageThens are the steps about the pages of a list.
func pageThens() []step {
	return []step{
		{`the AISP follows the pages to their end`, `When the AISP follows the pages to their end`, "Follows Links.Next from the page that was read before.", (*World).aispTurns},
		{`the AISP follows Links.Next( that was tampered with| with the other consent's token)`, `When the AISP follows Links.Next that was tampered with`,
			"Follows the link of the first page after changing it, or with a token that it is not for.", (*World).aispMisuses},
		{`the first page has no Links.Prev, and the last no Links.Next`, `Then the first page has no Links.Prev, and the last no Links.Next`,
			"Asks that the pages begin and end where their links say.", (*World).endsAreEnds},
		{`the links of each page are absolute and keep the query`, `Then the links of each page are absolute and keep the query`,
			"Looks at all of Links; of a bank that is not scripted a link need not show the query, as long as the pages do.", (*World).linksKeep},
		{`Meta.TotalPages is how many pages there are`, `Then Meta.TotalPages is how many pages there are`, "Counts the pages.", (*World).pagesCounted},
		{`each page but the last holds {int} to {int} items`, `Then each page but the last holds 25 to 1000 items`, "Counts the items of each page.", (*World).pagesHold},
		{`Links.First, Links.Prev and Links.Last lead where they say`, `Then Links.First, Links.Prev and Links.Last lead where they say`,
			"Follows them from the first, the second and the last page, as far as they are there.", (*World).linksLead},
		{`none is missing that was there before`, `And none is missing that was there before`,
			"Reads the list afresh and asks that all that was booked when the first page was read was on one of the pages.", (*World).noneHidden},
	}
}

// paged gives the read whose pages were followed, or NoData if there is one page
// alone.
func (w *World) paged() (read, error) {
	for _, r := range w.reads {
		if len(r.pages) > 1 {
			return r, nil
		}
	}
	return read{}, NoData(w.subject() + " fit on one page")
}

func (w *World) aispTurns(ctx context.Context) error {
	for i := range w.reads {
		if err := w.turn(ctx, &w.reads[i]); err != nil {
			return err
		}
	}
	_, err := w.paged()
	return err
}

func (w *World) aispMisuses(ctx context.Context, how string) error {
	r := w.reads[0]
	next, err := w.link(r.first(), "Next")
	if err != nil {
		return err
	}
	if next == "" {
		return NoData(w.subject() + " fit on one page")
	}
	c := Call{Path: next}
	if how == " that was tampered with" {
		if c.Path, err = tampered(next, w.query); err != nil {
			return err
		}
	} else {
		c.Token = w.other.grant.access
	}
	_, err = w.get(ctx, r.what, c)
	return err
}

// tampered changes an address so that it cannot be one that the bank gave out:
// in the parameter that tells the page.
func tampered(address string, given url.Values) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrHarness, err)
	}
	query := u.Query()
	name, value := "", ""
	for n, values := range query {
		if !given.Has(n) && len(values[0]) >= len(value) {
			name, value = n, values[0]
		}
	}
	if name == "" {
		return "", NoData("Links.Next has no parameter that tells the page")
	}
	query.Set(name, spoilt(value))
	u.RawQuery = query.Encode()
	return u.String(), nil
}

// spoilt changes a text in the middle: the last letter of a coded one may hold
// bits that nobody reads. A number would only be another page.
func spoilt(value string) string {
	if _, err := strconv.Atoi(value); err == nil || value == "" {
		return "x" + value
	}
	at := len(value) / 2
	other := "A"
	if value[at] == 'A' {
		other = "B"
	}
	return value[:at] + other + value[at+1:]
}

func (w *World) endsAreEnds(context.Context) error {
	r, err := w.paged()
	if err != nil {
		return err
	}
	if prev := r.first().Get("Links.Prev"); prev.Exists() {
		return Finding{Where: "/Links/Prev", Expected: "none on the first page", Got: shortened(prev.Raw)}
	}
	last := r.pages[len(r.pages)-1]
	if len(itemsOf(last, r.what.member)) == 0 {
		return Finding{Where: "/Links/Next", Expected: "none on the last page that holds an item", Got: "one that leads to an empty page"}
	}
	return nil
}

var linkNames = []string{"Self", "First", "Prev", "Next", "Last"}

func (w *World) linksKeep(context.Context) error {
	r, err := w.paged()
	if err != nil {
		return err
	}
	for n, page := range r.pages {
		for _, name := range linkNames {
			text := page.Get("Links." + name).String()
			if text == "" {
				continue
			}
			where := fmt.Sprintf("page %d, /Links/%s", n+1, name)
			if !absolute(text) {
				return Finding{Where: where, Expected: "an absolute URI", Got: quoted(text)}
			}
			if err := w.keeps(where, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// keeps asks that a link has the query that was asked with.
func (w *World) keeps(where, link string) error {
	u, err := url.Parse(link)
	if err != nil {
		return Finding{Where: where, Expected: "an address", Got: quoted(link)}
	}
	for name, values := range w.query {
		if !slices.Equal(u.Query()[name], values) {
			if w.Control == nil {
				w.Note("PAG-04: the links of pages do not show the filter")
				return nil
			}
			return Finding{Where: where, Expected: name + "=" + strings.Join(values, ","), Got: quoted(link)}
		}
	}
	return nil
}

func (w *World) pagesCounted(context.Context) error {
	r, err := w.paged()
	if err != nil {
		return err
	}
	told := false
	for n, page := range r.pages {
		total := page.Get("Meta.TotalPages")
		if told = told || total.Exists(); total.Exists() && total.Int() != int64(len(r.pages)) {
			return Finding{Where: fmt.Sprintf("page %d, /Meta/TotalPages", n+1), Expected: fmt.Sprint(len(r.pages)), Got: total.Raw}
		}
	}
	if !told {
		return NoData("the bank does not say how many pages there are")
	}
	return nil
}

func (w *World) pagesHold(_ context.Context, least, most int) error {
	r, err := w.paged()
	if err != nil {
		return err
	}
	for n, page := range r.pages[:len(r.pages)-1] {
		if got := len(itemsOf(page, r.what.member)); got < least || got > most {
			return Finding{Where: fmt.Sprintf("page %d, /Data/%s", n+1, r.what.member), Expected: fmt.Sprintf("%d to %d items", least, most), Got: fmt.Sprint(got)}
		}
	}
	return nil
}

func (w *World) linksLead(ctx context.Context) error {
	r, err := w.paged()
	if err != nil {
		return err
	}
	end := len(r.pages) - 1
	followed := 0
	for _, from := range slices.Compact([]int{0, 1, end}) {
		for name, to := range map[string]int{"First": 0, "Prev": from - 1, "Last": end} {
			there, err := w.leads(ctx, r, from, name, to)
			if err != nil {
				return err
			}
			if there {
				followed++
			}
		}
	}
	if followed == 0 {
		return NoData("the pages have no Links but Next")
	}
	return nil
}

// leads follows a link of a page and asks for the items of another page.
func (w *World) leads(ctx context.Context, r read, from int, name string, to int) (there bool, err error) {
	address, err := w.link(r.pages[from], name)
	if err != nil || address == "" || to < 0 {
		return false, err
	}
	e, err := w.get(ctx, r.what, Call{Path: address})
	if err != nil {
		return false, err
	}
	want := read{r.what, r.at, r.pages[to : to+1]}
	got := read{r.what, r.at, []*Exchange{e}}
	if e.Status != http.StatusOK || !slices.Equal(idsOf(want), idsOf(got)) {
		return true, Finding{
			Where: fmt.Sprintf("page %d, /Links/%s", from+1, name), Expected: fmt.Sprintf("the items of page %d", to+1),
			Got: fmt.Sprintf("%d with %s", e.Status, difference(idsOf(want), idsOf(got))),
		}
	}
	return true, nil
}

func (w *World) noneHidden(ctx context.Context) error {
	r, err := w.paged()
	if err != nil {
		return err
	}
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return err
	}
	afresh, err := w.fetch(ctx, tokens.access, r.what, r.at)
	if err != nil {
		return err
	}
	had := idsOf(r)
	newest, err := newestOn(r)
	if err != nil {
		return err
	}
	for _, it := range afresh.all() {
		at, err := timeOf(it.Result, moments[r.what.member], it.where)
		if err != nil {
			return err
		}
		if !at.After(newest) && !slices.Contains(had, it.identity()) {
			return Finding{Where: "/Data/" + r.what.member, Expected: "every item on one of the pages", Got: "none that is " + it.identity() + it.when()}
		}
	}
	return nil
}

// newestOn gives the date of the newest item of the first page.
func newestOn(r read) (newest time.Time, err error) {
	first := read{r.what, r.at, r.pages[:1]}
	for _, it := range first.all() {
		at, err := timeOf(it.Result, moments[r.what.member], it.where)
		if err != nil {
			return newest, err
		}
		if at.After(newest) {
			newest = at
		}
	}
	return newest, nil
}
