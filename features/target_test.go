package features

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const goodTarget = `name: gulf-bank-test
profile: obf-ais-1.0
base_url: https://api.bank.example/open-banking/v1.0/aisp/
token_url: https://auth.bank.example/oauth2/token
authorize_url: https://auth.bank.example/oauth2/authorize
clients:
  - {id: aisp-one, secret_env: AISP_ONE_SECRET, redirect_uri: http://127.0.0.1:9999/callback}
  - id: aisp-two
    secret_env: AISP_TWO_SECRET
    redirect_uri: http://127.0.0.1:9999/callback
control_url: http://127.0.0.1:8081/_bank
features: [balances, transactions, refresh-tokens]
`

func writeTarget(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bank.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadTarget(t *testing.T) {
	t.Setenv("AISP_ONE_SECRET", "first")
	t.Setenv("AISP_TWO_SECRET", "second")
	got, err := LoadTarget(writeTarget(t, goodTarget))
	if err != nil {
		t.Fatal(err)
	}
	want := Target{
		Name: "gulf-bank-test", Profile: "obf-ais-1.0", BaseURL: "https://api.bank.example/open-banking/v1.0/aisp",
		TokenURL: "https://auth.bank.example/oauth2/token", AuthorizeURL: "https://auth.bank.example/oauth2/authorize",
		Clients: []Client{
			{ID: "aisp-one", SecretEnv: "AISP_ONE_SECRET", Secret: "first", RedirectURI: "http://127.0.0.1:9999/callback"},
			{ID: "aisp-two", SecretEnv: "AISP_TWO_SECRET", Secret: "second", RedirectURI: "http://127.0.0.1:9999/callback"},
		},
		ControlURL: "http://127.0.0.1:8081/_bank", Features: []string{"balances", "transactions", "refresh-tokens"}, Consent: ConsentHeadless, Data: DataUnknown,
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Target{})); diff != "" {
		t.Errorf("target (-want +got):\n%s", diff)
	}
}

func TestLoadTargetRefuses(t *testing.T) {
	for _, row := range []struct{ name, old, with, says string }{
		{"unknown key", "base_url:", "base_ulr:", `bank.yaml:3: unknown key "base_ulr"; the nearest is "base_url"`},
		{"unknown key of a client", "    secret_env:", "    secret:", `bank.yaml:9: unknown key "secret"; the nearest is "secret_env"`},
		{"secret that is not set", "AISP_TWO_SECRET", "AISP_NO_SECRET", `client "aisp-two": the environment variable AISP_NO_SECRET is not set`},
		{"unknown profile", "obf-ais-1.0", "obf-ais-2.0", `unknown profile "obf-ais-2.0"; the nearest is "obf-ais-1.0"`},
		{"address without a scheme", "https://api.bank.example", "api.bank.example", `base_url: "api.bank.example`},
		{"wrong type", "[balances, transactions, refresh-tokens]", "{a: b}", "bank.yaml:12: "},
		{"unknown feature", "[balances, transactions, refresh-tokens]", "\n  - products\n  - refresh-token", `bank.yaml:14: features: unknown feature "refresh-token"; the nearest is "refresh-tokens"`},
		{"feature that is no word", "[balances, transactions, refresh-tokens]", "[products, 7]", "bank.yaml:12: features: expected a list of words"},
		{"data that is neither", "features: [balances", "data: knwon\nfeatures: [balances", `data: "knwon" is not one of known, unknown; the nearest is "known"`},
		{"consent that is none", "features: [balances", "consent: maual\nfeatures: [balances", `consent: "maual" is not one of headless, manual, none; the nearest is "manual"`},
		{"no YAML", "name: gulf", "name: [gulf", "bank.yaml:"},
		{"client that is a word", "- {id: aisp-one, secret_env: AISP_ONE_SECRET, redirect_uri: http://127.0.0.1:9999/callback}", "- aisp-one", "bank.yaml:7: expected a client"},
		{"doubled key", "profile: obf-ais-1.0", "name: twice", "bank.yaml:2: "},
		{"no token address", "token_url: https://auth.bank.example/oauth2/token", "issuer: ''", "token_url and authorize_url are missing"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Setenv("AISP_ONE_SECRET", "first")
			t.Setenv("AISP_TWO_SECRET", "second")
			_, err := LoadTarget(writeTarget(t, strings.Replace(goodTarget, row.old, row.with, 1)))
			var usage *UsageError
			if !errors.As(err, &usage) || !strings.Contains(err.Error(), row.says) {
				t.Errorf("error is %v, want a usage error with %q in it", err, row.says)
			}
		})
	}
}

func TestLoadTargetWithoutFile(t *testing.T) {
	_, err := LoadTarget(filepath.Join(t.TempDir(), "none.yaml"))
	if got := ExitCode(nil, err); got != ExitUsage {
		t.Errorf("exit code is %d for %v, want %d", got, err, ExitUsage)
	}
}

func TestTargetInTenant(t *testing.T) {
	for _, row := range []struct {
		name      string
		base      string
		token     string
		issuer    string
		wantBase  string
		wantToken string
		wantIss   string
	}{
		{"after the host", "https://h:8443/open-banking/v1.0/aisp", "https://auth/oauth2/token", "https://auth",
			"https://h:8443/t/v1-2/open-banking/v1.0/aisp", "https://auth/t/v1-2/oauth2/token", "https://auth/t/v1-2"},
		{"after a gateway's prefix", "http://h/gw/open-banking/v1.0/aisp", "http://h/gw/oauth2/token", "http://h/gw",
			"http://h/gw/t/v1-2/open-banking/v1.0/aisp", "http://h/gw/t/v1-2/oauth2/token", "http://h/gw/t/v1-2"},
		{"after a prefix of two segments", "http://h/a/b/open-banking/v1.0/aisp", "http://h/a/b/oauth2/token", "",
			"http://h/a/b/t/v1-2/open-banking/v1.0/aisp", "http://h/a/b/t/v1-2/oauth2/token", ""},
		{"after each one's own prefix", "http://h/api/open-banking/v1.0/aisp", "http://h/auth/oauth2/token", "http://h/auth/",
			"http://h/api/t/v1-2/open-banking/v1.0/aisp", "http://h/auth/t/v1-2/oauth2/token", "http://h/auth/t/v1-2/"},
		{"after what renamed paths share", "http://h/gw/accounts/v1", "http://h/gw/token", "http://h/gw",
			"http://h/gw/t/v1-2/accounts/v1", "http://h/gw/t/v1-2/token", "http://h/gw/t/v1-2"},
		{"renamed paths that share half a segment", "http://h/gwa/v1", "http://h/gwb/token", "",
			"http://h/t/v1-2/gwa/v1", "http://h/t/v1-2/gwb/token", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, err := Target{BaseURL: row.base, TokenURL: row.token, Issuer: row.issuer}.inTenant("v1-2")
			if err != nil {
				t.Fatal(err)
			}
			want := Target{BaseURL: row.wantBase, TokenURL: row.wantToken, Issuer: row.wantIss}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Target{})); diff != "" {
				t.Errorf("target (-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzTarget asks that every text is either a target that can be used or an
// error that names the file.
func FuzzTarget(f *testing.F) {
	for _, seed := range []string{goodTarget, "", "- a", "a: b", "name: [", "? {a: b} : c", "&a [*a]", "clients: 7", "name: !!binary x", "<<: {a: b}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		target, err := parseTarget("bank.yaml", []byte(text))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "bank.yaml:") {
				t.Errorf("error %q does not name the file", err)
			}
			return
		}
		if _, err := target.inTenant("a"); err != nil || target.BaseURL == "" || len(target.Clients) == 0 {
			t.Errorf("target %+v was taken (error %v)", target, err)
		}
	})
}
