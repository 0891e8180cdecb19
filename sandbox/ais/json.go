package ais

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// An out is a JSON text being written from front to back, without reflection. It
// puts the commas, and leaves out what is unset: the standard has no null, and
// wants no member that is "", {} or [] but for the lists that an answer is about
// (usage, optional fields).
//
// It grows b by put and by single bytes, which store no pointer as long as there
// is room: a page has thousands of members, and while garbage is being collected
// each store of a pointer costs more than the member.
type out struct{ b []byte }

// extend makes b longer by n bytes, and returns those.
func (o *out) extend(n int) []byte {
	from := len(o.b)
	if cap(o.b)-from < n {
		o.b = slices.Grow(o.b, n)
	}
	o.b = o.b[:from+n]
	return o.b[from:]
}

// put appends a text as it stands.
func put[T ~string | ~[]byte](o *out, text T) { copy(o.extend(len(text)), text) }

// member begins a member of the open object; its value comes next.
func (o *out) member(name string) { o.begin(name, 0) }

// begin is member, with room for a value of so many bytes, which it returns.
func (o *out) begin(name string, value int) []byte {
	if o.b[len(o.b)-1] != '{' {
		o.b = append(o.b, ',')
	}
	b := o.extend(len(name) + len(`"":`) + value)
	b[0] = '"'
	copy(b[1:], name)
	b = b[1+len(name):]
	b[0], b[1] = '"', ':'
	return b[2:]
}

// object opens a member that is an object, and returns where the member begins,
// for end.
func (o *out) object(name string) (from int) {
	from = len(o.b)
	o.member(name)
	o.b = append(o.b, '{')
	return from
}

// end closes the object that began at from, or takes it back if nothing is in
// it.
func (o *out) end(from int) {
	if o.b[len(o.b)-1] == '{' {
		o.b = o.b[:from]
		return
	}
	o.b = append(o.b, '}')
}

// list opens a member that is an array, which stays where it is empty.
func (o *out) list(name string) {
	o.member(name)
	o.b = append(o.b, '[')
}

// item opens an object in an array or at the top.
func (o *out) item() {
	o.comma()
	o.b = append(o.b, '{')
}

// comma stands between the elements of an array.
func (o *out) comma() {
	if n := len(o.b); n > 0 && o.b[n-1] != '[' {
		o.b = append(o.b, ',')
	}
}

func (o *out) close()   { o.b = append(o.b, '}') }
func (o *out) endList() { o.b = append(o.b, ']') }

// each writes an array of objects, unless it is empty.
func each[T any](o *out, name string, items []T, write func(*out, *T)) {
	if len(items) == 0 {
		return
	}
	all(o, name, items, write)
}

// all writes an array of objects, also an empty one.
func all[T any](o *out, name string, items []T, write func(*out, *T)) {
	o.list(name)
	for i := range items {
		o.item()
		write(o, &items[i])
		o.close()
	}
	o.endList()
}

// texts writes an array of strings, unless it is empty.
func texts[T ~string](o *out, name string, values []T) {
	if len(values) == 0 {
		return
	}
	o.list(name)
	for _, value := range values {
		o.comma()
		o.quoted(string(value))
	}
	o.endList()
}

// text writes a string, unless it is empty.
func (o *out) text(name, value string) { o.word(name, "", value) }

// code writes a code of a list that the standard has put in its namespace.
func (o *out) code(name, value string) { o.word(name, namespace, value) }

// word writes a string that is made of two, unless the second is empty.
func (o *out) word(name, prefix, value string) {
	switch {
	case value == "":
	case isPlain(value):
		fill(o.begin(name, len(prefix)+len(value)+2), prefix, value)
	default:
		o.member(name)
		o.quoted(prefix + value)
	}
}

// fill writes a JSON string that needs no escaping.
func fill(b []byte, prefix, value string) {
	b[0], b[len(b)-1] = '"', '"'
	copy(b[1:], prefix)
	copy(b[1+len(prefix):], value)
}

// quoted writes a JSON string.
func (o *out) quoted(s string) {
	if isPlain(s) || utf8.ValidString(s) && !hasSpecial(s) {
		fill(o.extend(len(s)+2), "", s)
		return
	}
	text, _ := json.Marshal(s) // of a string it cannot fail
	put(o, text)
}

// time writes a date-time, unless it is zero.
func (o *out) time(name string, t time.Time) {
	if t.IsZero() {
		return
	}
	o.member(name)
	var room [40]byte
	put(o, appendTime(room[:0], t))
}

// number writes a number that is held as text, unless it is empty.
func (o *out) number(name, value string) {
	if value == "" {
		return
	}
	o.member(name)
	put(o, value)
}

func (o *out) integer(name string, value int) {
	o.member(name)
	put(o, strconv.Itoa(value))
}

func (o *out) boolean(name string, value bool) {
	o.member(name)
	put(o, strconv.FormatBool(value))
}

// indicator says which way an amount goes.
func (o *out) indicator(credit bool) {
	o.member("CreditDebitIndicator")
	if credit {
		put(o, `"Credit"`)
		return
	}
	put(o, `"Debit"`)
}

// money writes an amount and its currency.
func (o *out) money(name string, m fixtures.Money) {
	o.member(name)
	put(o, `{"Amount":"`)
	var room [32]byte
	put(o, m.Append(room[:0]))
	put(o, `","Currency":"`)
	put(o, m.Currency)
	put(o, `"}`)
}

// moneyIf is money for an amount that there need not be.
func (o *out) moneyIf(name string, m *fixtures.Money) {
	if m != nil {
		o.money(name, *m)
	}
}

// isPlain tells whether a text is printable ASCII without quotes and backslashes,
// as nearly all is. It looks at eight bytes at once, the last eight maybe twice.
func isPlain(s string) bool {
	const eight = 8
	if len(s) < eight {
		for i := range len(s) {
			if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
				return false
			}
		}
		return true
	}
	for i := 0; i < len(s)-eight; i += eight {
		if !allPlain(s[i : i+eight]) {
			return false
		}
	}
	return allPlain(s[len(s)-eight:])
}

// allPlain is isPlain for eight bytes. Of what is below 0x80, the sign bit of a
// difference tells which of two is smaller.
func allPlain(s string) bool {
	const ones, signs = 0x0101010101010101, 0x8080808080808080
	_ = s[7]
	w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	quote, slash := w^'"'*ones, w^'\\'*ones
	return (w|(w-' '*ones)|(quote-ones)|(slash-ones))&signs == 0
}

// hasSpecial tells whether a text has a byte that JSON escapes.
func hasSpecial(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' {
			return true
		}
	}
	return false
}

// appendTime writes a date-time with milliseconds and the bank's offset, as the
// page's examples do (4.1.2). It does by hand, for years of four digits, what
// time.AppendFormat does in three times the time.
func appendTime(dst []byte, t time.Time) []byte {
	t = t.In(fixtures.Bahrain)
	if y := t.Year(); y < 0 || y > 9999 {
		return t.AppendFormat(dst, `"2006-01-02T15:04:05.000Z07:00"`)
	}
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	dst = append(dst, '"')
	dst = append(two(two(dst, year/100), year%100), '-')
	dst = append(two(dst, int(month)), '-')
	dst = append(two(dst, day), 'T')
	dst = append(two(dst, hour), ':')
	dst = append(two(dst, minute), ':')
	dst = append(two(dst, second), '.')
	milli := t.Nanosecond() / int(time.Millisecond)
	dst = two(append(dst, byte('0'+milli/100)), milli%100)
	return append(dst, `+03:00"`...)
}

// two writes two digits.
func two(dst []byte, n int) []byte { return append(dst, byte('0'+n/10), byte('0'+n%10)) }
