package features

import (
	"strings"

	messages "github.com/cucumber/messages/go/v21"
)

// visitAll visits every background and scenario of a document, those in rules too.
func visitAll(doc *messages.GherkinDocument, background func(*messages.Background), scenario func(*messages.Scenario)) {
	visit := func(b *messages.Background, s *messages.Scenario) {
		if b != nil {
			background(b)
		}
		if s != nil {
			scenario(s)
		}
	}
	if doc.Feature == nil {
		return
	}
	for _, child := range doc.Feature.Children {
		visit(child.Background, child.Scenario)
		if child.Rule != nil {
			for _, inner := range child.Rule.Children {
				visit(inner.Background, inner.Scenario)
			}
		}
	}
}

// linesOf maps the id of every scenario and every row of examples to its line.
func linesOf(doc *messages.GherkinDocument) map[string]int {
	lines := map[string]int{}
	visitAll(doc, func(*messages.Background) {}, func(s *messages.Scenario) {
		lines[s.Id] = int(s.Location.Line)
		for _, examples := range s.Examples {
			for _, row := range examples.TableBody {
				lines[row.Id] = int(row.Location.Line)
			}
		}
	})
	return lines
}

// wordsOf maps the id of every step to its keyword as written: Given, And, *.
func wordsOf(doc *messages.GherkinDocument) map[string]string {
	words := map[string]string{}
	note := func(steps []*messages.Step) {
		for _, s := range steps {
			words[s.Id] = strings.TrimSpace(s.Keyword)
		}
	}
	visitAll(doc, func(b *messages.Background) { note(b.Steps) }, func(s *messages.Scenario) { note(s.Steps) })
	return words
}
