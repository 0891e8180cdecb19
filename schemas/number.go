package schemas

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/xeipuuv/gojsonschema"
)

// Numbers within these limits are checked; the validator works with exact
// fractions, would take minutes for many a 1e999999, and panics on an enum that
// meets a number beyond float64.
const (
	maxNumberLength   = 64
	maxNumberExponent = 200
)

// wildNumber is the kind of finding that tame makes.
const wildNumber = "number_beyond_limits"

// tame puts 0 in place of every number beyond the limits, in place, and tells
// where they were. No member of the standard needs one.
func tame(doc any) (any, []finding) {
	var t tamer
	doc = t.visit(doc, nil)
	return doc, t.found
}

type tamer struct{ found []finding }

// A trail is the way to a value, last step first; it costs nothing to those
// who do not ask for it.
type trail struct {
	name  string
	index int
	array bool // the step is index, not name
	up    *trail
}

func (t *tamer) visit(value any, way *trail) any {
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			v[name] = t.visit(inner, &trail{name: name, up: way})
		}
	case []any:
		for i, inner := range v {
			v[i] = t.visit(inner, &trail{index: i, array: true, up: way})
		}
	case json.Number:
		if wild(string(v)) {
			given := "a number of " + strconv.Itoa(len(v)) + " characters"
			t.found = append(t.found, newFinding(way.steps(), wildNumber, gojsonschema.ErrorDetails{"given": given}))
			return json.Number("0")
		}
	}
	return value
}

func (w *trail) steps() (steps []string) {
	for ; w != nil; w = w.up {
		if w.array {
			steps = append(steps, strconv.Itoa(w.index))
		} else {
			steps = append(steps, w.name)
		}
	}
	slices.Reverse(steps)
	return steps
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
