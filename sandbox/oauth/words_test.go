package oauth

import (
	"encoding/hex"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

func TestEveryPermissionHasWords(t *testing.T) {
	for p, words := range plain {
		if !strings.HasSuffix(words, ".") {
			t.Errorf("%s: %q is no sentence", p, words)
		}
	}
	for _, p := range permissionsOf() {
		if !slices.Contains(keysOf(plain), p) {
			t.Errorf("%s has no words", p)
		}
	}
}

func TestEveryKindOfAccountHasWords(t *testing.T) {
	for _, c := range fixtures.Shipped().Customers() {
		for _, a := range c.Accounts {
			if got := kindOf(bank.Account{SubType: a.SubType}); got == a.SubType && a.SubType != "Loan" && a.SubType != "Mortgage" {
				t.Errorf("%s is shown as its code", got)
			}
		}
	}
	if got := kindOf(bank.Account{SubType: "Vault"}); got != "Vault" {
		t.Errorf("an unknown kind is shown as %q, want its code", got)
	}
}

// The page's colours keep WCAG 2's contrast: 4.5 for text, 3 for what is drawn.
func TestContrast(t *testing.T) {
	colours := map[string]string{"white": "#ffffff"}
	for _, m := range regexp.MustCompile(`--(\w+): (#[0-9a-f]{6})`).FindAllStringSubmatch(styleSource, -1) {
		colours[m[1]] = m[2]
	}
	for _, tt := range []struct {
		front, back string
		least       float64
	}{
		{"ink", "white", 4.5}, {"ink", "sand", 4.5}, {"quiet", "white", 4.5}, {"white", "sea", 4.5}, {"sea", "white", 4.5},
		{"bad", "white", 4.5}, {"line", "white", 3}, {"focus", "white", 3}, {"focus", "sand", 3},
	} {
		a, b := luminance(t, colours[tt.front]), luminance(t, colours[tt.back])
		if got := (max(a, b) + 0.05) / (min(a, b) + 0.05); got < tt.least {
			t.Errorf("%s on %s has a contrast of %.2f, want %v", tt.front, tt.back, got, tt.least)
		}
	}
}

// luminance is WCAG 2's relative luminance of #rrggbb.
func luminance(t *testing.T, colour string) (sum float64) {
	t.Helper()
	parts, err := hex.DecodeString(strings.TrimPrefix(colour, "#"))
	if err != nil || len(parts) != 3 {
		t.Fatalf("%q is no colour: %v", colour, err)
	}
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := float64(parts[i]) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestCustomersToTry(t *testing.T) {
	for _, tt := range []struct {
		names []bank.CustomerID
		want  string
	}{
		{nil, ""},
		{[]bank.CustomerID{"amal"}, "amal"},
		{[]bank.CustomerID{"amal", "basma", "dana"}, "amal, basma or dana"},
		{[]bank.CustomerID{"a", "b", "c", "d", "e", "f", "g", "h"}, "a, b, c, d, e, f or another of 2"},
	} {
		if got := someOf(tt.names); got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.names, got, tt.want)
		}
	}
}
