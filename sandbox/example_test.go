package sandbox_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox"
)

// Two virtual hours after the customer authorised, the bank revokes.
func TestBankRevokes(t *testing.T) {
	b := sandbox.Start(t, sandbox.Scenario("bank-revokes"))
	c := b.Consent(t, "ReadAccountsBasic", "ReadBalances")
	token := c.Authorise(t)
	b.Clock.Advance(2 * time.Hour)
	if got := b.Get(t, "/accounts", token).StatusCode; got != http.StatusUnauthorized {
		t.Errorf("the token of a revoked consent is answered %d, want 401", got)
	}
	if want := []string{"AwaitingAuthorisation", "Authorised", "Revoked"}; !slices.Equal(c.States(), want) {
		t.Errorf("the consent went through %v, want %v", c.States(), want)
	}
}
