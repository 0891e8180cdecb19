package scenario

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkSelect is the choice that every new consent pays for, with twenty
// rules to look at.
func BenchmarkSelect(b *testing.B) {
	var src strings.Builder
	src.WriteString("version: 1\nscenarios:\n")
	for i := range 20 {
		fmt.Fprintf(&src, "  - {name: rule-%d, match: {client: other-%d, permissions: {has: [ReadPAN]}}, customer: approves}\n", i, i)
	}
	set, err := Builtin().With("bench.yaml", []byte(src.String()))
	if err != nil {
		b.Fatal(err)
	}
	f := Facts{
		Client: "aisp-one", Permissions: []string{"ReadAccountsBasic", "ReadBalances"}, Nth: 7, Default: "auto-approve",
		Body: []byte(`{"Data":{"Permissions":["ReadAccountsBasic","ReadBalances"],"TransactionFromDateTime":"2026-01-01T00:00:00+00:00"}}`),
	}
	b.ReportAllocs()
	for b.Loop() {
		if got, err := set.Select(f); err != nil || got.Scenario != "auto-approve" {
			b.Fatal(got, err)
		}
	}
}

// BenchmarkBuiltin is what reading the shipped files adds to the start.
func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		files, err := shipped("")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := (&Set{}).add(files); err != nil {
			b.Fatal(err)
		}
	}
}
