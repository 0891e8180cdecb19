package mutant_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// describe puts an answer into words.
func (t *tourist) describe(w *httptest.ResponseRecorder) string {
	said := []string{fmt.Sprint(w.Code)}
	for _, name := range []string{"Content-Type", "Allow", "X-Fapi-Interaction-Id", "Www-Authenticate"} {
		said = append(said, name+"="+t.plain(w.Header().Get(name)))
	}
	if to := w.Header().Get("Location"); to != "" {
		where, params, _ := strings.Cut(strings.Replace(to, "#", "?", 1), "?")
		values, _ := url.ParseQuery(params)
		said = append(said, "Location="+t.plain(where), t.sorted(values), fits(values))
	}
	body := t.plain(canonical(w.Body.Bytes()))
	if len(body) > 4000 {
		body = fmt.Sprintf("%s… %s %x", body[:2000], body[max(0, len(body)-1000):], sha256.Sum256([]byte(body)))
	}
	return strings.Join(append(said, body), " ")
}

// canonical writes JSON in one way, so that only what it says makes a difference.
// What one tourist reads most others read too, so it is worked out once.
func canonical(body []byte) string {
	sum := sha256.Sum256(body)
	if text, known := written.Load(sum); known {
		return text.(string)
	}
	text := rewritten(body)
	written.Store(sum, text)
	return text
}

var written sync.Map // from the sum of a body to its canonical form

func rewritten(body []byte) string {
	var v any
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if d.Decode(&v) != nil || d.More() {
		return string(body)
	}
	one, err := json.Marshal(v)
	if err != nil {
		return string(body)
	}
	return string(one)
}

// sorted writes parameters in the order of their names; codes differ each time.
func (t *tourist) sorted(values url.Values) string {
	var all []string
	for name := range values {
		value := t.plain(values.Get(name))
		if name == "code" {
			value = "some"
		}
		all = append(all, name+"="+value)
	}
	slices.Sort(all)
	return strings.Join(all, "&")
}

var (
	jwt    = regexp.MustCompile(`eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+`)
	uuid   = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	opaque = regexp.MustCompile(`"(access_token|refresh_token|jti|kid|x|y|n|sid|at_hash|c_hash)":"[^"]*"`)
	cursor = regexp.MustCompile(`page=[A-Za-z0-9_.-]+`)
	seqOf  = regexp.MustCompile(`"(iat|exp|auth_time|nbf)":\d+`)
)

// plain replaces what differs between two good banks: ids by their ordinal,
// id_tokens by their claims, tokens by their presence.
func (t *tourist) plain(text string) string {
	if !strings.Contains(text, "page=") && strings.HasPrefix(text, `{"Data":`) && !strings.Contains(text, "ConsentId") {
		return text
	}
	text = cursor.ReplaceAllStringFunc(text, func(page string) string {
		if t.names[page] == "" {
			t.names[page] = fmt.Sprintf("page=«%d»", len(t.names)+1)
		}
		return t.names[page]
	})
	if strings.HasPrefix(text, `{"Data":`) && !strings.Contains(text, "ConsentId") {
		return text // account data: nothing else in it differs
	}
	text = jwt.ReplaceAllStringFunc(text, func(token string) string {
		head, claims := claimsOf(token, 0), claimsOf(token, 1)
		if head == nil || claims == nil {
			return "no JWT"
		}
		claims["signed with"] = head["alg"]
		ordered, _ := json.Marshal(claims)
		return string(ordered)
	})
	text = uuid.ReplaceAllStringFunc(text, func(id string) string {
		if t.names[id] == "" {
			t.names[id] = fmt.Sprintf("«%d»", len(t.names)+1)
		}
		return t.names[id]
	})
	text = opaque.ReplaceAllString(text, `"$1":some`)
	return seqOf.ReplaceAllString(text, `"$1":then`)
}

// claimsOf reads the head or the claims of a JWT.
func claimsOf(token string, part int) (claims map[string]any) {
	payload, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[part])
	if err != nil || json.Unmarshal(payload, &claims) != nil {
		return nil
	}
	return claims
}

// fits tells whether an id_token that came with a code is for that code, which
// is another each time.
func fits(params url.Values) string {
	if params.Get("code") == "" || params.Get("id_token") == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(params.Get("code")))
	return fmt.Sprint(claimsOf(params.Get("id_token"), 1)["c_hash"] == base64.RawURLEncoding.EncodeToString(sum[:16]))
}
