package ais

import (
	"bytes"
	"encoding/json"
	"iter"
)

// A value is the text of one JSON value without blanks around it. It must have
// passed schemas.Strict: the walk below takes its form for granted. It is read
// where it stands, so that only what is asked for costs anything, and nothing is
// an error in a member that is ignored.
type value []byte

// kind names the type of v.
func (v value) kind() string {
	switch v[0] {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case '"':
		if len(v) == len(`""`) {
			return "an empty string"
		}
		return "a string"
	case 't', 'f', 'n':
		return string(v)
	}
	return "a number"
}

// text is what a string says; false for any other type.
func (v value) text() (string, bool) {
	if v[0] != '"' {
		return "", false
	}
	if bytes.IndexByte(v, '\\') < 0 {
		return string(v[1 : len(v)-1]), true
	}
	var s string
	_ = json.Unmarshal(v, &s) // of a well-formed string it cannot fail
	return s, true
}

// members ranges over names and values of an object; over nothing if v is none.
func (v value) members() iter.Seq2[string, value] {
	return func(yield func(string, value) bool) {
		if v[0] != '{' {
			return
		}
		for i := next(v, 1); v[i] != '}'; i = next(v, i) {
			end := i + length(v[i:])
			name, _ := v[i:end].text()
			i = next(v, end)
			end = i + length(v[i:])
			if !yield(name, v[i:end]) {
				return
			}
			i = end
		}
	}
}

// member returns a member of an object by its exact name.
func (v value) member(name string) (value, bool) {
	for other, member := range v.members() {
		if other == name {
			return member, true
		}
	}
	return nil, false
}

// elements ranges over the elements of an array; over nothing if v is none or
// absent.
func (v value) elements() iter.Seq[value] {
	return func(yield func(value) bool) {
		if len(v) == 0 || v[0] != '[' {
			return
		}
		for i := next(v, 1); v[i] != ']'; i = next(v, i) {
			end := i + length(v[i:])
			if !yield(v[i:end]) {
				return
			}
			i = end
		}
	}
}

// next skips blanks, commas and colons from i on.
func next(v value, i int) int {
	for v[i] == ' ' || v[i] == '\t' || v[i] == '\n' || v[i] == '\r' || v[i] == ',' || v[i] == ':' {
		i++
	}
	return i
}

// length is how long the value is that v begins with.
func length(v value) int {
	depth := 0
	for i := 0; i < len(v); i++ {
		switch v[i] {
		case '"':
			for i++; v[i] != '"'; i++ {
				if v[i] == '\\' {
					i++
				}
			}
		case '{', '[':
			depth++
			continue
		case '}', ']':
			depth--
		default:
			if depth > 0 || !ends(v, i+1) {
				continue
			}
		}
		if depth == 0 {
			return i + 1
		}
	}
	return len(v)
}

// ends tells whether a number or a word that reaches to i ends there.
func ends(v value, i int) bool {
	return i == len(v) || bytes.IndexByte([]byte(" \t\n\r,:]}"), v[i]) >= 0
}
