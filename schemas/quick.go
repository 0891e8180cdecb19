package schemas

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A quick check says of a body that it is good, and if it does not, nothing:
// the validator then says what is wrong, or that nothing is. It reads the bytes
// once where the validator needs the body as maps, of a page of a hundred
// transactions tens of thousands. It knows the keywords that most schemas are
// made of; where it is nil, another keyword stands, and it cannot say.
type quick struct {
	kind     string // the type; "" for any, of which nothing else is asked
	members  map[string]ordinal
	required uint64 // by ordinal
	closed   bool
	rest     *quick      // members that are not described; nil: anything
	names    *quick      // of members
	rules    []dependent // what members mean for others
	null     bool        // null may stand in its place
	items    *quick
	least    int // elements, or characters
	most     int // elements, or characters; 0: without limit
	codes    []string
	pattern  *regexp.Regexp
	is       func(string) bool
	floor    float64
	ceiling  float64
	floored  bool // floor is to be kept
	ceiled   bool // ceiling is to be kept
}

// An ordinal is a member's check and its number, by which required names it.
type ordinal struct {
	bit   uint64
	check *quick
}

// A plan makes quick checks of a schema's parts.
type plan struct{ definitions map[string]any }

func quicken(source []byte) *quick {
	var root map[string]any
	if json.Unmarshal(source, &root) != nil {
		return nil
	}
	definitions, _ := root["definitions"].(map[string]any)
	return plan{definitions}.check(root)
}

func (p plan) check(schema any) *quick {
	words, _ := schema.(map[string]any)
	if name, ok := words["$ref"].(string); ok {
		return p.check(p.definitions[name[len("#/definitions/"):]])
	}
	q := new(quick)
	for word, value := range words {
		if !p.keyword(q, word, value) {
			return nil
		}
	}
	if q.kind == "" || !q.require(words["required"]) || !q.depend(words) {
		return nil
	}
	if codes, _ := words["enum"].([]any); codes != nil {
		q.null = q.null && slices.Contains(codes, nil)
	}
	return q
}

// keyword adds a keyword to a check, if it is one that is quickly checked.
func (p plan) keyword(q *quick, word string, value any) (known bool) {
	switch word {
	case "$schema", "$id", "$comment", "title", "description", "definitions", "required", "if", "then", "allOf", "writeOnly":
	case "type":
		return q.oneOf(value)
	case "additionalProperties":
		if q.closed = value == false; !q.closed {
			q.rest = p.check(value)
			return q.rest != nil
		}
	case "propertyNames":
		q.names = p.check(value)
		return q.names != nil
	case "properties":
		return p.properties(q, value.(map[string]any))
	case "items":
		q.items = p.check(value)
		return q.items != nil
	case "enum":
		for _, code := range value.([]any) {
			if text, ok := code.(string); ok {
				q.codes = append(q.codes, text)
			}
		}
	case "pattern":
		q.pattern = regexp.MustCompile(value.(string))
	case "format":
		q.is = formats[value.(string)].is
	case "minItems", "minLength":
		q.least = int(value.(float64))
	case "maxItems", "maxLength":
		q.most = int(value.(float64))
	case "minimum":
		q.floor, q.floored = value.(float64), true
	case "maximum":
		q.ceiling, q.ceiled = value.(float64), true
	default:
		return false
	}
	return true
}

func (p plan) properties(q *quick, schemas map[string]any) (known bool) {
	q.members = make(map[string]ordinal, len(schemas))
	for name, schema := range schemas {
		q.members[name] = ordinal{1 << len(q.members), p.check(schema)}
	}
	return len(schemas) <= 64 // bits
}

// require notes the members that must be there; all of them are described.
func (q *quick) require(names any) (known bool) {
	q.required, known = q.bits(names)
	return known
}

// takes says whether body, which is Strict, is surely good.
func (q *quick) takes(body []byte) bool {
	r := reader{scanner{body: body}}
	r.blanks()
	return r.value(q)
}

// A reader walks over a body that is Strict and stops where it is not surely
// good.
type reader struct{ scanner }

func (r *reader) value(q *quick) bool {
	if q == nil {
		return false
	}
	switch b := r.peek(); {
	case b == '{':
		return q.of("object") && r.object(q)
	case b == '[':
		return q.of("array") && r.array(q)
	case b == '"':
		text := r.said()
		return q.of("string") && q.takesText(text)
	case b == '-' || isDigit(b):
		return r.number(q)
	default:
		_ = r.word() // it is Strict
		return q.kind == "" || q.kind == "boolean" && b != 'n' || q.null && b == 'n'
	}
}

// of says whether a value may have that type.
func (q *quick) of(kind string) bool { return q.kind == "" || q.kind == kind }

// anything is the check of members that a schema leaves open.
var anything = new(quick)

func (r *reader) object(q *quick) bool {
	seen := uint64(0)
	for more := r.open('}'); more; more = r.more('}') {
		name := r.said()
		member, described := q.members[string(name)]
		if q.names != nil && !q.names.takesText(name) {
			return false
		}
		r.blanks()
		r.at++ // the colon
		r.blanks()
		switch {
		case described:
			seen |= member.bit
		case q.closed:
			return false
		case q.rest != nil:
			member.check = q.rest
		default:
			member.check = anything
		}
		if !r.value(member.check) {
			return false
		}
	}
	return seen&q.required == q.required && q.agree(seen)
}

func (r *reader) array(q *quick) bool {
	check := q.items
	if check == nil {
		check = anything
	}
	n := 0
	for more := r.open(']'); more; more = r.more(']') {
		if n++; !r.value(check) {
			return false
		}
	}
	return n >= q.least && (q.most == 0 || n <= q.most)
}

// open steps into an object or array and says whether there is anything in it.
func (r *reader) open(end byte) bool {
	r.at++
	if r.blanks(); r.peek() == end {
		r.at++
		return false
	}
	return true
}

// more steps over what follows an element and says whether there is another.
func (r *reader) more(end byte) bool {
	r.blanks()
	if r.at++; r.body[r.at-1] == end {
		return false
	}
	r.blanks()
	return true
}

// said reads a string and returns what it says.
func (r *reader) said() []byte {
	start := r.at
	escaped, _ := r.text() // it is Strict
	return unescape(r.body[start:r.at], escaped)
}

func (q *quick) takesText(text []byte) bool {
	if q.least > 0 || q.most > 0 {
		if n := utf8.RuneCount(text); n < q.least || q.most > 0 && n > q.most {
			return false
		}
	}
	if q.codes != nil && !slices.Contains(q.codes, string(text)) {
		return false
	}
	return (q.pattern == nil || q.pattern.Match(text)) && (q.is == nil || q.is(string(text)))
}

// number takes those that nobody could take otherwise: the rest is for the
// validator, which works with exact fractions.
func (r *reader) number(q *quick) bool {
	start := r.at
	_ = r.scanner.number() // it is Strict
	text := string(r.body[start:r.at])
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || len(text) > 15 || wild(text) || q.floored && value < q.floor || q.ceiled && value > q.ceiling {
		return false
	}
	return q.of("number") || q.kind == "integer" && strings.Trim(text, "-0123456789") == ""
}
