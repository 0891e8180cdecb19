package oauth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"github.com/luikyv/go-oidc/pkg/goidc"

	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A ledger keeps go-oidc's records in the tenant's store. One serves as every
// manager: go-oidc goes wrong where its managers do not share a store.
//
// What must happen once is claimed in one transaction: a code when it is read,
// a refresh token when its grant is saved with the next.
type ledger struct{ *Server }

// errLost refuses the second of two who presented the same refresh token.
var errLost = goidc.NewError(goidc.ErrorCodeInvalidGrant, "the refresh token was used before")

// SaveGrant keeps a grant, and drops one that go-oidc has revoked. Grants of
// client credentials are not kept: their token says it all.
func (s ledger) SaveGrant(ctx context.Context, g *goidc.Grant) error {
	c := callOf(ctx)
	if c.op == opToken && c.claimed == nil {
		return nil
	}
	return s.cfg.DB.Update(func(tx *store.Tx) error {
		switch {
		case c.op != opToken:
			putGrant(tx, s.newGrant(g), s.cfg.Clock.Now())
		case g.RevokedAt != 0:
			if g, ok := grants.Get(tx, g.ID); ok {
				dropGrant(tx, g)
			}
		case c.grantType == goidc.GrantRefreshToken:
			return s.rotate(tx, c, g.RefreshToken)
		default:
			s.redeem(tx, c)
		}
		return nil
	})
}

func (s ledger) newGrant(g *goidc.Grant) grant {
	return grant{
		ID: g.ID, Client: g.ClientID, Request: requestOf(g.AuthParams), Bond: bondOf(g.Store),
		Scope: g.Scopes, Code: g.AuthCode, Refresh: g.RefreshToken, Ends: s.cfg.Clock.Now().Add(codeLife),
	}
}

// redeem starts the life of the tokens of a grant whose code was claimed. A
// grant that is gone was revoked by another who presented the code meanwhile:
// the tokens to come are dead.
func (s ledger) redeem(tx *store.Tx, c *call) {
	g, ok := grants.Get(tx, c.claimed.ID)
	if !ok {
		return
	}
	s.prolong(&g, c.life)
	grants.Put(tx, g.ID, g)
	c.redeemed = true
}

// rotate puts the next refresh token in the place of the one presented, if that
// is still the present one.
func (s ledger) rotate(tx *store.Tx, c *call, next string) error {
	g, ok := grants.Get(tx, c.claimed.ID)
	if !ok || g.Refresh != c.claimed.Refresh {
		return errLost
	}
	refreshTokens.Delete(tx, g.Refresh)
	g.Refresh = next
	s.prolong(&g, c.life)
	putGrant(tx, g, s.cfg.Clock.Now())
	return nil
}

// prolong gives a grant the life of tokens that are issued now: a rotated
// refresh token has a life of its own.
func (s ledger) prolong(g *grant, l lives) {
	now := s.cfg.Clock.Now()
	if g.RefreshEnd.IsZero() || l.rotate {
		g.RefreshEnd = now.Add(l.refresh)
	}
	for _, end := range []time.Time{g.RefreshEnd, now.Add(l.access)} {
		if end.After(g.Ends) {
			g.Ends = end
		}
	}
}

// GrantByAuthCode claims a code. Who comes second gets the grant marked as
// consumed, at which go-oidc refuses and revokes it.
func (s ledger) GrantByAuthCode(ctx context.Context, code string) (*goidc.Grant, error) {
	c := callOf(ctx)
	var g grant
	var used bool
	err := s.cfg.DB.Update(func(tx *store.Tx) error {
		var ok bool
		if g, ok = pointed(tx, codes, code); !ok || !s.cfg.Clock.Now().Before(g.Ends) {
			return absence("the code is not known, or has expired")
		}
		used, g.Redeemed = g.Redeemed, true
		grants.Put(tx, g.ID, g)
		return nil
	})
	if err != nil {
		return nil, err
	}
	c.claimed, c.life = &g, s.policy(g.Bond.Consent)
	found := g.goidc()
	if used {
		found.AuthCodeConsumedAt = 1
	}
	if !used && !s.cfg.Bank.Alive(g.Bond.Consent, g.Bond.Generation) {
		return nil, absence("the consent of the code is no longer authorised")
	}
	return found, nil
}

// GrantByRefreshToken returns the grant whose present refresh token is value.
func (s ledger) GrantByRefreshToken(ctx context.Context, value string) (*goidc.Grant, error) {
	c := callOf(ctx)
	if c.op != opToken {
		return nil, errAsksUs
	}
	g, ok := s.refreshable(value)
	if !ok {
		return nil, absence("the refresh token is not known, has expired, or was used before")
	}
	c.claimed, c.life = &g, s.policy(g.Bond.Consent)
	return g.goidc(), nil
}

// refreshable returns the grant behind a refresh token that is good.
func (s *Server) refreshable(value string) (g grant, ok bool) {
	_ = s.cfg.DB.View(func(tx *store.Tx) error {
		g, ok = pointed(tx, refreshTokens, value)
		return nil
	})
	if !ok || !s.cfg.Clock.Now().Before(g.RefreshEnd) || !s.cfg.Bank.Alive(g.Bond.Consent, g.Bond.Generation) {
		return grant{}, false
	}
	return g, true
}

// SaveToken keeps an access token, with its end by the tenant's clock.
func (s ledger) SaveToken(ctx context.Context, t *goidc.Token) error {
	c, now := callOf(ctx), s.cfg.Clock.Now()
	made := token{Client: t.ClientID, Scope: t.Scopes, Issued: now, Ends: now.Add(c.life.access)}
	if c.claimed != nil {
		made.Grant, made.Bond = c.claimed.ID, c.claimed.Bond
	}
	return s.cfg.DB.Update(func(tx *store.Tx) error {
		putToken(tx, t.ID, made, now)
		return nil
	})
}

// errAsksUs answers go-oidc at the endpoints where it authenticates the client
// and our own records answer.
var errAsksUs = absence("the records answer themselves")

// Token is asked at introspection and revocation only.
func (ledger) Token(context.Context, string) (*goidc.Token, error) { return nil, errAsksUs }

// Grant is asked at introspection only.
func (ledger) Grant(context.Context, string) (*goidc.Grant, error) { return nil, errAsksUs }

// SaveSession keeps a visit that is not over.
func (s ledger) SaveSession(ctx context.Context, as *goidc.AuthnSession) error {
	if callOf(ctx).over {
		return nil
	}
	return s.cfg.DB.Update(func(tx *store.Tx) error {
		if as.Status != goidc.StatusPending {
			sessions.Delete(tx, as.ID)
			return nil
		}
		now := s.cfg.Clock.Now()
		putSession(tx, as.ID, session{
			Client: as.ClientID, Request: requestOf(as.AuthorizationParameters), Bond: bondOf(as.Store), Ends: now.Add(sessionLife),
		}, now)
		return nil
	})
}

// Session returns a visit that is not over.
func (s ledger) Session(_ context.Context, id string) (*goidc.AuthnSession, error) {
	v, ok := s.visit(id)
	if !ok {
		return nil, absence("this page has expired, or was answered before")
	}
	return &goidc.AuthnSession{
		ID: id, Status: goidc.StatusPending, ClientID: v.Client, PolicyID: "customer", Store: v.Bond.store(),
		AuthorizationParameters: v.Request.params(), ExpiresAt: never,
	}, nil
}

func (s *Server) visit(id string) (v session, ok bool) {
	_ = s.cfg.DB.View(func(tx *store.Tx) error {
		v, ok = sessions.Get(tx, id)
		return nil
	})
	return v, ok && s.cfg.Clock.Now().Before(v.Ends)
}

// jtiLife is how long, in real time, an assertion is remembered. go-oidc takes
// none that lives longer than ten minutes and a leeway.
const jtiLife = time.Hour

// consume remembers an assertion by its jti, which is its client's own; again
// it is refused. A request object may come again: it is the browser's to
// reload, and its state guards it.
func (s ledger) consume(ctx context.Context, id string) error {
	c := callOf(ctx)
	if c.op == opAuthorize {
		return nil
	}
	sum := sha256.Sum256([]byte(id))
	key, now := c.client+" "+hex.EncodeToString(sum[:]), s.cfg.Clock.Wall()
	return s.cfg.DB.Update(func(tx *store.Tx) error {
		if j, ok := jtis.Get(tx, key); ok && now.Before(j.Ends) {
			return errors.New("the assertion was used before; each needs a jti of its own")
		}
		sweep(tx, jtis, func(j jti) bool { return !now.Before(j.Ends) }, func(key string, _ jti) { jtis.Delete(tx, key) })
		jtis.Put(tx, key, jti{now.Add(jtiLife)})
		return nil
	})
}
