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

// acquired is the windows after one more acquisition. What it covers is as it was
// read now, and no day is held twice. It never shortens a promise: a day that is
// read again is kept until the later of the two ends, and a day that it does not
// cover for as long as it was. That is inferred, and stands here and in last alone.
func acquired(windows []window, by window) []window {
	if by.Days() == 0 {
		return windows
	}
	out := make([]window, 0, len(windows)+2)
	for _, w := range windows {
		out = extended(out, w.within(w.From, by.From.Add(-1)))
	}
	next := by.From
	for _, w := range windows {
		again := w.within(by.From, by.To)
		if again.Days() == 0 || !again.Expires.After(by.Expires) {
			continue
		}
		again.AsOf = by.AsOf
		out = extended(out, by.within(next, again.From.Add(-1)))
		out = extended(out, again)
		next = again.To.Add(1)
	}
	out = extended(out, by.within(next, by.To))
	for _, w := range windows {
		out = extended(out, w.within(by.To.Add(1), w.To))
	}
	return out
}

// within is the part of a window that lies in some days.
func (w window) within(from, to reports.Day) window {
	w.From, w.To = max(w.From, from), min(w.To, to)
	return w
}

// extended is windows with one more after them, unless it has no day; one that goes
// on from the last, read at the same time and kept as long, makes that one longer.
func extended(windows []window, w window) []window {
	if w.Days() == 0 {
		return windows
	}
	if n := len(windows); n > 0 {
		last := &windows[n-1]
		if last.To.Add(1) == w.From && last.AsOf.Equal(w.AsOf) && last.Expires.Equal(w.Expires) {
			last.To = w.To
			return windows
		}
	}
	return append(windows, w)
}

// last is the latest acquisition after one more. The balance, and what is pending,
// are as they were read now, and kept until the later of the two ends.
func (w window) last(by window) window {
	if w.Expires.After(by.Expires) {
		by.Expires = w.Expires
	}
	return by
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
