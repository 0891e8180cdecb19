package reports

import (
	"cmp"
	"slices"
)

// met tells whether what is required of the data is there.
func (q *Request) met(group []Holding, today Day) bool {
	switch q.Required {
	case BalanceOrAvailable:
		a := &group[0].Account
		return a.Balance != nil || a.Available != nil
	case Complete:
		return available(group, q.Frame, today) == Complete
	case Partial:
		return available(group, q.Frame, today) != None
	}
	return true
}

// available tells how much of a frame is held of all accounts together: whole if
// it is of each, none if it is of none.
func available(group []Holding, frame Frame, today Day) Availability {
	complete, none := 0, 0
	for i := range group {
		switch group[i].available(frame, today) {
		case Complete:
			complete++
		case None:
			none++
		}
	}
	switch len(group) {
	case complete:
		return Complete
	case none:
		return None
	}
	return Partial
}

// available tells how much of a frame is held, whatever happened in it: a bank that
// was asked for all of its days and told of nothing makes it COMPLETE. What counts
// as how much is inferred.
func (h *Holding) available(frame Frame, today Day) Availability {
	held := 0
	for _, part := range h.coverage(today) {
		held += Frame{From: max(part.From, frame.From), To: min(part.To, frame.To)}.Days()
	}
	switch {
	case held == 0:
		return None
	case held == frame.Days():
		return Complete
	}
	return Partial
}

// coverage is the frames of which the data are held, in order and apart.
func (h *Holding) coverage(today Day) []Frame {
	parts := slices.Clone(h.Covered)
	if oldest := h.oldest(); len(parts) == 0 && oldest != 0 {
		parts = append(parts, Frame{From: oldest, To: max(today, h.newest())})
	}
	slices.SortFunc(parts, func(a, b Frame) int { return cmp.Compare(a.From, b.From) })
	apart := parts[:0]
	for _, part := range parts {
		if n := len(apart); n > 0 && part.From <= apart[n-1].To+1 {
			apart[n-1].To = max(apart[n-1].To, part.To)
		} else {
			apart = append(apart, part)
		}
	}
	return apart
}

// oldest is the date of the oldest transaction; none if there is none with a date.
func (h *Holding) oldest() (oldest Day) {
	for i := range h.Transactions {
		if d := h.Transactions[i].Date(); d != 0 && (oldest == 0 || d < oldest) {
			oldest = d
		}
	}
	return oldest
}

func (h *Holding) newest() (newest Day) {
	for i := range h.Transactions {
		newest = max(newest, h.Transactions[i].Date())
	}
	return newest
}
