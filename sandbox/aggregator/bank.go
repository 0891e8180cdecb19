package aggregator

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// A Bank is one that a consumer can choose (8).
type Bank struct {
	Name     string // bank_name
	Title    string // as the search shows it
	Country  string // two capitals; Malta's is ML
	Code     string
	BIC      string
	KRN      string
	Methods  []Method // to log in by, at least one; the usual first
	Keywords []string // usernames that decide the outcome; see TakesAll
	TakesAll bool     // every scenario's name is a keyword here
	Customer string   // whose accounts, if neither the username nor the scenario says

	option Option // in the search
}

// A Method is a way to log in at a bank, and so the connection to it.
type Method struct {
	ID, Name                          string
	PSD2                              bool // consents are to be had by such a connection only (5.1)
	IntegrationKRN, SubIntegrationKRN string
}

// A Connection is the bank that a session is bound to and the method of login.
type Connection struct {
	Bank
	Method Method
}

// Words of Connection's kind in a session (2.2); the second is inferred.
const (
	connectionPSD2     = "PSD2"
	connectionFallback = "FALLBACK"
)

// Kind tells what connects to the bank.
func (c Connection) Kind() string {
	if c.Method.PSD2 {
		return connectionPSD2
	}
	return connectionFallback
}

// namespace is that of the version-5 UUIDs in KRNs; they are ours, as the real
// ones are not known.
var namespace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("urn:sandbank:account-insights:banks"))

func krn(kind, name string) string {
	return "krn:openbanking:global:" + kind + ":" + uuid.NewSHA1(namespace, []byte(kind+"/"+name)).String()
}

// identified gives a bank and its methods their KRNs (1.7), and its place in the
// search.
func identified(b Bank) Bank {
	place := b.Country + ":" + b.Code
	b.option = Option{Value: place, Label: b.Title, Hint: b.Country + " " + b.Code}
	b.KRN = krn("bank", place)
	b.Methods = slices.Clone(b.Methods)
	for i, m := range b.Methods {
		b.Methods[i].IntegrationKRN = krn("integration", place+"/"+m.ID)
		b.Methods[i].SubIntegrationKRN = krn("sub-integration", place+"/"+m.ID)
	}
	return b
}

// A directory is the banks that a Set of scenarios leaves, worked out once.
type directory struct {
	set *scenario.Set
	all []Bank
}

// Banks lists the banks in the order of the search: the test banks of section 8,
// then those of the scenario files. They are for reading.
func (a *Aggregator) Banks() []Bank {
	set := a.cfg.Scenarios()
	if last := a.banks.Load(); last != nil && last.set == set {
		return last.all
	}
	now := &directory{set, slices.Clip(append(slices.Clone(testBanks), scripted(set)...))}
	a.banks.Store(now)
	return now.all
}

// scripted are the banks of scenario files that follow this API's profile. Such a
// bank is found under its name, in a country of its own; it can do consents
// unless its entry says otherwise.
func scripted(set *scenario.Set) (out []Bank) {
	for _, b := range set.Banks() {
		if b.Profile != "kosma-insights" && b.Profile != "account-insights-1" {
			continue
		}
		m := Method{ID: b.Name, Name: b.Name, PSD2: set.Offers(b.Name, "consents")}
		out = append(out, identified(Bank{
			Name: b.Name, Title: b.Name, Country: scriptedCountry, Code: b.Name, Methods: []Method{m},
			TakesAll: true, Customer: demoBankCustomer,
		}))
	}
	return out
}

// scriptedCountry is the user-assigned code of ISO 3166 under which banks of
// scenario files stand; inferred.
const scriptedCountry = "XX"

// bank finds a bank; the country's letters may be of either case (2.1), and the
// code's.
func (a *Aggregator) bank(country, code string) (Bank, bool) {
	country = countryCode(country)
	banks := a.Banks()
	i := slices.IndexFunc(banks, func(b Bank) bool { return b.Country == country && strings.EqualFold(b.Code, code) })
	if i < 0 {
		return Bank{}, false
	}
	return banks[i], true
}

// countryCode writes a country as the banks do. Malta's code is ML here (8.2); its
// own of ISO 3166 is understood.
func countryCode(s string) string {
	s = strings.ToUpper(s)
	if s == "MT" {
		return "ML"
	}
	return s
}

// method finds a bank's method.
func (b *Bank) method(id string) (Method, bool) {
	i := slices.IndexFunc(b.Methods, func(m Method) bool { return m.ID == id })
	if i < 0 {
		return Method{}, false
	}
	return b.Methods[i], true
}

// An Access is which connection a client wants (aspsp_access, 2.1).
type Access string

// The wishes; what is not said is PreferPSD2, which is inferred.
const (
	PreferPSD2     Access = "PREFER_PSD2"
	ForcePSD2      Access = "FORCE_PSD2"
	PreferFallback Access = "PREFER_FALLBACK"
	ForceFallback  Access = "FORCE_FALLBACK"
)

var accesses = []Access{PreferPSD2, ForcePSD2, PreferFallback, ForceFallback}

// forces tells whether a connection of the other kind will not do.
func (w Access) forces() bool { return w == ForcePSD2 || w == ForceFallback }

// methods lists the ways to log in that a wish leaves, the preferred first; none
// if the bank has no such connection.
func (b *Bank) methods(want Access) []Method {
	if len(b.Methods) == 1 && !want.forces() {
		return b.Methods
	}
	out := slices.Clone(b.Methods)
	first := want != PreferFallback && want != ForceFallback
	slices.SortStableFunc(out, func(m, n Method) int { return rank(m, first) - rank(n, first) })
	if want.forces() {
		out = slices.DeleteFunc(out, func(m Method) bool { return m.PSD2 != first })
	}
	return out
}

func rank(m Method, psd2First bool) int {
	if m.PSD2 == psd2First {
		return 0
	}
	return 1
}

// word is the keyword that a username is at the bank, without the number behind
// it; "" for a consumer like any other.
func (b *Bank) word(username string) string {
	username = Keyword(username)
	if b.TakesAll || slices.Contains(b.Keywords, username) {
		return username
	}
	return ""
}
