package features

import (
	"fmt"
	"strings"
)

// lint asks that every step of the scenarios is one of the language's, and only
// one, before a single request is sent. It lists all that are not.
func lint(items []*item, words language) error {
	var wrong []string
	known := map[string]bool{}
	for _, it := range items {
		for _, s := range it.pickle.Steps {
			if known[s.Text] {
				continue
			}
			known[s.Text] = true
			if problem := words.problem(s.Text); problem != "" {
				wrong = append(wrong, fmt.Sprintf("%s: %s", it.id, problem))
			}
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return fmt.Errorf("%s", strings.Join(wrong, "\n"))
}

// problem says why a text is no step of the language, or "".
func (l language) problem(text string) string {
	var matches []string
	for i, expr := range l.exprs {
		if expr.MatchString(text) {
			matches = append(matches, l.steps[i].pattern)
		}
	}
	switch len(matches) {
	case 0:
		return fmt.Sprintf("undefined step %q; the nearest is %q", text, nearestStep(text, l.steps))
	case 1:
		return ""
	}
	return fmt.Sprintf("ambiguous step %q; it matches %q", text, matches)
}

// nearestStep gives the pattern that a text has most in common with.
func nearestStep(text string, steps []step) string {
	patterns := make([]string, len(steps))
	for i, s := range steps {
		patterns[i] = s.pattern
	}
	return nearest(text, patterns)
}

// nearest gives the candidate that takes the fewest edits to reach; "" if there
// is none.
func nearest(text string, candidates []string) (best string) {
	least := -1
	for _, c := range candidates {
		if d := distance(text, c); least < 0 || d < least {
			best, least = c, d
		}
	}
	return best
}

// distance counts the bytes to insert, delete or replace on the way from a to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
