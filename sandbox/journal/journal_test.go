package journal

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var (
	virtual = time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	wall    = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
)

func fixed(entries, bytes int) *Journal {
	return New(Config{
		Now: func() time.Time { return virtual }, Wall: func() time.Time { return wall },
		Entries: entries, Bytes: bytes,
	})
}

// echo reads the body and sends it back.
var echo = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	w.Header().Set("Content-Type", r.Header.Get("Content-Type"))
	w.WriteHeader(http.StatusAccepted)
	_, _ = w.Write(body)
})

func send(h http.Handler, method, target, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestEntryTellsTheExchange(t *testing.T) {
	j := fixed(0, 0)
	h := j.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		Tag(r, "patchAccountAccessConsent", "aisp-one", "")
		Tag(r, "", "", "c-1")
		Note(r, "no Content-Type: read as JSON")
		echo(w, r)
	}))
	send(h, "PATCH", "/consents/a%2Fb?x=1", `{"Data":{}}`, "Content-Type", "application/json", "X-Two", "a", "X-Two", "b")

	want := []Entry{{
		Seq: 1, At: virtual, Real: wall, Op: "patchAccountAccessConsent", Client: "aisp-one", Consent: "c-1",
		Request: Request{
			Method: "PATCH", Path: "/consents/a%2Fb", Query: "x=1", Body: `{"Data":{}}`, Bytes: 11,
			Header: http.Header{"Content-Type": {"application/json"}, "X-Two": {"a", "b"}},
		},
		Response: Response{
			Status: 202, Header: http.Header{"Content-Type": {"application/json"}}, Body: `{"Data":{}}`, Bytes: 11,
		},
		Notes: []string{"no Content-Type: read as JSON"},
	}}
	if diff := cmp.Diff(want, j.Entries(Filter{})); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
}

func TestEntriesAreBoundedInNumber(t *testing.T) {
	j := fixed(20, 0)
	h := j.Wrap(echo)
	for i := range 50 {
		send(h, "GET", fmt.Sprintf("/%d", i), "")
	}
	got := j.Entries(Filter{})
	if len(got) != 20 || got[0].Request.Path != "/30" || got[19].Request.Path != "/49" || got[19].Seq != 50 {
		t.Errorf("got %d entries, first %+v, last %+v", len(got), got[0], got[len(got)-1])
	}
}

func TestEntriesAreBoundedInBytes(t *testing.T) {
	j := fixed(0, 8<<10)
	h := j.Wrap(echo)
	for range 100 {
		send(h, "POST", "/", strings.Repeat("x", 5000))
	}
	got := j.Entries(Filter{})
	if len(got) == 0 || len(got) > 4 || j.bytes > 8<<10 {
		t.Errorf("got %d entries of %d bytes, want a few of at most %d", len(got), j.bytes, 8<<10)
	}
}

func TestLongBodyIsCutWithAMark(t *testing.T) {
	j := fixed(0, 8<<10)
	send(j.Wrap(echo), "POST", "/", strings.Repeat("x", 5000))
	got := j.Entries(Filter{})[0]
	want := strings.Repeat("x", 1024) + "… [the first 1024 of 5000 bytes]"
	if got.Request.Body != want || got.Response.Body != want || got.Request.Bytes != 5000 || got.Response.Bytes != 5000 {
		t.Errorf("got %+v", got)
	}
}

func TestResetForgets(t *testing.T) {
	j := fixed(0, 0)
	h := j.Wrap(echo)
	send(h, "GET", "/before", "")
	j.Reset()
	if got := j.Entries(Filter{}); len(got) != 0 {
		t.Errorf("after Reset got %+v", got)
	}
	send(h, "GET", "/after", "")
	if got := j.Entries(Filter{}); len(got) != 1 || got[0].Seq != 2 {
		t.Errorf("got %+v, want one entry with Seq 2", got)
	}
}

func TestFilterChooses(t *testing.T) {
	j := fixed(0, 0)
	h := j.Wrap(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		Tag(r, q.Get("op"), q.Get("by"), q.Get("consent"))
	}))
	for i, q := range []string{"op=get&by=one&consent=a", "op=get&by=two&consent=b", "op=patch&by=one&consent=a", "op=get&by=one&consent=c"} {
		send(h, "GET", fmt.Sprintf("/%d?%s", i, q), "")
	}
	tests := []struct {
		name   string
		filter Filter
		want   string
	}{
		{"all", Filter{}, "/0 /1 /2 /3"},
		{"operation", Filter{Op: "get"}, "/0 /1 /3"},
		{"client", Filter{Client: "two"}, "/1"},
		{"consent", Filter{Consent: "a"}, "/0 /2"},
		{"operation and consent", Filter{Op: "patch", Consent: "a"}, "/2"},
		{"newest", Filter{Limit: 2}, "/2 /3"},
		{"newest of an operation", Filter{Op: "get", Limit: 2}, "/1 /3"},
		{"nothing", Filter{Op: "put"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var paths []string
			for _, e := range j.Entries(tt.filter) {
				paths = append(paths, e.Request.Path)
			}
			if got := strings.Join(paths, " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWriterKeepsItsAbilities(t *testing.T) {
	j := fixed(0, 0)
	h := j.Wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusEarlyHints)
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Errorf("Flush through the controller: %v", err)
		}
		f, ok := w.(http.Flusher)
		if !ok {
			t.Fatal("the writer is no http.Flusher")
		}
		f.Flush()
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Fatalf("Hijack: %v", err)
		}
		_ = conn.Close()
	}))
	served := make(chan bool)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(served)
		h.ServeHTTP(w, r)
	}))
	defer server.Close()
	if resp, err := server.Client().Get(server.URL); err == nil {
		_ = resp.Body.Close()
	}
	<-served
	if got := j.Entries(Filter{}); len(got) != 1 {
		t.Errorf("got %d entries, want 1", len(got))
	}
}

func TestPanicIsKeptAndPassedOn(t *testing.T) {
	j := fixed(0, 0)
	h := j.Wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	func() {
		defer func() {
			if got := recover(); got != http.ErrAbortHandler {
				t.Errorf("recovered %v, want http.ErrAbortHandler", got)
			}
		}()
		send(h, "GET", "/", "")
	}()
	got := j.Entries(Filter{})
	if len(got) != 1 || got[0].Response.Status != 0 || len(got[0].Notes) != 1 {
		t.Errorf("got %+v, want one entry without a status and with a note", got)
	}
}

func TestNoteAndTagOutsideWrapDoNothing(*testing.T) {
	r := httptest.NewRequest("GET", "/", nil)
	Note(r, "nobody listens")
	Tag(r, "op", "client", "consent")
}

func TestManyAtOnce(t *testing.T) {
	j := fixed(30, 0)
	h := j.Wrap(echo)
	done := make(chan bool)
	for range 8 {
		go func() {
			for range 50 {
				send(h, "POST", "/", `{"a":1}`)
				j.Entries(Filter{Limit: 3})
			}
			done <- true
		}()
	}
	for range 8 {
		<-done
	}
	if got := j.Entries(Filter{}); len(got) != 30 || got[29].Seq != 400 {
		t.Errorf("got %d entries, want 30 of which the last is number 400", len(got))
	}
}

func BenchmarkWrap(b *testing.B) {
	j := New(Config{Now: time.Now, Wall: time.Now})
	body := []byte(`{"Data":{"ConsentId":"1f0c","Status":"Authorised","Permissions":["ReadAccountsBasic"]},"Links":{},"Meta":{}}`)
	h := j.Wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) }))
	r := httptest.NewRequest("GET", "/open-banking/v1.0/aisp/account-access-consents/1f0c", nil)
	r.Header.Set("Authorization", "Bearer 2YotnFZFEjr1zCsicMWpAA")
	r.Header.Set("X-Fapi-Interaction-Id", "93bac548-d2de-4546-b106-880a5018460d")
	r.Header.Set("Accept", "application/json")
	b.ReportAllocs()
	for b.Loop() {
		h.ServeHTTP(discard{}, r)
	}
}

// discard is a writer that does as little as possible.
type discard struct{}

var noHeader = http.Header{"Content-Type": {"application/json"}}

func (discard) Header() http.Header         { return noHeader }
func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) WriteHeader(int)             {}
