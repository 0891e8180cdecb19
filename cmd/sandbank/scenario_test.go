package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// runScenario runs `sandbank scenario ARGS` and returns what it printed, and
// the exit code and message that it ended with.
func runScenario(t *testing.T, args ...string) (out string, code int, msg string) {
	t.Helper()
	var buf bytes.Buffer
	var cli struct {
		Scenario scenarioCmd `cmd:""`
	}
	k, err := kong.New(&cli, kong.Name("sandbank"), kong.Bind(&streams{Out: &buf, Err: &buf}))
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := k.Parse(append([]string{"scenario"}, args...))
	if err != nil {
		t.Fatal(err)
	}
	err = parsed.Run()
	if e, ok := errors.AsType[*exitError](err); ok {
		return buf.String(), e.code, e.msg
	}
	if err != nil {
		t.Fatalf("got error %v, want an exitError", err)
	}
	return buf.String(), exitOK, ""
}

func TestScenarioVerbs(t *testing.T) {
	dir := t.TempDir()
	good, bad, body := filepath.Join(dir, "good.yaml"), filepath.Join(dir, "bad.yaml"), filepath.Join(dir, "body.json")
	for file, src := range map[string]string{
		good: "version: 1\nscenarios:\n- {name: mine, about: my own, extends: reject, match: {header: {x-team: blue}}}\n",
		bad:  "version: 1\nscenarios:\n- name: mine\n  custommer: approves\n",
		body: `{"Data":{"SupplementaryData":{"Scenario":"slow-phone"}}}`,
	} {
		if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, row := range []struct {
		name     string
		args     []string
		code     int
		out, msg string // parts of what is printed, of the message
	}{
		{"lint, clean", []string{"lint", good}, exitOK, "no problems\n", ""},
		{"lint, shipped", []string{"lint", "builtin:examples.yaml"}, exitOK, "no problems\n", ""},
		{"lint, a problem", []string{"lint", bad}, exitUsage, bad + ":4: custommer: is not a key here", "problems: 1"},
		{"lint, no file", []string{"lint", filepath.Join(dir, "none.yaml")}, exitUsage, "", "none.yaml"},
		{"list", []string{"list"}, exitOK, "bank-revokes", ""},
		{"list, with a rule", []string{"list", "--scenarios", good}, exitOK, "mine                            reject   by rule  declines    " + good + ":3", ""},
		{"list, bad file", []string{"list", "--scenarios", bad}, exitUsage, "", `did you mean "customer"?`},
		{"explain, header", []string{"explain", "--header", "reject", "--path", "slow-phone"}, exitOK, "> 3 header    reject", ""},
		{"explain, body", []string{"explain", "--body", body}, exitOK, "> 4 body      slow-phone", ""},
		{"explain, username", []string{"explain", "--psu", "declines"}, exitOK, "> 6 username  reject", ""},
		{"explain, rule", []string{"explain", "--scenarios", good, "--request-header", "X-Team=blue"}, exitOK, "> 7 match     mine", ""},
		{"explain, permissions", []string{"explain", "--scenarios", "builtin:examples.yaml", "--permission", "ReadBalances,ReadPAN"}, exitOK, "> 7 match     slow-phone", ""},
		{"explain, unknown name", []string{"explain", "--header", "rejct"}, exitUsage, "no scenario", `did you mean "reject"?`},
		{"explain, unknown permission", []string{"explain", "--permission", "ReadBalance"}, exitUsage, "", `did you mean "ReadBalances"?`},
		{"graph", []string{"graph", "bank-revokes"}, exitOK, "Authorised --> Revoked: after 2h, by bank", ""},
		{"graph, unknown", []string{"graph", "bank-revoke"}, exitUsage, "", `did you mean "bank-revokes"?`},
		{"graph, nothing near", []string{"graph", "zzz"}, exitUsage, "", `"zzz" is not known`},
	} {
		t.Run(row.name, func(t *testing.T) {
			out, code, msg := runScenario(t, row.args...)
			if code != row.code || !strings.Contains(out, row.out) || !strings.Contains(msg, row.msg) {
				t.Errorf("got exit %d, message %q, output\n%s\nwant exit %d, %q in the message, %q in the output", code, msg, out, row.code, row.msg, row.out)
			}
		})
	}
}
