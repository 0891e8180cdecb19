package insights

import (
	"bytes"
	"encoding"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

// A decoder reads a body that has passed schemas.Strict into a Go value. It is not
// encoding/json, which would take a member's name in any case, and 1.0 for no
// integer without saying where. What does not fit is left out: the schema has told
// of it already.
type decoder struct {
	body []byte
	at   int
	way  []step
	bad  []storage.Violation
	// near are members that are not described but are spelled as one is, but for
	// the case, by the path of the one that was meant.
	near    map[string]string
	strange []string // paths of the members that nobody reads
}

// A step leads to a member or an element.
type step struct {
	name  string
	index int // of an element; -1 for a member
}

// decode reads body into what in points to.
func decode(body []byte, in any) *decoder {
	d := &decoder{body: body}
	d.blanks()
	d.value(reflect.ValueOf(in).Elem())
	return d
}

// path is where the decoder stands, dotted, as locations are.
func (d *decoder) path() string {
	var b strings.Builder
	for _, s := range d.way {
		switch {
		case s.index >= 0:
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
		case b.Len() > 0:
			b.WriteString("." + s.name)
		default:
			b.WriteString(s.name)
		}
	}
	return b.String()
}

var (
	rawType  = reflect.TypeFor[json.RawMessage]()
	textType = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// value reads one value; the blanks before it have been read.
func (d *decoder) value(v reflect.Value) {
	start := d.at
	switch {
	case v.Type() == rawType:
		d.skip()
		v.SetBytes(d.body[start:d.at])
	case v.Kind() == reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		d.value(v.Elem())
	case d.body[start] == '{' && v.Kind() == reflect.Struct:
		d.object(v)
	case d.body[start] == '{' && v.Kind() == reflect.Map:
		d.labels(v)
	case d.body[start] == '[' && v.Kind() == reflect.Slice:
		d.array(v)
	default:
		d.skip()
		d.scalar(v, d.body[start:d.at])
	}
}

func (d *decoder) scalar(v reflect.Value, text []byte) {
	switch {
	case text[0] == '"' && v.Kind() == reflect.String:
		v.SetString(unquoted(text))
	case text[0] == '"' && v.CanAddr() && v.Addr().Type().Implements(textType):
		_ = v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(unquoted(text))) // the schema knows dates
	case (text[0] == 't' || text[0] == 'f') && v.Kind() == reflect.Bool:
		v.SetBool(text[0] == 't')
	case (text[0] == '-' || text[0] >= '0' && text[0] <= '9') && v.CanInt():
		d.integer(v, string(text))
	}
}

// integer reads an Integer. JSON Schema takes 1.0 and 1e3 for integers; this API,
// whose amounts are counted in the smallest unit, does not, which is inferred and
// said here alone.
func (d *decoder) integer(v reflect.Value, text string) {
	if strings.ContainsAny(text, ".eE") {
		d.refuse(storage.InvalidFormat, "is written "+clip(text)+": an integer is written in digits alone")
		return
	}
	n, err := strconv.ParseInt(text, 10, v.Type().Bits())
	if err != nil {
		d.refuse(storage.InvalidValue, "is "+wire.Quote(text)+": that is more than an integer of "+strconv.Itoa(v.Type().Bits())+" bits holds")
		return
	}
	v.SetInt(n)
}

func (d *decoder) refuse(code, message string) {
	d.bad = append(d.bad, storage.Violation{Code: code, Path: d.path(), Message: message})
}

// object reads the members that are known by their exact names.
func (d *decoder) object(v reflect.Value) {
	known := fieldsOf(v.Type())
	for more := d.open('}'); more; more = d.more('}') {
		name := d.name()
		d.way = append(d.way, step{name, -1})
		if i, ok := known[name]; ok {
			d.value(v.Field(i))
		} else {
			d.skip()
			d.stranger(known, name)
		}
		d.way = d.way[:len(d.way)-1]
	}
}

// maxStrange is of how many members notice is taken that nobody reads.
const maxStrange = 10

// stranger notes a member that is not described. That it is there is no fault (2.1).
func (d *decoder) stranger(known map[string]int, name string) {
	if len(d.strange) == maxStrange || strings.HasPrefix(name, "_") {
		return
	}
	d.strange = append(d.strange, d.path())
	for meant := range known {
		if strings.EqualFold(meant, name) {
			d.way[len(d.way)-1].name = meant
			if d.near == nil {
				d.near = map[string]string{}
			}
			d.near[d.path()] = name
		}
	}
}

// labels reads an object whose members are texts.
func (d *decoder) labels(v reflect.Value) {
	read := reflect.MakeMap(v.Type())
	for more := d.open('}'); more; more = d.more('}') {
		name, start := d.name(), d.at
		d.skip()
		if text := d.body[start:d.at]; text[0] == '"' {
			read.SetMapIndex(reflect.ValueOf(name), reflect.ValueOf(unquoted(text)))
		}
	}
	v.Set(read)
}

// array reads every element, so that those that fit keep their places.
func (d *decoder) array(v reflect.Value) {
	v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	n := 0
	for more := d.open(']'); more; more = d.more(']') {
		if n == v.Cap() {
			v.Grow(max(4, n))
		}
		v.SetLen(n + 1)
		v.Index(n).SetZero()
		d.way = append(d.way, step{index: n})
		d.value(v.Index(n))
		d.way = d.way[:len(d.way)-1]
		n++
	}
}

// open steps into an object or an array, and says whether there is anything in it.
func (d *decoder) open(end byte) bool {
	d.at++
	if d.blanks(); d.body[d.at] == end {
		d.at++
		return false
	}
	return true
}

// more steps over what follows an element, and says whether there is another.
func (d *decoder) more(end byte) bool {
	d.blanks()
	if d.at++; d.body[d.at-1] == end {
		return false
	}
	d.blanks()
	return true
}

// name reads a member's name, and what is before its value.
func (d *decoder) name() string {
	start := d.at
	d.skip()
	name := unquoted(d.body[start:d.at])
	d.blanks()
	d.at++ // the colon
	d.blanks()
	return name
}

func (d *decoder) blanks() {
	for d.at < len(d.body) && bytes.IndexByte([]byte(" \t\r\n"), d.body[d.at]) >= 0 {
		d.at++
	}
}

// skip steps over one value.
func (d *decoder) skip() {
	depth := 0
	for d.at < len(d.body) {
		switch c := d.body[d.at]; c {
		case '"':
			d.text()
		case '{', '[':
			depth++
			d.at++
			continue
		case '}', ']':
			depth--
			d.at++
		default:
			if d.at++; depth > 0 || d.at < len(d.body) && bytes.IndexByte([]byte(" \t\r\n,]}"), d.body[d.at]) < 0 {
				continue
			}
		}
		if depth == 0 {
			return
		}
	}
}

// text steps over a string.
func (d *decoder) text() {
	for d.at++; d.body[d.at] != '"'; d.at++ {
		if d.body[d.at] == '\\' {
			d.at++
		}
	}
	d.at++
}

// unquoted is what a JSON string says.
func unquoted(text []byte) string {
	if bytes.IndexByte(text, '\\') < 0 {
		return string(text[1 : len(text)-1])
	}
	var s string
	_ = json.Unmarshal(text, &s) // of a string that is Strict it cannot fail
	return s
}

var fields sync.Map // of reflect.Type: map[string]int

// fieldsOf are the fields of a struct by the names in their tags.
func fieldsOf(t reflect.Type) map[string]int {
	if known, ok := fields.Load(t); ok {
		return known.(map[string]int)
	}
	known := map[string]int{}
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("json"); name != "" {
			known[name] = i
		}
	}
	fields.Store(t, known)
	return known
}
