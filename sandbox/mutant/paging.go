package mutant

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
)

// pagedOps is what comes in pages.
var pagedOps = []op{transactions, allTrans, statementTrans}

// paging is lies about pages and the links between them.
var paging = []defect{
	{"next-loops", "Links.Next of the second page leads to the second page.", breaks("PAG-01"),
		links(func(c *call, l object) {
			if c.asks(cursor) != "" && l["Next"] != nil {
				l["Next"] = l["Self"]
			}
		})},
	{"next-leads-back", "Links.Next of the second page leads to the first.", breaks("PAG-01"),
		links(func(c *call, l object) {
			if c.asks(cursor) != "" && l["Next"] != nil {
				l["Next"] = l["First"]
			}
		})},
	{"item-repeated-at-the-edge", "A page begins with the last item of the page before.", breaks("PAG-01"),
		recall(func(good bank, seen *notebook) bank {
			return document(done(pagedOps...), func(c *call, doc object) {
				items := c.items(doc)
				if before := seen.recallFor(c, "edge "+c.asks(cursor)); before != nil && c.asks(cursor) != "" {
					c.arrange(doc, append([]object{before}, items...))
				}
				if next := cursorOf(doc, "Next"); next != "" && len(items) > 0 {
					seen.keep(c, "edge "+next, items[len(items)-1])
				}
			})(good)
		})},
	{"first-page-twice", "The second page is the first once more.", breaks("PAG-01"),
		recall(func(good bank, seen *notebook) bank {
			return document(done(pagedOps...), func(c *call, doc object) {
				if next := cursorOf(doc, "Next"); next != "" && c.asks(cursor) == "" {
					seen.keep(c, "after first "+next, object{"items": c.items(doc)})
				}
				if first := seen.recallFor(c, "after first "+c.asks(cursor)); first != nil && c.asks(cursor) != "" {
					c.arrange(doc, first["items"].([]object))
				}
			})(good)
		})},
	{"item-lost-at-the-edge", "The first item of every page but the first is lost.", breaks("PAG-02"),
		lists(pagedOps, func(c *call, items []object) []object {
			if c.asks(cursor) != "" && len(items) > 0 {
				return items[1:]
			}
			return items
		})},
	{"only-one-page", "There is no page after the first.", breaks("PAG-02"),
		links(func(_ *call, l object) { delete(l, "Next"); delete(l, "Last") })},
	{"page-skipped", "Links.Next of the first page leads to the last.", breaks("PAG-02"),
		links(func(c *call, l object) {
			if c.asks(cursor) == "" && l["Last"] != nil && l["Next"] != nil {
				l["Next"] = l["Last"]
			}
		})},
	{"next-on-the-last-page", "The last page has a Links.Next, which leads to itself.", breaks("PAG-01"),
		links(func(_ *call, l object) {
			if l["Next"] == nil {
				l["Next"] = l["Self"]
			}
		})},
	{"prev-on-the-first-page", "The first page has a Links.Prev.", breaks("PAG-03"),
		links(func(c *call, l object) {
			if c.asks(cursor) == "" && l["Next"] != nil {
				l["Prev"] = l["Self"]
			}
		})},
	{"links-relative", "The links of a page are paths.", breaks("PAG-04"),
		links(func(_ *call, l object) {
			for name := range l {
				if u, err := url.Parse(l.text(name)); err == nil && name != "Self" {
					l[name] = u.RequestURI()
				}
			}
		})},
	{"links-lose-filter", "Links.Next has lost the filter, which the bank remembers.", breaks("PAG-04"), forgetful},
	{"next-loses-filter-for-good", "Links.Next has lost the filter, and leads nowhere without.", breaks("PAG-01"), stripped("Next")},
	{"last-link-loses-filter", "Links.Last has lost the filter.", breaks("PAG-04"), stripped("Last", "First", "Prev")},
	{"total-pages-one-more", "Meta.TotalPages counts one page too many.", breaks("PAG-05"),
		pages(func(n int64) any { return n + 1 })},
	{"total-pages-always-one", "Meta.TotalPages is 1 for any number of pages.", breaks("PAG-05"), pages(func(int64) any { return 1 })},
	{"total-pages-are-items", "Meta.TotalPages is how many items a page has.", breaks("PAG-05"),
		document(done(pagedOps...), func(c *call, doc object) { doc.object("Meta").put("TotalPages", len(c.items(doc))) })},
	{"forged-link-is-first-page", "A page's link that was tampered with leads to the first page.", breaks("PAG-06"),
		func(good bank) bank {
			return alter(misled, func(c *call, a *answer) { *a = *good(c.uncursored()) })(good)
		}},
	{"forged-link-empty", "A page's link that was tampered with leads to an empty page.", breaks("PAG-06"),
		alter(misled, func(c *call, a *answer) { a.hold(c) })},
	{"forged-link-500", "A page's link that was tampered with is answered 500.", breaks("PAG-06"),
		alter(misled, refusing(http.StatusInternalServerError, "UnexpectedError", ""))},
	{"links-for-any-consent", "A page's link of one consent opens that page to the token of another.", breaks("PAG-07"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(pagedOps...), func(c *call, a *answer) {
				if doc := a.doc(); a.ok() && doc != nil {
					for _, name := range []string{"First", "Prev", "Next", "Last"} {
						if page := cursorOf(doc, name); page != "" {
							seen.keep(c, "link "+page, object{"token": c.bearer()})
						}
					}
				}
				if theirs := seen.recallFor(c, "link "+c.asks(cursor)); misled(c, a) && theirs != nil {
					*a = *good(c.by(theirs.text("token")))
				}
			})(good)
		})},
	{"links-of-others-ignored", "A page's link of another consent leads to the first page of the token's own.", breaks("PAG-07"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(pagedOps...), func(c *call, a *answer) {
				if next := cursorOf(a.doc(), "Next"); next != "" {
					seen.keep(c, "link "+next, object{})
				}
				if misled(c, a) && seen.recallFor(c, "link "+c.asks(cursor)) != nil {
					*a = *good(c.uncursored())
				}
			})(good)
		})},
	{"pages-by-offset", "Pages are counted from the newest transaction, so that a new one moves all others.", breaks("PAG-08"), byOffset},
	{"new-transactions-hide-others", "A transaction that is new since the first page takes the place of one on the second.", breaks("PAG-08"), hiding},
	{"pages-of-ten", "A page holds ten items.", breaks("PAG-09"), cut(10)},
	{"first-leads-to-second", "Links.First leads to the second page.", breaks("PAG-10"),
		links(func(c *call, l object) {
			if c.asks(cursor) == "" && l["Next"] != nil {
				l["First"] = l["Next"]
			}
		})},
	{"last-leads-to-first", "Links.Last leads to the first page.", breaks("PAG-10"),
		links(func(_ *call, l object) { l.put("Last", l["First"]) })},
	{"last-leads-to-next", "Links.Last leads to the next page.", breaks("PAG-10"),
		links(func(_ *call, l object) {
			if l["Next"] != nil {
				l["Last"] = l["Next"]
			}
		})},
	{"prev-leads-to-first", "Links.Prev leads to the first page from anywhere.", breaks("PAG-10"),
		links(func(_ *call, l object) {
			if l["Prev"] != nil {
				l["Prev"] = l["First"]
			}
		})},
	{"prev-stays", "Links.Prev leads to the page that it is on.", breaks("PAG-10"),
		links(func(_ *call, l object) {
			if l["Prev"] != nil {
				l["Prev"] = l["Self"]
			}
		})},
}

// links lies in the Links of pages.
func links(edit func(c *call, l object)) lie {
	return document(done(pagedOps...), inObject("Links", edit))
}

// pages lies in Meta.TotalPages.
func pages(edit func(n int64) any) lie {
	return document(done(pagedOps...), inObject("Meta", func(_ *call, meta object) {
		if n, ok := meta["TotalPages"].(json.Number); ok {
			total, _ := n.Int64() // a fraction counts as nothing
			meta["TotalPages"] = edit(total)
		}
	}))
}

// stripped takes the filters off some links.
func stripped(names ...string) lie {
	return links(func(_ *call, l object) {
		for _, name := range names {
			if u, err := url.Parse(l.text(name)); err == nil && l[name] != nil {
				query := u.Query()
				query.Del(fromBooking)
				query.Del(toBooking)
				u.RawQuery = query.Encode()
				l[name] = u.String()
			}
		}
	})
}

// forgetful takes the filters off Links.Next, and puts them back when the page is
// asked for.
func forgetful(good bank) bank {
	return recall(func(good bank, seen *notebook) bank {
		strip := stripped("Next")(func(c *call) *answer {
			a := good(c)
			if next := cursorOf(a.doc(), "Next"); next != "" && done(pagedOps...)(c, a) {
				seen.keep(c, "filter "+next, object{fromBooking: c.asks(fromBooking), toBooking: c.asks(toBooking)})
			}
			return a
		})
		return func(c *call) *answer {
			if filter := seen.recallFor(c, "filter "+c.asks(cursor)); filter != nil && slices.Contains(pagedOps, c.op) {
				c = c.query(fromBooking, filter.text(fromBooking)).query(toBooking, filter.text(toBooking))
			}
			return strip(c)
		}
	})(good)
}

// hiding leaves out of a page as many items as are new since its list's first
// page was read.
func hiding(good bank) bank {
	return recall(func(good bank, seen *notebook) bank {
		return lists(pagedOps, func(c *call, items []object) []object {
			name := "newest " + c.path
			if c.asks(cursor) == "" {
				if len(items) > 0 {
					seen.keep(c, name, object{"id": c.idOf(items[0])})
				}
				return items
			}
			before := seen.recallFor(c, name)
			newer := slices.IndexFunc(c.items(good(c.uncursored()).doc()), func(o object) bool { return before != nil && c.idOf(o) == before.text("id") })
			return items[min(max(newer, 0), len(items)):]
		})(good)
	})(good)
}

// cursorOf gives the place that a link of a page leads to, "" if there is none.
func cursorOf(doc object, name string) string {
	u, err := url.Parse(doc.object("Links").text(name))
	if err != nil {
		return ""
	}
	return u.Query().Get(cursor)
}

// misled matches refusals of a page's link.
func misled(c *call, a *answer) bool {
	return slices.Contains(pagedOps, c.op) && c.asks(cursor) != "" && a.status == http.StatusBadRequest
}
