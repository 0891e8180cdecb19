package features

import (
	"encoding/json"
	"errors"
	"testing"
	"unicode/utf8"
)

func TestDraftSet(t *testing.T) {
	tests := []struct {
		name, path, value, want string
	}{
		{"a member", "Data.Permissions", `[]`, `{"Data":{"Permissions":[]}}`},
		{"a new member", "Data.Colour", `"green"`, `{"Data":{"Colour":"green","Permissions":["ReadPAN"]}}`},
		{"at the top", "Risk", `{}`, `{"Data":{"Permissions":["ReadPAN"]},"Risk":{}}`},
		{"left out", "Data.Permissions", leftOut, `{"Data":{}}`},
		{"all left out", "Data", leftOut, `{}`},
		{"null", "Data", `null`, `{"Data":null}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := consentDraft([]string{"ReadPAN"})
			if err := d.set(test.path, test.value); err != nil {
				t.Fatal(err)
			}
			if got := string(d.bytes()); got != test.want {
				t.Errorf("set(%s, %s) made %s, want %s", test.path, test.value, got, test.want)
			}
		})
	}
}

func TestDraftSetRefuses(t *testing.T) {
	for path, value := range map[string]string{"Data.Status": "Revoked", "Risk.Level": "1"} {
		if err := patchDraft("Revoked").set(path, value); !errors.Is(err, ErrHarness) {
			t.Errorf("set(%s, %s) = %v, want an error of ours", path, value, err)
		}
	}
}

func TestFlawsSpoil(t *testing.T) {
	const good = `{"Data":{"Permissions":["ReadAccountsBasic"]}}`
	stillJSON := map[string]bool{"a member twice": true, "more than 1 MiB in it": true, "a list": true, "a text": true, "a number": true, "null": true, "bytes that are not UTF-8": true}
	for name, flaw := range flaws {
		t.Run(name, func(t *testing.T) {
			bad := flaw(good)
			if bad == good {
				t.Fatal("the body is as it was")
			}
			if got := json.Valid([]byte(bad)); got != stillJSON[name] {
				t.Errorf("is JSON: %v, want %v: %.80q", got, stillJSON[name], bad)
			}
			if got, want := utf8.ValidString(bad), name != "bytes that are not UTF-8"; got != want {
				t.Errorf("is UTF-8: %v, want %v", got, want)
			}
		})
	}
}
