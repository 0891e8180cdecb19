package schemas

import (
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	for _, row := range []struct{ got, want string }{
		{"OBErrorResponse", "OBErrorResponse"},
		{"OBErrorRespnse", "OBErrorResponse"},
		{"jwkset", "JWKSet"},
		{"OBPatch", "OBPatchAccountAccessConsentRequest"},
	} {
		if got := Nearest(row.got, Names()); got != row.want {
			t.Errorf("Nearest(%q) = %q, want %q", row.got, got, row.want)
		}
	}
	if got := Nearest("x", []string{}); got != "" {
		t.Errorf("the nearest of no words is %q", got)
	}
}

func TestMeant(t *testing.T) {
	words := []string{"approves", "declines", "walks-away", "fails-sca", "ask"}
	for _, row := range []struct{ got, want string }{
		{"aproves", "approves"}, {"APPROVES", "approves"}, {"approve", "approves"}, {"delcines", "declines"}, {"walksaway", "walks-away"},
		{"walks", "walks-away"}, {"aks", "ask"}, {"xyz", ""}, {"", ""}, {"a", ""}, {strings.Repeat("ask", 100_000), "ask"},
	} {
		if got := Meant(row.got, words); got != row.want {
			t.Errorf("Meant(%.20q) = %q, want %q", row.got, got, row.want)
		}
	}
}

func TestSlips(t *testing.T) {
	for _, row := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"abc", "abd", 1}, {"abc", "bc", 1}, {"ab", "ba", 1}, {"ABC", "abc", 0}, {"kitten", "sitting", 3},
	} {
		if got := slips(row.a, row.b); got != row.want {
			t.Errorf("slips(%q, %q) = %d, want %d", row.a, row.b, got, row.want)
		}
	}
}
