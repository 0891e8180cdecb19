package main

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox/mutant"
)

// A prover tries mutants against the suite.
type prover struct {
	full     bool   // do not stop at the first kill
	tags     string // only these scenarios; "" is all
	whole    bool   // all mutants are tried
	seed     int64
	parallel int
	register []features.Requirement
	decided  func(trial) // called for each mutant as it is decided, one at a time; nil tells nobody
}

// A proof is what trying the mutants showed.
type proof struct {
	Holds        bool          `json:"holds"`   // the good bank passes, no mutant survives, every MUST is proven
	Reasons      []string      `json:"reasons"` // why it does not hold
	Good         goodBank      `json:"good_bank"`
	Full         bool          `json:"full"`
	Whole        bool          `json:"whole"` // all mutants were tried, so every MUST has to be proven
	Seed         int64         `json:"seed"`
	Mutants      int           `json:"mutants"`
	Killed       int           `json:"killed"`
	Survivors    []string      `json:"survivors"` // ids
	Unproven     []string      `json:"unproven"`  // MUSTs that no kill names
	Trials       []trial       `json:"trials"`    // in the order of the mutants
	Requirements []requirement `json:"requirements"`
	Milliseconds int64         `json:"milliseconds"`
}

// A goodBank is how the bank without a defect did.
type goodBank struct {
	Conformant bool     `json:"conformant"`
	Reasons    []string `json:"reasons,omitempty"`
	Scenarios  int      `json:"scenarios"`
}

// A trial is how the suite did against one mutant.
type trial struct {
	ID           string         `json:"id"`
	About        string         `json:"about"`
	Breaks       []string       `json:"breaks"`
	Killed       bool           `json:"killed"`
	Kills        []kill         `json:"kills"`    // one for each broken requirement that a finding names
	Findings     map[string]int `json:"findings"` // how often each requirement was found missed
	Scenarios    int            `json:"scenarios"`
	Error        string         `json:"error,omitempty"` // why the suite could not be run to its end
	Milliseconds int64          `json:"milliseconds"`
}

// A kill is the first finding that names a requirement which the mutant breaks.
type kill struct {
	Requirement string `json:"requirement"`
	Scenario    string `json:"scenario"`
	Finding     string `json:"finding"`
}

// A requirement is how well its check is proven.
type requirement struct {
	ID      string `json:"id"`
	Keyword string `json:"keyword"`
	Text    string `json:"text"`
	Mutants int    `json:"mutants"` // that break it
	Kills   int    `json:"kills"`   // of those, by a finding that names it
}

// prove runs the suite against the good bank, each profile that a mutant lies
// about, and then against each mutant. The error is one of the harness; what the
// banks do wrong is in the proof.
func (p *prover) prove(ctx context.Context, mutants []mutant.Mutant) (*proof, error) {
	start := time.Now()
	made := &proof{
		Full: p.full, Whole: p.whole, Seed: p.seed, Mutants: len(mutants), Reasons: []string{},
		Good: goodBank{Conformant: true}, Trials: make([]trial, len(mutants)),
	}
	looks, err := p.tryGood(ctx, mutants, &made.Good)
	if err != nil {
		return nil, fmt.Errorf("the good bank: %w", err)
	}
	if made.Good.Conformant {
		p.tryAll(ctx, mutants, looks, made.Trials)
	} else {
		made.Trials = nil // against a suite that fails the good bank a kill shows nothing
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("the proof was interrupted: %w", err)
	}
	made.Milliseconds = time.Since(start).Milliseconds()
	made.conclude(p.register)
	return made, nil
}

// tryGood verifies the good bank in the profiles of the mutants, and gives what
// each scenario looked at. The report itself, with all that was sent and answered,
// is dropped: each mutant's bank is swept from a heap without it.
func (p *prover) tryGood(ctx context.Context, mutants []mutant.Mutant, good *goodBank) (map[string][]look, error) {
	looks := map[string][]look{}
	for _, profile := range features.Profiles() {
		if !slices.ContainsFunc(mutants, func(m mutant.Mutant) bool { return m.Profile == profile }) {
			continue
		}
		report, err := p.verify(ctx, bankOf{"the good bank", profile, nil}, features.Options{})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", profile, err)
		}
		looks[profile] = looksOf(report)
		good.Conformant, good.Scenarios = good.Conformant && report.Conformant, good.Scenarios+report.Counts.Executed
		for _, reason := range report.Reasons {
			good.Reasons = append(good.Reasons, profile+": "+reason)
		}
	}
	return looks, ctx.Err()
}

// tryAll tries all mutants, a few at a time.
func (p *prover) tryAll(ctx context.Context, mutants []mutant.Mutant, good map[string][]look, trials []trial) {
	var wg sync.WaitGroup
	var telling sync.Mutex
	next := make(chan int)
	for range p.parallel {
		wg.Go(func() {
			for i := range next {
				trials[i] = p.try(ctx, mutants[i], good[mutants[i].Profile])
				if p.decided != nil {
					telling.Lock()
					p.decided(trials[i])
					telling.Unlock()
				}
				runtime.GC() // a mutant's bank is dropped whole; the next need not grow beside it
			}
		})
	}
	for i := range mutants {
		next <- i
	}
	close(next)
	wg.Wait()
}

// try runs the suite against one mutant, until findings have named all that it
// breaks: first the scenarios that look where it lies and test that, and if those
// let it live, the others.
func (p *prover) try(ctx context.Context, m mutant.Mutant, good []look) trial {
	start := time.Now()
	t := trial{ID: m.ID, About: m.About, Breaks: m.Breaks, Kills: []kill{}, Findings: map[string]int{}}
	for _, only := range p.passes(m, good) {
		options := features.Options{Only: only}
		if !p.full {
			options.Stop = allNamed(m.Breaks)
		}
		report, err := p.verify(ctx, bankOf{m.ID, m.Profile, m.Wrap}, options)
		if err != nil {
			t.Error = err.Error()
			break
		}
		t.add(report)
		if t.Killed && !p.full {
			break
		}
	}
	t.Milliseconds = time.Since(start).Milliseconds()
	return t
}

// allNamed tells, result after result, whether findings have named all that is
// broken.
func allNamed(broken []string) func(features.Result) bool {
	named := map[string]bool{}
	return func(r features.Result) bool {
		for _, k := range killsIn(r, broken) {
			named[k.Requirement] = true
		}
		return len(named) == len(broken)
	}
}

// passes sorts the scenarios into those to run first, next and last, leaving out
// what would be empty: first those that test what the mutant breaks and asked, of
// the good bank, for what it lies about; next those that do one of the two.
func (p *prover) passes(m mutant.Mutant, good []look) (passes []func(id string) bool) {
	if p.full {
		return []func(string) bool{nil}
	}
	rank, there := map[string]int{}, map[int]bool{}
	for _, r := range good {
		n := 2 - count(meet(r.requirements, m.Breaks)) - count(len(m.At) == 0 || meet(r.operations, m.At))
		rank[r.id], there[n] = n, true
	}
	for n := range 3 {
		if there[n] {
			passes = append(passes, func(id string) bool { return rank[id] == n })
		}
	}
	return passes
}

// A look is what one scenario looks at: the requirements that it tests, and the
// operations that it asked the good bank for.
type look struct {
	id                       string
	requirements, operations []string
}

// looksOf keeps of a report what passes are made of, so that the rest need not
// stay in memory.
func looksOf(good *features.Report) []look {
	looks := make([]look, len(good.Results))
	for i, r := range good.Results {
		looks[i] = look{id: r.ID, requirements: r.Requirements}
		for _, e := range r.Exchanges {
			if op := string(e.Op); !slices.Contains(looks[i].operations, op) {
				looks[i].operations = append(looks[i].operations, op)
			}
		}
	}
	return looks
}

// meet tells whether two lists have a word in common.
func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(word string) bool { return slices.Contains(b, word) })
}

// trialTimeout bounds one run of the suite.
const trialTimeout = 2 * time.Minute

// A bankOf is a bank to verify in one profile, and what comes between it and its
// listener.
type bankOf struct {
	name, profile string
	wrap          func(http.Handler) http.Handler
}

// verify runs the suite of one profile against a fresh bank of its own.
func (p *prover) verify(ctx context.Context, b bankOf, o features.Options) (*features.Report, error) {
	ctx, cancel := context.WithTimeout(ctx, trialTimeout)
	defer cancel()
	bank, err := startLocal(ctx, b.name, b.wrap)
	if err != nil {
		return nil, err
	}
	defer bank.stop()
	o.Target, o.Tags, o.Seed, o.Concurrency = bank.targets[b.profile], p.tags, p.seed, 8
	return features.Verify(ctx, o)
}

// add takes over what a run of the suite found.
func (t *trial) add(report *features.Report) {
	t.Scenarios += report.Counts.Executed
	for _, r := range report.Results {
		for _, f := range r.Findings {
			t.Findings[f.Requirement]++
		}
		for _, k := range killsIn(r, t.Breaks) {
			if !slices.ContainsFunc(t.Kills, func(other kill) bool { return other.Requirement == k.Requirement }) {
				t.Kills = append(t.Kills, k)
			}
		}
	}
	t.Killed = len(t.Kills) > 0
}

// killsIn gives the findings of a scenario that name a broken requirement.
// Others do not count: a check that fails for another reason has not seen the
// defect.
func killsIn(r features.Result, broken []string) (found []kill) {
	for _, f := range r.Findings {
		if slices.Contains(broken, f.Requirement) {
			found = append(found, kill{Requirement: f.Requirement, Scenario: r.ID, Finding: f.Error()})
		}
	}
	return found
}

// conclude counts, and decides whether the proof holds.
func (p *proof) conclude(register []features.Requirement) {
	p.Survivors, p.Unproven = []string{}, []string{}
	for _, t := range p.Trials {
		if t.Killed {
			p.Killed++
		} else {
			p.Survivors = append(p.Survivors, t.ID)
		}
	}
	for _, req := range register {
		row := requirement{ID: req.ID, Keyword: string(req.Keyword), Text: req.Text}
		for _, t := range p.Trials {
			row.Mutants += count(slices.Contains(t.Breaks, req.ID))
			row.Kills += count(slices.ContainsFunc(t.Kills, func(k kill) bool { return k.Requirement == req.ID }))
		}
		p.Requirements = append(p.Requirements, row)
		if p.Whole && row.Kills == 0 && req.Keyword == features.Must {
			p.Unproven = append(p.Unproven, req.ID)
		}
	}
	p.judge()
}

func (p *proof) judge() {
	if !p.Good.Conformant {
		p.Reasons = append(p.Reasons, "the good bank is not conformant: "+strings.Join(p.Good.Reasons, "; "))
		p.Unproven = []string{} // nothing was tried
	}
	if n := len(p.Survivors); n > 0 {
		p.Reasons = append(p.Reasons, fmt.Sprintf("%d of %d mutants survive: %s", n, p.Mutants, listed(p.Survivors)))
	}
	if n := len(p.Unproven); n > 0 {
		p.Reasons = append(p.Reasons, fmt.Sprintf("no kill names %d of the MUSTs: %s", n, listed(p.Unproven)))
	}
	p.Holds = len(p.Reasons) == 0
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
