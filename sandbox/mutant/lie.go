package mutant

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// A match says which exchanges a lie is about.
type match func(*call, *answer) bool

// on matches the answers, of whatever status, to some operations.
func on(ops ...op) match {
	return func(c *call, _ *answer) bool { return slices.Contains(ops, c.op) }
}

// done matches the successes of some operations.
func done(ops ...op) match {
	return func(c *call, a *answer) bool { return slices.Contains(ops, c.op) && a.ok() }
}

// code matches the answers of the AIS API with one of some statuses.
func code(statuses ...int) match {
	return func(c *call, a *answer) bool { return api(c, a) && slices.Contains(statuses, a.status) }
}

// api matches all answers of the AIS API.
func api(c *call, _ *answer) bool { return strings.HasPrefix(c.path, aisp) }

// fine and failed match the successes and the errors of the AIS API.
func fine(c *call, a *answer) bool   { return api(c, a) && a.ok() }
func failed(c *call, a *answer) bool { return api(c, a) && a.status >= 400 }

// and matches what both match.
func (m match) and(n match) match {
	return func(c *call, a *answer) bool { return m(c, a) && n(c, a) }
}

// alter lies in the answers that match.
func alter(when match, edit func(*call, *answer)) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			a := good(c)
			if when(c, a) {
				edit(c, a)
			}
			return a
		}
	}
}

// instead asks the good bank another question where it refused the first:
// other returns that question, or nil if there is none.
func instead(when match, other func(*call, *answer) *call) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			a := good(c)
			if !when(c, a) {
				return a
			}
			if next := other(c, a); next != nil {
				return good(next)
			}
			return a
		}
	}
}

// answering sets the status and leaves the rest.
func answering(status int) func(*call, *answer) {
	return func(_ *call, a *answer) { a.status = status }
}

// refusing makes the answer a well-formed refusal.
func refusing(status int, code, path string) func(*call, *answer) {
	return func(_ *call, a *answer) { a.refuse(status, code, path) }
}

// refuse makes the answer a well-formed refusal.
func (a *answer) refuse(status int, code, path string) {
	reason := object{"ErrorCode": "BH.OBF." + code, "Message": "This bank does not take that."}
	if path != "" {
		reason["Path"] = path
	}
	a.status = status
	a.header.Set("Content-Type", "application/json")
	a.header.Del("Www-Authenticate")
	a.tell(object{
		"Code":    http.StatusText(status),
		"Id":      "6f2d1c8e-4b0a-4f6e-9d3c-0a1b2c3d4e5f",
		"Message": "The request was refused.",
		"Errors":  []any{reason},
	})
}

// consents is the operations that answer with a consent.
var consents = []op{create, read, patch}

// data lies in the Data of a consent, in the successes of some operations.
func data(ops []op, edit func(*call, object)) lie {
	return document(done(ops...), func(c *call, doc object) {
		if data := doc.object("Data"); data != nil {
			edit(c, data)
		}
	})
}

// document lies in the JSON body of the answers that match.
func document(when match, edit func(*call, object)) lie {
	return alter(when, func(c *call, a *answer) {
		if doc := a.doc(); doc != nil {
			edit(c, doc)
			a.tell(doc)
		}
	})
}

// member sets a member, or takes it away if value is nil.
func member(name string, value any) func(*call, object) {
	return func(_ *call, o object) { o.put(name, value) }
}

func (o object) put(name string, value any) {
	o[name] = value
	if value == nil {
		delete(o, name)
	}
}

// header sets a response header, or drops it if value is "".
func header(name, value string) func(*call, *answer) {
	return func(_ *call, a *answer) {
		a.header.Set(name, value)
		if value == "" {
			a.header.Del(name)
		}
	}
}

// both tells two lies at once.
func both(first, second lie) lie {
	return func(good bank) bank { return second(first(good)) }
}

// later moves a date-time by d and writes it as the page's examples do.
func later(stamp string, d time.Duration) string {
	t, err := time.Parse(time.RFC3339Nano, stamp)
	if err != nil {
		return stamp
	}
	return t.Add(d).Format("2006-01-02T15:04:05.000Z07:00")
}
