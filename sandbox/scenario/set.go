package scenario

import (
	"slices"
	"sync"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/schemas"
)

// A Set is the scenarios that a bank knows, by name and in file order. It never
// changes; With and Load return another. The zero Set knows ask alone.
type Set struct {
	people *fixtures.Set // whom the files may name; nil: the shipped ones
	decls  []decl        // as the files say it, in file order
	list   []Scenario    // the same after extends
	index  map[string]int
	rules  []int // those of list whose match rule counts
	banks  []Bank
}

// Builtin returns the scenarios that ship with sandbank. Their match rules do
// not count: a shipped scenario is chosen by name, until its file is named to
// Load.
func Builtin() *Set { return builtin() }

// builtin panics if a shipped file has a problem: it is part of the program, and
// the tests of this room lint it too.
var builtin = sync.OnceValue(func() *Set {
	files, err := shipped("")
	if err != nil {
		panic(err)
	}
	for i := range files {
		files[i].shipped = true
	}
	s, err := (&Set{}).add(files)
	if err != nil {
		panic(err)
	}
	return s
})

// For returns s for a bank with other customers: the files that are loaded on
// top of it may name those. A nil people is the shipped ones.
func (s *Set) For(people *fixtures.Set) *Set {
	next := *s
	next.people = people
	return &next
}

// With returns s and the scenarios of one more file. A scenario whose name is
// known takes the place of the old one; what an earlier version of the same file
// brought is gone. The error is Problems, and then nothing is loaded.
func (s *Set) With(file string, src []byte) (*Set, error) {
	return s.add([]source{{name: file, src: src}})
}

// Get returns a scenario by name. Its map and slices are the Set's own: they are
// for reading.
func (s *Set) Get(name string) (Scenario, bool) {
	if i, ok := s.index[name]; ok {
		return s.list[i], true
	}
	if name == fallback {
		return Scenario{Name: fallback, Customer: Customer{Does: Ask}}, true
	}
	return Scenario{}, false
}

// Names lists the names in file order.
func (s *Set) Names() []string {
	out := make([]string, len(s.list))
	for i := range s.list {
		out[i] = s.list[i].Name
	}
	return out
}

// List returns the scenarios in file order, what they extend already in them.
func (s *Set) List() []Scenario { return slices.Clone(s.list) }

// Nearest returns the name that was most likely meant, "" if none is near.
func (s *Set) Nearest(name string) string { return schemas.Meant(name, s.Names()) }

// Ruled tells whether the match rule of a scenario counts: it has one, and its
// file was named to Load or With.
func (s *Set) Ruled(name string) bool {
	i, known := s.index[name]
	return known && slices.Contains(s.rules, i)
}
