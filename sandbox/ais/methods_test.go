package ais

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

func TestMethodsThatAPathHasNot(t *testing.T) {
	b := newTestBank(t)
	tests := []struct{ method, path, allow string }{
		{"GET", "/account-access-consents", "OPTIONS, POST"},
		{"DELETE", "/account-access-consents", "OPTIONS, POST"},
		{"PUT", "/account-access-consents/x", "GET, HEAD, OPTIONS, PATCH"},
		{"DELETE", "/account-access-consents/x", "GET, HEAD, OPTIONS, PATCH"},
		{"POST", "/account-access-consents/x", "GET, HEAD, OPTIONS, PATCH"},
		{"POST", "/accounts", "GET, HEAD, OPTIONS"},
		{"BREW", "/accounts", "GET, HEAD, OPTIONS"},
	}
	for _, tt := range tests {
		t.Run(tt.method+" "+tt.path, func(t *testing.T) {
			resp := b.send(tt.method, Root+tt.path, "")
			body := checkAnswer(t, resp)
			if resp.StatusCode != http.StatusMethodNotAllowed || resp.Header.Get("Allow") != tt.allow {
				t.Errorf("got %d, Allow %q; want 405, %q", resp.StatusCode, resp.Header.Get("Allow"), tt.allow)
			}
			if !strings.Contains(body, tt.allow) {
				t.Errorf("the message does not say what there is: %s", body)
			}
		})
	}
}

// Data can be read and nothing else.
func TestDataAreForReading(t *testing.T) {
	b := newTestBank(t)
	for _, e := range bank.Endpoints() {
		for _, method := range []string{"POST", "PUT", "PATCH", "DELETE"} {
			resp := b.send(method, Root+at(e, "amal-current", "2026-02"), "")
			checkAnswer(t, resp)
			if got, want := resp.Header.Get("Allow"), "GET, HEAD, OPTIONS"; resp.StatusCode != http.StatusMethodNotAllowed || got != want {
				t.Errorf("%s %s: got %d, Allow %q; want 405, %q", method, e.Path, resp.StatusCode, got, want)
			}
		}
	}
}

func TestOptionsTellsTheMethods(t *testing.T) {
	resp := newTestBank(t).send("OPTIONS", consents+"/x", "", "Authorization", "-")
	checkAnswer(t, resp)
	if got, want := resp.Header.Get("Allow"), "GET, HEAD, OPTIONS, PATCH"; resp.StatusCode != 204 || got != want {
		t.Errorf("got %d, Allow %q; want 204, %q", resp.StatusCode, got, want)
	}
}

func TestUnknownPaths(t *testing.T) {
	b := newTestBank(t)
	for path, nearest := range map[string]string{
		"/": "", Root: "", Root + "/": "", Root + "/account-access-consent": consents, consents + "/": consents,
		consents + "/a/b": consents + "/{ConsentId}", consents + "//a": consents + "/{ConsentId}",
		Root + "/../aisp/accounts": Root + "/accounts", Root + "//accounts": Root + "/accounts", Root + "/Accounts": Root + "/accounts",
		"/open-banking/v2.0/aisp/accounts": Root + "/accounts", "/accounts": Root + "/accounts", Root + "/%61ccounts": Root + "/accounts",
		Root + "/accounts/": Root + "/accounts", Root + "/accounts/a/ballances": Root + "/accounts/{AccountId}/balances",
		Root + "/accounts/a/scheduled-payments":  Root + "/accounts/{AccountId}/future-dated-payments",
		Root + "/accounts/a/statements/b/files":  Root + "/accounts/{AccountId}/statements/{StatementId}/file",
		Root + "/accounts//balances":             Root + "/accounts/{AccountId}/balances",
		Root + "/accounts/a/b/c/d/e/f/g/h/i":     "",
		Root + "/" + strings.Repeat("x/", 5_000): "",
	} {
		t.Run(path[:min(len(path), 70)], func(t *testing.T) {
			resp := b.send("GET", path, "")
			body := checkAnswer(t, resp)
			if resp.StatusCode != http.StatusNotFound {
				t.Errorf("got %d, want 404", resp.StatusCode)
			}
			if want := "the nearest path is " + nearest; !strings.Contains(body, want) {
				t.Errorf("want %q in %s", want, body)
			}
		})
	}
}

// TestRoutesAreThoseOfTheStandard holds the table of routes against the bank's
// table of endpoints, which is the standard's.
func TestRoutesAreThoseOfTheStandard(t *testing.T) {
	var got []string
	for _, r := range Routes() {
		got = append(got, r.Method+" "+r.Path)
	}
	want := []string{
		"POST /account-access-consents", "GET /account-access-consents/{ConsentId}", "PATCH /account-access-consents/{ConsentId}",
	}
	for _, e := range bank.Endpoints() {
		want = append(want, "GET "+e.Path)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
