package oauth

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/schemas"
)

// fuzzed sends what nobody would, and wants a clear answer all the same.
func fuzzed(t *testing.T, h http.Handler, r *http.Request) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code >= 500 {
		t.Fatalf("got %d %s", w.Code, w.Body)
	}
	if w.Code >= 400 {
		if found, err := schemas.Validate("OAuthError", w.Body.Bytes()); err != nil || len(found) > 0 {
			t.Fatalf("the error breaks its schema: %v %v: %s", found, err, w.Body)
		}
	}
}

func FuzzToken(f *testing.F) {
	for _, seed := range []string{
		"grant_type=client_credentials&scope=accounts", redeeming("x").Encode(), refreshing("x").Encode(),
		"grant_type=client_credentials&client_assertion=a.b.c&client_assertion_type=x", "%zz", "scope=\x00",
	} {
		f.Add(seed, true)
	}
	s := New(fuzzConfig())
	f.Fuzz(func(t *testing.T, body string, basic bool) {
		r := httptest.NewRequest(http.MethodPost, tokenPath, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if basic {
			r.SetBasicAuth("aisp-one", "aisp-one-secret")
		}
		fuzzed(t, s, r)
	})
}

func FuzzAuthorize(f *testing.F) {
	f.Add(asking("x").Encode())
	f.Add("client_id=aisp-one&redirect_uri=http://localhost/&response_type=code&claims={\"id_token\":null}")
	f.Add("client_id=aisp-one&request=a.b.c")
	s := New(fuzzConfig())
	f.Fuzz(func(t *testing.T, query string) {
		r := httptest.NewRequest(http.MethodGet, authorizePath, nil)
		r.URL.RawQuery = query
		fuzzed(t, s, r)
	})
}
