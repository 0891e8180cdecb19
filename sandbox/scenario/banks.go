package scenario

import (
	"maps"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/fixtures/document"
)

// A Bank is a bank of a scenario file: what match: {bank} asks about, and whose
// endpoints a scenario with bank: NAME has.
type Bank struct {
	Name, Profile string
	Supports      map[string]bool // by word of Endpoints; what is not said, the bank has
	file          string
	line          int
}

// profiles are the specs that a bank may follow.
var profiles = []string{"obf-1.0", "obf-ais-1.0", "kosma-insights", "account-insights-1"}

// endpoints are the words of the endpoints on account information that a bank
// need not have.
var endpoints = []string{
	"balances", "transactions", "beneficiaries", "bulk-beneficiaries", "direct-debits", "bulk-direct-debits",
	"standing-orders", "bulk-standing-orders", "future-dated-payments", "bulk-future-dated-payments", "offers", "bulk-offers",
	"parties", "party", "psu-party", "statements", "statement-file", "statement-transactions", "bulk-statements",
	"supplementary-account-info",
}

// Endpoints lists the words by which supports: of a bank turns endpoints of the
// account information API off: "balances" and "transactions" are those of all
// accounts at once, as the ones on a single account are mandatory; a bulk- word
// is the same for a resource that has both; "psu-party" is the customer, "party"
// an account's holder; "statements" is an account's list and each entry of it.
func Endpoints() []string { return slices.Clone(endpoints) }

// supportable are the words of supports: by the profile's first letters.
var supportable = map[string][]string{"obf": endpoints, "kosma": {"consents"}, "account": {"consents"}}

func (r *reader) banks(n document.Node) (out []Bank) {
	if !r.Is(n, document.Mapping) {
		return nil
	}
	for _, e := range n.Entries {
		b := Bank{Name: r.name(e.Name), file: r.File, line: e.Name.Line}
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
	words, known := supportable[family]
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
// has whatever its entry does not turn off, and so has one that no file names.
func (s *Set) Offers(bank, endpoint string) bool {
	i := slices.IndexFunc(s.banks, func(b Bank) bool { return b.Name == bank })
	if i < 0 {
		return true
	}
	has, said := s.banks[i].Supports[endpoint]
	return has || !said
}
