package aggregator

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/schemas"
)

// A check collects all that is wrong with a request.
type check struct{ found []Violation }

func (c *check) note(code, path, format string, args ...any) {
	c.found = append(c.found, Violation{Code: code, Path: path, Message: fmt.Sprintf(format, args...)})
}

// required notes a text that is not there.
func (c *check) required(path, value string) {
	if value == "" {
		c.note(storage.Required, path, "must be given")
	}
}

// word notes a text that is none of those that may stand there, and which was
// most likely meant.
func word[W ~string](c *check, path string, got W, words []W) {
	if got == "" || slices.Contains(words, got) {
		return
	}
	message := quote(string(got)) + " is none of " + strings.Join(texts(words), ", ")
	if near := schemas.Meant(strings.ToUpper(string(got)), texts(words)); near != "" {
		message += "; did you mean " + near + "?"
	}
	c.note(storage.InvalidValue, path, "%s", message)
}

func texts[W ~string](words []W) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return out
}

var (
	twoLetters = regexp.MustCompile(`^[A-Za-z]{2}$`)
	ibanForm   = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$`)
)

func (c *check) country(path, value string) {
	if value != "" && !twoLetters.MatchString(value) {
		c.note(storage.InvalidFormat, path, "%s is not a country code: two letters, as DE", quote(value))
	}
}

// ibans notes what is not written as an IBAN. Its check digits are not looked at:
// those of the test accounts do not add up (8.1).
func (c *check) ibans(path string, values []string) {
	for i, v := range values {
		if !ibanForm.MatchString(plainIBAN(v)) {
			c.note(storage.InvalidFormat, fmt.Sprintf("%s[%d]", path, i), "%s is not an IBAN: two letters, two digits, up to 30 letters and digits", quote(v))
		}
	}
}

// plainIBAN is an IBAN without the blanks that people write, in capitals.
func plainIBAN(s string) string { return strings.ToUpper(strings.ReplaceAll(s, " ", "")) }

// A span is a frame of days as a request says it: so many up to today, or from
// and to. Its names are those of the request's members.
type span struct {
	at, name string // the path of the object that holds them, and the name of the number of days
	days     *int
	from, to reports.Day
}

// span notes a frame that is said twice, by half, or the wrong way round (3.2,
// 5.4). That from_date and to_date come together is inferred.
func (c *check) span(s span) {
	at := func(name string) string { return strings.TrimPrefix(s.at+"."+name, ".") }
	switch {
	case s.days != nil && (s.from != 0 || s.to != 0):
		c.note(storage.MutuallyExclusive, at(s.name), "%s and from_date with to_date exclude each other", s.name)
	case s.days != nil && (*s.days < 1 || *s.days > storage.MostDays):
		c.note(storage.InvalidValue, at(s.name), "%d is not a number of days from 1 to %d", *s.days, storage.MostDays)
	case s.from != 0 && s.to == 0:
		c.note(storage.Required, at("to_date"), "must be given with from_date")
	case s.to != 0 && s.from == 0:
		c.note(storage.Required, at("from_date"), "must be given with to_date")
	case s.from > s.to:
		c.note(storage.InvalidValue, at("from_date"), "%s is after to_date, %s", s.from, s.to)
	}
}

// frame is the days that the span means; where nothing is said, the usual ones. They
// are counted as those of reports are, so that what one reads by its default the other
// shows.
func (s span) frame(usual int, today reports.Day) reports.Frame {
	switch {
	case s.days != nil:
		return reports.Last(*s.days, today)
	case s.from != 0:
		return reports.Frame{From: s.from, To: s.to}
	}
	return reports.Last(usual, today)
}

// consumer notes an insights_consumer_id that is too long (1.7).
func (c *check) consumer(path, id string) {
	c.found = append(c.found, storage.CheckConsumer(path, id)...)
}

// lasting notes a retention that is not a number of minutes that data are kept for
// (6.5).
func (c *check) lasting(path string, minutes *int) {
	if minutes != nil {
		n := int64(*minutes)
		_, found := storage.CheckRetention(path, &n)
		c.found = append(c.found, found...)
	}
}
