package features

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/google/uuid"
)

// aisProfile is account information after the Bahrain Open Banking Framework.
type aisProfile struct{}

func (aisProfile) folder() string { return "ais" }
func (aisProfile) steps() []step  { return aisSteps() }

func (aisProfile) keys() []string {
	return []string{"name", "profile", "base_url", "issuer", "token_url", "authorize_url", "clients", "control_url", "features", "consent", "data"}
}

func (aisProfile) complete(t Target) (Target, error) {
	for _, word := range t.Features {
		if !slices.Contains(declarable(), word) {
			return t, unknownFeature(word)
		}
	}
	if t.Issuer == "" && (t.TokenURL == "" || t.AuthorizeURL == "") {
		return t, errors.New("token_url and authorize_url are missing, or an issuer to discover them from")
	}
	return t, errors.Join(t.checkAddresses(), t.checkClients())
}

func (aisProfile) addresses(t *Target) []address {
	return []address{
		{&t.BaseURL, "/open-banking/v1.0/aisp"}, {&t.TokenURL, "/oauth2/token"}, {&t.AuthorizeURL, "/oauth2/authorize"},
		{&t.Issuer, ""}, {&t.keysURL, "/oauth2/jwks"}, {&t.revokeURL, "/oauth2/revoke"}, {&t.introspectURL, "/oauth2/introspect"},
	}
}

func (aisProfile) operation(t *Target, method string, u *url.URL) Operation {
	return operationOf(t, method, u)
}

func (aisProfile) findings(j *judge, e *Exchange) []Finding { return j.findings(e) }

// headers are a client-credentials token with scope accounts, a fresh
// x-fapi-interaction-id, and JSON both ways.
func (aisProfile) headers(ctx context.Context, w *World, c Call) (http.Header, error) {
	header := jsonHeaders(c)
	header.Set("x-fapi-interaction-id", uuid.NewString())
	if names(c.Header, "Authorization") {
		return header, nil
	}
	token, err := w.tokenFor(ctx, c)
	header.Set("Authorization", "Bearer "+token)
	return header, err
}

// jsonHeaders ask for JSON and, where there is a body, declare it.
func jsonHeaders(c Call) http.Header {
	header := http.Header{"Accept": {"application/json"}}
	if c.Body != nil {
		header.Set("Content-Type", "application/json; charset=utf-8")
	}
	return header
}

func (w *World) tokenFor(ctx context.Context, c Call) (string, error) {
	if c.Token != "" {
		return c.Token, nil
	}
	as := c.As
	if as == nil {
		as = w.AISP
	}
	return w.ClientToken(ctx, as, "accounts")
}

// preflight asks for discovery where there is an issuer, then for any answer of
// the token endpoint and of the resources.
func (aisProfile) preflight(ctx context.Context, r *run) error {
	if err := r.discover(ctx); err != nil {
		return err
	}
	token := r.tokenProbe()
	status, err := r.reach(ctx, probed{"token_url", token}, probed{"base_url", probe{http.MethodGet, r.target.BaseURL, nil, ""}})
	if err == nil && status != 0 && status != http.StatusOK {
		r.show.note("the token endpoint answered %d to client %s: is its secret right?", status, r.aisps[0].ID)
	}
	return err
}

func (aisProfile) edges() ([]Edge, string) { return edges(), "a consent's life" }

// tokenProbe asks for a client's token.
func (r *run) tokenProbe() probe {
	form := url.Values{"grant_type": {"client_credentials"}, "scope": {"accounts"}}
	return probe{http.MethodPost, r.target.TokenURL, form, basic(r.aisps[0].ID, r.aisps[0].Secret)}
}

func (t Target) checkClients() error {
	if len(t.Clients) == 0 {
		return errors.New("clients: at least one is needed")
	}
	for i, c := range t.Clients {
		if c.ID == "" {
			return fmt.Errorf("clients: the %dth has no id", i+1)
		}
		if u, err := url.Parse(c.RedirectURI); err != nil || t.Consent != ConsentNone && u.Host == "" {
			return fmt.Errorf("clients: %s: redirect_uri %q is not an address", c.ID, c.RedirectURI)
		}
	}
	return nil
}
