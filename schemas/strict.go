package schemas

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// maxDepth is how deep arrays and objects may stand in each other. No object
// of the standard is deeper than ten; an attacker's may be.
const maxDepth = 100

// A SyntaxError says where a body stops being JSON, and why.
type SyntaxError struct {
	Offset  int64 // of the offending byte, counted from 0; the body's length if it ends too soon
	Message string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s (at offset %d)", e.Message, e.Offset)
}

// Strict returns a *SyntaxError unless body is exactly one JSON value (RFC
// 8259) in the sense of RFC 7493, which two readers cannot take differently:
// UTF-8 without byte-order mark, no lone surrogates, no member named twice in
// one object however its name is escaped, nothing after the value but blanks;
// and no more than 100 levels deep.
func Strict(body []byte) error {
	s := scanner{body: body}
	s.keys = s.few[:0]
	if bytes.HasPrefix(body, []byte("\ufeff")) {
		return s.fail(0, "a byte-order mark is before the value")
	}
	s.blanks()
	if s.at == len(body) {
		return s.fail(s.at, "there is no JSON value: the body is empty")
	}
	if err := s.value(0); err != nil {
		return err
	}
	if s.blanks(); s.at < len(body) {
		return s.fail(s.at, "%s after the JSON value", s.show())
	}
	return nil
}

// A scanner reads body once, from the left.
type scanner struct {
	body []byte
	at   int
	keys []key // the members of the objects that are open, innermost last
	few  [16]key
}

// A key is a member's name, unescaped, and where it stands.
type key struct {
	text []byte
	at   int
}

func (s *scanner) fail(at int, message string, args ...any) error {
	return &SyntaxError{Offset: int64(at), Message: fmt.Sprintf(message, args...)}
}

// value reads one value; the caller has skipped the blanks before it.
func (s *scanner) value(depth int) error {
	switch b := s.peek(); {
	case b == '{' || b == '[':
		if depth == maxDepth {
			return s.fail(s.at, "more than %d levels deep", maxDepth)
		}
		if b == '{' {
			return s.object(depth + 1)
		}
		return s.array(depth + 1)
	case b == '"':
		_, err := s.text()
		return err
	case b == '-' || isDigit(b):
		return s.number()
	default:
		return s.word()
	}
}

func (s *scanner) object(depth int) error {
	open, first := s.at, len(s.keys)
	seen := map[string]int(nil)
	s.at++
	if s.blanks(); s.peek() == '}' {
		s.at++
		return nil
	}
	for {
		name, err := s.name()
		if err != nil {
			return err
		}
		if twin, found := s.remember(name, first, &seen); found {
			return s.fail(name.at, "member %q is named twice, first at offset %d", name.text, twin)
		}
		if err := s.value(depth); err != nil {
			return err
		}
		if more, err := s.next(open, '}', "object"); err != nil || !more {
			s.keys = s.keys[:first]
			return err
		}
	}
}

// name reads a member's name and the colon after it.
func (s *scanner) name() (key, error) {
	at := s.at
	if s.peek() != '"' {
		return key{}, s.unexpected("a member's name in double quotes")
	}
	escaped, err := s.text()
	if err != nil {
		return key{}, err
	}
	text := unescape(s.body[at:s.at], escaped)
	if s.blanks(); s.peek() != ':' {
		return key{}, s.unexpected("a colon after the member's name")
	}
	s.at++
	s.blanks()
	return key{text, at}, nil
}

// manyKeys is the size from which an object's names are kept in a map: below,
// comparing is cheaper; above, it would take the square of their number.
const manyKeys = 24

// remember adds name to those of the innermost object, which start at first,
// and tells where its twin stands if there is one.
func (s *scanner) remember(name key, first int, seen *map[string]int) (twin int, found bool) {
	if *seen != nil {
		twin, found = (*seen)[string(name.text)]
		(*seen)[string(name.text)] = name.at
		return twin, found
	}
	for _, k := range s.keys[first:] {
		if bytes.Equal(k.text, name.text) {
			return k.at, true
		}
	}
	s.keys = append(s.keys, name)
	if len(s.keys)-first == manyKeys {
		*seen = make(map[string]int, 4*manyKeys)
		for _, k := range s.keys[first:] {
			(*seen)[string(k.text)] = k.at
		}
	}
	return 0, false
}

func (s *scanner) array(depth int) error {
	open := s.at
	s.at++
	if s.blanks(); s.peek() == ']' {
		s.at++
		return nil
	}
	for {
		if err := s.value(depth); err != nil {
			return err
		}
		if more, err := s.next(open, ']', "array"); err != nil || !more {
			return err
		}
	}
}

// next reads what follows an element: a comma, then more is true and the next
// element stands at s.at, or the bracket that ends it all.
func (s *scanner) next(open int, end byte, what string) (more bool, err error) {
	s.blanks()
	switch s.peek() {
	case end:
		s.at++
		return false, nil
	case ',':
		comma := s.at
		s.at++
		if s.blanks(); s.peek() == end && s.at < len(s.body) {
			return false, s.fail(comma, "a comma stands before '%c': nothing follows it", end)
		}
		return true, nil
	}
	return false, s.unexpected("a comma or '%c' in the %s that opened at offset %d", end, what, open)
}

// unexpected says what is at s.at and what should be.
func (s *scanner) unexpected(wanted string, args ...any) error {
	wanted = fmt.Sprintf(wanted, args...)
	if s.at >= len(s.body) {
		return s.fail(len(s.body), "the body ends where %s should be", wanted)
	}
	return s.fail(s.at, "%s where %s should be", s.show(), wanted)
}

// show names the character at s.at.
func (s *scanner) show() string {
	r, size := utf8.DecodeRune(s.body[s.at:])
	switch {
	case r == utf8.RuneError && size <= 1:
		return fmt.Sprintf("byte 0x%02X, which is not UTF-8,", s.body[s.at])
	case r == '“' || r == '”':
		return fmt.Sprintf("%q, which is no JSON quote,", r)
	}
	return fmt.Sprintf("%q", r)
}

// peek returns the byte at s.at, 0 at the end: no rule wants a NUL.
func (s *scanner) peek() byte {
	if s.at < len(s.body) {
		return s.body[s.at]
	}
	return 0
}

func (s *scanner) blanks() {
	for s.at < len(s.body) {
		switch s.body[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return
		}
	}
}
