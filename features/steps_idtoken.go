package features

import (
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/go-jose/go-jose/v4"
	"github.com/tidwall/gjson"
)

// idTokenSteps are the steps that look into id_tokens.
func idTokenSteps() []step {
	return []step{
		{`the id_token's {string} is the ConsentId`, `Then the id_token's "openbanking_intent_id" is the ConsentId`,
			"Looks into the id_token of the redirect, or else of the token endpoint.", (*World).idTokenSays},
		{`each id_token is signed with a key of the ASPSP`, `Then each id_token is signed with a key of the ASPSP`,
			"Gets the ASPSP's keys, and asks that one of them signed the id_token of the redirect and that of the token endpoint.", (*World).idTokensSigned},
		{`each id_token names the ASPSP as its issuer`, `And each id_token names the ASPSP as its issuer`,
			"Holds iss against the target's issuer.", (*World).idTokensIssued},
		{`each id_token names the AISP as its audience`, `And each id_token names the AISP as its audience`,
			"Asks that aud is the AISP's client id, or a list that has it.", (*World).idTokensAddressed},
		{`each id_token has the nonce of the request`, `And each id_token has the nonce of the request`,
			"Holds nonce against that of the authorisation request.", (*World).idTokensFresh},
		{`the id_token's (c_hash|s_hash) is the hash of the (code|state)`, `And the id_token's c_hash is the hash of the code`,
			"Asks that the id_token of the redirect holds the left half of the hash of what came, or went, with it.", (*World).idTokenHashes},
	}
}

// An idToken is one that the ASPSP gave, taken apart but not verified.
type idToken struct {
	from      string // "redirect" or "token endpoint"
	raw       string
	alg, kid  string
	claims    []byte
	malformed error
}

func (t idToken) get(claim string) gjson.Result { return gjson.GetBytes(t.claims, claim) }

// open takes an id_token apart.
func open(from, raw string) idToken {
	t := idToken{from: from, raw: raw}
	parts := strings.Split(raw, ".")
	if len(parts) != 3 {
		t.malformed = fmt.Errorf("%d parts", len(parts))
		return t
	}
	head, err := base64.RawURLEncoding.DecodeString(parts[0])
	t.alg, t.kid = gjson.GetBytes(head, "alg").String(), gjson.GetBytes(head, "kid").String()
	claims, bad := base64.RawURLEncoding.DecodeString(parts[1])
	t.claims, t.malformed = claims, errors.Join(err, bad)
	if t.malformed == nil && (!gjson.ValidBytes(head) || !gjson.ValidBytes(claims)) {
		t.malformed = errors.New("no JSON in it")
	}
	return t
}

// idTokens gives all id_tokens of the customer's authorisation, the redirect's
// and the token endpoint's. There has to be one.
func (w *World) idTokens(ctx context.Context) (all []idToken, err error) {
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range []idToken{open("redirect", w.trip.IDToken), open("token endpoint", tokens.id)} {
		if t.raw == "" {
			continue
		}
		if t.malformed != nil {
			return nil, w.missed("id_token of the "+t.from, "a signed JWT", t.malformed.Error())
		}
		all = append(all, t)
	}
	if len(all) == 0 {
		return nil, w.missed("id_token", "one", "none")
	}
	return all, nil
}

// eachIDToken asks the same of every id_token.
func (w *World) eachIDToken(ctx context.Context, ask func(idToken) error) error {
	all, err := w.idTokens(ctx)
	if err != nil {
		return err
	}
	var wrong []error
	for _, t := range all {
		wrong = append(wrong, ask(t))
	}
	return errors.Join(wrong...)
}

// algorithms are those that an id_token may be signed with: FAPI's two, and
// OpenID Connect's own.
var algorithms = []jose.SignatureAlgorithm{jose.ES256, jose.PS256, jose.RS256}

func (w *World) idTokensSigned(ctx context.Context) error {
	keys, err := w.keys(ctx)
	if err != nil {
		return err
	}
	return w.eachIDToken(ctx, func(t idToken) error {
		jws, err := jose.ParseSignedCompact(t.raw, algorithms)
		if err != nil {
			return w.missed("id_token of the "+t.from, fmt.Sprint("one that is signed with one of ", algorithms), fmt.Sprintf("alg %q", t.alg))
		}
		if !slices.ContainsFunc(keys, func(k jose.JSONWebKey) bool { return signs(k, t, jws) }) {
			return w.missed("id_token of the "+t.from, "a signature by a key of the ASPSP's key set", fmt.Sprintf("one that none of the %d keys made, kid %q", len(keys), t.kid))
		}
		return nil
	})
}

// signs tells whether a key that may sign has signed an id_token.
func signs(k jose.JSONWebKey, t idToken, jws *jose.JSONWebSignature) bool {
	another := t.kid != "" && k.KeyID != "" && k.KeyID != t.kid
	if another || k.Use == "enc" || k.Algorithm != "" && k.Algorithm != t.alg || !k.IsPublic() {
		return false
	}
	_, err := jws.Verify(k)
	return err == nil
}

// keys reads the ASPSP's key set. A key of a kind that is not known here is
// passed over: it may be there for something else.
func (w *World) keys(ctx context.Context) (all []jose.JSONWebKey, err error) {
	kept := w.answer
	err = w.readsKeys(ctx)
	got := w.answer
	w.answer = kept
	if err != nil {
		return nil, err
	}
	if err := expectStatus(got, http.StatusOK); err != nil {
		return nil, err
	}
	for _, raw := range got.Get("keys").Array() {
		var k jose.JSONWebKey
		if json.Unmarshal([]byte(raw.Raw), &k) == nil {
			all = append(all, k)
		}
	}
	return all, nil
}

func (w *World) idTokensIssued(ctx context.Context) error {
	return w.eachIDToken(ctx, func(t idToken) error {
		got := t.get("iss").String()
		if strings.TrimSuffix(got, "/") != strings.TrimSuffix(w.issuer(), "/") {
			return w.missed("iss in the id_token of the "+t.from, w.issuer(), fmt.Sprintf("%q", got))
		}
		return nil
	})
}

func (w *World) idTokensAddressed(ctx context.Context) error {
	return w.eachIDToken(ctx, func(t idToken) error {
		for _, one := range t.get("aud").Array() { // of a text that is the text itself
			if one.String() == w.trip.As.ID {
				return nil
			}
		}
		return w.missed("aud in the id_token of the "+t.from, w.trip.As.ID, t.get("aud").Raw)
	})
}

func (w *World) idTokensFresh(ctx context.Context) error {
	return w.eachIDToken(ctx, func(t idToken) error {
		if got := t.get("nonce").String(); got != w.trip.Nonce {
			return w.missed("nonce in the id_token of the "+t.from, w.trip.Nonce, fmt.Sprintf("%q", got))
		}
		return nil
	})
}

func (w *World) idTokenSays(ctx context.Context, claim string) error {
	token := open("redirect", w.trip.IDToken)
	if token.raw == "" {
		tokens, err := w.customersTokens(ctx)
		if err != nil {
			return err
		}
		token = open("token endpoint", tokens.id)
	}
	if token.malformed != nil {
		return w.missed("id_token", "a signed JWT", token.malformed.Error())
	}
	if got := token.get(claim).String(); got != w.consent.id {
		return w.missed("id_token", claim+" "+w.consent.id, fmt.Sprintf("%q", got))
	}
	return nil
}

func (w *World) idTokenHashes(_ context.Context, claim, of string) error {
	if w.trip == nil {
		return errNoTrip
	}
	token := open("redirect", w.trip.IDToken)
	if token.malformed != nil {
		return w.missed("id_token of the redirect", "a signed JWT", token.malformed.Error())
	}
	text := w.trip.Code
	if of == "state" {
		text = w.trip.State
	}
	if want, got := halfHash(token.alg, text), token.get(claim).String(); got != want {
		return w.missed(claim+" in the id_token of the redirect", want+", of the "+of, fmt.Sprintf("%q", got))
	}
	return nil
}

// halfHash is the left half of a text's hash, by the hash function of the
// signature's algorithm (OIDC Core, 3.3.2.11).
func halfHash(alg, text string) string {
	var sum []byte
	switch {
	case strings.HasSuffix(alg, "384"):
		full := sha512.Sum384([]byte(text))
		sum = full[:]
	case strings.HasSuffix(alg, "512"):
		full := sha512.Sum512([]byte(text))
		sum = full[:]
	default:
		full := sha256.Sum256([]byte(text))
		sum = full[:]
	}
	return base64.RawURLEncoding.EncodeToString(sum[:len(sum)/2])
}
