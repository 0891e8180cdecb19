package mutant

import (
	"encoding/json"
	"net/http"
	"slices"
)

// accept takes requests for a consent that the good bank refuses. Legal makes
// the refused document one that the bank takes, and returns the members of Data
// that the client is to see in place of what the bank then holds (nil as a
// value: not at all); it returns nil where this lie does not apply.
func accept(legal func(doc object) (show object)) lie {
	return acceptBody(func(c *call) ([]byte, object) {
		doc := c.doc()
		if doc == nil {
			return nil, nil
		}
		show := legal(doc)
		if show == nil {
			return nil, nil
		}
		return doc.bytes(), show
	})
}

// acceptBody is accept for bodies that are not JSON objects.
func acceptBody(legal func(*call) (body []byte, show object)) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a := good(c)
			if c.op == create && a.status == http.StatusBadRequest {
				a = secondTry(good, seen, c, a, legal)
			}
			seen.repeat(c, a)
			return a
		}
	})
}

func secondTry(good bank, seen *notebook, c *call, refused *answer, legal func(*call) ([]byte, object)) *answer {
	body, show := legal(c)
	if show == nil {
		return refused
	}
	taken := good(c.with(body))
	if !taken.ok() {
		return refused
	}
	seen.keep(c, taken.consentID(), show)
	return taken
}

// repeat shows a consent as it was promised to be shown.
func (n *notebook) repeat(c *call, a *answer) {
	if !done(consents...)(c, a) {
		return
	}
	if show := n.recallFor(c, a.consentID()); show != nil {
		doc := a.doc()
		for name, value := range show {
			doc.object("Data").put(name, value)
		}
		a.tell(doc)
	}
}

func (a *answer) consentID() string { return a.doc().object("Data").text("ConsentId") }

// reject refuses requests for a consent that the good bank takes.
func reject(illegal func(data object) bool, code, path string) lie {
	return alter(done(create), func(c *call, a *answer) {
		if illegal(c.doc().object("Data")) {
			a.refuse(http.StatusBadRequest, code, path)
		}
	})
}

// asks tells whether Data asks for any of some permissions.
func (o object) asks(any ...string) bool {
	return slices.ContainsFunc(o.texts("Permissions"), func(p string) bool { return slices.Contains(any, p) })
}

// granting asks for more permissions than the client did, and hides that.
func granting(data object, more ...string) (show object) {
	asked := data["Permissions"]
	list := slices.Clone(asked.([]any))
	for _, p := range more {
		list = append(list, p)
	}
	data["Permissions"] = list
	return object{"Permissions": asked}
}

// asking replaces what a client asks for, and shows it none the less.
func asking(data object, show any, instead ...string) object {
	list := []any{}
	for _, p := range instead {
		list = append(list, p)
	}
	data["Permissions"] = list
	return object{"Permissions": show}
}

// raw reads any JSON value; nil if it is none.
func raw(body []byte) (v any) {
	_ = json.Unmarshal(body, &v) // not JSON: nil
	return v
}
