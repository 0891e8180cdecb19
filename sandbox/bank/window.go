package bank

import (
	"fmt"
	"strings"
	"time"
)

// The paths of the window's two ends.
const (
	fromPath = "Data.TransactionFromDateTime"
	toPath   = "Data.TransactionToDateTime"
)

// dateTimes are the ISO 8601 forms of a date-time that are taken: seconds may
// be absent, a fraction follows a point, the zone is Z or an offset, with or
// without its colon or its minutes. A date alone and a time without a zone are
// refused: the window is echoed as it was sent, and a response must not show a
// date-time without a zone.
var dateTimes = []string{
	"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07",
	"2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04Z07",
}

// ParseDateTime reads a date-time of a request's body: any extended form of ISO
// 8601 that carries a zone.
func ParseDateTime(s string) (time.Time, error) {
	// time.Parse is lenient in two ways that ISO 8601 is not: it takes hours of
	// one digit, and (as ISO does, but the standard's JSON does not) a comma.
	shaped := len(s) > 16 && len(s) <= 64 && s[10] == 'T' && s[13] == ':' && !strings.Contains(s, ",")
	if shaped {
		for _, layout := range dateTimes {
			if t, err := time.Parse(layout, s); err == nil {
				return t, nil
			}
		}
	}
	return time.Time{}, fmt.Errorf("%s is not an ISO 8601 date-time with a zone, such as 2026-03-17T07:05:34+03:00", quote(s))
}

// checkWindow lists what is wrong with the window; each end may be absent.
func checkWindow(from, to string) (found []Violation) {
	start, v := parseEnd(from, fromPath)
	found = append(found, v...)
	end, v := parseEnd(to, toPath)
	found = append(found, v...)
	if from != "" && to != "" && len(found) == 0 && end.Before(start) {
		found = append(found, Violation{"Field.InvalidDate", toPath,
			fmt.Sprintf("the window ends at %s, before it starts at %s", quote(to), quote(from))})
	}
	return found
}

func parseEnd(s, path string) (time.Time, []Violation) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := ParseDateTime(s)
	if err != nil {
		return t, []Violation{{"Field.InvalidDate", path, err.Error()}}
	}
	return t, nil
}
