// Package clock is a tenant's time: a clock that can be moved, stopped, and run
// faster than the wall.
//
// Every instant that the bank shows (status times, token expiry, the Date
// header) is read here, so that one move reaches all of them. The package knows
// nothing of what is due when; whoever moves the clock asks the rules afterwards
// what that has brought about.
package clock

import (
	"sync/atomic"
	"time"
)

// A Clock tells a virtual time. It is safe for concurrent use.
type Clock struct {
	wall    func() time.Time
	setting atomic.Pointer[setting]
}

// setting maps wall time to virtual time; it is replaced whole, never changed.
type setting struct {
	wall    time.Time // when this setting was made
	virtual time.Time // what the clock told at that moment
	rate    float64   // virtual seconds a wall second; 0 is frozen
}

// New returns a clock that agrees with wall and runs at its pace. A nil wall is
// the machine's.
func New(wall func() time.Time) *Clock {
	if wall == nil {
		wall = time.Now
	}
	c := &Clock{wall: wall}
	now := wall()
	c.setting.Store(&setting{wall: now, virtual: now, rate: 1})
	return c
}

// Now tells the virtual time, in UTC.
func (c *Clock) Now() time.Time {
	return c.setting.Load().at(c.wall())
}

// Wall tells the real time, in UTC.
func (c *Clock) Wall() time.Time { return c.wall().UTC() }

// Rate tells how many virtual seconds pass in a real one; 0 means frozen.
func (c *Clock) Rate() float64 { return c.setting.Load().rate }

// Advance moves the clock by d, which may be negative.
func (c *Clock) Advance(d time.Duration) {
	c.change(func(s *setting) { s.virtual = s.virtual.Add(d) })
}

// Set moves the clock to t.
func (c *Clock) Set(t time.Time) {
	c.change(func(s *setting) { s.virtual = t })
}

// Run lets the clock go on at rate virtual seconds a real second. Rate 1 is the
// wall's pace, 0 freezes the clock. A negative rate freezes it too: time that
// runs backwards has no due order.
func (c *Clock) Run(rate float64) {
	c.change(func(s *setting) { s.rate = max(rate, 0) })
}

// Freeze stops the clock where it is.
func (c *Clock) Freeze() { c.Run(0) }

// change rebases the setting on the present moment, applies f, and puts it in
// place, again if another change came first.
func (c *Clock) change(f func(*setting)) {
	for {
		old := c.setting.Load()
		now := c.wall()
		next := &setting{wall: now, virtual: old.at(now), rate: old.rate}
		f(next)
		if c.setting.CompareAndSwap(old, next) {
			return
		}
	}
}

func (s *setting) at(wall time.Time) time.Time {
	passed := wall.Sub(s.wall)
	if s.rate != 1 {
		passed = time.Duration(float64(passed) * s.rate)
	}
	return s.virtual.Add(passed).UTC().Round(0)
}
