package ais

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// BenchmarkData holds reads of data, over a connection and with a journal,
// against a bare server that has the same bytes at hand.
func BenchmarkData(b *testing.B) {
	t := newRunningBank(b)
	for _, tt := range []struct{ name, customer, path string }{
		{"transactions", "yusuf", "/accounts/yusuf-till/transactions"},
		{"accounts", "amal", "/accounts"},
	} {
		token := t.mustOpen(b, bank.CustomerID(tt.customer), everything...)
		served := httptest.NewServer(t.journal.Wrap(t))
		defer served.Close()
		body := mustFetch(b, served.Client(), served.URL+Root+tt.path, token)
		bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Content-Type"] = jsonOnly
			w.Header()["Content-Length"] = []string{strconv.Itoa(len(body))}
			_, _ = w.Write(body)
		}))
		defer bare.Close()
		b.Run(tt.name+"/encoded", func(b *testing.B) {
			r := newTestRequest("GET", Root+tt.path, "")
			r.Header.Set("Authorization", "Bearer "+token)
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				w := writer{header: http.Header{}}
				t.ServeHTTP(&w, r)
			}
		})
		b.Run(tt.name+"/served", func(b *testing.B) { fetches(b, served, Root+tt.path, token, len(body)) })
		b.Run(tt.name+"/bare", func(b *testing.B) { fetches(b, bare, Root+tt.path, token, len(body)) })
	}
}

func mustFetch(tb testing.TB, c *http.Client, uri, token string) []byte {
	r, err := http.NewRequest("GET", uri, nil)
	if err != nil {
		tb.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	resp, err := c.Do(r)
	if err != nil {
		tb.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		tb.Fatal(resp.Status, err, string(body))
	}
	return body
}

// fetches asks again and again on one connection, by hand: a client of
// net/http's would cost more than either server.
func fetches(b *testing.B, s *httptest.Server, path, token string, size int) {
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	ask := []byte("GET " + path + " HTTP/1.1\r\nHost: bank.example\r\nAuthorization: Bearer " + token + "\r\n\r\n")
	buf := make([]byte, 1<<20)
	b.SetBytes(int64(size))
	for b.Loop() {
		if _, err := c.Write(ask); err != nil {
			b.Fatal(err)
		}
		mustDrain(b, c, buf, size)
	}
}

// mustDrain reads one answer: its head, and as much body as is known to come.
func mustDrain(b *testing.B, c net.Conn, buf []byte, size int) {
	got, head := 0, -1
	for head < 0 || got < head+size {
		n, err := c.Read(buf[got:])
		if err != nil {
			b.Fatal(err)
		}
		got += n
		if head < 0 {
			head = headEnd(buf[:got])
		}
	}
}

func headEnd(b []byte) int {
	for i := 0; i+4 <= len(b); i++ {
		if string(b[i:i+4]) == "\r\n\r\n" {
			return i + 4
		}
	}
	return -1
}
