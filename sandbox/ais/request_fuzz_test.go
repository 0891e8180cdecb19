package ais

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// FuzzRequest asks for data with any path and any query: there is no 5xx, every
// answer has the right form, and nothing of an account that is not open.
func FuzzRequest(f *testing.F) {
	for _, e := range bank.Endpoints() {
		f.Add(at(e, "amal-current", "2026-02"), "", "")
		f.Add(at(e, "amal-savings", "x"), "fromBookingDateTime=2026-02-01&toBookingDateTime=2026-01-01T00:00:00Z", "text/csv")
	}
	f.Add("/accounts/%2e%2e/%00", "page=AAAA&page=%zz", "*/*;q=0")
	f.Add("/accounts/amal-current/statements/..%2f/file", "fromStatementDateTime=0000-00-00&page=", "application/pdf;q=0.1, text/csv")
	b := newDataBank(f)
	token := b.mustAuthorise(f, b.mustCreate(f, everything...), "amal-current")
	f.Fuzz(func(t *testing.T, path, query, accept string) {
		r := b.request("GET", Root, "", "Authorization", "Bearer "+token)
		r.URL = &url.URL{Path: segmentOf(Root + path), RawPath: Root + path, RawQuery: query}
		if accept != "" {
			r.Header["Accept"] = strings.Split(accept, "\n")
		}
		resp := b.do(r)
		if resp.StatusCode == http.StatusOK && resp.Header.Get("Content-Disposition") != "" {
			return
		}
		body := checkAnswer(t, resp)
		if resp.StatusCode >= http.StatusInternalServerError {
			t.Fatalf("got %d: %s", resp.StatusCode, body)
		}
		if strings.Contains(body, `"AccountId":"amal-savings"`) {
			t.Fatalf("an account that the customer did not choose: %.300s", body)
		}
	})
}
