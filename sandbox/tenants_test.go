package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/sandbank-dev/sandbank/sandbox"
	"github.com/sandbank-dev/sandbank/schemas"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// do asks a bank without a network between.
func do(h http.Handler, method, target, token, body string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, target, strings.NewReader(body))
	switch {
	case strings.HasSuffix(req.URL.Path, "/oauth2/token"):
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.SetBasicAuth("aisp-one", "aisp-one-secret")
	case body != "":
		req.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, req)
	return w
}

func mustNew(tb testing.TB, cfg sandbox.Config) *sandbox.Sandbox {
	tb.Helper()
	s, err := sandbox.New(cfg)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func mustToken(tb testing.TB, h http.Handler, base string) string {
	tb.Helper()
	w := do(h, "POST", base+"/oauth2/token", "", "grant_type=client_credentials&scope=accounts")
	var got struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.AccessToken == "" {
		tb.Fatalf("no token: %d %s", w.Code, w.Body)
	}
	return got.AccessToken
}

type consent struct {
	Data struct {
		ConsentID string `json:"ConsentId"`
		Status    string
	}
	Links struct{ Self string }
}

func mustConsent(tb testing.TB, h http.Handler, base, token string) consent {
	tb.Helper()
	w := do(h, "POST", base+"/open-banking/v1.0/aisp/account-access-consents", token, `{"Data":{"Permissions":["ReadAccountsBasic"]}}`)
	var got consent
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != http.StatusCreated {
		tb.Fatalf("no consent: %d %s", w.Code, w.Body)
	}
	return got
}

// Tenants side by side share nothing: a token, a consent and a clock of one are
// unknown to all others.
func TestTenantsDoNotTalk(t *testing.T) {
	s := mustNew(t, sandbox.Config{})
	control := s.Control("http://example.com")
	const tenants = 200
	ids, tokens := make([]string, tenants), make([]string, tenants)
	var wg sync.WaitGroup
	for i := range tenants {
		wg.Go(func() {
			base := fmt.Sprintf("/t/ci-%d", i)
			tokens[i] = mustToken(t, s, base)
			ids[i] = mustConsent(t, s, base, tokens[i]).Data.ConsentID
			do(control, "POST", fmt.Sprintf("/_bank/tenants/ci-%d/clock", i), "", fmt.Sprintf(`{"set":"2030-01-01T00:00:00Z","freeze":true,"advance":"%dh"}`, i+1))
		})
	}
	wg.Wait()
	for i := range tenants {
		next := (i + 1) % tenants
		path := fmt.Sprintf("/t/ci-%d/open-banking/v1.0/aisp/account-access-consents/%s", next, ids[i])
		if got := do(s, "GET", path, tokens[i], "").Code; got != http.StatusUnauthorized {
			t.Fatalf("tenant %d answers %d to the token of tenant %d, want 401", next, got, i)
		}
		foreign := do(s, "GET", path, mustToken(t, s, fmt.Sprintf("/t/ci-%d", next)), "").Code
		if foreign != http.StatusBadRequest {
			t.Fatalf("tenant %d answers %d to the consent of tenant %d, want 400", next, foreign, i)
		}
		var clock struct{ Now time.Time }
		w := do(control, "GET", fmt.Sprintf("/_bank/tenants/ci-%d/clock", i), "", "")
		if err := json.Unmarshal(w.Body.Bytes(), &clock); err != nil {
			t.Fatal(err)
		}
		if want := time.Date(2030, 1, 1, i+1, 0, 0, 0, time.UTC); !clock.Now.Equal(want) {
			t.Fatalf("the clock of tenant %d tells %v, want %v", i, clock.Now, want)
		}
	}
}

func TestPathsAndLinks(t *testing.T) {
	tests := []struct {
		name, base string
		trust      bool
		headers    map[string]string
		want       string // what Links.Self begins with
	}{
		{"default tenant", "", false, nil, "http://example.com/open-banking/"},
		{"tenant in the path", "/t/gulf", false, nil, "http://example.com/t/gulf/open-banking/"},
		{"scenario in the path", "/t/gulf~reject", false, nil, "http://example.com/t/gulf~reject/open-banking/"},
		{"forwarded, not trusted", "", false, map[string]string{"X-Forwarded-Proto": "https", "X-Forwarded-Host": "bank.example"}, "http://example.com/open-banking/"},
		{"forwarded, no web address", "", true, map[string]string{"X-Forwarded-Proto": "javascript", "X-Forwarded-Host": "a/b?c#d"}, "http://example.com/open-banking/"},
		{"forwarded, no port", "", true, map[string]string{"X-Forwarded-Host": "bank.example:99999"}, "http://example.com/open-banking/"},
		{"forwarded, trusted", "/t/gulf", true, map[string]string{"X-Forwarded-Proto": "https, http", "X-Forwarded-Host": "bank.example"}, "https://bank.example/t/gulf/open-banking/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := mustNew(t, sandbox.Config{TrustForwarded: tt.trust})
			forwarded := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				for name, value := range tt.headers {
					r.Header.Set(name, value)
				}
				s.ServeHTTP(w, r)
			})
			made := mustConsent(t, forwarded, tt.base, mustToken(t, forwarded, tt.base))
			if !strings.HasPrefix(made.Links.Self, tt.want) {
				t.Errorf("Links.Self is %q, want it to begin with %q", made.Links.Self, tt.want)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	s := mustNew(t, sandbox.Config{MaxTenants: 2})
	mustToken(t, s, "/t/first")
	tests := []struct {
		name, path string
		want       int
		says       string
	}{
		{"one tenant too many", "/t/second/oauth2/jwks", http.StatusServiceUnavailable, "--max-tenants"},
		{"a name with a space", "/t/a%20b/oauth2/jwks", http.StatusNotFound, "no name for a tenant"},
		{"no name", "/t//oauth2/jwks", http.StatusNotFound, "no name for a tenant"},
		{"a very long name", "/t/" + strings.Repeat("x", 10_000) + "/oauth2/jwks", http.StatusNotFound, "no name for a tenant"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const id = "93bac548-d2de-4546-b106-880a5018460d"
			req := httptest.NewRequest("GET", tt.path, nil)
			req.Header.Set("x-fapi-interaction-id", id)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, req)
			if w.Code != tt.want || !strings.Contains(w.Body.String(), tt.says) {
				t.Errorf("got %d %s, want %d saying %q", w.Code, w.Body, tt.want, tt.says)
			}
			if got := w.Header().Get("x-fapi-interaction-id"); got != id {
				t.Errorf("the interaction id is %q, want it played back", got)
			}
			if bad, err := schemas.Validate("OBErrorResponse", w.Body.Bytes()); err != nil || len(bad) > 0 {
				t.Errorf("the body is no OBErrorResponse: %v %v", bad, err)
			}
		})
	}
	if w := do(s, "GET", "/oauth2/jwks", "", ""); w.Code != http.StatusOK {
		t.Errorf("others have taken the default tenant's room: %d %s", w.Code, w.Body)
	}
}

func TestNewRefusesNoRoom(t *testing.T) {
	if _, err := sandbox.New(sandbox.Config{MaxTenants: -1}); err == nil {
		t.Error("a bank without room for a tenant was made")
	}
}

func TestNewRefusesAnUnknownScenario(t *testing.T) {
	_, err := sandbox.New(sandbox.Config{Scenario: "rejct"})
	if err == nil || !strings.Contains(err.Error(), `"reject"`) {
		t.Errorf("got %v, want an error that offers reject", err)
	}
}

func BenchmarkNewTenant(b *testing.B) {
	s := mustNew(b, sandbox.Config{MaxTenants: 1 << 30})
	for i := range b.N {
		do(s, "GET", fmt.Sprintf("/t/b%d/oauth2/jwks", i), "", "")
	}
}
