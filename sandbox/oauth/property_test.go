package oauth

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// A tokenLife is every code and token that one consent ever had, and which of them
// were seen dead.
type tokenLife struct {
	*world
	consent                 string
	codes, access, refresh  []string
	deadAccess, deadRefresh map[string]bool
}

// kept puts down what a token endpoint answered.
func (l *tokenLife) kept(r reply) {
	if r.status == 200 {
		l.access = append(l.access, r.text("access_token"))
		l.refresh = append(l.refresh, r.text("refresh_token"))
	}
}

// check holds the invariants: what died stays dead, and what lives is of one
// generation, the consent's present one.
func (l *tokenLife) check(t *rapid.T) {
	living, now := map[int]bool{}, l.mustInspect(l.consent).Generation
	for _, value := range l.access {
		a, ok := l.server.Access(value)
		if ok && l.deadAccess[value] {
			t.Fatalf("an access token of generation %d lives again", a.Generation)
		}
		l.deadAccess[value] = !ok
		if ok {
			living[a.Generation] = true
		}
	}
	usable := 0
	for _, value := range slices.Compact(slices.Sorted(slices.Values(l.refresh))) {
		g, ok := l.server.refreshable(value)
		if ok && l.deadRefresh[value] {
			t.Fatalf("a refresh token of generation %d lives again", g.Bond.Generation)
		}
		l.deadRefresh[value] = !ok
		if ok {
			living[g.Bond.Generation] = true
			usable++
		}
	}
	if generations := slices.Collect(maps.Keys(living)); len(living) > 1 || len(living) == 1 && generations[0] != now {
		t.Fatalf("tokens of the generations %v live; the consent's is %d", generations, now)
	}
	if usable > 1 {
		t.Fatalf("%d refresh tokens are good at once", usable)
	}
}

// refreshWith refreshes, which a good token does and a dead one must not.
func (l *tokenLife) refreshWith(t *rapid.T, value string) {
	before := l.deadRefresh[value] || !slices.Contains(l.refresh, value)
	r := l.token(refreshing(value))
	if before && r.status == 200 {
		t.Fatalf("a dead refresh token was taken: %s", r.body)
	}
	if !before && r.status != 200 {
		t.Fatalf("a good refresh token is answered %d %s", r.status, r.body)
	}
	l.kept(r)
}

func TestTokensLiveOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.clock.Freeze()
		script := rapid.SampledFrom([]string{"auto-approve", "keeps-refresh", "short-tokens"}).Draw(rt, "script")
		l := &tokenLife{world: w, consent: w.consent(script), deadAccess: map[string]bool{}, deadRefresh: map[string]bool{}}
		some := func(t *rapid.T, values []string) string { // one that there never was, if there is none yet
			return rapid.SampledFrom(append([]string{"never-issued"}, values...)).Draw(t, "which")
		}
		redeemed := map[string]bool{}
		rt.Repeat(map[string]func(*rapid.T){
			"": l.check,
			"authenticate": func(*rapid.T) {
				if code := w.get(authorizePath, asking(l.consent)).landed(t).Get("code"); code != "" {
					l.codes = append(l.codes, code)
				}
			},
			"redeem": func(t *rapid.T) {
				code := some(t, l.codes)
				r := w.token(redeeming(code))
				if redeemed[code] && r.status == 200 {
					t.Fatal("a code was redeemed twice")
				}
				redeemed[code] = true
				l.kept(r)
			},
			"refresh": func(t *rapid.T) { l.refreshWith(t, some(t, l.refresh)) },
			"revoke a token": func(t *rapid.T) {
				value := some(t, slices.Concat(l.access, l.refresh))
				w.post("aisp-one", revokePath, form("token", value))
				if _, ok := w.server.Access(value); ok {
					t.Fatal("a revoked token is good")
				}
			},
			"revoke the consent": func(t *rapid.T) {
				if rapid.IntRange(0, 9).Draw(t, "seldom") == 0 {
					_, _ = w.bank.RevokeConsent("aisp-one", bank.ConsentID(l.consent)) // refused where it has ended
				}
			},
			"advance": func(t *rapid.T) {
				w.clock.Advance(rapid.SampledFrom([]time.Duration{time.Second, time.Minute, 5 * time.Minute, 4 * time.Hour, 45 * 24 * time.Hour}).Draw(t, "by"))
			},
		})
	})
}
