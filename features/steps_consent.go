package features

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
)

// consents is where consents are, below base_url.
const consents = "/account-access-consents"

// givenConsent makes a consent and takes it to a status, or has the scenario
// share one that is there already, where it can.
func (w *World) givenConsent(ctx context.Context, status string) error {
	if State(status) == Authorised && w.shares() {
		return w.borrow(ctx)
	}
	return w.ownConsent(ctx, State(status))
}

// ownConsent makes a consent and takes it to a status, one legal move after the
// other, as an AISP and its customer would.
func (w *World) ownConsent(ctx context.Context, status State) error {
	if err := w.makeConsent(ctx); err != nil {
		return err
	}
	for _, do := range ways[status] {
		var err error
		if do == Revoke {
			err = w.givenRevoked(ctx)
		} else if err = w.customer(ctx, do); err == nil && do == Authorise {
			err = w.redeem(ctx)
		}
		if err != nil {
			return err
		}
	}
	if status == AwaitingAuthorisation {
		return nil
	}
	return w.settle(ctx, status)
}

// ways are the moves that lead a new consent to each status.
var ways = map[State][]Action{
	Authorised: {Authorise},
	Rejected:   {Decline},
	Revoked:    {Authorise, Revoke},
}

// makeConsent makes the consent that was prepared, or a minimal one.
func (w *World) makeConsent(ctx context.Context) error {
	e, err := w.Send(ctx, Call{Method: http.MethodPost, Path: consents, Body: w.asking().bytes()})
	if err != nil {
		return err
	}
	if err := expectStatus(e, http.StatusCreated); err != nil {
		return err
	}
	w.consent = consent{id: e.Get("Data.ConsentId").String(), state: AwaitingAuthorisation, before: e}
	return nil
}

// asking is the request for a consent that was prepared, or a minimal one.
func (w *World) asking() draft {
	if w.ask == nil {
		w.ask = consentDraft([]string{"ReadAccountsBasic"})
	}
	return w.ask
}

// settle looks whether the consent got where it was to go, and remembers how it
// looked there.
func (w *World) settle(ctx context.Context, status State) error {
	e, err := w.look(ctx)
	if err != nil {
		return err
	}
	if got := e.Get("Data.Status").String(); got != string(status) {
		return fmt.Errorf("%w: the consent was to become %s and is %s", ErrPrerequisite, status, got)
	}
	w.consent.before, w.consent.state = e, status
	return nil
}

// look reads the consent as the AISP that made it, whatever the scenario has
// said about the request of its When.
func (w *World) look(ctx context.Context) (*Exchange, error) {
	e, err := w.Send(ctx, Call{Method: http.MethodGet, Path: w.consentPath()})
	if err != nil {
		return nil, err
	}
	return e, expectStatus(e, http.StatusOK)
}

func (w *World) consentPath() string { return consents + "/" + url.PathEscape(w.consent.id) }

// revocation is the patch that revokes the consent.
func (w *World) revocation() Call {
	return Call{Method: http.MethodPatch, Path: w.consentPath(), Body: patchDraft("Revoked").bytes()}
}

// expectStatus asks for one status, for steps on the way to what is tested.
func expectStatus(e *Exchange, want int) error {
	if e.Status == want {
		return nil
	}
	return Finding{Where: "status", Expected: fmt.Sprint(want), Got: fmt.Sprintf("%d to %s %s", e.Status, e.Request.Method, e.Op)}
}
