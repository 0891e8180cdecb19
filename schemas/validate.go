package schemas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/xeipuuv/gojsonschema"
)

// A Violation is one thing that is wrong with a body.
type Violation struct {
	Pointer  string // JSON Pointer (RFC 6901) to the member at fault, also if it is missing
	Path     string // the same, dotted as error responses have it: "Data.Permissions[2]"
	Keyword  string // the schema keyword that is broken, or "syntax"
	Expected string // what should be there
	Got      string // what is; secrets are described, not shown
	Row      Row    // the dictionary's row, of the nearest object for a member that it does not name
}

// Validate returns all that is wrong with body by the schema named, ordered by
// place. A body that is not Strict has one violation, "syntax"; of one with more
// than 500 the last, "more", says how many are left out. The error is
// an *UnknownError; a bad body is no error.
func Validate(name string, body []byte) ([]Violation, error) {
	s, err := find(name)
	if err != nil {
		return nil, err
	}
	root := s.model()
	if err := Strict(body); err != nil {
		return []Violation{{Keyword: "syntax", Expected: "one JSON value, UTF-8", Got: err.Error(), Row: root.row(name, "")}}, nil
	}
	if s.quick().takes(body) {
		return nil, nil
	}
	doc, err := decode(body)
	if err != nil { // not reached: what is Strict decodes
		return []Violation{{Keyword: "syntax", Expected: "one JSON value, UTF-8", Got: err.Error(), Row: root.row(name, "")}}, nil
	}
	return s.checker().violations(name, root, doc), nil
}

// decode reads a body that is Strict, numbers as they are written.
func decode(body []byte) (doc any, err error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	err = d.Decode(&doc)
	return doc, err
}

// maxTold is how many violations of one body are told one by one. A body can
// have as many as it has bytes.
const maxTold = 500

// violations runs the validator and tells its findings in our words.
func (c *checker) violations(name string, root *node, doc any) []Violation {
	doc, found := tame(doc)
	result, err := c.compiled.Validate(gojsonschema.NewRawLoader(doc))
	if err != nil { // not reached: the document is loaded
		return []Violation{{Keyword: "syntax", Got: err.Error()}}
	}
	found = without(found, causes(result.Errors()))
	slices.SortFunc(found, func(a, b finding) int { return strings.Compare(a.order, b.order) })
	found = slices.CompactFunc(found, func(a, b finding) bool { return a.order == b.order })
	told := make([]Violation, 0, min(len(found), maxTold+1))
	for i, f := range found {
		if i == maxTold {
			return append(told, Violation{Keyword: "more", Expected: "nothing wrong", Got: count("", len(found)-maxTold, "more violation"), Row: root.row(name, "")})
		}
		told = append(told, f.explain(name, root, doc))
	}
	return told
}

// A finding is what the validator, or tame, says is wrong at a place.
type finding struct {
	steps   []string // the names and indices that lead there
	kind    string   // the validator's word for it
	details gojsonschema.ErrorDetails
	order   string // findings are told in its order; the same is told once
}

func newFinding(steps []string, kind string, details gojsonschema.ErrorDetails) finding {
	order := place(steps) + kind
	if allowed := details["allowed"]; allowed != nil {
		order += fmt.Sprint(allowed)
	}
	return finding{steps, kind, details, order}
}

// place spells steps so that elements come in the order of their numbers: of
// two that start with no 0, the longer is the greater.
func place(steps []string) string {
	var key strings.Builder
	for _, step := range steps {
		if isIndex(step) {
			key.WriteByte(byte(len(step)))
		}
		key.WriteString(step)
		key.WriteByte(0)
	}
	key.WriteByte(0)
	return key.String()
}

func isIndex(s string) bool {
	return s != "" && len(s) < 10 && strings.Trim(s, "0123456789") == "" && (s == "0" || s[0] != '0')
}

// without adds to the wild numbers what else was found, but not at the same
// places: there the validator has not seen what the body says.
func without(wild, others []finding) []finding {
	at := make(map[string]bool, len(wild))
	for _, f := range wild {
		at[place(f.steps)] = true
	}
	for _, f := range others {
		if !at[place(f.steps)] {
			wild = append(wild, f)
		}
	}
	return wild
}
