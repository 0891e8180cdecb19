package bank

import (
	"fmt"
	"regexp"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// A Query is what a request for data asks for, as it was sent; "" is not at all.
type Query struct {
	Account   AccountID // of an endpoint on one account
	Statement string    // of an endpoint on one statement
	From, To  string    // the filter, of an endpoint that has one
	Page      string    // a cursor of the same list; "" is its first page
}

// filterNames are the parameters of each filter, as the query has them.
var filterNames = map[Filters][2]string{
	BookingFilter:   {"fromBookingDateTime", "toBookingDateTime"},
	StatementFilter: {"fromStatementDateTime", "toStatementDateTime"},
}

// filterDates are the ISO 8601 forms of a filter: with or without seconds, of
// which a fraction follows a point or a comma; a date alone is its midnight.
var filterDates = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02"}

// filterZone is what a filter should not have and may: a zone after the time. A
// plus that was not escaped in the query arrives as a blank.
var filterZone = regexp.MustCompile(`^(.{10}T[^Z+ -]*)(?:Z|[+ -](?:[01]\d|2[0-3])(?::?[0-5]\d)?)$`)

// ParseFilter reads a date-time of the query: ISO 8601 without a zone, which is
// Bahrain's then. A zone is tolerated and ignored (dates): the wall time counts,
// and zoned says that there was one.
func ParseFilter(s string) (at time.Time, zoned bool, err error) {
	wall := s
	if m := filterZone.FindStringSubmatch(s[:min(len(s), 64)]); m != nil && len(s) <= 64 {
		wall, zoned = m[1], true
	}
	// time.Parse takes hours of one digit, which ISO 8601 does not.
	if len(wall) == 10 || len(wall) >= 16 && len(wall) <= 64 && wall[13] == ':' {
		for _, layout := range filterDates {
			if at, err := time.ParseInLocation(layout, wall, fixtures.Bahrain); err == nil {
				return at, zoned, nil
			}
		}
	}
	return at, false, fmt.Errorf("%s is not an ISO 8601 date-time without a zone, such as 2026-03-17T07:05:34 or 2026-03-17", quote(s))
}

// A span is a stretch of time to which both ends belong; a zero end is open.
type span struct{ from, to time.Time }

// spanOf reads the filter of a query. The violations name the parameters.
func (q Query) spanOf(f Filters) (s span, found []Violation) {
	names, filtered := filterNames[f]
	if !filtered {
		return s, nil
	}
	for i, sent := range [2]string{q.From, q.To} {
		if sent == "" {
			continue
		}
		at, _, err := ParseFilter(sent)
		if err != nil {
			found = append(found, Violation{"Field.InvalidDate", names[i], err.Error()})
			continue
		}
		if i == 0 {
			s.from = at
		} else {
			s.to = at
		}
	}
	if len(found) == 0 && q.From != "" && q.To != "" && s.to.Before(s.from) {
		found = append(found, Violation{"Field.InvalidDate", names[1],
			fmt.Sprintf("the filter ends at %s, before it starts at %s", quote(q.To), quote(q.From))})
	}
	return s, found
}

// window is the span that a consent opens. Both ends were checked when the
// consent was made.
func (c Consent) window() (s span) {
	s.from, _ = ParseDateTime(c.From)
	s.to, _ = ParseDateTime(c.To)
	return s
}

// meet is what lies in both spans; empty tells that nothing does.
func (s span) meet(o span) (both span, empty bool) {
	both = span{latest(s.from, o.from), s.to}
	if s.to.IsZero() || !o.to.IsZero() && o.to.Before(s.to) {
		both.to = o.to
	}
	return both, !both.to.IsZero() && both.to.Before(both.from)
}
