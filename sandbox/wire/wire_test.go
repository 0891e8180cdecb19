package wire

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestClip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, most := rapid.String().Draw(t, "text"), rapid.IntRange(1, 40).Draw(t, "most")
		got := Clip(s, most)
		n := utf8.RuneCountInString(s)
		switch {
		case n <= most && got != s:
			t.Errorf("a text that fits became %q", got)
		case n > most && (utf8.RuneCountInString(got) != most || !strings.HasPrefix(s, strings.TrimSuffix(got, "…")) || !strings.HasSuffix(got, "…")):
			t.Errorf("got %q of %q, want %d characters", got, s, most)
		}
	})
}

func TestQuote(t *testing.T) {
	for _, tt := range []struct{ name, sent, want string }{
		{"empty", "", `""`},
		{"plain", "a", `"a"`},
		{"to be escaped", "a\"\n\xff", `"a\"\n\xff"`},
		{"just short enough", strings.Repeat("é", 80), `"` + strings.Repeat("é", 80) + `"`},
		{"too long", strings.Repeat("é", 81), `"` + strings.Repeat("é", 80) + `"…`},
		{"far too long", strings.Repeat("x", 1<<20), `"` + strings.Repeat("x", 80) + `"…`},
	} {
		if got := Quote(tt.sent); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestShorten(t *testing.T) {
	all := []string{"a", "b", "c", "d", "e"}
	text := func(s *string) *string { return s }
	for _, tt := range []struct {
		name string
		most int
		want []string
	}{
		{"room for more", 9, []string{"a", "b", "c", "d", "e"}},
		{"room for all", 5, []string{"a", "b", "c", "d", "e"}},
		{"room for one less", 4, []string{"a", "b", "c", "d; and 1 more errors of which nothing is told here"}},
		{"room for one", 1, []string{"a; and 4 more errors of which nothing is told here"}},
	} {
		if diff := cmp.Diff(tt.want, Shorten(all, tt.most, text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "d", "e"}, all); diff != "" {
		t.Errorf("what was given changed:\n%s", diff)
	}
}

// What breaks is refused, what does not is not, and a handler that wants the
// connection cut has its way.
func TestRecover(t *testing.T) {
	before, log := slog.Default(), new(bytes.Buffer)
	slog.SetDefault(slog.New(slog.NewTextHandler(log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	for _, tt := range []struct {
		name         string
		cause, after any
		refused      bool
	}{
		{"all is well", nil, nil, false},
		{"something breaks", "a leg", nil, true},
		{"the connection is to be cut", http.ErrAbortHandler, http.ErrAbortHandler, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			log.Reset()
			refused := false
			after := func() (cause any) {
				defer func() { cause = recover() }()
				defer Recover(httptest.NewRequest(http.MethodGet, "/", nil), "an API", func() { refused = true })
				if tt.cause != nil {
					panic(tt.cause)
				}
				return nil
			}()
			if after != tt.after || refused != tt.refused || strings.Contains(log.String(), "a leg") != tt.refused {
				t.Errorf("panics with %v, refused: %v, logged %q; want %v, %v", after, refused, log, tt.after, tt.refused)
			}
		})
	}
}
