package oauth

import (
	"strconv"
	"time"

	"github.com/luikyv/go-oidc/pkg/goidc"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// The members of go-oidc's free store: strings, each of them.
const (
	keyConsent    = "consent"
	keyCustomer   = "customer"
	keyGeneration = "generation"
	keyACR        = "acr"
	keyAt         = "at"
)

func (b bond) store() map[string]any {
	return map[string]any{
		keyConsent: string(b.Consent), keyCustomer: string(b.Customer), keyGeneration: strconv.Itoa(b.Generation),
		keyACR: b.ACR, keyAt: b.At.Format(time.RFC3339Nano),
	}
}

func bondOf(m map[string]any) bond {
	text := func(key string) string { v, _ := m[key].(string); return v }
	generation, _ := strconv.Atoi(text(keyGeneration))
	at, _ := time.Parse(time.RFC3339Nano, text(keyAt))
	return bond{
		Consent: bank.ConsentID(text(keyConsent)), Customer: bank.CustomerID(text(keyCustomer)), Generation: generation,
		ACR: text(keyACR), At: at,
	}
}

func (r request) params() goidc.AuthorizationParameters {
	return goidc.AuthorizationParameters{
		RedirectURI: r.Redirect, ResponseMode: goidc.ResponseMode(r.Mode), ResponseType: goidc.ResponseType(r.Type),
		Scopes: r.Scope, State: r.State, Nonce: r.Nonce,
		CodeChallenge: r.Challenge, CodeChallengeMethod: goidc.CodeChallengeMethod(r.Method),
	}
}

func requestOf(p goidc.AuthorizationParameters) request {
	return request{
		Redirect: p.RedirectURI, Mode: string(p.ResponseMode), Type: string(p.ResponseType), Scope: p.Scopes,
		State: p.State, Nonce: p.Nonce, Challenge: p.CodeChallenge, Method: string(p.CodeChallengeMethod),
	}
}

// never is an end that go-oidc, which reads the machine's clock, does not reach:
// what ends here was looked at by the tenant's.
const never = 1 << 40

// goidc is g as go-oidc knows it.
func (g grant) goidc() *goidc.Grant {
	return &goidc.Grant{
		ID: g.ID, ClientID: g.Client, Subject: string(g.Bond.Customer), Username: string(g.Bond.Customer),
		Scopes: g.Scope, AuthParams: g.Request.params(), AuthCode: g.Code,
		AuthCodeExpiresAt: never, RefreshToken: g.Refresh, Store: g.Bond.store(),
	}
}
