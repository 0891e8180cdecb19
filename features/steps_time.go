package features

import (
	"context"
	"fmt"
	"time"
)

// timeSteps are the steps in which time passes, or in which a time is looked at.
func timeSteps() []step {
	return []step{
		{`{int} (minute|hour|day)s? (?:pass|passes|have passed|has passed)`, `When 2 hours pass`,
			"Moves the clock of a scripted ASPSP.", (*World).timePasses},
		{`StatusUpdateDateTime has moved by {int} minutes`, `Then StatusUpdateDateTime has moved by 5 minutes`,
			"Holds the time of the status now against what it was when the Given was done.", (*World).hasMoved},
		{`StatusUpdateDateTime has not moved`, `Then StatusUpdateDateTime has not moved`,
			"Asks that the status still has the time that it had when the Given was done.", (*World).hasNotMoved},
	}
}

var units = map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}

func (w *World) timePasses(ctx context.Context, many int, unit string) error {
	return w.pass(ctx, time.Duration(many)*units[unit])
}

// pass moves the clock and forgets the AISP's own tokens, which may have
// expired meanwhile.
func (w *World) pass(ctx context.Context, d time.Duration) error {
	w.Forget()
	_, err := w.Control.Advance(ctx, fmt.Sprintf("%ds", d/time.Second))
	return err
}

// slack is how much a clock that also runs by itself may be ahead.
const slack = 30 * time.Second

func (w *World) hasMoved(ctx context.Context, minutes int) error {
	before, now, err := w.updates(ctx)
	if err != nil {
		return err
	}
	want := time.Duration(minutes) * time.Minute
	if by := now.Sub(before); by < want || by > want+slack {
		return Finding{
			Where: "/Data/StatusUpdateDateTime", Expected: "a time " + want.String() + " after " + before.Format(time.RFC3339Nano),
			Got: now.Format(time.RFC3339Nano),
		}
	}
	return nil
}

func (w *World) hasNotMoved(ctx context.Context) error {
	before, now, err := w.updates(ctx)
	if err == nil && !now.Equal(before) {
		return Finding{
			Where: "/Data/StatusUpdateDateTime", Expected: before.Format(time.RFC3339Nano), Got: now.Format(time.RFC3339Nano),
		}
	}
	return err
}

// updates gives the time of the status before the When and after it.
func (w *World) updates(ctx context.Context) (before, now time.Time, err error) {
	e, err := w.shown(ctx)
	if err != nil {
		return before, now, err
	}
	if before, err = dateTime(w.consent.before, "StatusUpdateDateTime"); err != nil {
		return before, now, fmt.Errorf("%w: %w", ErrPrerequisite, err)
	}
	now, err = dateTime(e, "StatusUpdateDateTime")
	return before, now, err
}

// dateTime reads a date-time of a consent.
func dateTime(e *Exchange, member string) (time.Time, error) {
	text := e.Get("Data." + member).String()
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return at, Finding{Where: "/Data/" + member, Expected: "a date-time", Got: fmt.Sprintf("%q", text)}
	}
	return at, nil
}
