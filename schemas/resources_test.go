package schemas

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A slip is one way to leave a dictionary's row, and what is said of it.
type slip struct {
	name    string
	value   any    // what is put there; gone takes the member away
	keyword string // "" if it is no violation
	below   string // where in the value it is told
}

// gone stands for a member that is not there.
var gone = new(int)

// listed is the one list that may be empty but not left out: see deviations.
const listed = "OBReadBalance/Data/Balance"

// ways are what a row refuses, and a little of what it must take.
func ways(row Row, value any) (all []slip) {
	array, many := value.([]any)
	if row.Occurrence[0] == '1' || row.Path == listed {
		all = append(all, slip{"missing", gone, "required", ""})
	} else {
		all = append(all, slip{"left out", gone, "", ""})
	}
	all = append(all, slip{"null", nil, "type", ""})
	most := row.Occurrence[strings.LastIndex(row.Occurrence, ".")+1:]
	if many {
		all = append(all, slip{"no array", map[string]any{}, "type", ""}, slip{"null within", []any{nil}, "type", "/0"})
		if limit, err := strconv.Atoi(most); err == nil {
			all = append(all, slip{"as many as may be", slices.Repeat(array[:1], limit), "", ""}, slip{"too many", slices.Repeat(array[:1], limit+1), "maxItems", ""})
		}
		none := slip{"none", []any{}, "", ""}
		if row.Occurrence[0] == '1' {
			none.keyword = "minItems"
		}
		all = append(all, none)
	}
	for _, s := range scalarSlips(row) {
		if many {
			s.value, s.below = []any{s.value}, "/0"
		}
		all = append(all, s)
	}
	return all
}

func scalarSlips(row Row) []slip {
	all := map[string][]slip{
		"String":   {{"empty", "", "minLength", ""}, {"a number", 1, "type", ""}},
		"DateTime": {{"no zone", "2020-01-01T00:00:00", "format", ""}, {"a date", "2020-01-01", "format", ""}, {"a number", 1, "type", ""}},
		"Date":     {{"a year", "2020", "format", ""}, {"a number", 1, "type", ""}},
		"URI":      {{"no scheme", "www.tbc.com", "format", ""}, {"a number", 1, "type", ""}},
		"Number":   {{"a text", "1", "type", ""}},
		"Integer":  {{"a text", "1", "type", ""}, {"a part", 1.5, "type", ""}},
		"Boolean":  {{"a text", "true", "type", ""}},
	}[row.Type]
	if row.Codes != nil {
		all = []slip{{"no code", "Wrong", "enum", ""}, {"another case", strings.ToLower(row.Codes[0]), "enum", ""}, {"a number", 1, "type", ""}}
		for _, code := range row.Codes {
			all = append(all, slip{"code " + code, code, "", ""})
		}
	}
	return all
}

// patterned are the members of type String whose text has a form.
var patterned = map[string][]string{
	"Amount":                      {"", "-1.000", "+1", "1.", ".5", "1,000.00", "12345678901234", "1.123456", "1e3", " 1", "BHD 1"},
	"Currency":                    {"", "bhd", "BH", "BHDX", "B1D"},
	"SourceCurrency":              {"bhd"},
	"TargetCurrency":              {"bhd"},
	"UnitCurrency":                {"bhd"},
	"Country":                     {"", "Bahrain", "bh", "BHR"},
	"SchemeName":                  {"", "IBAN", "BH.OBF. IBAN", "OBF.IBAN"},
	"Phone":                       {"", "17000000", "+97317000000", "+973-1700 0000", "973-17000000"},
	"Mobile":                      {"39000000"},
	"Rate":                        {"1.23456", "1234", "5%", "--1", "1."},
	"Frequency":                   {"", "Monthly", "IntrvlDay:01", "IntrvlDay:32", "IntrvlWkDay:01:08", "WkInMnthDay:06:01", "IntrvlMnthDay:07:01", "IntrvlMnthDay:01:32", "QtrDay:BAHRAIN", "everyday"},
	"DirectDebit/Frequency":       {"", "Monthly", "OBF.Monthly"},
	"StatementFee/Rate":           nil, // a number
	"StatementFee/Frequency":      nil, // open
	"StatementInterest/Rate":      nil,
	"StatementInterest/Frequency": nil,
}

// patternSlips are the texts that a row's pattern refuses.
func patternSlips(row Row) (all []slip) {
	steps := strings.Split(row.Path, "/")
	name := steps[len(steps)-1]
	bad, own := patterned[steps[len(steps)-2]+"/"+name]
	if !own && !strings.Contains(row.Path, "Supplementary") {
		bad = patterned[name]
	}
	for _, text := range bad {
		if row.Type == "String" {
			all = append(all, slip{"pattern " + text, text, "pattern", ""})
		}
	}
	return all
}

// unknown says what an object's row does to a member that it does not name.
func unknown(row Row) slip {
	s := slip{"a stranger", "x", "additionalProperties", ""}
	if strings.HasSuffix(row.Path, "/SupplementaryData") || strings.HasPrefix(row.Path, open) {
		s.keyword = ""
	}
	return s
}

// Every row of every resource's dictionary, by hand and from the good body, in
// all the ways in which an answer can leave it.
func TestResourcesKeepEveryRow(t *testing.T) {
	tried := 0
	for _, name := range Names() {
		if !strings.HasPrefix(name, "OBRead") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			for _, row := range wanted(t, name)[1:] {
				tried += keeps(t, name, row)
			}
		})
	}
	if tried < 4000 {
		t.Errorf("%d slips tried, want thousands", tried)
	}
}

// keeps tries a row's slips at the first place where the good body has it.
func keeps(t *testing.T, name string, row Row) (tried int) {
	path := strings.Split(row.Path, "/")[1:]
	doc := mustDecode(t, good[name])
	for _, p := range places(doc, path, "") {
		value, there := p.parent[p.name]
		if !there {
			continue
		}
		all := ways(row, value)
		if texts := patternSlips(row); len(texts) > 0 {
			all = append(slices.DeleteFunc(all, func(s slip) bool { return s.name == "empty" }), texts...)
		}
		for _, s := range all {
			p.set(s.value)
			mustTell(t, name, row, encode(doc), s, p.pointer+s.below)
		}
		p.set(value)
		if row.Type == row.Path {
			for _, inner := range places(doc, append(path, "Zzz"), "")[:1] {
				s := unknown(row)
				inner.set(s.value)
				mustTell(t, name, row, encode(doc), s, inner.pointer)
			}
		}
		return len(all)
	}
	t.Errorf("the good body has no %s", row.Path)
	return 0
}

func (p spotIn) set(value any) {
	if p.parent[p.name] = value; value == gone {
		delete(p.parent, p.name)
	}
}

// mustTell checks that just the slip is told, where it is.
func mustTell(t *testing.T, name string, row Row, body string, s slip, pointer string) {
	t.Helper()
	found := mustValidate(t, name, body)
	mustAgree(t, name, body, len(slowly(t, name, body)) > 0)
	switch {
	case s.keyword == "" && len(found) > 0:
		t.Errorf("%s, %s: refused: %v", row.Path, s.name, told(found))
	case s.keyword != "" && (len(found) != 1 || found[0].Keyword != s.keyword || found[0].Pointer != pointer):
		t.Errorf("%s, %s: told %q, want %s %s", row.Path, s.name, told(found), pointer, s.keyword)
	}
}
