package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/fixtures/document"
)

// A Bank is a bank of a scenario file: what match: {bank} asks about, and whose
// endpoints a scenario with bank: NAME has.
type Bank struct {
	Name, Profile string
	Supports      map[string]bool // by word of Endpoints; what is not said, Offers works out
	file          string
	at            document.Place
}

// profiles are the specs that a bank may follow.
var profiles = []string{"obf-1.0", "obf-ais-1.0", "kosma-insights", "account-insights-1"}

// A word of supports, and the one that it hangs on: a bank without that has it
// only if its entry says so.
type word struct{ name, on string }

// endpoints are the words of the endpoints on account information that a bank
// need not have.
var endpoints = []word{
	{name: "balances"}, {name: "transactions"},
	{name: "beneficiaries"}, {"bulk-beneficiaries", "beneficiaries"},
	{name: "direct-debits"}, {"bulk-direct-debits", "direct-debits"},
	{name: "standing-orders"}, {"bulk-standing-orders", "standing-orders"},
	{name: "future-dated-payments"}, {"bulk-future-dated-payments", "future-dated-payments"},
	{name: "offers"}, {"bulk-offers", "offers"},
	{name: "parties"}, {name: "party"}, {name: "psu-party"},
	{name: "statements"}, {"statement-file", "statements"}, {"statement-transactions", "statements"}, {"bulk-statements", "statements"},
	{name: "supplementary-account-info"},
}

// Endpoints lists the words by which supports: of a bank turns endpoints of the
// account information API off: "balances" and "transactions" are those of all
// accounts at once, as the ones on a single account are mandatory; a bulk- word
// is the same for a resource that has both; "psu-party" is the customer, "party"
// an account's holder; "statements" is an account's list and each entry of it.
//
// A word turns off what hangs on it, too, unless that has a word of its own
// there: the bulk- word with its resource, and with "statements" also
// "statement-file" and "statement-transactions".
func Endpoints() []string { return namesOf(endpoints) }

func namesOf(words []word) (names []string) {
	for _, w := range words {
		names = append(names, w.name)
	}
	return names
}

// supportable are the words of supports: by the profile's first letters.
var supportable = map[string][]word{"obf": endpoints, "kosma": {{name: "consents"}}, "account": {{name: "consents"}}}

func (r *reader) banks(n document.Node) (out []Bank) {
	if !r.Is(n, document.Mapping) {
		return nil
	}
	for _, e := range n.Entries {
		b := Bank{Name: r.name(e.Name), file: r.File, at: e.Name.Place}
		var supports document.Node
		r.objectWith(e.Value, "a bank", "profile", parts{
			"profile":  func(n document.Node) { b.Profile = r.Word(n, "a profile", profiles) },
			"supports": func(n document.Node) { supports = n },
		})
		if supports.There() {
			b.Supports = r.supports(supports, b.Profile)
		}
		out = append(out, b)
	}
	return out
}

// supports reads which endpoints a bank has; the words are the profile's.
func (r *reader) supports(n document.Node, profile string) map[string]bool {
	out := map[string]bool{}
	if !r.Is(n, document.Mapping) {
		return out
	}
	family, _, _ := strings.Cut(profile, "-")
	list, known := supportable[family]
	words := namesOf(list)
	for _, e := range n.Entries {
		if known && !slices.Contains(words, e.Name.Key) {
			r.Unknown(e.Name, words, "is nothing that a bank of profile %s may lack; that is %s", profile, strings.Join(words, ", "))
			continue
		}
		out[e.Name.Key] = r.Boolean(e.Value)
	}
	return out
}

// Banks returns the banks of all files, in file order.
func (s *Set) Banks() []Bank {
	out := slices.Clone(s.banks)
	for i := range out {
		out[i].Supports = maps.Clone(out[i].Supports)
	}
	return out
}

// Offers tells whether a bank has an endpoint, by its word in Endpoints. A bank
// has whatever its entry does not turn off, itself or by what it hangs on, and so
// has one that no file names.
func (s *Set) Offers(bank, endpoint string) bool {
	i := slices.IndexFunc(s.banks, func(b Bank) bool { return b.Name == bank })
	if i < 0 {
		return true
	}
	return s.banks[i].has(endpoint)
}

// has tells whether the bank has an endpoint.
func (b Bank) has(endpoint string) bool {
	if has, said := b.Supports[endpoint]; said {
		return has
	}
	i := slices.IndexFunc(endpoints, func(w word) bool { return w.name == endpoint })
	return i < 0 || endpoints[i].on == "" || b.has(endpoints[i].on)
}

// taken is the problem that another bank has the name already.
func (b Bank) taken(by Bank) document.Problem {
	return document.Problem{
		File: b.file, Line: b.at.Line, Column: b.at.Column, Key: b.Name,
		Message: fmt.Sprintf("is the name of another bank already: %s:%d", by.file, by.at.Line),
	}
}
