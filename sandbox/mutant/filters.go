package mutant

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

var bookingOps = []op{transactions, allTrans}

// windowLies is one mutant for each end of windows and filters, and for how they
// meet.
var windowLies = []defect{
	{"window-ignored", "Transactions outside the consent's window are shown.", breaks("TRX-02"), windowless(transOps[:2], from, to)},
	{"window-ignored-in-bulk", "Transactions outside the consent's window are shown in bulk.", breaks("TRX-02"), windowless([]op{allTrans}, from, to)},
	{"window-has-no-beginning", "Transactions before the consent's window are shown.", breaks("TRX-02"), windowless(transOps, from)},
	{"window-has-no-end", "Transactions after the consent's window are shown.", breaks("TRX-02"), windowless(transOps, to)},
	{"from-ignored", "fromBookingDateTime is ignored.", breaks("TRX-03"), unfiltered([]op{transactions}, fromBooking)},
	{"from-ignored-in-bulk", "fromBookingDateTime is ignored in bulk.", breaks("TRX-03"), unfiltered([]op{allTrans}, fromBooking)},
	{"from-a-day-late", "fromBookingDateTime leaves out a day too much.", breaks("TRX-03"), shifted(bookingOps, fromBooking, 24*time.Hour)},
	{"from-a-day-early", "fromBookingDateTime lets a day too much through.", breaks("TRX-03"), shifted(bookingOps, fromBooking, -24*time.Hour)},
	{"to-ignored", "toBookingDateTime is ignored.", breaks("TRX-04"), unfiltered([]op{transactions}, toBooking)},
	{"to-ignored-in-bulk", "toBookingDateTime is ignored in bulk.", breaks("TRX-04"), unfiltered([]op{allTrans}, toBooking)},
	{"to-a-day-late", "toBookingDateTime lets a day too much through.", breaks("TRX-04"), shifted(bookingOps, toBooking, 24*time.Hour)},
	{"to-a-day-early", "toBookingDateTime leaves out a day too much.", breaks("TRX-04"), shifted(bookingOps, toBooking, -24*time.Hour)},
	{"filter-replaces-window", "A filter replaces the consent's window.", breaks("TRX-05"),
		recall(func(good bank, seen *notebook) bank {
			return alter(done(bookingOps...).and(filtered), func(c *call, a *answer) {
				if token := seen.twin(good, c, unwindowed(from, to)); token != "" {
					*a = *good(c.by(token))
				}
			})(good)
		})},
	{"filter-or-window", "Transactions are shown that the filter or the consent's window lets through.", breaks("TRX-05"),
		recall(func(good bank, seen *notebook) bank {
			return document(done(bookingOps...).and(filtered), func(c *call, doc object) {
				token := seen.twin(good, c, unwindowed(from, to))
				if token == "" {
					return
				}
				items := c.items(good(c.query(fromBooking, "").query(toBooking, "")).doc())
				for _, item := range c.items(good(c.by(token)).doc()) {
					if !slices.ContainsFunc(items, func(o object) bool { return c.idOf(o) == c.idOf(item) }) {
						items = append(items, item)
					}
				}
				c.arrange(doc, items)
			})(good)
		})},
	{"apart-404", "A filter that does not meet the consent's window is answered 404.", breaks("TRX-05"),
		none(bookingOps, refusing(http.StatusNotFound, "Resource.NotFound", ""))},
	{"apart-400", "A filter that does not meet the consent's window is answered 400.", breaks("TRX-05"),
		none(bookingOps, refusing(http.StatusBadRequest, "Field.InvalidDate", fromBooking))},
	{"apart-all", "A filter that does not meet the consent's window is dropped.", breaks("TRX-05"),
		func(good bank) bank {
			return none(bookingOps, func(c *call, a *answer) {
				*a = *good(c.query(fromBooking, "").query(toBooking, ""))
			})(good)
		}},
	{"date-alone-refused", "A filter that is a date alone is refused.", breaks("TRX-06"),
		fussy(func(value string) bool { return len(value) == len(time.DateOnly) })},
	{"date-time-without-zone-refused", "A filter without a zone is refused.", breaks("TRX-06", "TRX-03", "TRX-04"),
		fussy(func(value string) bool { return strings.Contains(value, "T") && !zone.MatchString(value) })},
	{"zone-refused", "A filter with a zone is refused.", breaks("TRX-07"),
		fussy(zone.MatchString)},
	{"zone-counts", "The zone of a filter counts: one of UTC is read three hours off.", breaks("TRX-07"),
		func(good bank) bank {
			return func(c *call) *answer {
				for _, name := range []string{fromBooking, toBooking} {
					if at, err := time.Parse(time.RFC3339, c.asks(name)); err == nil {
						c = c.query(name, at.In(time.FixedZone("", 3*60*60)).Format("2006-01-02T15:04:05"))
					}
				}
				return good(c)
			}
		}},
	{"no-date-ignored", "A filter that is no date is ignored.", breaks("TRX-08"),
		onBadDates(func(good bank, c *call) *answer { return good(c.query(fromBooking, "").query(toBooking, "")) })},
	{"no-date-500", "A filter that is no date is answered 500.", breaks("TRX-08"),
		onBadDates(func(good bank, c *call) *answer {
			a := good(c)
			a.refuse(http.StatusInternalServerError, "UnexpectedError", "")
			return a
		})},
	{"impossible-date-taken", "A filter of the thirtieth of February is taken for another day.", breaks("TRX-08"),
		onBadDates(func(good bank, c *call) *answer {
			fixed := c
			for _, name := range []string{fromBooking, toBooking} {
				if value := c.asks(name); len(value) >= 10 && value[4] == '-' && value[7] == '-' && !dated(value) {
					fixed = fixed.query(name, value[:5]+"01-01")
				}
			}
			return good(fixed)
		})},
	{"reversed-filter-empty", "A filter that ends before it begins is answered an empty list.", breaks("TRX-09"),
		alter(on(bookingOps...).and(code(http.StatusBadRequest)), func(c *call, a *answer) {
			if f, t := c.asks(fromBooking), c.asks(toBooking); dated(f) && dated(t) && f > t {
				a.hold(c)
			}
		})},
	{"repeated-filter-taken", "Of a filter that is given twice the first counts.", breaks("TRX-09"),
		func(good bank) bank {
			return func(c *call) *answer {
				for _, name := range []string{fromBooking, toBooking} {
					if len(c.URL.Query()[name]) > 1 {
						c = c.query(name, c.asks(name))
					}
				}
				return good(c)
			}
		}},
}

// filtered matches the calls that have a filter on bookings.
func filtered(c *call, _ *answer) bool { return c.asks(fromBooking)+c.asks(toBooking) != "" }

// windowless shows what lies outside these ends of the consent's window.
func windowless(ops []op, ends ...string) lie { return as(ops, unwindowed(ends...)) }

// unwindowed asks for a consent without these ends of the window.
func unwindowed(ends ...string) func(data object) bool {
	return func(data object) (changed bool) {
		for _, end := range ends {
			changed = changed || data[end] != nil
			delete(data, end)
		}
		return changed
	}
}

// unfiltered hides a filter from the good bank.
func unfiltered(ops []op, name string) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			if slices.Contains(ops, c.op) && dated(c.asks(name)) {
				c = c.query(name, "")
			}
			return good(c)
		}
	}
}

// shifted moves a filter by d.
func shifted(ops []op, name string, d time.Duration) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			value := c.asks(name)
			if slices.Contains(ops, c.op) && dated(value) && c.asks(cursor) == "" {
				day, err := time.Parse(time.DateOnly, value[:10])
				if err == nil {
					c = c.query(name, day.Add(d).Format(time.DateOnly)+value[10:])
				}
			}
			return good(c)
		}
	}
}

// dated tells whether a filter begins with a date that there is.
func dated(value string) bool {
	_, err := time.Parse(time.DateOnly, value[:min(10, len(value))])
	return err == nil
}

// fussy refuses some filters that the good bank takes.
func fussy(bad func(value string) bool) lie {
	return alter(done(bookingOps...), func(c *call, a *answer) {
		for _, name := range []string{fromBooking, toBooking} {
			if value := c.asks(name); value != "" && bad(value) {
				a.refuse(http.StatusBadRequest, "Field.InvalidDate", name)
			}
		}
	})
}

// onBadDates answers in its own way where the good bank refuses a filter that is
// no date.
func onBadDates(tell func(good bank, c *call) *answer) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			a := good(c)
			if !on(bookingOps...).and(code(http.StatusBadRequest))(c, a) {
				return a
			}
			for _, name := range []string{fromBooking, toBooking} {
				if value := c.asks(name); value != "" && !parsed(value) {
					return tell(good, c)
				}
			}
			return a
		}
	}
}

// parsed tells whether a filter is a date or a date-time.
func parsed(value string) bool {
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", time.RFC3339} {
		if _, err := time.Parse(layout, value); err == nil {
			return true
		}
	}
	return false
}
