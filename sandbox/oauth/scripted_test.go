package oauth

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/luikyv/go-oidc/pkg/goidc"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// testScripts are scenarios that say something of tokens.
var testScripts = sync.OnceValues(func() (*scenario.Set, error) {
	return scenario.Builtin().With("tokens.yaml", []byte(`version: 1
scenarios:
  - {name: keeps-refresh, customer: approves, tokens: {rotate: false}}
  - {name: short-tokens, customer: approves, tokens: {access: 90s, refresh: 10m}}
  - {name: short-and-kept, customer: approves, tokens: {access: 90s, refresh: 10m, rotate: false}}
  - name: revoked-by-token
    customer: approves
    lifecycle:
      Authorised: [{upon: token, to: Revoked, by: bank}]
  - {name: asks-basma, customer: {does: ask, as: basma}}
`))
})

func TestRefreshTokenIsKept(t *testing.T) {
	w := newWorld(t)
	_, first := w.granted("keeps-refresh")
	kept := first.text("refresh_token")
	for range 3 {
		next := w.mustToken(refreshing(kept))
		if next.text("refresh_token") != kept {
			t.Errorf("the refresh token became %q, want it kept", next.text("refresh_token"))
		}
		if next.text("access_token") == first.text("access_token") {
			t.Error("the access token is the same")
		}
		w.wantGood(next.text("access_token"), true)
	}
}

func TestKeptRefreshTokenServesMany(t *testing.T) {
	w := newWorld(t)
	_, first := w.granted("keeps-refresh")
	for _, r := range together(20, func() reply { return w.token(refreshing(first.text("refresh_token"))) }) {
		if r.status != http.StatusOK {
			t.Errorf("got %d %s, want a token", r.status, r.body)
		}
		w.wantGood(r.text("access_token"), true)
	}
}

func TestLivesAreTheScripts(t *testing.T) {
	for _, tt := range []struct {
		script  string
		rotated bool
	}{{"short-tokens", true}, {"short-and-kept", false}} {
		t.Run(tt.script, func(t *testing.T) {
			w := newWorld(t)
			w.clock.Freeze()
			_, first := w.granted(tt.script)
			if first.json["expires_in"] != 90.0 {
				t.Errorf("expires_in is %v, want 90", first.json["expires_in"])
			}
			w.clock.Advance(90*time.Second - time.Millisecond)
			w.wantGood(first.text("access_token"), true)
			w.clock.Advance(time.Millisecond)
			w.wantGood(first.text("access_token"), false)
			if _, ok := w.server.Access(first.text("refresh_token")); ok {
				t.Error("a refresh token opens data")
			}
			w.clock.Advance(8 * time.Minute)
			second := w.mustToken(refreshing(first.text("refresh_token")))
			w.clock.Advance(90*time.Second + time.Nanosecond) // ten minutes after the first, and less after the second
			r := w.token(refreshing(second.text("refresh_token")))
			if got := r.status == http.StatusOK; got != tt.rotated {
				t.Errorf("after the first token's life the answer is %d %s; rotated %v", r.status, r.body, tt.rotated)
			}
		})
	}
}

// A client's own tokens have the bank's lives, whatever a consent's script says.
func TestClientCredentialsHaveNoScript(t *testing.T) {
	w := newWorld(t)
	w.consent("short-tokens")
	if r := w.mustToken(form("grant_type", "client_credentials")); r.json["expires_in"] != accessLife.Seconds() || r.text("refresh_token") != "" {
		t.Errorf("got %s", r.body)
	}
}

func TestUponTokenFiresAtTheRedemption(t *testing.T) {
	w := newWorld(t)
	consent := w.consent("revoked-by-token")
	code := w.code(consent)
	w.wantError(w.token(redeeming("not "+code)), 400, "invalid_grant")
	if c := w.mustInspect(consent); c.Withdrawn {
		t.Fatal("a refused redemption fired the exit")
	}
	r := w.mustToken(redeeming(code))
	if c := w.mustInspect(consent); !c.Withdrawn || c.Status != scenario.Authorised {
		t.Errorf("the consent is %+v, want it revoked by the bank", c)
	}
	w.wantGood(r.text("access_token"), false)
	w.wantError(w.token(refreshing(r.text("refresh_token"))), 400, "invalid_grant")
}

func (w *world) mustInspect(consent string) bank.Consent {
	w.Helper()
	c, err := w.bank.Inspect(bank.ConsentID(consent))
	if err != nil {
		w.Fatal(err)
	}
	return c
}

// Whoever wins, nothing of the grant lives when both are done.
func TestRefreshAgainstRevoke(t *testing.T) {
	w := newWorld(t)
	for range 10 {
		_, first := w.granted("auto-approve")
		refresh := first.text("refresh_token")
		var next reply
		var both sync.WaitGroup
		both.Go(func() { next = w.token(refreshing(refresh)) })
		both.Go(func() { w.post("aisp-one", revokePath, form("token", refresh)) })
		both.Wait()
		if next.status == http.StatusOK { // the revoke may have come too late for the old token: revoke the new
			w.post("aisp-one", revokePath, form("token", next.text("refresh_token")))
			w.wantGood(next.text("access_token"), false)
			w.wantError(w.token(refreshing(next.text("refresh_token"))), 400, "invalid_grant")
		}
		w.wantGood(first.text("access_token"), false)
		w.wantError(w.token(refreshing(refresh)), 400, "invalid_grant")
	}
}

// What was begun is finished: a client that goes away as its code is claimed
// leaves no 200 without a token behind.
func TestClientThatGoesAway(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ask := func(v string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(ctx, http.MethodPost, tokenPath, strings.NewReader(v))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.SetBasicAuth("aisp-one", "aisp-one-secret")
		got := httptest.NewRecorder()
		w.server.ServeHTTP(got, r)
		return got
	}
	if got := ask(redeeming(w.code(w.consent("auto-approve"))).Encode()); got.Code != 200 || !strings.Contains(got.Body.String(), "access_token") {
		t.Errorf("got %d %q, want a token", got.Code, got.Body)
	}
	if got := ask("grant_type=refresh_token&refresh_token=x"); got.Code != 400 || !strings.Contains(got.Body.String(), "invalid_grant") {
		t.Errorf("got %d %q, want invalid_grant", got.Code, got.Body)
	}
}

// Two that have read the same refresh token are told apart when they save.
func TestRefreshTokenIsClaimedWhenItsGrantIsSaved(t *testing.T) {
	w := newWorld(t)
	_, first := w.granted("auto-approve")
	book := ledger{w.server}
	read := func() (context.Context, *goidc.Grant) {
		ctx := context.WithValue(t.Context(), callKey{}, &call{op: opToken, grantType: goidc.GrantRefreshToken})
		g, err := book.GrantByRefreshToken(ctx, first.text("refresh_token"))
		if err != nil {
			t.Fatal(err)
		}
		return ctx, g
	}
	oneCtx, one := read()
	twoCtx, two := read()
	one.RefreshToken, two.RefreshToken = "one", "two"
	if err := book.SaveGrant(oneCtx, one); err != nil {
		t.Errorf("the first is refused: %v", err)
	}
	if err := book.SaveGrant(twoCtx, two); !errors.Is(err, errLost) {
		t.Errorf("the second gets %v, want %v", err, errLost)
	}
}
