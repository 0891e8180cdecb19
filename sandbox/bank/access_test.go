package bank

import (
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

func TestWhatATokenOpens(t *testing.T) {
	b, _ := newBank(t)
	c := mustCreate(t, b, "auto-approve")
	generation := mustArrive(t, b, c.ID).Generation
	const good = Kind(-1)
	tests := []struct {
		name           string
		a              Access
		consents, data Kind
	}{
		{"client credentials", Access{Client: one, Scopes: []string{"openid", "accounts"}}, good, Forbidden},
		{"client credentials, another scope", Access{Client: one, Scopes: []string{"products"}}, Forbidden, Forbidden},
		{"client credentials, no scope", Access{Client: one}, Forbidden, Forbidden},
		{"authorisation", Access{Client: one, Scopes: []string{"accounts"}, Consent: c.ID, Generation: generation}, Forbidden, good},
		{"authorisation, another scope", Access{Client: one, Scopes: []string{"openid"}, Consent: c.ID, Generation: generation}, Forbidden, Forbidden},
		{"authorisation that was replaced", Access{Client: one, Scopes: []string{"accounts"}, Consent: c.ID, Generation: generation - 1}, Forbidden, Unauthorised},
		{"authorisation that never was", Access{Client: one, Scopes: []string{"accounts"}, Consent: c.ID, Generation: generation + 1}, Forbidden, Unauthorised},
		{"another client's", Access{Client: two, Scopes: []string{"accounts"}, Consent: c.ID, Generation: generation}, Forbidden, Unauthorised},
		{"of no consent", Access{Client: one, Scopes: []string{"accounts"}, Consent: "nowhere", Generation: 1}, Forbidden, Unauthorised},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := kindOf(b.MayManageConsents(tt.a)); got != tt.consents {
				t.Errorf("the consent API answers kind %d, want %d", got, tt.consents)
			}
			_, err := b.MayReadData(tt.a)
			if got := kindOf(err); got != tt.data {
				t.Errorf("data answer kind %d, want %d", got, tt.data)
			}
			if _, err := b.MayRead(tt.a, GetAccounts); kindOf(err) != tt.data {
				t.Errorf("accounts answer %v, want kind %d", err, tt.data)
			}
		})
	}
}

func TestTokensLiveWhileTheConsentIsAuthorised(t *testing.T) {
	b, _ := newBank(t)
	c := mustCreate(t, b, "auto-approve")
	if b.Alive(c.ID, 0) || b.Alive(c.ID, 1) {
		t.Error("tokens are alive before the customer came")
	}
	generation := mustArrive(t, b, c.ID).Generation
	if !b.Alive(c.ID, generation) || b.Alive("nowhere", generation) {
		t.Error("want the tokens of this consent alive, and of no other")
	}
	if _, err := b.Push(c.ID, scenario.Revoked, scenario.ByBank, "fraud"); err != nil {
		t.Fatal(err)
	}
	if b.Alive(c.ID, generation) {
		t.Error("tokens are alive after the bank withdrew")
	}
}

// An authorisation ends after 12 months although the status stays; the customer
// authenticates again and has another 12.
func TestAnAuthorisationIsValidForTwelveMonths(t *testing.T) {
	b, c := newBank(t)
	id := mustCreate(t, b, "auto-approve").ID
	first := mustArrive(t, b, id).Generation
	c.Set(start.AddDate(1, 0, 0).Add(-time.Nanosecond))
	if !b.Alive(id, first) {
		t.Error("the tokens died before 12 months were over")
	}
	c.Set(start.AddDate(1, 0, 0))
	if b.Alive(id, first) {
		t.Error("the tokens live on after 12 months")
	}
	if got := mustRead(t, b, id).Status; got != scenario.Authorised {
		t.Errorf("the status is %s after 12 months, want Authorised", got)
	}
	second := mustArrive(t, b, id).Generation
	c.Set(start.AddDate(2, 0, 0).Add(-time.Nanosecond))
	if !b.Alive(id, second) {
		t.Error("a re-authentication did not give another 12 months")
	}
}

func TestTokenPolicyIsTheScripts(t *testing.T) {
	s := doing("short", scenario.Approves)
	s.Tokens.Access = time.Minute
	b, _ := newBank(t, s)
	if got, want := b.TokenPolicy(mustCreate(t, b, "short").ID).Access, time.Minute; got != want {
		t.Errorf("access tokens live %v, want %v", got, want)
	}
	if got := b.TokenPolicy("nowhere"); got != (scenario.Tokens{}) {
		t.Errorf("the policy of no consent is %+v, want none", got)
	}
}
