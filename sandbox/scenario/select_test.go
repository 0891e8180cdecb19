package scenario

import (
	"errors"
	"testing"
)

func TestSelectOrder(t *testing.T) {
	set, err := Builtin().With("rules.yaml", []byte("version: 1\nscenarios:\n  - {name: mine, match: {client: aisp-one}, customer: fails-sca}\n"))
	if err != nil {
		t.Fatal(err)
	}
	full := Facts{
		Pinned: "auto-approve", Queued: "reject", Header: "slow-phone", Body: []byte(`{"Data":{"SupplementaryData":{"Scenario":"bank-revokes"}}}`),
		Path: "expires-unauthorised", PSU: "walks-away", Client: "aisp-one", Default: "fails-sca",
	}
	for _, row := range []struct {
		want, rule string
		drop       func(*Facts)
	}{
		{"auto-approve", RulePin, func(f *Facts) { f.Pinned = "" }},
		{"reject", RuleQueue, func(f *Facts) { f.Queued = "" }},
		{"slow-phone", RuleHeader, func(f *Facts) { f.Header = "" }},
		{"bank-revokes", RuleBody, func(f *Facts) { f.Body = nil }},
		{"expires-unauthorised", RulePath, func(f *Facts) { f.Path = "" }},
		{"walks-away", RuleUsername, func(f *Facts) { f.PSU = "" }},
		{"mine", RuleMatch, func(f *Facts) { f.Client = "" }},
		{"fails-sca", RuleDefault, func(f *Facts) { f.Default = "" }},
		{"ask", RuleAsk, func(*Facts) {}},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := set.Select(full)
			if err != nil || got.Scenario != row.want || got.Rule != row.rule {
				t.Errorf("got %q by %q, error %v; want %q by %q", got.Scenario, got.Rule, err, row.want, row.rule)
			}
		})
		row.drop(&full)
	}
}

func TestSelectKeepsOrderOneByOne(t *testing.T) {
	set := mustWith(t, Builtin(), in("match: {client: aisp-one}"))
	for _, row := range []struct {
		name, want, rule string
		facts            Facts
	}{
		{"pin over queue", "reject", RulePin, Facts{Pinned: "reject", Queued: "ask"}},
		{"queue over header", "reject", RuleQueue, Facts{Queued: "reject", Header: "ask"}},
		{"header over body", "reject", RuleHeader, Facts{Header: "reject", Body: wish(`"Scenario":"ask"`)}},
		{"body over path", "reject", RuleBody, Facts{Body: wish(`"Scenario":"reject"`), Path: "ask"}},
		{"path over username", "reject", RulePath, Facts{Path: "reject", PSU: "ask"}},
		{"username over rules", "reject", RuleUsername, Facts{PSU: "reject", Client: "aisp-one"}},
		{"a user like any other, then rules", "x", RuleMatch, Facts{PSU: "amal", Client: "aisp-one"}},
		{"rules over default", "x", RuleMatch, Facts{Client: "aisp-one", Default: "reject"}},
		{"default over ask", "reject", RuleDefault, Facts{Default: "reject"}},
		{"the header says ask", "ask", RuleHeader, Facts{Header: "ask", Default: "reject"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, err := set.Select(row.facts)
			if err != nil || got.Scenario != row.want || got.Rule != row.rule {
				t.Errorf("got %q by %q, error %v; want %q by %q", got.Scenario, got.Rule, err, row.want, row.rule)
			}
		})
	}
}

func wish(members string) []byte {
	return []byte(`{"Data":{"Permissions":["ReadBalances"],"SupplementaryData":{` + members + `}}}`)
}

func TestBodyHint(t *testing.T) {
	for _, row := range []struct{ name, body, want, near string }{
		{"none", `{"Data":{"Permissions":[]}}`, "ask", ""},
		{"not JSON", `{"Data":{"Supp`, "ask", ""},
		{"supplementary data is text", `{"Data":{"SupplementaryData":"Scenario"}}`, "ask", ""},
		{"other supplementary data", string(wish(`"Colour":"blue"`)), "ask", ""},
		{"a scenario", string(wish(`"Scenario":"bank-revokes"`)), "bank-revokes", ""},
		{"Authorised", string(wish(`"DesiredStatus":"Authorised"`)), "auto-approve", ""},
		{"Rejected", string(wish(`"DesiredStatus":"Rejected"`)), "reject", ""},
		{"the scenario goes first", string(wish(`"DesiredStatus":"Rejected","Scenario":"slow-phone"`)), "slow-phone", ""},
		{"unknown scenario", string(wish(`"Scenario":"bank-revoke"`)), "", "bank-revokes"},
		{"unknown status", string(wish(`"DesiredStatus":"Authorized"`)), "", "Authorised"},
		{"a number", string(wish(`"Scenario":7`)), "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, err := Builtin().Select(Facts{Body: []byte(row.body)})
			if got.Scenario != row.want {
				t.Errorf("scenario: got %q, error %v; want %q", got.Scenario, err, row.want)
			}
			unknown, isUnknown := errors.AsType[*UnknownError](err)
			if isUnknown != (row.want == "") || isUnknown && unknown.Near != row.near {
				t.Errorf("error: got %v, want near %q", err, row.near)
			}
		})
	}
}

func TestUnknownNamesAreErrors(t *testing.T) {
	for _, row := range []struct {
		rule, says string
		facts      Facts
	}{
		{RulePin, `the pin of this consent names no scenario: "rejekt" (did you mean "reject"?)`, Facts{Pinned: "rejekt"}},
		{RuleQueue, `the queue names no scenario: "rejekt" (did you mean "reject"?)`, Facts{Queued: "rejekt"}},
		{RuleHeader, `the header x-sandbox-scenario names no scenario: "rejekt" (did you mean "reject"?)`, Facts{Header: "rejekt"}},
		{RuleBody, `the hint in Data.SupplementaryData names no scenario: "rejekt" (did you mean "reject"?)`, Facts{Body: wish(`"Scenario":"rejekt"`)}},
		{RulePath, `the path names no scenario: "rejekt" (did you mean "reject"?)`, Facts{Path: "rejekt"}},
		{RuleDefault, `the tenant's default names no scenario: "what"`, Facts{Default: "what"}},
	} {
		t.Run(row.rule, func(t *testing.T) {
			_, err := Builtin().Select(row.facts)
			unknown, ok := errors.AsType[*UnknownError](err)
			if !ok || unknown.Rule != row.rule || err.Error() != row.says {
				t.Errorf("got %v, want %s", err, row.says)
			}
		})
	}
}

func TestUsernames(t *testing.T) {
	for _, row := range []struct{ psu, want, rule string }{
		{"approves", "auto-approve", RuleUsername},
		{"declines", "reject", RuleUsername},
		{"walks-away", "walks-away", RuleUsername},
		{"fails-sca", "fails-sca", RuleUsername},
		{"ask", "ask", RuleUsername},
		{"slow-phone", "slow-phone", RuleUsername},
		{"amal", "ask", RuleAsk},
		{"nobody", "ask", RuleAsk},
	} {
		t.Run(row.psu, func(t *testing.T) {
			got, err := Builtin().Select(Facts{PSU: row.psu})
			if err != nil || got.Scenario != row.want || got.Rule != row.rule {
				t.Errorf("got %q by %q, error %v; want %q by %q", got.Scenario, got.Rule, err, row.want, row.rule)
			}
		})
	}
}

const twoRules = `version: 1
scenarios:
- {name: early, match: {psu: /^a/}, customer: declines}
- {name: middle, match: {client: aisp-one}, customer: approves}
- {name: late, match: {psu: /^b/}, customer: walks-away}
`

func TestReselect(t *testing.T) {
	set := mustWith(t, Builtin(), twoRules)
	for _, row := range []struct {
		name       string
		prior      Selection
		psu        string
		want, rule string
		changed    bool
	}{
		{"no username", Selection{Scenario: "ask", Rule: RuleAsk}, "", "ask", RuleAsk, false},
		{"a word, after ask", Selection{Scenario: "ask", Rule: RuleAsk}, "declines", "reject", RuleUsername, true},
		{"a word, after the default", Selection{Scenario: "auto-approve", Rule: RuleDefault}, "fails-sca", "fails-sca", RuleUsername, true},
		{"a word, after a rule", Selection{Scenario: "middle", Rule: RuleMatch}, "slow-phone", "slow-phone", RuleUsername, true},
		{"a word, after the header", Selection{Scenario: "auto-approve", Rule: RuleHeader}, "declines", "auto-approve", RuleHeader, false},
		{"a word, after the pin", Selection{Scenario: "auto-approve", Rule: RulePin}, "declines", "auto-approve", RulePin, false},
		{"a rule, after ask", Selection{Scenario: "ask", Rule: RuleAsk}, "basma", "late", RuleMatch, true},
		{"an earlier rule, after a rule", Selection{Scenario: "middle", Rule: RuleMatch}, "amal", "early", RuleMatch, true},
		{"a later rule, after a rule", Selection{Scenario: "middle", Rule: RuleMatch}, "basma", "middle", RuleMatch, false},
		{"a user like any other", Selection{Scenario: "auto-approve", Rule: RuleDefault}, "dana", "auto-approve", RuleDefault, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, changed := set.Reselect(row.prior, Facts{PSU: row.psu, Client: "aisp-one"})
			if got.Scenario != row.want || got.Rule != row.rule || changed != row.changed {
				t.Errorf("got %q by %q, changed %t; want %q by %q, %t", got.Scenario, got.Rule, changed, row.want, row.rule, row.changed)
			}
		})
	}
}

func TestMatch(t *testing.T) {
	consent := Facts{
		Bank: "gulf", Client: "aisp-one", PSU: "amal", Account: "amal-current", From: "2026-01-01T00:00:00Z", Nth: 3,
		Permissions: []string{"ReadAccountsBasic", "ReadBalances"}, Headers: map[string]string{"user-agent": "Probe/1.2"},
	}
	for _, row := range []struct{ rule, misses string }{
		{"bank: gulf", ""},
		{"bank: /heri/", "bank"},
		{"client: aisp-one", ""},
		{"client: aisp", "client"},
		{"client: [aisp-two, aisp-one]", ""},
		{"client: /^aisp-/", ""},
		{"client: /two$/", "client"},
		{"psu: AMAL", "psu"},
		{"psu: /(?i)AMAL/", ""},
		{"account: [amal-current]", ""},
		{"account: amal-card", "account"},
		{"from: /^2026/", ""},
		{"from: /^2025/", "from"},
		{"to: /.*/", "to"}, // absent: never holds
		{"nth: 3", ""},
		{"nth: [1, 2]", "nth"},
		{"header: {User-Agent: /Probe/}", ""},
		{"header: {user-agent: [Other, Probe/1.2]}", ""},
		{"header: {user-agent: Other}", "header"},
		{"header: {x-absent: /.*/}", "header"},
		{"permissions: {has: ReadBalances}", ""},
		{"permissions: {has: [ReadBalances, ReadPAN]}", "permissions.has"},
		{"permissions: {lacks: ReadPAN}", ""},
		{"permissions: {lacks: [ReadPAN, ReadBalances]}", "permissions.lacks"},
		{"permissions: {only: [ReadAccountsBasic, ReadBalances, ReadPAN]}", ""},
		{"permissions: {only: ReadBalances}", "permissions.only"},
		{"permissions: {has: ReadBalances, lacks: ReadPAN, only: [ReadAccountsBasic, ReadBalances]}", ""},
		{"client: aisp-one, psu: basma", "psu"}, // all must hold
	} {
		t.Run(row.rule, func(t *testing.T) {
			set := mustWith(t, Builtin(), in("match: {"+row.rule+"}")+"banks: {gulf: {profile: obf-1.0}}\n")
			x, _ := set.Get("x")
			if got := x.Match.misses(&consent); got != row.misses {
				t.Errorf("misses: got %q, want %q", got, row.misses)
			}
		})
	}
}

func TestSelectMakesNoGarbage(t *testing.T) {
	set := mustWith(t, Builtin(), twoRules)
	f := Facts{Client: "aisp-two", PSU: "dana", Default: "reject", Permissions: []string{"ReadBalances"}, Body: []byte(`{"Data":{"Permissions":["ReadBalances"]}}`)}
	if got := testing.AllocsPerRun(100, func() { _, _ = set.Select(f) }); got > 0 {
		t.Errorf("allocations: got %v, want none", got)
	}
}
