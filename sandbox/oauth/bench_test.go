package oauth

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

func post(tb testing.TB, s *Server, form string) string {
	r := httptest.NewRequest(http.MethodPost, tokenPath, strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.SetBasicAuth("aisp-one", "aisp-one-secret")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		tb.Fatalf("got %d %s", w.Code, w.Body)
	}
	return w.Body.String()
}

func BenchmarkClientCredentials(b *testing.B) {
	s := New(fuzzConfig())
	b.ReportAllocs()
	for b.Loop() {
		post(b, s, "grant_type=client_credentials&scope=accounts")
	}
}

// BenchmarkCode is a whole authorisation: consent, visit, redemption with an
// id_token.
func BenchmarkCode(b *testing.B) {
	cfg := fuzzConfig()
	s := New(cfg)
	b.ReportAllocs()
	for b.Loop() {
		req := basicRequest()
		req.Facts = scenario.Facts{Header: "auto-approve"}
		c, err := cfg.Bank.CreateConsent("aisp-one", req)
		if err != nil {
			b.Fatal(err)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, authorizePath+"?"+asking(string(c.ID)).Encode(), nil))
		to, err := url.Parse(w.Header().Get("Location"))
		if err != nil || to.Query().Get("code") == "" {
			b.Fatalf("no code: %v %v", to, err)
		}
		post(b, s, redeeming(to.Query().Get("code")).Encode())
	}
}

func BenchmarkAccess(b *testing.B) {
	s := New(fuzzConfig())
	_, rest, _ := strings.Cut(post(b, s, "grant_type=client_credentials&scope=accounts"), `"access_token":"`)
	value, _, _ := strings.Cut(rest, `"`)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := s.Access(value); !ok {
			b.Fatal("the token is dead")
		}
	}
}
