package aggregator

import (
	"fmt"
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// CheckFlow lists all that is wrong with a request for a flow, as far as that can be
// told without its session; none if nothing (3.2, 3.4).
func CheckFlow(t FlowType, r FlowRequest) []Violation {
	var c check
	if r.Allowed != nil {
		for i, kind := range r.Allowed.Types {
			word(&c, fmt.Sprintf("allowed_accounts.account_types[%d]", i), kind, storage.TypesOfAccount)
		}
	}
	switch t {
	case InsightsRefresh:
		checkRefreshFlow(&c, &r)
	case Accounts:
		word(&c, "accounts_selection", r.Selection, []Selection{NoSelection, SingleAccount, MultipleAccounts})
	default:
		checkAccountFlow(&c, t, &r)
	}
	return c.Found
}

func checkRefreshFlow(c *check, r *FlowRequest) {
	c.span(r.span(InsightsRefresh))
	c.consumer("insights_consumer_id", r.Consumer)
	c.lasting("data_retention_minutes", r.RetentionMinutes)
	word(c, "store_consent", r.Store, []StoreConsent{StoreNo, StoreRequired, StoreOptional})
	if s := r.Accounts; s != nil {
		c.selector("accounts", s, r.Consumer)
	}
}

// selector notes which combinations are not among the three that there are (3.2).
func (c *check) selector(at string, s *Selector, consumer string) {
	c.ibans(at+".ibans", s.IBANs)
	if s.All && (len(s.IBANs) > 0 || len(s.AccountIDs) > 0) {
		c.Note(storage.MutuallyExclusive, at+".all", "all excludes ibans and insights_account_ids")
	}
	if len(s.IBANs) > 0 && len(s.AccountIDs) > 0 {
		c.Note(storage.MutuallyExclusive, at+".ibans", "ibans and insights_account_ids exclude each other")
	}
	if len(s.AccountIDs) > 0 && consumer == "" {
		c.Note(storage.Required, "insights_consumer_id", "must be given with insights_account_ids, as they are a consumer's")
	}
}

func checkAccountFlow(c *check, t FlowType, r *FlowRequest) {
	if r.IBAN != "" && !ibanForm.MatchString(plainIBAN(r.IBAN)) {
		c.Note(storage.InvalidFormat, "iban", "%s is not an IBAN", quote(r.IBAN))
	}
	var said []string
	for _, p := range []struct{ name, value string }{{"iban", r.IBAN}, {"account_id", r.AccountID}, {"account_number", r.AccountNumber}} {
		if p.value != "" {
			said = append(said, p.name)
		}
	}
	for _, name := range said[min(1, len(said)):] {
		c.Note(storage.MutuallyExclusive, name, "an account is named once: %s is there already", said[0])
	}
	if t == Transactions {
		c.span(r.span(Transactions))
		c.pageSize(r.PageSize)
	}
}

// pageSize notes a page that is not as large as storage's may be, which is inferred.
func (c *check) pageSize(n *int) {
	if n != nil && (*n < 1 || *n > storage.MostPage) {
		c.Note(storage.InvalidValue, "preferred_pagination_size", "%d is not a number from 1 to %d", *n, storage.MostPage)
	}
}

// The days that flows read where nothing is said (3.2, 3.4).
const (
	insightsDays     = reports.DefaultDays
	transactionsDays = 30
)

// span is the days that a flow of a type is asked for.
func (r *FlowRequest) span(t FlowType) storage.Span {
	if t == Transactions {
		return spanOf("last_days", r.LastDays, r.From, r.To)
	}
	return spanOf("refresh_days", r.RefreshDays, r.From, r.To)
}

// frame is the days that a flow reads; of an account as it stands, none.
func (r *FlowRequest) frame(t FlowType, today reports.Day) reports.Frame {
	switch t {
	case InsightsRefresh:
		return frameOf(r.span(t), insightsDays, today)
	case Transactions:
		return frameOf(r.span(t), transactionsDays, today)
	}
	return reports.Frame{}
}

// within fills in from the session's consent_scope what the flow does not say, and
// notes what the two say differently (2.1); that they go together is inferred.
func (r *FlowRequest) within(c *check, s *Scope) {
	i := s.InsightsRefresh
	if r.Consumer == "" {
		r.Consumer = i.Consumer
	} else if i.Consumer != "" && i.Consumer != r.Consumer {
		c.Note(storage.InvalidValue, "insights_consumer_id", "is not the consumer of the session's consent_scope")
	}
	if r.RefreshDays == nil && r.From == 0 && r.To == 0 {
		r.RefreshDays, r.From, r.To = i.RefreshDays, i.From, i.To
	}
	if len(r.IntendedReports) == 0 {
		r.IntendedReports = i.IntendedReports
	}
	if (r.Accounts == nil || r.Accounts.empty()) && len(i.IBANs)+len(i.AccountIDs) > 0 {
		r.Accounts = &Selector{IBANs: i.IBANs, AccountIDs: i.AccountIDs}
	}
}

func (s *Selector) empty() bool { return !s.All && len(s.IBANs) == 0 && len(s.AccountIDs) == 0 }

// names tells whether an IBAN is among those that were asked for.
func (s *Selector) names(iban string) bool {
	return slices.ContainsFunc(s.IBANs, func(i string) bool { return plainIBAN(i) == iban })
}
