package oauth

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// mustMatch holds what was answered against testdata/NAME.golden.
func mustMatch(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// signature is what differs from run to run: it is made with a fresh key.
var signature = regexp.MustCompile(`"id_token": "[^".]+\.[^".]+\.[^".]+"`)

// written is an answer as it goes into a golden file: the status, the headers
// that count, and the body indented.
func (r reply) written(t *testing.T) string {
	t.Helper()
	out := fmt.Sprintln(r.status)
	for _, name := range []string{"Content-Type", "Cache-Control", "Pragma", "Www-Authenticate", "Allow"} {
		if v := r.header.Get(name); v != "" {
			out += name + ": " + v + "\n"
		}
	}
	if r.body == "" {
		return out
	}
	var body bytes.Buffer
	if err := json.Indent(&body, []byte(r.body), "", "  "); err != nil {
		t.Fatalf("%v: %s", err, r.body)
	}
	return out + "\n" + signature.ReplaceAllString(strings.TrimSpace(body.String()), `"id_token": "(signed)"`) + "\n"
}

// still is a world whose clock stands and whose address is always the same.
func still(t *testing.T) *world {
	w := newWorld(t)
	w.clock.Freeze()
	w.clock.Set(time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC))
	return w
}

// named asks the bank under a name that does not change with its port.
func (w *world) named(method, client, path string, v url.Values) reply {
	w.Helper()
	r := w.request(method, path, v)
	r.Host = "bank.example"
	if client != "" {
		r.SetBasicAuth(client, client+"-secret")
	}
	return w.do(r)
}

func TestAnswersAreAsWritten(t *testing.T) {
	w := still(t)
	post := func(path string, v url.Values) reply { return w.named(http.MethodPost, "aisp-one", path, v) }
	mustMatch(t, "discovery", w.named(http.MethodGet, "", discoveryPath, nil).written(t))
	cc := post(tokenPath, form("grant_type", "client_credentials", "scope", "accounts"))
	mustMatch(t, "token-client-credentials", cc.written(t))
	mustMatch(t, "introspection-client-credentials", post(introspectPath, form("token", cc.text("access_token"))).written(t))
	first := post(tokenPath, redeeming(w.code(w.consent("auto-approve"))))
	mustMatch(t, "token-code", first.written(t))
	w.clock.Advance(time.Hour)
	second := post(tokenPath, refreshing(first.text("refresh_token")))
	mustMatch(t, "token-refresh", second.written(t))
	mustMatch(t, "introspection-access", post(introspectPath, form("token", second.text("access_token"))).written(t))
	mustMatch(t, "introspection-refresh", post(introspectPath, form("token", second.text("refresh_token"))).written(t))
	mustMatch(t, "introspection-dead", post(introspectPath, form("token", first.text("refresh_token"))).written(t))
	mustMatch(t, "revocation", post(revokePath, form("token", second.text("refresh_token"))).written(t))
}

func TestErrorsAreAsWritten(t *testing.T) {
	w := still(t)
	used := w.code(w.consent("auto-approve"))
	w.mustToken(redeeming(used))
	tests := []struct {
		name, method, client, path string
		form                       url.Values
	}{
		{"no client", "POST", "", tokenPath, form("grant_type", "client_credentials")},
		{"an unknown client", "POST", "aisp-nine", tokenPath, form("grant_type", "client_credentials")},
		{"no grant_type", "POST", "aisp-one", tokenPath, form("scope", "accounts")},
		{"an unknown grant_type", "POST", "aisp-one", tokenPath, form("grant_type", "password")},
		{"an unknown scope", "POST", "aisp-one", tokenPath, form("grant_type", "client_credentials", "scope", "payments")},
		{"openid without a customer", "POST", "aisp-one", tokenPath, form("grant_type", "client_credentials", "scope", "openid")},
		{"a used code", "POST", "aisp-one", tokenPath, redeeming(used)},
		{"an unknown refresh token", "POST", "aisp-one", tokenPath, refreshing("x")},
		{"nothing to introspect", "POST", "aisp-one", introspectPath, form("x", "y")},
		{"revoking as nobody", "POST", "", revokePath, form("token", "x")},
		{"authorising as nobody", "GET", "", authorizePath, form("client_id", "nobody", "redirect_uri", callback)},
		{"redirecting elsewhere", "GET", "", authorizePath, form("client_id", "aisp-one", "redirect_uri", "https://evil.example/")},
		{"an expired page", "GET", "", authorizePath + "/nobody", nil},
		{"another method", "PUT", "", tokenPath, form("x", "y")},
		{"another path", "GET", "", "/oauth2/userinfo", nil},
	}
	var all strings.Builder
	for _, tt := range tests {
		fmt.Fprintf(&all, "== %s\n%s\n", tt.name, w.named(tt.method, tt.client, tt.path, tt.form).written(t))
	}
	mustMatch(t, "errors", all.String())
}
