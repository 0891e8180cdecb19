package wire

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Unread is why a body was not read: 413 if it is too long, 400 if it did not come
// whole.
type Unread struct {
	Status  int
	Message string
}

// Error is the message.
func (e *Unread) Error() string { return e.Message }

// ReadBody returns the whole body, nil if there is none, once check has found its
// type good and it is no longer than most bytes. The error is check's own, or Unread.
func ReadBody(w http.ResponseWriter, r *http.Request, most int64, check func(*http.Request) error) ([]byte, error) {
	if r.ContentLength == 0 || r.Body == nil {
		return nil, nil
	}
	if err := check(r); err != nil {
		return nil, err
	}
	if r.ContentLength > most {
		drain(r)
		return nil, tooLong(most)
	}
	limited := http.MaxBytesReader(w, r.Body, most)
	if r.ContentLength < 0 {
		body, err := read(io.ReadAll(limited))
		if err != nil {
			drain(r)
		}
		return body, err
	}
	body := make([]byte, r.ContentLength)
	n, err := io.ReadFull(limited, body)
	return read(body[:n], err)
}

// maxDrained is how much of a body that is too long is read and thrown away, in
// bytes.
const maxDrained = 32 << 20

// drain lets a client finish what it sends: a connection that is closed while it
// writes shows most clients a reset, and not the answer. What is longer still is
// cut off. Who asks before it sends (RFC 9110, 10.1.1) is not told to go on.
func drain(r *http.Request) {
	if r.Header.Get("Expect") == "" {
		_, _ = io.CopyN(io.Discard, r.Body, maxDrained)
	}
}

// read tells a body that is too long from one that did not come whole.
func read(body []byte, err error) ([]byte, error) {
	if e, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, tooLong(e.Limit)
	}
	if err != nil {
		return nil, &Unread{http.StatusBadRequest, fmt.Sprintf("the body ended after %d bytes: more was announced", len(body))}
	}
	return body, nil
}

func tooLong(most int64) error {
	return &Unread{http.StatusRequestEntityTooLarge, fmt.Sprintf("the body is longer than %d bytes, which is all that is read", most)}
}
