package features_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox"
)

// A sandbox that has no room for another tenant is not a bank that fails.
func TestFullSandboxIsNotBlamedOnTheBank(t *testing.T) {
	full, err := sandbox.New(sandbox.Config{MaxTenants: 1})
	if err != nil {
		t.Fatal(err)
	}
	bank := httptest.NewServer(full)
	t.Cleanup(bank.Close)
	control := httptest.NewServer(full.Control(bank.URL))
	t.Cleanup(control.Close)
	report, err := features.Verify(t.Context(), features.Options{Target: features.Target{
		Name: "full", BaseURL: bank.URL + "/open-banking/v1.0/aisp",
		TokenURL: bank.URL + "/oauth2/token", AuthorizeURL: bank.URL + "/oauth2/authorize", ControlURL: control.URL + "/_bank",
		Clients: []features.Client{{ID: "aisp-one", Secret: "aisp-one-secret", RedirectURI: "http://127.0.0.1:9999/callback"}},
	}})
	if got := features.ExitCode(report, err); got != features.ExitHarness || err == nil || !strings.Contains(err.Error(), "--max-tenants") {
		t.Errorf("exit code %d, error %v; want 3 and what to do about it", got, err)
	}
}
