package insights

import (
	"strconv"
	"unicode/utf8"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// A sheet is JSON that is written by hand, member by member. It knows no more than
// the transactions of a report need, of which thousands take encoding/json longer
// than all that makes them; what is seldom there goes through encoding/json.
type sheet struct{ b []byte }

// comma parts what follows from what stands before it in the same object or list.
func (s *sheet) comma() {
	if last := s.b[len(s.b)-1]; last != '{' && last != '[' {
		s.b = append(s.b, ',')
	}
}

// name begins a member.
func (s *sheet) name(name string) {
	s.comma()
	s.b = append(append(append(s.b, '"'), name...), `":`...)
}

// open begins a member that is an object or a list, and close ends it.
func (s *sheet) open(name string, bracket byte) {
	s.name(name)
	s.b = append(s.b, bracket)
}

func (s *sheet) close(bracket byte) { s.b = append(s.b, bracket) }

// text is a member with text; optional is one that is left out without.
func (s *sheet) text(name, value string) {
	s.name(name)
	s.quote(value)
}

func (s *sheet) optional(name, value string) {
	if value != "" {
		s.text(name, value)
	}
}

// number is a member with a whole number.
func (s *sheet) number(name string, value int64) {
	s.name(name)
	s.b = strconv.AppendInt(s.b, value, 10)
}

// day is a member with a date, left out if there is none.
func (s *sheet) day(name string, d reports.Day) {
	if d == 0 {
		return
	}
	s.name(name)
	s.b = d.Append(append(s.b, '"'))
	s.b = append(s.b, '"')
}

// encoded is a member whose value encoding/json writes.
func (s *sheet) encoded(name string, value any) {
	s.name(name)
	s.encode(value)
}

// encode adds a value as the other answers have it.
func (s *sheet) encode(value any) {
	e := encoders.Get().(*encoder)
	e.Reset()
	e.encode(value)
	s.b = append(s.b, e.Bytes()...)
	encoders.Put(e)
}

// quote adds text in quotes. Most of it stands as it is.
func (s *sheet) quote(text string) {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' {
			s.encode(text)
			return
		}
		if text[i] >= utf8.RuneSelf {
			s.foreign(text)
			return
		}
	}
	s.plain(text)
}

// foreign adds text that is not all ASCII: UTF-8 stands as it is, but for the two
// separators of lines, which JSON has escaped for those who take it for JavaScript.
func (s *sheet) foreign(text string) {
	for _, c := range text {
		if c < ' ' || c == '"' || c == '\\' || c == '\u2028' || c == '\u2029' || c == utf8.RuneError {
			s.encode(text)
			return
		}
	}
	s.plain(text)
}

func (s *sheet) plain(text string) { s.b = append(append(append(s.b, '"'), text...), '"') }
