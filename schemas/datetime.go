package schemas

import (
	"strings"
	"time"
)

// isDateTime reports whether s is a date-time of RFC 3339 section 5.6: with
// seconds and zone, t and z in either case, a fraction after a point, a leap
// second where one can be.
func isDateTime(s string) bool {
	date, clock, found := cutClock(s)
	if !found || !isDate(date) {
		return false
	}
	minute, second, rest, ok := clockTime(clock, true)
	if !ok {
		return false
	}
	offset, ok := zone(rest, true)
	return ok && (second < 60 || lastMinuteOfDay(minute-offset))
}

// isISODateTime reports whether s is a date-time as an ASPSP has to take it
// from others ("all valid ISO 8601 formats", so the usage guide): seconds may be
// left out, and an offset be written +0300 or +03. The zone stays: without one
// a window would mean another span at each reader. T and Z are capitals in ISO
// 8601, and a leap second is left to RFC 3339: no bank's clock has it.
func isISODateTime(s string) bool {
	date, clock, found := cutClock(s)
	if !found || !isDate(date) || len(s) > maxISOLength || strings.ContainsAny(s, "tz") {
		return false
	}
	_, second, rest, ok := clockTime(clock, false)
	if !ok {
		return false
	}
	_, ok = zone(rest, false)
	return ok && second < 60
}

// maxISOLength leaves room for 38 digits of a second's fraction.
const maxISOLength = 64

// isDate reports whether s is a full-date of RFC 3339 that the calendar has.
func isDate(s string) bool {
	if len(s) != len("2006-01-02") {
		return false
	}
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func cutClock(s string) (date, clock string, found bool) {
	const day = len("2006-01-02")
	if len(s) <= day || s[day] != 'T' && s[day] != 't' {
		return "", "", false
	}
	return s[:day], s[day+1:], true
}

// clockTime reads hh:mm[:ss[.fff]] from the front of s and returns the minute
// of the day, the second, and what follows.
func clockTime(s string, needSeconds bool) (minute, second int, rest string, ok bool) {
	hour, s, ok := two(s, 23)
	if !ok || !strings.HasPrefix(s, ":") {
		return 0, 0, "", false
	}
	minute, s, ok = two(s[1:], 59)
	if !ok || !strings.HasPrefix(s, ":") {
		return hour*60 + minute, 0, s, ok && !needSeconds
	}
	second, s, ok = two(s[1:], 60)
	if !ok {
		return 0, 0, "", false
	}
	if strings.HasPrefix(s, ".") {
		digits := len(s) - 1 - len(strings.TrimLeft(s[1:], "0123456789"))
		if s = s[1+digits:]; digits == 0 {
			return 0, 0, "", false
		}
	}
	return hour*60 + minute, second, s, true
}

// zone reads all of s as a zone and returns its offset in minutes.
func zone(s string, needColon bool) (offset int, ok bool) {
	if s == "Z" || s == "z" {
		return 0, true
	}
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	hours, rest, ok := two(s[1:], 23)
	if !ok {
		return 0, false
	}
	minutes, colon := 0, strings.HasPrefix(rest, ":")
	switch {
	case colon:
		minutes, rest, ok = two(rest[1:], 59)
	case needColon:
		return 0, false
	case rest != "":
		minutes, rest, ok = two(rest, 59)
	}
	offset = hours*60 + minutes
	if s[0] == '-' {
		offset = -offset
	}
	return offset, ok && rest == ""
}

// two reads a number of two digits, at most limit, from the front of s.
func two(s string, limit int) (n int, rest string, ok bool) {
	if len(s) < 2 || !isDigit(s[0]) || !isDigit(s[1]) {
		return 0, "", false
	}
	n = int(s[0]-'0')*10 + int(s[1]-'0')
	return n, s[2:], n <= limit
}

// lastMinuteOfDay says whether the minute, in UTC, is one that can have 61
// seconds: leap seconds come at the end of a day.
func lastMinuteOfDay(utc int) bool {
	const day = 24 * 60
	return ((utc%day)+day)%day == day-1
}
