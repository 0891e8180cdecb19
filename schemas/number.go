package schemas

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Numbers within these limits are checked; the validator works with exact
// fractions and would take minutes and gigabytes for 1e999999.
const (
	maxNumberLength   = 64
	maxNumberExponent = 400
)

// tame puts 0 in place of every number beyond the limits, in place, and tells
// where they were. No member of the standard needs one.
func tame(root *node, name string, doc any) (any, []Violation) {
	t := tamer{root: root, name: name, whole: doc}
	doc = t.visit(doc, nil)
	return doc, t.found
}

type tamer struct {
	root  *node
	name  string
	whole any
	found []Violation
}

func (t *tamer) visit(value any, steps []string) any {
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			v[name] = t.visit(inner, append(steps, name))
		}
	case []any:
		for i, inner := range v {
			v[i] = t.visit(inner, append(steps, strconv.Itoa(i)))
		}
	case json.Number:
		if wild(string(v)) {
			p := locate(t.name, t.root, t.whole, steps)
			t.found = append(t.found, Violation{
				Pointer: p.pointer, Path: p.path, Keyword: "type", Row: p.row,
				Expected: "a number of at most 64 digits, with an exponent of at most 400",
				Got:      "a number of " + strconv.Itoa(len(v)) + " characters",
			})
			return json.Number("0")
		}
	}
	return value
}

func wild(number string) bool {
	if len(number) > maxNumberLength {
		return true
	}
	at := strings.IndexAny(number, "eE")
	if at < 0 {
		return false
	}
	exponent, err := strconv.Atoi(number[at+1:])
	return err != nil || exponent > maxNumberExponent || exponent < -maxNumberExponent
}
