package ledger

import (
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// rules are the account's own rules of a kind that take money away; none before
// it is opened.
func (v View) rules(kind fixtures.Kind) iter.Seq[*source] {
	return func(yield func(*source) bool) {
		if !v.open() {
			return
		}
		for i := range v.history.sources {
			s := &v.history.sources[i]
			if s.rule.Kind == kind && !s.mirror && !s.rule.Credit && !yield(s) {
				return
			}
		}
	}
}

// next is the first time that a rule falls due after an instant; false if it
// never does.
func (v View) next(s *source, after int64) (next due, ok bool) {
	var room [4]due
	for m := monthOf(instant(max(after, s.first))); nanos(m.start()) < s.last; m++ {
		for _, d := range s.dues(room[:0], v.shelf.seed, m) {
			if d.made > after && (!ok || d.made < next.made) {
				next, ok = d, true
			}
		}
		if ok {
			break
		}
	}
	return next, ok
}

// previous is the last time that a rule falls due until an instant, included;
// false if it never did.
func (v View) previous(s *source, until int64) (previous due, ok bool) {
	var room [4]due
	for m := monthOf(instant(min(until, s.last))); nanos((m+1).start()) > s.first && !ok; m-- {
		for _, d := range s.dues(room[:0], v.shelf.seed, m) {
			if d.made <= until && (!ok || d.made > previous.made) {
				previous, ok = d, true
			}
		}
	}
	return previous, ok
}

// count is how often a rule that ends falls due in all.
func (v View) count(s *source) string {
	var dues []due
	for m := monthOf(instant(s.first)); nanos(m.start()) < s.last; m++ {
		dues = s.dues(dues, v.shelf.seed, m)
	}
	return strconv.Itoa(len(dues))
}

// told is when and how much, if it is at all.
func (v View) told(d due, ok bool) (time.Time, *Money) {
	if !ok {
		return time.Time{}, nil
	}
	m := v.history.money(d.amount)
	return instant(d.made), &m
}

// longest is how long the ids of the standard's resources may be.
const longest = 40

// shortID joins the parts of an id by a dot; if that is too long for the
// standard, it is the beginning and a digest.
func shortID(parts ...string) string {
	id := strings.Join(parts, ".")
	if len(id) <= longest {
		return id
	}
	sum := strconv.FormatUint(digest(parts...), 36)
	return strings.ToValidUTF8(id[:longest-1-len(sum)], "") + "." + sum
}
