package mutant

import (
	"net/http"
	"strings"
	"time"
)

const (
	from = "TransactionFromDateTime"
	to   = "TransactionToDateTime"
)

// windows is lies about the window of a consent and its dates.
var windows = []defect{
	{"window-in-utc", "The window is answered in UTC, whatever offset it was sent in.", breaks("AAC-POST-06"),
		window(func(stamp string) any {
			if t, err := time.Parse(time.RFC3339Nano, stamp); err == nil {
				return t.UTC().Format(time.RFC3339)
			}
			return stamp
		})},
	{"window-to-the-second", "The fraction of a second is cut off the window.", breaks("AAC-POST-06"),
		window(func(stamp string) any {
			if i := strings.IndexByte(stamp, '.'); i > 0 {
				return stamp[:i] + strings.TrimLeft(stamp[i:], ".0123456789")
			}
			return stamp
		})},
	{"window-dropped", "The window is taken and not answered.", breaks("AAC-POST-06"),
		window(func(string) any { return nil })},
	{"window-filled-in", "A window that is open at its start is answered with a year ago.", breaks("AAC-POST-06"),
		data([]op{create}, func(_ *call, d object) {
			if d.text(from) == "" {
				d[from] = later(d.text("CreationDateTime"), -365*24*time.Hour)
			}
		})},
	{"window-end-required", "A window with a start and no end is refused.", breaks("AAC-POST-18"),
		reject(func(d object) bool { return d.text(from) != "" && d.text(to) == "" }, "Field.Missing", "Data."+to)},
	{"window-start-required", "A window with an end and no start is refused.", breaks("AAC-POST-18"),
		reject(func(d object) bool { return d.text(from) == "" && d.text(to) != "" }, "Field.Missing", "Data."+from)},
	{"window-required", "A consent without a window is refused.", breaks("AAC-POST-18"),
		reject(func(d object) bool { return d.text(from) == "" && d.text(to) == "" }, "Field.Missing", "Data."+from)},
	{"fraction-refused", "A date-time with a fraction of a second is refused.", breaks("AAC-POST-19"),
		rejectStamp(func(s string) bool { return strings.Contains(s, ".") })},
	{"no-fraction-refused", "A date-time without a fraction of a second is refused.", breaks("AAC-POST-19"),
		rejectStamp(func(s string) bool { return !strings.Contains(s, ".") })},
	{"zulu-refused", "A date-time in UTC, with Z, is refused.", breaks("AAC-POST-19"),
		rejectStamp(func(s string) bool { return strings.HasSuffix(s, "Z") })},
	{"offset-refused", "A date-time with an offset is refused.", breaks("AAC-POST-19"),
		rejectStamp(func(s string) bool { return !strings.HasSuffix(s, "Z") })},
	{"bad-window-accepted", "An end of the window that is no date-time is taken and answered as it came.", breaks("AAC-POST-20"),
		accept(func(doc object) object { return withoutBadStamps(doc.object("Data"), true) })},
	{"bad-window-ignored", "An end of the window that is no date-time is left out without a word.", breaks("AAC-POST-20"),
		accept(func(doc object) object { return withoutBadStamps(doc.object("Data"), false) })},
	{"empty-window-open", "An end of the window that is an empty text is taken for one that is open.", breaks("AAC-POST-20"),
		accept(func(doc object) object {
			data, ends := doc.object("Data"), object(nil)
			for _, end := range []string{from, to} {
				if data[end] == "" {
					delete(data, end)
					ends = object{}
				}
			}
			return ends
		})},
	{"backward-window-accepted", "A window that ends before it starts is taken.", breaks("AAC-POST-21"),
		accept(func(doc object) object {
			data := doc.object("Data")
			show := object{from: data[from], to: data[to]}
			if data.text(from) == "" || data.text(to) == "" {
				return nil
			}
			data[from], data[to] = data[to], data[from]
			return show
		})},
	{"future-window-refused", "A window that starts in the future is refused.", breaks("AAC-POST-25"),
		future(from)},
	{"future-window-end-refused", "A window that ends in the future is refused.", breaks("AAC-POST-25"),
		future(to)},
}

// future refuses windows one end of which lies in the bank's future.
func future(end string) lie {
	return alter(done(create), func(c *call, a *answer) {
		at, err := time.Parse(time.RFC3339Nano, c.doc().object("Data").text(end))
		if err == nil && at.After(a.date()) {
			a.refuse(http.StatusBadRequest, "Field.InvalidDate", "Data."+end)
		}
	})
}

// window changes the ends of the window that a new consent shows.
func window(edit func(stamp string) any) lie {
	return data([]op{create}, func(_ *call, d object) {
		for _, end := range []string{from, to} {
			if stamp := d.text(end); stamp != "" {
				d.put(end, edit(stamp))
			}
		}
	})
}

// rejectStamp refuses windows of which an end is written in some form.
func rejectStamp(bad func(string) bool) lie {
	return reject(func(d object) bool {
		return d.text(from) != "" && bad(d.text(from)) || d.text(to) != "" && bad(d.text(to))
	}, "Field.InvalidDate", "Data."+from)
}

// withoutBadStamps drops the ends of a window that are strings but no
// date-times, and shows them all the same if show is set.
func withoutBadStamps(data object, show bool) object {
	var seen object
	for _, end := range []string{from, to} {
		stamp, isText := data[end].(string)
		if _, err := time.Parse(time.RFC3339Nano, stamp); !isText || err == nil {
			continue
		}
		if seen == nil {
			seen = object{}
		}
		if show {
			seen[end] = stamp
		}
		delete(data, end)
	}
	return seen
}
