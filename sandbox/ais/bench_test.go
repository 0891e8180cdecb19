package ais

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// newRunningBank is a test bank whose clock runs.
func newRunningBank(tb testing.TB) *testBank {
	tb.Helper()
	c := clock.New(nil)
	b := bank.New(bank.Config{
		DB: new(store.DB), Clock: c, Books: books, NewID: counter("c"),
		Scenarios: func() *scenario.Set { return new(scenario.Set) },
	})
	t := &testBank{bank: b, clock: c, journal: journal.New(journal.Config{Now: c.Now, Wall: c.Wall})}
	t.Handler = New(Config{
		Bank: b, Access: t.access, NewID: func() string { return someUUID },
		Base:     func(*http.Request) string { return base },
		Scenario: func(*http.Request) string { return "" },
	})
	return t
}

func benchmark(b *testing.B, h http.Handler, method, target, body string, want int) {
	r := newTestRequest(method, target, body)
	b.ReportAllocs()
	for b.Loop() {
		r.Body, r.ContentLength = http.NoBody, 0
		if body != "" {
			r.Body, r.ContentLength = bodyOf(body), int64(len(body))
		}
		w := writer{header: http.Header{}}
		h.ServeHTTP(&w, r)
		if w.status != want {
			b.Fatalf("got %d, want %d", w.status, want)
		}
	}
}

func BenchmarkGetConsent(b *testing.B) {
	t := newRunningBank(b)
	id := t.mustCreate(b, "ReadAccountsBasic")
	b.Run("alone", func(b *testing.B) {
		benchmark(b, t, "GET", consents+"/"+string(id), "", http.StatusOK)
	})
	b.Run("journaled", func(b *testing.B) {
		benchmark(b, t.journal.Wrap(t), "GET", consents+"/"+string(id), "", http.StatusOK)
	})
}

func BenchmarkPostConsent(b *testing.B) {
	t := newRunningBank(b)
	b.Run("alone", func(b *testing.B) {
		benchmark(b, t, "POST", consents, windowed, http.StatusCreated)
	})
	b.Run("journaled", func(b *testing.B) {
		benchmark(b, t.journal.Wrap(t), "POST", consents, windowed, http.StatusCreated)
	})
}

// newTestRequest has the headers that a client sends.
func newTestRequest(method, target, body string) *http.Request {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header = http.Header{
		"Authorization": {"Bearer one:accounts"}, authDate: {time.Now().UTC().Format(http.TimeFormat)},
		customerIP: {"104.25.212.99"}, interactionID: {someUUID}, "Accept": {jsonType}, "User-Agent": {"bench"},
	}
	if body != "" {
		r.Header.Set("Content-Type", jsonType)
	}
	return r
}

// A writer is a response that nobody reads.
type writer struct {
	header http.Header
	status int
}

func (w *writer) Header() http.Header         { return w.header }
func (w *writer) WriteHeader(status int)      { w.status = status }
func (w *writer) Write(p []byte) (int, error) { return len(p), nil }

type reader struct{ *strings.Reader }

func (reader) Close() error { return nil }

func bodyOf(s string) reader { return reader{strings.NewReader(s)} }
