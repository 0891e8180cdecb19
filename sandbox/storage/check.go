package storage

import (
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// A checker gathers what is wrong with a request, all of it.
type checker struct{ found []Violation }

func (c *checker) add(code, path, format string, args ...any) {
	c.found = append(c.found, Violation{code, path, fmt.Sprintf(format, args...)})
}

// long notes text that has more characters than it may.
func (c *checker) long(path, text string, most int) {
	if n := utf8.RuneCountInString(text); n > most {
		c.add(TooLong, path, "has %d characters; at most %d are taken", n, most)
	}
}

// texts checks what has no form of its own.
func (c *checker) texts(texts ...named) {
	for _, t := range texts {
		if t.text != nil {
			c.long(t.path, *t.text, longestText)
		}
	}
}

type named struct {
	path string
	text *string
}

// CheckConsumer tells what is wrong with an insights_consumer_id (1.7).
func CheckConsumer(path, id string) []Violation {
	var c checker
	c.long(path, id, longestConsumer)
	return c.found
}

// CheckRetention reads a data_retention_minutes (6.5), DefaultRetention if it is
// not said.
func CheckRetention(path string, minutes *int64) (time.Duration, []Violation) {
	const most = int64(LongestRetention / time.Minute)
	if minutes == nil {
		return DefaultRetention, nil
	}
	if *minutes < 1 || *minutes > most {
		return 0, []Violation{{InvalidValue, path, fmt.Sprintf("%d is not a number of minutes from 1 to %d", *minutes, most)}}
	}
	return time.Duration(*minutes) * time.Minute, nil
}

// A Span is the days that a request asks for: so many up to today, or from one date
// to another (5.4, 6.6); neither: the last reports.DefaultDays.
type Span struct {
	Days     *int64
	From, To *string
	Path     string // of the object that has the members: "" or e.g. "consent_scope.insights_refresh."
	Member   string // what Days is called: refresh_days, report_days, days, last_days
}

// Frame reads a span, or tells what is wrong with it. That a date does not stand
// alone, and how many days there may be, are inferred.
func (s Span) Frame(today reports.Day) (reports.Frame, []Violation) {
	var c checker
	if s.Days != nil {
		if s.From != nil || s.To != nil {
			c.add(MutuallyExclusive, s.Path+s.Member, "it cannot go with from_date and to_date: give one or the other")
		}
		if *s.Days < 1 || *s.Days > MostDays {
			c.add(InvalidValue, s.Path+s.Member, "%d is not a number of days from 1 to %d", *s.Days, MostDays)
		}
		if len(c.found) > 0 {
			return reports.Frame{}, c.found
		}
		return reports.Last(int(*s.Days), today), nil
	}
	if s.From == nil && s.To == nil {
		return reports.Last(reports.DefaultDays, today), nil
	}
	return s.dates(&c)
}

func (s Span) dates(c *checker) (reports.Frame, []Violation) {
	f := reports.Frame{From: c.date(s.Path+"from_date", s.From, "to_date"), To: c.date(s.Path+"to_date", s.To, "from_date")}
	switch {
	case len(c.found) > 0:
	case f.To < f.From:
		c.add(InvalidValue, s.Path+"from_date", "%s is after to_date, %s", f.From, f.To)
	case f.Days() > MostDays:
		c.add(InvalidValue, s.Path+"from_date", "from %s to %s are %d days; at most %d are taken", f.From, f.To, f.Days(), MostDays)
	}
	return f, c.found
}

// date reads a date that must stand with another.
func (c *checker) date(path string, text *string, other string) reports.Day {
	if text == nil {
		c.add(Required, path, "it must be given with %s", other)
		return 0
	}
	return c.day(path, *text)
}

// day reads a date, which must exist.
func (c *checker) day(path, text string) reports.Day {
	d, err := reports.ParseDay(text)
	if err != nil {
		c.add(InvalidFormat, path, "%v", err)
	}
	return d
}

// currency checks that a currency exists; XXX stands for one that is not known.
func (c *checker) currency(path string, code *string) {
	if code == nil || *code == unknownCurrency {
		return
	}
	if _, ok := fixtures.Digits(*code); !ok {
		c.add(InvalidValue, path, "%q is not a currency of ISO 4217, such as EUR", *code)
	}
}

// labels checks the lengths of labels (6.2).
func (c *checker) labels(path string, labels map[string]string) {
	for _, k := range sortedKeys(labels) {
		c.labelKey(path, k)
		c.long(path+"."+k, labels[k], longestLabel)
	}
}

func (c *checker) labelKey(path, k string) {
	if k == "" {
		c.add(InvalidValue, path, "a label's key has 1 to %d characters, and there is one that has none", longestLabelKey)
	}
	if n := utf8.RuneCountInString(k); n > longestLabelKey {
		c.add(TooLong, path, "a label's key has 1 to %d characters, and %.20s… has %d", longestLabelKey, k, n)
	}
}
