package features

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// sendScout has a customer give a second consent, by which the suite finds out
// what the scenario's own consent may not be allowed to tell: which statements
// there are, or when transactions were booked. Nothing of it is held against
// the bank. The tokens are kept for the rest of the scenario.
func (w *World) sendScout(ctx context.Context, persona string, permissions ...string) (grant, error) {
	permissions = accompanied(permissions)
	errand := persona + ": " + strings.Join(permissions, " ")
	if found, sent := w.scouts[errand]; sent {
		return found, nil
	}
	first := w.memory
	w.memory = memory{persona: persona, ask: consentDraft(permissions)}
	err := w.givenConsent(ctx, string(Authorised))
	found := w.grant
	w.memory = first
	if err != nil {
		return grant{}, fmt.Errorf("%w: %w", ErrPrerequisite, err)
	}
	if w.scouts == nil {
		w.scouts = map[string]grant{}
	}
	w.scouts[errand] = found
	return found, nil
}

// statementsOf finds statements of an account.
func (w *World) statementsOf(ctx context.Context, account string) (found []place, err error) {
	scout, err := w.sendScout(ctx, w.persona, "ReadStatementsBasic")
	if err != nil {
		return nil, err
	}
	list, err := w.listWith(ctx, scout.access, mustEndpoint("an account's statements"), place{account: account})
	for _, s := range list[:min(len(list), mostStatements)] {
		if id := s.Get("StatementId").String(); id != "" {
			found = append(found, place{account: account, statement: id})
		}
	}
	return found, err
}

// accountsOf finds the AccountIds of a customer who lets the AISP see them all.
func (w *World) accountsOf(ctx context.Context, persona string) (ids []string, err error) {
	scout, err := w.sendScout(ctx, persona, "ReadAccountsBasic")
	if err != nil {
		return nil, err
	}
	list, err := w.listWith(ctx, scout.access, mustEndpoint("the accounts"), place{})
	for _, a := range list {
		ids = append(ids, a.Get("AccountId").String())
	}
	if err == nil && len(ids) == 0 {
		err = NoData("that customer has no account")
	}
	return ids, err
}

// unchosen finds an account of the customer that is not in the scenario's
// consent.
func (w *World) unchosen(ctx context.Context) (string, error) {
	chosen, err := w.accountIDs(ctx)
	if err != nil {
		return "", err
	}
	all, err := w.accountsOf(ctx, w.persona)
	if err != nil {
		return "", err
	}
	for _, id := range all {
		if !slices.Contains(chosen, id) {
			return id, nil
		}
	}
	return "", NoData("the customer has no account that is not in the consent")
}
