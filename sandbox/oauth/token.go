package oauth

import (
	"net/http"
	"strings"

	"github.com/luikyv/go-oidc/pkg/goidc"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// token serves the token endpoint (RFC 6749 3.2).
func (s *Server) token(w http.ResponseWriter, r *http.Request, c *call) {
	if err := s.admit(r, c); err != nil {
		writeError(w, err)
		return
	}
	a := s.ask(r, c)
	s.tag(r, c)
	if c.err != nil {
		writeError(w, c.err)
		return
	}
	w.Header()["Content-Type"] = jsonType
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body.Bytes())
	if c.redeemed {
		_, _ = s.cfg.Bank.Happened(c.claimed.Bond.Consent, scenario.UponToken)
	}
}

// admit reads the form of a request that a client authenticates.
func (s *Server) admit(r *http.Request, c *call) (err error) {
	if err := readForm(r); err != nil {
		return err
	}
	if c.method, err = authMethod(r); err != nil {
		return err
	}
	if c.op != opToken {
		return nil
	}
	c.grantType = goidc.GrantType(r.PostForm.Get("grant_type"))
	switch {
	case c.grantType == "":
		return badRequest("grant_type is missing; it is one of client_credentials, authorization_code, refresh_token")
	case c.grantType == goidc.GrantClientCredentials && strings.TrimSpace(r.PostForm.Get("scope")) == "openid":
		return &refusal{Status: http.StatusBadRequest, Code: "invalid_scope", Description: "openid needs a customer; ask for accounts"}
	}
	return nil
}

func (s *Server) tag(r *http.Request, c *call) {
	consent := ""
	if c.claimed != nil {
		consent = string(c.claimed.Bond.Consent)
	}
	journal.Tag(r, "", c.client, consent)
}

// Access tells what a token stands for; false if it is unknown, has expired, or
// its consent no longer stands behind it.
func (s *Server) Access(value string) (bank.Access, bool) {
	t, ok := s.live(value)
	if !ok {
		return bank.Access{}, false
	}
	return bank.Access{
		Client: bank.ClientID(t.Client), Scopes: strings.Fields(t.Scope),
		Consent: t.Bond.Consent, Customer: t.Bond.Customer, Generation: t.Bond.Generation,
	}, true
}

// live returns an access token that is good.
func (s *Server) live(value string) (t token, ok bool) {
	_ = s.cfg.DB.View(func(tx *store.Tx) error {
		if t, ok = tokens.Get(tx, value); ok && t.Grant != "" {
			_, ok = grants.Get(tx, t.Grant)
		}
		return nil
	})
	if !ok || !s.cfg.Clock.Now().Before(t.Ends) {
		return token{}, false
	}
	return t, t.Grant == "" || s.cfg.Bank.Alive(t.Bond.Consent, t.Bond.Generation)
}

// An introspection is the answer of RFC 7662 2.2.
type introspection struct {
	Active    bool            `json:"active"`
	Scope     string          `json:"scope,omitempty"`
	Client    string          `json:"client_id,omitempty"`
	Username  bank.CustomerID `json:"username,omitempty"`
	TokenType string          `json:"token_type,omitempty"`
	Exp       int64           `json:"exp,omitempty"`
	Iat       int64           `json:"iat,omitempty"`
	Sub       string          `json:"sub,omitempty"`
	Iss       string          `json:"iss,omitempty"`
	Intent    bank.ConsentID  `json:"openbanking_intent_id,omitempty"`
}

// introspect serves RFC 7662. A client learns of its own tokens only.
func (s *Server) introspect(w http.ResponseWriter, r *http.Request, c *call) {
	if !s.authenticated(w, r, c) {
		return
	}
	value, told := r.PostForm.Get("token"), introspection{}
	if t, ok := s.live(value); ok && t.Client == c.client {
		told = introspection{true, t.Scope, t.Client, t.Bond.Customer, "Bearer", t.Ends.Unix(), t.Issued.Unix(), t.Client, c.base, t.Bond.Consent}
	} else if g, ok := s.refreshable(value); ok && !g.RefreshEnd.IsZero() && g.Client == c.client {
		told = introspection{true, g.Scope, g.Client, g.Bond.Customer, "", g.RefreshEnd.Unix(), g.Bond.At.Unix(), "", c.base, g.Bond.Consent}
	}
	if told.Username != "" {
		told.Sub = string(told.Username)
	}
	journal.Tag(r, "", "", string(told.Intent))
	writeJSON(w, http.StatusOK, told)
}

// revoke serves RFC 7009: 200 for what is unknown or another client's too. An
// access token goes alone, a refresh token with all of its grant.
func (s *Server) revoke(w http.ResponseWriter, r *http.Request, c *call) {
	if !s.authenticated(w, r, c) {
		return
	}
	value := r.PostForm.Get("token")
	_ = s.cfg.DB.Update(func(tx *store.Tx) error {
		if t, ok := tokens.Get(tx, value); ok && t.Client == c.client {
			tokens.Delete(tx, value)
		}
		if g, ok := pointed(tx, refreshTokens, value); ok && g.Client == c.client {
			dropGrant(tx, g)
		}
		return nil
	})
	w.WriteHeader(http.StatusOK)
}

// authenticated has go-oidc authenticate the client, and answers for it if it
// is not.
func (s *Server) authenticated(w http.ResponseWriter, r *http.Request, c *call) bool {
	err := s.admit(r, c)
	if err == nil {
		s.ask(r, c)
		s.tag(r, c)
		err = c.err
	}
	if err != nil {
		writeError(w, err)
	}
	return err == nil
}
