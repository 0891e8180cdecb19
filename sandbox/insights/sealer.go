package insights

import (
	"crypto/sha256"
	"encoding/json"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// A sealer makes and reads the tokens that clients hold: JWTs under HS256, with a
// key that nobody else has (1.7). What is in them, apart from auth_url, is
// inferred.
type sealer struct {
	key    []byte
	signer jose.Signer
}

func newSealer(secret string) sealer {
	key := sha256.Sum256([]byte("account insights " + secret))
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: key[:]}, (&jose.SignerOptions{}).WithType("JWT"))
	if err != nil { // not reached: the key has the length that the algorithm wants
		panic(err)
	}
	return sealer{key[:], signer}
}

// A clientToken starts the XS2A App in a consumer's browser: auth_url is where it
// finds its flow (4.2).
type clientToken struct {
	AuthURL string           `json:"auth_url"`
	Expires *jwt.NumericDate `json:"exp"`
	FlowID  string           `json:"flow_id"`
}

// clientToken seals what a flow's app has to know. It is the same each time.
func (s sealer) clientToken(authURL, flow string, ends time.Time) string {
	return s.seal(clientToken{authURL, jwt.NewNumericDate(ends), flow})
}

// A consentToken opens a consent once (5.2): Serial is what the rules know it by.
type consentToken struct {
	ConsentID string `json:"consent_id"`
	Serial    string `json:"jti"`
}

func (s sealer) consentToken(consent, serial string) string {
	return s.seal(consentToken{consent, serial})
}

// noSerial is that of no token.
const noSerial = "-"

// serial opens a consent token. What we have not made, or made for another consent,
// has noSerial.
func (s sealer) serial(consent, token string) string {
	var claims consentToken
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.HS256})
	if err != nil || parsed.Claims(s.key, &claims) != nil || claims.ConsentID != consent {
		return noSerial
	}
	return claims.Serial
}

func (s sealer) seal(claims any) string {
	payload, err := json.Marshal(claims)
	if err != nil { // not reached: plain claims
		panic(err)
	}
	// Without jwt's builder, which decodes the claims again to merge them.
	signed, err := s.signer.Sign(payload)
	if err != nil { // not reached: a good key
		panic(err)
	}
	token, err := signed.CompactSerialize()
	if err != nil { // not reached: one signature, and its payload with it
		panic(err)
	}
	return token
}
