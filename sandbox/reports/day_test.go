package reports

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDayIsReadAndWritten(t *testing.T) {
	for _, text := range []string{"0001-01-01", "1969-12-31", "1970-01-01", "2024-02-29", "2026-11-21", "9999-12-31"} {
		day, err := ParseDay(text)
		if err != nil || day == 0 || day.String() != text {
			t.Errorf("ParseDay(%q): got %v (%d), error %v", text, day, day, err)
		}
	}
}

func TestImpossibleDaysAreRefused(t *testing.T) {
	for _, text := range []string{"", "2026-02-30", "2025-02-29", "2026-13-01", "0000-01-01", "2026-1-2", "2026-11-21T00:00:00Z", " 2026-11-21", "21.11.2026"} {
		if day, err := ParseDay(text); err == nil {
			t.Errorf("ParseDay(%q): got %v, want an error", text, day)
		}
	}
}

func TestDayBeginsInTheBanksZone(t *testing.T) {
	rows := []struct{ instant, want string }{
		{"2026-11-20T20:59:59Z", "2026-11-20"},
		{"2026-11-20T21:00:00Z", "2026-11-21"},
		{"1969-12-31T20:59:59Z", "1969-12-31"},
	}
	for _, row := range rows {
		at, err := time.Parse(time.RFC3339, row.instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := DayOf(at).String(); got != row.want {
			t.Errorf("DayOf(%s): got %s, want %s", row.instant, got, row.want)
		}
	}
	if got := DayOf(time.Time{}); got != 0 {
		t.Errorf("DayOf of no time: got %v, want no day", got)
	}
}

func TestDaysCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Day(rapid.Int32Range(1, 3_652_059).Draw(t, "day")) // to 9999-12-31
		back, err := ParseDay(a.String())
		if err != nil || back != a {
			t.Fatalf("%d is written %s and read as %d, error %v", a, a, back, err)
		}
		if got := DayOf(a.Time()); got != a {
			t.Fatalf("%s begins on %s", a, got)
		}
		if got := DayOf(a.Time().Add(24*time.Hour - 1)); got != a {
			t.Fatalf("%s ends on %s", a, got)
		}
		text, _ := a.MarshalText()
		var read Day
		if err := read.UnmarshalText(text); err != nil || read != a {
			t.Fatalf("%s comes back as %s, error %v", a, read, err)
		}
	})
}

func TestFrame(t *testing.T) {
	today, _ := ParseDay("2026-11-21")
	frame := Last(DefaultDays, today)
	if got := frame.From.String(); got != "2026-09-20" {
		t.Errorf("62 days before 2026-11-21 begin on %s, want 2026-09-20", got)
	}
	if frame.Days() != 63 || !frame.Holds(frame.From) || !frame.Holds(today) || frame.Holds(today+1) || frame.Holds(frame.From-1) {
		t.Errorf("frame %v has %d days and wrong ends", frame, frame.Days())
	}
	if got := (Frame{From: today, To: today - 3}).Days(); got != 0 {
		t.Errorf("a frame that ends before it begins has %d days", got)
	}
}
