package journal

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// An Entry is one request and its answer, without secrets.
type Entry struct {
	Seq      uint64        `json:"seq"` // counts from 1, never used twice
	At       time.Time     `json:"at"`  // virtual, when the request came
	Real     time.Time     `json:"real"`
	Took     time.Duration `json:"took_ns"` // on the wall
	Op       string        `json:"op,omitempty"`
	Client   string        `json:"client,omitempty"`
	Consent  string        `json:"consent,omitempty"`
	Request  Request       `json:"request"`
	Response Response      `json:"response"`
	Notes    []string      `json:"notes,omitempty"`
}

// A Request is what came in.
type Request struct {
	Method string      `json:"method"`
	Path   string      `json:"path"` // percent-encoded, as it came
	Query  string      `json:"query,omitempty"`
	Header http.Header `json:"header,omitempty"`
	Body   string      `json:"body,omitempty"`  // what was read of it
	Bytes  int64       `json:"bytes,omitempty"` // how much was read
}

// A Response is what went out.
type Response struct {
	Status int         `json:"status"` // 0 when the connection was cut before an answer
	Header http.Header `json:"header,omitempty"`
	Body   string      `json:"body,omitempty"`
	Bytes  int64       `json:"bytes,omitempty"`
}

// The parts of a record's text, in this order.
const (
	method = iota
	path
	query
	requestHeader
	requestBody
	responseHeader
	responseBody
	parts
)

// A record is an Entry packed: one string for all that is text, so that keeping
// an entry costs one allocation.
type record struct {
	seq                 uint64
	at, real            time.Time
	took                time.Duration
	op, client, consent string
	text                string
	ends                [parts]int32 // where each part of text ends
	read, wrote         int64
	status              int
	notes               []string
}

// overhead is what a record takes beside its text, in bytes.
const overhead = 256

func (r *record) size() int {
	n := overhead + len(r.text) + len(r.op) + len(r.client) + len(r.consent)
	for _, note := range r.notes {
		n += len(note)
	}
	return n
}

func (r *record) part(i int) string {
	from := int32(0)
	if i > 0 {
		from = r.ends[i-1]
	}
	return r.text[from:r.ends[i]]
}

func (r *record) entry() Entry {
	return Entry{
		Seq: r.seq, At: r.at, Real: r.real, Took: r.took,
		Op: r.op, Client: r.client, Consent: r.consent,
		Request: Request{
			Method: r.part(method), Path: r.part(path), Query: r.part(query),
			Header: unpackHeader(r.part(requestHeader)), Body: r.part(requestBody), Bytes: r.read,
		},
		Response: Response{
			Status: r.status, Header: unpackHeader(r.part(responseHeader)),
			Body: r.part(responseBody), Bytes: r.wrote,
		},
		Notes: slices.Clone(r.notes),
	}
}

// unpackHeader reads lines of "Name: value" back into a header.
func unpackHeader(text string) http.Header {
	h := http.Header{}
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		h[name] = append(h[name], value)
	}
	return h
}
