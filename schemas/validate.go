package schemas

import (
	"bytes"
	"cmp"
	"encoding/json"
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
// place. A body that is not Strict has one violation, "syntax". The error is
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

// violations runs the validator and tells its findings in our words.
func (c *checker) violations(name string, root *node, doc any) []Violation {
	doc, found := tame(root, name, doc)
	known := len(found)
	result, err := c.compiled.Validate(gojsonschema.NewRawLoader(doc))
	if err != nil { // not reached: the document is loaded
		return []Violation{{Keyword: "syntax", Got: err.Error()}}
	}
	for _, e := range causes(result.Errors()) {
		v := explain(name, root, doc, e)
		tamed := slices.ContainsFunc(found[:known], func(f Violation) bool { return f.Pointer == v.Pointer })
		if !tamed {
			found = append(found, v)
		}
	}
	slices.SortFunc(found, byPlace)
	return slices.CompactFunc(found, func(a, b Violation) bool { return byPlace(a, b) == 0 })
}

// byPlace orders by pointer, array elements by number, then by what is wrong.
func byPlace(a, b Violation) int {
	return cmp.Or(
		slices.CompareFunc(strings.Split(a.Pointer, "/"), strings.Split(b.Pointer, "/"), bySegment),
		strings.Compare(a.Keyword, b.Keyword),
		strings.Compare(a.Expected, b.Expected),
	)
}

// bySegment orders numbers by size: of two that start with no 0, the longer
// is the greater.
func bySegment(a, b string) int {
	if isIndex(a) && isIndex(b) {
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	}
	return strings.Compare(a, b)
}

func isIndex(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == "" && (s == "0" || s[0] != '0')
}
