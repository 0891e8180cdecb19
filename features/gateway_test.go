package features_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox"
)

// TestSuiteThroughAGateway runs a part of the suite through a proxy that has the
// bank below a path of its own, as gateways do.
func TestSuiteThroughAGateway(t *testing.T) {
	bank := sandbox.Start(t)
	behind, err := url.Parse(bank.URL)
	if err != nil {
		t.Fatal(err)
	}
	var front string
	proxy := &httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(behind) },
		ModifyResponse: func(r *http.Response) error { return readdress(r, bank.URL, front) },
	}
	var mu sync.Mutex
	var strays []string
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/gw/v2/") {
			mu.Lock()
			strays = append(strays, r.URL.Path)
			mu.Unlock()
		}
		http.StripPrefix("/gw/v2", proxy).ServeHTTP(w, r)
	}))
	t.Cleanup(gateway.Close)
	target := targetOf(bank)
	front = gateway.URL + "/gw/v2"
	target.BaseURL, target.TokenURL, target.AuthorizeURL = front+"/open-banking/v1.0/aisp", front+"/oauth2/token", front+"/oauth2/authorize"
	target.Issuer = ""
	report, err := features.Verify(t.Context(), features.Options{Target: target, Tags: apart + " and not @resources", Only: oneIn(t, 3)})
	if err != nil {
		t.Fatal(err)
	}
	if !report.Conformant {
		t.Errorf("not conformant: %v", report.Reasons)
		for _, r := range report.Results {
			if r.Outcome != features.Passed && r.Outcome != features.NotApplicable {
				t.Logf("%s: %s: %s", r.ID, r.Name, r.Reason)
			}
		}
	}
	if len(strays) > 0 {
		t.Errorf("%d requests went past the gateway's path, the first to %s", len(strays), strays[0])
	}
}

// readdress writes the gateway's address where a body has the bank's own: the
// links of a page would else lead past the gateway.
func readdress(r *http.Response, from, to string) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	body = bytes.ReplaceAll(body, []byte(from), []byte(to))
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return nil
}

// TestSuiteAgainstALoginPage runs the suite against a bank that shows its
// customers a page, as real ones do, and that no control plane can tell to stop.
func TestSuiteAgainstALoginPage(t *testing.T) {
	target := targetOf(sandbox.Start(t))
	target.ControlURL = ""
	report, err := features.Verify(t.Context(), features.Options{Target: target})
	if err != nil {
		t.Fatal(err)
	}
	if !report.Conformant {
		t.Errorf("not conformant: %v", report.Reasons)
	}
	for _, r := range report.Results {
		customer := slices.Contains(r.Tags, "@consent")
		if customer && r.Outcome != features.NotApplicable || r.Outcome == features.Failed {
			t.Errorf("%s is %s (%s)", r.ID, r.Outcome, r.Reason)
		}
	}
}
