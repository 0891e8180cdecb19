package schemas

import (
	"errors"
	"strings"
	"testing"
)

func TestStrictTakes(t *testing.T) {
	for _, body := range []string{
		`{}`, `[]`, `""`, `0`, `-0`, `1.5e+10`, `-1E-2`, `true`, `false`, `null`,
		" \t\r\n{ \"a\" : [ 1 , { } ] } \n",
		`{"a":{"a":{"a":1}},"b":{"a":1}}`, // the same name in different objects
		`[{"a":1},{"a":1}]`,
		`{"a":1,"A":2}`,
		`"é “curly” \u201c \ud83d\ude00 \"\\\/\b\f\n\r\t"`,
		strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth),
	} {
		if err := Strict([]byte(body)); err != nil {
			t.Errorf("Strict(%.80s) = %v, want nil", body, err)
		}
	}
}

func TestStrictRefuses(t *testing.T) {
	for _, row := range []struct {
		name, body string
		offset     int64
		message    string
	}{
		{"nothing", ``, 0, "empty"},
		{"blanks", " \n", 2, "empty"},
		{"byte-order mark", "\ufeff{}", 0, "byte-order mark"},
		{"byte-order mark inside", "{\ufeff}", 1, `'\ufeff' where a member's name`},
		{"junk after", `{} junk`, 3, "'j' after the JSON value"},
		{"second value", `{}{}`, 2, "'{' after the JSON value"},
		{"closing bracket after", `{}}`, 2, "'}' after"},
		{"trailing comma", `{"a":1,}`, 6, "a comma stands before '}'"},
		{"trailing comma over lines", "{\n  \"a\": {\n  },\n\n}", 14, "a comma stands before '}'"},
		{"trailing comma in array", `[1,]`, 2, "a comma stands before ']'"},
		{"only a comma", `[,]`, 1, "',' where a JSON value"},
		{"two commas", `[1,,2]`, 3, "',' where a JSON value"},
		{"missing comma", `{"a":1 "b":2}`, 7, `'"' where a comma or '}' in the object that opened at offset 0`},
		{"missing colon", `{"a" 1}`, 5, "'1' where a colon"},
		{"unquoted name", `{a:1}`, 1, "'a' where a member's name"},
		{"single quotes", `{'a':1}`, 1, `'\'' where a member's name`},
		{"curly quote", `{"ConsentId": “0083976"}`, 14, "'“', which is no JSON quote, where a JSON value"},
		{"cut short", `{"a":`, 5, "ends where a JSON value"},
		{"cut in name", `{"a`, 3, "ends in the string that opened at offset 1"},
		{"cut in escape", `"\`, 2, "ends in the string that opened at offset 0"},
		{"cut after comma", `[1,`, 3, "ends where a JSON value"},
		{"cut object after comma", `{"a":1,`, 7, "ends where a member's name"},
		{"doubled name", `{"a":1,"b":2,"a":3}`, 13, `"a" is named twice, first at offset 1`},
		{"doubled name, escaped", `{"a":1,"\u0061":2}`, 7, `"a" is named twice`},
		{"doubled name, deep", `[{"b":[{"a":{},"a":1}]}]`, 15, `"a" is named twice`},
		{"doubled name after an object", `{"a":{"x":1},"a":2}`, 13, `"a" is named twice`},
		{"doubled name before worse", `{"a":1,"a":!}`, 7, `"a" is named twice`},
		{"control character", "\"a\nb\"", 2, "control character 0x0A"},
		{"unknown escape", `"a\x"`, 2, "no escape"},
		{"short escape", `"\u12"`, 1, "four hexadecimal digits"},
		{"signed escape", `"\u+123"`, 1, "four hexadecimal digits"},
		{"lone high surrogate", `"\ud800"`, 1, "half a surrogate pair"},
		{"lone low surrogate", `"x\udc00"`, 2, "half a surrogate pair"},
		{"surrogates in disorder", `"\udc00\ud800"`, 1, "half a surrogate pair"},
		{"not UTF-8 in a string", "\"a\xff\"", 2, "byte 0xFF is not UTF-8"},
		{"overlong UTF-8", "\"\xc0\xaf\"", 1, "byte 0xC0 is not UTF-8"},
		{"surrogate in UTF-8", "\"\xed\xa0\x80\"", 1, "byte 0xED is not UTF-8"},
		{"not UTF-8 outside", "[\xff]", 1, "byte 0xFF, which is not UTF-8,"},
		{"leading zero", `01`, 1, "needless 0"},
		{"bare minus", `-`, 1, "ends where a digit"},
		{"plus", `+1`, 0, "'+' where a JSON value"},
		{"no digit after the point", `1.`, 2, "ends where a digit after the point"},
		{"no digit in the exponent", `1e+`, 3, "ends where a digit of the exponent"},
		{"NaN", `NaN`, 0, "'N' where a JSON value"},
		{"word cut short", `[tru]`, 1, "'t' where a JSON value"},
		{"comment", `{/* */}`, 1, "'/' where a member's name"},
		{"NUL", "[\x00]", 1, `'\x00' where a JSON value`},
		{"too deep", strings.Repeat("[", maxDepth+1), maxDepth, "more than 100 levels"},
	} {
		t.Run(row.name, func(t *testing.T) {
			err := Strict([]byte(row.body))
			var syntax *SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("Strict(%.80q) = %v, want a *SyntaxError", row.body, err)
			}
			if syntax.Offset != row.offset || !strings.Contains(syntax.Message, row.message) {
				t.Errorf("got  %d %q\nwant %d %q", syntax.Offset, syntax.Message, row.offset, row.message)
			}
		})
	}
}

// An object with more names than are compared one by one is still searched.
func TestStrictFindsTwinsInLargeObjects(t *testing.T) {
	for _, size := range []int{manyKeys - 1, manyKeys, manyKeys + 1, 5000} {
		body := wide(size)
		if err := Strict([]byte(body + "}")); err != nil {
			t.Errorf("%d members: %v", size, err)
		}
		for _, twin := range []string{"m0", wideName(size / 2), wideName(size - 1)} {
			if err := Strict([]byte(body + `,"` + twin + `":0}`)); err == nil || !strings.Contains(err.Error(), "twice") {
				t.Errorf("%d members, %s again: got %v", size, twin, err)
			}
		}
	}
}
