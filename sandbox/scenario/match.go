package scenario

import (
	"regexp"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/fixtures/document"
	"github.com/sandbank-dev/sandbank/schemas"
)

// Match is the facts that must all hold for a rule to choose a scenario. Absent
// facts are not asked; a fact that a request does not have never holds.
type Match struct {
	Bank, Client, PSU, Account, From, To AnyOf
	Permissions                          PermissionMatch
	Header                               map[string]AnyOf // by lower-case name
	Nth                                  []int
}

// PermissionMatch asks about the permissions of a consent: all of Has are among
// them, none of Lacks, and nothing but Only.
type PermissionMatch struct {
	Has, Lacks, Only []string
}

// AnyOf holds for a text that equals one of its words or fits one of its regular
// expressions. None asks nothing.
type AnyOf []Pattern

// A Pattern is a word, or a regular expression that stood between slashes.
type Pattern struct {
	Word string // as the file has it, slashes included
	re   *regexp.Regexp
	at   document.Place
}

func (p Pattern) fits(s string) bool {
	if p.re != nil {
		return p.re.MatchString(s)
	}
	return p.Word == s
}

// holds tells whether s is one of a, or a asks nothing.
func (a AnyOf) holds(s string) bool {
	if len(a) == 0 {
		return true
	}
	for i := range a {
		if s != "" && a[i].fits(s) {
			return true
		}
	}
	return false
}

// misses names the first fact that does not hold, "" if all do. It makes no
// text of its own: it runs for every rule and every new consent.
func (m *Match) misses(f *Facts) string {
	switch {
	case !m.Bank.holds(f.Bank):
		return "bank"
	case !m.Client.holds(f.Client):
		return "client"
	case !m.PSU.holds(f.PSU):
		return "psu"
	case !m.Account.holds(f.Account):
		return "account"
	case !m.From.holds(f.From):
		return "from"
	case !m.To.holds(f.To):
		return "to"
	case len(m.Nth) > 0 && !slices.Contains(m.Nth, f.Nth):
		return "nth"
	}
	for name, want := range m.Header {
		if !want.holds(f.Headers[name]) {
			return "header"
		}
	}
	return m.Permissions.misses(f.Permissions)
}

func (m *PermissionMatch) misses(asked []string) string {
	for _, p := range m.Has {
		if !slices.Contains(asked, p) {
			return "permissions.has"
		}
	}
	for _, p := range m.Lacks {
		if slices.Contains(asked, p) {
			return "permissions.lacks"
		}
	}
	for _, p := range asked {
		if len(m.Only) > 0 && !slices.Contains(m.Only, p) {
			return "permissions.only"
		}
	}
	return ""
}

// permissions are the codes that a consent may ask for (account-access-consents,
// 3.1.2).
var permissions = []string{
	"ReadAccountsBasic", "ReadAccountsDetail", "ReadBalances", "ReadBeneficiariesBasic", "ReadBeneficiariesDetail", "ReadDirectDebits",
	"ReadFutureDatedPaymentsBasic", "ReadFutureDatedPaymentsDetail", "ReadOffers", "ReadPAN", "ReadParty", "ReadStandingOrdersBasic",
	"ReadStandingOrdersDetail", "ReadStatementsBasic", "ReadStatementsDetail", "ReadSupplementaryAccountInfo", "ReadTransactionsBasic",
	"ReadTransactionsCredits", "ReadTransactionsDebits", "ReadTransactionsDetail",
}

func (r *reader) match(n document.Node) *Match {
	m := &Match{}
	if !r.object(n, parts{
		"bank":    func(n document.Node) { m.Bank = r.anyOf(n) },
		"client":  func(n document.Node) { m.Client = r.anyOf(n) },
		"psu":     func(n document.Node) { m.PSU = r.anyOf(n) },
		"account": func(n document.Node) { m.Account = r.anyOf(n) },
		"from":    func(n document.Node) { m.From = r.anyOf(n) },
		"to":      func(n document.Node) { m.To = r.anyOf(n) },
		"nth": func(n document.Node) {
			r.each(n, func(n document.Node) { m.Nth = append(m.Nth, int(r.integer(n, 1))) })
		},
		"header":      func(n document.Node) { m.Header = r.headers(n) },
		"permissions": func(n document.Node) { m.Permissions = r.permissions(n) },
	}) {
		return nil
	}
	if len(n.Entries) == 0 {
		r.Wrong(n, "", "asks nothing; leave match out for a scenario that is chosen by name only")
	}
	return m
}

func (r *reader) anyOf(n document.Node) (out AnyOf) {
	r.each(n, func(n document.Node) {
		p := Pattern{Word: r.text(n), at: n.Place}
		if inner, ok := strings.CutPrefix(p.Word, "/"); ok && strings.HasSuffix(inner, "/") {
			re, err := regexp.Compile(strings.TrimSuffix(inner, "/"))
			if err != nil {
				r.Wrong(n, "", "%s is not a regular expression: %v", p.Word, err)
			}
			p.re = re
		}
		out = append(out, p)
	})
	return out
}

func (r *reader) headers(n document.Node) map[string]AnyOf {
	out := map[string]AnyOf{}
	if !r.Is(n, document.Mapping) {
		return out
	}
	if len(n.Entries) == 0 {
		r.Wrong(n, "", "names no header")
	}
	for _, e := range n.Entries {
		out[strings.ToLower(e.Name.Key)] = r.anyOf(e.Value)
	}
	return out
}

func (r *reader) permissions(n document.Node) (p PermissionMatch) {
	codes := func(into *[]string) func(document.Node) {
		return func(n document.Node) {
			r.each(n, func(n document.Node) { *into = append(*into, r.Word(n, "a permission", permissions)) })
		}
	}
	if r.object(n, parts{"has": codes(&p.Has), "lacks": codes(&p.Lacks), "only": codes(&p.Only)}) && len(n.Entries) == 0 {
		r.Wrong(n, "", "asks nothing: has, lacks or only")
	}
	return p
}

// KnownPermission tells whether a rule may ask about a permission code; if not,
// near is the code that was most likely meant.
func KnownPermission(code string) (near string, known bool) {
	if slices.Contains(permissions, code) {
		return "", true
	}
	return schemas.Meant(code, permissions), false
}
