package script

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

func TestHeed(t *testing.T) {
	load := func(header string) *scenario.Set {
		set, err := scenario.Builtin().With("heed.yaml", []byte("version: 1\nscenarios:\n- name: heeds\n  match: {header: {"+header+": \"1\"}}\n"))
		if err != nil {
			t.Fatal(err)
		}
		return set
	}
	sent := map[string]string{"x-kept": "a", "x-else": "b"}
	var h Heed
	for _, row := range []struct {
		name string
		set  *scenario.Set
		want map[string]string
	}{
		{"no rule asks for a header", scenario.Builtin(), nil},
		{"a rule asks for one", load("x-kept"), map[string]string{"x-kept": "a"}},
		{"other files ask for another", load("x-else"), map[string]string{"x-else": "b"}},
		{"what was not sent is not kept", load("x-none"), nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			if diff := cmp.Diff(row.want, h.Of(row.set, sent)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
