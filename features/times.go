package features

import (
	"context"
	"regexp"
	"time"

	"github.com/tidwall/gjson"
)

// moments names, for a member of Data, the date-time by which its items are
// filtered and lie in a consent's window.
var moments = map[string]string{"Transaction": "BookingDateTime", "Statement": "StartDateTime"}

// timeOf reads a date-time of an item.
func timeOf(item gjson.Result, member, where string) (time.Time, error) {
	text := item.Get(member).String()
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return at, Finding{Where: where + "/" + member, Expected: "a date-time with a zone", Got: quoted(text)}
	}
	return at, nil
}

var zoneAtEnd = regexp.MustCompile(`(Z|[+-]\d\d:?\d\d)$`)

// wall takes the zone off a date-time: so it is written in a query.
func wall(text string) string { return zoneAtEnd.ReplaceAllString(text, "") }

// awayClock is how far the clock of a bank that is not scripted may be from ours,
// the hours of its zone included where it knows days alone.
const awayClock = 26 * time.Hour

// bankNow gives the bank's time, and how sure that is.
func (w *World) bankNow(ctx context.Context) (now time.Time, give time.Duration, err error) {
	if w.Control == nil {
		return time.Now(), awayClock, nil
	}
	now, err = w.Control.Now(ctx)
	return now, slack, err
}
