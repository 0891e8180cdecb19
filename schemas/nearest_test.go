package schemas

import "testing"

func TestClosest(t *testing.T) {
	for _, row := range []struct {
		word, want string
		least      int
	}{
		{"OBErrorResponse", "OBErrorResponse", 0},
		{"OBErrorRespnse", "OBErrorResponse", 1},
		{"jwkset", "JWKSet", 0},
		{"OBPatch", "OBPatchAccountAccessConsentRequest", 1},
	} {
		got, least := closest(row.word, Names())
		if got != row.want || least != row.least {
			t.Errorf("closest(%q) = %q, %d; want %q, %d", row.word, got, least, row.want, row.least)
		}
	}
}
