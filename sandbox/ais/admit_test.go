package ais

import (
	"net/http"
	"testing"
)

func TestWithoutAGoodToken(t *testing.T) {
	b := newTestBank(t)
	tests := []struct{ name, authorization, challenge string }{
		{"none", "-", `Bearer realm="account information"`},
		{"empty", "", `Bearer realm="account information"`},
		{"no token", "Bearer ", `Bearer realm="account information"`},
		{"other scheme", "Basic b25lOmFjY291bnRz", `Bearer realm="account information"`},
		{"unknown token", "Bearer not-one-of-ours", `Bearer realm="account information", error="invalid_token"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, route := range Routes() {
				resp := b.send(route.Method, Root+route.Path, "{", "Authorization", tt.authorization, "Accept", "text/html")
				checkAnswer(t, resp)
				if resp.StatusCode != http.StatusUnauthorized || resp.Header.Get("WWW-Authenticate") != tt.challenge {
					t.Errorf("%s: got %d, %q; want 401, %q", route.Method, resp.StatusCode, resp.Header.Get("WWW-Authenticate"), tt.challenge)
				}
			}
		})
	}
}
