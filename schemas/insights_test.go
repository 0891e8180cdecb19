package schemas

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The good bodies of Account Insights are files, one for each schema: the
// fullest that it allows, with a member that it does not describe.
func init() {
	files, err := filepath.Glob("testdata/insights/*.json")
	if err != nil || len(files) == 0 {
		panic("testdata/insights: no bodies")
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			panic(err)
		}
		good[strings.TrimSuffix(filepath.Base(file), ".json")] = string(body)
	}
}

// The schemas of Account Insights are open, and say of every member what it is
// and what type it has; a title is what a whole schema or a definition has.
func TestInsightsSchemasAreDescribed(t *testing.T) {
	for _, name := range in("insights") {
		source := object(mustDecode(t, string(mustSource(t, name))))
		if want := "urn:sandbank:schema:" + name; source["$id"] != want {
			t.Errorf("%s: $id is %v, want %s", name, source["$id"], want)
		}
		entitled(t, name, source)
		for part, definition := range object(source["definitions"]) {
			entitled(t, part, object(definition))
		}
	}
}

func entitled(t *testing.T, name string, s map[string]any) {
	t.Helper()
	if s["title"] != name {
		t.Errorf("%s: title is %v", name, s["title"])
	}
	openly(t, name, s)
}

func openly(t *testing.T, path string, s map[string]any) {
	t.Helper()
	if s["$ref"] != nil {
		return
	}
	if s["description"] == nil || s["type"] == nil {
		t.Errorf("%s: description %v, type %v", path, s["description"], s["type"])
	}
	if s["additionalProperties"] == false {
		t.Errorf("%s is closed", path)
	}
	if items := object(s["items"]); items["properties"] != nil {
		s = items
	}
	for name, inner := range object(s["properties"]) {
		openly(t, path+"/"+name, object(inner))
	}
}

// Every good body has a stranger in it, or the schema would not be known to be
// open.
func TestInsightsSchemasAreOpen(t *testing.T) {
	for _, name := range in("insights") {
		doc := object(mustDecode(t, good[name]))
		described := object(object(mustDecode(t, string(mustSource(t, name))))["properties"])
		if !slices.ContainsFunc(slices.Collect(maps.Keys(doc)), func(member string) bool { return described[member] == nil }) {
			t.Errorf("testdata/insights/%s.json has no member that the schema does not describe", name)
		}
	}
}
