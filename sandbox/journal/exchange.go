package journal

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"
)

// An exchange is a request on its way through Wrap, with what is seen of it and
// of its answer.
type exchange struct {
	http.ResponseWriter
	body    io.ReadCloser
	limit   int
	scratch *scratch

	at, real            time.Time
	op, client, consent string
	notes               []string
	read, wrote         int64
	status              int
	typed               bool // the request's body is what a person typed
}

// scratch is the memory that an exchange needs only while it lasts.
type scratch struct {
	in, out, text []byte
	seen          masker
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func (s *scratch) release() {
	s.in, s.out, s.text = s.in[:0], s.out[:0], s.text[:0]
	clear(s.seen.seen)
	s.seen.seen = s.seen.seen[:0]
	scratches.Put(s)
}

type key struct{}

// Wrap returns a handler that lets next answer and keeps the exchange. It must
// see the request as it came and the answer as it goes.
func (j *Journal) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e := &exchange{
			ResponseWriter: w, body: r.Body, limit: j.maxBody,
			scratch: scratches.Get().(*scratch), at: j.cfg.Now(), real: j.cfg.Wall(),
		}
		defer e.scratch.release()
		served := r.WithContext(context.WithValue(r.Context(), key{}, e))
		if r.Body != nil && r.Body != http.NoBody {
			served.Body = (*reader)(e)
		}
		done := false
		defer func() {
			if !done {
				e.notes = append(e.notes, "the handler gave up: the connection was cut")
			}
			j.add(e.record(r, j.cfg.Wall()))
		}()
		next.ServeHTTP(e, served)
		done = true
	})
}

// Note adds a remark to the entry of r. It may only be called while r is being
// served, and does nothing for a request that no journal sees.
func Note(r *http.Request, text string) {
	if e, ok := r.Context().Value(key{}).(*exchange); ok {
		e.notes = append(e.notes, text)
	}
}

// Tag says what r is: the operation, and whose and which consent it is about.
// What is empty leaves what was said before. Like Note it is for the time that r
// is being served.
func Tag(r *http.Request, op, client, consent string) {
	e, ok := r.Context().Value(key{}).(*exchange)
	if !ok {
		return
	}
	for _, t := range []struct {
		field *string
		value string
	}{{&e.op, op}, {&e.client, client}, {&e.consent, consent}} {
		if t.value != "" {
			*t.field = t.value
		}
	}
}

// A reader is the request's body, as an exchange listens to it being read.
type reader exchange

func (b *reader) Read(p []byte) (int, error) {
	n, err := b.body.Read(p)
	if n > 0 {
		b.read += int64(n)
		b.scratch.in = keep(b.scratch.in, p[:n], b.limit)
	}
	return n, err
}

func (b *reader) Close() error { return b.body.Close() }

// WriteHeader passes the status on, and keeps it unless it is informational.
func (e *exchange) WriteHeader(status int) {
	if e.status == 0 && status >= http.StatusOK {
		e.status = status
	}
	e.ResponseWriter.WriteHeader(status)
}

// Write passes p on, and keeps of it what there is room for.
func (e *exchange) Write(p []byte) (int, error) {
	if e.status == 0 {
		e.status = http.StatusOK
	}
	n, err := e.ResponseWriter.Write(p)
	e.wrote += int64(n)
	e.scratch.out = keep(e.scratch.out, p[:n], e.limit)
	return n, err
}

// Flush is for those who ask a writer whether it is an http.Flusher.
func (e *exchange) Flush() { _ = http.NewResponseController(e.ResponseWriter).Flush() }

// Unwrap is for http.ResponseController.
func (e *exchange) Unwrap() http.ResponseWriter { return e.ResponseWriter }

func keep(kept, p []byte, limit int) []byte {
	return append(kept, p[:min(len(p), limit-len(kept))]...)
}
