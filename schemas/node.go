package schemas

import (
	"bytes"
	"encoding/json"
	"strings"
)

// A node is a schema as we read it ourselves, for the dictionary and for the
// words of a violation: only the keywords that these need, members in the
// order in which they are written.
type node struct {
	Ref         string          `json:"$ref"`
	Title       string          `json:"title"`
	Description string          `json:"description"`
	Type        kind            `json:"type"`
	Format      string          `json:"format"`
	Enum        codes           `json:"enum"`
	Properties  members         `json:"properties"`
	Required    []string        `json:"required"`
	Items       *node           `json:"items"`
	MinItems    int             `json:"minItems"`
	MaxItems    int             `json:"maxItems"` // 0: without limit
	Definitions map[string]node `json:"definitions"`
	WriteOnly   bool            `json:"writeOnly"` // a secret, or what may hold one: not repeated in a report
	Never       bool            `json:"-"`         // the schema false: there must be no such member
}

// A kind is the type of a value. Where the schema has a list, it is the type
// beside null.
type kind string

// UnmarshalJSON reads one type, or a type and null.
func (k *kind) UnmarshalJSON(source []byte) error {
	if source[0] != '[' {
		return json.Unmarshal(source, (*string)(k))
	}
	var list []kind
	if err := json.Unmarshal(source, &list); err != nil {
		return err
	}
	*k = list[0]
	return nil
}

// codes are the words of a closed list, without the null that may stand in their
// place.
type codes []string

// UnmarshalJSON reads the list.
func (c *codes) UnmarshalJSON(source []byte) error {
	var list []*string
	if err := json.Unmarshal(source, &list); err != nil {
		return err
	}
	for _, code := range list {
		if code != nil {
			*c = append(*c, *code)
		}
	}
	return nil
}

// parse reads a schema and puts what local references name in their place.
func parse(source []byte) (*node, error) {
	root := new(node)
	if err := json.Unmarshal(source, root); err != nil {
		return nil, err
	}
	root.resolve(root.Definitions)
	return root, nil
}

// UnmarshalJSON reads a schema, which may be the word true or false.
func (n *node) UnmarshalJSON(source []byte) error {
	if string(source) == "true" || string(source) == "false" {
		n.Never = string(source) == "false"
		return nil
	}
	type plain node // without this method
	return json.Unmarshal(source, (*plain)(n))
}

func (n *node) resolve(definitions map[string]node) {
	if name, local := strings.CutPrefix(n.Ref, "#/definitions/"); local {
		*n = definitions[name]
	}
	for i := range n.Properties {
		n.Properties[i].resolve(definitions)
	}
	if n.Items != nil {
		n.Items.resolve(definitions)
	}
}

// members are an object's properties in the order of the file.
type members []member

type member struct {
	Name string
	node
}

// UnmarshalJSON keeps the order that a map would lose.
func (m *members) UnmarshalJSON(source []byte) error {
	d := json.NewDecoder(bytes.NewReader(source))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		next := member{Name: name.(string)}
		if err := d.Decode(&next.node); err != nil {
			return err
		}
		*m = append(*m, next)
	}
	return nil
}

// member returns the property named, nil if the dictionary has none.
func (n *node) member(name string) *node {
	for i := range n.Properties {
		if n.Properties[i].Name == name {
			return &n.Properties[i].node
		}
	}
	return nil
}
