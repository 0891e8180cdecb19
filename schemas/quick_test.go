package schemas

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// slowly is what the validator alone says.
func slowly(tb rapid.TB, name, body string) []Violation {
	tb.Helper()
	s, err := find(name)
	if err != nil {
		tb.Fatal(err)
	}
	doc, err := decode([]byte(body))
	if err != nil {
		tb.Fatal(err)
	}
	return s.checker().violations(name, s.model(), doc)
}

// mustAgree fails where the quick check takes what the validator refuses.
func mustAgree(tb rapid.TB, name, body string, refused bool) {
	tb.Helper()
	if s, err := find(name); err != nil || s.quick().takes([]byte(body)) && refused {
		tb.Fatalf("%s, %v: quickly taken, but refused by the validator:\n%s", name, err, body)
	}
}

// conditionalSchemas are for the validator alone, or in part.
var conditionalSchemas = []string{"FlowInformationResponse", "JWKSet", "OBAccountAccessConsentRequest", "OBReadSupplementaryAccountInfo", "RefreshStatusResponse"}

func TestQuickTakesWhatIsGood(t *testing.T) {
	for _, name := range Names() {
		s, err := find(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := s.quick().takes([]byte(good[name])), !slices.Contains(conditionalSchemas, name); got != want {
			t.Errorf("%s: taken %v, want %v", name, got, want)
		}
	}
}

// A good body with a text of it replaced, wherever it stands.
func TestQuickAgreesWithTheValidator(t *testing.T) {
	pieces := []string{`"`, `null`, `1`, `-1`, `1.0`, `1e0`, `0.5`, `1e400`, `""`, `"x"`, `"\u0042HD"`, `"\ud83d\ude00"`, `{}`, `[]`, `[null]`, `{"a":1}`, `true`, `,"Data":{}`, `"BHD"`, ``, ` `}
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(Names()).Draw(t, "name")
		body := good[name]
		from := rapid.IntRange(0, len(body)-1).Draw(t, "from")
		to := min(len(body), from+rapid.IntRange(0, 30).Draw(t, "length"))
		if rapid.Bool().Draw(t, "value") { // from the end of a colon to the next comma
			from += strings.Index(body[from:], ":") + 1
			to = max(from, strings.IndexByte(body[from:], ',')+from)
		}
		body = body[:from] + rapid.SampledFrom(pieces).Draw(t, "with") + body[to:]
		if Strict([]byte(body)) != nil {
			return
		}
		refused := len(slowly(t, name, body)) > 0
		mustAgree(t, name, body, refused)
		if !refused {
			taken++
		}
	})
	if taken == 0 {
		t.Error("no body stayed good")
	}
}
