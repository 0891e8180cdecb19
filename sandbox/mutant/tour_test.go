package mutant_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// A tourist asks a bank one thing after the other and notes what it is told, in
// words that do not change from one good bank to the next.
type tourist struct {
	tb      testing.TB
	bank    http.Handler
	control http.Handler
	names   map[string]string // what changes from bank to bank, by what it is called in the notes
	known   map[string]string // a StatementId of an account
	notes   []note

	truth        []note // what a good bank tells on this tour; nil to find out
	lies, truths int    // how many notes differ from that, and how many do not
}

// A note is one exchange of a tour.
type note struct{ asked, told string }

// newTourist brings a tourist to a fresh bank whose clock stands still.
func newTourist(tb testing.TB, wrap func(http.Handler) http.Handler, truth []note) *tourist {
	tb.Helper()
	at, ids := time.Date(2026, 3, 6, 19, 0, 0, 0, time.UTC), 0
	bank, err := sandbox.New(sandbox.Config{
		Scenario: "auto-approve", Scenarios: scripts(tb), PageSize: 10,
		Wall:  func() time.Time { return at },
		NewID: func() string { ids++; return fmt.Sprintf("00000000-0000-4000-8000-%012d", ids) },
	})
	if err != nil {
		tb.Fatal(err)
	}
	return &tourist{tb: tb, bank: wrap(bank), control: bank.Control("http://bank.example"), names: map[string]string{}, known: map[string]string{}, truth: truth}
}

// scripts adds what the tour needs to the scenarios that ship.
func scripts(tb testing.TB) *scenario.Set {
	set, err := scenario.Builtin().With("tour.yaml", []byte(`version: 1
scenarios:
  - name: first-account
    customer: {does: approves, accounts: first}
`))
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// note keeps a note and holds it against the truth.
func (t *tourist) note(asked, told string) {
	n, i := note{asked, told}, len(t.notes)
	t.notes = append(t.notes, n)
	switch {
	case t.truth == nil:
	case i < len(t.truth) && t.truth[i] == n:
		t.truths++
	default:
		t.lies++
	}
}

// satisfied tells whether the bank has been heard to lie, and not always: then
// nothing more is asked.
func (t *tourist) satisfied() bool { return t.lies > 0 && t.truths > 0 }

// An ask is a request; what is left out is what most requests have.
type ask struct {
	method, path, body string
	header             map[string]string // "" drops a header
}

const interactionID = "93bac548-d2de-4546-b106-880a5018460d"

// goes sends an ask as the holder of a token, notes the answer and returns it.
func (t *tourist) goes(name, token string, a ask) *httptest.ResponseRecorder {
	t.tb.Helper()
	r := httptest.NewRequestWithContext(t.tb.Context(), a.method, "http://bank.example"+a.path, strings.NewReader(a.body))
	r.Header.Set("X-Fapi-Interaction-Id", interactionID)
	r.Header.Set("Accept", "application/json")
	if a.body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		r.Header.Set("Authorization", token)
	}
	for name, value := range a.header {
		r.Header.Set(name, value)
		if value == "" {
			r.Header.Del(name)
		}
	}
	w := httptest.NewRecorder()
	if !t.satisfied() {
		t.bank.ServeHTTP(w, r)
		t.note(name, t.describe(w))
	}
	return w
}

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

// token asks the token endpoint and returns the whole answer.
func (t *tourist) token(name, client, secret string, form url.Values) map[string]any {
	t.tb.Helper()
	proof := "Basic " + base64.StdEncoding.EncodeToString([]byte(client+":"+secret))
	if client == "" {
		proof = ""
	}
	w := t.goes(name, proof, ask{
		method: http.MethodPost, path: "/oauth2/token", body: form.Encode(),
		header: map[string]string{"Content-Type": "application/x-www-form-urlencoded"},
	})
	var answer map[string]any
	_ = json.Unmarshal(w.Body.Bytes(), &answer) // a mutant may answer anything
	return answer
}

// own gets a token of the client's own.
func (t *tourist) own(client, scope string) string {
	t.tb.Helper()
	answer := t.token("token of "+client, client, client+"-secret", url.Values{"grant_type": {"client_credentials"}, "scope": {scope}})
	return bearer(answer)
}

func bearer(answer map[string]any) string {
	token, _ := answer["access_token"].(string)
	return "Bearer " + token
}

// consent asks for a consent and returns its id.
func (t *tourist) consent(name, token, body string, header map[string]string) string {
	t.tb.Helper()
	w := t.goes(name, token, ask{method: http.MethodPost, path: ais + "account-access-consents", body: body, header: header})
	var made struct {
		Data struct {
			ConsentID string `json:"ConsentId"`
		}
	}
	_ = json.Unmarshal(w.Body.Bytes(), &made)
	return made.Data.ConsentID
}

const ais = "/open-banking/v1.0/aisp/"

// visit sends the customer to the bank and returns what the AISP is told.
func (t *tourist) visit(name, client, consent string, change func(url.Values)) url.Values {
	t.tb.Helper()
	query := url.Values{
		"response_type": {"code"}, "client_id": {client}, "redirect_uri": {"http://127.0.0.1/callback"},
		"scope": {"openid accounts"}, "state": {"some-state"}, "nonce": {"some-nonce"},
		"claims": {`{"id_token":{"openbanking_intent_id":{"value":"` + consent + `","essential":true}}}`},
	}
	if change != nil {
		change(query)
	}
	w := t.goes(name, "", ask{method: http.MethodGet, path: "/oauth2/authorize?" + query.Encode(), header: map[string]string{"Accept": "text/html"}})
	_, params, _ := strings.Cut(strings.Replace(w.Header().Get("Location"), "#", "?", 1), "?")
	told, _ := url.ParseQuery(params)
	return told
}

// redeem changes a code for tokens.
func (t *tourist) redeem(name, client, code string, more url.Values) map[string]any {
	t.tb.Helper()
	form := url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {"http://127.0.0.1/callback"}}
	for name, values := range more {
		form[name] = values
	}
	return t.token(name, client, client+"-secret", form)
}

// steer tells the bank's control plane something, which no mutant wraps. Of a
// consent that a mutant has hidden the control plane may know nothing.
func (t *tourist) steer(path, body string) {
	t.tb.Helper()
	t.command(http.MethodPost, path, body)
}

// pin gives a consent another scenario.
func (t *tourist) pin(consent, scenario string) {
	t.tb.Helper()
	t.command(http.MethodPut, "consents/"+consent+"/scenario", `{"name":"`+scenario+`"}`)
}

func (t *tourist) command(method, path, body string) {
	t.tb.Helper()
	r := httptest.NewRequestWithContext(t.tb.Context(), method, "/_bank/tenants/default/"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	if !t.satisfied() {
		t.control.ServeHTTP(w, r)
		t.note("control plane: "+t.plain(path), fmt.Sprint(w.Code))
	}
}
