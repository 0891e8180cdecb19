package scenario

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDuration(t *testing.T) {
	const day = 24 * time.Hour
	for _, row := range []struct {
		in   string
		want time.Duration // 0: refused
	}{
		{"1ms", time.Millisecond}, {"250ms", 250 * time.Millisecond}, {"1s", time.Second}, {"15m", 15 * time.Minute},
		{"2h", 2 * time.Hour}, {"30d", 30 * day}, {"1h30m", 90 * time.Minute}, {"1d2h3m4s5ms", day + 2*time.Hour + 3*time.Minute + 4*time.Second + 5*time.Millisecond},
		{"90m", 90 * time.Minute}, {"0h5m", 5 * time.Minute}, {"106751d", 106751 * day},
		{"", 0}, {"15", 0}, {"15:00", 0}, {"1.5h", 0}, {"-1h", 0}, {"+1h", 0}, {"1h 30m", 0}, {" 1h", 0}, {"h", 0}, {"1H", 0}, {"1w", 0}, {"1us", 0},
		{"1m1h", 0}, {"1h1h", 0}, {"0s", 0}, {"1h30", 0}, {"106752d", 0}, {"106751d24h", 0}, {"99999999999999999999h", 0}, {"١h", 0},
	} {
		t.Run(row.in, func(t *testing.T) {
			got, err := ParseDuration(row.in)
			if (err == nil) != (row.want > 0) || err == nil && got != row.want {
				t.Errorf("got %v, error %v; want %v", got, err, row.want)
			}
		})
	}
}

func TestDurationsSurviveTheRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := time.Duration(rapid.Int64Range(1, int64(1<<63-1)/int64(time.Millisecond)).Draw(t, "ms")) * time.Millisecond
		if got, err := ParseDuration(FormatDuration(want)); err != nil || got != want {
			t.Fatalf("%s: got %v, error %v; want %v", FormatDuration(want), got, err, want)
		}
	})
}

func TestTrigger(t *testing.T) {
	for _, row := range []struct {
		exit Exit
		want string
	}{
		{Exit{After: 90 * time.Minute}, "after 1h30m"},
		{Exit{Polls: 1}, "after 1 poll"},
		{Exit{Polls: 3}, "after 3 polls"},
		{Exit{Upon: UponAuthorize}, "upon authorize"},
		{Exit{Upon: Signal("approved")}, "upon signal:approved"},
	} {
		if got := row.exit.Trigger(); got != row.want {
			t.Errorf("%+v: got %q, want %q", row.exit, got, row.want)
		}
	}
}
