package aggregator

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// A check collects all that is wrong with a request.
type check struct{ storage.Checker }

// required notes a text that is not there.
func (c *check) required(path, value string) {
	if value == "" {
		c.Note(storage.Required, path, "must be given")
	}
}

// word notes a text that is none of those that may stand there; what is "" was not
// said.
func word[W ~string](c *check, path string, got W, words []W) {
	if got != "" {
		storage.Word(&c.Checker, path, got, words)
	}
}

var (
	twoLetters = regexp.MustCompile(`^[A-Za-z]{2}$`)
	ibanForm   = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$`)
)

func (c *check) country(path, value string) {
	if value != "" && !twoLetters.MatchString(value) {
		c.Note(storage.InvalidFormat, path, "%s is not a country code: two letters, as DE", quote(value))
	}
}

// ibans notes what is not written as an IBAN. Its check digits are not looked at:
// those of the test accounts do not add up (8.1).
func (c *check) ibans(path string, values []string) {
	for i, v := range values {
		if !ibanForm.MatchString(plainIBAN(v)) {
			c.Note(storage.InvalidFormat, fmt.Sprintf("%s[%d]", path, i), "%s is not an IBAN: two letters, two digits, up to 30 letters and digits", quote(v))
		}
	}
}

// plainIBAN is an IBAN without the blanks that people write, in capitals.
func plainIBAN(s string) string { return strings.ToUpper(strings.ReplaceAll(s, " ", "")) }

// spanOf is the days that a request says, by what it calls their number: so many, or
// from and to.
func spanOf(member string, days *int, from, to reports.Day) storage.Span {
	s := storage.Span{Member: member, From: textOf(from), To: textOf(to)}
	if days != nil {
		n := int64(*days)
		s.Days = &n
	}
	return s
}

// textOf is a day as it was written; nil if none was.
func textOf(d reports.Day) *string {
	if d == 0 {
		return nil
	}
	text := d.String()
	return &text
}

// span notes what is wrong with the days of a request.
func (c *check) span(s storage.Span) { c.Found = append(c.Found, s.Check()...) }

// frameOf is the days that a checked span means.
func frameOf(s storage.Span, usual int, today reports.Day) reports.Frame {
	s.Usual = usual
	f, _ := s.Frame(today)
	return f
}

// consumer notes an insights_consumer_id that is too long (1.7).
func (c *check) consumer(path, id string) {
	c.Found = append(c.Found, storage.CheckConsumer(path, id)...)
}

// lasting notes a retention that is not a number of minutes that data are kept for
// (6.5).
func (c *check) lasting(path string, minutes *int) {
	if minutes != nil {
		n := int64(*minutes)
		_, found := storage.CheckRetention(path, &n)
		c.Found = append(c.Found, found...)
	}
}
