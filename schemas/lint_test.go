package schemas

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xeipuuv/gojsonschema"
)

const draft07 = "http://json-schema.org/draft-07/schema#"

// keywords are those that our schemas may use: all of them are checked by the
// validator, told well by explain, or notes. What is not here would be passed
// over in silence (nullable, unevaluatedProperties) or told badly (oneOf).
var keywords = strings.Fields(`$schema $id $ref $comment title description definitions type properties required additionalProperties
	items contains minItems maxItems enum const format pattern minLength maxLength minimum maximum propertyNames allOf if then else writeOnly`)

// A linter walks a schema and notes what our rules do not allow.
type linter struct {
	root     map[string]any
	problems []string
}

func lint(source []byte) []string {
	var l linter
	if err := json.Unmarshal(source, &l.root); err != nil {
		return []string{err.Error()}
	}
	if l.root["$schema"] != draft07 {
		l.note("$schema", "%v is not draft-07", l.root["$schema"])
	}
	l.schema("", l.root)
	slices.Sort(l.problems)
	return l.problems
}

func (l *linter) note(at, message string, args ...any) {
	l.problems = append(l.problems, at+": "+fmt.Sprintf(message, args...))
}

func (l *linter) schema(at string, value any) {
	s, ok := value.(map[string]any)
	if !ok {
		if value != false {
			l.note(at, "%v is no schema of ours", value)
		}
		return
	}
	for word, value := range s {
		if !slices.Contains(keywords, word) {
			l.note(at, "keyword %s is not among ours", word)
		}
		l.keyword(at+"/"+word, word, value)
	}
	for _, name := range list(s["required"]) {
		if _, there := object(s["properties"])[fmt.Sprint(name)]; !there && !conditional(at) {
			l.note(at, "requires %v, which it does not describe", name)
		}
	}
	if s["$ref"] != nil && len(s) > 1 {
		l.note(at, "$ref hides what stands beside it")
	}
}

// conditional says whether a schema is part of a condition: what it requires is
// described beside the condition.
func conditional(at string) bool {
	return strings.Contains(at, "/if") || strings.Contains(at, "/then") || strings.Contains(at, "/else")
}

func (l *linter) keyword(at, word string, value any) {
	switch word {
	case "$schema":
		if value != draft07 {
			l.note(at, "%v is not draft-07", value)
		}
	case "$ref":
		name, local := strings.CutPrefix(fmt.Sprint(value), "#/definitions/")
		if _, there := object(l.root["definitions"])[name]; !local || !there {
			l.note(at, "%v leaves the set", value)
		}
	case "format":
		if _, known := formats[fmt.Sprint(value)]; !known {
			l.note(at, "format %v is not registered", value)
		}
	case "pattern":
		if _, err := regexp.Compile(fmt.Sprint(value)); err != nil {
			l.note(at, "%v", err)
		}
	case "type":
		if pair := list(value); len(pair) == 2 && pair[1] == "null" {
			value = pair[0]
		}
		if _, single := value.(string); !single {
			l.note(at, "%v is not one type, nor one and null", value)
		}
	case "properties", "definitions":
		for name, inner := range object(value) {
			l.schema(at+"/"+name, inner)
		}
	case "allOf":
		for i, inner := range list(value) {
			l.schema(fmt.Sprint(at, "/", i), inner)
		}
	case "items", "contains", "if", "then", "else", "propertyNames":
		l.schema(at, value)
	case "additionalProperties":
		if value != false {
			l.schema(at, value)
		}
	}
}

func object(value any) map[string]any { o, _ := value.(map[string]any); return o }
func list(value any) []any            { l, _ := value.([]any); return l }

func TestSchemasKeepOurRules(t *testing.T) {
	for _, name := range Names() {
		for _, problem := range lint(mustSource(t, name)) {
			t.Errorf("%s%s", name, problem)
		}
	}
}

func mustSource(tb testing.TB, name string) []byte {
	tb.Helper()
	source, err := Source(name)
	if err != nil {
		tb.Fatal(err)
	}
	return source
}

// The rules themselves find what they are for.
func TestLintFinds(t *testing.T) {
	for _, row := range []struct{ name, schema, want string }{
		{"no draft", `{}`, "is not draft-07"},
		{"another draft", `{"$schema":"https://json-schema.org/draft/2020-12/schema"}`, "is not draft-07"},
		{"another draft within", `{"properties":{"a":{"$schema":"http://json-schema.org/draft-04/schema#"}}}`, "/properties/a/$schema: http://json-schema.org/draft-04"},
		{"half ignored keyword", `{"unevaluatedProperties":false}`, "unevaluatedProperties is not among"},
		{"nullable", `{"items":{"type":"string","nullable":true}}`, "/items: keyword nullable"},
		{"misspelt keyword", `{"properties":{"a":{"minLenght":1}}}`, "minLenght"},
		{"unknown format", `{"properties":{"a":{"format":"iban"}}}`, "format iban is not registered"},
		{"remote ref", `{"items":{"$ref":"https://example.com/x.json"}}`, "leaves the set"},
		{"file ref", `{"items":{"$ref":"file:///x.json"}}`, "leaves the set"},
		{"ref to nothing", `{"items":{"$ref":"#/definitions/Nil"}}`, "leaves the set"},
		{"ref with siblings", `{"definitions":{"A":{}},"items":{"$ref":"#/definitions/A","minLength":1}}`, "hides"},
		{"look-ahead", `{"pattern":"^(?=a)"}`, "(?="},
		{"two types", `{"type":["string","integer"]}`, "is not one type"},
		{"null before", `{"type":["null","string"]}`, "is not one type"},
		{"requires the undescribed", `{"required":["a"],"properties":{"b":{}}}`, "requires a"},
		{"open by word", `{"additionalProperties":true}`, "no schema of ours"},
		{"in the rest", `{"additionalProperties":{"nullable":true}}`, "/additionalProperties: keyword nullable"},
		{"no schema", `{"properties":{"a":"string"}}`, "no schema of ours"},
		{"in an allOf", `{"allOf":[{"then":{"contains":{"format":"iban"}}}]}`, "/allOf/0/then/contains/format"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := strings.Join(lint([]byte(row.schema)), "\n"); !strings.Contains(got, row.want) {
				t.Errorf("got %q, want %q in it", got, row.want)
			}
		})
	}
}

// Draft-07 says so too.
func TestSchemasSatisfyTheMetaSchema(t *testing.T) {
	check := func(source []byte) error {
		loader := gojsonschema.NewSchemaLoader()
		loader.Validate = true
		_, err := loader.Compile(gojsonschema.NewBytesLoader(source))
		return err
	}
	for _, name := range Names() {
		if err := check(mustSource(t, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if check([]byte(`{"$schema":"`+draft07+`","type":"strng"}`)) == nil {
		t.Error("a misspelt type satisfies the meta-schema")
	}
}

// The validator has our formats, not its own.
func TestFormatsAreRegistered(t *testing.T) {
	setUp()
	for name, f := range formats {
		if !gojsonschema.FormatCheckers.Has(name) {
			t.Errorf("%s is not registered", name)
		}
		if gojsonschema.FormatCheckers.IsFormat(name, "15:04:05") || f.asks == "" {
			t.Errorf("%s is not ours", name)
		}
	}
}

// open is the one place in responses where the framework lets a bank add
// members.
const open = "OBReadSharingProductDetails/Data"

// in are the schemas of those folders, in alphabetical order.
func in(folders ...string) []string {
	return slices.DeleteFunc(Names(), func(name string) bool {
		folder, _, _ := strings.Cut(all()[name].file, "/")
		return !slices.Contains(folders, folder)
	})
}

// Every title is the place where it stands, every member is described, and
// objects are closed in responses and open in requests and in OAuth.
func TestSchemasAreDescribed(t *testing.T) {
	for _, name := range in("ais", "oauth") {
		s, err := find(name)
		if err != nil {
			t.Fatal(err)
		}
		source := object(mustDecode(t, string(s.source())))
		if want := "urn:sandbank:schema:" + name; source["$id"] != want {
			t.Errorf("%s: $id is %v, want %s", name, source["$id"], want)
		}
		closed := strings.HasPrefix(s.file, "ais/") && !strings.HasSuffix(name, "Request")
		described(t, name, closed, source)
		for part, definition := range object(source["definitions"]) {
			described(t, part, closed, object(definition))
		}
	}
}

func described(t *testing.T, path string, closed bool, s map[string]any) {
	t.Helper()
	if s["title"] != path || s["description"] == nil || s["type"] == nil {
		t.Errorf("%s: title %v, description %v, type %v", path, s["title"], s["description"], s["type"])
	}
	if s["type"] == "array" {
		if s = object(s["items"]); s["properties"] == nil {
			return
		}
	}
	if s["properties"] != nil && (s["additionalProperties"] == false) != (closed && !strings.HasPrefix(path, open)) {
		t.Errorf("%s: additionalProperties is %v", path, s["additionalProperties"])
	}
	for name, inner := range object(s["properties"]) {
		if inner := object(inner); inner != nil && inner["$ref"] == nil {
			described(t, path+"/"+name, closed, inner)
		}
	}
}

// What is defined in several files of a folder is the same in all.
func TestDefinitionsAgree(t *testing.T) {
	want := []string{"Agent", "Amount", "CreditorAccount", "Links", "Meta", "Party", "PaymentAccount", "PostalAddress", "Servicer"}
	if diff := cmp.Diff(want, agreed(t, "ais", "oauth")); diff != "" {
		t.Error(diff)
	}
	agreed(t, "insights")
}

// agreed are the names of what is defined, once each.
func agreed(t *testing.T, folders ...string) []string {
	t.Helper()
	seen := map[string]any{}
	for _, name := range in(folders...) {
		definitions := object(object(mustDecode(t, string(mustSource(t, name))))["definitions"])
		for part, definition := range definitions {
			if first, there := seen[part]; there && !cmp.Equal(first, definition) {
				t.Errorf("%s defines %s otherwise:\n%s", name, part, cmp.Diff(first, definition))
			}
			seen[part] = definition
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// A reference out of the set is refused, not fetched.
func TestCompileFetchesNothing(t *testing.T) {
	for ref, want := range map[string]string{
		"http://127.0.0.1:1/x.json":  "leaves the set of schemas",
		"file:///etc/hostname":       "leaves the set of schemas",
		"urn:sandbank:schema:JWKSet": "must be canonical", // the validator's own refusal
	} {
		_, err := compile([]byte(`{"$schema":"` + draft07 + `","items":{"$ref":"` + ref + `"}}`))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("$ref %s: got %v, want that it %s", ref, err, want)
		}
	}
}

func mustDecode(tb testing.TB, text string) (doc any) {
	tb.Helper()
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		tb.Fatal(err)
	}
	return doc
}
