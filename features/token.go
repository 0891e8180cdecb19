package features

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
)

// ClientToken gives a client-credentials token of the AISP with the scope. It
// is asked for once and then kept: within the scenario where the scenario has a
// tenant of its own, else for the whole run.
func (w *World) ClientToken(ctx context.Context, as *AISP, scope string) (string, error) {
	keep := w.tokenStore()
	return keep.get(as.ID+" "+scope, func() (string, error) {
		e, err := w.TokenRequest(ctx, as, url.Values{"grant_type": {"client_credentials"}, "scope": {scope}})
		if err != nil {
			return "", err
		}
		token := e.Get("access_token").String()
		if e.Status != http.StatusOK || token == "" {
			return "", fmt.Errorf("%w: no client-credentials token with scope %q for %s: the token endpoint answered %d",
				ErrPrerequisite, scope, as.ID, e.Status)
		}
		return token, nil
	})
}

// TokenRequest posts a form to the token endpoint with the AISP's secret in
// HTTP Basic. The answer is what the endpoint said, errors included.
func (w *World) TokenRequest(ctx context.Context, as *AISP, form url.Values) (*Exchange, error) {
	header := http.Header{
		"Content-Type": {"application/x-www-form-urlencoded"},
		"Accept":       {"application/json"},
	}
	header.Set("Authorization", basic(as.ID, as.Secret))
	return w.do(ctx, http.MethodPost, w.Target.TokenURL, header, []byte(form.Encode()))
}

// Redeem changes an authorisation's code for tokens, with the verifier and the
// redirect URI that belong to it.
func (w *World) Redeem(ctx context.Context, a *Authorisation) (*Exchange, error) {
	form := url.Values{"grant_type": {"authorization_code"}, "code": {a.Code}, "redirect_uri": {a.RedirectURI}}
	if a.Verifier != "" {
		form.Set("code_verifier", a.Verifier)
	}
	return w.TokenRequest(ctx, a.As, form)
}
