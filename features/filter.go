package features

import (
	"net/url"
	"slices"
	"time"
)

// A span is a part of a list by dates: what the query says, and what that means.
type span struct {
	query  url.Values
	lo, hi time.Time // both belong to it; zero is open
}

func (s span) holds(at time.Time) bool {
	return (s.lo.IsZero() || !at.Before(s.lo)) && (s.hi.IsZero() || !at.After(s.hi))
}

// An instant is when an item was, and how the bank writes it.
type instant struct {
	at   time.Time
	text string
}

// instants gives when the items of a read were, the earliest first.
func (r read) instants() (all []instant, err error) {
	for _, it := range r.all() {
		at, err := timeOf(it.Result, moments[r.what.member], it.where)
		if err != nil {
			return nil, err
		}
		all = append(all, instant{at, it.Get(moments[r.what.member]).String()})
	}
	slices.SortStableFunc(all, func(a, b instant) int { return a.at.Compare(b.at) })
	if len(all) > 0 && all[0].at.Equal(all[len(all)-1].at) {
		return nil, NoData("all items are of one moment")
	}
	return all, nil
}

// pivot gives an instant from place i on that is later than the very first, so
// that a filter leaves something out. One that has others within a day on each
// side is best: a filter that is a day off shows there.
func pivot(all []instant, i int) instant {
	for j := i; j < len(all)-1; j++ {
		before, next := gap(all, j, -1), gap(all, j, 1)
		if before > 0 && before < units["day"] && next > 0 && next < units["day"] {
			return all[j]
		}
	}
	for i < len(all)-1 && all[i].at.Equal(all[0].at) {
		i++
	}
	return all[i]
}

// gap gives how far the next other instant in a direction is, 0 if there is none.
func gap(all []instant, i, step int) time.Duration {
	for j := i; j >= 0 && j < len(all); j += step {
		if by := all[j].at.Sub(all[i].at).Abs(); by > 0 {
			return by
		}
	}
	return 0
}

// spansOf gives what a filter means. Where the standard leaves a choice, the
// suite's own reading comes first.
func spansOf(how, member string, all []instant) []span {
	middle := pivot(all, len(all)/2)
	from := func(text string, lo time.Time) span {
		return span{query: url.Values{"from" + kindOf(member): {text}}, lo: lo}
	}
	to := func(text string, hi time.Time) span {
		return span{query: url.Values{"to" + kindOf(member): {text}}, hi: hi}
	}
	year, month, day := middle.at.Date()
	midnight := time.Date(year, month, day, 0, 0, 0, 0, middle.at.Location())
	date := middle.text[:min(len(middle.text), len("2006-01-02"))]
	switch how {
	case "from the middle on":
		return []span{from(wall(middle.text), middle.at)}
	case "up to the middle":
		return []span{to(wall(middle.text), middle.at)}
	case "from the first quarter to the last":
		first, last := pivot(all, len(all)/4), all[len(all)*3/4]
		both := from(wall(first.text), first.at)
		both.query.Set("to"+kindOf(member), wall(last.text))
		both.hi = last.at
		return []span{both}
	case "from the first quarter on":
		first := pivot(all, len(all)/4)
		return []span{from(wall(first.text), first.at)}
	case "from the day of the middle on":
		return []span{from(date, midnight)}
	case "up to the day of the middle":
		return []span{to(date, midnight)}
	}
	_, own := middle.at.Zone()
	other, ahead := "Z", 0
	if own == 0 {
		other, ahead = "+05:00", 5*60*60
	}
	elsewhere := middle.at.Add(time.Duration(own-ahead) * time.Second)
	return []span{from(wall(middle.text)+other, middle.at), from(wall(middle.text)+other, elsewhere)}
}

// kindOf gives the end of the names of a filter's parameters.
func kindOf(member string) string {
	if member == "Statement" {
		return "StatementDateTime"
	}
	return "BookingDateTime"
}
