package schemas

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/xeipuuv/gojsonschema"
)

// causes keeps the findings that say what is wrong and drops those that repeat
// it: the frame around what an allOf or a then found, and what the validator
// says of an array's elements to illustrate that none is what contains asks.
func causes(results []gojsonschema.ResultError) []finding {
	var kept []gojsonschema.ResultError
	var lacking gojsonschema.ResultError // a contains: what comes right after it, of the elements, illustrates it
	var named gojsonschema.ResultError   // a member's name that is refused: what comes right after it, of the object, is why
	for _, f := range results {
		if named != nil && where(f) == where(named) && f.Value() == named.Details()["property"] {
			named.Details()["why"] = wording[f.Type()].expected(f.Details(), spot{})
			continue
		}
		named = nil
		if lacking != nil && within(f, lacking) {
			lacking.Details()["allowed"] = f.Details()["allowed"]
			continue
		}
		lacking = nil
		switch f.Type() {
		case "number_all_of", "condition_then", "condition_else":
			continue
		case "contains":
			lacking = f
		case "invalid_property_name":
			named = f
		}
		kept = append(kept, f)
	}
	var found []finding
	empty := map[string]bool{} // arrays that lack an element: that they lack a certain one is no news
	for _, f := range kept {
		empty[where(f)] = empty[where(f)] || f.Type() == "array_min_items"
	}
	for _, f := range kept {
		if f.Type() == "contains" && empty[where(f)] {
			continue
		}
		steps := strings.Split(where(f), separator)[1:]
		if property, ok := f.Details()["property"].(string); ok { // required, additionalProperties
			steps = append(steps, property)
		}
		found = append(found, newFinding(steps, f.Type(), f.Details()))
	}
	return found
}

// within says whether f speaks of something inside what g speaks of.
func within(f, g gojsonschema.ResultError) bool {
	return strings.HasPrefix(where(f), where(g)+separator)
}

func where(f gojsonschema.ResultError) string { return f.Context().String(separator) }

// separator cannot be part of a member's name, which is UTF-8.
const separator = "\xff"

// explain tells a finding in our words.
func (f finding) explain(name string, root *node, doc any) Violation {
	s := locate(name, root, doc, f.steps)
	w, known := wording[f.kind]
	if !known { // not reached: our schemas use no other keywords
		w = words{f.kind, func(gojsonschema.ErrorDetails, spot) string { return f.kind }}
	}
	v := Violation{Pointer: s.pointer, Path: s.path, Keyword: w.keyword, Expected: w.expected(f.details, s), Got: s.got(), Row: s.row}
	if given, ok := f.details["given"].(string); ok && f.kind == wildNumber && !s.secret {
		v.Got = given
	}
	return v
}

// words are what is said of one kind of finding.
type words struct {
	keyword  string
	expected func(gojsonschema.ErrorDetails, spot) string
}

// wording is by the validator's name for the finding.
var wording = map[string]words{
	"required":     {"required", func(_ gojsonschema.ErrorDetails, s spot) string { return "present (" + s.row.Occurrence + ")" }},
	"false":        {"false", func(gojsonschema.ErrorDetails, spot) string { return "absent" }},
	"invalid_type": {"type", func(d gojsonschema.ErrorDetails, _ spot) string { return fmt.Sprint(d["expected"]) }},
	"enum":         {"enum", allowed},
	"const":        {"const", allowed},
	"format":       {"format", func(d gojsonschema.ErrorDetails, _ spot) string { return formats[d["format"].(string)].asks }},
	"pattern":      {"pattern", func(d gojsonschema.ErrorDetails, _ spot) string { return fmt.Sprintf("text like %s", d["pattern"]) }},
	"contains":     {"contains", missingCode},
	"string_gte":   {"minLength", func(d gojsonschema.ErrorDetails, _ spot) string { return count("at least", d["min"], "character") }},
	"string_lte":   {"maxLength", func(d gojsonschema.ErrorDetails, _ spot) string { return count("at most", d["max"], "character") }},
	"array_min_items": {"minItems", func(d gojsonschema.ErrorDetails, _ spot) string {
		return count("at least", d["min"], "element")
	}},
	"array_max_items": {"maxItems", func(d gojsonschema.ErrorDetails, _ spot) string { return count("at most", d["max"], "element") }},
	wildNumber: {"type", func(gojsonschema.ErrorDetails, spot) string {
		return "a number of at most 64 digits, with an exponent of at most 200"
	}},
	"invalid_property_name": {"propertyNames", func(d gojsonschema.ErrorDetails, _ spot) string { return fmt.Sprint("a name of ", d["why"]) }},
	"number_lte":            {"maximum", func(d gojsonschema.ErrorDetails, _ spot) string { return "at most " + bound(d["max"]) }},
	"number_gte":            {"minimum", func(d gojsonschema.ErrorDetails, _ spot) string { return "at least " + bound(d["min"]) }},
	"additional_property_not_allowed": {"additionalProperties", func(_ gojsonschema.ErrorDetails, s spot) string {
		return s.stranger
	}},
}

func allowed(d gojsonschema.ErrorDetails, _ spot) string {
	text := strings.ReplaceAll(fmt.Sprint(d["allowed"]), `"`, "")
	if strings.Contains(text, ", ") {
		return "one of " + text
	}
	return text
}

func missingCode(d gojsonschema.ErrorDetails, s spot) string {
	if d["allowed"] == nil {
		return "an element that is not there"
	}
	return "with what is there, an element that is " + allowed(d, s)
}

func count(limit string, n any, what string) string {
	text := strings.TrimSpace(fmt.Sprintf("%s %v %s", limit, n, what))
	if fmt.Sprint(n) != "1" {
		text += "s"
	}
	return text
}

// A spot is a place in a body, and what the dictionary says of it.
type spot struct {
	pointer, path string
	row           Row
	stranger      string // of a member that the dictionary does not name: what is wrong with that
	name          string // of the member; of an element, of its array
	value         any
	absent        bool
	secret        bool // it is in what must not be repeated
}

// locate follows steps through the body and the dictionary.
func locate(name string, root *node, doc any, steps []string) spot {
	p := spot{row: root.row(name, ""), value: doc, secret: root.WriteOnly}
	n := root
	for _, step := range steps {
		p.pointer += "/" + pointerEscape.Replace(step)
		switch within := p.value.(type) {
		case []any:
			i, _ := strconv.Atoi(step)
			p.path += "[" + step + "]"
			p.value, n = within[i], n.below()
		case map[string]any:
			p.path += dotted(step, p.path == "")
			value, there := within[step]
			p.name, p.value, p.absent = step, value, !there
			n = p.enter(n, step)
		}
		p.secret = p.secret || n != nil && n.WriteOnly
	}
	return p
}

var pointerEscape = strings.NewReplacer("~", "~0", "/", "~1")

// dotted writes a member's name as a step of a dotted path; one that would be
// mistaken for several steps is quoted.
func dotted(name string, first bool) string {
	odd := name == "" || strings.ContainsFunc(name, func(r rune) bool {
		return r != '_' && r != '-' && r != '$' && !('0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	})
	switch {
	case odd:
		return "[" + strconv.Quote(name) + "]"
	case first:
		return name
	}
	return "." + name
}

// enter moves the row to the member named and returns its node; the row stays
// where it is if the dictionary does not name the member.
func (p *spot) enter(n *node, name string) *node {
	if n == nil {
		return nil
	}
	n = n.element()
	next := n.member(name)
	if next == nil {
		p.stranger = "no member of this name"
		if near := Meant(name, n.names()); near != "" {
			p.stranger += "; the nearest is " + near
		}
		return nil
	}
	p.row = next.row(p.row.Path+"/"+name, n.occurrence(name))
	return next
}

func (n *node) below() *node {
	if n == nil {
		return nil
	}
	return n.Items
}

func (n *node) names() (names []string) {
	for _, m := range n.Properties {
		names = append(names, m.Name)
	}
	return names
}

// secrets are the members whose value must not be repeated in a report.
var secrets = []string{"access_token", "refresh_token", "id_token", "consent_token", "client_token", "d", "p", "q", "dp", "dq", "qi", "oth", "k"}

// got describes what is at the place: a scalar itself, of the rest its kind.
func (p spot) got() string {
	if p.absent {
		return "nothing"
	}
	switch v := p.value.(type) {
	case map[string]any:
		return count("an object of", len(v), "member")
	case []any:
		return count("an array of", len(v), "element")
	case string:
		if p.secret {
			return count("a string of", len([]rune(v)), "character")
		}
		if slices.Contains(secrets, p.name) {
			return count("a secret string of", len([]rune(v)), "character")
		}
		return quoted(v)
	}
	if _, isNumber := p.value.(json.Number); isNumber && p.secret {
		return "a number"
	}
	text, _ := json.Marshal(p.value)
	return string(text)
}

// quoted shows the text, no more than a line of it.
func quoted(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return strconv.Quote(string(runes[:most])) + fmt.Sprintf("… (%d characters)", len(runes))
	}
	return strconv.Quote(text)
}

// bound writes a limit as a person would: a whole number has all its digits.
func bound(limit any) string {
	if n, ok := limit.(*big.Float); ok && n.IsInt() {
		return n.Text('f', 0)
	}
	return fmt.Sprint(limit)
}
