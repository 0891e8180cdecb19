package aggregator

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// everything is a session with a consent for all that there is.
func everything() SessionRequest {
	r := demo()
	r.Scope = &Scope{
		Accounts: &struct{}{}, AccountDetails: &AccountScope{}, Balances: &AccountScope{}, Transactions: &TransactionScope{},
		InsightsRefresh: &InsightsScope{}, Lifetime: ptr(30),
	}
	return r
}

const (
	checking   = "DE43000000005686751168"
	salary     = "DE18000000006636981175"
	restricted = "DE90000000008116641159"
)

// mustGrant finishes an accounts flow in a session and fetches its consent.
func mustGrant(tb testing.TB, a *Aggregator, r SessionRequest, username string) (Session, Grant) {
	tb.Helper()
	s := mustStart(tb, a, r)
	f := mustFlowBy(tb, a, s, Accounts, FlowRequest{}, scenario.Facts{})
	done, err := a.Complete(f.ID, Visitor{Username: username})
	if err != nil || done.State != Finished {
		tb.Fatalf("the flow is %s, %v", done.State, err)
	}
	g, err := a.ConsentToken(one, s.ID)
	if err != nil {
		tb.Fatal(err)
	}
	return s, g
}

func codeOf(err error) string {
	var e *storage.Error
	if !errors.As(err, &e) {
		return ""
	}
	return e.Code
}

func tokenOf(err error) string {
	var e *storage.Error
	if !errors.As(err, &e) {
		return ""
	}
	return e.Token
}

// The conditions of 5.1.
func TestWhenAConsentCanBeFetched(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*SessionRequest)
		after  func(*Aggregator, Session)
		kind   storage.Kind
		code   string
	}{
		{"after a flow", func(*SessionRequest) {}, nil, -1, ""},
		{"a lifetime of none", func(r *SessionRequest) { r.Scope.Lifetime = ptr(0) }, nil, storage.NotFound, ""},
		{"no scope", func(r *SessionRequest) { r.Scope = nil }, nil, storage.NotFound, ""},
		{"a bank without PSD2", func(r *SessionRequest) { r.SelectedBank, r.Access = &BankChoice{"00000", "DE"}, "" }, nil, storage.Forbidden, noConsents},
		{"the fallback forced", func(r *SessionRequest) { r.Access = ForceFallback }, nil, storage.Forbidden, noConsents},
		{"a closed session", func(*SessionRequest) {}, func(a *Aggregator, s Session) { _ = a.CloseSession(one, s.ID) }, storage.Conflict, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, _ := newAggregator(t)
			r := everything()
			row.change(&r)
			s := mustStart(t, a, r)
			if _, err := a.ConsentToken(one, s.ID); kindOf(err) != storage.Conflict {
				t.Errorf("before any flow it answers %v, want Conflict", err)
			}
			f := mustFlowBy(t, a, s, Accounts, FlowRequest{}, scenario.Facts{})
			if _, err := a.Complete(f.ID, Visitor{}); err != nil {
				t.Fatal(err)
			}
			if row.after != nil {
				row.after(a, s)
			}
			_, err := a.ConsentToken(one, s.ID)
			if kindOf(err) != row.kind || codeOf(err) != row.code {
				t.Errorf("it answers %v, want kind %d with %q", err, row.kind, row.code)
			}
		})
	}
}

func TestGrantTellsItsTypes(t *testing.T) {
	a, _ := newAggregator(t)
	r := everything()
	r.Scope.Balances = nil
	_, g := mustGrant(t, a, r, "")
	want := []FlowType{Accounts, AccountDetails, Transactions, InsightsRefresh}
	if !slices.Equal(g.Types, want) {
		t.Errorf("the consent covers %s, want %s", g.Types, want)
	}
}

func TestTokensRotate(t *testing.T) {
	a, _ := newAggregator(t)
	s, g := mustGrant(t, a, everything(), "")
	first, err := a.UseConsent(one, g.ConsentID, Accounts, ConsentUse{Token: g.Token})
	if err != nil || first.Token == g.Token || first.Token == "" {
		t.Fatalf("the first use answers token %q, %v; want another than %q", first.Token, err, g.Token)
	}
	_, err = a.UseConsent(one, g.ConsentID, Accounts, ConsentUse{Token: g.Token})
	if codeOf(err) != "CONSENT.INVALID_TOKEN" || kindOf(err) != storage.Forbidden || tokenOf(err) != "" {
		t.Errorf("a spent token is answered %v with the token %q, want CONSENT.INVALID_TOKEN and none", err, tokenOf(err))
	}
	again, err := a.ConsentToken(one, s.ID)
	if err != nil || again.ConsentID != g.ConsentID || again.Token == first.Token {
		t.Fatalf("fetched again: %+v, %v; want the same consent with another token", again, err)
	}
	if _, err := a.UseConsent(one, g.ConsentID, Accounts, ConsentUse{Token: first.Token}); codeOf(err) != "CONSENT.INVALID_TOKEN" {
		t.Errorf("the token before the one fetched last is answered %v", err)
	}
	_, err = a.UseConsent(one, g.ConsentID, Transactions, ConsentUse{Token: again.Token, IBAN: restricted})
	if codeOf(err) != notGranted || tokenOf(err) == "" {
		t.Fatalf("an account that is not covered is answered %v with the token %q", err, tokenOf(err))
	}
	if _, err := a.UseConsent(one, g.ConsentID, Accounts, ConsentUse{Token: tokenOf(err)}); err != nil {
		t.Errorf("the token beside the error is answered %v", err)
	}
}

func TestConsentsEnd(t *testing.T) {
	for _, row := range []struct {
		name     string
		username string
		do       func(a *Aggregator, c interface{ Advance(time.Duration) }, g Grant)
		kind     storage.Kind
		code     string
	}{
		{"on its last day", "", func(_ *Aggregator, c interface{ Advance(time.Duration) }, _ Grant) { c.Advance(30 * 24 * time.Hour) }, -1, ""},
		{"the day after", "", func(_ *Aggregator, c interface{ Advance(time.Duration) }, _ Grant) { c.Advance(31 * 24 * time.Hour) }, storage.Forbidden, "CONSENT.EXPIRED"},
		{"deleted", "", func(a *Aggregator, _ interface{ Advance(time.Duration) }, g Grant) {
			_ = a.DeleteConsent(one, g.ConsentID, g.Token)
		}, storage.NotFound, ""},
		{"deleted by another client", "", func(a *Aggregator, _ interface{ Advance(time.Duration) }, g Grant) {
			_ = a.DeleteConsent(two, g.ConsentID, g.Token)
		}, -1, ""},
		{"deleted by another token", "", func(a *Aggregator, _ interface{ Advance(time.Duration) }, g Grant) {
			_ = a.DeleteConsent(one, g.ConsentID, "x")
		}, -1, ""},
		{"expired by the script", "consent-expired", func(*Aggregator, interface{ Advance(time.Duration) }, Grant) {}, storage.Forbidden, "CONSENT.EXPIRED"},
		{"revoked by the script", "consent-revoked", func(*Aggregator, interface{ Advance(time.Duration) }, Grant) {}, storage.Forbidden, "CONSENT.REVOKED"},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, c := newAggregator(t)
			_, g := mustGrant(t, a, everything(), row.username)
			row.do(a, c, g)
			_, err := a.UseConsent(one, g.ConsentID, Accounts, ConsentUse{Token: g.Token})
			if kindOf(err) != row.kind || codeOf(err) != row.code {
				t.Errorf("its use is answered %v, want kind %d with %q", err, row.kind, row.code)
			}
		})
	}
}

func TestDeletedConsentsDoNotComeBack(t *testing.T) {
	a, _ := newAggregator(t)
	s, g := mustGrant(t, a, everything(), "")
	if err := a.DeleteConsent(one, g.ConsentID, g.Token); err != nil {
		t.Fatal(err)
	}
	if _, err := a.ConsentToken(one, s.ID); kindOf(err) != storage.NotFound {
		t.Errorf("fetched again it answers %v, want NotFound", err)
	}
	if err := a.DeleteConsent(one, g.ConsentID, g.Token); kindOf(err) != storage.NotFound {
		t.Errorf("deleted again it answers %v, want NotFound", err)
	}
}
