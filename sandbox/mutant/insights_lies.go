package mutant

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// insightful matches all answers of Account Insights.
func insightful(c *call, _ *answer) bool {
	return strings.HasPrefix(c.path, "/xs2a/v1/") || strings.HasPrefix(c.path, "/insights/v1/")
}

// turned matches the refusals of some operations with one of some statuses.
func turned(ops []op, statuses ...int) match {
	return func(c *call, a *answer) bool {
		return slices.Contains(ops, c.op) && a.status >= 400 && (len(statuses) == 0 || slices.Contains(statuses, a.status))
	}
}

// denying makes the answer a well-formed refusal of Account Insights.
func denying(status int, word string) func(*call, *answer) {
	return func(_ *call, a *answer) { a.deny(status, word) }
}

func (a *answer) deny(status int, word string) {
	a.become(status, object{"error": object{"code": word, "message": "This aggregator does not take that."}})
}

// become makes the answer another one altogether.
func (a *answer) become(status int, doc object) {
	a.status, a.body = status, nil
	a.header.Del("Content-Type")
	if doc != nil {
		a.header.Set("Content-Type", "application/json")
		a.tell(doc)
	}
}

// told lies in data, in the successes of some operations.
func told(ops []op, edit func(c *call, data object)) lie {
	return document(done(ops...), func(c *call, doc object) {
		if data := doc.object("data"); data != nil {
			edit(c, data)
		}
	})
}

// lacking leaves members out of data.
func lacking(ops []op, members ...string) lie {
	return told(ops, func(_ *call, data object) {
		for _, m := range members {
			delete(data, m)
		}
	})
}

// listing lies about the objects in a list of data.
func listing(ops []op, member string, edit func(c *call, items []object) []object) lie {
	return told(ops, func(c *call, data object) {
		if _, there := data[member].([]any); there {
			data.fill(member, edit(c, data.list(member)))
		}
	})
}

// fill makes a member the list of some objects.
func (o object) fill(member string, items []object) {
	all := make([]any, len(items))
	for i, item := range items {
		all[i] = item
	}
	o[member] = all
}

// reporting lies in each report of an answer.
func reporting(ops []op, edit func(c *call, report object)) lie {
	return told(ops, func(c *call, data object) {
		for _, report := range data.list("reports") {
			edit(c, report)
		}
	})
}

// entering lies about the transactions of a list or of each report.
func entering(ops []op, edit func(c *call, items []object) []object) lie {
	return told(ops, func(c *call, data object) {
		for _, holder := range append(data.list("reports"), data) {
			if _, there := holder["transactions"].([]any); there {
				holder.fill("transactions", edit(c, holder.list("transactions")))
			}
		}
	})
}

// every edits one object after the other.
func every(edit func(object)) func(*call, []object) []object {
	return func(_ *call, items []object) []object {
		for _, item := range items {
			edit(item)
		}
		return items
	}
}

// rewording changes what is asked before the good bank hears it.
func rewording(ops []op, edit func(c *call, body object)) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			body := c.doc()
			if len(c.body) == 0 {
				body = object{}
			}
			if !slices.Contains(ops, c.op) || body == nil || len(c.body) > 0 && !json.Valid(bytes.TrimSpace(c.body)) {
				return good(c)
			}
			if edit(c, body); len(c.body) == 0 && len(body) == 0 {
				return good(c)
			}
			return good(c.with(body.bytes()).set("Content-Type", orJSON(c.Header.Get("Content-Type"))))
		}
	}
}

// orJSON is a media type, or JSON where there is none.
func orJSON(kind string) string {
	if kind == "" {
		return "application/json"
	}
	return kind
}

// ignoring does not hear some members of a request.
func ignoring(ops []op, members ...string) lie {
	return rewording(ops, func(_ *call, body object) {
		for _, m := range members {
			body.forget(m)
		}
	})
}

// forget takes a member away, which may be within others: pagination.size.
func (o object) forget(path string) {
	for {
		outer, inner, deeper := strings.Cut(path, ".")
		if !deeper {
			delete(o, outer)
			return
		}
		if o = o.object(outer); o == nil {
			return
		}
		path = inner
	}
}

// dig gives what is at a path, nil if nothing is.
func (o object) dig(path string) any {
	for {
		outer, inner, deeper := strings.Cut(path, ".")
		if !deeper {
			return o[outer]
		}
		if o = o.object(outer); o == nil {
			return nil
		}
		path = inner
	}
}

// lenient asks again, in other words, what the good bank refused.
func lenient(ops []op, edit func(c *call, body object)) lie {
	return instead(turned(ops, http.StatusBadRequest), func(c *call, _ *answer) *call {
		body := c.doc()
		if body == nil {
			return nil
		}
		edit(c, body)
		return c.with(body.bytes())
	})
}

// overlooking asks again without what the good bank refused.
func overlooking(ops []op, members ...string) lie {
	return lenient(ops, func(_ *call, body object) {
		for _, m := range members {
			body.forget(m)
		}
	})
}

// strict refuses what the good bank takes.
func strict(ops []op, when func(body object) bool) lie {
	return guarded(ops, func(c *call) bool { return when(c.doc()) }, http.StatusBadRequest, "VALIDATION_ERROR")
}

// guarded refuses some calls, and the good bank does not hear of them.
func guarded(ops []op, when func(c *call) bool, status int, word string) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			if slices.Contains(ops, c.op) && when(c) {
				a := &answer{header: http.Header{}}
				a.deny(status, word)
				return a
			}
			return good(c)
		}
	}
}

// silent keeps some calls from the good bank, and answers as if they were done.
func silent(ops []op, when func(c *call) bool, status int, body string) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			if !slices.Contains(ops, c.op) || !when(c) {
				return good(c)
			}
			a := &answer{status: status, header: http.Header{}, body: []byte(body)}
			if body != "" {
				a.header.Set("Content-Type", "application/json")
			}
			return a
		}
	}
}

func always(*call) bool { return true }
