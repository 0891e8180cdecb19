package mutant

import (
	"slices"
	"strings"
)

// list returns the objects in the array that is a member; an object that stands
// there by itself counts as an array of one.
func (o object) list(member string) (items []object) {
	if one := o.object(member); one != nil {
		return []object{one}
	}
	array, _ := o[member].([]any)
	for _, v := range array {
		if item, ok := v.(map[string]any); ok {
			items = append(items, item)
		}
	}
	return items
}

// items returns what a call asked for, of the JSON of its answer.
func (c *call) items(doc object) []object { return doc.object("Data").list(byOp[c.op].list) }

// arrange makes the items of an answer these, unless it holds an object where
// others hold a list.
func (c *call) arrange(doc object, items []object) {
	data, member := doc.object("Data"), byOp[c.op].list
	if _, isList := data[member].([]any); !isList {
		return
	}
	array := []any{}
	for _, item := range items {
		array = append(array, item)
	}
	data[member] = array
}

// lists lies in the lists that some operations answer with.
func lists(ops []op, edit func(c *call, items []object) []object) lie {
	return document(done(ops...), func(c *call, doc object) {
		if items := c.items(doc); items != nil {
			c.arrange(doc, edit(c, items))
		}
	})
}

// each lies in every item that some operations answer with.
func each(ops []op, edit func(item object)) lie {
	return lists(ops, func(_ *call, items []object) []object {
		for _, item := range items {
			edit(item)
		}
		return items
	})
}

// without leaves members out of every item.
func without(ops []op, members ...string) lie {
	return each(ops, func(item object) {
		for _, name := range members {
			delete(item, name)
		}
	})
}

// at lies in the objects that a path of members leads to, where there are any.
func at(o object, path string, edit func(object)) {
	name, rest, more := strings.Cut(path, ".")
	for _, inner := range o.list(name) {
		if !more {
			edit(inner)
			continue
		}
		at(inner, rest, edit)
	}
}

// idOf returns what tells an item from the others of its list.
func (c *call) idOf(item object) string {
	switch name := byOp[c.op].list; name {
	case "Account":
		return item.text("AccountId")
	case "Balance":
		return item.text("AccountId") + " " + item.text("Type")
	default:
		return item.text(name + "Id")
	}
}

// richer lies in the answers to some operations with what the good bank tells
// of the same items under a consent that change makes other than the caller's.
func richer(ops []op, change func(data object) bool, merge func(mine, other object)) lie {
	return recall(func(good bank, seen *notebook) bank {
		return document(done(ops...), func(c *call, doc object) {
			token := seen.twin(good, c, change)
			if token == "" {
				return
			}
			more := c.items(good(c.uncursored().by(token)).doc())
			for _, mine := range c.items(doc) {
				i := slices.IndexFunc(more, func(other object) bool { return c.idOf(other) == c.idOf(mine) })
				if i >= 0 {
					merge(mine, more[i])
				}
			}
		})(good)
	})
}

// as answers some operations with what the good bank tells under a consent that
// change makes other than the caller's, cursors of that one included.
func as(ops []op, change func(data object) bool) lie {
	return recall(func(good bank, seen *notebook) bank {
		return alter(on(ops...), func(c *call, a *answer) {
			if !a.ok() && c.asks(cursor) == "" {
				return
			}
			if token := seen.twin(good, c, change); token != "" {
				if b := good(c.by(token)); b.ok() {
					*a = *b
				}
			}
		})(good)
	})
}

// uncursored is the call for the first page.
func (c *call) uncursored() *call { return c.query(cursor, "") }

// The parameters of a query.
const (
	cursor         = "page"
	fromBooking    = "fromBookingDateTime"
	toBooking      = "toBookingDateTime"
	fromStatements = "fromStatementDateTime"
	toStatements   = "toStatementDateTime"
)

// query returns a copy of the call with a parameter set, or dropped if value is
// "".
func (c *call) query(name, value string) *call {
	c = c.again()
	query := c.URL.Query()
	query.Set(name, value)
	if value == "" {
		query.Del(name)
	}
	c.URL.RawQuery = query.Encode()
	c.RequestURI = c.URL.RequestURI()
	return c
}

// asks returns a parameter of the call's query.
func (c *call) asks(name string) string { return c.URL.Query().Get(name) }
