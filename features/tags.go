package features

import (
	"fmt"
	"slices"
	"strings"
)

// A selector tells whether a scenario with these tags is wanted.
type selector func(tags []string) bool

// parseTags reads a tag expression: tags, `and`, `or`, `not` and parentheses;
// `not` binds tightest, then `and`. The empty expression wants all.
func parseTags(text string) (selector, error) {
	if strings.TrimSpace(text) == "" {
		return func([]string) bool { return true }, nil
	}
	p := &tagParser{words: tagWords(text), text: text}
	s, err := p.or()
	if err == nil && p.next() != "" {
		err = p.fail("`and`, `or` or the end")
	}
	return s, err
}

// A tagParser walks over the words of an expression, a method per rule.
type tagParser struct {
	words []string
	text  string
}

func tagWords(text string) []string {
	return strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(text))
}

func (p *tagParser) next() string {
	if len(p.words) == 0 {
		return ""
	}
	return p.words[0]
}

func (p *tagParser) take(word string) bool {
	if p.next() != word || word == "" {
		return false
	}
	p.words = p.words[1:]
	return true
}

func (p *tagParser) fail(wanted string) error {
	got := p.next()
	if got == "" {
		got = "the end"
	}
	return fmt.Errorf("tag expression %q: expected %s, got %s", p.text, wanted, got)
}

func (p *tagParser) or() (selector, error) {
	left, err := p.and()
	for err == nil && p.take("or") {
		var right selector
		a := left
		if right, err = p.and(); err == nil {
			left = func(tags []string) bool { return a(tags) || right(tags) }
		}
	}
	return left, err
}

func (p *tagParser) and() (selector, error) {
	left, err := p.not()
	for err == nil && p.take("and") {
		var right selector
		a := left
		if right, err = p.not(); err == nil {
			left = func(tags []string) bool { return a(tags) && right(tags) }
		}
	}
	return left, err
}

func (p *tagParser) not() (selector, error) {
	if p.take("not") {
		inner, err := p.not()
		return func(tags []string) bool { return !inner(tags) }, err
	}
	if p.take("(") {
		inner, err := p.or()
		if err == nil && !p.take(")") {
			err = p.fail("`)`")
		}
		return inner, err
	}
	tag := p.next()
	if len(tag) < 2 || tag[0] != '@' {
		return nil, p.fail("a tag such as @scripted, `not` or `(`")
	}
	p.words = p.words[1:]
	return func(tags []string) bool { return slices.Contains(tags, tag) }, nil
}
