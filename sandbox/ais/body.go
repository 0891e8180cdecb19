package ais

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
	"github.com/sandbank-dev/sandbank/schemas"
)

// A shape collects what is wrong with the types and the members of a body, so
// that all of it is told at once. Members are found by their exact names:
// encoding/json would take a struct's names in any case, and the standard does
// not.
type shape struct{ bad []bank.Violation }

func (s *shape) add(code, path, format string, args ...any) {
	s.bad = append(s.bad, violation(code, path, format, args...))
}

// consentIn reads OBAccountAccessConsentRequest (3.1.2). It returns what could
// be read and what is wrong with its shape; the rules are for the bank, if
// it is readable at all.
func consentIn(body []byte) (asked bank.ConsentRequest, bad []bank.Violation, readable bool) {
	var s shape
	data, readable := s.data(body)
	if data != nil {
		asked.Permissions = s.permissions(data)
		asked.From = s.date(data, "TransactionFromDateTime")
		asked.To = s.date(data, "TransactionToDateTime")
	}
	return asked, s.bad, readable
}

// patchIn reads OBPatchAccountAccessConsentRequest (3.3.2), which says Revoked
// or is wrong.
func patchIn(body []byte) []bank.Violation {
	const path = "Data.Status"
	var s shape
	data, _ := s.data(body)
	if data == nil {
		return s.bad
	}
	status, ok := data.member("Status")
	if !ok {
		s.missing(data, "Status", path)
		return s.bad
	}
	switch word, isString := status.text(); {
	case !isString:
		s.add("Field.Invalid", path, "Status is %s: expected the string %q", status.kind(), scenario.Revoked)
	case word != string(scenario.Revoked):
		s.add("Field.Invalid", path, "Status is %s: a consent can be patched to %q and to nothing else", wire.Quote(word), scenario.Revoked)
	}
	return s.bad
}

// data returns the member Data of a body, nil if it is not an object, and
// whether the body itself is one.
func (s *shape) data(body []byte) (data value, readable bool) {
	if err := schemas.Strict(body); err != nil {
		s.add("Resource.InvalidFormat", "", "the body is not JSON: %v", err)
		return nil, false
	}
	top := value(bytes.Trim(body, " \t\r\n"))
	if top[0] != '{' {
		s.add("Resource.InvalidFormat", "", "the body is %s: expected an object with the member Data", top.kind())
		return nil, false
	}
	data, ok := top.member("Data")
	switch {
	case !ok:
		s.missing(top, "Data", "Data")
	case data[0] != '{':
		s.add("Field.Invalid", "Data", "Data is %s: expected an object", data.kind())
		data = nil
	}
	return data, true
}

// permissions reads the list. An element that is no string leaves its place
// empty, so that the others keep their numbers.
func (s *shape) permissions(data value) (codes []bank.Permission) {
	const path = "Data.Permissions"
	list, ok := data.member("Permissions")
	switch {
	case !ok:
		s.missing(data, "Permissions", path)
	case list[0] != '[':
		s.add("Field.Invalid", path, "Permissions is %s: expected an array of permission codes", list.kind())
	}
	for element := range list.elements() {
		code, ok := element.text()
		if i := len(codes); !ok {
			s.add("Field.Invalid", fmt.Sprintf("%s[%d]", path, i), "Permissions[%d] is %s: expected a string", i, element.kind())
		}
		codes = append(codes, bank.Permission(code))
	}
	return codes
}

// date reads one end of the window. Its form is for the bank to judge, but an
// empty string must not pass for an absent one.
func (s *shape) date(data value, name string) string {
	date, ok := data.member(name)
	if !ok {
		return ""
	}
	text, ok := date.text()
	if !ok || text == "" {
		s.add("Field.InvalidDate", "Data."+name, "%s is %s: expected a date-time, for example \"2020-03-17T07:05:34.327+03:00\"", name, date.kind())
	}
	return text
}

// missing says that a member is not there, and which one might have been meant
// for it.
func (s *shape) missing(in value, name, path string) {
	for other := range in.members() {
		if strings.EqualFold(other, name) {
			s.add("Field.Missing", path, "%s is missing: there is %s, but names are told apart by case", name, wire.Quote(other))
			return
		}
	}
	s.add("Field.Missing", path, "%s is missing", name)
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
