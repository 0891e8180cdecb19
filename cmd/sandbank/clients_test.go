package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/google/uuid"
)

// assertions is how a client signs, and whom it says it is.
type assertions struct {
	alg jose.SignatureAlgorithm
	key crypto.Signer
}

// file writes the public key, without a kid or an alg, as an operator might.
func (a assertions) file(t *testing.T) string {
	t.Helper()
	body, err := json.Marshal(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: a.key.Public()}}})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "keys.json")
	if err := os.WriteFile(name, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// sign makes an assertion of aisp-one that is good for a minute, but for change.
func (a assertions) sign(t *testing.T, issuer string, change map[string]any) string {
	t.Helper()
	claims := map[string]any{
		"iss": "aisp-one", "sub": "aisp-one", "aud": issuer, "jti": uuid.NewString(), "exp": time.Now().Add(time.Minute).Unix(),
	}
	for name, value := range change {
		claims[name] = value
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: a.alg, Key: a.key}, nil)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// asserted asks for a token with an assertion and returns status and body.
func asserted(t *testing.T, base, assertion string) (int, string) {
	t.Helper()
	res, err := http.PostForm(base+"/oauth2/token", url.Values{
		"grant_type": {"client_credentials"}, "scope": {"accounts"}, "client_assertion": {assertion},
		"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// baseOf reads the bank's address off what serve prints.
func baseOf(t *testing.T, printed []string) string {
	t.Helper()
	for _, line := range printed {
		if _, at, ok := strings.Cut(line, "OAuth "); ok {
			return strings.TrimSuffix(strings.TrimSpace(at), "/.well-known/openid-configuration")
		}
	}
	t.Fatalf("no OAuth address in %q", printed)
	return ""
}

func TestServeTakesSignedAssertions(t *testing.T) {
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	rs, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	mine := []assertions{{jose.ES256, ec}, {jose.PS256, rs}}
	printed, stop := serving(t, "--client-keys", "aisp-one="+mine[0].file(t), "--client-keys", "aisp-one="+mine[1].file(t))
	base := baseOf(t, printed)
	stranger, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, about string
		change      map[string]any
	}{
		{"another audience", "aud", map[string]any{"aud": "https://elsewhere.example"}},
		{"expired", "exp", map[string]any{"exp": time.Now().Add(-time.Hour).Unix()}},
		{"too long a life", "lifetime", map[string]any{"exp": time.Now().Add(time.Hour).Unix()}},
		{"no jti", "jti", map[string]any{"jti": ""}},
		{"another subject", "sub", map[string]any{"sub": "aisp-two"}},
		{"a client without keys", "", map[string]any{"iss": "aisp-two", "sub": "aisp-two"}},
	}
	for _, a := range mine {
		t.Run(string(a.alg), func(t *testing.T) {
			for _, audience := range []string{base, base + "/oauth2/token"} {
				once := a.sign(t, base, map[string]any{"aud": audience})
				if status, body := asserted(t, base, once); status != http.StatusOK || !strings.Contains(body, "access_token") {
					t.Errorf("aud %s: got %d %s, want a token", audience, status, body)
				}
				if status, body := asserted(t, base, once); status != http.StatusUnauthorized || !strings.Contains(body, "used before") {
					t.Errorf("aud %s, replayed: got %d %s, want 401", audience, status, body)
				}
			}
			for _, tt := range tests {
				status, body := asserted(t, base, a.sign(t, base, tt.change))
				if status != http.StatusUnauthorized || !strings.Contains(body, "invalid_client") || !strings.Contains(body, tt.about) {
					t.Errorf("%s: got %d %s, want 401 invalid_client about %q", tt.name, status, body, tt.about)
				}
			}
		})
	}
	if status, body := asserted(t, base, assertions{jose.ES256, stranger}.sign(t, base, nil)); status != http.StatusUnauthorized {
		t.Errorf("a stranger's signature: got %d %s, want 401", status, body)
	}
	if code := stop(); code != exitOK {
		t.Errorf("serve left with %d, want 0", code)
	}
}
