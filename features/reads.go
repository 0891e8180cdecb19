package features

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/tidwall/gjson"
)

// A read is what was read and the answers to it: one, or the pages that there
// are once they were followed.
type read struct {
	what  endpoint
	at    place
	pages []*Exchange
}

// first gives the answer to the read, that is its first page.
func (r read) first() *Exchange { return r.pages[0] }

// items gives what the answers hold of what was read: the elements of the list,
// or the one object; nothing if it was refused.
func (r read) items() (all []gjson.Result) {
	for _, page := range r.pages {
		all = append(all, itemsOf(page, r.what.member)...)
	}
	return all
}

// itemsOf gives what one answer holds under a member of Data.
func itemsOf(e *Exchange, member string) []gjson.Result {
	if member == "" || e.Status != http.StatusOK {
		return nil
	}
	list := e.Get("Data." + member)
	switch {
	case list.IsArray():
		return list.Array()
	case list.IsObject():
		return []gjson.Result{list}
	}
	return nil
}

// A seen is an item of an answer and where it stands.
type seen struct {
	gjson.Result
	where string // JSON Pointer
	in    read
}

// id gives what tells the item from others of its kind, "" if the bank gave it
// nothing of the sort.
func (s seen) id() string {
	return s.Get(ids[s.in.what.member]).String()
}

// all gives the items of the read.
func (r read) all() (found []seen) {
	for n, page := range r.pages {
		for i, item := range itemsOf(page, r.what.member) {
			s := seen{item, fmt.Sprintf("/Data/%s/%d", r.what.member, i), r}
			if n > 0 {
				s.where = fmt.Sprintf("page %d, %s", n+1, s.where)
			}
			if id := s.id(); id != "" {
				s.where += " (" + id + ")"
			}
			found = append(found, s)
		}
	}
	return found
}

// all gives the items of all that was read.
func (w *World) all() (found []seen) {
	for _, r := range w.reads {
		found = append(found, r.all()...)
	}
	return found
}

// served asks that all that was read was answered with 200: a refusal has
// nothing to hold against anything.
func (w *World) served() error {
	for _, r := range w.reads {
		for _, page := range r.pages {
			if err := expectStatus(page, http.StatusOK); err != nil {
				return err
			}
		}
	}
	return nil
}

// some gives the items of all that was read, or NoData if there are none.
func (w *World) some() ([]seen, error) {
	if err := w.served(); err != nil {
		return nil, err
	}
	found := w.all()
	if len(found) == 0 {
		return nil, NoData("there is nothing in " + w.subject())
	}
	return found, nil
}

// someOf gives those items of which holds says so, or NoData, with the words of
// none, if it is none of them.
func (w *World) someOf(none string, holds func(seen) bool) ([]seen, error) {
	found, err := w.some()
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(it seen) bool { return !holds(it) })
	if len(found) == 0 {
		return nil, NoData(none)
	}
	return found, nil
}

// subject names what was read.
func (w *World) subject() string {
	if len(w.reads) == 0 {
		return "what was read"
	}
	return w.reads[0].what.words
}

// get asks for data as the scenario says, by default with the customer's token.
func (w *World) get(ctx context.Context, what endpoint, c Call) (*Exchange, error) {
	if w.bearer == nil && c.Token == "" {
		token, err := w.readersToken(ctx, what)
		if err != nil {
			return nil, err
		}
		c.Token = token
	}
	if c.Method == "" {
		c.Method = http.MethodGet
	}
	if what.member == "" && what.ofStatement() {
		c.Header = http.Header{"Accept": {"application/pdf, */*"}}
	}
	err := w.send(ctx, c)
	return w.answer, err
}

// readersToken is the token that the data opens to: the customer's, or, for what
// no customer owns, one of the AISP's own. Where no customer has authorised
// anything it is "", and the AISP sends what it has.
func (w *World) readersToken(ctx context.Context, what endpoint) (string, error) {
	if what.words == "the product details" {
		return w.ClientToken(ctx, w.AISP, "products")
	}
	if w.grant.access == "" && (w.trip == nil || w.trip.Code == "") {
		return "", nil
	}
	tokens, err := w.customersTokens(ctx)
	return tokens.access, err
}
