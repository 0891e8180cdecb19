package oauth

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/go-jose/go-jose/v4"
)

// Keys sign the id_tokens of a process. The ES256 key is there at once; the
// PS256 key takes a fifth of a second to make and is made when first needed.
type Keys struct {
	es256 jose.JSONWebKey
	ps256 func() jose.JSONWebKey
	known atomic.Pointer[jose.JSONWebKeySet]
}

// NewKeys makes the keys of a process.
func NewKeys() *Keys {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err) // the machine has no randomness
	}
	k := &Keys{es256: webKey(private, jose.ES256)}
	k.known.Store(&jose.JSONWebKeySet{Keys: []jose.JSONWebKey{k.es256}})
	k.ps256 = sync.OnceValue(func() jose.JSONWebKey {
		private, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err)
		}
		key := webKey(private, jose.PS256)
		k.known.Store(&jose.JSONWebKeySet{Keys: []jose.JSONWebKey{k.es256, key}})
		return key
	})
	return k
}

// need makes the key for alg if it is not there yet.
func (k *Keys) need(alg jose.SignatureAlgorithm) {
	if alg == jose.PS256 {
		k.ps256()
	}
}

// Public returns the public keys that there are.
func (k *Keys) Public() jose.JSONWebKeySet {
	var set jose.JSONWebKeySet
	for _, key := range k.known.Load().Keys {
		set.Keys = append(set.Keys, key.Public())
	}
	return set
}

func webKey(private any, alg jose.SignatureAlgorithm) jose.JSONWebKey {
	key := jose.JSONWebKey{Key: private, Algorithm: string(alg), Use: "sig"}
	print, err := key.Thumbprint(crypto.SHA256)
	if err != nil {
		panic(err) // a key that was just made has a thumbprint
	}
	key.KeyID = base64.RawURLEncoding.EncodeToString(print)
	return key
}

// jwks shows every key that a client here may meet, used yet or not.
func (s *Server) jwks(w http.ResponseWriter, _ *http.Request, _ *call) {
	for _, c := range s.clients {
		s.cfg.Keys.need(c.IDTokenAlg)
	}
	writeJSON(w, http.StatusOK, s.cfg.Keys.Public())
}
