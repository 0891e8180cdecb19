package features

import (
	"context"
	"fmt"
	"net/http"
)

// tokenOpens asks for the accounts with a token of the customer's authorisation.
func (w *World) tokenOpens(ctx context.Context, former, what string) error {
	tokens := w.former
	if former == "" {
		var err error
		if tokens, err = w.customersTokens(ctx); err != nil {
			return err
		}
	}
	e, err := w.Send(ctx, Call{Method: http.MethodGet, Path: "/accounts", Token: tokens.access})
	if err != nil {
		return err
	}
	if what == "nothing" {
		return w.closed(e)
	}
	return expectStatus(e, http.StatusOK)
}

// closed asks that an answer refuses a dead token.
func (w *World) closed(e *Exchange) error {
	if e.Status == http.StatusForbidden && w.Control == nil {
		w.Note("a dead token is answered 403 where the suite's own reading is 401")
		return nil
	}
	return expectStatus(e, http.StatusUnauthorized)
}

func (w *World) refreshFails(ctx context.Context, former string) error {
	tokens := w.former
	if former == "" {
		var err error
		if tokens, err = w.customersTokens(ctx); err != nil {
			return err
		}
	}
	if tokens.refresh == "" {
		w.Note("the ASPSP issues no refresh token")
		return nil
	}
	e, err := w.refresh(ctx, tokens.refresh)
	if err != nil {
		return err
	}
	if got := e.Get("error").String(); got != "invalid_grant" || e.Status != http.StatusBadRequest {
		return Finding{Where: "error", Expected: "400 invalid_grant", Got: fmt.Sprintf("%d %q", e.Status, got)}
	}
	return nil
}

func (w *World) refreshOpens(ctx context.Context) error {
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return err
	}
	e, err := w.refresh(ctx, tokens.refresh)
	if err != nil {
		return err
	}
	if err := expectStatus(e, http.StatusOK); err != nil {
		return err
	}
	w.keepGrant(e)
	return w.tokenOpens(ctx, "", "the accounts")
}
