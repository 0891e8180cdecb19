package clock

import (
	"sync"
	"testing"
	"time"
)

var start = time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)

// hand is a wall clock that the test turns.
type hand struct {
	mu  sync.Mutex
	now time.Time
}

func (h *hand) read() time.Time      { h.mu.Lock(); defer h.mu.Unlock(); return h.now }
func (h *hand) turn(d time.Duration) { h.mu.Lock(); defer h.mu.Unlock(); h.now = h.now.Add(d) }

func TestClock(t *testing.T) {
	tests := []struct {
		name string
		do   func(*Clock, *hand)
		want time.Duration // from start
	}{
		{"agrees with the wall", func(*Clock, *hand) {}, 0},
		{"runs with the wall", func(_ *Clock, h *hand) { h.turn(time.Minute) }, time.Minute},
		{"advances", func(c *Clock, _ *hand) { c.Advance(2 * time.Hour) }, 2 * time.Hour},
		{"advances back", func(c *Clock, _ *hand) { c.Advance(-time.Hour) }, -time.Hour},
		{"is set", func(c *Clock, h *hand) { c.Set(start.Add(5 * time.Hour)); h.turn(time.Second) }, 5*time.Hour + time.Second},
		{"freezes", func(c *Clock, h *hand) { c.Freeze(); h.turn(time.Hour) }, 0},
		{"freezes and is moved", func(c *Clock, h *hand) { c.Freeze(); h.turn(time.Hour); c.Advance(time.Minute) }, time.Minute},
		{"runs at a rate", func(c *Clock, h *hand) { c.Run(60); h.turn(time.Second) }, time.Minute},
		{"keeps what has passed when the rate changes", func(c *Clock, h *hand) {
			c.Run(60)
			h.turn(time.Second)
			c.Run(1)
			h.turn(time.Second)
		}, time.Minute + time.Second},
		{"never runs backwards by itself", func(c *Clock, h *hand) { c.Run(-3); h.turn(time.Hour) }, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := &hand{now: start}
			c := New(h.read)
			tt.do(c, h)
			if got := c.Now().Sub(start); got != tt.want {
				t.Errorf("the clock stands %v from the start, want %v", got, tt.want)
			}
		})
	}
}

func TestConcurrentAdvancesAllCount(t *testing.T) {
	h := &hand{now: start}
	c := New(h.read)
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() { c.Advance(time.Second) })
	}
	wg.Wait()
	if got, want := c.Now(), start.Add(50*time.Second); !got.Equal(want) {
		t.Errorf("after 50 advances of a second the clock tells %v, want %v", got, want)
	}
}

func TestNowHasNoMonotonicReading(t *testing.T) {
	c := New(nil)
	if got := c.Now(); got != got.Round(0) {
		t.Errorf("%#v carries a monotonic reading, which would not survive a store", got)
	}
}
