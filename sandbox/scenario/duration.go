package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// units are the words of a duration, largest first, as they must follow each
// other in it.
var units = []struct {
	word string
	is   time.Duration
}{
	{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}, {"s", time.Second}, {"ms", time.Millisecond},
}

// ParseDuration reads a duration as scenario files write it: whole numbers with
// the units d, h, m, s, ms, largest first, each once: "30d", "1h30m". A day is
// 24 hours. Bare numbers, clock times, fractions, signs and zero are refused,
// and so is what does not fit time.Duration (some 292 years).
func ParseDuration(s string) (time.Duration, error) {
	total, rest, unit := time.Duration(0), s, 0
	for rest != "" {
		digits := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
		word := rest[len(digits):]
		word = word[:len(word)-len(strings.TrimLeft(word, "abcdefghijklmnopqrstuvwxyz"))]
		rest = rest[len(digits)+len(word):]
		n, err := strconv.ParseInt(digits, 10, 64)
		for unit < len(units) && units[unit].word != word {
			unit++
		}
		if err != nil || unit == len(units) {
			return 0, notDuration(s)
		}
		d := time.Duration(n) * units[unit].is
		if n != 0 && d/units[unit].is != time.Duration(n) || total+d < total {
			return 0, fmt.Errorf("%q is too long: a duration ends at 292 years", s)
		}
		total, unit = total+d, unit+1
	}
	if total <= 0 {
		return 0, notDuration(s)
	}
	return total, nil
}

func notDuration(s string) error {
	return fmt.Errorf("%q is not a duration: write whole numbers with d, h, m, s, ms, largest first, as 30d or 1h30m", s)
}

// FormatDuration writes a duration the way scenario files do: "1h30m", "30d".
// What is under a millisecond is dropped.
func FormatDuration(d time.Duration) string {
	var b strings.Builder
	for _, u := range units {
		if n := d / u.is; n > 0 {
			fmt.Fprintf(&b, "%d%s", n, u.word)
			d -= n * u.is
		}
	}
	if b.Len() == 0 {
		return "0s"
	}
	return b.String()
}
