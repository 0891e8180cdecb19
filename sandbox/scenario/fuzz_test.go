package scenario

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// checkParse holds for any bytes at all: there is a set or there are problems,
// each with a message and a place in the file.
func checkParse(tb interface {
	Helper()
	Errorf(string, ...any)
}, src []byte) {
	tb.Helper()
	set, err := Builtin().With("in.yaml", src)
	if (set == nil) == (err == nil) {
		tb.Errorf("got set %v and error %v; want one of them", set, err)
	}
	if set != nil {
		for _, sc := range set.List() {
			if Graph(sc) == "" || sc.Name == "" {
				tb.Errorf("a scenario without a name or a picture: %+v", sc)
			}
		}
		if _, err := set.Explain(Facts{PSU: "amal", Bank: "gulf"}); err != nil {
			tb.Errorf("explain: %v", err)
		}
		return
	}
	problems, ok := errors.AsType[Problems](err)
	if !ok || len(problems) == 0 {
		tb.Errorf("got error %v, want problems", err)
	}
	lines := strings.Count(string(src), "\n") + strings.Count(string(src), "\r") + 1 // a lone \r ends a line, too
	for _, p := range problems {
		if p.Message == "" || p.File != "in.yaml" || p.Line < 0 || p.Line > lines+1 {
			tb.Errorf("got problem %+v in a file of %d lines", p, lines)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, row := range problemRows {
		if len(row.src) < 4096 {
			f.Add([]byte(row.src))
		}
	}
	names, err := fs.Glob(fixtures.Scenarios, "scenarios/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		src, err := fs.ReadFile(fixtures.Scenarios, name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Add([]byte(everything))
	f.Add([]byte(twoRules))
	f.Fuzz(func(t *testing.T, src []byte) { checkParse(t, src) })
}

func TestParseNeverPanics(t *testing.T) {
	words := []string{
		"version", "scenarios", "name", "extends", "match", "customer", "lifecycle", "AwaitingAuthorisation", "after", "upon", "to", "1", "1h", "3 polls",
		"-", ":", " ", "\n", "\n  ", "\n- ", "{", "}", "[", "]", ",", "'", "\"", "&a", "*a", "!!t", "|", ">", "?", "<<", "#", "%", "\t", "\x00", "é", "yes", "~", "---",
	}
	rapid.Check(t, func(t *rapid.T) {
		src := strings.Join(rapid.SliceOf(rapid.SampledFrom(words)).Draw(t, "words"), "")
		checkParse(t, []byte(src))
	})
}

// A scenario that is drawn by the rules of the language has no problem, and says
// the same when it is read.
func TestValidScenariosAreClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := drawFile(t)
		set, err := Builtin().With("in.yaml", []byte(src))
		if err != nil {
			t.Fatalf("%v\nin\n%s", err, src)
		}
		got, ok := set.Get("drawn-0")
		if !ok || !strings.Contains(src, "customer: "+string(got.Customer.Does)+"\n") && got.Customer.Does != Unsaid {
			t.Fatalf("got %+v from\n%s", got, src)
		}
		for from := range got.Lifecycle {
			for _, x := range got.Exits(from) {
				if !Legal(from, x.To) || x.By == "" {
					t.Fatalf("exit %+v of %s from\n%s", x, from, src)
				}
			}
		}
	})
}

// drawFile writes a file of up to four scenarios, each of which may extend the
// one before.
func drawFile(t *rapid.T) string {
	var b strings.Builder
	b.WriteString("version: 1\nscenarios:\n")
	for i := range rapid.IntRange(1, 4).Draw(t, "scenarios") {
		fmt.Fprintf(&b, "- name: drawn-%d\n", i)
		if i > 0 && rapid.Bool().Draw(t, "extends") {
			fmt.Fprintf(&b, "  extends: drawn-%d\n", i-1)
		}
		drawScenario(t, &b)
	}
	return b.String()
}

func drawScenario(t *rapid.T, b *strings.Builder) {
	does := rapid.SampledFrom([]string{"approves", "declines", "walks-away", "fails-sca", "ask"}).Draw(t, "does")
	fmt.Fprintf(b, "  customer: %s\n  lifecycle:\n    AwaitingAuthorisation:\n    - {after: %s, to: Authorised}\n", does, drawDuration(t))
	if rapid.Bool().Draw(t, "polls") {
		fmt.Fprintf(b, "    - {after: %d polls, to: %s, by: bank}\n", rapid.IntRange(2, 99).Draw(t, "count"), drawState(t, AwaitingAuthorisation))
	}
	if rapid.Bool().Draw(t, "signal") {
		fmt.Fprintf(b, "    - {upon: signal:go-on, to: %s, reason: '%s'}\n", drawState(t, AwaitingAuthorisation), rapid.StringMatching(`[a-z][a-z :;#{]{0,20}`).Draw(t, "reason"))
	}
	if rapid.Bool().Draw(t, "authorised") {
		fmt.Fprintf(b, "    Authorised:\n    - {after: %s, to: Revoked, by: %s, notify: gone}\n", drawDuration(t), rapid.SampledFrom([]string{"bank", "aisp", "customer"}).Draw(t, "by"))
	}
	if rapid.Bool().Draw(t, "match") {
		fmt.Fprintf(b, "  match: {psu: [amal, /^b/], permissions: {lacks: %s}}\n", rapid.SampledFrom(permissions).Draw(t, "permission"))
	}
	if rapid.Bool().Draw(t, "tokens") {
		fmt.Fprintf(b, "  tokens: {access: %s, rotate: %t}\n", drawDuration(t), rapid.Bool().Draw(t, "rotate"))
	}
}

func drawDuration(t *rapid.T) string {
	return fmt.Sprintf("%d%s", rapid.IntRange(1, 10_000).Draw(t, "n"), rapid.SampledFrom([]string{"ms", "s", "m", "h", "d"}).Draw(t, "unit"))
}

func drawState(t *rapid.T, from State) State { return rapid.SampledFrom(Moves[from]).Draw(t, "to") }
