package mutant

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

// malformed is banks that take bodies they should refuse.
var malformed = []defect{
	{"no-data-accepted", "A request without Data makes a consent.", breaks("AAC-POST-08"),
		accept(func(doc object) object {
			if doc["Data"] != nil {
				return nil
			}
			doc["Data"] = object{"Permissions": []any{"ReadAccountsBasic"}}
			return object{}
		})},
	{"no-permissions-accepted", "A request without Permissions makes a consent.", breaks("AAC-POST-08"),
		accept(func(doc object) object {
			data := doc.object("Data")
			if _, there := data["Permissions"]; data == nil || there {
				return nil
			}
			asking(data, nil, "ReadAccountsBasic")
			return object{}
		})},
	{"empty-permissions-accepted", "A request with an empty list of Permissions makes a consent.", breaks("AAC-POST-08"),
		accept(func(doc object) object {
			data := doc.object("Data")
			if list, isList := data["Permissions"].([]any); !isList || len(list) > 0 {
				return nil
			}
			asking(data, nil, "ReadAccountsBasic")
			return object{}
		})},
	{"permission-string-accepted", "Permissions that are one string are taken as a list of it.", breaks("AAC-POST-17"),
		accept(func(doc object) object {
			data := doc.object("Data")
			if data.text("Permissions") == "" {
				return nil
			}
			asking(data, nil, "ReadAccountsBasic")
			return object{}
		})},
	{"permission-types-ignored", "Members of Permissions that are no strings are left out without a word.", breaks("AAC-POST-17"),
		accept(func(doc object) object {
			data := doc.object("Data")
			list, isList := data["Permissions"].([]any)
			if texts := data.texts("Permissions"); isList && len(texts) < len(list) {
				return asking(data, append(texts, "ReadAccountsBasic"), append(texts, "ReadAccountsBasic")...)
			}
			return nil
		})},
	{"window-types-ignored", "An end of the window that is no string is left out without a word.", breaks("AAC-POST-17"),
		accept(func(doc object) object {
			var show object
			for _, end := range []string{from, to} {
				data := doc.object("Data")
				if v, there := data[end]; there && data.text(end) == "" && v != "" {
					delete(data, end)
					show = object{}
				}
			}
			return show
		})},
	{"data-of-any-type-accepted", "A Data that is no object makes a consent.", breaks("AAC-POST-17"),
		accept(func(doc object) object {
			if doc["Data"] == nil || doc.object("Data") != nil {
				return nil
			}
			doc["Data"] = object{"Permissions": []any{"ReadAccountsBasic"}}
			return object{}
		})},
	{"unknown-members-refused", "A member that the standard does not name is a reason to refuse.", breaks("AAC-POST-22"),
		alter(done(create), func(c *call, a *answer) {
			if len(unknownMembers(c.doc())) > 0 {
				a.refuse(http.StatusBadRequest, "Field.Unexpected", "Data")
			}
		})},
	{"unknown-members-returned", "Members that the standard does not name are kept and returned.", breaks("AAC-POST-22", "HTTP-BODY-02"),
		alter(done(create), func(c *call, a *answer) {
			doc := a.doc()
			for name, value := range unknownMembers(c.doc()) {
				doc.object("Data")[name] = value
			}
			a.tell(doc)
		})},
	{"trailing-comma-accepted", "A comma before a closing brace, as the page prints it, is taken.", breaks("HTTP-JSON-01"),
		acceptBody(func(c *call) ([]byte, object) {
			body := trailingComma(c.body)
			if json.Valid(c.body) || !json.Valid(body) {
				return nil, nil
			}
			return body, object{}
		})},
	{"junk-after-json-accepted", "What follows the JSON document in a body is not looked at.", breaks("HTTP-JSON-01"),
		acceptBody(func(c *call) ([]byte, object) {
			doc := c.doc()
			if doc == nil || json.Valid(c.body) {
				return nil, nil
			}
			return doc.bytes(), object{}
		})},
	{"malformed-json-accepted", "A body that is not JSON makes a consent.", breaks("HTTP-JSON-01"),
		acceptBody(func(c *call) ([]byte, object) {
			if json.Valid(c.body) {
				return nil, nil
			}
			return object{"Data": object{"Permissions": []any{"ReadAccountsBasic"}}}.bytes(), object{}
		})},
	{"doubled-member-accepted", "Of a member that a body names twice the last is taken.", breaks("HTTP-JSON-02"),
		acceptBody(func(c *call) ([]byte, object) {
			doc := c.doc()
			if doc == nil || !json.Valid(c.body) {
				return nil, nil
			}
			return doc.bytes(), object{}
		})},
	{"member-names-of-any-case", "A member of a request is found by its name in any case.", breaks("HTTP-JSON-03"),
		accept(func(doc object) object {
			recased := rename(doc, "Data")
			if data := doc.object("Data"); data != nil {
				recased = rename(data, "Permissions") || recased
			}
			if !recased {
				return nil
			}
			return object{}
		})},
	{"huge-body-accepted", "A body of more than 1 MiB makes a consent.", breaks("HTTP-SIZE-01"),
		instead(on(create).and(code(http.StatusRequestEntityTooLarge)), func(c *call, _ *answer) *call {
			return c.with(object{"Data": object{"Permissions": []any{"ReadAccountsBasic"}}}.bytes())
		})},
}

// unknownMembers returns the members of a request, and of its Data, that
// OBAccountAccessConsentRequest does not have.
func unknownMembers(doc object) object {
	unknown := object{}
	for name, value := range doc {
		if name != "Data" {
			unknown[name] = value
		}
	}
	for name, value := range doc.object("Data") {
		if name != "Permissions" && name != from && name != to {
			unknown[name] = value
		}
	}
	return unknown
}

// rename gives a member the name that it has in the standard, and tells whether
// it had another.
func rename(o object, name string) bool {
	for other, value := range o {
		if other != name && strings.EqualFold(other, name) {
			delete(o, other)
			o[name] = value
			return true
		}
	}
	return false
}

// trailingComma takes out the commas that stand before a closing bracket.
func trailingComma(body []byte) []byte {
	var out []byte
	for i, b := range body {
		rest := bytes.TrimLeft(body[i+1:], " \t\r\n")
		if b == ',' && len(rest) > 0 && (rest[0] == '}' || rest[0] == ']') {
			continue
		}
		out = append(out, b)
	}
	return out
}
