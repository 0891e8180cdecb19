package storage

import "github.com/sandbank-dev/sandbank/sandbox/reports"

// A Span is the days that a request asks for: so many up to today, or from one date
// to another (3.2, 3.4, 5.4, 6.6); neither: the usual ones. It is one rule for flows,
// refreshes, sessions, reports and lists.
type Span struct {
	Days     *int64
	From, To *string
	Path     string // of the object that has the members: "" or e.g. "consent_scope.insights_refresh."
	Member   string // what Days is called: refresh_days, report_days, days, last_days
	Usual    int    // how many days, where nothing is said; 0: reports.DefaultDays
}

// Frame reads a span, or tells all that is wrong with it. That a date does not stand
// alone, and how many days there may be, are inferred.
func (s Span) Frame(today reports.Day) (reports.Frame, []Violation) {
	var c Checker
	switch {
	case s.Days != nil:
		s.checkDays(&c)
	case s.From != nil || s.To != nil:
		return s.dates(&c), c.Found
	case s.Usual == 0:
		return reports.Last(reports.DefaultDays, today), nil
	default:
		return reports.Last(s.Usual, today), nil
	}
	if len(c.Found) > 0 {
		return reports.Frame{}, c.Found
	}
	return reports.Last(int(*s.Days), today), nil
}

// Check tells all that is wrong with a span, whatever day it is.
func (s Span) Check() []Violation {
	_, found := s.Frame(0)
	return found
}

// checkDays notes what is wrong with a number of days, and with dates beside it.
func (s Span) checkDays(c *Checker) {
	if s.From != nil || s.To != nil {
		c.Note(MutuallyExclusive, s.Path+s.Member, "it cannot go with from_date and to_date: give one or the other")
	}
	if *s.Days < 1 || *s.Days > MostDays {
		c.Note(InvalidValue, s.Path+s.Member, "%d is not a number of days from 1 to %d", *s.Days, MostDays)
	}
}

// dates reads from and to.
func (s Span) dates(c *Checker) reports.Frame {
	f := reports.Frame{From: c.date(s.Path+"from_date", s.From, "to_date"), To: c.date(s.Path+"to_date", s.To, "from_date")}
	switch {
	case len(c.Found) > 0:
	case f.To < f.From:
		c.Note(InvalidValue, s.Path+"from_date", "%s is after to_date, %s", f.From, f.To)
	case f.Days() > MostDays:
		c.Note(InvalidValue, s.Path+"from_date", "from %s to %s are %d days; at most %d are taken", f.From, f.To, f.Days(), MostDays)
	}
	return f
}

// date reads a date that must stand with another.
func (c *Checker) date(path string, text *string, other string) reports.Day {
	if text == nil {
		c.Note(Required, path, "it must be given with %s", other)
		return 0
	}
	return c.day(path, *text)
}
