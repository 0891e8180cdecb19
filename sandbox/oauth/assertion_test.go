package oauth

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// A signer is an AISP's key.
type signer struct {
	private crypto.Signer
	key     jose.JSONWebKey
}

// newSigner makes a key for alg, and the demo clients of which the first has it.
func newSigner(t *testing.T, alg jose.SignatureAlgorithm) (signer, []Client) {
	t.Helper()
	var private crypto.Signer
	var err error
	if alg == jose.PS256 {
		private, err = rsa.GenerateKey(rand.Reader, 2048)
	} else {
		private, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	}
	if err != nil {
		t.Fatal(err)
	}
	s := signer{private, jose.JSONWebKey{Key: private.Public(), KeyID: "k1", Algorithm: string(alg), Use: "sig"}}
	clients := DemoClients()
	clients[0].Keys = []jose.JSONWebKey{s.key}
	return s, clients
}

func (s signer) sign(t *testing.T, claims map[string]any) string {
	t.Helper()
	with := jose.SigningKey{Algorithm: jose.SignatureAlgorithm(s.key.Algorithm), Key: s.private}
	sig, err := jose.NewSigner(with, (&jose.SignerOptions{}).WithHeader("kid", "k1"))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := jwt.Signed(sig).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestSignedRequestObject(t *testing.T) {
	for _, alg := range signing {
		t.Run(string(alg), func(t *testing.T) {
			mine, clients := newSigner(t, alg)
			stranger, _ := newSigner(t, alg)
			w := newWorld(t, clients...)
			consent := w.consent("auto-approve")
			object := map[string]any{
				"iss": "aisp-one", "aud": w.url, "exp": time.Now().Add(time.Minute).Unix(), "client_id": "aisp-one", "jti": "j",
				"redirect_uri": callback, "response_type": "code id_token", "scope": "openid accounts", "state": "inner", "nonce": "n-9",
				"claims": map[string]any{"id_token": map[string]any{intentClaim: map[string]any{"value": consent, "essential": true}}},
			}
			outer := form("client_id", "aisp-one", "response_type", "code id_token", "scope", "openid accounts", "state", "outer")
			for range 2 { // a browser may reload
				outer.Set("request", mine.sign(t, object))
				if v := w.get(authorizePath, outer).landed(t); v.Get("code") == "" || v.Get("state") != "inner" {
					t.Errorf("landed with %v, want a code and the signed state", v)
				}
			}
			outer.Set("request", stranger.sign(t, object))
			if r := w.get(authorizePath, outer); r.status != 400 || r.text("error") != "invalid_request_object" {
				t.Errorf("a forged object is answered %d %s", r.status, r.body)
			}
			object["exp"] = time.Now().Add(-time.Hour).Unix()
			outer.Set("request", mine.sign(t, object))
			if r := w.get(authorizePath, outer); r.status != 400 || r.text("error") != "invalid_request_object" {
				t.Errorf("an expired object is answered %d %s", r.status, r.body)
			}
		})
	}
}

func TestPrivateKeyJWT(t *testing.T) {
	for _, alg := range signing {
		t.Run(string(alg), func(t *testing.T) {
			key, clients := newSigner(t, alg)
			w := newWorld(t, clients...)
			assertion := func(audience, id string) url.Values {
				return form("grant_type", "client_credentials", "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
					"client_assertion", key.sign(t, map[string]any{
						"iss": "aisp-one", "sub": "aisp-one", "aud": audience, "jti": id, "exp": time.Now().Add(time.Minute).Unix(),
					}))
			}
			w.clock.Advance(5 * 365 * 24 * time.Hour) // an assertion is made by the client's clock, not by the tenant's
			for _, audience := range []string{w.url, w.url + tokenPath} {
				v := assertion(audience, audience)
				if r := w.post("", tokenPath, v); r.status != 200 {
					t.Errorf("aud %s: got %d %s", audience, r.status, r.body)
				}
				r := w.post("", tokenPath, v)
				w.wantError(r, 401, "invalid_client")
				if !strings.Contains(r.text("error_description"), "used before") {
					t.Errorf("a replay is told %q", r.text("error_description"))
				}
			}
			w.wantError(w.post("", tokenPath, assertion("https://elsewhere.example", "j3")), 401, "invalid_client")
		})
	}
}

// A replay is one of the same client: another may happen on the same jti.
func TestAJTIIsItsClientsOwn(t *testing.T) {
	key, clients := newSigner(t, jose.ES256)
	clients[1].Keys = clients[0].Keys
	w := newWorld(t, clients...)
	for _, id := range []string{"aisp-one", "aisp-two"} {
		v := form("grant_type", "client_credentials", "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
			"client_assertion", key.sign(t, map[string]any{
				"iss": id, "sub": id, "aud": w.url, "jti": "same", "exp": time.Now().Add(time.Minute).Unix(),
			}))
		if r := w.post("", tokenPath, v); r.status != 200 {
			t.Errorf("%s: got %d %s", id, r.status, r.body)
		}
	}
}
