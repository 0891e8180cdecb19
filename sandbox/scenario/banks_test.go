package scenario

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestBanks(t *testing.T) {
	set := mustWith(t, Builtin(), "version: 1\nbanks:\n  gulf: {profile: obf-1.0}\n  heritage: {profile: kosma-insights, supports: {consents: false}}\n"+
		"scenarios:\n- name: no-consents\n  match: {bank: heritage}\n  customer: approves\n")
	got := set.Banks()[len(Builtin().Banks()):]
	want := []Bank{{Name: "gulf", Profile: "obf-1.0"}, {Name: "heritage", Profile: "kosma-insights", Supports: map[string]bool{"consents": false}}}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Bank{})); diff != "" {
		t.Errorf("banks (-want +got):\n%s", diff)
	}
	got[1].Supports["consents"] = true
	if set.Banks()[len(Builtin().Banks())+1].Supports["consents"] {
		t.Error("a caller's write reached the set")
	}
	if sel, err := set.Select(Facts{Bank: "heritage"}); err != nil || sel.Scenario != "no-consents" {
		t.Errorf("at heritage: got %+v, %v", sel, err)
	}
}

func TestWhatABankOffers(t *testing.T) {
	set := mustWith(t, Builtin(), "version: 1\nbanks:\n  gulf: {profile: obf-1.0, supports: {offers: false, party: true}}\n"+
		"scenarios:\n- {name: at-gulf, customer: approves, bank: gulf}\n- {name: child, extends: at-gulf, customer: declines}\n")
	for _, name := range []string{"at-gulf", "child"} {
		bank := mustGet(t, set, name).Bank
		for word, want := range map[string]bool{"offers": false, "bulk-offers": false, "party": true, "parties": true} {
			if got := set.Offers(bank, word); got != want {
				t.Errorf("%s: the bank has %s: %t, want %t", name, word, got, want)
			}
		}
	}
	if !set.Offers("", "offers") || !set.Offers("elsewhere", "offers") {
		t.Error("a bank that no file names lacks an endpoint")
	}
}

// A word turns off what hangs on it, unless the file says otherwise.
func TestWhatHangsOnAWord(t *testing.T) {
	for _, row := range []struct{ supports, lacks string }{
		{"offers: false", "offers bulk-offers"},
		{"bulk-offers: false", "bulk-offers"},
		{"offers: false, bulk-offers: true", "offers"},
		{"beneficiaries: false", "beneficiaries bulk-beneficiaries"},
		{"direct-debits: false", "direct-debits bulk-direct-debits"},
		{"standing-orders: false", "standing-orders bulk-standing-orders"},
		{"future-dated-payments: false", "future-dated-payments bulk-future-dated-payments"},
		{"statements: false", "statements statement-file statement-transactions bulk-statements"},
		{"statements: false, statement-file: true", "statements statement-transactions bulk-statements"},
		{"statements: true, statement-file: false", "statement-file"},
		{"transactions: false, balances: false", "balances transactions"},
		{"party: false", "party"},
	} {
		t.Run(row.supports, func(t *testing.T) {
			set := mustWith(t, Builtin(), "version: 1\nbanks:\n  gulf: {profile: obf-1.0, supports: {"+row.supports+"}}\n")
			var lacks []string
			for _, word := range Endpoints() {
				if !set.Offers("gulf", word) {
					lacks = append(lacks, word)
				}
			}
			if got := strings.Join(lacks, " "); got != row.lacks {
				t.Errorf("the bank lacks %s, want %s", got, row.lacks)
			}
		})
	}
}

// A bank is its file's own: another file may not take its name, the same one may
// say anew what it has.
func TestABankStaysWithItsFile(t *testing.T) {
	const gulf = "version: 1\nscenarios:\n- {name: at-gulf, bank: gulf, customer: approves}\nbanks:\n  gulf: {profile: obf-1.0, supports: {party: %s}}\n"
	first := mustWith(t, Builtin(), fmt.Sprintf(gulf, "false"))
	again := mustWith(t, first, fmt.Sprintf(gulf, "true"))
	if len(again.Banks()) != len(first.Banks()) || first.Offers("gulf", "party") || !again.Offers("gulf", "party") {
		t.Errorf("the file was loaded again: its bank is %+v", again.Banks())
	}
	lean := Builtin().Banks()[0]
	for name, where := range map[string]string{"lean": fmt.Sprintf("builtin:lean.yaml:%d", lean.at.Line), "gulf": "in.yaml:5"} {
		_, err := again.With("other.yaml", []byte("version: 1\nbanks:\n  "+name+": {profile: obf-1.0}\n"))
		problems, _ := errors.AsType[Problems](err)
		want := Problems{{File: "other.yaml", Line: 3, Column: 3, Key: name, Message: "is the name of another bank already: " + where}}
		if diff := cmp.Diff(want, problems); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if gone := mustWith(t, again, "version: 1\n"); len(gone.Banks()) != len(Builtin().Banks()) {
		t.Errorf("the file has no bank any more, and there are %+v", gone.Banks())
	}
	if named, err := Load(Builtin(), "builtin:lean.yaml"); err != nil || len(named.Banks()) != len(Builtin().Banks()) {
		t.Errorf("a shipped file that is named: %v", err)
	}
}

func TestTheLeanBankHasNoOptionalEndpoint(t *testing.T) {
	sc := mustGet(t, Builtin(), "lean-bank")
	for _, word := range Endpoints() {
		if Builtin().Offers(sc.Bank, word) {
			t.Errorf("the lean bank has %s", word)
		}
	}
	if sc.Way() != Approves {
		t.Errorf("the customer of lean-bank does %q, want approves", sc.Way())
	}
}
