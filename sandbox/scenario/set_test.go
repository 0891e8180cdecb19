package scenario

import (
	"slices"
	"testing"
)

func TestBuiltinKnowsTheShippedScenarios(t *testing.T) {
	got := Builtin().Names()
	want := []string{"ask", "fails-sca", "walks-away", "auto-approve", "reject", "slow-phone", "bank-revokes", "expires-unauthorised"}
	if !slices.Equal(got, want) {
		t.Errorf("names: got %q, want %q", got, want)
	}
}

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
