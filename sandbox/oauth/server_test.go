package oauth

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

const (
	callback = "http://127.0.0.1:9999/callback"
	verifier = "a-verifier-that-is-long-enough-for-pkce-1234567"
)

// A world is a bank with its authorisation server, over real HTTP.
type world struct {
	*testing.T
	server *Server
	bank   *bank.Bank
	clock  *clock.Clock
	db     *store.DB
	url    string
	http   *http.Client
}

var testKeys = NewKeys()

func newWorld(t *testing.T, clients ...Client) *world {
	t.Helper()
	if clients == nil {
		clients = DemoClients()
	}
	var ids atomic.Int64
	newID := func() string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", ids.Add(1)) }
	w := &world{T: t, db: new(store.DB), clock: clock.New(nil)}
	set, err := testScripts()
	if err != nil {
		t.Fatal(err)
	}
	w.bank = bank.New(bank.Config{DB: w.db, Clock: w.clock, Scenarios: func() *scenario.Set { return set }, NewID: newID})
	w.server = New(Config{
		Bank: w.bank, DB: w.db, Clock: w.clock, Keys: testKeys, Clients: clients, NewID: newID,
		Base: func(r *http.Request) string { return "http://" + r.Host },
	})
	srv := httptest.NewServer(w.server)
	t.Cleanup(srv.Close)
	w.url = srv.URL
	w.http = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	t.Cleanup(w.http.CloseIdleConnections)
	return w
}

// consent makes a consent of aisp-one under a scenario.
func (w *world) consent(script string) string { return w.consentOf("aisp-one", script) }

func (w *world) consentOf(client bank.ClientID, script string) string {
	w.Helper()
	c, err := w.bank.CreateConsent(client, bank.ConsentRequest{
		Permissions: []bank.Permission{bank.ReadAccountsBasic, bank.ReadBalances},
		Facts:       scenario.Facts{Header: script},
	})
	if err != nil {
		w.Fatal(err)
	}
	return string(c.ID)
}

// form is pairs of name and value.
func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

type reply struct {
	status int
	header http.Header
	body   string
	json   map[string]any
}

func (w *world) do(r *http.Request) reply {
	w.Helper()
	resp, err := w.http.Do(r)
	if err != nil {
		w.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		w.Fatal(err)
	}
	out := reply{status: resp.StatusCode, header: resp.Header, body: string(body)}
	_ = json.Unmarshal(body, &out.json)
	return out
}

func (w *world) request(method, path string, v url.Values) *http.Request {
	w.Helper()
	target, body := path, ""
	if !strings.HasPrefix(target, "http") {
		target = w.url + path
	}
	if method == http.MethodGet && v != nil {
		target += "?" + v.Encode()
	} else {
		body = v.Encode()
	}
	r, err := http.NewRequest(method, target, strings.NewReader(body))
	if err != nil {
		w.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return r
}

func (w *world) get(path string, v url.Values) reply {
	w.Helper()
	return w.do(w.request(http.MethodGet, path, v))
}

// post posts a form as client, which authenticates with client_secret_basic.
func (w *world) post(client, path string, v url.Values) reply {
	w.Helper()
	r := w.request(http.MethodPost, path, v)
	if client != "" {
		r.SetBasicAuth(client, client+"-secret")
	}
	return w.do(r)
}

func (w *world) token(v url.Values) reply { w.Helper(); return w.post("aisp-one", tokenPath, v) }

func challenge() string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// asking is a good authorisation request for a consent.
func asking(consent string) url.Values {
	return form("client_id", "aisp-one", "redirect_uri", callback, "response_type", "code", "scope", "openid accounts",
		"state", "s-1", "nonce", "n-1", "code_challenge", challenge(), "code_challenge_method", "S256",
		"claims", fmt.Sprintf(`{"id_token":{"openbanking_intent_id":{"value":%q,"essential":true}}}`, consent))
}

// landed is the parameters of a redirect to the client.
func (r reply) landed(t *testing.T) url.Values {
	t.Helper()
	location := r.header.Get("Location")
	if r.status != http.StatusFound || !strings.HasPrefix(location, callback) {
		t.Fatalf("got %d to %q, want 302 to %s: %s", r.status, location, callback, r.body)
	}
	u, err := url.Parse(location)
	if err != nil {
		t.Fatal(err)
	}
	if u.Fragment != "" {
		v, err := url.ParseQuery(u.EscapedFragment())
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	return u.Query()
}

// code walks /authorize for a consent whose scenario approves.
func (w *world) code(consent string) string {
	w.Helper()
	code := w.get(authorizePath, asking(consent)).landed(w.T).Get("code")
	if code == "" {
		w.Fatal("no code")
	}
	return code
}

func redeeming(code string) url.Values {
	return form("grant_type", "authorization_code", "code", code, "redirect_uri", callback, "code_verifier", verifier)
}

func refreshing(value string) url.Values {
	return form("grant_type", "refresh_token", "refresh_token", value)
}

// granted redeems a fresh code of a fresh consent.
func (w *world) granted(script string) (consent string, tokens reply) {
	w.Helper()
	consent = w.consent(script)
	return consent, w.mustToken(redeeming(w.code(consent)))
}

func (w *world) mustToken(v url.Values) reply {
	w.Helper()
	r := w.token(v)
	if r.status != http.StatusOK {
		w.Fatalf("got %d %s, want a token", r.status, r.body)
	}
	return r
}

func (r reply) text(name string) string { s, _ := r.json[name].(string); return s }

func (w *world) wantError(r reply, status int, code string) {
	w.Helper()
	if r.status != status || r.text("error") != code {
		w.Errorf("got %d %s, want %d %s", r.status, r.body, status, code)
	}
}

func (w *world) wantGood(value string, want bool) {
	w.Helper()
	if _, ok := w.server.Access(value); ok != want {
		w.Errorf("the token is good: %v, want %v", ok, want)
	}
	if got := w.post("aisp-one", introspectPath, form("token", value)).json["active"]; got != want {
		w.Errorf("introspection says active: %v, want %v", got, want)
	}
}
