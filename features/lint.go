package features

import (
	"fmt"
	"strings"

	"github.com/sandbank-dev/sandbank/schemas"
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
	return schemas.Nearest(text, patterns)
}
