package storage

import (
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// A window is days that were acquired: what the bank had booked on them by an
// instant is held until another one. An account's windows do not overlap.
type window struct {
	reports.Frame
	AsOf, Expires time.Time
}

// held tells whether the window's data are kept at an instant.
func (w window) held(now time.Time) bool { return now.Before(w.Expires) }

// acquired is the windows after one more acquisition: the days that it covers are
// its own, and what it does not cover is kept for as long as it was. So no day is
// held twice, and data are renewed only by being read again.
func acquired(windows []window, by window) []window {
	if by.Days() == 0 {
		return windows
	}
	out := make([]window, 0, len(windows)+2)
	for _, w := range windows {
		if w.To = min(w.To, by.From.Add(-1)); w.Days() > 0 {
			out = append(out, w)
		}
	}
	out = append(out, by)
	for _, w := range windows {
		if w.From = max(w.From, by.To.Add(1)); w.Days() > 0 {
			out = append(out, w)
		}
	}
	return out
}

// covered tells whether a day is among what was acquired and is still listed.
func (a *account) covered(d reports.Day) bool {
	if a.Last.Holds(d) {
		return true
	}
	for _, w := range a.Windows {
		if w.Holds(d) {
			return true
		}
	}
	return false
}
