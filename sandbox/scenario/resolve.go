package scenario

import "slices"

// resolve fills list from decls: each scenario with what it extends.
func (s *Set) resolve(problems *Problems) {
	s.index = make(map[string]int, len(s.decls))
	for i := range s.decls {
		s.index[s.decls[i].Name] = i
	}
	s.list = make([]Scenario, len(s.decls))
	for i, d := range s.decls {
		whole := s.inherit(d, nil, problems)
		whole.exits = map[State][]Exit{}
		for _, state := range states {
			if exits := whole.compute(state); len(exits) > 0 {
				whole.exits[state] = exits
			}
		}
		s.list[i] = whole
		if d.Match != nil && !d.shipped {
			s.rules = append(s.rules, i)
		}
	}
}

// inherit returns d with the keys that it leaves to its parent. Keys replace as
// a whole; name, about and match are never inherited, because a rule that two
// scenarios share could only ever choose the first. below are the names on the
// way down to d.
func (s *Set) inherit(d decl, below []string, problems *Problems) Scenario {
	out := d.Scenario
	out.customerAt = origin{out.File, d.own["customer"]}
	if d.Extends == "" {
		return out
	}
	at := Problem{File: d.File, Line: d.own["extends"].line, Column: d.own["extends"].column, Key: "extends"}
	i, known := s.index[d.Extends]
	switch {
	case !known:
		at.Message, at.Near = quote(d.Extends)+" is not a scenario", nearest(d.Extends, slices.DeleteFunc(s.declared(), func(n string) bool { return n == d.Name }))
	case d.Extends == d.Name || slices.Contains(below, d.Extends):
		at.Message = quote(d.Name) + " extends itself" + roundabout(append(below, d.Name, d.Extends))
	default:
		parent := s.inherit(s.decls[i], append(below, d.Name), &Problems{})
		out.take(d, parent)
		return out
	}
	*problems = append(*problems, at)
	return out
}

// take copies what d does not say from its parent.
func (sc *Scenario) take(d decl, parent Scenario) {
	says := func(key string) bool { _, ok := d.own[key]; return ok }
	if !says("customer") {
		sc.Customer, sc.customerAt = parent.Customer, parent.customerAt
	}
	if !says("lifecycle") {
		sc.Lifecycle = parent.Lifecycle
	}
	if !says("tokens") {
		sc.Tokens = parent.Tokens
	}
	if !says("data") {
		sc.Data = parent.Data
	}
}

func (s *Set) declared() (names []string) {
	for _, d := range s.decls {
		names = append(names, d.Name)
	}
	return names
}

func quote(s string) string { return `"` + s + `"` }

// roundabout shows the way of a cycle longer than one.
func roundabout(names []string) string {
	if len(names) <= 2 {
		return ""
	}
	out := " by way of "
	for i, n := range names {
		if i > 0 {
			out += " → "
		}
		out += n
	}
	return out
}
