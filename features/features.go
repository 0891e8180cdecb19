// Package features is the conformance suite: Gherkin features, the words they
// are written in, and the engine that runs them against a bank and says whether
// it keeps to the standard.
//
// It knows the standard, as features, as a register of requirements and as
// schemas, and it knows HTTP. It must not know any bank, ours included: it
// meets a bank only at the addresses of a Target, so it cannot pass by knowing
// what it tests. Verify runs it, Run does the same inside a Go test:
//
//	target, err := features.LoadTarget("bank.yaml")
//	report, err := features.Verify(ctx, features.Options{Target: target, Out: os.Stdout})
//	os.Exit(features.ExitCode(report, err))
package features

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"
)

// files holds the features and the register.
//
//go:embed ais insights requirements
var files embed.FS

// Options say what to verify and how.
type Options struct {
	Target      Target               // the bank
	Tags        string               // which scenarios: "@AAC-POST-01 or (@scripted and not @clock)"; all when empty
	Only        func(id string) bool // of those that the tags select, the scenarios with these ids; nil for all
	Report      string               // directory for report.json, junit.xml, report.html and summary.md; none when empty
	FS          fs.FS                // more features, every *.feature in it but those in a folder of another profile, ais or insights; nil for none
	Out         io.Writer            // progress and summary; nil for silence
	In          io.Reader            // where a person who gives consents presses Enter; nil for nobody
	Strict      bool                 // a warning is not conformant either
	Seed        int64                // the order of scenarios; 0 draws one, which the report tells
	Concurrency int                  // scenarios at once; 0 is 8
	Consent     string               // headless, manual or none; overrides the target's when not empty
	// Timeout is the longest that the run may take; what has not run by then is
	// untested. 0 is 10 minutes, or 2 hours where a person gives the consents.
	Timeout time.Duration
	// RequestTimeout is how long the bank may take for one answer; 0 is 10 seconds.
	RequestTimeout time.Duration
	Stop           func(Result) bool // after each scenario: true starts no other; nil never stops

	noStrays bool // leave out what FS has outside of a profile's folder

	own   fs.FS  // instead of the suite's features and register, in tests
	steps []step // instead of the suite's language, in tests
}

// Verify runs the suite against the target, writes the reports asked for and
// gives the report, whatever the verdict. The error is a *UsageError when the
// options, the target or a feature are wrong and nothing was run, a
// *HarnessError when the target cannot be reached or the suite itself broke;
// ExitCode tells what a program should exit with.
func Verify(ctx context.Context, o Options) (report *Report, err error) {
	if err := o.Unfinished(errStarted); err != nil {
		return nil, &UsageError{Err: err}
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, o.Unfinished(err))
		}
	}()
	if o, err = o.complete(); err != nil {
		return nil, &UsageError{Err: err}
	}
	p, err := newPlan(o)
	if err != nil {
		return nil, err
	}
	ctx, end := bound(ctx, o.Timeout)
	defer end(nil)
	r, err := newRun(ctx, o, p)
	if err != nil {
		return nil, err
	}
	r.end = end
	if report, err = r.execute(ctx); err != nil {
		return nil, err
	}
	r.show.summary(report)
	if o.Report == "" {
		return report, nil
	}
	return report, report.write(o.Report)
}

// complete fills in what the options leave open and refuses what cannot be.
func (o Options) complete() (Options, error) {
	if o.Concurrency < 1 {
		o.Concurrency = 8
	}
	if o.Out == nil {
		o.Out = io.Discard
	}
	if o.Seed < 0 {
		return o, fmt.Errorf("seed: %d is negative; say 0 for a fresh order, or the seed that an earlier run told", o.Seed)
	}
	o.Out = &oneAtATime{out: o.Out}
	if o.own == nil {
		o.own = files
	}
	if o.Consent != "" {
		o.Target.Consent = o.Consent
	}
	target, err := o.Target.complete()
	if err != nil {
		return o, err
	}
	o.Target = target
	return o.limits()
}

// limits fills in how long a run and a request may take.
func (o Options) limits() (Options, error) {
	if o.Timeout < 0 || o.RequestTimeout < 0 {
		return o, errors.New("timeout: a run and a request cannot take less than no time")
	}
	if o.RequestTimeout == 0 {
		o.RequestTimeout = 10 * time.Second
	}
	if o.Timeout == 0 {
		o.Timeout = 10 * time.Minute
		if o.Target.Consent == ConsentManual {
			o.Timeout = 2 * time.Hour
		}
	}
	return o, nil
}

// language gives the steps that features may use.
func (o Options) language() language {
	if o.steps != nil {
		return compile(o.steps)
	}
	return languages[o.Target.Profile]()
}
