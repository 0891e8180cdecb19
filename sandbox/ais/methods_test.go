package ais

import (
	"net/http"
	"slices"
	"strings"
	"testing"
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

func TestOptionsTellsTheMethods(t *testing.T) {
	resp := newTestBank(t).send("OPTIONS", consents+"/x", "", "Authorization", "-")
	checkAnswer(t, resp)
	if got, want := resp.Header.Get("Allow"), "GET, HEAD, OPTIONS, PATCH"; resp.StatusCode != 204 || got != want {
		t.Errorf("got %d, Allow %q; want 204, %q", resp.StatusCode, got, want)
	}
}

func TestUnknownPaths(t *testing.T) {
	b := newTestBank(t)
	for _, path := range []string{
		"/", Root, Root + "/", Root + "/account-access-consent", consents + "/", consents + "/a/b", consents + "//a",
		Root + "/../aisp/accounts", Root + "//accounts", Root + "/Accounts", "/open-banking/v2.0/aisp/accounts",
		"/accounts", Root + "/%61ccounts", Root + "/accounts/%00",
	} {
		t.Run(path, func(t *testing.T) {
			resp := b.send("GET", path, "")
			body := checkAnswer(t, resp)
			if resp.StatusCode != http.StatusNotFound {
				t.Errorf("got %d, want 404", resp.StatusCode)
			}
			if !strings.Contains(body, consents+"/{ConsentId}") {
				t.Errorf("the message does not say what there is: %s", body)
			}
		})
	}
}

func TestRoutesAreListed(t *testing.T) {
	var got []string
	for _, r := range Routes() {
		got = append(got, r.Method+" "+r.Path)
	}
	want := []string{
		"POST /account-access-consents", "GET /account-access-consents/{ConsentId}",
		"PATCH /account-access-consents/{ConsentId}", "GET /accounts",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
