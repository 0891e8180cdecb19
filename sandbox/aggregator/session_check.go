package aggregator

import (
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/schemas"
)

// CheckSession lists all that is wrong with a request for a session; none if
// nothing (2.1).
func (a *Aggregator) CheckSession(request SessionRequest) []Violation {
	var c check
	r := &request
	if r.PSU == nil {
		c.Note(storage.Required, "psu", "must be given: Account Insights needs the consumer's user agent and IP address")
	} else {
		c.required("psu.user_agent", r.PSU.UserAgent)
		c.required("psu.ip_address", r.PSU.IPAddress)
	}
	if r.Language != "" && !twoLetters.MatchString(r.Language) {
		c.Note(storage.InvalidFormat, "language", "%s is not a language: two letters, as en", quote(r.Language))
	}
	word(&c, "aspsp_access", r.Access, accesses)
	c.returnURL(r.RedirectReturnURL)
	a.checkCountries(&c, r)
	a.checkSelected(&c, r)
	a.checkScenario(&c, scenario.RuleHeader, r.Scenario)
	a.checkScenario(&c, scenario.RulePath, r.ByPath)
	if r.Scope != nil {
		checkScope(&c, r.Scope)
	}
	return c.Found
}

// checkScenario looks at the name of a scenario: a slip in it is told before there
// is a flow that it would be for.
func (a *Aggregator) checkScenario(c *check, by, name string) {
	set := a.cfg.Scenarios()
	if _, ok := set.Get(name); name != "" && !ok {
		c.Found = append(c.Found, unknownName(&scenario.UnknownError{Rule: by, Name: name, Near: set.Nearest(name)}))
	}
}

// returnURL notes what is not a URL to come back to: an absolute one, of a page
// or of an app of the client's.
func (c *check) returnURL(text string) {
	if text == "" {
		return
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Scheme == "" || u.Opaque == "" && u.Host == "" && u.Path == "":
		c.Note(storage.InvalidFormat, "redirect_return_url", "%s is not an absolute URL", urlOf(text))
	case slices.Contains([]string{"javascript", "data", "vbscript", "file", "blob"}, strings.ToLower(u.Scheme)):
		c.Note(storage.InvalidValue, "redirect_return_url", "nobody can be sent back to a %s: URL", u.Scheme)
	case strings.HasPrefix(strings.ToLower(u.Scheme), "http") && u.Host == "":
		c.Note(storage.InvalidFormat, "redirect_return_url", "%s names no host", urlOf(text))
	}
}

// urlOf shows a URL, unless somebody's name and password are in it.
func urlOf(text string) string {
	if strings.Contains(text, "@") {
		return "this"
	}
	return quote(text)
}

func (a *Aggregator) checkCountries(c *check, r *SessionRequest) {
	for i, code := range r.AllowedCountries {
		if code == "" {
			c.Note(storage.InvalidFormat, fmt.Sprintf("allowed_countries[%d]", i), "is empty: two letters, as DE")
		}
		c.country(fmt.Sprintf("allowed_countries[%d]", i), code)
	}
	c.country("preselected_country", r.PreselectedCountry)
	if r.PreselectedCountry != "" && !r.allows(r.PreselectedCountry) {
		c.Note(storage.InvalidValue, "preselected_country", "%s is not among allowed_countries", quote(r.PreselectedCountry))
	}
}

// allows tells whether banks of a country may be chosen.
func (r *SessionRequest) allows(country string) bool {
	return len(r.AllowedCountries) == 0 || slices.ContainsFunc(r.AllowedCountries, func(c string) bool { return countryCode(c) == countryCode(country) })
}

// checkSelected looks at selected_bank. A wish that the bank has no connection for
// is refused here, which is inferred: the flow could not but fail.
func (a *Aggregator) checkSelected(c *check, r *SessionRequest) {
	s := r.SelectedBank
	if s == nil {
		return
	}
	c.required("selected_bank.bank_code", s.Code)
	c.required("selected_bank.country_code", s.Country)
	c.country("selected_bank.country_code", s.Country)
	if s.Code == "" || !twoLetters.MatchString(s.Country) {
		return
	}
	switch b, ok := a.bank(s.Country, s.Code); {
	case !ok:
		c.Note(storage.InvalidValue, "selected_bank.bank_code", "%s", a.unknownBank(s))
	case !r.allows(s.Country):
		c.Note(storage.InvalidValue, "selected_bank.country_code", "%s is not among allowed_countries", quote(s.Country))
	case len(b.methods(r.Access)) == 0:
		c.Note(storage.InvalidValue, "aspsp_access", "%s has no connection for %s", b.Title, r.Access)
	}
}

func (a *Aggregator) unknownBank(s *BankChoice) string {
	var codes []string
	for _, b := range a.Banks() {
		if b.Country == countryCode(s.Country) {
			codes = append(codes, b.Code)
		}
	}
	message := fmt.Sprintf("there is no bank %s in %s", quote(s.Code), quote(countryCode(s.Country)))
	switch near := schemas.Meant(s.Code, codes); {
	case near != "":
		message += "; did you mean " + near + "?"
	case len(codes) > 0:
		message += "; there is " + strings.Join(codes, ", ")
	}
	return message
}

// mostLifetime is the longest lifetime of a consent in days; inferred (2.1).
const mostLifetime = 180

// usualLifetime is that of a session that asks for a scope and says no lifetime;
// inferred, as clients ask for 90 (2.1).
const usualLifetime = 90

func checkScope(c *check, s *Scope) {
	const at = "consent_scope"
	for _, part := range []struct {
		name string
		*AccountScope
	}{{"account_details", s.AccountDetails}, {"balances", s.Balances}, {"transfer", s.Transfer}} {
		if part.AccountScope != nil {
			c.ibans(at+"."+part.name+".ibans", part.IBANs)
		}
	}
	if t := s.Transactions; t != nil {
		c.ibans(at+".transactions.ibans", t.IBANs)
		days := spanOf("last_days", t.LastDays, t.From, t.To)
		days.Path = at + ".transactions."
		c.span(days)
	}
	if i := s.InsightsRefresh; i != nil {
		checkInsightsScope(c, at+".insights_refresh", i)
	}
	if l := s.Lifetime; l != nil && (*l < 0 || *l > mostLifetime) {
		c.Note(storage.InvalidValue, at+".lifetime", "%d is not a number of days from 0 to %d", *l, mostLifetime)
	}
}

func checkInsightsScope(c *check, at string, i *InsightsScope) {
	c.ibans(at+".ibans", i.IBANs)
	c.consumer(at+".insights_consumer_id", i.Consumer)
	days := spanOf("refresh_days", i.RefreshDays, i.From, i.To)
	days.Path = at + "."
	c.span(days)
	if len(i.IBANs) > 0 && len(i.AccountIDs) > 0 {
		c.Note(storage.MutuallyExclusive, at+".ibans", "ibans and insights_account_ids exclude each other")
	}
}

// lifetime is for how many days a consent of the session lasts; 0 is none.
func (r *SessionRequest) lifetime() int {
	switch {
	case r.Scope == nil:
		return 0
	case r.Scope.Lifetime == nil:
		return usualLifetime
	}
	return *r.Scope.Lifetime
}

// address is the consumer's, and whether it is one.
func (r *SessionRequest) address() (netip.Addr, bool) {
	ip, err := netip.ParseAddr(strings.TrimSpace(r.PSU.IPAddress))
	return ip, err == nil
}
