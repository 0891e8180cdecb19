package main

import (
	"slices"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox/mutant"
)

// passes sorts the scenarios into those to run first, next and last, leaving out
// what would be empty: first those that test what the mutant breaks and asked, of
// the good bank, for what it lies about; next those that do one of the two.
func (p *prover) passes(m mutant.Mutant, good []look) (passes []func(id string) bool) {
	if p.full {
		return []func(string) bool{nil}
	}
	rank, there := map[string]int{}, map[int]bool{}
	for _, r := range good {
		n := 2 - count(meet(r.requirements, m.Breaks)) - count(len(m.At) == 0 || meet(r.operations, m.At))
		rank[r.id], there[n] = n, true
	}
	for n := range 3 {
		if there[n] {
			passes = append(passes, func(id string) bool { return rank[id] == n })
		}
	}
	return passes
}

// A look is what one scenario looks at: the requirements that it tests, and the
// operations that it asked the good bank for.
type look struct {
	id                       string
	requirements, operations []string
}

// looksOf keeps of a report what passes are made of, so that the rest need not
// stay in memory.
func looksOf(good *features.Report) []look {
	looks := make([]look, len(good.Results))
	for i, r := range good.Results {
		looks[i] = look{id: r.ID, requirements: r.Requirements}
		for _, e := range r.Exchanges {
			if op := string(e.Op); !slices.Contains(looks[i].operations, op) {
				looks[i].operations = append(looks[i].operations, op)
			}
		}
	}
	return looks
}

// meet tells whether two lists have a word in common.
func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(word string) bool { return slices.Contains(b, word) })
}
