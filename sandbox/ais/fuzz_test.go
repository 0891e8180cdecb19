package ais

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// A fuzzed is a bank with one consent, and its state before a request.
type fuzzed struct {
	*testBank
	id     bank.ConsentID
	before []bank.Consent
}

func newFuzzed(t *testing.T) fuzzed {
	b := newTestBank(t)
	id := b.mustCreate(t, "ReadAccountsBasic")
	return fuzzed{b, id, b.bank.Consents(10)}
}

// mustHold sends r and checks what holds of every request there is: no 5xx, an
// answer of the right form, and nothing changed by what is refused.
func (f fuzzed) mustHold(t *testing.T, r *http.Request) {
	t.Helper()
	resp := f.do(r)
	body := checkAnswer(t, resp)
	if resp.StatusCode >= http.StatusInternalServerError {
		t.Fatalf("got %d: %s", resp.StatusCode, body)
	}
	if resp.StatusCode >= http.StatusBadRequest {
		if diff := cmp.Diff(f.before, f.bank.Consents(10)); diff != "" {
			t.Fatalf("%d, but the state changed (-before +after):\n%s", resp.StatusCode, diff)
		}
		return
	}
	if body != "" {
		mustFit(t, "OBAccountAccessConsentResponse", body)
	}
}

func FuzzCreateConsent(f *testing.F) {
	for _, body := range []string{minimal, windowed, pageBody, "", "null", `{"Data":{"Permissions":[{}]}}`} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		b := newFuzzed(t)
		b.mustHold(t, b.request("POST", consents, body))
	})
}

func FuzzPatchConsent(f *testing.F) {
	for _, body := range []string{revocation, minimal, `{"Data":{"Status":"Rejected"}}`, "", "[]", `{"Data":{"Status":{}}}`} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		b := newFuzzed(t)
		b.mustHold(t, b.request("PATCH", consents+"/"+string(b.id), body))
	})
}

func FuzzHeaders(f *testing.F) {
	f.Add("Bearer one:accounts", "Sun, 10 Sep 2020 19:43:31 GMT+03:00", "104.25.212.99", someUUID, "*/*", "application/json", "")
	f.Add("bearer  "+pageToken, "", "::1", "x", "text/html;q=0, */*;q=0.1", "application/json;charset=latin1", "gzip")
	f.Fuzz(func(t *testing.T, authorization, date, address, id, accept, mediaType, coding string) {
		b := newFuzzed(t)
		r := b.request("POST", consents, minimal)
		for name, value := range map[string]string{
			"Authorization": authorization, authDate: date, customerIP: address, interactionID: id,
			"Accept": accept, "Accept-Charset": accept, "Content-Type": mediaType, "Content-Encoding": coding, scenarioName: coding,
		} {
			if value != "" {
				r.Header[name] = strings.Split(value, "\n") // a line each
			}
		}
		b.mustHold(t, r)
	})
}

func FuzzQuery(f *testing.F) {
	f.Add("0083976", "x=1&y=%20")
	f.Add("a/b\x00\xff", "%zz;&&=")
	f.Fuzz(func(t *testing.T, id, query string) {
		b := newFuzzed(t)
		r := b.request("GET", consents, "")
		r.URL = &url.URL{Path: consents + "/" + id, RawQuery: query}
		b.mustHold(t, r)
		r = httptest.NewRequest("PATCH", consents+"/"+url.PathEscape(id), strings.NewReader(revocation))
		r.Header.Set("Authorization", "Bearer one:accounts")
		r.URL.RawQuery = query
		b.mustHold(t, r)
	})
}
