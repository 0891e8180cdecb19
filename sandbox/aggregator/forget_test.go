package aggregator

import (
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// Refreshes that ended long ago are forgotten, as others begin.
func TestOldRefreshesAreForgotten(t *testing.T) {
	a, c := newAggregator(t)
	consumer, _ := mustStore(t, a, "refresh-failed")
	for range 5 * few {
		c.Advance(time.Hour)
		r := mustRefresh(t, a, RefreshRequest{Consumer: consumer, PSU: &PSU{UserAgent: "x", IPAddress: "192.0.2.7"}})
		_ = sight(t, a, r)
		c.Set(c.Now())
	}
	_ = a.cfg.DB.View(func(tx *store.Tx) error {
		if n := refreshes.Len(tx); n > 2*few {
			t.Errorf("%d are remembered, of which 24 can be asked about", n)
		}
		return nil
	})
}

// Sessions that ended long ago are forgotten with their flows, as others are made,
// and those that are left are all there.
func TestOldSessionsAreForgotten(t *testing.T) {
	a, c := newAggregator(t)
	const perDay = 40
	var made []Session
	for n := range 5 * few {
		s := mustStart(t, a, demo())
		f := mustFlow(t, a, s, FlowRequest{})
		if n%2 == 0 {
			mustLook(t, a, f)
			must(a.CloseSession(one, s.ID))
		}
		made = append(made, s)
		c.Advance(24 * time.Hour / perDay)
	}
	_ = a.cfg.DB.View(func(tx *store.Tx) error {
		for what, n := range map[string]int{"sessions": sessions.Len(tx), "flows": flows.Len(tx), "ordinals": ordinals.Len(tx)} {
			if n > 2*(7*perDay+few) {
				t.Errorf("%d %s are kept, of which %d can be asked about", n, what, 7*perDay)
			}
		}
		return nil
	})
	if _, err := a.Session(one, made[0].ID); err == nil {
		t.Error("the first session is not forgotten")
	}
	for i, s := range made[len(made)-7*perDay:] {
		if _, err := a.Session(one, s.ID); err != nil {
			t.Fatalf("session %d of the last seven days: %v", i, err)
		}
	}
	all := a.Flows()
	for i := 1; i < len(all); i++ {
		if !all[i].Created.After(all[i-1].Created) {
			t.Fatalf("flow %d is listed before one that was started earlier", i)
		}
	}
	if last := all[len(all)-1]; last.Session != made[len(made)-1].ID {
		t.Errorf("the last flow that is listed is of %s, want %s", last.Session, made[len(made)-1].ID)
	}
}
