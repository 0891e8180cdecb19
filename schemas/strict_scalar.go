package schemas

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// plain marks the bytes that stand for themselves in a string.
var plain = func() (table [256]bool) {
	for b := ' '; b < utf8.RuneSelf; b++ {
		table[b] = b != '"' && b != '\\'
	}
	return table
}()

// text reads a string and tells whether it holds escapes.
func (s *scanner) text() (escaped bool, err error) {
	open := s.at
	for s.at++; s.at < len(s.body); {
		switch b := s.body[s.at]; {
		case plain[b]:
			s.at++
		case b == '"':
			s.at++
			return escaped, nil
		case b == '\\':
			escaped = true
			if err := s.escape(); err != nil {
				return false, err
			}
		case b < ' ':
			return false, s.fail(s.at, "control character 0x%02X in a string must be escaped", b)
		default:
			r, size := utf8.DecodeRune(s.body[s.at:])
			if r == utf8.RuneError && size == 1 {
				return false, s.fail(s.at, "byte 0x%02X is not UTF-8", b)
			}
			s.at += size
		}
	}
	return false, s.fail(len(s.body), "the body ends in the string that opened at offset %d", open)
}

// unescape returns what the quoted string says.
func unescape(quoted []byte, escaped bool) []byte {
	if !escaped {
		return quoted[1 : len(quoted)-1]
	}
	var said string
	if err := json.Unmarshal(quoted, &said); err != nil {
		return quoted // not reached: the scanner has read it
	}
	return []byte(said)
}

// escape reads a backslash and what belongs to it.
func (s *scanner) escape() error {
	start := s.at
	if s.at++; s.at == len(s.body) {
		return nil // text tells that the body ended
	}
	if bytes.IndexByte([]byte(`"\/bfnrt`), s.body[s.at]) >= 0 {
		s.at++
		return nil
	}
	if s.body[s.at] != 'u' {
		return s.fail(start, "a string has no escape of \\ with %s", s.show())
	}
	r, ok := s.unit(start)
	if !ok {
		return s.fail(start, "\\u needs four hexadecimal digits")
	}
	s.at = start + 6
	if !utf16.IsSurrogate(r) {
		return nil
	}
	if low, ok := s.unit(s.at); ok && utf16.DecodeRune(r, low) != utf8.RuneError {
		s.at += 6
		return nil
	}
	return s.fail(start, "\\u%04X is half a surrogate pair, no character", r)
}

// unit reads \uXXXX at offset at.
func (s *scanner) unit(at int) (rune, bool) {
	if at+6 > len(s.body) || s.body[at] != '\\' || s.body[at+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(s.body[at+2:at+6]), 16, 16)
	return rune(n), err == nil
}

// number reads -?int frac? exp? as RFC 8259 section 6 has it.
func (s *scanner) number() error {
	if s.peek() == '-' {
		s.at++
	}
	if s.peek() == '0' {
		if s.at++; isDigit(s.peek()) {
			return s.fail(s.at, "a number does not start with a needless 0")
		}
	} else if !s.digits() {
		return s.unexpected("a digit")
	}
	if s.peek() == '.' {
		if s.at++; !s.digits() {
			return s.unexpected("a digit after the point")
		}
	}
	if b := s.peek(); b == 'e' || b == 'E' {
		s.at++
		if b := s.peek(); b == '+' || b == '-' {
			s.at++
		}
		if !s.digits() {
			return s.unexpected("a digit of the exponent")
		}
	}
	return nil
}

func (s *scanner) digits() (any bool) {
	for isDigit(s.peek()) {
		s.at++
		any = true
	}
	return any
}

// word reads true, false or null.
func (s *scanner) word() error {
	for _, w := range [...]string{"true", "false", "null"} {
		if bytes.HasPrefix(s.body[s.at:], []byte(w)) {
			s.at += len(w)
			return nil
		}
	}
	return s.unexpected("a JSON value")
}
