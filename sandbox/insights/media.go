package insights

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

const (
	jsonType = "application/json"
	maxBody  = 8 << 20 // bytes; inferred
)

// bodiless refuses a GET with a body, as the playground does (1.3).
func bodiless(r *http.Request) error {
	if r.ContentLength == 0 || r.Body == nil {
		return nil
	}
	if n, _ := io.ReadFull(r.Body, make([]byte, 1)); n == 0 {
		return nil
	}
	return &storage.Error{Op: "read body", Kind: storage.Forbidden, Message: "a GET has no body"}
}

// readBody returns the whole body, once its type and its size have been found
// good.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	body, err := wire.ReadBody(w, r, maxBody, checkContentType)
	unread, ok := errors.AsType[*wire.Unread](err)
	switch {
	case !ok:
		return body, err
	case unread.Status == http.StatusRequestEntityTooLarge:
		return nil, &storage.Error{Op: "read body", Kind: storage.TooLarge, Message: unread.Message}
	}
	return nil, malformed("%s", unread.Message)
}

// malformed is the refusal of what is no JSON.
func malformed(format string, args ...any) error {
	return &problem{status: http.StatusBadRequest, code: "BAD_REQUEST", message: fmt.Sprintf(format, args...)}
}

// checkContentType is nil for JSON in UTF-8 (1.3), and for no type at all.
func checkContentType(r *http.Request) error {
	if coding := r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return unreadable("Content-Encoding is %s: bodies are read as they are", wire.Quote(coding))
	}
	value := r.Header.Get("Content-Type")
	switch value {
	case jsonType:
		return nil
	case "":
		journal.Note(r, "no Content-Type: the body is read as JSON")
		return nil
	}
	name, params, err := mime.ParseMediaType(value)
	charset := params["charset"]
	if err == nil && name == jsonType && (charset == "" || strings.EqualFold(charset, "utf-8")) {
		return nil
	}
	return unreadable("Content-Type is %s: expected application/json;charset=utf-8", wire.Quote(value))
}

func unreadable(format string, args ...any) error {
	return &problem{status: http.StatusUnsupportedMediaType, code: "UNSUPPORTED_MEDIA_TYPE", message: fmt.Sprintf(format, args...)}
}

// Header values that never change are shared between answers; nobody appends to
// them in place, since they are full.
var (
	noStore  = []string{"no-store"}
	jsonOnly = []string{jsonType}
)

// An answer is what a handler has to say: a body in JSON, or none at all.
type answer struct {
	status int
	body   any
}

// nothing is the body of an answer that has nothing to tell (1.4).
type nothing struct{}

// data is the envelope of every answer that tells something (1.4).
type data[T any] struct {
	Data T `json:"data"`
}

// ok answers 200 with data.
func ok[T any](body T) (answer, error) { return answer{http.StatusOK, data[T]{body}}, nil }

// created answers 201 with data, which lie at self.
func created[T any](c *call, self string, body T) (answer, error) {
	c.header.Set("Location", self)
	return answer{http.StatusCreated, data[T]{body}}, nil
}

// command answers 200 with {} for a command that was carried out (1.4).
func command(err error) (answer, error) {
	if err != nil {
		return answer{}, err
	}
	return answer{http.StatusOK, nothing{}}, nil
}

// deleted answers 200 without a body, as deletes in storage do (6.3).
func deleted() (answer, error) { return answer{status: http.StatusOK}, nil }

// gone answers 204, as deletes of what has an address do; inferred (2.3, 3.3, 5.3).
func gone() (answer, error) { return answer{status: http.StatusNoContent}, nil }

// An encoder is a buffer with one who writes JSON into it.
type encoder struct {
	bytes.Buffer
	json *json.Encoder
}

var encoders = sync.Pool{New: func() any {
	e := new(encoder)
	e.json = json.NewEncoder(&e.Buffer)
	e.json.SetEscapeHTML(false)
	return e
}}

// encode writes a body, without the line feed that the encoder ends with.
func (e *encoder) encode(body any) {
	if h, ok := body.(handwritten); ok {
		s := sheet{e.AvailableBuffer()}
		h.write(&s)
		e.Buffer = *bytes.NewBuffer(s.b)
		return
	}
	if err := e.json.Encode(body); err != nil { // not reached: what is answered is of plain values
		panic(err)
	}
	e.Truncate(e.Len() - len("\n"))
}

// mostKept is how large a buffer is kept for the next answer, in bytes.
const mostKept = 1 << 20

// send writes an answer. The body is made once, whole, before anything goes out:
// there is no half-written answer.
func send(w http.ResponseWriter, r *http.Request, status int, body any) {
	e := encoders.Get().(*encoder)
	e.Reset()
	if body != nil {
		e.encode(body)
		w.Header()["Content-Type"] = jsonOnly
	}
	if status != http.StatusNoContent {
		w.Header()["Content-Length"] = []string{strconv.Itoa(e.Len())}
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead && e.Len() > 0 {
		_, _ = w.Write(e.Bytes()) // a client that has gone is not our error
	}
	if e.Cap() <= mostKept {
		encoders.Put(e)
	}
}
