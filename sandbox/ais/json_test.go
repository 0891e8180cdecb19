package ais

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// written is what write writes.
func written(write func(*out)) string {
	var o out
	write(&o)
	return string(o.b)
}

func TestNothingUnsetIsWritten(t *testing.T) {
	got := written(func(o *out) {
		o.item()
		o.text("a", "")
		o.code("b", "")
		o.number("c", "")
		o.time("d", time.Time{})
		o.moneyIf("e", nil)
		texts[string](o, "f", nil)
		each(o, "g", nil, (*out).creditLine)
		outer := o.object("h")
		o.end(o.object("i"))
		o.end(outer)
		o.text("j", "last")
		o.close()
	})
	if want := `{"j":"last"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTextsSurvive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching("[\x00-\x7f]*"), rapid.SampledFrom([]string{"\xff", "a\xe2\x80", "\u2028<&>"})).Draw(t, "text")
		var got string
		if err := json.Unmarshal([]byte(written(func(o *out) { o.quoted(text) })), &got); err != nil {
			t.Fatal(err)
		}
		if want := strings.ToValidUTF8(text, "\uFFFD"); utf8.ValidString(text) && got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

// Every byte, at every place of a text of every length around eight.
func TestPlainTexts(t *testing.T) {
	for length := range 25 {
		for place := range length {
			for c := range 256 {
				text := []byte(strings.Repeat("~", length))
				text[place] = byte(c)
				if got, want := isPlain(string(text)), c >= ' ' && c < 0x80 && c != '"' && c != '\\'; got != want {
					t.Fatalf("%q: got %v, want %v", text, got, want)
				}
			}
		}
	}
}

func TestTimesAreWrittenAsThePackageWould(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(-62e9, 4e11).Draw(t, "seconds"), rapid.Int64Range(0, 999999999).Draw(t, "nanoseconds"))
		want := at.In(fixtures.Bahrain).Format(`"2006-01-02T15:04:05.000Z07:00"`)
		if got := string(appendTime(nil, at)); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	})
}
