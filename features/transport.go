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
// scenario's World and validates every answer, so no step can forget to.
type recorder struct {
	next            http.RoundTripper
	seen, validated atomic.Int64
}

// maxAnswer bounds what is read of an answer, in bytes.
const maxAnswer = 16 << 20

// newTransport makes the connections of a run: kept alive, enough of them for
// all scenarios at once, and no compression that would hide the bytes sent.
func newTransport(concurrency int) *http.Transport {
	dialer := &net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           dialer.DialContext,
		MaxIdleConns:          0,
		MaxIdleConnsPerHost:   2*concurrency + 4,
		IdleConnTimeout:       time.Minute,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: 30 * time.Second,
		DisableCompression:    true,
	}
}

type slotKey struct{}

// A slot is where RoundTrip leaves the exchange for the step that asked for it.
type slot struct {
	world    *World
	body     []byte
	exchange *Exchange
}

// RoundTrip sends the request, reads the whole answer and judges it.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	s, ok := req.Context().Value(slotKey{}).(*slot)
	if !ok {
		return nil, fmt.Errorf("%w: a request was sent past World.Send", ErrHarness)
	}
	started := time.Now()
	resp, err := r.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	r.seen.Add(1)
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	resp.Body.Close()
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	s.exchange = &Exchange{
		Op:       operationOf(&s.world.Target, req.Method, req.URL),
		Started:  started,
		Took:     time.Since(started),
		Request:  Message{Method: req.Method, URL: req.URL.String(), Header: req.Header, Body: s.body},
		Response: Message{Header: resp.Header, Body: body},
		Status:   resp.StatusCode,
	}
	s.world.keep(s.exchange)
	s.exchange.Findings = judge(s.exchange)
	r.validated.Add(1)
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// withSlot gives a context whose request leaves its exchange in the slot.
func withSlot(ctx context.Context, s *slot) context.Context {
	return context.WithValue(ctx, slotKey{}, s)
}

func headerOf(h map[string][]string, name string) string {
	return http.Header(h).Get(name)
}
