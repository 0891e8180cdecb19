package sandbox_test

import (
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox"
)

func TestATenantKeepsItsSeed(t *testing.T) {
	s := newSide(t)
	if got := s.call("POST", "/_bank/tenants", `{"id":"seeded","seed":7}`, http.StatusCreated)["seed"]; got != 7.0 {
		t.Errorf("the tenant was made with seed %v, want 7", got)
	}
	s.call("POST", "/_bank/tenants/seeded/reset", "", http.StatusNoContent)
	if got := s.call("GET", "/_bank/tenants/seeded", "", http.StatusOK)["seed"]; got != 7.0 {
		t.Errorf("after a reset the seed is %v, want 7", got)
	}
	s.call("POST", "/_bank/tenants", `{"id":"another","seed":"seven"}`, http.StatusBadRequest)
	if got := s.call("POST", "/_bank/tenants", `{"id":"plain"}`, http.StatusCreated)["seed"]; got != 0.0 {
		t.Errorf("a tenant made without a seed has %v, want the server's, 0", got)
	}
}

// history is the body of amal's transactions as a fresh bank tells them.
func history(t *testing.T, opts ...sandbox.Option) string {
	t.Helper()
	opts = append(opts, sandbox.Scenario("auto-approve"), sandbox.At(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)))
	b := sandbox.Start(t, opts...)
	token := b.Consent(t, "ReadAccountsBasic", "ReadTransactionsDetail", "ReadTransactionsCredits", "ReadTransactionsDebits").Authorise(t)
	answer := b.Get(t, "/accounts/amal-current/transactions", token)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("the transactions are answered %d, %v", answer.StatusCode, err)
	}
	return string(body[:len(body)/2]) // the links at the end name the port
}

func TestTheSeedDrawsTheHistory(t *testing.T) {
	plain, again, other := history(t), history(t), history(t, sandbox.Seed(7))
	if plain != again {
		t.Error("the same seed and instant gave another history")
	}
	if plain == other {
		t.Error("another seed gave the same history")
	}
}
