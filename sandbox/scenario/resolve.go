package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/fixtures/document"
	"github.com/sandbank-dev/sandbank/schemas"
)

// resolve fills list from decls: each scenario with what it extends.
func (s *Set) resolve(problems *Problems) {
	s.index = make(map[string]int, len(s.decls))
	for i := range s.decls {
		s.index[s.decls[i].Name] = i
	}
	s.list = make([]Scenario, len(s.decls))
	for i, d := range s.decls {
		line, why, near := s.ancestry(d)
		if why != "" && len(*problems) <= document.MaxProblems {
			at := d.own["extends"]
			*problems = append(*problems, document.Problem{File: d.File, Line: at.Line, Column: at.Column, Key: "extends", Message: why, Near: near})
		}
		s.list[i] = inherit(line).prepared()
		if d.Match != nil && !d.shipped {
			s.rules = append(s.rules, i)
		}
	}
}

// maxAncestors is how long a line of parents may be.
const maxAncestors = 10

// ancestry is d, its parent, its parent's parent and so on. why says what is
// wrong with what d itself extends: not a scenario, or d again in the end, or too
// far to go.
func (s *Set) ancestry(d decl) (line []decl, why, near string) {
	line = []decl{d}
	way := []string{d.Name}
	for last := d; last.Extends != ""; {
		i, known := s.index[last.Extends]
		switch {
		case !known && len(line) == 1:
			return line, quote(d.Extends) + " is not a scenario", s.parentNear(d)
		case last.Extends == d.Name:
			return line, quote(d.Name) + " extends itself: " + strings.Join(append(way, d.Name), " → "), ""
		case !known || slices.Contains(way, last.Extends):
			return line, "", "" // the ancestor's problem
		}
		if len(line) > maxAncestors {
			return line, fmt.Sprintf("more than %d scenarios extend one another", maxAncestors), ""
		}
		last = s.decls[i]
		line, way = append(line, last), append(way, last.Name)
	}
	return line, "", ""
}

// inherit is the first of a line with the keys that it leaves to the next, and
// that to the next. Keys replace as a whole; name, about and match are never
// inherited, because a rule that two scenarios share could only ever choose the
// first.
func inherit(line []decl) Scenario {
	sc, said := line[0].Scenario, map[string]bool{}
	for _, d := range line {
		for key, at := range d.own {
			if said[key] {
				continue
			}
			said[key] = true
			switch key {
			case "customer":
				sc.Customer, sc.customerAt = d.Customer, origin{d.File, at}
			case "lifecycle":
				sc.Lifecycle = d.Lifecycle
			case "tokens":
				sc.Tokens = d.Tokens
			case "data":
				sc.Data = d.Data
			case "bank":
				sc.Bank = d.Bank
			case "insights":
				sc.Insights = d.Insights
			}
		}
	}
	return sc
}

// prepared is the scenario with its exits worked out.
func (sc Scenario) prepared() Scenario {
	exits := map[State][]Exit{}
	for _, from := range states {
		if out := sc.compute(from); len(out) > 0 {
			exits[from] = out
		}
	}
	sc.exits = exits
	return sc
}

// parentNear is the scenario that d was most likely to extend.
func (s *Set) parentNear(d decl) string {
	var names []string
	for _, o := range s.decls {
		if o.Name != d.Name {
			names = append(names, o.Name)
		}
	}
	return schemas.Meant(d.Extends, names)
}

func quote(s string) string { return `"` + s + `"` }
