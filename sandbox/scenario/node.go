package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// A node is a value in a scenario file, with its place: as much of YAML as the
// language uses.
type node struct {
	kind    kind
	text    string // of a scalar
	key     string // the key it stands under, for messages
	at      place
	items   []node  // of a list
	entries []entry // of a mapping
	lossy   bool    // keys were reported that might have been the ones looked for
}

type place struct{ line, column int }

type entry struct {
	name  string
	at    place
	value node
}

// A kind of node; its text goes into messages.
type kind string

const (
	broken  kind = "" // already reported: nothing more is said about it
	trapped kind = "a trap"
	empty   kind = "nothing"
	text    kind = "text"
	integer kind = "a number"
	decimal kind = "a decimal number"
	boolean kind = "a boolean"
	list    kind = "a list"
	mapping kind = "a mapping"
)

// Limits that keep the cost of a hostile file down: the YAML reader needs time
// that grows with the square of how deep things stand in one another, and of how
// many lines there are. Who has more scenarios has more files.
const (
	maxFile  = 128 << 10 // bytes
	maxLines = 2000
	maxLine  = 1000 // bytes
	maxDepth = 50   // brackets
)

// traps are the words that YAML 1.1 takes for booleans and YAML 1.2 for text,
// with what a writer means by them as a value.
var traps = map[string]string{
	"on": "true", "yes": "true", "y": "true", "off": "false", "no": "false", "n": "false",
}

// document reads YAML into a node. What is wrong with it is noted in r.
func (r *reader) document(src []byte) node {
	if why, line := tooLarge(src); why != "" {
		r.note(place{line: line}, "", "", "%s", why)
		return node{}
	}
	file, err := parse(src)
	if syntax, ok := errors.AsType[*yaml.SyntaxError](err); ok && syntax.Token != nil {
		r.note(placeOf(syntax.Token), "", "", "%s", syntax.Message)
		return node{}
	}
	if err != nil {
		r.note(place{}, "", "", "%v", err)
		return node{}
	}
	if len(file.Docs) == 0 {
		return node{kind: empty, at: place{1, 1}}
	}
	if len(file.Docs) > 1 {
		r.note(place{line: startOf(file.Docs[1])}, "", "", "a scenario file is one document, without --- and directives inside")
	}
	return r.node(file.Docs[0].Body, "")
}

// parse is the YAML reader; should it panic on a file, the file is at fault.
func parse(src []byte) (file *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("this is not YAML: %v", p)
		}
	}()
	return parser.ParseBytes(src, 0, parser.AllowDuplicateMapKey())
}

// tooLarge says why a file is not even looked at, and the line where.
func tooLarge(src []byte) (why string, line int) {
	if len(src) > maxFile {
		return fmt.Sprintf("%d bytes are too many for a scenario file: %d at most", len(src), maxFile), 0
	}
	depth := 0
	for l := range bytes.Lines(src) {
		line += 1 + bytes.Count(bytes.TrimSuffix(l, []byte("\r\n")), []byte("\r")) // a lone \r ends a line, too
		if line > maxLines {
			return fmt.Sprintf("more than %d lines are too many for a scenario file: make two of it", maxLines), line
		}
		if len(l) > maxLine {
			return fmt.Sprintf("a line of %d bytes is too long: %d at most", len(l), maxLine), line
		}
		for _, c := range l {
			switch c {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(0, depth-1)
			}
			if depth > maxDepth {
				return fmt.Sprintf("more than %d brackets stand in one another", maxDepth), line
			}
		}
	}
	return "", 0
}

// startOf is the line in which a document begins, 0 if the reader does not know.
func startOf(d *ast.DocumentNode) int {
	if d.Start != nil {
		return placeOf(d.Start).line
	}
	return 0
}

func placeOf(t *token.Token) place {
	if t == nil || t.Position == nil {
		return place{}
	}
	return place{t.Position.Line, t.Position.Column}
}

// node turns the reader's tree into ours; key is what the value stands under.
func (r *reader) node(n ast.Node, key string) node {
	if n == nil {
		return node{kind: empty, key: key, at: place{1, 1}}
	}
	out := node{key: key, at: placeOf(n.GetToken()), text: n.GetToken().Value}
	switch n := n.(type) {
	case *ast.NullNode:
		out.kind = empty
	case *ast.IntegerNode:
		out.kind = integer
	case *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		out.kind = decimal
	case *ast.BoolNode:
		out.kind = boolean
	case *ast.LiteralNode:
		out.kind, out.text = text, n.Value.Value
	case *ast.StringNode:
		out.kind = text
		if n.Token.Type == token.StringType && traps[strings.ToLower(out.text)] != "" {
			out.kind = trapped
		}
	case *ast.SequenceNode:
		out.kind = list
		for _, item := range n.Values {
			out.items = append(out.items, r.node(item, key))
		}
	case *ast.MappingNode:
		out.kind = mapping
		out.entries, out.lossy = r.entries(n.Values)
	case *ast.MappingValueNode:
		out.kind = mapping
		out.entries, out.lossy = r.entries([]*ast.MappingValueNode{n})
	default:
		r.note(out.at, key, "", "anchors, aliases and tags are not part of the language; extends shares what scenarios have in common")
	}
	if out.kind == mapping && len(out.entries) > 0 {
		out.at = out.entries[0].at
	}
	return out
}

// entries reads the keys of a mapping; each must be a plain word, and there
// once. lossy tells that one was left out that is there under no other name.
func (r *reader) entries(values []*ast.MappingValueNode) (out []entry, lossy bool) {
	for _, v := range values {
		name, at := v.Key.GetToken().Value, placeOf(v.Key.GetToken())
		seen := slices.IndexFunc(out, func(e entry) bool { return e.name == name })
		switch v.Key.(type) {
		case *ast.StringNode, *ast.IntegerNode:
		default:
			r.note(at, name, "", "a key must be a plain word")
			lossy = true
			continue
		}
		if _, trap := traps[strings.ToLower(name)]; trap {
			near := ""
			if strings.EqualFold(name, "on") {
				near = "upon"
			}
			r.note(at, name, near, "%s is a boolean to some YAML readers, so it cannot be a key", name)
			lossy = true
			continue
		}
		if seen >= 0 {
			r.note(at, name, "", "stands here twice; the first is in line %d", out[seen].at.line)
			continue
		}
		out = append(out, entry{name, at, r.node(v.Value, name)})
	}
	return out, lossy
}
