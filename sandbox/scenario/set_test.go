package scenario

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func mustWith(tb testing.TB, base *Set, src string) *Set {
	tb.Helper()
	set, err := base.With("in.yaml", []byte(src))
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

func mustGet(tb testing.TB, set *Set, name string) Scenario {
	tb.Helper()
	sc, ok := set.Get(name)
	if !ok {
		tb.Fatalf("no scenario %q", name)
	}
	return sc
}

func TestBuiltinKnowsTheShippedScenarios(t *testing.T) {
	got := Builtin().Names()
	want := []string{
		"ask", "fails-sca", "walks-away", "auto-approve", "reject", "slow-phone", "bank-revokes", "expires-unauthorised",
		"embedded", "acin-demo-data", "decoupled", "redirect", "slow", "wrong", "invalid", "decoupled-abort", "decoupled-failed", "abort", "timeout",
		"configuration-expected", "no-accounts", "bank-technical", "bank-maintenance", "technical", "invalid-transactions-timerange",
		"validate-ip", "validate-ip-no-v6", "consent-expired", "consent-revoked", "consent-quota", "refresh-slow", "refresh-failed",
		"force-tan", "bankid", "generate-new-accounts", "lean-bank",
	}
	if !slices.Equal(got, want) {
		t.Errorf("names: got %q, want %q", got, want)
	}
	for word, name := range words {
		if sc := mustGet(t, Builtin(), name); string(sc.Customer.Does) != word {
			t.Errorf("username %s: the customer of %s %s", word, name, sc.Customer.Does)
		}
	}
}

func TestExits(t *testing.T) {
	const authorize, denied = UponAuthorize, "access_denied"
	for _, row := range []struct {
		name string
		from State
		want []Exit
	}{
		{"auto-approve", AwaitingAuthorisation, []Exit{{Upon: authorize, To: Authorised, By: ByCustomer}}},
		{"auto-approve", Authorised, nil},
		{"reject", AwaitingAuthorisation, []Exit{{Upon: authorize, To: Rejected, By: ByCustomer, Error: denied, Reason: "the customer declined"}}},
		{"fails-sca", AwaitingAuthorisation, []Exit{{Upon: authorize, To: Rejected, By: ByCustomer, Error: denied, Reason: "strong customer authentication failed"}}},
		{"slow-phone", AwaitingAuthorisation, []Exit{{Polls: 3, To: Authorised, By: ByCustomer, Accounts: Accounts{"first"}}}},
		{"bank-revokes", Authorised, []Exit{{After: 2 * time.Hour, To: Revoked, By: ByBank, Notify: "consent-authorization-revoked"}}},
		{"expires-unauthorised", AwaitingAuthorisation, []Exit{{After: 15 * time.Minute, To: Rejected, By: ByBank, Reason: "timeout"}}},
		{"walks-away", AwaitingAuthorisation, nil},
		{"ask", AwaitingAuthorisation, nil},
	} {
		t.Run(row.name+" "+string(row.from), func(t *testing.T) {
			sc := mustGet(t, Builtin(), row.name)
			got := sc.Exits(row.from)
			if diff := cmp.Diff(row.want, got, cmpopts.IgnoreFields(Exit{}, "File", "Line", "Column"), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("exits (-want +got):\n%s", diff)
			}
			for _, x := range got {
				if x.File != sc.File || x.Line <= sc.Line {
					t.Errorf("place: got %s:%d, want below %s:%d", x.File, x.Line, sc.File, sc.Line)
				}
			}
			sc.exits = nil
			if diff := cmp.Diff(got, sc.Exits(row.from), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("prepared and computed differ:\n%s", diff)
			}
		})
	}
}

// The customer's word is an exit like any other and goes first.
func TestCustomerGoesBeforeTheLifecycle(t *testing.T) {
	set := mustWith(t, Builtin(), in("lifecycle:\n  AwaitingAuthorisation:\n  - {after: 1h, to: Rejected}\n  - {upon: signal:no, to: Rejected}\ncustomer: approves"))
	var got []string
	for _, x := range mustGet(t, set, "x").Exits(AwaitingAuthorisation) {
		got = append(got, x.Trigger()+" "+string(x.To))
	}
	want := []string{"upon authorize Authorised", "after 1h Rejected", "upon signal:no Rejected"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWay(t *testing.T) {
	for _, row := range []struct {
		keys string
		want Does
	}{
		{"customer: approves", Approves},
		{"customer: ask", Ask},
		{"about: nothing decides", Ask},
		{"lifecycle: {AwaitingAuthorisation: [{after: 1 poll, to: Authorised}]}", WalksAway},
		{"lifecycle: {Authorised: [{after: 1h, to: Revoked}]}", Ask},
	} {
		t.Run(row.keys, func(t *testing.T) {
			if got := mustGet(t, mustWith(t, Builtin(), in(row.keys)), "x").Way(); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestWhoMovesGoesWithoutSaying(t *testing.T) {
	for _, row := range []struct {
		exit string
		by   Actor
		err  string
	}{
		{"{upon: authorize, to: Authorised}", ByCustomer, ""},
		{"{upon: authorize, to: Rejected}", ByCustomer, "access_denied"},
		{"{upon: authorize, to: Rejected, error: server_error, by: bank}", ByBank, "server_error"},
		{"{after: 1 poll, to: Authorised}", ByCustomer, ""},
		{"{after: 1h, to: Rejected}", ByBank, ""},
		{"{after: 1h, to: Rejected, by: customer}", ByCustomer, ""},
		{"{upon: signal:gone, to: Revoked}", ByBank, ""},
		{"{upon: revoke, to: Revoked}", ByAISP, ""},
	} {
		t.Run(row.exit, func(t *testing.T) {
			got := mustGet(t, mustWith(t, Builtin(), awaiting(row.exit)), "x").Exits(AwaitingAuthorisation)[0]
			if got.By != row.by || got.Error != row.err {
				t.Errorf("got by %q, error %q; want %q, %q", got.By, got.Error, row.by, row.err)
			}
		})
	}
}

func TestNotifyKeepsTheEvent(t *testing.T) {
	for _, notify := range []string{"gone", "{event: gone}", "{event: gone, lose: true}", "{event: gone, after: 10m, times: 2}"} {
		sc := mustGet(t, mustWith(t, Builtin(), awaiting("{after: 1h, to: Rejected, notify: "+notify+"}")), "x")
		if got := sc.Exits(AwaitingAuthorisation)[0].Notify; got != "gone" {
			t.Errorf("notify %s: got %q, want gone", notify, got)
		}
	}
}

func TestExtends(t *testing.T) {
	const src = `version: 1
scenarios:
- name: grandchild
  extends: child
  customer: {does: approves, as: basma, accounts: [basma-usd]}
- name: child
  about: three keys of its own
  extends: parent
  tokens: {access: 5m}
  lifecycle:
    Authorised:
    - {after: 1d, to: Revoked}
- name: parent
  about: the parent
  match: {client: aisp-two}
  customer: approves
  data: {persona: basma, seed: 7}
  tokens: {access: 1h, refresh: 2d, rotate: false}
  lifecycle:
    AwaitingAuthorisation:
    - {after: 1h, to: Rejected}
`
	set := mustWith(t, Builtin(), src)
	child, grandchild := mustGet(t, set, "child"), mustGet(t, set, "grandchild")
	if child.Customer.Does != Approves || child.Data != (Data{"basma", 7}) {
		t.Errorf("child: got %+v, %+v; want the parent's customer and data", child.Customer, child.Data)
	}
	if want := (Tokens{Access: 5 * time.Minute}); child.Tokens != want {
		t.Errorf("tokens replace as a whole: got %+v, want %+v", child.Tokens, want)
	}
	if got := len(child.Lifecycle[AwaitingAuthorisation]); got != 0 {
		t.Errorf("lifecycle replaces as a whole: got %d exits of the parent, want none", got)
	}
	if child.Match != nil || child.About != "three keys of its own" || set.Ruled("child") {
		t.Errorf("name, about and match are never inherited: got %+v", child)
	}
	if got := grandchild.Exits(AwaitingAuthorisation)[0]; !slices.Equal(got.Accounts, Accounts{"basma-usd"}) || got.Line != 5 {
		t.Errorf("grandchild: got exit %+v, want its own customer's, line 5", got)
	}
	if got := grandchild.Exits(Authorised); len(got) != 1 || got[0].After != 24*time.Hour {
		t.Errorf("grandchild: got exits %+v, want the child's", got)
	}
	if grandchild.About != "" || grandchild.Persona() != "basma" || child.Persona() != "basma" || mustGet(t, set, "ask").Persona() != "amal" {
		t.Errorf("grandchild: got about %q, persona %q", grandchild.About, grandchild.Persona())
	}
}

func TestWithIsAnotherSet(t *testing.T) {
	first := mustWith(t, Builtin(), in("customer: approves"))
	second := mustWith(t, first, "version: 1\nscenarios:\n- {name: other, customer: declines}\n- {name: reject, about: mine}\n")
	if _, ok := first.Get("other"); ok {
		t.Error("With changed the set that it was called on")
	}
	if _, ok := second.Get("x"); ok {
		t.Error("x: a scenario that its file no longer has is still there")
	}
	if got := mustGet(t, second, "reject"); got.About != "mine" || got.File != "in.yaml" {
		t.Errorf("reject: got %+v, want the new one", got)
	}
	if got, want := second.Names(), append(Builtin().Names(), "other"); !slices.Equal(got, want) {
		t.Errorf("names: got %q, want %q", got, want)
	}
	if got, err := second.With("in.yaml", []byte("version: 2")); err == nil || got != nil {
		t.Errorf("a file with a problem: got %v, %v; want no set", got, err)
	}
}

func TestZeroSetAsks(t *testing.T) {
	sel, err := new(Set).Select(Facts{PSU: "declines"})
	if err != nil || sel.Scenario != "ask" || sel.Rule != RuleAsk {
		t.Errorf("got %+v, %v; want ask", sel, err)
	}
	if sc := mustGet(t, new(Set), sel.Scenario); sc.Way() != Ask {
		t.Errorf("got %+v, want a scenario that asks", sc)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write := func(name, src string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	write("b.yaml", "version: 1\nscenarios:\n- {name: b, extends: a}\n")
	write("a.yml", "version: 1\nscenarios:\n- {name: a, customer: declines}\n")
	write("readme.txt", "not a scenario")
	set, err := Load(nil, dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := set.Names(), []string{"a", "b"}; !slices.Equal(got, want) {
		t.Errorf("directory: got %q, want %q", got, want)
	}
	if b := mustGet(t, set, "b"); b.Customer.Does != Declines || b.File != filepath.Join(dir, "b.yaml") {
		t.Errorf("b: got %+v, want what a does, from b.yaml", b)
	}
	twice := write("c.yaml", "version: 1\nscenarios:\n- {name: b}\n")
	if _, err := Load(Builtin(), dir); err == nil || !strings.Contains(err.Error(), twice+":3: name: \"b\" is the name of another scenario already: "+filepath.Join(dir, "b.yaml:3")) {
		t.Errorf("a name in two files: got %v", err)
	}
}

func TestLoadSaysWhatItCannotOpen(t *testing.T) {
	empty := t.TempDir()
	for path, says := range map[string]string{
		filepath.Join(empty, "no.yaml"): "no.yaml",
		empty:                           "no *.yaml or *.yml file in directory " + empty,
		"builtin:example.yaml":          "no shipped file; there are builtin:basic.yaml, builtin:examples.yaml, builtin:insights.yaml, builtin:lean.yaml",
	} {
		if _, err := Load(Builtin(), path); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %v, want %q in it", path, err, says)
		}
	}
}

// A consent with ReadBalances must not turn into slow-phone because sandbank
// ships an example with that rule.
func TestShippedRulesCountOnlyWhenTheirFileIsNamed(t *testing.T) {
	f := Facts{Permissions: []string{"ReadBalances"}}
	if got, _ := Builtin().Select(f); got.Scenario != "ask" || Builtin().Ruled("slow-phone") {
		t.Errorf("shipped: got %+v, want ask", got)
	}
	named, err := Load(Builtin(), "builtin:examples.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := named.Select(f); got.Scenario != "slow-phone" || !named.Ruled("slow-phone") || named.Ruled("auto-approve") {
		t.Errorf("named: got %+v, want slow-phone", got)
	}
	if got, want := named.Names(), Builtin().Names(); !slices.Equal(got, want) {
		t.Errorf("names: got %q, want %q", got, want)
	}
}
