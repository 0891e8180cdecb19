package features

import (
	"strings"
	"testing"
)

func TestTagExpressions(t *testing.T) {
	for _, row := range []struct {
		text string
		tags string
		want bool
	}{
		{"", "", true},
		{"  ", "@a", true},
		{"@a", "@a @b", true},
		{"@a", "@ab", false},
		{"not @a", "@b", true},
		{"not @a", "@a", false},
		{"not not @a", "@a", true},
		{"@a and @b", "@a", false},
		{"@a and @b", "@b @a", true},
		{"@a or @b", "@b", true},
		{"@a or @b and @c", "@a", true},
		{"(@a or @b) and @c", "@a", false},
		{"(@a or @b) and @c", "@b @c", true},
		{"not (@a or @b)", "@b", false},
		{"not @a or @b", "@a @b", true},
		{"not @a and not @b", "@c", true},
		{"((@a))", "@a", true},
		{"@a and(not @b)", "@a", true},
		{"@and or @or", "@or", true},
	} {
		t.Run(row.text+" of "+row.tags, func(t *testing.T) {
			wanted, err := parseTags(row.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := wanted(strings.Fields(row.tags)); got != row.want {
				t.Errorf("wanted is %v, want %v", got, row.want)
			}
		})
	}
}

func TestTagExpressionsRefused(t *testing.T) {
	for _, row := range []struct{ text, says string }{
		{"@", "expected a tag"}, {"a", "expected a tag"}, {"@a @b", "expected `and`, `or` or the end, got @b"},
		{"@a and", "got the end"}, {"or @a", "got or"}, {"(@a", "expected `)`"}, {"@a)", "got )"},
		{"not", "got the end"}, {"@a && @b", "got &&"}, {"()", "got )"}, {"~@a", "got ~@a"},
	} {
		t.Run(row.text, func(t *testing.T) {
			_, err := parseTags(row.text)
			if err == nil || !strings.Contains(err.Error(), row.says) {
				t.Errorf("error is %v, want %q in it", err, row.says)
			}
		})
	}
}

// FuzzTagExpression asks that every text is either refused or gives a selector
// that answers, the same each time.
func FuzzTagExpression(f *testing.F) {
	for _, seed := range []string{"@a and not (@b or @c)", "((", "not not", "@a or or @b", "(@a)(@b)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		wanted, err := parseTags(text)
		if err != nil {
			return
		}
		first, again := wanted([]string{"@a"}), wanted([]string{"@a"})
		if first != again {
			t.Error("the selector changes its mind")
		}
	})
}
