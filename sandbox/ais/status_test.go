package ais

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

const (
	other   = "two:accounts" // another client's token
	wrong   = "one:products" // without the scope
	chunked = "chunked"      // in place of a Content-Length
)

// Every status of the standard's table, on every operation that can have it.
func TestStatuses(t *testing.T) {
	long := `{"Data":"` + strings.Repeat("x", maxBody) + `"}`
	tests := []struct {
		name, method, path, body string
		header                   []string
		status                   int
		code, at                 string // of one error
	}{
		{name: "read", method: "GET", path: "/{made}", status: 200},
		{name: "read, any type", method: "GET", path: "/{made}", header: []string{"Accept", "*/*"}, status: 200},
		{name: "read with parameters that are not", method: "GET", path: "/{made}?x=1;y&z", status: 200},
		{name: "made", method: "POST", body: minimal, status: 201},
		{name: "made, bearer in lower case", method: "POST", body: minimal, header: []string{"Authorization", "bearer one:accounts"}, status: 201},
		{name: "made, with charset", method: "POST", body: minimal, header: []string{"Content-Type", "application/json; charset=UTF-8"}, status: 201},
		{name: "made, with idempotency key", method: "POST", body: minimal, header: []string{"x-idempotency-key", "1"}, status: 201},
		{name: "revoked while waiting", method: "PATCH", path: "/{made}", body: revocation, status: 200},
		{name: "revoked by a merge patch", method: "PATCH", path: "/{made}", body: revocation, header: []string{"Content-Type", "application/merge-patch+json"}, status: 200},

		{name: "no JSON", method: "POST", body: `{"Data":`, status: 400, code: "Resource.InvalidFormat"},
		{name: "no JSON to patch with", method: "PATCH", path: "/{made}", body: `x`, status: 400, code: "Resource.InvalidFormat"},
		{name: "no body", method: "POST", status: 400, code: "Resource.InvalidFormat"},
		{name: "illegal combination", method: "POST", body: `{"Data":{"Permissions":["ReadAccountsBasic","ReadTransactionsBasic"]}}`, status: 400, code: "Field.Expected", at: "Data.Permissions"},
		{name: "unknown scenario", method: "POST", body: minimal, header: []string{"x-sandbox-scenario", "no such"}, status: 400, code: "Header.Invalid", at: "x-sandbox-scenario"},
		{name: "bad header", method: "GET", path: "/{made}", header: []string{"x-fapi-interaction-id", "1"}, status: 400, code: "Header.Invalid", at: "x-fapi-interaction-id"},
		{name: "unknown consent", method: "GET", path: "/0083976", status: 400, code: "Resource.NotFound"},
		{name: "unknown consent to revoke", method: "PATCH", path: "/0083976", body: revocation, status: 400, code: "Resource.NotFound"},
		{name: "revoked twice", method: "PATCH", path: "/{revoked}", body: revocation, status: 400, code: "Resource.InvalidConsentStatus"},
		{name: "half a body", method: "POST", body: minimal, header: []string{"Content-Length", "1000"}, status: 400, code: "Resource.InvalidFormat"},

		{name: "no token", method: "POST", body: minimal, header: []string{"Authorization", "-"}, status: 401},
		{name: "bad token before all else", method: "POST", body: "{", header: []string{"Authorization", "Bearer x", "Accept", "text/html"}, status: 401},

		{name: "scope", method: "POST", body: minimal, header: []string{"Authorization", "Bearer " + wrong}, status: 403},
		{name: "grant", method: "GET", path: "/{made}", header: []string{"Authorization", "Bearer {data}"}, status: 403},
		{name: "grant, before the media type", method: "GET", path: "/{made}", header: []string{"Authorization", "Bearer {data}", "Accept", "text/html"}, status: 403},
		{name: "another client's", method: "GET", path: "/{made}", header: []string{"Authorization", "Bearer " + other}, status: 403},
		{name: "another client's, to revoke", method: "PATCH", path: "/{made}", body: revocation, header: []string{"Authorization", "Bearer " + other}, status: 403},

		{name: "path", method: "GET", path: "/a/b", status: 404, code: "Resource.NotFound"},
		{name: "method", method: "DELETE", path: "/{made}", status: 405, code: "Header.Invalid"},

		{name: "HTML", method: "GET", path: "/{made}", header: []string{"Accept", "text/html"}, status: 406, code: "Header.Invalid", at: "Accept"},
		{name: "HTML to patch with", method: "PATCH", path: "/{made}", body: "{", header: []string{"Accept", "text/html"}, status: 406, code: "Header.Invalid", at: "Accept"},
		{name: "charset", method: "POST", body: minimal, header: []string{"Accept-Charset", "latin1"}, status: 406, code: "Header.Invalid", at: "Accept-Charset"},

		{name: "too large", method: "POST", body: long, status: 413, code: "Resource.InvalidFormat"},
		{name: "too large, in chunks", method: "PATCH", path: "/{made}", body: long, header: []string{"Content-Length", chunked}, status: 413, code: "Resource.InvalidFormat"},

		{name: "form", method: "POST", body: minimal, header: []string{"Content-Type", "application/x-www-form-urlencoded"}, status: 415, code: "Header.Invalid", at: "Content-Type"},
		{name: "charset of the body", method: "PATCH", path: "/{made}", body: revocation, header: []string{"Content-Type", "application/json; charset=latin1"}, status: 415, code: "Header.Invalid", at: "Content-Type"},
		{name: "merge patch of nothing", method: "POST", body: minimal, header: []string{"Content-Type", "application/merge-patch+json"}, status: 415, code: "Header.Invalid", at: "Content-Type"},
		{name: "packed", method: "POST", body: minimal, header: []string{"Content-Encoding", "gzip"}, status: 415, code: "Header.Invalid", at: "Content-Encoding"},
		{name: "type before size", method: "POST", body: long, header: []string{"Content-Type", "text/plain"}, status: 415, code: "Header.Invalid", at: "Content-Type"},
	}
	for _, tt := range tests {
		t.Run(http.StatusText(tt.status)+"/"+tt.name, func(t *testing.T) {
			b := newTestBank(t)
			fill := b.places(t)
			for i := range tt.header {
				tt.header[i] = fill.Replace(tt.header[i])
			}
			resp := b.sendSized(tt.method, fill.Replace(consents+tt.path), tt.body, tt.header...)
			body := checkAnswer(t, resp)
			if resp.StatusCode != tt.status {
				t.Errorf("got %d, want %d; %s", resp.StatusCode, tt.status, body)
			}
			if want := `"ErrorCode":"BH.OBF.` + tt.code + `"`; tt.code != "" && !strings.Contains(body, want) {
				t.Errorf("want %s in %s", want, body)
			}
			if want := `"Path":"` + tt.at + `"`; tt.at != "" && !strings.Contains(body, want) {
				t.Errorf("want %s in %s", want, body)
			}
		})
	}
}

// places makes a consent that can be read, one that is revoked, and a token for
// data, and says where they are.
func (t *testBank) places(tb testing.TB) *strings.Replacer {
	tb.Helper()
	made, revoked := t.mustCreate(tb, "ReadAccountsBasic"), t.mustCreate(tb, "ReadAccountsBasic")
	token := t.mustAuthorise(tb, t.mustCreate(tb, "ReadAccountsBasic"), "amal-current")
	if _, err := t.bank.RevokeConsent("one", revoked); err != nil {
		tb.Fatal(err)
	}
	return strings.NewReplacer("{made}", string(made), "{revoked}", string(revoked), "{data}", token)
}

func TestClientCredentialsDoNotOpenData(t *testing.T) {
	resp := newTestBank(t).send("GET", Root+"/accounts", "")
	if body := checkAnswer(t, resp); resp.StatusCode != http.StatusForbidden || !strings.Contains(body, "client credentials") {
		t.Errorf("got %d %s, want 403 that tells the grant", resp.StatusCode, body)
	}
}

func TestMissingContentTypeIsNoted(t *testing.T) {
	b := newTestBank(t)
	mustBe(t, b.send("POST", consents, minimal, "Content-Type", "-"), http.StatusCreated)
	b.mustNote(t, "no Content-Type: the body is read as JSON")
}

func TestAuthorizationGoesBeforeAuthorisation(t *testing.T) {
	b := newTestBank(t)
	id := b.mustCreate(t, "ReadAccountsBasic")
	mustBe(t, b.send("GET", consents+"/"+string(id), "", "Authorisation", "Bearer "+other), http.StatusOK)
	mustBe(t, b.send("GET", consents+"/"+string(id), "", "Authorization", "", "Authorisation", "Bearer one:accounts"), http.StatusUnauthorized)
}

func TestPanicIsA500WithoutATrace(t *testing.T) {
	b := newTestBank(t)
	h := New(Config{
		Bank: b.bank, NewID: counter("e"),
		Access: func(string) (bank.Access, bool) { panic("the ledger is on fire") },
	})
	logged := captureLog(t)
	b.Handler = h
	resp := b.send("GET", consents+"/x", "")
	body := checkAnswer(t, resp)
	if resp.StatusCode != http.StatusInternalServerError || !strings.Contains(body, `"BH.OBF.UnexpectedError"`) {
		t.Errorf("got %d %s, want 500 UnexpectedError", resp.StatusCode, body)
	}
	if strings.Contains(body, "fire") || strings.Contains(body, ".go") {
		t.Errorf("the client is told too much: %s", body)
	}
	if got := logged.String(); !strings.Contains(got, "the ledger is on fire") || !strings.Contains(got, "admit.go") {
		t.Errorf("the log does not tell what happened: %s", got)
	}
}

func TestTimesAreToldWithOffsetAndMilliseconds(t *testing.T) {
	for _, tt := range []struct{ name, at, want string }{
		{"whole second", "2020-09-10T16:43:31Z", `"2020-09-10T19:43:31.000+03:00"`},
		{"nanoseconds are cut", "2020-09-10T16:43:31.508999999Z", `"2020-09-10T19:43:31.508+03:00"`},
		{"next day", "2020-12-31T21:00:00Z", `"2021-01-01T00:00:00.000+03:00"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			at, err := time.Parse(time.RFC3339Nano, tt.at)
			if err != nil {
				t.Fatal(err)
			}
			if got := string(appendTime(nil, at)); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
