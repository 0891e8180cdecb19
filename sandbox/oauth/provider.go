package oauth

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/luikyv/go-oidc/pkg/goidc"
	"github.com/luikyv/go-oidc/pkg/provider"
)

// providers is go-oidc's handlers by issuer. It is replaced whole, never
// changed.
type providers map[string]http.Handler

// maxProviders bounds how many issuers are kept: clients name the Host.
const maxProviders = 8

// provider returns go-oidc's handler for the issuer base.
func (s *Server) provider(base string) http.Handler {
	for {
		old := s.providers.Load()
		if old != nil {
			if h, ok := (*old)[base]; ok {
				return h
			}
		}
		next := providers{}
		if old != nil && len(*old) < maxProviders {
			next = maps.Clone(*old)
		}
		next[base] = s.newProvider(base)
		if s.providers.CompareAndSwap(old, &next) {
			return next[base]
		}
	}
}

// forever is longer than any real time that go-oidc measures matters: it reads
// the machine's clock, and what expires here does so by the tenant's.
const forever = int(10 * 365 * 24 * time.Hour / time.Second)

func (s *Server) newProvider(base string) http.Handler {
	options := slices.Concat(s.clientOptions(), s.grantOptions(), s.visitOptions(), []provider.Option{
		provider.WithPathPrefix(prefix),
		provider.WithErrorHandler(func(ctx context.Context, err error) { callOf(ctx).err = err }),
		provider.WithErrorRenderer(func(w http.ResponseWriter, _ *http.Request, _ error) error {
			w.WriteHeader(http.StatusBadRequest)
			return nil
		}),
	})
	op, err := provider.New(base, ledger{s}, s.signingKeys, options...)
	if err != nil {
		panic(fmt.Sprintf("oauth: the options of go-oidc do not fit together: %v", err)) // they do not depend on the request
	}
	return op.Handler()
}

// clientOptions say who the clients are and how they authenticate.
func (s *Server) clientOptions() []provider.Option {
	return []provider.Option{
		provider.WithDCR(roster{s}),
		provider.WithSecretBasicAuthn(), provider.WithSecretPostAuthn(),
		provider.WithPrivateKeyJWTAuthn(jose.ES256, jose.PS256),
		provider.WithClientSecretVerifier(s.verifySecret),
		provider.WithJTIConsumer(ledger{s}.consume),
		provider.WithJWTLeewayTime(30),
		provider.WithTokenIntrospection(func(context.Context, *goidc.Client, goidc.TokenInfo) bool { return true }),
		provider.WithTokenRevocation(func(context.Context, *goidc.Client) bool { return true }),
	}
}

// grantOptions say what is issued for what.
func (s *Server) grantOptions() []provider.Option {
	book := ledger{s}
	return []provider.Option{
		provider.WithScopes(goidc.ScopeOpenID, goidc.NewScope("accounts"), goidc.NewScope("products")),
		provider.WithClientCredentialsGrant(),
		provider.WithAuthCodeGrant(book, responseTypes...),
		provider.WithAuthCodeFunc(s.secret), provider.WithAuthCodeLifetime(forever),
		provider.WithRefreshTokenGrant(book), provider.WithRefreshTokenRotation(),
		provider.WithRefreshTokenFunc(s.refreshToken),
		provider.WithOpaqueTokens(book),
		provider.WithOpaqueTokenFunc(func(ctx context.Context, _ *goidc.Grant) string { return s.secret(ctx) }),
		provider.WithTokenOptions(tokenOptions),
		provider.WithGrantIDFunc(s.secret),
		provider.WithGrantHandler(settleScopes),
		provider.WithIDTokenSignatureAlgs(jose.ES256, jose.PS256),
		provider.WithIDTokenClaims(s.idTokenClaims),
	}
}

// visitOptions say what an authorisation request may hold, and who answers it.
func (s *Server) visitOptions() []provider.Option {
	return []provider.Option{
		provider.WithAuthnSessionIDFunc(s.secret), provider.WithAuthSessionLifetime(forever),
		provider.WithPKCE(goidc.CodeChallengeMethodSHA256),
		provider.WithJAR(jose.ES256, jose.PS256),
		provider.WithClaimsParameter(), provider.WithClaims(intentClaim), provider.WithACRs(acrSCA, acrCA),
		provider.WithIssuerResponseParameter(),
		provider.WithPolicies(goidc.NewPolicy("customer", func(*http.Request, *goidc.AuthnSession, *goidc.Client) bool { return true }, s.customer)),
	}
}

// secret is a fresh value that cannot be guessed and holds no dot, which
// go-oidc would take for a JWT.
func (s *Server) secret(context.Context) string {
	return strings.ReplaceAll(s.cfg.NewID()+s.cfg.NewID(), "-", "")
}

// refreshToken is the token that a refresh answers with: another one, or the
// same where the consent's scenario does not rotate.
func (s *Server) refreshToken(ctx context.Context) string {
	if c := callOf(ctx); c.claimed != nil && !c.life.rotate {
		return c.claimed.Refresh
	}
	return s.secret(ctx)
}

// signingKeys is every key that there is, with its private half: go-oidc would
// write ECDSA signatures of a bare signer as ASN.1, which no JWS holds.
func (s *Server) signingKeys(context.Context) (goidc.JSONWebKeySet, error) {
	return goidc.JSONWebKeySet{Keys: s.cfg.Keys.known.Load().Keys}, nil
}

// tokenOptions makes an access token opaque. Its life is shown in whole
// seconds, rounded up.
func tokenOptions(ctx context.Context, _ *goidc.Grant, _ *goidc.Client) goidc.TokenOptions {
	c := callOf(ctx)
	if c.life.access == 0 {
		c.life.access = accessLife
	}
	return goidc.NewOpaqueTokenOptions(int((c.life.access + time.Second - 1) / time.Second))
}

// settleScopes gives a request without scope the scope accounts
// (RFC 6749 3.3).
func settleScopes(_ context.Context, kind goidc.GrantType, g *goidc.Grant) error {
	if kind != goidc.GrantClientCredentials {
		return nil
	}
	g.Scopes = strings.Join(strings.Fields(g.Scopes), " ")
	if g.Scopes == "" {
		g.Scopes = "accounts"
	}
	return nil
}

// idTokenClaims are the claims of an id_token beside those that go-oidc makes,
// and its times by the tenant's clock.
func (s *Server) idTokenClaims(_ context.Context, g *goidc.Grant) map[string]any {
	now, b := s.cfg.Clock.Now(), bondOf(g.Store)
	return map[string]any{
		"iat": now.Unix(), "exp": now.Add(idTokenLife).Unix(), "auth_time": b.At.Unix(),
		"acr": b.ACR, intentClaim: b.Consent,
	}
}
