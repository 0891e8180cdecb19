package control

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// clockOut is how a clock stands.
type clockOut struct {
	Now    time.Time `json:"now"`
	Rate   float64   `json:"rate"` // virtual seconds a second
	Frozen bool      `json:"frozen"`
}

// movedOut is how a clock stands after a move, and what the move let happen.
type movedOut struct {
	clockOut
	Transitions []bank.Transition `json:"transitions"` // [] when nothing was due
	Refreshes   []refreshOut      `json:"refreshes"`   // the first of them, at most aggregator.MostRuns
	Total       int               `json:"refreshes_total"`
}

func clockNow(t Tenant) clockOut {
	rate := t.Clock.Rate()
	return clockOut{Now: t.Clock.Now(), Rate: rate, Frozen: rate == 0}
}

func showClock(w http.ResponseWriter, _ *http.Request, t Tenant) error {
	return writeJSON(w, http.StatusOK, clockNow(t))
}

// clockIn is one move of a clock, or several, made in this order: a clock that
// is frozen and set stands where it was set.
type clockIn struct {
	Freeze  *bool      `json:"freeze"` // false lets it run at the wall's pace
	Run     string     `json:"run"`    // a rate: 60x
	Set     *time.Time `json:"set"`
	Advance string     `json:"advance"` // a duration: 2h, 30d
}

// moveClock moves the clock and answers when all that the move made due has
// happened.
func moveClock(w http.ResponseWriter, r *http.Request, t Tenant) error {
	var in clockIn
	if err := decode(w, r, &in); err != nil {
		return err
	}
	moves, err := in.moves(t.Clock.Now())
	if err != nil {
		return err
	}
	for _, move := range moves {
		move(t)
	}
	fired := t.Bank.Settle()
	if fired == nil {
		fired = []bank.Transition{}
	}
	refreshes, total := settleInsights(t)
	return writeJSON(w, http.StatusOK, movedOut{clockNow(t), fired, refreshes, total})
}

// moves reads all of the request before any of it is done. The clock stands at
// now.
func (in clockIn) moves(now time.Time) (moves []func(Tenant), err error) {
	if in.Freeze != nil {
		rate := map[bool]float64{true: 0, false: 1}[*in.Freeze]
		moves = append(moves, func(t Tenant) { t.Clock.Run(rate) })
	}
	if in.Run != "" {
		rate, err := parseRate(in.Run)
		if err != nil {
			return nil, err
		}
		moves = append(moves, func(t Tenant) { t.Clock.Run(rate) })
	}
	if in.Set != nil {
		now = *in.Set
		moves = append(moves, func(t Tenant) { t.Clock.Set(*in.Set) })
	}
	if in.Advance != "" {
		d, err := scenario.ParseDuration(in.Advance)
		if err != nil {
			return nil, fmt.Errorf("%w: advance: %w", errBad, err)
		}
		now = now.Add(d)
		moves = append(moves, func(t Tenant) { t.Clock.Advance(d) })
	}
	switch {
	case in.Freeze != nil && in.Run != "":
		return nil, fmt.Errorf("%w: freeze and run are two answers to one question", errBad)
	case len(moves) == 0:
		return nil, fmt.Errorf("%w: say what to do: %s", errBad, members(&in))
	}
	return moves, inReach(now)
}

// inReach says whether a clock may be put to at. NumericDate starts in 1970, and
// RFC 3339 has four digits for a year; a thousand years are left to run in.
func inReach(at time.Time) error {
	if year := at.UTC().Year(); year < 1970 || year >= 9000 {
		return fmt.Errorf("%w: the clock would stand in the year %d: it can be put between 1970 and 8999", errBad, year)
	}
	return nil
}

// maxRate keeps a running clock within what a time.Duration can hold for days.
const maxRate = 1e6

// parseRate reads "60x" as 60 virtual seconds a second.
func parseRate(s string) (float64, error) {
	rate, err := strconv.ParseFloat(strings.TrimSuffix(s, "x"), 64)
	if err != nil || !strings.HasSuffix(s, "x") || !(rate >= 0 && rate <= maxRate) {
		return 0, fmt.Errorf("%w: run: %q is no rate: write 1x for the wall's pace, 60x for a minute a second, up to %.0fx", errBad, s, maxRate)
	}
	return rate, nil
}
