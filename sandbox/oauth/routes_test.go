package oauth

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/sandbank-dev/sandbank/schemas"
)

func TestIssuerFollowsTheBase(t *testing.T) {
	w := newWorld(t)
	for i := range 3 * maxProviders {
		r := w.request(http.MethodGet, discoveryPath, nil)
		r.Host = fmt.Sprintf("bank-%d.example", i)
		got := w.do(r)
		base := "http://" + r.Host
		if got.text("issuer") != base || got.text("token_endpoint") != base+tokenPath {
			t.Errorf("under %s the issuer is %s", base, got.text("issuer"))
		}
		if found, err := schemas.Validate("OpenIDConfiguration", []byte(got.body)); err != nil || len(found) > 0 {
			t.Errorf("discovery breaks its schema: %v %v", found, err)
		}
		r = w.request(http.MethodPost, tokenPath, form("grant_type", "client_credentials"))
		r.Host = fmt.Sprintf("bank-%d.example", i)
		r.SetBasicAuth("aisp-one", "aisp-one-secret")
		w.do(r)
	}
	if n := len(*w.server.providers.Load()); n > maxProviders {
		t.Errorf("%d issuers are kept, want at most %d", n, maxProviders)
	}
}

func TestMethodsAndPaths(t *testing.T) {
	w := newWorld(t)
	for _, tt := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"GET", tokenPath, 405, "POST"}, {"PUT", authorizePath, 405, "GET, POST"}, {"POST", jwksPath, 405, "GET, HEAD"},
		{"HEAD", discoveryPath, 200, ""}, {"GET", "/oauth2/userinfo", 404, ""}, {"POST", "/oauth2/register", 404, ""},
		{"GET", "/oauth2/authorize/a/b", 404, ""}, {"GET", "/oauth2//token", 404, ""},
	} {
		r := w.do(w.request(tt.method, tt.path, nil))
		if r.status != tt.status || r.header.Get("Allow") != tt.allow {
			t.Errorf("%s %s: got %d, Allow %q; want %d, %q", tt.method, tt.path, r.status, r.header.Get("Allow"), tt.status, tt.allow)
		}
		if tt.status >= 400 {
			if found, err := schemas.Validate("OAuthError", []byte(r.body)); err != nil || len(found) > 0 {
				t.Errorf("%s %s: the error breaks its schema: %v %v", tt.method, tt.path, found, err)
			}
		}
	}
}
