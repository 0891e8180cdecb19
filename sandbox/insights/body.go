package insights

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
	"github.com/sandbank-dev/sandbank/schemas"
)

// takes is a route whose handler is given the body, read by the schema of that
// name. An absent body is an empty object where the schema requires nothing, as
// for consent/get (5.1).
func takes[T any](method, path, op, schema string, serve func(*server, *call, *T) (answer, error)) Route {
	return takesInto(func() *T { return new(T) }, method, path, op, schema, serve)
}

// takesInto is takes for a body that is read into what blank makes.
func takesInto[T any](blank func() *T, method, path, op, schema string, serve func(*server, *call, *T) (answer, error)) Route {
	return Route{method, path, op, func(s *server, w http.ResponseWriter, r *http.Request) error {
		c, err := s.admit(w, r, op)
		if err != nil {
			return err
		}
		in := blank()
		if err := c.read(schema, in, checkOf(s, in)); err != nil {
			return err
		}
		return s.answer(w, r, func() (answer, error) { return serve(s, c, in) })
	}}
}

// asks is a route whose handler wants no body; what a DELETE has of one (2.1) is
// read over.
func asks(method, path, op string, serve func(*server, *call) (answer, error)) Route {
	return Route{method, path, op, func(s *server, w http.ResponseWriter, r *http.Request) error {
		c, err := s.admit(w, r, op)
		if err != nil {
			return err
		}
		return s.answer(w, r, func() (answer, error) { return serve(s, c) })
	}}
}

func (s *server) answer(w http.ResponseWriter, r *http.Request, serve func() (answer, error)) error {
	a, err := serve()
	if err != nil {
		return err
	}
	send(w, r, a.status, a.body)
	return nil
}

// A checker is a body that the rules can judge before they are asked to do
// anything: so what they find is told together with what the schema finds.
type checker interface {
	check(*server) []storage.Violation
}

func checkOf(s *server, in any) func() []storage.Violation {
	if c, ok := in.(checker); ok {
		return func() []storage.Violation { return c.check(s) }
	}
	return func() []storage.Violation { return nil }
}

var empty = []byte("{}")

// read decodes the body into in. All that is wrong with it is told at once: by the
// schema, and if that finds anything, by the rules as well, which else are asked
// soon enough.
func (c *call) read(schema string, in any, rules func() []storage.Violation) error {
	body := c.body
	if len(body) == 0 {
		body = empty
	}
	found, err := schemas.Validate(schema, body)
	if err != nil {
		return err
	}
	if len(found) > 0 && found[0].Keyword == "syntax" {
		return malformed("the body is not JSON: %s", found[0].Got)
	}
	d := decode(body, in)
	for _, path := range d.strange {
		journal.Note(c.Request, path+" is not a member that is read here")
	}
	bad := merge(d.explain(found), d.bad)
	if len(bad) > 0 {
		more := rules()
		reword(bad, found, more)
		bad = merge(bad, more)
	}
	if len(c.body) == 0 && len(bad) > 0 {
		bad = slices.Insert(bad, 0, storage.Violation{Code: storage.Required, Message: "the body is missing"})
	}
	return storage.Refuse("read body", bad)
}

// merge adds to what was found what else was, but not at the same places: it would
// be told twice.
func merge(found, more []storage.Violation) []storage.Violation {
	all := found
	for _, v := range more {
		if !covered(found, v.Path) {
			all = append(all, v)
		}
	}
	return all
}

// reword puts the rules' words in place of the schema's where both refuse a text for
// what it says: the rules know which word was meant, and how a country is written.
func reword(found []storage.Violation, by []schemas.Violation, rules []storage.Violation) {
	for i := range min(len(found), len(by)) {
		if k := by[i].Keyword; k != "enum" && k != "pattern" && k != "format" {
			continue
		}
		for _, v := range rules {
			if v.Path == found[i].Path && v.Code == found[i].Code {
				found[i].Message = v.Message
			}
		}
	}
}

func covered(by []storage.Violation, path string) bool {
	return slices.ContainsFunc(by, func(v storage.Violation) bool {
		rest, ok := strings.CutPrefix(path, v.Path)
		return ok && (v.Path == "" || rest == "" || rest[0] == '.' || rest[0] == '[')
	})
}

// codes are the codes of what a schema finds, by its keyword (1.5).
var codes = map[string]string{
	"required": storage.Required, "minLength": storage.Required,
	"type": storage.InvalidFormat, "format": storage.InvalidFormat, "pattern": storage.InvalidFormat,
	"maxLength": storage.TooLong, "maxItems": storage.TooLong, "propertyNames": storage.TooLong,
	"false": storage.MutuallyExclusive,
}

// explain tells what the schema found in the words of this API.
func (d *decoder) explain(found []schemas.Violation) (out []storage.Violation) {
	for _, v := range found {
		code, ok := codes[v.Keyword]
		if !ok {
			code = storage.InvalidValue
		}
		if strings.HasSuffix(v.Path, `[""]`) { // the name of a label is too short
			code = storage.InvalidValue
		}
		out = append(out, storage.Violation{Code: code, Path: v.Path, Message: d.message(v)})
	}
	return out
}

func (d *decoder) message(v schemas.Violation) string {
	switch v.Keyword {
	case "required":
		if near := d.near[v.Path]; near != "" {
			return fmt.Sprintf("is missing: there is %s, but names are told apart by case", wire.Quote(near))
		}
		return "is missing"
	case "false":
		return "cannot stand beside what is there instead of it"
	case "propertyNames":
		return fmt.Sprintf("has a name that cannot be: expected %s", v.Expected)
	case "more":
		return "and " + v.Got
	}
	message := fmt.Sprintf("is %s: expected %s", v.Got, v.Expected)
	if v.Path == "" {
		message = "the body " + message
	}
	return message
}
