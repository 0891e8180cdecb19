package features

import (
	"context"
	"net/http"
)

// A neighbour is another consent of the AISP, to which nothing is done.
type neighbour struct {
	consent consent
	grant   grant
}

// neighbourSteps are the steps about another consent than the scenario's.
func neighbourSteps() []step {
	return []step{
		{`another consent of the AISP that is ` + states, `And another consent of the AISP that is Authorised`,
			"Makes one more consent and takes it to the status; what follows is about the first.", (*World).givenNeighbour},
		{`nothing of the other consent has changed`, `Then nothing of the other consent has changed`,
			"Holds the other consent as it is now against what it was when the Given was done.", (*World).neighbourUnchanged},
		{`the other consent's token opens the accounts`, `Then the other consent's token opens the accounts`,
			"Asks for the accounts with the token of the other consent's authorisation.", (*World).neighbourOpens},
	}
}

// givenNeighbour makes a consent as any Given does, and lays it aside with all
// that came with it.
func (w *World) givenNeighbour(ctx context.Context, status string) error {
	first := w.memory
	err := w.ownConsent(ctx, State(status)) // never one that others have: it is to be another
	other := neighbour{w.consent, w.grant}
	w.memory = first
	w.other = other
	return err
}

func (w *World) neighbourUnchanged(ctx context.Context) error {
	mine := w.consent
	defer func() { w.consent = mine }()
	w.consent = w.other.consent
	e, err := w.look(ctx)
	if err != nil {
		return err
	}
	return w.differs(e, standing...)
}

func (w *World) neighbourOpens(ctx context.Context) error {
	e, err := w.Send(ctx, Call{Method: http.MethodGet, Path: "/accounts", Token: w.other.grant.access})
	if err != nil {
		return err
	}
	return expectStatus(e, http.StatusOK)
}
