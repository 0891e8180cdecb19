package ledger

import (
	"fmt"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

const aDay = 24 * time.Hour

// frequency says how often a standing order pays, in the words of
// OBReadStandingOrder/Data/StandingOrder/Frequency. What those cannot say is
// NotKnown.
func frequency(s *source) string {
	r := s.rule
	days := int(r.Each / aDay)
	switch {
	case r.Each%aDay != 0 || r.Each == 0 && r.Months == 0:
		return "NotKnown"
	case days == 1:
		return "EvryDay"
	case days > 0 && days%7 == 0 && days/7 <= 9:
		return fmt.Sprintf("IntrvlWkDay:%02d:%02d", days/7, weekday(instant(s.opened)))
	case days > 0 && days <= 31:
		return fmt.Sprintf("IntrvlDay:%02d", days)
	case days == 0 && (r.Months <= 6 || r.Months == 12 || r.Months == 24):
		return fmt.Sprintf("IntrvlMnthDay:%02d:%s", r.Months, monthDay(r.Day))
	}
	return "NotKnown"
}

// weekday counts from Monday, which is 1.
func weekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// monthDay is a day of the month; the 31st is the last one, which is -01.
func monthDay(day int) string {
	if day >= 31 {
		return "-01"
	}
	return fmt.Sprintf("%02d", max(day, 1))
}

// period says how often a direct debit takes, in the words of
// OBReadDirectDebit/Data/DirectDebit/Frequency.
func period(r *fixtures.Rule) string {
	switch r.Each {
	case aDay:
		return "Daily"
	case 7 * aDay:
		return "Weekly"
	case 14 * aDay:
		return "Fortnightly"
	case 0:
	default:
		return "NotKnown"
	}
	switch r.Months {
	case 1:
		return "Monthly"
	case 3:
		return "Quarterly"
	case 6:
		return "HalfYearly"
	case 12:
		return "Annual"
	}
	return "NotKnown"
}
