package features

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestBodiesAreCutWhenTheScenarioEnds(t *testing.T) {
	long := bytes.Repeat([]byte("é"), keptOther)
	for _, row := range []struct {
		name    string
		op      Operation
		outcome Outcome
		before  int // bytes that the run has kept already
		want    int
	}{
		{"passed", OpGetConsent, Passed, 0, keptPassed},
		{"not applicable", OpGetConsent, NotApplicable, 0, keptPassed},
		{"failed", OpGetConsent, Failed, 0, keptOther},
		{"failed after many others", OpGetConsent, Failed, keptInAll, keptPassed},
		{"tokens, which hold what is to be masked", OpToken, Passed, 0, len(long)},
	} {
		t.Run(row.name, func(t *testing.T) {
			r := remains{long: row.before}
			e := r.keep([]*Exchange{{Op: row.op, Response: Message{Body: long}}}, row.outcome)[0]
			if n := len(e.Response.Body); n != row.want {
				t.Errorf("%d bytes are kept, want %d", n, row.want)
			}
			text := newMasker(nil, nil).body(e.Response)
			if !strings.HasSuffix(text, "… (65536 bytes in all)") || len(text) > keptOther+40 {
				t.Errorf("%d bytes are told and end %q", len(text), text[len(text)-40:])
			}
		})
	}
}

// TestNoHalfOfASecretIsKept cuts a body at each byte of a secret and of a letter
// of two bytes.
func TestNoHalfOfASecretIsKept(t *testing.T) {
	const secret = "a-long-secret"
	for most := 10; most < 40; most++ {
		m := Message{Body: []byte("éééééé " + secret + " ééééééé")}
		m.cut(most, map[string]bool{secret: true})
		left := strings.TrimRight(string(m.Body), "é ")
		if whole := strings.HasSuffix(left, secret); !whole && left != "" || !utf8.Valid(m.Body) || len(m.Body) > most {
			t.Errorf("cut at %d: %q is left", most, m.Body)
		}
	}
}

func TestBytesThatAreNoText(t *testing.T) {
	if got := newMasker(nil, nil).body(Message{Body: []byte{0xff, 0xfe}, size: 7000}); got != "(7000 bytes that are not UTF-8)" {
		t.Errorf("body is %q", got)
	}
}

// TestSecretsOfLongBodiesAreFound asks that a secret is masked wherever it is told,
// although the body that gave it away was cut before it.
func TestSecretsOfLongBodiesAreFound(t *testing.T) {
	var r remains
	r.keep([]*Exchange{{Op: OpGetConsent, Response: Message{Body: []byte(`{"x":"` + strings.Repeat("x", keptPassed) + `","refresh_token" : "far-away"}`)}}}, Passed)
	if got := newMasker(nil, r.secrets).text("it is far-away"); strings.Contains(got, "far-away") {
		t.Errorf("the secret is told: %s", got)
	}
}

// TestSecretNamesAreAll asks that the look in a hurry misses none.
func TestSecretNamesAreAll(t *testing.T) {
	for _, name := range secretParams {
		found := map[string]bool{}
		noteMembers(found, []byte(`{"`+name+`":"planted-7"}`))
		if !found["planted-7"] {
			t.Errorf("the secret in %q is not found", name)
		}
	}
}
