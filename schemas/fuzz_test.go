package schemas

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// strictly is what Strict should say, worked out otherwise: by the standard
// library's tokens, with the doubled names, the depth and the surrogates that
// it lets pass looked for.
func strictly(body []byte) error {
	if !utf8.Valid(body) || !json.Valid(body) {
		return errors.New("not JSON")
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var open []*level
	for start := int64(0); ; start = d.InputOffset() {
		token, err := d.Token()
		if err != nil {
			return nil // the end: it is valid
		}
		if halfPair(string(body[start:d.InputOffset()])) {
			return errors.New("half a surrogate pair")
		}
		if token == json.Delim('}') || token == json.Delim(']') {
			open = open[:len(open)-1]
			continue
		}
		if len(open) > 0 && !open[len(open)-1].take(token) {
			return fmt.Errorf("%v twice", token)
		}
		if token == json.Delim('{') || token == json.Delim('[') {
			if open = append(open, &level{object: token == json.Delim('{'), names: map[string]bool{}}); len(open) > maxDepth {
				return errors.New("too deep")
			}
		}
	}
}

// A level is an array or object that is open.
type level struct {
	object, value bool // value: a name has been read, its value is next
	names         map[string]bool
}

// take reads a token that is no end, and says whether it is a new name or none.
func (l *level) take(token json.Token) bool {
	if !l.object {
		return true
	}
	if l.value = !l.value; !l.value {
		return true
	}
	name := token.(string)
	defer func() { l.names[name] = true }()
	return !l.names[name]
}

var (
	anyEscape = regexp.MustCompile(`\\(u[0-9a-fA-F]{4}|.)`)
	pair      = regexp.MustCompile(`(?i)\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}`)
	half      = regexp.MustCompile(`(?i)\\ud[89a-f]`)
)

// halfPair looks for a surrogate that has no mate in a string as written.
func halfPair(text string) bool {
	text = anyEscape.ReplaceAllStringFunc(text, func(escape string) string {
		if escape[1] == 'u' {
			return escape
		}
		return "." // so that \\ud800 is not read as an escape
	})
	return half.MatchString(pair.ReplaceAllString(text, "."))
}

func TestReferenceFindsWhatTheStandardLibraryLetsPass(t *testing.T) {
	for _, body := range []string{`{"a":1,"a":2}`, `[{"a":{"b":1,"\u0062":2}}]`, `"\ud800"`, `"\udc00\ud800"`, `{"\ud800x":1}`, strings.Repeat("[", 101) + strings.Repeat("]", 101)} {
		if !json.Valid([]byte(body)) || strictly([]byte(body)) == nil {
			t.Errorf("%.80s: valid %v, reference %v", body, json.Valid([]byte(body)), strictly([]byte(body)))
		}
	}
	for _, body := range []string{`{"a":1,"b":{"a":2}}`, `"\\ud800"`, `"\ud83d\ude00"`, `[{"a":1},{"a":1},"a"]`} {
		if err := strictly([]byte(body)); err != nil {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// agree fails where Strict and the reference differ.
func agree(t rapid.TB, body []byte) {
	t.Helper()
	got, want := Strict(body), strictly(body)
	if (got == nil) != (want == nil) {
		t.Fatalf("%q: Strict says %v, the reference %v", body, got, want)
	}
	var syntax *SyntaxError
	if got != nil && (!errors.As(got, &syntax) || syntax.Offset < 0 || syntax.Offset > int64(len(body)) || syntax.Message == "") {
		t.Fatalf("%q: %#v is no *SyntaxError within the body", body, got)
	}
}

func TestStrictAgreesWithTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := []byte(text(3).Draw(t, "text"))
		agree(t, body)
		if len(body) > 0 { // and with one byte changed, taken out or put in
			at := rapid.IntRange(0, len(body)-1).Draw(t, "at")
			with := []byte(rapid.SampledFrom([]string{"", ",", "\"", "}", "]", "{", ":", "\\", "0", "-", "é", "\xff", "\x00", " "}).Draw(t, "with"))
			agree(t, append(append(bytes.Clone(body[:at]), with...), body[at+1:]...))
			agree(t, append(append(bytes.Clone(body[:at]), with...), body[at:]...))
		}
	})
}

// text draws JSON of few different names, so that many are doubled.
func text(depth int) *rapid.Generator[string] {
	name := rapid.SampledFrom([]string{`"a"`, `"b"`, `"\u0061"`, `""`, `"é"`, `"\u00e9"`, `"\ud83d\ude00"`, `"😀"`, `"\/"`, `"/"`})
	scalar := rapid.OneOf(name, rapid.SampledFrom([]string{"0", "-1.5e+7", "true", "null", `"\ud800"`, `"\\ud800"`, `"\udc00\ud800"`}),
		rapid.Map(rapid.Float64(), func(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }),
		rapid.Map(rapid.String(), strconv.Quote))
	if depth == 0 {
		return scalar
	}
	return rapid.Custom(func(t *rapid.T) string {
		blank := rapid.SampledFrom([]string{"", " ", "\n\t"}).Draw(t, "blank")
		var parts []string
		object := rapid.Bool().Draw(t, "object")
		for range rapid.IntRange(0, 5).Draw(t, "size") {
			part := text(rapid.IntRange(0, depth-1).Draw(t, "depth")).Draw(t, "element")
			if object {
				part = name.Draw(t, "name") + blank + ":" + part
			}
			parts = append(parts, part+blank)
		}
		if inner := strings.Join(parts, ","+blank); object {
			return "{" + blank + inner + "}"
		}
		return "[" + strings.Join(parts, ","+blank) + "]" + blank
	})
}

func FuzzStrict(f *testing.F) {
	for _, body := range good {
		f.Add([]byte(body))
	}
	for _, seed := range []string{`{} junk`, `{"a":1,"\u0061":2}`, `[1,]`, "\ufeff{}", `"\ud800\udc00"`, "\"\xed\xa0\x80\"", `-0.0e-0`, "", `{"a":{"a":{"a":[]}}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) { agree(t, body) })
}

func FuzzValidate(f *testing.F) {
	for name, body := range good {
		f.Add(name, []byte(body))
		f.Add(name, []byte(strings.ReplaceAll(body, `"`+"20", `"x`)))
	}
	f.Add("OBAccountAccessConsentRequest", []byte(`{"Data":{"Permissions":["ReadTransactionsBasic",null,{},[],1e999999],"a/b":0}}`))
	f.Add("OBAccountAccessConsentRequest", []byte(`{"Data":{"Permissions":[1e400,-1e-400,1e308]}}`))
	f.Fuzz(func(t *testing.T, name string, body []byte) {
		found, err := Validate(name, body)
		if _, unknown := all()[name]; (err == nil) != unknown {
			t.Fatalf("%q: error %v", name, err)
		}
		if err != nil {
			return
		}
		again, _ := Validate(name, body)
		if diff := cmp.Diff(found, again); diff != "" {
			t.Fatalf("%q told twice differs:\n%s", body, diff)
		}
		for _, v := range found {
			sound(t, body, v)
		}
		if strictly(body) == nil {
			mustAgree(t, name, string(body), len(slowly(t, name, string(body))) > 0)
		}
	})
}

// sound checks what is true of every violation.
func sound(t *testing.T, body []byte, v Violation) {
	t.Helper()
	if v.Keyword == "syntax" {
		if strictly(body) == nil {
			t.Fatalf("%q is JSON, but: %+v", body, v)
		}
		return
	}
	if _, known := knownKeywords[v.Keyword]; !known || v.Expected == "" || v.Got == "" || v.Row.Path == "" || len(v.Got) > 500 {
		t.Fatalf("%q: incomplete: %+v", body, v)
	}
	doc, err := decode(body)
	if err != nil {
		t.Fatal(err)
	}
	if there := resolves(doc, v.Pointer); there == (v.Keyword == "required") {
		t.Fatalf("%q: the pointer leads to something: %v, but: %+v", body, there, v)
	}
}

var knownKeywords = func() map[string]bool {
	known := map[string]bool{"more": true}
	for _, w := range wording {
		known[w.keyword] = true
	}
	return known
}()

// resolves says whether a JSON Pointer leads anywhere in doc.
func resolves(doc any, pointer string) bool {
	for _, step := range strings.Split(pointer, "/")[1:] {
		step = strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
		switch v := doc.(type) {
		case map[string]any:
			inner, there := v[step]
			if !there {
				return false
			}
			doc = inner
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(v) {
				return false
			}
			doc = v[i]
		default:
			return false
		}
	}
	return true
}
