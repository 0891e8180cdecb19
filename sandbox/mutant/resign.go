package mutant

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"math/big"
	"net/url"
	"strings"
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
	return func(good bank) bank {
		return func(c *call) *answer {
			a := good(c)
			switch {
			case c.op == keys && a.ok():
				doc := a.doc()
				list, _ := doc["keys"].([]any)
				doc["keys"] = append(list, publicKey())
				a.tell(doc)
			case c.op == token && a.ok():
				doc := a.doc()
				if jwt := doc.text("id_token"); jwt != "" {
					doc["id_token"] = resign(jwt, edit)
					a.tell(doc)
				}
			case c.op == authorize:
				a.relocate(func(v url.Values) {
					if jwt := v.Get("id_token"); jwt != "" {
						v.Set("id_token", resign(jwt, edit))
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
	parts := strings.Split(jwt, ".")
	if len(parts) != 3 {
		return jwt
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	claims := parse(payload)
	if err != nil || claims == nil {
		return jwt
	}
	edit(claims)
	head := object{"alg": "PS256", "kid": signerID, "typ": "JWT"}
	signed := base64.RawURLEncoding.EncodeToString(head.bytes()) + "." + base64.RawURLEncoding.EncodeToString(claims.bytes())
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPSS(rand.Reader, signer(), crypto.SHA256, sum[:], &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
	if err != nil {
		panic("mutant: a good key does not sign: " + err.Error())
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}
