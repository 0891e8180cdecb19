package main

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"slices"
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
// each scenario looked at. It is asked through what the mutants are asked through, so
// that no mutant is killed by that. The report itself, with all that was sent and answered,
// is dropped: each mutant's bank is swept from a heap without it.
func (p *prover) tryGood(ctx context.Context, mutants []mutant.Mutant, good *goodBank) (map[string][]look, error) {
	looks := map[string][]look{}
	for _, profile := range features.Profiles() {
		if !slices.ContainsFunc(mutants, func(m mutant.Mutant) bool { return m.Profile == profile }) {
			continue
		}
		report, err := p.verify(ctx, bankOf{"the good bank", profile, mutant.Honest}, features.Options{})
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
// leave something unnamed, the others.
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
		if len(t.unnamed()) == 0 && !p.full {
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
