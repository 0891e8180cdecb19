package mutant

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// everything collects the items of all pages that follow a page.
func everything(good bank, c *call, first *answer) (items []object) {
	for a := first; ; {
		doc := a.doc()
		items = append(items, c.items(doc)...)
		next := cursorOf(doc, "Next")
		if next == "" {
			return items
		}
		a = good(c.query(cursor, next))
	}
}

const offset = "offset-"

// byOffset cuts pages of its own out of all that the good bank has at the time.
func byOffset(good bank) bank { return offsets(good, 100) }

// cut makes pages of so many items.
func cut(size int) lie {
	return func(good bank) bank { return offsets(good, size) }
}

func offsets(good bank, size int) bank {
	return recall(func(good bank, seen *notebook) bank { return sliced(good, seen, size) })(good)
}

// sliced answers with pages of so many items of the whole list.
func sliced(good bank, seen *notebook, size int) bank {
	return func(c *call) *answer {
		if !slices.Contains(pagedOps, c.op) || c.asks(cursor) != "" && !strings.HasPrefix(c.asks(cursor), offset) {
			return good(c)
		}
		start, _ := strconv.Atoi(strings.TrimPrefix(c.asks(cursor), offset)) // no number: the first page
		a := good(c.uncursored())
		if !a.ok() {
			return a
		}
		all, doc := seen.whole(good, c, a), a.doc()
		start = min(max(start, 0), len(all))
		c.arrange(doc, all[start:min(start+size, len(all))])
		c.relink(doc, start, size, len(all))
		a.tell(doc)
		return a
	}
}

// whole gives a list from its newest item on, collected anew when that is another.
func (n *notebook) whole(good bank, c *call, first *answer) []object {
	items := c.items(first.doc())
	if len(items) == 0 {
		return nil
	}
	name := "whole " + c.bearer() + c.uncursored().URL.RequestURI()
	if kept := n.recallFor(c, name); kept != nil && kept["newest"] == c.idOf(items[0]) {
		return kept["items"].([]object)
	}
	all := everything(good, c, first)
	n.keep(c, name, object{"newest": c.idOf(items[0]), "items": all})
	return all
}

// relink makes the links of a page lead by offset.
func (c *call) relink(doc object, start, size, total int) {
	l := doc.object("Links")
	base, err := url.Parse(l.text("Self"))
	if err != nil {
		return
	}
	to := func(name string, n int, there bool) {
		query := base.Query()
		query.Set(cursor, offset+strconv.Itoa(n))
		u := *base
		u.RawQuery = query.Encode()
		l.put(name, nil)
		if there {
			l[name] = u.String()
		}
	}
	last := max(total-1, 0) / size * size
	to("First", 0, true)
	to("Prev", max(start-size, 0), start > 0)
	to("Next", start+size, start+size < total)
	to("Last", last, true)
	doc.object("Meta").put("TotalPages", last/size+1)
}
