package schemas

import (
	"slices"
	"strconv"
)

// A Row is a row of a data dictionary.
type Row struct {
	Path       string   // the XPath, e.g. "OBAccountAccessConsentRequest/Data/Permissions"
	Occurrence string   // "1..1", "0..1", "1..n", "0..n" or "0..7"; "" for the object itself
	Type       string   // "String", "DateTime", …; an object's type is its path
	Codes      []string // the code list, if the type is closed
}

// Table returns the data dictionary of the schema named, in the order of the
// file, or an *UnknownError.
func Table(name string) ([]Row, error) {
	s, err := find(name)
	if err != nil {
		return nil, err
	}
	return s.model().rows(nil, name, ""), nil
}

// rows appends the row of n, which stands at path, and those below it.
func (n *node) rows(rows []Row, path, occurrence string) []Row {
	if n.Never {
		return rows
	}
	rows = append(rows, n.row(path, occurrence))
	inner := n.element()
	for i := range inner.Properties {
		m := &inner.Properties[i]
		rows = m.rows(rows, path+"/"+m.Name, inner.occurrence(m.Name))
	}
	return rows
}

func (n *node) row(path, occurrence string) Row {
	inner := n.element()
	return Row{Path: path, Occurrence: occurrence, Type: inner.class(path), Codes: slices.Clone(inner.Enum)}
}

// element is what a row speaks of: of an array, what it holds. The dictionary
// says in the occurrence that there may be many.
func (n *node) element() *node {
	if n.Type == "array" && n.Items != nil {
		return n.Items
	}
	return n
}

// occurrence says how often the member may be there, as the dictionary does.
func (n *node) occurrence(name string) string {
	m, least, most := n.member(name), 0, "1"
	if slices.Contains(n.Required, name) {
		least = 1
	}
	if m.Type == "array" {
		least, most = min(least, m.MinItems), "n"
		if m.MaxItems > 0 {
			most = strconv.Itoa(m.MaxItems)
		}
	}
	return strconv.Itoa(least) + ".." + most
}

// classes are the dictionary's words for the types and formats of a schema.
var classes = map[string]string{
	"string": "String", "integer": "Integer", "number": "Number", "boolean": "Boolean",
	"date-time": "DateTime", "iso-date-time": "DateTime", "date": "Date", "date-or-date-time": "Date", "uri": "URI", "uuid": "UUID",
}

func (n *node) class(path string) string {
	if class, ok := classes[n.Format]; ok {
		return class
	}
	if class, ok := classes[string(n.Type)]; ok {
		return class
	}
	return path
}
