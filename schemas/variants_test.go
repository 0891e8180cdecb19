package schemas

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A variant is what Detail adds to an object that a consent may open at Basic
// or at Detail, and which of it Detail must add.
type variant struct{ adds, must []string }

var variants = map[string]variant{
	"OBReadAccount":            {[]string{"Account", "Servicer"}, []string{"Account"}},
	"OBReadBeneficiary":        {[]string{"CreditorAgent", "CreditorAccount"}, []string{"CreditorAccount"}},
	"OBReadFutureDatedPayment": {[]string{"CreditorAgent", "CreditorAccount"}, []string{"CreditorAccount"}},
	"OBReadStandingOrder":      {[]string{"CreditorAgent", "CreditorAccount"}, []string{"CreditorAccount"}},
	"OBReadStatement":          {[]string{"StatementAmount"}, nil},
	"OBReadTransaction": {[]string{"TransactionInformation", "Balance", "MerchantDetails",
		"CreditorAgent", "CreditorAccount", "DebtorAgent", "DebtorAccount"}, nil},
}

// ofItems is the path of a member of an object's items.
func ofItems(name, member string) string {
	return name + "/Data/" + strings.TrimPrefix(name, "OBRead") + "/" + member
}

// ofVariant splits a variant's name: "OBReadAccountBasic" is OBReadAccount at Basic.
func ofVariant(name string) (object, level string) {
	for _, level := range []string{"Basic", "Detail"} {
		if object, found := strings.CutSuffix(name, level); found {
			return object, level
		}
	}
	return name, ""
}

// at makes the rows of an object those of its variant.
func (v variant) at(level, name string, rows []Row) (kept []Row) {
	for _, row := range rows {
		for _, add := range v.adds {
			path := ofItems(name, add)
			if below := row.Path == path || strings.HasPrefix(row.Path, path+"/"); below && level == "Basic" {
				row.Path = ""
			}
			if row.Path == path && slices.Contains(v.must, add) && level == "Detail" {
				row.Occurrence = "1" + row.Occurrence[1:]
			}
		}
		if row.Path == "" {
			continue
		}
		if rest := strings.TrimPrefix(row.Path, name); row.Type == row.Path {
			row.Type = name + level + rest
		}
		row.Path = name + level + strings.TrimPrefix(row.Path, name)
		kept = append(kept, row)
	}
	return kept
}

// The good bodies of the resources are files; of the variants, Basic's is the
// whole one without what Detail adds, Detail's the items that have what it must.
func init() {
	files, err := filepath.Glob("testdata/good/*.json")
	if err != nil || len(files) == 0 {
		panic("testdata/good: no bodies")
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			panic(err)
		}
		good[strings.TrimSuffix(filepath.Base(file), ".json")] = string(body)
	}
	for name, v := range variants {
		good[name+"Basic"] = changed(good[name], func(item map[string]any) bool {
			for _, add := range v.adds {
				delete(item, add)
			}
			return true
		}, name)
		good[name+"Detail"] = changed(good[name], func(item map[string]any) bool {
			return !slices.ContainsFunc(v.must, func(must string) bool { return item[must] == nil })
		}, name)
	}
}

// changed applies change to every item of a body and keeps those it says.
func changed(body string, change func(item map[string]any) bool, name string) string {
	doc, err := decode([]byte(body))
	if err != nil {
		panic(err)
	}
	var kept []any
	data := object(object(doc)["Data"])
	word := strings.TrimPrefix(name, "OBRead")
	for _, item := range list(data[word]) {
		if change(object(item)) {
			kept = append(kept, item)
		}
	}
	data[word] = kept
	return encode(doc)
}

func encode(doc any) string {
	text, err := json.Marshal(doc)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// What Detail adds is refused at Basic, each member by its name; what it must
// add is missed at Detail; and the plain schema takes either.
func TestVariantsDifferInWhatDetailAdds(t *testing.T) {
	for name, v := range variants {
		word := "/Data/" + strings.TrimPrefix(name, "OBRead") + "/0/"
		var leaks, lacks []string
		for _, add := range v.adds {
			leaks = append(leaks, word+add+" additionalProperties")
		}
		for _, must := range v.must {
			lacks = append(lacks, word+must+" required")
		}
		slices.Sort(leaks)
		for _, row := range []struct {
			schema, body string
			want         []string
		}{
			{name, good[name+"Basic"], nil},
			{name, good[name+"Detail"], nil},
			{name + "Basic", good[name+"Detail"], leaks},
			{name + "Detail", good[name+"Basic"], lacks},
		} {
			var got []string
			for _, f := range mustValidate(t, row.schema, row.body) {
				if strings.HasPrefix(f.Pointer, word) {
					got = append(got, f.Pointer+" "+f.Keyword)
				}
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("%s:\n%s", row.schema, diff)
			}
		}
	}
}

// Apart from that, the three files of an object say the same.
func TestVariantsAgreeOtherwise(t *testing.T) {
	for name, v := range variants {
		want := stripped(t, name, v)
		for _, level := range []string{"Basic", "Detail"} {
			if diff := cmp.Diff(want, stripped(t, name+level, v)); diff != "" {
				t.Errorf("%s (-) and %s (+) differ:\n%s", name, level, diff)
			}
		}
	}
}

// stripped is a schema without names and without what Detail adds.
func stripped(t *testing.T, name string, v variant) any {
	t.Helper()
	doc := mustDecode(t, string(mustSource(t, name)))
	plainName, _ := ofVariant(name)
	item := doc
	for _, step := range []string{"properties", "Data", "properties", strings.TrimPrefix(plainName, "OBRead"), "items"} {
		item = object(item)[step]
	}
	for _, add := range v.adds {
		delete(object(object(item)["properties"]), add)
	}
	required := slices.DeleteFunc(list(object(item)["required"]), func(word any) bool { return slices.Contains(v.adds, word.(string)) })
	object(item)["required"] = append([]any{}, required...)
	delete(object(doc), "definitions")
	return anonymous(doc)
}

func anonymous(doc any) any {
	switch v := doc.(type) {
	case map[string]any:
		for word := range v {
			if _, text := v[word].(string); text && (word == "title" || word == "$id" || word == "$comment") {
				delete(v, word)
			} else {
				v[word] = anonymous(v[word])
			}
		}
	case []any:
		for i := range v {
			v[i] = anonymous(v[i])
		}
	}
	return doc
}

// A spotIn is a member of an object of a body; there may be none of that name.
type spotIn struct {
	parent  map[string]any
	name    string
	pointer string
}

// places finds where a row's path leads in doc, through all elements of arrays.
func places(doc any, path []string, pointer string) (found []spotIn) {
	switch v := doc.(type) {
	case []any:
		for i, inner := range v {
			found = append(found, places(inner, path, pointer+"/"+strconv.Itoa(i))...)
		}
	case map[string]any:
		if len(path) == 1 {
			return []spotIn{{v, path[0], pointer + "/" + path[0]}}
		}
		return places(v[path[0]], path[1:], pointer+"/"+path[0])
	}
	return found
}
