package oauth

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

func TestClientCredentials(t *testing.T) {
	w := newWorld(t)
	r := w.mustToken(form("grant_type", "client_credentials", "scope", "accounts"))
	if r.text("token_type") != "Bearer" || r.json["expires_in"] != 14400.0 || r.text("scope") != "accounts" {
		t.Errorf("got %s", r.body)
	}
	if got := r.header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control is %q, want no-store", got)
	}
	a, ok := w.server.Access(r.text("access_token"))
	if !ok || a.Client != "aisp-one" || a.Consent != "" || !slices.Equal(a.Scopes, []string{"accounts"}) {
		t.Errorf("the token stands for %+v, %v", a, ok)
	}
	if strings.Contains(r.text("access_token"), ".") {
		t.Error("the token is not opaque")
	}
}

func TestSecretInTheBody(t *testing.T) {
	w := newWorld(t)
	v := form("grant_type", "client_credentials", "client_id", "aisp-two", "client_secret", "aisp-two-secret")
	if r := w.post("", tokenPath, v); r.status != http.StatusOK || r.text("scope") != "accounts" {
		t.Errorf("got %d %s, want a token with scope accounts", r.status, r.body)
	}
}

func TestTokenEndpointRefuses(t *testing.T) {
	w := newWorld(t)
	tests := []struct {
		name   string
		client string
		body   string
		status int
		code   string
	}{
		{"no client", "", "grant_type=client_credentials", 401, "invalid_client"},
		{"an unknown client", "aisp-nine", "grant_type=client_credentials", 401, "invalid_client"},
		{"a wrong secret", "", "grant_type=client_credentials&client_id=aisp-one&client_secret=wrong", 401, "invalid_client"},
		{"two ways to authenticate", "aisp-one", "grant_type=client_credentials&client_secret=aisp-one-secret", 400, "invalid_request"},
		{"no grant_type", "aisp-one", "scope=accounts", 400, "invalid_request"},
		{"an unknown grant_type", "aisp-one", "grant_type=password", 400, "unsupported_grant_type"},
		{"an unknown scope", "aisp-one", "grant_type=client_credentials&scope=payments", 400, "invalid_scope"},
		{"openid without a customer", "aisp-one", "grant_type=client_credentials&scope=openid", 400, "invalid_scope"},
		{"a doubled parameter", "aisp-one", "grant_type=client_credentials&scope=accounts&scope=accounts", 400, "invalid_request"},
		{"no code", "aisp-one", "grant_type=authorization_code", 400, "invalid_request"},
		{"an unknown code", "aisp-one", "grant_type=authorization_code&code=x", 400, "invalid_grant"},
		{"an unknown refresh token", "aisp-one", "grant_type=refresh_token&refresh_token=x", 400, "invalid_grant"},
		{"a bad escape", "aisp-one", "grant_type=%zz", 400, "invalid_request"},
		{"an endless body", "aisp-one", "grant_type=" + strings.Repeat("x", maxBody), 413, "invalid_request"},
		{"a bad assertion", "", "grant_type=client_credentials&client_assertion=a.b.c", 401, "invalid_client"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := w.request(http.MethodPost, tokenPath, form("x", "x"))
			r.Body, r.ContentLength = readCloser{strings.NewReader(tt.body)}, int64(len(tt.body))
			if tt.client != "" {
				r.SetBasicAuth(tt.client, tt.client+"-secret")
			}
			got := w.do(r)
			w.wantError(got, tt.status, tt.code)
			if got.status == 401 && got.header.Get("WWW-Authenticate") == "" {
				t.Error("401 without WWW-Authenticate")
			}
			if got.text("error_description") == "" {
				t.Error("the error does not say what is wrong")
			}
		})
	}
}

type readCloser struct{ *strings.Reader }

func (readCloser) Close() error { return nil }

func TestCodeIsRedeemedOnceUnderConcurrency(t *testing.T) {
	w := newWorld(t)
	code := w.code(w.consent("auto-approve"))
	replies := together(20, func() reply { return w.token(redeeming(code)) })
	good := 0
	for _, r := range replies {
		if r.status == http.StatusOK {
			good++
			w.wantGood(r.text("access_token"), false)
		} else {
			w.wantError(r, 400, "invalid_grant")
		}
	}
	if good != 1 {
		t.Errorf("the code was redeemed %d times, want once", good)
	}
}

func TestReuseOfACodeRevokesItsTokens(t *testing.T) {
	w := newWorld(t)
	code := w.code(w.consent("auto-approve"))
	first := w.mustToken(redeeming(code))
	w.wantGood(first.text("access_token"), true)
	w.wantError(w.token(redeeming(code)), 400, "invalid_grant")
	w.wantGood(first.text("access_token"), false)
	w.wantError(w.token(refreshing(first.text("refresh_token"))), 400, "invalid_grant")
	w.wantError(w.token(redeeming(code)), 400, "invalid_grant")
}

func TestRefreshRotates(t *testing.T) {
	w := newWorld(t)
	consent, first := w.granted("auto-approve")
	second := w.mustToken(refreshing(first.text("refresh_token")))
	if second.text("refresh_token") == first.text("refresh_token") || second.text("refresh_token") == "" {
		t.Errorf("the refresh token was not rotated: %s", second.body)
	}
	a, ok := w.server.Access(second.text("access_token"))
	if !ok || string(a.Consent) != consent || a.Customer != "amal" || a.Generation != 1 {
		t.Errorf("the new token stands for %+v, %v; want consent %s of amal", a, ok, consent)
	}
	w.wantError(w.token(refreshing(first.text("refresh_token"))), 400, "invalid_grant")
	w.mustToken(refreshing(second.text("refresh_token")))
}

func TestRefreshRotatesOnceUnderConcurrency(t *testing.T) {
	w := newWorld(t)
	_, first := w.granted("auto-approve")
	good := 0
	for _, r := range together(20, func() reply { return w.token(refreshing(first.text("refresh_token"))) }) {
		if r.status == http.StatusOK {
			good++
			w.wantGood(r.text("access_token"), true)
		} else {
			w.wantError(r, 400, "invalid_grant")
		}
	}
	if good != 1 {
		t.Errorf("the refresh token was used %d times, want once", good)
	}
}

// together runs f n times at once.
func together(n int, f func() reply) []reply {
	var wg sync.WaitGroup
	out, start := make([]reply, n), make(chan struct{})
	for i := range n {
		wg.Go(func() { <-start; out[i] = f() })
	}
	close(start)
	wg.Wait()
	return out
}

func TestLivesFollowTheTenantsClock(t *testing.T) {
	w := newWorld(t)
	w.clock.Freeze()
	cc := w.mustToken(form("grant_type", "client_credentials")).text("access_token")
	late, intime := w.code(w.consent("auto-approve")), w.code(w.consent("auto-approve"))
	w.clock.Advance(59 * time.Second)
	r := w.mustToken(redeeming(intime))
	w.clock.Advance(time.Second)
	w.wantError(w.token(redeeming(late)), 400, "invalid_grant")
	w.clock.Advance(4*time.Hour - time.Minute - time.Second)
	w.wantGood(cc, true)
	w.clock.Advance(time.Second)
	w.wantGood(cc, false)
	w.clock.Advance(time.Minute)
	w.wantGood(r.text("access_token"), false)
	w.clock.Advance(89 * 24 * time.Hour)
	r = w.mustToken(refreshing(r.text("refresh_token")))
	w.clock.Advance(90 * 24 * time.Hour)
	w.wantError(w.token(refreshing(r.text("refresh_token"))), 400, "invalid_grant")
}

func TestClockMayStandBeforeTheMachines(t *testing.T) {
	w := newWorld(t)
	w.clock.Set(time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC))
	w.clock.Freeze()
	_, r := w.granted("auto-approve")
	w.wantGood(r.text("access_token"), true)
	got := w.post("aisp-one", introspectPath, form("token", r.text("access_token")))
	if want := float64(w.clock.Now().Add(4 * time.Hour).Unix()); got.json["exp"] != want {
		t.Errorf("exp is %v, want %v", got.json["exp"], want)
	}
	w.mustToken(refreshing(r.text("refresh_token")))
}

func TestConsentThatIsGoneKillsItsTokens(t *testing.T) {
	tests := []struct {
		name string
		end  func(*world, bank.ConsentID) error
	}{
		{"revoked by the AISP", func(w *world, id bank.ConsentID) error {
			_, err := w.bank.RevokeConsent("aisp-one", id)
			return err
		}},
		{"revoked by the bank", func(w *world, id bank.ConsentID) error {
			_, err := w.bank.Push(id, scenario.Revoked, scenario.ByBank, "")
			return err
		}},
		{"authorised again", func(w *world, id bank.ConsentID) error {
			w.code(string(id))
			return nil
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			consent, r := w.granted("auto-approve")
			unused := ""
			if tt.name != "authorised again" {
				unused = w.code(consent)
				r = w.mustToken(redeeming(w.code(consent)))
			}
			w.wantGood(r.text("access_token"), true)
			if err := tt.end(w, bank.ConsentID(consent)); err != nil {
				t.Fatal(err)
			}
			w.wantGood(r.text("access_token"), false)
			w.wantError(w.token(refreshing(r.text("refresh_token"))), 400, "invalid_grant")
			if unused != "" {
				w.wantError(w.token(redeeming(unused)), 400, "invalid_grant")
			}
		})
	}
}

func TestCodeIsBound(t *testing.T) {
	tests := []struct {
		name, client, field, value string
	}{
		{"to its client", "aisp-two", "", ""},
		{"to its redirect URI", "aisp-one", "redirect_uri", callback + "2"},
		{"to its verifier", "aisp-one", "code_verifier", strings.ToUpper(verifier)},
		{"to a verifier at all", "aisp-one", "code_verifier", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			v := redeeming(w.code(w.consent("auto-approve")))
			if tt.field != "" {
				v.Set(tt.field, tt.value)
			}
			w.wantError(w.post(tt.client, tokenPath, v), 400, "invalid_grant")
		})
	}
}

func TestRevoke(t *testing.T) {
	w := newWorld(t)
	_, r := w.granted("auto-approve")
	access, refresh := r.text("access_token"), r.text("refresh_token")
	w.post("aisp-two", revokePath, form("token", access))
	w.post("aisp-two", revokePath, form("token", refresh))
	w.wantGood(access, true)
	if got := w.post("aisp-two", introspectPath, form("token", access)); got.json["active"] != false {
		t.Errorf("another client is told %s", got.body)
	}
	if got := w.post("aisp-one", revokePath, form("token", access)); got.status != 200 {
		t.Errorf("revoking answers %d", got.status)
	}
	w.wantGood(access, false)
	second := w.mustToken(refreshing(refresh))
	w.post("aisp-one", revokePath, form("token", second.text("refresh_token")))
	w.wantGood(second.text("access_token"), false)
	w.wantError(w.post("", revokePath, form("token", access)), 401, "invalid_client")
	w.wantError(w.post("", introspectPath, form("token", access)), 401, "invalid_client")
	w.wantError(w.post("aisp-one", introspectPath, form("x", "y")), 400, "invalid_request")
}

func TestRecordsDoNotPileUp(t *testing.T) {
	w := newWorld(t)
	w.clock.Freeze()
	for range 600 {
		w.mustToken(form("grant_type", "client_credentials"))
		w.clock.Advance(accessLife / 30)
	}
	_ = w.db.View(func(tx *storeTx) error {
		if n := tokens.Len(tx); n > 120 {
			t.Errorf("%d tokens are kept, of which 30 live", n)
		}
		return nil
	})
}
