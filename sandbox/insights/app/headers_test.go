package app

import (
	"strings"
	"testing"
)

// Only what is plainly an origin may hold the app in a frame.
func TestEmbedders(t *testing.T) {
	for _, row := range []struct{ name, embedder, want string }{
		{"a host", "https://shop.example", " https://shop.example"},
		{"a host and a port", "http://localhost:3000", " http://localhost:3000"},
		{"an IPv4 address", "http://127.0.0.1:8080", " http://127.0.0.1:8080"},
		{"an IPv6 address", "http://[::1]:80", ""},
		{"a scheme", "http:", ""},
		{"a port too high", "http://shop.example:65536", ""},
		{"port 0", "http://shop.example:0", ""},
		{"no port behind the colon", "http://shop.example:", ""},
		{"no host", "http://", ""},
		{"a path", "http://shop.example/a", ""},
		{"anybody", "*", ""},
		{"any host", "https://*.example", ""},
		{"another directive", "https://shop.example; script-src *", ""},
		{"two sources", "https://shop.example https:", ""},
		{"a name and a password", "https://a:b@shop.example", ""},
		{"another scheme", "ftp://shop.example", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, got, _ := strings.Cut(policy([]string{row.embedder}), "frame-ancestors 'self'")
			if got != row.want {
				t.Errorf("frame-ancestors 'self'%s, want 'self'%s", got, row.want)
			}
		})
	}
}
