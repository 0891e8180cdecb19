package features

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// A recorder is the http.RoundTripper of a run. It keeps every exchange in the
// scenario's World and has every answer judged, so no step can forget to. An
// answer that could not be read or judged is seen but not validated, and then
// the run cannot be conformant.
type recorder struct {
	next            http.RoundTripper
	profile         profile
	judge           judge
	seen, validated atomic.Int64
	lost            atomic.Int64 // requests in a row without an answer
}

// What is read of an answer, in bytes: no bank may exhaust the suite's memory.
const (
	maxAnswer  = 8 << 20   // of a body
	maxTokens  = 64 << 10  // of a body of the token endpoint, which is kept whole
	maxHeaders = 256 << 10 // of all headers
)

// bound is how much of the body of an operation's answer is read, in bytes.
func (o Operation) bound() int64 {
	if o == OpToken {
		return maxTokens
	}
	return maxAnswer
}

// newTransport makes the connections of a run: kept alive, enough of them for
// all scenarios at once, and no compression that would hide the bytes sent.
func newTransport(concurrency int) *http.Transport {
	dialer := &net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         dialer.DialContext,
		MaxIdleConnsPerHost: 2*concurrency + 4,
		IdleConnTimeout:     time.Minute,
		TLSHandshakeTimeout: 10 * time.Second,
		DisableCompression:  true,

		MaxResponseHeaderBytes: maxHeaders,
	}
}

type slotKey struct{}

// A slot is where RoundTrip leaves the exchange for whoever sent the request.
type slot struct {
	world    *World
	body     []byte
	exchange *Exchange
	lost     *Exchange // if no answer could be read
}

// withSlot gives a context whose request leaves its exchange in the slot.
func withSlot(ctx context.Context, s *slot) context.Context {
	return context.WithValue(ctx, slotKey{}, s)
}

// RoundTrip sends the request, reads the whole answer and judges it.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	s, ok := req.Context().Value(slotKey{}).(*slot)
	if !ok {
		return nil, fmt.Errorf("%w: a request was sent past World.Send", ErrHarness)
	}
	e := &Exchange{
		Op: r.profile.operation(&s.world.Target, req.Method, req.URL), Started: time.Now(),
		Request: Message{Method: req.Method, URL: req.URL.String(), Header: req.Header, Body: s.body},
	}
	resp, err := r.next.RoundTrip(req)
	if err != nil {
		e.Took, s.lost = time.Since(e.Started), e
		return nil, err
	}
	r.seen.Add(1)
	body, err := readAll(resp, e.Op.bound())
	if err != nil {
		e.Took, e.Status, s.lost = time.Since(e.Started), resp.StatusCode, e
		return nil, err
	}
	r.lost.Store(0)
	e.Took, e.Status, e.Response = time.Since(e.Started), resp.StatusCode, Message{Header: resp.Header, Body: body}
	s.world.knowledge().learn(e)
	e.granted = s.world.knowledge().granted(req.Header)
	err = guard(func() error { e.Findings = r.profile.findings(&r.judge, e); return nil })
	s.exchange = e
	s.world.keep(e)
	if err != nil {
		return nil, err
	}
	r.validated.Add(1)
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

func readAll(resp *http.Response, bound int64) ([]byte, error) {
	defer resp.Body.Close()
	var body bytes.Buffer
	if told := resp.ContentLength; told > 0 && told <= bound {
		body.Grow(int(told) + bytes.MinRead) // room to see the end, too
	}
	_, err := body.ReadFrom(io.LimitReader(resp.Body, bound+1))
	if int64(body.Len()) > bound {
		return nil, fmt.Errorf("a body of more than %d bytes", bound)
	}
	if err != nil {
		return nil, fmt.Errorf("a body that broke off after %d bytes: %w", body.Len(), err)
	}
	return body.Bytes(), nil
}

func headerOf(h http.Header, name string) string { return h.Get(name) }
