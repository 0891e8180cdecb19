package oauth

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
)

const (
	aPoint = `"crv":"P-256","x":"Q8tUliyZywDjs2IGCX0p_uHmzSkJkh9CCxeXkaOyGzw","y":"ce6zC0hZCzZCjhjMCdwSa8W7g6G-syoLU-ho-EBSPso"`
	anEC   = `"kty":"EC",` + aPoint
	anOKP  = `"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"`
)

func TestParseKeys(t *testing.T) {
	tests := []struct{ name, src, about string }{
		{"one key", `{"keys":[{` + anEC + `,"use":"sig","alg":"ES256"}]}`, ""},
		{"what else is in it", `{"keys":[{` + anEC + `}],"about":1}` + "\n", ""},
		{"nothing", ``, "not a JWKS"},
		{"junk after it", `{"keys":[{` + anEC + `}]} x`, "more after its end"},
		{"a bare key", `{` + anEC + `}`, "no key"},
		{"no key", `{"keys":[]}`, "no key"},
		{"no such point", `{"keys":[{` + strings.Replace(anEC, `"x":"Q8`, `"x":"R8`, 1) + `}]}`, "keys[0]: not a key"},
		{"a symmetric key", `{"keys":[{` + anEC + `},{"kty":"oct","k":"c2VjcmV0"}]}`, "keys[1]: private or symmetric"},
		{"a private key", `{"keys":[{` + anEC + `,"d":"TLmUiFQjr2u1LA3QLi4sCMRTRSZfwWa3bcZx3p0JfrY"}]}`, "private or symmetric"},
		{"another curve", `{"keys":[{` + anOKP + `}]}`, "neither ES256"},
		{"to encrypt with", `{"keys":[{` + anEC + `,"use":"enc"}]}`, `"sig"`},
		{"another alg", `{"keys":[{` + anEC + `,"alg":"RS256"}]}`, "must be ES256"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			keys, err := ParseKeys([]byte(tt.src))
			switch {
			case tt.about == "" && (err != nil || len(keys) != 1 || keys[0].Algorithm != "ES256"):
				t.Errorf("got %v, %v, want one ES256 key", keys, err)
			case tt.about != "" && (err == nil || !strings.Contains(err.Error(), tt.about)):
				t.Errorf("got %v, %v, want an error about %q", keys, err, tt.about)
			}
		})
	}
}

func FuzzParseKeys(f *testing.F) {
	f.Add(`{"keys":[{` + anEC + `}]}`)
	f.Add(`{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}`)
	f.Add(`{"keys":[null]}`)
	f.Fuzz(func(t *testing.T, src string) {
		keys, err := ParseKeys([]byte(src))
		if err == nil && len(keys) == 0 {
			t.Error("no key and no error")
		}
		for _, k := range keys {
			if !k.IsPublic() || k.Algorithm == "" {
				t.Errorf("took %v", k)
			}
		}
	})
}

// An AISP that reads the keys before its first customer finds all of them.
func TestJWKSHoldsTheKeysOfEveryClient(t *testing.T) {
	clients := DemoClients()
	clients[0].IDTokenAlg = jose.PS256
	body := newWorld(t, clients...).get(jwksPath, nil).body
	for _, alg := range []string{"ES256", "PS256"} {
		if !strings.Contains(string(body), fmt.Sprintf(`"alg":%q`, alg)) {
			t.Errorf("there is no key for %s in %s", alg, body)
		}
	}
}
