package storage

import "github.com/sandbank-dev/sandbank/sandbox/reports"

// Check tells all that is wrong with an account by itself, whatever is stored.
func (q NewAccount) Check() []Violation {
	_, found := CheckRetention("data_retention_minutes", q.Retention)
	c := Checker{Found: append(CheckConsumer("insights_consumer_id", q.Consumer), found...)}
	c.long("account.insights_account_id", q.ID, longestID)
	c.account("account", q.Fields)
	return c.Found
}

// Check tells all that is wrong with what is said of an account by itself.
func (f AccountFields) Check() []Violation {
	var c Checker
	c.account("account", f)
	return c.Found
}

// Check tells all that is wrong with new transactions by themselves, whatever is
// stored.
func (q Batch) Check() []Violation {
	_, found := CheckRetention("data_retention_minutes", q.Retention)
	return q.violations(found, false)
}

// CheckReport tells all that is wrong with a request for a report by itself,
// whatever is stored.
func (s *Storage) CheckReport(scope Scope, q reports.Request) []Violation {
	_, found := s.frame(scope, q, s.today())
	return found
}

// CheckList tells all that is wrong with a request for transactions by itself,
// whatever is stored.
func (s *Storage) CheckList(l List) []Violation {
	_, _, found := s.listing(l, s.today())
	return found
}

// Check tells what is wrong with a page.
func (q Page) Check() []Violation {
	var c Checker
	c.page(q, MostPage)
	return c.Found
}

// CheckLabels tells what is wrong with labels.
func CheckLabels(labels map[string]string) []Violation {
	var c Checker
	c.labels("labels", labels)
	return c.Found
}
