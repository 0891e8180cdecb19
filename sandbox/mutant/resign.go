package mutant

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"math/big"
	"net/url"
	"sync"
)

// signer is the key that mutants sign with, made when it is first asked for.
var signer = sync.OnceValue(func() *rsa.PrivateKey {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic("mutant: no key: " + err.Error()) // no randomness: nothing can go on
	}
	return k
})

const signerID = "mutant"

// resigned lies in the claims of id_tokens, and signs them with a key that it
// adds to the bank's key set, so that only the claims give the lie away.
func resigned(edit func(claims object)) lie {
	return both(edited(func(jwt string) string { return resign(jwt, edit) }),
		alter(done(keys), func(_ *call, a *answer) {
			doc := a.doc()
			list, _ := doc["keys"].([]any)
			doc["keys"] = append(list, publicKey())
			a.tell(doc)
		}))
}

// unpublished signs id_tokens with a key that the bank's key set does not have.
var unpublished = edited(func(jwt string) string { return resign(jwt, func(object) {}) })

// edited lies in the id_tokens of redirects and of the token endpoint.
func edited(edit func(jwt string) string) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			a := good(c)
			switch {
			case c.op == token && a.ok():
				doc := a.doc()
				if jwt := doc.text("id_token"); jwt != "" {
					doc["id_token"] = edit(jwt)
					a.tell(doc)
				}
			case c.op == authorize:
				a.relocate(func(v url.Values) {
					if jwt := v.Get("id_token"); jwt != "" {
						v.Set("id_token", edit(jwt))
					}
				})
			}
			return a
		}
	}
}

func publicKey() object {
	k := signer().PublicKey
	return object{
		"kty": "RSA", "use": "sig", "alg": "PS256", "kid": signerID,
		"n": base64.RawURLEncoding.EncodeToString(k.N.Bytes()),
		"e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(k.E)).Bytes()),
	}
}

// resign returns the JWT with its claims edited; one that is no JWT as it is.
func resign(jwt string, edit func(claims object)) string {
	_, claims, _ := apart(jwt)
	if claims == nil {
		return jwt
	}
	edit(claims)
	signed := encoded(object{"alg": "PS256", "kid": signerID, "typ": "JWT"}) + "." + encoded(claims)
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPSS(rand.Reader, signer(), crypto.SHA256, sum[:], &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
	if err != nil {
		panic("mutant: a good key does not sign: " + err.Error())
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}
