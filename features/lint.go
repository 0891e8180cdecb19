package features

import (
	"fmt"
	"regexp"
	"slices"
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

// requirementLike is the form of a requirement's tag: @AAC-POST-07.
var requirementLike = regexp.MustCompile(`^@([A-Z]+)(-[A-Z]+)*-[0-9]+$`)

// knownTags asks that every tag that looks like a requirement is one of the
// register: findings of a scenario with a misspelt one would be nobody's. Tags
// of the same form but another family, such as an issue's, are the caller's own.
func knownTags(items []*item, register Register) error {
	var ids, families, wrong []string
	for _, req := range register.List {
		ids = append(ids, req.ID)
		family, _, _ := strings.Cut(req.ID, "-")
		families = append(families, family)
	}
	for _, it := range items {
		for _, tag := range it.tags {
			form := requirementLike.FindStringSubmatch(tag)
			if _, known := register.Find(tag[1:]); known || form == nil {
				continue
			}
			if slices.Contains(families, form[1]) || schemas.Meant(tag[1:], ids) != "" {
				wrong = append(wrong, fmt.Sprintf("%s: unknown requirement %s; the nearest is @%s", it.id, tag, schemas.Nearest(tag[1:], ids)))
			}
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return fmt.Errorf("%s", strings.Join(wrong, "\n"))
}
