// Package mutant is broken banks: named defects, each of which wraps a good
// bank's handler and makes it lie in one way.
//
// A mutant is there to be caught. The suite that passes the good bank has to
// fail the mutant, and name the requirement that the mutant breaks; one that
// survives shows a check that does not check. A mutant sees the bank as a client
// does, as requests and answers: it may change a request on its way in, change
// the answer on its way out, ask the good bank something of its own in between,
// and remember what it saw. It must not know how the bank is made.
package mutant

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/sandbank-dev/sandbank/schemas"
)

// A Mutant is one defect.
type Mutant struct {
	ID      string   // in kebab-case, e.g. "revoke-does-nothing"
	About   string   // one sentence: how the bank lies
	Breaks  []string // ids of the requirements, at least one, that the lie breaks
	Profile string   // of the requirements

	// At is the operations in whose answers it lies, by the names of the
	// standard's own files (getAccountBalances); empty if they are not told.
	At []string

	// Wrap makes the bank behind the handler lie. The handler is the whole bank
	// with all its tenants. Each call makes a mutant with a memory of its own.
	Wrap func(http.Handler) http.Handler
}

// A defect is a mutant as the tables of this package write it.
type defect struct {
	id, about string
	breaks    []string
	lie       lie
}

// breaks lists the requirements that a defect breaks.
func breaks(ids ...string) []string { return ids }

// The profiles that mutants lie in, as the register of requirements names them.
const (
	accountInformation = "obf-ais-1.0"
	accountInsights    = "account-insights-1"
)

// All returns every mutant, in an order that does not change: by profile and
// theme, as in the register of requirements.
func All() []Mutant { return slices.Concat(ofConsents(), ofData(), ofInsights()) }

// ofConsents is the mutants that lie about consents and tokens.
func ofConsents() []Mutant {
	return mutants(nil,
		creating, permissionRules(), windows, malformed, reading, revoking,
		lives, ends, neighbours, tokens, access, interaction, media, methods, failures,
		bodies, servers, codes, grants, idTokens, redirects,
	)
}

// ofData is the mutants that lie about accounts and their data.
func ofData() (all []Mutant) {
	for _, r := range resources {
		for _, o := range r.ops {
			all = append(all, mutants([]op{o}, r.openings(o), r.leaks(o), r.directions(o), ofOperation(o))...)
		}
		all = append(all, mutants(r.ops, r.levelled(), r.identities(), shapes(r))...)
	}
	for _, p := range panPlaces {
		all = append(all, mutants(p.ops, p.defects())...)
	}
	return slices.Concat(all,
		mutants(nil, oddOpenings, sharedByAll, holdings, extras), mutants([]op{accounts, account}, accountData),
		mutants([]op{balances, allBalances}, balanceLies), mutants(transOps, entryLies, windowLies, paging),
		mutants([]op{statements, statement, allStatements, statementFile, statementTrans}, statementLies),
	)
}

// mutants makes mutants of tables of defects, which lie in the answers to some
// operations.
func mutants(ops []op, tables ...[]defect) (all []Mutant) {
	var at []string
	for _, o := range ops {
		at = append(at, string(o))
	}
	for _, table := range tables {
		for _, d := range table {
			all = append(all, Mutant{ID: d.id, About: d.about, Profile: accountInformation, Breaks: d.breaks, At: at, Wrap: d.lie.wrap})
		}
	}
	return all
}

// Named returns the mutant with that id. The error for an id that does not
// exist names the one that is nearest to it.
func Named(id string) (Mutant, error) {
	all := All()
	if i := slices.IndexFunc(all, func(m Mutant) bool { return m.ID == id }); i >= 0 {
		return all[i], nil
	}
	ids := make([]string, len(all))
	for i, m := range all {
		ids[i] = m.ID
	}
	return Mutant{}, fmt.Errorf("no mutant %q: the nearest is %q", id, schemas.Nearest(id, ids))
}
