package oauth

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/go-jose/go-jose/v4"
)

// ParseKeys reads a JWKS (RFC 7517, 5) of a client's public keys: at least one,
// each fit for ES256 or PS256. It refuses private and symmetric keys, which are
// the client's own to keep.
func ParseKeys(src []byte) ([]jose.JSONWebKey, error) {
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	d := json.NewDecoder(bytes.NewReader(src))
	if err := d.Decode(&set); err != nil {
		return nil, fmt.Errorf("not a JWKS, which looks as in {\"keys\":[{\"kty\":\"EC\",…}]}: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("not a JWKS: there is more after its end, at byte %d", d.InputOffset())
	}
	if len(set.Keys) == 0 {
		return nil, errors.New("no key is in it; \"keys\" must hold at least one public key")
	}
	var keys []jose.JSONWebKey
	for i, raw := range set.Keys {
		key, err := publicKey(raw)
		if err != nil {
			return nil, fmt.Errorf("keys[%d]: %w", i, err)
		}
		keys = append(keys, key)
	}
	return keys, nil
}

func publicKey(raw []byte) (key jose.JSONWebKey, err error) {
	if err := json.Unmarshal(raw, &key); err != nil {
		return key, fmt.Errorf("not a key: %w", err)
	}
	var kind struct{ Kty, Crv string }
	_ = json.Unmarshal(raw, &kind) // it was read above
	switch {
	case !key.IsPublic():
		return key, errors.New("private or symmetric; give the public key alone, and keep this one to yourself")
	case kind.Kty != "RSA" && (kind.Kty != "EC" || kind.Crv != "P-256"):
		return key, fmt.Errorf("kty %q, crv %q signs neither ES256 (EC, P-256) nor PS256 (RSA)", kind.Kty, kind.Crv)
	case key.Use != "" && key.Use != "sig":
		return key, fmt.Errorf("use is %q; a key that signs has \"sig\"", key.Use)
	}
	alg := map[string]jose.SignatureAlgorithm{"EC": jose.ES256, "RSA": jose.PS256}[kind.Kty]
	if key.Algorithm != "" && key.Algorithm != string(alg) {
		return key, fmt.Errorf("alg is %q; with kty %q it must be %s", key.Algorithm, kind.Kty, alg)
	}
	key.Algorithm = string(alg) // an assertion without kid is matched to its key by alg
	return key, nil
}
