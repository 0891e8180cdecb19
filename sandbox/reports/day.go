package reports

import (
	"fmt"
	"time"
)

// Zone is where days begin and end: the bank's own, Bahrain, without summer
// time, as fixtures.Bahrain is where the books are kept. The reference gives dates
// without a zone; that they are the bank's is inferred, and decided here for all of
// Account Insights.
var Zone = time.FixedZone("", 3*60*60)

// A Day is a date of the calendar, counted so that 0001-01-01 is 1. The zero Day
// is no date: not said.
type Day int32

// dayLayout is how the API writes a Date (section 0).
const dayLayout = "2006-01-02"

// unixEpoch is 1970-01-01.
const unixEpoch Day = 719163

// ParseDay reads a date such as 2026-11-21. Anything else is an error, an
// impossible date such as 2026-02-30 too.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(dayLayout, text)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("%q is not a date: it is written YYYY-MM-DD, as 2026-11-21, and must exist", text)
	}
	return dayOfUTC(t), nil
}

// DayOf tells on which day of Zone an instant falls; the zero time is no day.
func DayOf(t time.Time) Day {
	if t.IsZero() {
		return 0
	}
	y, m, d := t.In(Zone).Date()
	return dayOf(y, m, d)
}

// dayOf tells the day of a date; days and months beyond their ends are carried on,
// as time.Date does.
func dayOf(year int, month time.Month, day int) Day {
	return dayOfUTC(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// dayOfUTC tells the day that begins at an instant, in UTC.
func dayOfUTC(t time.Time) Day { return Day(t.Unix()/86400) + unixEpoch }

// Add tells the day n days later; n may be negative.
func (d Day) Add(n int) Day { return d + Day(n) }

// Date tells the year, month and day of the month.
func (d Day) Date() (year int, month time.Month, day int) { return d.utc().Date() }

// Time tells when the day begins in Zone.
func (d Day) Time() time.Time {
	y, m, day := d.Date()
	return time.Date(y, m, day, 0, 0, 0, 0, Zone)
}

func (d Day) utc() time.Time { return time.Unix(int64(d-unixEpoch)*86400, 0).UTC() }

// String writes the day as YYYY-MM-DD; no day is "".
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.utc().Format(dayLayout)
}

// Append writes the day as String does.
func (d Day) Append(dst []byte) []byte {
	if d == 0 {
		return dst
	}
	return d.utc().AppendFormat(dst, dayLayout)
}

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Day) UnmarshalText(text []byte) (err error) {
	*d = 0
	if len(text) > 0 {
		*d, err = ParseDay(string(text))
	}
	return err
}

// A Frame is a span of days; both ends belong to it (section 6.6). The zero Frame
// is not said.
type Frame struct{ From, To Day }

// DefaultDays is how many days a frame has that nobody asked for (section 6.6).
const DefaultDays = 62

// Last tells the frame of so many days back: from today minus so many days to today,
// in the words of section 3.2, for the frames of flows, refreshes, reports and lists
// alike. So it has a day more than it is named by; that the words are meant like this
// in all of them is inferred.
func Last(days int, today Day) Frame { return Frame{From: today.Add(-days), To: today} }

// Holds tells whether a day lies in the frame.
func (f Frame) Holds(d Day) bool { return f.From <= d && d <= f.To }

// Days tells how many days the frame has; none if it ends before it begins.
func (f Frame) Days() int { return max(0, int(f.To-f.From)+1) }
