// Package wire is what every API in this house does alike with HTTP: it finds what
// serves a request, reads a body, and cuts a text to what helps its reader.
//
// It must not know the body in which an API puts an error, nor the codes there, nor
// any route: it says what was wrong, and the API how that is told.
package wire

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
)

// Clip cuts a text to so many characters, of which the last then tells of the cut.
func Clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}

// Quote shows what was sent, short enough for a message: at most 80 characters.
func Quote(s string) string {
	const most = 80
	if r := []rune(s[:min(len(s), 4*(most+1))]); len(r) > most {
		return strconv.Quote(string(r[:most])) + "…"
	}
	return strconv.Quote(s)
}

// Shorten leaves out the errors that come after so many, and says so in the message
// of the last one that stays. What it is given stays as it is.
func Shorten[E any](errors []E, most int, message func(*E) *string) []E {
	if len(errors) <= most {
		return errors
	}
	last := errors[most-1]
	text := message(&last)
	*text = fmt.Sprintf("%s; and %d more errors of which nothing is told here", *text, len(errors)-most)
	return append(errors[:most-1:most-1], last)
}

// Recover is to be deferred: it has refuse answer for a handler of that API that
// panicked. The log has the trace, the client has not. A handler that wanted the
// connection cut has its way.
func Recover(r *http.Request, api string, refuse func()) {
	cause := recover()
	if cause == nil {
		return
	}
	if cause == http.ErrAbortHandler {
		panic(cause)
	}
	slog.ErrorContext(r.Context(), api+" panicked", "method", r.Method, "panic", cause, "stack", string(debug.Stack()))
	refuse()
}
