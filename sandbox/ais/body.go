package ais

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/schemas"
)

// A shape collects what is wrong with the types and the members of a body, so
// that all of it is told at once. Members are looked up in a map because
// encoding/json takes a struct's names in any case, and the standard does not.
type shape struct{ bad []bank.Violation }

type object = map[string]any

func (s *shape) add(code, path, format string, args ...any) {
	s.bad = append(s.bad, violation(code, path, format, args...))
}

// consentIn reads OBAccountAccessConsentRequest (3.1.2). It returns what could
// be read and what is wrong with its shape; the rules are for the bank. The
// error is for what is not even an object.
func consentIn(body []byte) (bank.ConsentRequest, []bank.Violation, error) {
	var s shape
	var asked bank.ConsentRequest
	data, err := s.data(body)
	if err == nil && data != nil {
		asked.Permissions = s.permissions(data)
		asked.From = s.date(data, "TransactionFromDateTime")
		asked.To = s.date(data, "TransactionToDateTime")
	}
	return asked, s.bad, err
}

// patchIn reads OBPatchAccountAccessConsentRequest (3.3.2), which says Revoked
// or is wrong.
func patchIn(body []byte) ([]bank.Violation, error) {
	const path = "Data.Status"
	var s shape
	data, err := s.data(body)
	if err != nil || data == nil {
		return s.bad, err
	}
	status, ok := data["Status"]
	switch word, isString := status.(string); {
	case !ok:
		s.missing(data, "Status", path)
	case !isString:
		s.add("Field.Invalid", path, "Status is %s: expected the string %q", kindOf(status), scenario.Revoked)
	case word != string(scenario.Revoked):
		s.add("Field.Invalid", path, "Status is %s: a consent can be patched to %q and to nothing else", quote(word), scenario.Revoked)
	}
	return s.bad, nil
}

// data returns the member Data of a body, nil if it is not an object.
func (s *shape) data(body []byte) (object, error) {
	top, err := decode(body)
	if err != nil {
		return nil, err
	}
	value, ok := top["Data"]
	if !ok {
		s.missing(top, "Data", "Data")
		return nil, nil
	}
	data, ok := value.(object)
	if !ok {
		s.add("Field.Invalid", "Data", "Data is %s: expected an object", kindOf(value))
	}
	return data, nil
}

// permissions reads the list. An element that is no string leaves its place
// empty, so that the others keep their numbers.
func (s *shape) permissions(data object) []bank.Permission {
	const path = "Data.Permissions"
	value, ok := data["Permissions"]
	if !ok {
		s.missing(data, "Permissions", path)
		return nil
	}
	list, ok := value.([]any)
	if !ok {
		s.add("Field.Invalid", path, "Permissions is %s: expected an array of permission codes", kindOf(value))
		return nil
	}
	codes := make([]bank.Permission, len(list))
	for i, element := range list {
		code, ok := element.(string)
		if !ok {
			s.add("Field.Invalid", fmt.Sprintf("%s[%d]", path, i), "Permissions[%d] is %s: expected a string", i, kindOf(element))
		}
		codes[i] = bank.Permission(code)
	}
	return codes
}

// date reads one end of the window. Its form is for the bank to judge, but an
// empty string must not pass for an absent one.
func (s *shape) date(data object, name string) string {
	value, ok := data[name]
	if !ok {
		return ""
	}
	text, ok := value.(string)
	if !ok || text == "" {
		s.add("Field.InvalidDate", "Data."+name, "%s is %s: expected a date-time, for example \"2020-03-17T07:05:34.327+03:00\"", name, kindOf(value))
	}
	return text
}

// missing says that a member is not there, and which one might have been meant
// for it.
func (s *shape) missing(in object, name, path string) {
	for other := range in {
		if strings.EqualFold(other, name) {
			s.add("Field.Missing", path, "%s is missing: there is %s, but names are told apart by case", name, quote(other))
			return
		}
	}
	s.add("Field.Missing", path, "%s is missing", name)
}

// decode reads a body that must be one JSON object.
func decode(body []byte) (object, error) {
	if err := schemas.Strict(body); err != nil {
		return nil, malformed("the body is not JSON: %v", err)
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber() // a number too large for a float64 is no error in a member that is ignored
	var value any
	if err := d.Decode(&value); err != nil {
		return nil, malformed("the body is not JSON: %v", err)
	}
	top, ok := value.(object)
	if !ok {
		return nil, malformed("the body is %s: expected an object with the member Data", kindOf(value))
	}
	return top, nil
}

func malformed(format string, args ...any) error {
	return &problem{status: http.StatusBadRequest, violations: []bank.Violation{
		violation("Resource.InvalidFormat", "", format, args...),
	}}
}

// kindOf names the type of a decoded value.
func kindOf(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case bool:
		return fmt.Sprint(v)
	case json.Number:
		return "a number"
	case string:
		if v == "" {
			return "an empty string"
		}
		return "a string"
	case []any:
		return "an array"
	}
	return "an object"
}

// merge adds to what is wrong with the shape what the bank finds wrong with the
// rest of it. What hangs on a member that the shape has lost is left out: it
// would be told twice.
func merge(shape, rules []bank.Violation) []bank.Violation {
	all := shape
	for _, rule := range rules {
		if !covered(shape, rule.Path) {
			all = append(all, rule)
		}
	}
	return all
}

func covered(by []bank.Violation, path string) bool {
	for _, v := range by {
		if rest, ok := strings.CutPrefix(path, v.Path); ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return true
		}
	}
	return false
}
