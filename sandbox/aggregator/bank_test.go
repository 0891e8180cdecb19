package aggregator

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

func TestTestBanks(t *testing.T) {
	want := "DE:88888888 DE:00000 AT:00000 BE:999 DK:0000 ES:9999 FI:999 FR:00000 GB:000000 IT:00000 ML:0000 NL:TEST NO:0000 PT:0000 SE:00000 SK:0000"
	var got []string
	krns := map[string]bool{}
	for _, b := range testBanks {
		got = append(got, b.Country+":"+b.Code)
		ids := []string{b.KRN}
		for _, m := range b.Methods {
			ids = append(ids, m.IntegrationKRN, m.SubIntegrationKRN)
		}
		for _, id := range ids {
			tail := id[strings.LastIndex(id, ":")+1:]
			if u, err := uuid.Parse(tail); err != nil || u.Version() != 5 || krns[id] {
				t.Errorf("%s has %s, want a KRN of its own with a UUID of version 5", b.Title, id)
			}
			krns[id] = true
		}
	}
	if g := strings.Join(got, " "); g != want {
		t.Errorf("the banks are %s, want %s", g, want)
	}
}

func TestMethods(t *testing.T) {
	a, _ := newAggregator(t)
	for _, row := range []struct {
		country, code string
		access        Access
		want          string
	}{
		{"DE", "88888888", "", "de_demo_bank_psd2 de_testbank_bias"},
		{"DE", "88888888", PreferPSD2, "de_demo_bank_psd2 de_testbank_bias"},
		{"de", "88888888", ForcePSD2, "de_demo_bank_psd2"},
		{"DE", "88888888", PreferFallback, "de_testbank_bias de_demo_bank_psd2"},
		{"DE", "88888888", ForceFallback, "de_testbank_bias"},
		{"DE", "00000", ForcePSD2, ""},
		{"DE", "00000", PreferPSD2, "de_testbank_bias"},
		{"NL", "test", "", "nl_testbank_bias"},
	} {
		b, ok := a.bank(row.country, row.code)
		var got []string
		for _, m := range b.methods(row.access) {
			got = append(got, m.ID)
		}
		if g := strings.Join(got, " "); !ok || g != row.want {
			t.Errorf("%s %s with %s has the methods %q, want %q", row.country, row.code, row.access, g, row.want)
		}
	}
}

func TestKeywordsAreTheBanksOwn(t *testing.T) {
	a, _ := newAggregator(t)
	for _, row := range []struct{ country, code, username, want string }{
		{"DE", "88888888", "wrong", "wrong"},
		{"DE", "00000", "decoupled", "decoupled"},
		{"AT", "00000", "wrong", ""},
		{"GB", "000000", "force-tan", "force-tan"},
		{"GB", "000000", "generate-new-accounts7", "generate-new-accounts"},
		{"GB", "000000", "generate-new-accounts{100}", "generate-new-accounts"},
		{"GB", "000000", "generate-new-accounts101", ""},
		{"GB", "000000", "bankid", ""},
		{"SE", "00000", "bankid", "bankid"},
		{"SE", "00000", "force-tan", ""},
	} {
		b, _ := a.bank(row.country, row.code)
		if got := b.word(row.username); got != row.want {
			t.Errorf("%s at %s is the keyword %q, want %q", row.username, row.country, got, row.want)
		}
	}
}

func TestBanksOfScenarioFiles(t *testing.T) {
	set, err := scenario.Builtin().With("banks.yaml", []byte(`version: 1
banks:
  heritage: {profile: kosma-insights, supports: {consents: false}}
  modern: {profile: account-insights-1}
  gulf: {profile: obf-1.0}
scenarios:
  - {name: mine, customer: approves}
`))
	if err != nil {
		t.Fatal(err)
	}
	a, _ := newAggregator(t)
	a.cfg.Scenarios = func() *scenario.Set { return set }
	for name, consents := range map[string]bool{"heritage": false, "modern": true} {
		b, ok := a.bank("xx", name)
		if !ok || b.Methods[0].PSD2 != consents {
			t.Errorf("bank %s: found %v, consents %v, want %v", name, ok, ok && b.Methods[0].PSD2, consents)
		}
	}
	if slices.ContainsFunc(a.Banks(), func(b Bank) bool { return b.Name == "gulf" }) {
		t.Error("a bank of another API can be chosen")
	}
}
