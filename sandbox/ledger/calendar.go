package ledger

import (
	"math"
	"strconv"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// A month is one of Bahrain's calendar, counted from January of the year 0.
type month int

func monthOf(t time.Time) month {
	t = t.In(fixtures.Bahrain)
	return month(t.Year()*12 + int(t.Month()) - 1)
}

func (m month) start() time.Time {
	return time.Date(int(m)/12, time.Month(int(m)%12+1), 1, 0, 0, 0, 0, fixtures.Bahrain)
}

// day is midnight of the n-th of the month, or of its last day if it has no n-th.
func (m month) day(n int) time.Time {
	return m.start().AddDate(0, 0, min(max(n, 1), m.days())-1)
}

func (m month) days() int {
	return time.Date(int(m)/12, time.Month(int(m)%12+2), 0, 0, 0, 0, 0, fixtures.Bahrain).Day()
}

// append writes the month as 2026-11.
func (m month) append(dst []byte) []byte {
	year, of := int(m)/12, int(m)%12+1
	for unit := 1000; unit > year && unit > 1; unit /= 10 {
		dst = append(dst, '0')
	}
	dst = append(strconv.AppendInt(dst, int64(year), 10), '-')
	return append(dst, byte('0'+of/10), byte('0'+of%10))
}

func (m month) String() string { return string(m.append(nil)) }

// last is the last instant of the month, to the millisecond that histories are
// told in.
func (m month) last() time.Time { return (m + 1).start().Add(-time.Millisecond) }

// midnight is the start of a day in Bahrain.
func midnight(t time.Time) time.Time {
	y, mo, d := t.In(fixtures.Bahrain).Date()
	return time.Date(y, mo, d, 0, 0, 0, 0, fixtures.Bahrain)
}

// nanos counts an instant from 1970. What is too far off to be counted lies at
// the end of what can be.
func nanos(t time.Time) int64 {
	const limit = math.MaxInt64/int64(time.Second) - 1
	switch s := t.Unix(); {
	case s > limit:
		return math.MaxInt64
	case s < -limit:
		return math.MinInt64
	}
	return t.UnixNano()
}

func instant(ns int64) time.Time { return time.Unix(0, ns).In(fixtures.Bahrain) }
