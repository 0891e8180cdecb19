package features

import (
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"
)

// TestHostileAnswers holds the suite against banks that answer too much, too
// slowly or not at all: every scenario ends, and none in favour of the bank.
func TestHostileAnswers(t *testing.T) {
	asks, given := scenario("@M-1", asksWell), scenario("@M-1", "Given a consent; "+asksWell)
	flood := func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusCreated)
		for chunk := bytes.Repeat([]byte("x"), 1<<16); r.Context().Err() == nil; {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	}
	stall := func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusCreated)
		w.Write([]byte(`{"Data":`))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
	hang := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	huge := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Huge", string(bytes.Repeat([]byte("x"), maxHeaders+1)))
	}
	for _, tt := range []struct {
		name, scenario string
		answer         http.HandlerFunc
		patience       time.Duration
		want           Outcome
	}{
		{"a body without end", asks, flood, 0, Failed},
		{"a body without end, on the way to the test", given, flood, 0, Untested},
		{"a body that stops half-way", asks, stall, 100 * time.Millisecond, Failed},
		{"no answer", asks, hang, 100 * time.Millisecond, Untested},
		{"huge headers", asks, huge, 0, Failed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bank := newFakeBank(t)
			bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
				if r.Method != http.MethodPost || r.URL.Path != "/open-banking/v1.0/aisp/account-access-consents" {
					return false
				}
				io.Copy(io.Discard, r.Body) // only then does the server see that the client has gone
				tt.answer(w, r)
				return true
			}
			o := bank.options(tt.scenario)
			o.RequestTimeout = tt.patience
			report := mustVerify(t, o)
			if got := report.Results[0]; got.Outcome != tt.want || report.Conformant {
				t.Errorf("got %s (%s), conformant %v, want %s", got.Outcome, got.Reason, report.Conformant, tt.want)
			}
		})
	}
}
