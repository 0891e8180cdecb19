package oauth

import (
	"slices"
	"strings"
	"testing"
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
