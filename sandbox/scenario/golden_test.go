package scenario

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden holds got against testdata/name.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// everything is a scenario that uses all that an exit can say.
const everything = `version: 1
scenarios:
- name: everything
  customer: {does: approves, as: basma, accounts: [basma-bhd]}
  lifecycle:
    AwaitingAuthorisation:
    - {after: 1h30m, to: Rejected, by: bank, reason: "timeout: too late; sorry #1"}
    - {after: 12 polls, to: Revoked, by: customer}
    - {upon: "signal:approved", to: Authorised, by: bank, accounts: first}
    Authorised:
    - {after: 30d, to: Revoked, by: bank, status: Revoked, notify: {event: gone, times: 2, after: 10m, lose: false}}
    - {upon: data, to: Revoked}
    - {upon: authorize, to: Revoked, error: login_required}
`

func TestGraph(t *testing.T) {
	set, err := Builtin().With("everything.yaml", []byte(everything))
	if err != nil {
		t.Fatal(err)
	}
	for _, sc := range set.List() {
		t.Run(sc.Name, func(t *testing.T) { golden(t, "graph/"+sc.Name+".mmd", Graph(sc)) })
	}
}

func TestExplain(t *testing.T) {
	set, err := Load(Builtin(), "builtin:examples.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name  string
		set   *Set
		facts Facts
		fails bool
	}{
		{"nothing", set, Facts{}, false},
		{"header-over-path", set, Facts{Header: "reject", Path: "slow-phone", PSU: "amal"}, false},
		{"rule", set, Facts{Permissions: []string{"ReadAccountsBasic", "ReadBalances"}, Default: "auto-approve"}, false},
		{"rule-does-not-count", Builtin(), Facts{Permissions: []string{"ReadBalances"}, Default: "auto-approve"}, false},
		{"username-word", set, Facts{PSU: "approves"}, false},
		{"username-name", set, Facts{PSU: "bank-revokes", Body: []byte(`{"Data":{"Permissions":[]}}`)}, false},
		{"unknown-header", set, Facts{Header: "rejct", Default: "auto-approve"}, true},
		{"unknown-after-the-winner", set, Facts{Queued: "reject", Path: "no-such"}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, err := row.set.Explain(row.facts)
			if (err != nil) != row.fails {
				t.Errorf("error: got %v, want one: %t", err, row.fails)
			}
			golden(t, "explain/"+row.name+".txt", got.String())
			sel, err := row.set.Select(row.facts)
			if sel.Scenario != got.Scenario || sel.Rule != got.Rule || (err != nil) != row.fails {
				t.Errorf("Select says %q by %q (%v), Explain %q by %q", sel.Scenario, sel.Rule, err, got.Scenario, got.Rule)
			}
		})
	}
}
