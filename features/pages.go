package features

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
)

// maxPages bounds how far Links.Next is followed.
const maxPages = 1000

// pursue follows Links.Next, whatever its form, to the last page. A Next that
// leads back, or to no end, is a Finding.
func (w *World) pursue(r *read, ask func(address string) (*Exchange, error)) error {
	been, met := map[string]int{r.first().Request.URL: 1}, map[string]int{}
	for {
		page := r.pages[len(r.pages)-1]
		if err := r.meet(page, met); err != nil {
			return w.own(err)
		}
		next, err := w.link(page, "Next")
		if err != nil || next == "" {
			return err
		}
		if n := been[next]; n > 0 {
			return loops(fmt.Sprintf("page %d leads back to page %d", len(r.pages), n))
		}
		if len(r.pages) == maxPages {
			return loops(fmt.Sprintf("one more after %d", maxPages))
		}
		if page, err = ask(next); err != nil {
			return err
		}
		if page.Status != http.StatusOK {
			return Finding{Requirement: "PAG-01", Where: "status", Expected: "200 to Links.Next", Got: fmt.Sprint(page.Status)}
		}
		r.pages = append(r.pages, page)
		been[next] = len(r.pages)
	}
}

// meet notes the items of a page, of which none may have been on a page before.
func (r *read) meet(page *Exchange, met map[string]int) error {
	number := len(r.pages)
	for _, item := range itemsOf(page, r.what.member) {
		id := item.Get(ids[r.what.member]).String()
		if id == "" {
			continue
		}
		id = item.Get("AccountId").String() + " " + id
		if before := met[id]; before > 0 && before < number {
			return loops(fmt.Sprintf("page %d with %s, which page %d had", number, id, before))
		}
		met[id] = number
	}
	return nil
}

// own leaves it to a scenario about pages that move under the AISP to say what a
// repeated item misses.
func (w *World) own(err error) error {
	if f, ok := err.(Finding); ok && w.item != nil && w.item.has("PAG-08") {
		f.Requirement = ""
		return f
	}
	return err
}

func loops(got string) error {
	return Finding{Requirement: "PAG-01", Where: "/Links/Next", Expected: "pages of other items, and an end of them", Got: got}
}

// link gives an address of a page's Links, resolved against the page's own; ""
// if there is none. A token goes nowhere but to the bank.
func (w *World) link(page *Exchange, name string) (string, error) {
	text := page.Get("Links." + name).String()
	if text == "" {
		return "", nil
	}
	from, err := url.Parse(page.Request.URL)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrHarness, err)
	}
	to, err := from.Parse(text)
	if err != nil || !sameOrigin(to.String(), w.Target.BaseURL) {
		return "", Finding{Requirement: "PAG-04", Where: "/Links/" + name, Expected: "an address at the host of " + w.Target.BaseURL, Got: quoted(text)}
	}
	return to.String(), nil
}

// turn follows the links of a read that a step made, with the step's own token.
func (w *World) turn(ctx context.Context, r *read) error {
	return w.pursue(r, func(address string) (*Exchange, error) {
		return w.get(ctx, r.what, Call{Path: address})
	})
}
