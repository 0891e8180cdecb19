package mutant

import (
	"encoding/base64"
	"strings"
)

// idTokens is lies about id_tokens.
var idTokens = []defect{
	{"id-token-without-intent", "The id_token does not name the consent.", breaks("OAUTH-03"),
		resigned(func(claims object) { delete(claims, "openbanking_intent_id") })},
	{"id-token-of-another-intent", "The id_token names another consent.", breaks("OAUTH-03"),
		resigned(func(claims object) {
			if claims["openbanking_intent_id"] != nil {
				claims["openbanking_intent_id"] = "urn-another-consent"
			}
		})},
	{"id-token-of-no-key", "id_tokens are signed with a key that is not in the key set.", breaks("OAUTH-12"),
		unpublished},
	{"id-token-unsigned", "id_tokens are not signed, and say so.", breaks("OAUTH-12"),
		edited(unsigned)},
	{"id-token-changed-after-signing", "id_tokens are changed after they are signed.", breaks("OAUTH-12"),
		edited(tampered)},
	{"id-token-for-another-client", "id_tokens are for another client.", breaks("OAUTH-12"),
		resigned(claim("aud", "another-client"))},
	{"id-token-of-another-issuer", "id_tokens name another issuer.", breaks("OAUTH-12"),
		resigned(claim("iss", "https://another-bank.example"))},
	{"id-token-without-nonce", "id_tokens have no nonce.", breaks("OAUTH-12"),
		resigned(claim("nonce", nil))},
	{"id-token-of-another-nonce", "id_tokens have another nonce than the request.", breaks("OAUTH-12"),
		resigned(claim("nonce", "another-nonce"))},
	{"c-hash-missing", "The id_token that comes with a code has no c_hash.", breaks("OAUTH-14"),
		resigned(claim("c_hash", nil))},
	{"c-hash-of-another-code", "The id_token that comes with a code has the hash of another code.", breaks("OAUTH-14"),
		resigned(replaced("c_hash"))},
	{"s-hash-missing", "The id_token that comes with a code has no s_hash.", breaks("OAUTH-15"),
		resigned(claim("s_hash", nil))},
	{"s-hash-of-another-state", "The id_token that comes with a code has the hash of another state.", breaks("OAUTH-15"),
		resigned(replaced("s_hash"))},
}

// claim sets a claim, or takes it away if value is nil.
func claim(name string, value any) func(claims object) {
	return func(claims object) { claims.put(name, value) }
}

// replaced puts the hash of something else where there is one.
func replaced(name string) func(claims object) {
	return func(claims object) {
		if claims[name] != nil {
			claims[name] = "4b1d7f0a9c2e4d6f8a0b3c"
		}
	}
}

// tampered adds a claim to an id_token and leaves its signature as it is.
func tampered(jwt string) string {
	head, claims, signature := apart(jwt)
	if claims == nil {
		return jwt
	}
	claims["acr"] = "urn:of-nobody"
	return head + "." + encoded(claims) + "." + signature
}

// unsigned says of an id_token that it has no signature.
func unsigned(jwt string) string {
	_, claims, _ := apart(jwt)
	if claims == nil {
		return jwt
	}
	return encoded(object{"alg": "none", "typ": "JWT"}) + "." + encoded(claims) + "."
}

// apart takes a JWT apart; claims are nil if it is none.
func apart(jwt string) (head string, claims object, signature string) {
	parts := strings.Split(jwt, ".")
	if len(parts) != 3 {
		return "", nil, ""
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return "", nil, ""
	}
	return parts[0], parse(payload), parts[2]
}

func encoded(part object) string { return base64.RawURLEncoding.EncodeToString(part.bytes()) }
