package ais

import (
	"encoding/json"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// An out is a JSON text being written from front to back, without reflection. It
// puts the commas, and leaves out what is unset: the standard has no null, and
// wants no member that is "", {} or [] but for the lists that an answer is about
// (usage, optional fields).
type out struct{ b []byte }

// member begins a member of the open object; its value comes next.
func (o *out) member(name string) {
	if o.b[len(o.b)-1] != '{' {
		o.b = append(o.b, ',')
	}
	o.b = append(o.b, '"')
	o.b = append(o.b, name...)
	o.b = append(o.b, '"', ':')
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
		o.b = appendText(o.b, string(value))
	}
	o.endList()
}

// text writes a string, unless it is empty.
func (o *out) text(name, value string) {
	if value == "" {
		return
	}
	o.member(name)
	o.b = appendText(o.b, value)
}

// code writes a code of a list that the standard has put in its namespace.
func (o *out) code(name, value string) {
	if value == "" {
		return
	}
	o.member(name)
	o.b = append(o.b, '"')
	o.b = append(o.b, namespace...)
	o.b = append(appendBare(o.b, value), '"')
}

// time writes a date-time, unless it is zero.
func (o *out) time(name string, t time.Time) {
	if t.IsZero() {
		return
	}
	o.member(name)
	o.b = appendTime(o.b, t)
}

// number writes a number that is held as text, unless it is empty.
func (o *out) number(name, value string) {
	if value == "" {
		return
	}
	o.member(name)
	o.b = append(o.b, value...)
}

func (o *out) integer(name string, value int) {
	o.member(name)
	o.b = strconv.AppendInt(o.b, int64(value), 10)
}

func (o *out) boolean(name string, value bool) {
	o.member(name)
	o.b = strconv.AppendBool(o.b, value)
}

// indicator says which way an amount goes.
func (o *out) indicator(credit bool) {
	o.member("CreditDebitIndicator")
	if credit {
		o.b = append(o.b, `"Credit"`...)
		return
	}
	o.b = append(o.b, `"Debit"`...)
}

// money writes an amount and its currency.
func (o *out) money(name string, m fixtures.Money) {
	o.member(name)
	o.b = append(o.b, `{"Amount":"`...)
	o.b = m.Append(o.b)
	o.b = append(o.b, `","Currency":"`...)
	o.b = append(o.b, m.Currency...)
	o.b = append(o.b, `"}`...)
}

// moneyIf is money for an amount that there need not be.
func (o *out) moneyIf(name string, m *fixtures.Money) {
	if m != nil {
		o.money(name, *m)
	}
}

// appendText writes a JSON string.
func appendText(dst []byte, s string) []byte {
	return append(appendBare(append(dst, '"'), s), '"')
}

// appendBare writes what stands between the quotes of a JSON string.
func appendBare(dst []byte, s string) []byte {
	wide := false
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c == '"' || c == '\\' {
			return appendEscaped(dst, s)
		}
		wide = wide || c >= utf8.RuneSelf
	}
	if wide && !utf8.ValidString(s) {
		return appendEscaped(dst, s)
	}
	return append(dst, s...)
}

func appendEscaped(dst []byte, s string) []byte {
	text, _ := json.Marshal(s) // of a string it cannot fail
	return append(dst, text[1:len(text)-1]...)
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
