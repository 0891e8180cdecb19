package features

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
)

// TestIDTokenIsSigned holds id_tokens of every kind against a key set.
func TestIDTokenIsSigned(t *testing.T) {
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	big, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	set := jose.JSONWebKeySet{Keys: []jose.JSONWebKey{
		{Key: &ec.PublicKey, KeyID: "ec", Use: "sig", Algorithm: "ES256"},
		{Key: &big.PublicKey, KeyID: "rsa", Use: "sig"},
		{Key: &big.PublicKey, KeyID: "for-encryption", Use: "enc"},
	}}
	secret := []byte("a secret of thirty-two characters")
	sign := func(alg jose.SignatureAlgorithm, key any, kid string) string {
		t.Helper()
		signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: jose.JSONWebKey{Key: key, KeyID: kid}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		jws, err := signer.Sign([]byte(`{"aud":"one"}`))
		if err != nil {
			t.Fatal(err)
		}
		token, err := jws.CompactSerialize()
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	good := sign(jose.ES256, ec, "ec")
	head, rest, _ := strings.Cut(good, ".")
	_, signature, _ := strings.Cut(rest, ".")
	for _, tt := range []struct {
		name, token string
		want        bool
	}{
		{"ES256", good, true},
		{"PS256", sign(jose.PS256, big, "rsa"), true},
		{"RS256", sign(jose.RS256, big, "rsa"), true},
		{"no kid", sign(jose.ES256, ec, ""), true},
		{"another kid", sign(jose.ES256, ec, "rsa"), false},
		{"a key that is not there", sign(jose.ES256, other(t), "ec"), false},
		{"a key for encryption", sign(jose.PS256, big, "for-encryption"), false},
		{"an algorithm that is not for id_tokens", sign(jose.PS512, big, "rsa"), false},
		{"a secret", sign(jose.HS256, secret, ""), false},
		{"none", "eyJhbGciOiJub25lIn0." + rest[:strings.IndexByte(rest, '.')] + ".", false},
		{"other claims", head + ".eyJhdWQiOiJ0d28ifQ." + signature, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := keyed(t, set)
			w.trip, w.grant = &Authorisation{As: w.AISP, IDToken: tt.token}, grant{access: "some"}
			err := w.idTokensSigned(t.Context())
			if got := err == nil; got != tt.want || err != nil && len(findingsIn(err)) == 0 {
				t.Errorf("got %v, want it taken: %v", err, tt.want)
			}
		})
	}
}

// other gives a key that is in no set.
func other(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// keyed gives a World whose bank has these keys, and one of a kind that the
// suite does not know.
func keyed(t *testing.T, set jose.JSONWebKeySet) *World {
	t.Helper()
	text, err := json.Marshal(set)
	if err != nil {
		t.Fatal(err)
	}
	bank := newFakeBank(t)
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/keys" {
			return false
		}
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, strings.Replace(string(text), `[`, `[{"kty":"lattice","kid":"ec"},`, 1))
		return true
	}
	w := worldAt(t, bank)
	w.Target.keysURL = bank.URL + "/keys"
	return w
}

// worldAt gives a World of a scenario that is not run.
func worldAt(t *testing.T, bank *fakeBank) *World {
	t.Helper()
	o, err := bank.options(scenario("@M-1", asksWell)).complete()
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlan(o)
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRun(t.Context(), o, p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.pool.CloseIdleConnections)
	w, err := r.newWorld(p.items[0])
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestIDTokenClaims asks of claims that are there, missing and in other forms.
func TestIDTokenClaims(t *testing.T) {
	for _, tt := range []struct {
		name, claims string
		ask          func(*World, context.Context) error
		want         bool
	}{
		{"audience", `{"aud":"one"}`, (*World).idTokensAddressed, true},
		{"one of several audiences", `{"aud":["two","one"]}`, (*World).idTokensAddressed, true},
		{"another audience", `{"aud":"two"}`, (*World).idTokensAddressed, false},
		{"an audience that begins so", `{"aud":["one-more"]}`, (*World).idTokensAddressed, false},
		{"no audience", `{}`, (*World).idTokensAddressed, false},
		{"nonce", `{"nonce":"n"}`, (*World).idTokensFresh, true},
		{"another nonce", `{"nonce":"m"}`, (*World).idTokensFresh, false},
		{"no nonce", `{}`, (*World).idTokensFresh, false},
		{"issuer", `{"iss":"https://bank.example"}`, (*World).idTokensIssued, true},
		{"another issuer", `{"iss":"https://bank.example.com"}`, (*World).idTokensIssued, false},
		{"no JSON", `{`, (*World).idTokensFresh, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := &World{AISP: &AISP{ID: "one"}, Target: Target{Issuer: "https://bank.example"}}
			token := "e30." + base64.RawURLEncoding.EncodeToString([]byte(tt.claims)) + ".c2ln"
			w.trip, w.grant = &Authorisation{As: w.AISP, Nonce: "n", IDToken: token}, grant{access: "some"}
			err := tt.ask(w, t.Context())
			if got := err == nil; got != tt.want || err != nil && len(findingsIn(err)) == 0 {
				t.Errorf("got %v, want it taken: %v", err, tt.want)
			}
		})
	}
	w := &World{memory: memory{trip: &Authorisation{}, grant: grant{access: "some"}}}
	if err := w.idTokensFresh(t.Context()); len(findingsIn(err)) != 1 {
		t.Errorf("without an id_token: %v, want a finding", err)
	}
}

// TestHalfHash is the example of OpenID Connect Core, A.4.
func TestHalfHash(t *testing.T) {
	const code, want = "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk", "LDktKdoQak3Pk0cnXxCltA"
	if got := halfHash("RS256", code); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for alg, size := range map[string]int{"PS256": 22, "ES384": 32, "RS512": 43} {
		if got := len(halfHash(alg, code)); got != size {
			t.Errorf("%s: got %d characters, want %d", alg, got, size)
		}
	}
	if err := (&World{}).idTokenHashes(t.Context(), "c_hash", "code"); !errors.Is(err, ErrHarness) {
		t.Errorf("before the customer was sent anywhere: %v, want an error of ours", err)
	}
}
