package features

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
)

// bearers are the tokens that a request may carry instead of the AISP's own, by
// the name that steps give them.
var bearers = map[string]func(*World, context.Context) (string, error){
	"no access token":                       func(*World, context.Context) (string, error) { return "", nil },
	"an access token that was never issued": func(*World, context.Context) (string, error) { return "Bearer " + uuid.NewString(), nil },
	"an access token cut short":             (*World).cutShort,
	"a secret instead of an access token":   (*World).secretInstead,
	"a client credentials token":            (*World).ownToken,
	"an expired access token":               (*World).expiredToken,
	"an access token for other scopes":      (*World).otherScopes,
	"the customer's token":                  (*World).customersToken,
	"the customer's expired token":          (*World).customersExpired,
}

func (w *World) givenBearer(ctx context.Context, name string) error {
	find, ok := bearers[name]
	if !ok {
		return fmt.Errorf("%w: no token is called %q", ErrHarness, name)
	}
	value, err := find(w, ctx)
	if err != nil {
		return err
	}
	w.bearer = http.Header{"Authorization": nil}
	if value != "" {
		w.bearer.Set("Authorization", value)
	}
	return nil
}

func (w *World) ownToken(ctx context.Context) (string, error) {
	token, err := w.ClientToken(ctx, w.AISP, "accounts")
	return "Bearer " + token, err
}

func (w *World) cutShort(ctx context.Context) (string, error) {
	token, err := w.ClientToken(ctx, w.AISP, "accounts")
	if err != nil {
		return "", err
	}
	return "Bearer " + token[:len(token)-1], nil
}

func (w *World) secretInstead(context.Context) (string, error) {
	return basic(w.AISP.ID, w.AISP.Secret), nil
}

func (w *World) otherScopes(ctx context.Context) (string, error) {
	token, err := w.ClientToken(ctx, w.AISP, "products")
	return "Bearer " + token, err
}

func (w *World) customersToken(ctx context.Context) (string, error) {
	tokens, err := w.customersTokens(ctx)
	return "Bearer " + tokens.access, err
}

// lifeOfOwn is more than a token for consents may live: the clock is moved past
// what the token endpoint said, or by this if it said nothing.
const lifeOfOwn = 24 * time.Hour

func (w *World) expiredToken(ctx context.Context) (string, error) {
	e, err := w.TokenRequest(ctx, w.AISP, clientCredentials("accounts"))
	if err != nil {
		return "", err
	}
	if err := expectStatus(e, http.StatusOK); err != nil {
		return "", err
	}
	return "Bearer " + e.Get("access_token").String(), w.outlive(ctx, e.Get("expires_in").Int())
}

func (w *World) customersExpired(ctx context.Context) (string, error) {
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return "", err
	}
	return "Bearer " + tokens.access, w.outlive(ctx, tokens.seconds)
}

// outlive moves the clock past the life of a token.
func (w *World) outlive(ctx context.Context, seconds int64) error {
	life := time.Duration(seconds) * time.Second
	if life == 0 {
		life = lifeOfOwn
	}
	return w.pass(ctx, life+time.Second)
}
