package oauth

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

func TestCustomerDecides(t *testing.T) {
	tests := []struct{ script, want string }{
		{"auto-approve", ""}, {"reject", "access_denied"},
	}
	for _, tt := range tests {
		t.Run(tt.script, func(t *testing.T) {
			w := newWorld(t)
			v := w.get(authorizePath, asking(w.consent(tt.script))).landed(t)
			if v.Get("error") != tt.want || v.Get("state") != "s-1" || v.Has("code") == (tt.want != "") || v.Get("iss") != w.url {
				t.Errorf("landed with %v, want error %q", v, tt.want)
			}
		})
	}
}

func TestCustomerWalksAway(t *testing.T) {
	w := newWorld(t)
	if r := w.get(authorizePath, asking(w.consent("expires-unauthorised"))); r.status != 200 || !strings.Contains(r.body, "not answered") {
		t.Errorf("got %d %s, want a page", r.status, r.body)
	}
}

func TestConsentThatHasEndedIsDenied(t *testing.T) {
	w := newWorld(t)
	for _, end := range []scenario.State{scenario.Rejected, scenario.Revoked} {
		consent := w.consent("ask")
		if _, err := w.bank.Push(bankID(consent), end, scenario.ByAISP, "test"); err != nil {
			t.Fatal(err)
		}
		if v := w.get(authorizePath, asking(consent)).landed(t); v.Get("error") != "access_denied" {
			t.Errorf("a %s consent lands with %v, want access_denied", end, v)
		}
	}
}

func TestAuthorisationRequestIsRefusedAtTheClient(t *testing.T) {
	w := newWorld(t)
	mine, theirs := w.consent("auto-approve"), w.consentOf("aisp-two", "auto-approve")
	tests := []struct {
		name        string
		change      func(url.Values)
		code, about string
	}{
		{"no consent", func(v url.Values) { v.Del("claims") }, "invalid_request", "openbanking_intent_id"},
		{"claims that are not JSON", func(v url.Values) { v.Set("claims", "{") }, "invalid_request", "JSON"},
		{"an unknown consent", func(v url.Values) { v.Set("claims", asking("nobody").Get("claims")) }, "invalid_request", "no consent of this client"},
		{"another AISP's consent", func(v url.Values) { v.Set("claims", asking(theirs).Get("claims")) }, "invalid_request", "no consent of this client"},
		{"an unknown scope", func(v url.Values) { v.Set("scope", "openid payments") }, "invalid_scope", "payments"},
		{"another response type", func(v url.Values) { v.Set("response_type", "token") }, "unsupported_response_type", "response_type"},
		{"the plain challenge", func(v url.Values) { v.Set("code_challenge_method", "plain") }, "invalid_request", "code_challenge_method"},
		{"a challenge without a method", func(v url.Values) { v.Del("code_challenge_method") }, "invalid_request", "plain"},
		{"hybrid without a nonce", func(v url.Values) { v.Set("response_type", "code id_token"); v.Del("nonce") }, "invalid_request", "nonce"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := asking(mine)
			tt.change(v)
			got := w.get(authorizePath, v).landed(t)
			if got.Get("error") != tt.code || !strings.Contains(got.Get("error_description"), tt.about) || got.Get("state") != "s-1" {
				t.Errorf("landed with %v, want %s about %s", got, tt.code, tt.about)
			}
		})
	}
}

func TestNoRedirectWhereItIsNotSafe(t *testing.T) {
	w := newWorld(t)
	mine := w.consent("auto-approve")
	tests := []struct{ name, field, value string }{
		{"a redirect URI elsewhere", "redirect_uri", "https://evil.example/callback"},
		{"a redirect URI that looks local", "redirect_uri", "http://127.0.0.1.evil.example/"},
		{"a redirect URI with a user", "redirect_uri", "http://127.0.0.1@evil.example/"},
		{"a redirect URI with a fragment", "redirect_uri", callback + "#x"},
		{"a script", "redirect_uri", "javascript://localhost/%0aalert(1)"},
		{"no redirect URI", "redirect_uri", ""},
		{"an unknown client", "client_id", "aisp-nine"},
		{"no client", "client_id", ""},
		{"a request object of nobody", "request", "a.b.c"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := asking(mine)
			v.Set(tt.field, tt.value)
			r := w.get(authorizePath, v)
			if r.status != 400 || r.header.Get("Location") != "" || r.text("error") == "" {
				t.Errorf("got %d %q %s, want 400 without Location", r.status, r.header.Get("Location"), r.body)
			}
			req := w.request(http.MethodGet, authorizePath, v)
			req.Header.Set("Accept", "text/html")
			if r := w.do(req); r.status != 400 || !strings.Contains(r.body, "This cannot go on") {
				t.Errorf("a browser got %d %s, want a page", r.status, r.body)
			}
		})
	}
}

func TestAnyLoopbackRedirect(t *testing.T) {
	w := newWorld(t)
	for _, to := range []string{"http://localhost:1/x?y=1", "http://[::1]:8080/cb", "http://127.0.0.1/", "https://127.8.8.8:7/a%20b"} {
		v := asking(w.consent("auto-approve"))
		v.Set("redirect_uri", to)
		r := w.get(authorizePath, v)
		host, _, _ := strings.Cut(to, "?")
		if r.status != 302 || !strings.HasPrefix(r.header.Get("Location"), host) {
			t.Errorf("%s: got %d to %q", to, r.status, r.header.Get("Location"))
		}
	}
}

func TestHybridAnswersInTheFragment(t *testing.T) {
	for _, alg := range signing {
		t.Run(string(alg), func(t *testing.T) {
			clients := DemoClients()
			clients[0].IDTokenAlg = alg
			w := newWorld(t, clients...)
			w.clock.Set(time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC))
			w.clock.Freeze()
			consent := w.consent("auto-approve")
			v := asking(consent)
			v.Set("response_type", "code id_token")
			r := w.get(authorizePath, v)
			if !strings.Contains(r.header.Get("Location"), callback+"#") {
				t.Fatalf("landed at %s, want a fragment", r.header.Get("Location"))
			}
			got := r.landed(t)
			claims := w.verified(got.Get("id_token"), alg)
			want := map[string]any{
				"iss": w.url, "aud": "aisp-one", "sub": "amal", "nonce": "n-1", intentClaim: consent, "acr": string(acrSCA),
				"c_hash": halfHash(got.Get("code")), "s_hash": halfHash("s-1"),
				"iat": float64(w.clock.Now().Unix()), "exp": float64(w.clock.Now().Add(idTokenLife).Unix()),
			}
			for name, value := range want {
				if claims[name] != value {
					t.Errorf("%s is %v, want %v", name, claims[name], value)
				}
			}
			token := w.mustToken(redeeming(got.Get("code")))
			if c := w.verified(token.text("id_token"), alg); c[intentClaim] != consent || c["nonce"] != "n-1" {
				t.Errorf("the id_token of the token endpoint says %v", c)
			}
		})
	}
}

func halfHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// verified returns the claims of an id_token that a published key signed.
func (w *world) verified(raw string, alg jose.SignatureAlgorithm) map[string]any {
	w.Helper()
	var set jose.JSONWebKeySet
	body := w.get(jwksPath, nil).body
	if err := json.Unmarshal([]byte(body), &set); err != nil {
		w.Fatal(err)
	}
	if strings.Contains(body, `"d"`) {
		w.Fatal("the private key is published")
	}
	t, err := jwt.ParseSigned(raw, []jose.SignatureAlgorithm{alg})
	if err != nil {
		w.Fatal(err)
	}
	claims := map[string]any{}
	keys := set.Key(t.Headers[0].KeyID)
	if len(keys) != 1 {
		w.Fatalf("%d keys are named %s", len(keys), t.Headers[0].KeyID)
	}
	if err := t.Claims(keys[0].Key, &claims); err != nil {
		w.Fatal(err)
	}
	return claims
}
