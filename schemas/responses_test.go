package schemas

import (
	"slices"
	"strings"
	"testing"
)

// A walk goes through a response of Account Insights and its schema side by side,
// and tries at every member all the ways in which an answer can leave it.
type walk struct {
	*testing.T
	name  string
	root  map[string]any // the schema
	doc   any            // the good body, which each slip spoils and mends
	tried int
}

func TestInsightsResponsesKeepEveryMember(t *testing.T) {
	tried := 0
	for _, name := range responses() {
		t.Run(name, func(t *testing.T) {
			w := walk{T: t, name: name, root: object(mustDecode(t, string(mustSource(t, name)))), doc: mustDecode(t, good[name])}
			w.members(w.root, object(w.doc), "")
			tried += w.tried
		})
	}
	if tried < 2000 {
		t.Errorf("%d slips tried, want thousands", tried)
	}
}

// responses are the schemas of what Account Insights answers.
func responses() []string {
	return slices.DeleteFunc(in("insights"), func(name string) bool { return strings.HasSuffix(name, "Request") })
}

// followed is a schema, or the one that it refers to.
func (w *walk) followed(schema any) map[string]any {
	s := object(schema)
	if ref, ok := s["$ref"].(string); ok {
		return object(object(w.root["definitions"])[strings.TrimPrefix(ref, "#/definitions/")])
	}
	return s
}

// members walks an object.
func (w *walk) members(schema, value map[string]any, pointer string) {
	w.stranger(value, pointer)
	for member, inner := range object(schema["properties"]) {
		was, there := value[member]
		if !there {
			w.Errorf("the good body has no %s/%s", pointer, member)
			continue
		}
		must := slices.Contains(list(schema["required"]), any(member))
		for _, s := range w.slips(w.followed(inner), was, must) {
			w.try(value, member, was, s, pointer+"/"+member)
		}
		w.within(w.followed(inner), was, pointer+"/"+member)
	}
}

// within walks what a member holds.
func (w *walk) within(schema map[string]any, value any, pointer string) {
	switch v := value.(type) {
	case map[string]any:
		w.members(schema, v, pointer)
	case []any:
		w.within(w.followed(schema["items"]), v[0], pointer+"/0")
	}
}

// stranger wants an object to take a member that nobody describes: the docs do not
// close what they list. A map's members are all of one kind.
func (w *walk) stranger(value map[string]any, pointer string) {
	if _, isMap := value["zzz"]; !isMap && !strings.Contains(" labels consents capabilities flows ", " "+pointer[strings.LastIndex(pointer, "/")+1:]+" ") {
		w.try(value, "zzz", gone, slip{"a stranger", 1, "", ""}, pointer+"/zzz")
	}
}

func (w *walk) try(parent map[string]any, member string, was any, s slip, pointer string) {
	if w.forced(pointer) && s.value == any(gone) {
		s.keyword = "required"
	}
	spot := spotIn{parent, member, pointer}
	spot.set(s.value)
	mustTell(w.T, w.name, Row{Path: w.name + pointer}, encode(w.doc), s, pointer+s.below)
	spot.set(was)
	w.tried++
}

// forced are the members that the good body's state or type asks for.
func (w *walk) forced(pointer string) bool {
	return w.name == "FlowInformationResponse" && slices.Contains([]string{"/data/result", "/data/result/insights_consumer_id", "/data/result/insights_account_ids"}, pointer)
}

// slips are what a member refuses, and a little of what it must take.
func (w *walk) slips(schema map[string]any, value any, must bool) []slip {
	all := []slip{{"left out", gone, map[bool]string{true: "required"}[must], ""}, {"null", nil, "type", ""}}
	kind := schema["type"]
	if pair := list(kind); pair != nil {
		kind, all[1].keyword = pair[0], ""
	}
	switch kind {
	case "array":
		return append(append(all, slip{"no array", map[string]any{}, "type", ""}), elements(w.followed(schema["items"]), value, schema)...)
	case "object":
		return append(all, slip{"no object", []any{}, "type", ""})
	}
	return append(all, scalars(schema, kind)...)
}

func elements(items map[string]any, value any, array map[string]any) []slip {
	none := slip{"none", []any{}, "", ""}
	if array["minItems"] != nil {
		none.keyword = "minItems"
	}
	all := []slip{none, {"null within", append([]any{nil}, list(value)...), "type", "/0"}}
	for _, s := range scalars(items, items["type"]) {
		s.value, s.below = []any{s.value}, "/0"
		all = append(all, s)
	}
	return all
}

// scalars are the slips of texts, numbers and truths.
func scalars(schema map[string]any, kind any) []slip {
	switch kind {
	case "boolean":
		return []slip{{"a text", "true", "type", ""}, {"a number", 0, "type", ""}, {"false", false, "", ""}}
	case "integer":
		all := []slip{{"a text", "1", "type", ""}, {"a part", 1.5, "type", ""}}
		if least, bound := schema["minimum"].(float64); bound {
			return append(all, slip{"too little", least - 1, "minimum", ""}, slip{"the least", least, "", ""})
		}
		return append(all, slip{"below nothing", -1, "", ""})
	case "string":
		return append([]slip{{"a number", 1, "type", ""}}, texts(schema)...)
	}
	return nil
}

func texts(schema map[string]any) (all []slip) {
	for _, code := range list(schema["enum"]) {
		if code != nil && !spoils(code) {
			all = append(all, slip{"code", code, "", ""}, slip{"another case", strings.ToLower(code.(string)), "enum", ""})
		}
	}
	switch schema["format"] {
	case "date":
		all = append(all, slip{"a time", "2020-01-01T00:00:00Z", "format", ""}, slip{"no day", "2021-02-29", "format", ""}, slip{"a day", "2020-02-29", "", ""})
	case "date-time":
		all = append(all, slip{"no zone", "2020-01-01T00:00:00", "format", ""}, slip{"a day", "2020-01-01", "format", ""}, slip{"milliseconds", "2020-01-01T00:00:00.000Z", "", ""})
	case "uri":
		all = append(all, slip{"no scheme", "/xs2a/v1/sessions", "format", ""})
	case "uuid":
		all = append(all, slip{"no UUID", "health", "format", ""})
	}
	if schema["pattern"] != nil {
		all = append(all, slip{"another form", "ö ö", "pattern", ""})
	}
	if most, bound := schema["maxLength"].(float64); bound {
		all = append(all, slip{"too long", strings.Repeat("x", int(most)+1), "maxLength", ""}, slip{"as long as may be", strings.Repeat("ö", int(most)), "", ""})
	}
	if schema["minLength"] != nil {
		all = append(all, slip{"empty", "", "minLength", ""})
	}
	return all
}

// spoils tells of the states that change what else must be there: those have rows
// of their own.
func spoils(code any) bool {
	return slices.Contains([]any{"PROCESSING", "CONSUMER_INPUT_NEEDED", "ABORTED", "EXCEPTION"}, code)
}
