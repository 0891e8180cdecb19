package oauth

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-jose/go-jose/v4"
	"github.com/luikyv/go-oidc/pkg/goidc"
)

// A client is a Client made ready.
type client struct {
	Client
	digest [sha256.Size]byte // of the secret, so that comparing takes as long whatever was sent
	keys   *goidc.JSONWebKeySet
}

func newClient(c Client) client {
	if c.IDTokenAlg == "" {
		c.IDTokenAlg = jose.ES256
	}
	made := client{Client: c, digest: sha256.Sum256([]byte(c.Secret))}
	if len(c.Keys) > 0 {
		made.keys = &goidc.JSONWebKeySet{Keys: c.Keys}
	}
	return made
}

func (c client) shown() string {
	if c.Name != "" {
		return c.Name
	}
	return c.ID
}

// roster tells go-oidc of the clients. A static list would not do: a client
// has three ways to authenticate and no end of redirect URIs, and go-oidc takes
// one and a list; so it is told those of the request at hand. Registration,
// which is where go-oidc asks for clients one by one, has no route.
type roster struct{ *Server }

// Client returns the client named id as this request presents itself.
func (s roster) Client(ctx context.Context, id string) (*goidc.Client, error) {
	c, ok := s.clients[id]
	if !ok {
		return nil, absence(fmt.Sprintf("there is no client %q", id))
	}
	asked := callOf(ctx)
	asked.client = id
	if asked.op != opToken || asked.grantType != goidc.GrantClientCredentials {
		s.cfg.Keys.need(c.IDTokenAlg)
	}
	return &goidc.Client{ID: id, Secret: id, ClientMeta: goidc.ClientMeta{
		Name: c.shown(), RedirectURIs: asked.redirects, JWKS: c.keys,
		GrantTypes:    []goidc.GrantType{goidc.GrantAuthorizationCode, goidc.GrantClientCredentials, goidc.GrantRefreshToken, goidc.GrantImplicit},
		ResponseTypes: responseTypes, ScopeIDs: strings.Join(scopes, " "),
		TokenAuthnMethod: asked.method, IDTokenSigAlg: c.IDTokenAlg,
	}}, nil
}

// SaveClient refuses: clients are configured.
func (roster) SaveClient(context.Context, *goidc.Client) error { return errNoRegistration }

// DeleteClient refuses: clients are configured.
func (roster) DeleteClient(context.Context, string) error { return errNoRegistration }

var errNoRegistration = goidc.NewError(goidc.ErrorCodeAccessDenied, "clients are not registered here")

// verifySecret compares a client's secret in constant time. go-oidc holds the
// client's id where the secret would be.
func (s *Server) verifySecret(_ context.Context, id, presented string) error {
	c := s.clients[id]
	got := sha256.Sum256([]byte(presented))
	if subtle.ConstantTimeCompare(got[:], c.digest[:]) != 1 || c.Secret == "" {
		return fmt.Errorf("the secret of client %q is another", id)
	}
	return nil
}

// authMethod tells how the client of r authenticates (RFC 6749 2.3). More than
// one way in a request is refused.
func authMethod(r *http.Request) (goidc.AuthnMethod, error) {
	var used []goidc.AuthnMethod
	if scheme, _, _ := strings.Cut(r.Header.Get("Authorization"), " "); strings.EqualFold(scheme, "Basic") {
		used = append(used, goidc.AuthnMethodSecretBasic)
	}
	if r.PostForm.Has("client_secret") {
		used = append(used, goidc.AuthnMethodSecretPost)
	}
	if r.PostForm.Has("client_assertion") {
		used = append(used, goidc.AuthnMethodPrivateKeyJWT)
	}
	switch len(used) {
	case 0:
		return goidc.AuthnMethodSecretPost, nil
	case 1:
		return used[0], nil
	}
	return "", badRequest(fmt.Sprintf("the client authenticates in two ways, %s and %s; use one", used[0], used[1]))
}

// loopback checks a redirect URI: any on this machine is registered, and no
// other (RFC 8252 7.3). It returns the URI as go-oidc spells it.
func loopback(raw string) (string, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return "", errors.New("the redirect_uri is not a URL")
	}
	ip := net.ParseIP(u.Hostname())
	local := u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	if u.Scheme != "http" && u.Scheme != "https" || !local || u.User != nil || strings.Contains(raw, "#") {
		return "", errors.New("only loopback URLs without a fragment are registered, such as http://127.0.0.1:9999/callback")
	}
	return u.String(), nil
}
