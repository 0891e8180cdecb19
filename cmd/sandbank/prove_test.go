package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox/mutant"
)

// TestHarmlessMutantSurvives tries the prover itself: what does not lie must not
// be reported as caught, and what lies must be.
func TestHarmlessMutantSurvives(t *testing.T) {
	liar, err := mutant.Named("new-consent-authorised")
	if err != nil {
		t.Fatal(err)
	}
	lies := liar
	lies.ID, lies.Breaks = "blames-another", []string{"HTTP-PATH-01"} // it does not break that
	honest := mutant.Mutant{ID: "tells-the-truth", About: "It does not lie.", Profile: features.ProfileAIS, Breaks: []string{"AAC-POST-02"}, Wrap: mutant.Honest}
	var decided []string
	p := prover{tags: "@creating or @HTTP-PATH-01", seed: 1, parallel: 2, decided: func(t trial) { decided = append(decided, t.ID) }}
	got, err := p.prove(t.Context(), []mutant.Mutant{liar, lies, honest})
	if err != nil {
		t.Fatal(err)
	}
	if len(decided) != 3 {
		t.Errorf("told of %v as they were decided, want all three", decided)
	}
	if !got.Good.Conformant {
		t.Fatalf("the good bank: %v", got.Good.Reasons)
	}
	if diff := cmp.Diff([]string{"blames-another", "tells-the-truth"}, got.Survivors); diff != "" {
		t.Errorf("survivors (-want +got):\n%s", diff)
	}
	if got.Holds || got.Killed != 1 || got.Trials[0].Kills[0].Requirement != "AAC-POST-02" {
		t.Errorf("got holds %v, killed %d by %v", got.Holds, got.Killed, got.Trials[0].Kills)
	}
}

// TestNothingBetweenIsSeen runs both suites, whole, against a bank that is asked as
// the mutants are and does not lie.
func TestNothingBetweenIsSeen(t *testing.T) {
	p := prover{seed: 1}
	for _, profile := range features.Profiles() {
		report, err := p.verify(t.Context(), bankOf{"an honest bank", profile, mutant.Honest}, features.Options{})
		if err != nil {
			t.Fatalf("%s: %v", profile, err)
		}
		if n := report.Counts.Executed; !report.Conformant || n < 900 {
			t.Errorf("%s: of %d scenarios: %v", profile, n, report.Reasons)
		}
		for _, r := range report.Results {
			for _, f := range r.Findings {
				t.Errorf("%s: %s: %v", profile, r.ID, f.Error())
			}
		}
	}
}

func TestProofIsInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	p := prover{seed: 1, parallel: 1}
	if got, err := p.prove(ctx, nil); err == nil {
		t.Errorf("got a proof %v, want an error", got)
	}
}

func TestKillNamesWhatIsBroken(t *testing.T) {
	result := features.Result{ID: "a.feature:3", Findings: []features.Finding{
		{Requirement: "HTTP-ID-01", Expected: "an echo", Got: "none"},
		{Requirement: "AAC-POST-02", Expected: "this", Got: "that"},
	}}
	for _, tt := range []struct {
		name   string
		broken []string
		want   []kill
	}{
		{"named", []string{"AAC-POST-02"}, []kill{{"AAC-POST-02", "a.feature:3", "AAC-POST-02: expected this, got that"}}},
		{"another", []string{"AAC-POST-03"}, nil},
		{"none", nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, killsIn(result, tt.broken)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPasses(t *testing.T) {
	good := []look{
		{"both", []string{"A-1"}, []string{"getBalances"}},
		{"tests", []string{"A-1", "A-2"}, []string{"getAccounts"}},
		{"asks", []string{"A-3"}, []string{"getBalances"}},
		{"neither", nil, []string{"getAccounts"}},
	}
	for _, tt := range []struct {
		name string
		full bool
		m    mutant.Mutant
		want [][]string
	}{
		{"told where", false, mutant.Mutant{Breaks: []string{"A-1"}, At: []string{"getBalances"}}, [][]string{{"both"}, {"tests", "asks"}, {"neither"}}},
		{"not told where", false, mutant.Mutant{Breaks: []string{"A-2"}}, [][]string{{"tests"}, {"both", "asks", "neither"}}},
		{"no scenario tests it", false, mutant.Mutant{Breaks: []string{"B-1"}, At: []string{"getBalances"}}, [][]string{{"both", "asks"}, {"tests", "neither"}}},
		{"full", true, mutant.Mutant{Breaks: []string{"A-1"}}, [][]string{{"both", "tests", "asks", "neither"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := prover{full: tt.full}
			var got [][]string
			for _, only := range p.passes(tt.m, good) {
				var ids []string
				for _, r := range good {
					if only == nil || only(r.id) {
						ids = append(ids, r.id)
					}
				}
				got = append(got, ids)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLooks(t *testing.T) {
	report := &features.Report{Results: []features.Result{{
		ID: "a", Requirements: []string{"A-1"},
		Exchanges: []*features.Exchange{{Op: "getBalances"}, {Op: "getAccounts"}, {Op: "getBalances"}},
	}}}
	want := []look{{"a", []string{"A-1"}, []string{"getBalances", "getAccounts"}}}
	if diff := cmp.Diff(want, looksOf(report), cmp.AllowUnexported(look{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// sample is a proof with one of each kind.
func sample() *proof {
	p := &proof{
		Whole: true, Seed: 1, Mutants: 2, Reasons: []string{}, Milliseconds: 1500,
		Good: goodBank{Conformant: true, Scenarios: 3},
		Trials: []trial{
			{
				ID: "lies", About: "It lies.", Breaks: []string{"A-1", "A-3"}, Killed: true,
				Kills:    []kill{{"A-1", "a.feature:3", "A-1: expected <this>, got that"}},
				Findings: map[string]int{"A-1": 1, "A-2": 2},
			},
			{ID: "hides", About: "It hides.", Breaks: []string{"A-2"}, Kills: []kill{}, Findings: map[string]int{"A-1": 1}, Scenarios: 3},
		},
	}
	p.conclude([]features.Requirement{{ID: "A-1", Keyword: features.Must}, {ID: "A-2", Keyword: features.Must}, {ID: "A-3", Keyword: features.Should}})
	return p
}

func TestProofCounts(t *testing.T) {
	got := sample()
	if got.Holds || got.Killed != 1 || got.Unnamed != 1 {
		t.Errorf("got holds %v, killed %d, not by all %d, want false, 1 and 1", got.Holds, got.Killed, got.Unnamed)
	}
	if diff := cmp.Diff([][]string{{"A-3"}, {"A-2"}}, [][]string{got.Trials[0].Unnamed, got.Trials[1].Unnamed}); diff != "" {
		t.Errorf("unnamed (-want +got):\n%s", diff)
	}
	want := []string{"1 of 2 mutants survive: hides", "no kill names 1 of the MUSTs: A-2"}
	if diff := cmp.Diff(want, got.Reasons); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
}

func TestBadBankProvesNothing(t *testing.T) {
	p := &proof{Whole: true, Good: goodBank{Reasons: []string{"1 scenario failed"}}}
	p.conclude([]features.Requirement{{ID: "A-1", Keyword: features.Must}})
	want := []string{"the good bank is not conformant: 1 scenario failed"}
	if diff := cmp.Diff(want, p.Reasons); diff != "" || p.Holds {
		t.Errorf("holds %v, reasons (-want +got):\n%s", p.Holds, diff)
	}
}

func TestProofIsTold(t *testing.T) {
	dir := t.TempDir()
	p := sample()
	if err := p.write(dir); err != nil {
		t.Fatal(err)
	}
	told := map[string]string{"text": p.text(), "lines": p.Trials[0].line(5) + p.Trials[1].line(5)}
	if !strings.HasSuffix(told["text"], "\n"+p.score()+"\n") {
		t.Errorf("the last line is not the score:\n%s", told["text"])
	}
	for _, name := range []string{"prove.json", "prove.md", "prove.html"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		told[name] = string(text)
	}
	var back proof
	if err := json.Unmarshal([]byte(told["prove.json"]), &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(*p, back); diff != "" {
		t.Errorf("prove.json (-written +read):\n%s", diff)
	}
	for name, words := range map[string][]string{
		"lines":      {"killed    lies   by A-1 in a.feature:3; nothing names A-3", "SURVIVED  hides  breaks A-2; 3 scenarios found A-1 ×1"},
		"text":       {"1 of 2 mutants survive: hides", "1 of 2 mutants killed, 1 of 2 MUSTs proven", "no finding names all that is broken by 1 of 2 mutants: lies (A-3)"},
		"prove.md":   {"| `lies` | killed | It lies. | by A-1 in a.feature:3; nothing names A-3 |", "no finding names all that is broken by 1 of 2 mutants: lies (A-3)", "| A-2 | MUST | 1 | 0 |", "- 1 of 2 mutants survive: hides"},
		"prove.html": {`<td class="kill" title="a.feature:3: A-1: expected &lt;this&gt;, got that">●</td>`, `<td class="broken"`, `<td class="noted" title="2 findings besides">`, `survived">hides`},
	} {
		for _, word := range words {
			if !strings.Contains(told[name], word) {
				t.Errorf("%s lacks %q:\n%s", name, word, told[name])
			}
		}
	}
}

func TestChosenMutants(t *testing.T) {
	all, err := chosen("", nil)
	if err != nil || len(all) != len(mutant.All()) {
		t.Errorf("got %d mutants, error %v, want all %d", len(all), err, len(mutant.All()))
	}
	twice, err := chosen("", []string{"method-500", "allow-missing", "method-500"})
	if err != nil || len(twice) != 2 || !slices.IsSortedFunc(twice, func(a, b mutant.Mutant) int { return strings.Compare(a.ID, b.ID) }) {
		t.Errorf("got %d mutants, error %v, want each once", len(twice), err)
	}
}
