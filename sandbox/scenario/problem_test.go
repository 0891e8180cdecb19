package scenario

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/fixtures/document"
)

// in puts the keys of one scenario, named x, into a file: they start in line 4.
func in(keys string) string {
	return "version: 1\nscenarios:\n- name: x\n  " + strings.ReplaceAll(strings.TrimSpace(keys), "\n", "\n  ") + "\n"
}

// awaiting puts an exit into AwaitingAuthorisation: it stands in line 6.
func awaiting(exits ...string) string {
	return in("lifecycle:\n  AwaitingAuthorisation:\n  - " + strings.Join(exits, "\n  - "))
}

// ladder is n scenarios, each of which extends the one before.
func ladder(n int) string {
	var b strings.Builder
	b.WriteString("- {name: step-0}\n")
	for i := range n - 1 {
		fmt.Fprintf(&b, "- {name: step-%d, extends: step-%d}\n", i+1, i)
	}
	return b.String()
}

// problem is a Problem as the rows below write it; says is a part of its
// message.
type problem struct {
	line, column int
	key          string
	near         string
	says         string
}

var problemRows = []struct {
	name string
	src  string
	want []problem
}{
	// The file.
	{"empty file", "", []problem{{1, 1, "version", "1", "which version"}}},
	{"only a comment", "# nothing\n", []problem{{1, 1, "version", "1", "which version"}}},
	{"version missing", "scenarios: []\n", []problem{{1, 1, "version", "1", "which version"}}},
	{"version 2", "version: 2\n", []problem{{1, 10, "version", "1", "not a version"}}},
	{"version in quotes", "version: '1'\n", []problem{{1, 10, "version", "1", "not a version"}}},
	{"not a mapping", "- a\n", []problem{{1, 1, "", "", "wants a mapping and has a list"}}},
	{"scenarios not a list", "version: 1\nscenarios: {a: 1}\n", []problem{{2, 13, "scenarios", "", "wants a list and has a mapping"}}},
	{"scenarios with nothing", "version: 1\nscenarios:\n", []problem{{2, 12, "scenarios", "", "wants a list and has nothing"}}},
	{"unknown key of the file", "version: 1\nscenario: []\n", []problem{{2, 1, "scenario", "scenarios", "is not a key here"}}},
	{"personas", "version: 1\npersonas: {}\n", []problem{{2, 1, "personas", "", "no personas section"}}},
	{"two documents", "version: 1\n---\nversion: 1\n", []problem{{2, 0, "", "", "one document"}}},
	{"bad syntax", "version: 1\nscenarios: [\n", []problem{{2, 12, "", "", "']' not found"}}},
	{"tab", "version: 1\nscenarios:\n\t- name: x\n", []problem{{3, 1, "", "", "cannot start any token"}}},
	{"deep", strings.Repeat("[", 60), []problem{{1, 0, "", "", "brackets stand in one another"}}},
	{"long line", "version: 1\n# " + strings.Repeat("x", 1000) + "\n", []problem{{2, 0, "", "", "is too long"}}},
	{"large", strings.Repeat("# x\n", 40_000), []problem{{0, 0, "", "", "too many for a scenario file"}}},
	{"many lines", strings.Repeat("# x\n", 3_000), []problem{{2001, 0, "", "", "more than 2000 lines"}}},
	{"anchor and alias", "version: 1\nscenarios:\n- name: &n x\n- name: *n\n", []problem{
		{3, 9, "name", "", "anchors, aliases and tags"}, {4, 9, "name", "", "anchors, aliases and tags"},
	}},
	{"tag", in("about: !!str x"), []problem{{4, 10, "about", "", "anchors, aliases and tags"}}},
	{"merge key", in("<<: {about: y}"), []problem{{4, 3, "<<", "", "plain word"}}},

	// Keys and names.
	{"unknown key of a scenario", in("custommer: approves"), []problem{{4, 3, "custommer", "customer", "is not a key here"}}},
	{"faults", in("faults: []"), []problem{{4, 3, "faults", "", "this version has no faults"}}},
	{"doubled key", in("customer: approves\ncustomer: declines"), []problem{{5, 3, "customer", "", "stands here twice; the first is in line 4"}}},
	{"key on", awaiting("{on: authorize, to: Authorised}"), []problem{
		{6, 8, "on", "upon", "some YAML readers"},
	}},
	{"key yes", in("tokens: {yes: 1h}"), []problem{{4, 12, "yes", "", "some YAML readers"}}},
	{"value yes for a boolean", in("tokens: {rotate: yes}"), []problem{{4, 20, "rotate", "true", "write true"}}},
	{"value off for text", in("about: off"), []problem{{4, 10, "about", "", "in quotes"}}},
	{"value n in a list", in("match: {client: [N]}"), []problem{{4, 20, "client", "", "in quotes"}}},
	{"name missing", "version: 1\nscenarios:\n- about: x\n", []problem{{3, 3, "name", "", "a scenario needs name"}}},
	{"name not kebab-case", "version: 1\nscenarios:\n- name: Slow Phone\n", []problem{{3, 9, "name", "slow-phone", "kebab-case"}}},
	{"name with an underscore", "version: 1\nscenarios:\n- name: slow_phone\n", []problem{{3, 9, "name", "slow-phone", "kebab-case"}}},
	{"name is a number", "version: 1\nscenarios:\n- name: 7\n", []problem{{3, 9, "name", "", "wants text and has a number; put it in quotes"}}},
	{"doubled name", "version: 1\nscenarios:\n- name: x\n- name: x\n", []problem{{4, 9, "name", "", "another scenario already: in.yaml:3"}}},
	{"about is empty", in("about: ''"), []problem{{4, 10, "about", "", "is empty"}}},
	{"extends unknown", in("extends: auto-aprove"), []problem{{4, 12, "extends", "auto-approve", "is not a scenario"}}},
	{"extends itself", in("extends: x"), []problem{{4, 12, "extends", "", `"x" extends itself`}}},
	{"extends in a cycle", in("extends: z") + "- name: z\n  extends: x\n", []problem{
		{4, 12, "extends", "", "x → z → x"}, {6, 12, "extends", "", "z → x → z"},
	}},

	{"extends too far", "version: 1\nscenarios:\n" + ladder(12), []problem{{14, 28, "extends", "", "more than 10 scenarios extend one another"}}},

	// The customer, data, tokens.
	{"unknown customer word", in("customer: aproves"), []problem{{4, 13, "customer", "approves", "not what a customer does"}}},
	{"customer a boolean", in("customer: true"), []problem{{4, 13, "customer", "", "wants text and has a boolean"}}},
	{"customer with nothing", in("customer:"), []problem{{4, 13, "customer", "", "wants text and has nothing"}}},
	{"long form without does", in("customer: {as: amal}"), []problem{{4, 14, "does", "", "a customer needs does"}}},
	{"long form, unknown key", in("customer: {does: approves, acounts: all}"), []problem{{4, 30, "acounts", "accounts", "is not a key here"}}},
	{"unknown persona of the customer", in("customer: {does: approves, as: amel}"), []problem{{4, 34, "as", "amal", "not a customer of the bank"}}},
	{"unknown persona of data", in("data: {persona: bsama}"), []problem{{4, 19, "persona", "basma", "not a customer of the bank"}}},
	{"unknown accounts word", in("customer: {does: approves, accounts: frist}"), []problem{{4, 40, "accounts", "first", "not a choice of accounts"}}},
	{"unknown account id", in("customer: {does: approves, accounts: [amal-curent]}"), []problem{{4, 41, "accounts", "amal-current", "not an account"}}},
	{"no accounts in the list", in("customer: {does: approves, accounts: []}"), []problem{{4, 40, "accounts", "", "an empty list"}}},
	{"seed is text", in("data: {seed: one}"), []problem{{4, 16, "seed", "", "wants a number and has text"}}},
	{"seed is in quotes", in("data: {seed: '7'}"), []problem{{4, 16, "seed", "", "wants a number and has text"}}},
	{"seed has an exponent", in("data: {seed: 1e3}"), []problem{{4, 16, "seed", "", "1e3 is not a whole number from 0 on"}}},
	{"seed has twenty digits", in("data: {seed: 99999999999999999999}"), []problem{{4, 16, "seed", "", "99999999999999999999 is not a whole number from 0 on"}}},
	{"seed is a fraction", in("data: {seed: 1.5}"), []problem{{4, 16, "seed", "", "1.5 is not a whole number from 0 on"}}},
	{"tokens, bare number", in("tokens: {access: 30}"), []problem{{4, 20, "access", "30m", "bare number"}}},
	{"tokens, rotate is text", in("tokens: {rotate: 'true'}"), []problem{{4, 20, "rotate", "", "wants a boolean and has text"}}},
	{"insights, unknown key", in("insights: {flows: []}"), []problem{{4, 14, "flows", "flow", "is not a key here"}}},
	{"insights, unknown authentication", in("insights: {sca: decoupeld}"), []problem{{4, 19, "sca", "decoupled", "strong customer authentication"}}},
	{"insights, unknown login", in("insights: {login: refuse}"), []problem{{4, 21, "login", "refused", "what a bank does"}}},
	{"insights, unknown address", in("insights: {psu: valid_ip}"), []problem{{4, 19, "psu", "valid-ip", "of an address"}}},
	{"insights, exception without a category", in("insights: {flow: {to: EXCEPTION}}"), []problem{{4, 21, "error", "", "has an error category"}}},
	{"insights, category unknown", in("insights: {flow: {to: EXCEPTION, error: CUSTOMER.LOST}}"), []problem{{4, 43, "error", "", "no error category"}}},
	{"insights, finished with an error", in("insights: {flow: {to: FINISHED, error: BANK}}"), []problem{{4, 21, "error", "", "has no error"}}},
	{"insights, nowhere to go", in("insights: {flow: {after: 3 polls}}"), []problem{{4, 21, "to", "", "needs to"}}},
	{"insights, a refresh cannot abort", in("insights: {refresh: {to: ABORTED, error: USER.ABORTED}}"), []problem{{4, 28, "to", "", "where this leads"}}},
	{"insights, what comes too late", in("insights: {flow: [{after: 3s, to: FINISHED}, {after: 3s, to: FINISHED}]}"), []problem{{4, 49, "after", "", "always comes first"}}},
	{"insights, what comes after at once", in("insights: {flow: [{to: FINISHED}, {after: 3 polls, to: FINISHED}]}"), []problem{{4, 38, "after", "", "always comes first"}}},
	{"tokens not a mapping", in("tokens: 30m"), []problem{{4, 11, "tokens", "", "wants a mapping and has text"}}},

	// The lifecycle.
	{"unknown state", in("lifecycle: {Authorized: []}"), []problem{{4, 15, "Authorized", "Authorised", "not a state"}}},
	{"exits not a list", in("lifecycle: {Authorised: {after: 1h}}"), []problem{{4, 28, "Authorised", "", "wants a list and has a mapping"}}},
	{"exits of a terminal state", in("lifecycle: {Revoked: [{after: 1h, to: Authorised}]}"), []problem{{4, 15, "Revoked", "", "is terminal"}}},
	{"unknown target", awaiting("{after: 1h, to: Reject}"), []problem{{6, 23, "to", "Rejected", "not a state"}}},
	{"target missing", awaiting("{after: 1h}"), []problem{{6, 8, "to", "", "an exit needs to"}}},
	{"illegal edge", in("customer: approves\nlifecycle:\n  Authorised:\n  - {after: 1h, to: Rejected}"), []problem{{7, 23, "to", "Revoked", "cannot become Rejected"}}},
	{"edge to itself", awaiting("{after: 1h, to: AwaitingAuthorisation}"), []problem{{6, 23, "to", "", "the legal moves are to Authorised, Rejected, Revoked"}}},
	{"illegal: true", awaiting("{after: 1h, to: Authorised, illegal: true}"), []problem{{6, 35, "illegal", "", "only mutants"}}},
	{"unknown key of an exit", awaiting("{after: 1h, too: Authorised, to: Rejected}"), []problem{{6, 19, "too", "to", "is not a key here"}}},
	{"no trigger", awaiting("{to: Authorised}"), []problem{{6, 8, "after", "", "this one has none"}}},
	{"two triggers", awaiting("{after: 1h, upon: poll, to: Authorised}"), []problem{{6, 19, "upon", "", "this one has two"}}},
	{"unknown event", awaiting("{upon: authorise, to: Authorised}"), []problem{{6, 14, "upon", "authorize", "not an event"}}},
	{"bad signal", awaiting("{upon: 'signal:All Well', to: Authorised}"), []problem{{6, 14, "upon", "signal:all-well", "not the name of a signal"}}},
	{"unknown actor", awaiting("{after: 1h, to: Rejected, by: banks}"), []problem{{6, 37, "by", "bank", "not an actor"}}},
	{"unknown error", awaiting("{upon: authorize, to: Rejected, error: acess_denied}"), []problem{{6, 46, "error", "access_denied", "not an OAuth error"}}},
	{"error without a redirect", awaiting("{after: 1h, to: Rejected, error: access_denied}"), []problem{{6, 33, "error", "", "only a refusal upon authorize"}}},
	{"error of an approval", awaiting("{upon: authorize, to: Authorised, error: access_denied}"), []problem{{6, 41, "error", "", "only a refusal upon authorize"}}},
	{"accounts of a refusal", awaiting("{after: 1h, to: Rejected, accounts: all}"), []problem{{6, 33, "accounts", "", "on the way to Authorised only"}}},
	{"status of another state", awaiting("{after: 1h, to: Revoked, status: Rejected}"), []problem{{6, 32, "status", "Revoked", "the status shown"}}},
	{"notify with an unknown key", awaiting("{after: 1h, to: Rejected, notify: {event: gone, loose: true}}"), []problem{{6, 55, "loose", "lose", "is not a key here"}}},
	{"notify without an event", awaiting("{after: 1h, to: Rejected, notify: {times: 2}}"), []problem{{6, 42, "event", "", "a notification needs event"}}},
	{"notify no times", awaiting("{after: 1h, to: Rejected, notify: {event: gone, times: 0}}"), []problem{{6, 62, "times", "", "from 1 on"}}},

	// Durations and polls.
	{"bare number", awaiting("{after: 15, to: Rejected}"), []problem{{6, 15, "after", "15m", "bare number"}}},
	{"clock time", awaiting("{after: 15:00, to: Rejected}"), []problem{{6, 15, "after", "15m", "is not a duration"}}},
	{"spelt-out unit", awaiting("{after: 2 hours, to: Rejected}"), []problem{{6, 15, "after", "2h", "is not a duration"}}},
	{"fraction", awaiting("{after: 1.5h, to: Rejected}"), []problem{{6, 15, "after", "", "is not a duration"}}},
	{"unit unknown", awaiting("{after: 3w, to: Rejected}"), []problem{{6, 15, "after", "", "is not a duration"}}},
	{"units out of order", awaiting("{after: 30m1h, to: Rejected}"), []problem{{6, 15, "after", "", "is not a duration"}}},
	{"no time at all", awaiting("{after: 0s, to: Rejected}"), []problem{{6, 15, "after", "", "is not a duration"}}},
	{"negative", awaiting("{after: -1h, to: Rejected}"), []problem{{6, 15, "after", "", "is not a duration"}}},
	{"too long", awaiting("{after: 200000d, to: Rejected}"), []problem{{6, 15, "after", "", "is too long"}}},
	{"no polls", awaiting("{after: 0 polls, to: Rejected}"), []problem{{6, 15, "after", "1 poll", "counted from 1"}}},
	{"polls without a number", awaiting("{after: polls 3, to: Rejected}"), []problem{{6, 15, "after", "3 polls", "not a number of polls"}}},
	{"polls without a blank", awaiting("{after: 3polls, to: Rejected}"), []problem{{6, 15, "after", "3 polls", "not a number of polls"}}},

	// Exits that can never fire.
	{"same event twice", awaiting("{upon: poll, to: Authorised}", "{upon: poll, to: Rejected}"), []problem{{7, 8, "lifecycle", "", "the one upon poll (line 6) always comes first"}}},
	{"customer decides already", in("customer: approves\nlifecycle:\n  AwaitingAuthorisation:\n  - {upon: authorize, to: Rejected}"), []problem{{7, 8, "lifecycle", "", "the one upon authorize (line 4)"}}},
	{"later than another", awaiting("{after: 2h, to: Authorised}", "{after: 1h, to: Rejected}"), []problem{{6, 8, "lifecycle", "", "the one after 1h (line 7)"}}},
	{"same time", awaiting("{after: 60m, to: Authorised}", "{after: 1h, to: Rejected}"), []problem{{7, 8, "lifecycle", "", "the one after 1h (line 6)"}}},
	{"more polls than another", awaiting("{after: 3 polls, to: Authorised}", "{after: 2 polls, to: Rejected}"), []problem{{6, 8, "lifecycle", "", "the one after 2 polls (line 7)"}}},
	{"polls after the first poll", awaiting("{after: 3 polls, to: Authorised}", "{upon: poll, to: Rejected}"), []problem{{6, 8, "lifecycle", "", "the one upon poll (line 7)"}}},
	{"data before there is a token", awaiting("{upon: data, to: Rejected}"), []problem{{6, 8, "lifecycle", "", "no tokens before"}}},
	{"dead state", in("customer: declines\nlifecycle:\n  Authorised:\n  - {after: 1h, to: Revoked}"), []problem{{7, 8, "lifecycle", "", "never makes the consent Authorised"}}},
	{"dead by way of a parent", in("extends: bank-revokes\ncustomer: declines"), []problem{{4, 12, "extends", "", "never makes the consent Authorised, for the exit after 2h (builtin:examples.yaml:"}}},

	// Rules and banks.
	{"bad regular expression", in("match: {client: '/a(/'}"), []problem{{4, 19, "client", "", "is not a regular expression"}}},
	{"unknown fact", in("match: {user: amal}"), []problem{{4, 11, "user", "", "is not a key here"}}},
	{"unknown permission", in("match: {permissions: {has: ReadBalance}}"), []problem{{4, 30, "has", "ReadBalances", "not a permission"}}},
	{"permissions that ask nothing", in("match: {permissions: {}}"), []problem{{4, 24, "permissions", "", "asks nothing"}}},
	{"rule that asks nothing", in("match: {}"), []problem{{4, 10, "match", "", "asks nothing"}}},
	{"nth from nought", in("match: {nth: [0]}"), []problem{{4, 17, "nth", "", "from 1 on"}}},
	{"header without names", in("match: {header: {}}"), []problem{{4, 19, "header", "", "names no header"}}},
	{"unknown bank", "version: 1\nbanks: {gulf: {profile: obf-1.0}}\nscenarios:\n- name: x\n  match: {bank: golf}\n", []problem{{5, 17, "bank", "gulf", "not a bank"}}},
	{"unknown profile", "version: 1\nbanks: {gulf: {profile: obf-1}}\n", []problem{{2, 25, "profile", "obf-1.0", "not a profile"}}},
	{"bank without a profile", "version: 1\nbanks: {gulf: {supports: {consents: false}}}\n", []problem{{2, 16, "profile", "", "a bank needs profile"}}},
	{"bank not kebab-case", "version: 1\nbanks: {Gulf: {profile: obf-1.0}}\n", []problem{{2, 9, "Gulf", "gulf", "kebab-case"}}},
	{"doubled bank", "version: 1\nbanks:\n  gulf: {profile: obf-1.0}\n  gulf: {profile: obf-1.0}\n", []problem{{4, 3, "gulf", "", "stands here twice; the first is in line 3"}}},
	{"supports is text", "version: 1\nbanks: {gulf: {profile: obf-1.0, supports: {offers: never}}}\n", []problem{{2, 53, "offers", "", "wants a boolean and has text"}}},
	{"supports is a list", "version: 1\nbanks: {gulf: {profile: obf-1.0, supports: [offers]}}\n", []problem{{2, 44, "supports", "", "wants a mapping and has a list"}}},
	{"unknown endpoint", "version: 1\nbanks:\n  gulf:\n    supports: {standing-order: false}\n    profile: obf-1.0\n", []problem{{4, 16, "standing-order", "standing-orders", "is nothing that a bank of profile obf-1.0 may lack"}}},
	{"mandatory endpoint", "version: 1\nbanks: {gulf: {profile: obf-1.0, supports: {accounts: false}}}\n", []problem{{2, 45, "accounts", "", "may lack"}}},
	{"another profile's word", "version: 1\nbanks: {gulf: {profile: obf-1.0, supports: {consents: false}}}\n", []problem{{2, 45, "consents", "", "may lack"}}},
	{"scenario of an unknown bank", "version: 1\nbanks: {gulf: {profile: obf-1.0}}\nscenarios:\n- name: x\n  bank: golf\n", []problem{{5, 9, "bank", "gulf", "not a bank"}}},
	{"scenario of no bank", in("bank: Gulf"), []problem{{4, 9, "bank", "gulf", "kebab-case"}}},

	// All at once.
	{"all at once", in("custommer: approves\nextends: nobody\ndata: {persona: amel}"), []problem{
		{4, 3, "custommer", "customer", "is not a key here"}, {5, 12, "extends", "", "is not a scenario"}, {6, 19, "persona", "amal", "not a customer of the bank"},
	}},
}

func TestEveryProblem(t *testing.T) {
	for _, row := range problemRows {
		t.Run(row.name, func(t *testing.T) {
			set, err := Builtin().With("in.yaml", []byte(row.src))
			problems, ok := errors.AsType[Problems](err)
			if !ok || set != nil {
				t.Fatalf("got set %v, error %v; want problems and no set", set, err)
			}
			var got []problem
			for i, p := range problems {
				g := problem{p.Line, p.Column, p.Key, p.Near, p.Message}
				if i < len(row.want) && strings.Contains(p.Message, row.want[i].says) {
					g.says = row.want[i].says
				}
				if p.File != "in.yaml" {
					t.Errorf("file: got %q, want in.yaml", p.File)
				}
				got = append(got, g)
			}
			if diff := cmp.Diff(row.want, got, cmp.AllowUnexported(problem{})); diff != "" {
				t.Errorf("problems (-want +got):\n%s\nin\n%s", diff, row.src)
			}
		})
	}
}

func TestProblemsPrintOneALine(t *testing.T) {
	_, err := Builtin().With("dir/in.yaml", []byte(in("custommer: approves\nabout: ''")))
	want := `dir/in.yaml:4: custommer: is not a key here; the keys are about, bank, customer, data, extends, insights, lifecycle, match, name, tokens (did you mean "customer"?)
dir/in.yaml:5: about: is empty`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

// What a hostile file costs is bounded: in time by the limits on its size, in
// what comes back by the number of problems told.
func TestProblemsAreBounded(t *testing.T) {
	_, err := Builtin().With("in.yaml", []byte("version: 1\nscenarios:\n"+strings.Repeat("- {name: x, extends: nobody, data: 1, tokens: 2}\n", 1990)))
	problems, ok := errors.AsType[Problems](err)
	if !ok || len(problems) != document.MaxProblems+1 || !strings.Contains(problems[document.MaxProblems].Message, "more than 100 problems") {
		t.Errorf("got %d problems, want %d and one that says that there are more", len(problems), document.MaxProblems)
	}
}
