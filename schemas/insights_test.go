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

// What is wrong with a request of Account Insights, as it is told; and the quick
// check takes nothing of it.
func TestInsightsRequestsAreRefused(t *testing.T) {
	for _, row := range []struct{ schema, name, body, want string }{
		{"UpsertAccountLabelsRequest", "a label's key too long", `{"insights_consumer_id":"a","insights_account_id":"b","labels":{"` + strings.Repeat("k", 129) + `":""}}`,
			`/labels/` + strings.Repeat("k", 129) + ` propertyNames: a name of at most 128 characters; ""`},
		{"UpsertAccountLabelsRequest", "a label without a key", `{"insights_consumer_id":"a","insights_account_id":"b","labels":{"":"v"}}`, `/labels/ propertyNames: a name of at least 1 character; "v"`},
		{"UpsertAccountLabelsRequest", "a label that is no text", `{"insights_consumer_id":"a","insights_account_id":"b","labels":{"k":1}}`, `/labels/k type: string; 1`},
		{"UpsertAccountLabelsRequest", "a label's value too long", `{"insights_consumer_id":"a","insights_account_id":"b","labels":{"key":"` + strings.Repeat("v", 1025) + `"}}`,
			`/labels/key maxLength: at most 1024 characters; "` + strings.Repeat("v", 60) + `"… (1025 characters)`},
		{"ListTransactionsRequest", "days and dates", `{"insights_consumer_id":"a","days":1,"from_date":"2026-01-01","to_date":"2026-01-02"}`, `/days false: absent; 1`},
		{"ConsentRefreshRequest", "half a consent", `{"consent_id":"a"}`, `/consent_token required: present (0..1); nothing`},
		{"ConsentRefreshRequest", "a consent token of another type", `{"consent_id":"a","consent_token":{}}`, `/consent_token type: string; an object of 0 members`},
		{"ListAccountsRequest", "a page too large", `{"insights_consumer_id":"a","pagination":{"size":1001}}`, `/pagination/size maximum: at most 1000; 1001`},
		{"ListAccountsRequest", "null where no null may be", `{"insights_consumer_id":"a","pagination":null}`, `/pagination type: object; null`},
		{"CreateTransactionsRequest", "an amount over 64 bits", `{"insights_consumer_id":"a","insights_account_id":"b","transactions":[{"amount":{"amount":9223372036854775808}}]}`,
			`/transactions/0/amount/amount maximum: at most 1000000000000; 9223372036854775808`},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := told(mustValidate(t, row.schema, row.body)); got != row.want {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
			mustAgree(t, row.schema, row.body, true)
		})
	}
}

// The quick check itself decides on conditions, on names, on the rest of the members
// and on null.
func TestQuickKnowsTheWordsOfInsights(t *testing.T) {
	const schema = `{"$schema":"` + draft07 + `","type":"object",
		"properties":{"a":{"type":"string"},"b":{"type":"string"},"c":{"type":["string","null"]},"d":{"type":"integer","minimum":1,"maximum":9}},
		"propertyNames":{"type":"string","maxLength":3},"additionalProperties":{"type":"boolean"},
		"allOf":[{"if":{"required":["a"]},"then":{"required":["b"]}},{"if":{"required":["b","d"]},"then":{"properties":{"c":false}}}]}`
	quick, checker := quicken([]byte(schema)), must(compile([]byte(schema)))
	if quick == nil {
		t.Fatal("there is no quick check")
	}
	for body, want := range map[string]bool{
		`{}`: true, `{"b":"x"}`: true, `{"a":"x"}`: false, `{"a":"x","b":"x"}`: true,
		`{"b":"x","d":1}`: true, `{"b":"x","c":"x"}`: true, `{"b":"x","d":1,"c":"x"}`: false,
		`{"c":null}`: true, `{"b":null}`: false, `{"d":null}`: false, `{"d":0}`: false, `{"d":10}`: false, `{"d":9}`: true,
		`{"e":true}`: true, `{"e":1}`: false, `{"eeee":true}`: false, `null`: false,
	} {
		doc, err := decode([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		slow := len(checker.violations("x", new(node), doc)) == 0
		if got := quick.takes([]byte(body)); got != want || slow != want {
			t.Errorf("%s: quickly taken %v, by the validator %v, want %v", body, got, slow, want)
		}
	}
	for _, unknown := range []string{
		`{"type":"object","if":{"required":["a"]},"then":{"required":["b"]}}`,
		`{"type":"object","properties":{"a":{}},"if":{"properties":{"a":{"const":1}}},"then":{"required":["a"]}}`,
		`{"type":"object","properties":{"a":{}},"if":{"required":["a"]},"then":{"required":["a"]},"else":{"required":["a"]}}`,
		`{"type":"object","properties":{"a":{}},"if":{"required":["a"]},"then":{"properties":{"a":{"type":"string"}}}}`,
		`{"type":"object","properties":{"a":{}},"if":{"required":["a"]},"then":{"minProperties":2}}`,
		`{"type":["string","integer"]}`,
	} {
		if quicken([]byte(unknown)) != nil {
			t.Errorf("there is a quick check of %s", unknown)
		}
	}
}
