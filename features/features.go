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
//	os.Exit(report.ExitCode())
package features

import (
	"context"
	"embed"
	"io"
	"io/fs"
)

// files holds the features and the register.
//
//go:embed ais requirements
var files embed.FS

// Options say what to verify and how.
type Options struct {
	Target      Target            // the bank
	Tags        string            // which scenarios: "@AAC-POST-01 or (@scripted and not @clock)"; all when empty
	Report      string            // directory for report.json, junit.xml, report.html and summary.md; none when empty
	FS          fs.FS             // more features, every *.feature in it; nil for none
	Out         io.Writer         // progress and summary; nil for silence
	Strict      bool              // a warning is not conformant either
	Seed        int64             // the order of scenarios; 0 draws one, which the report tells
	Concurrency int               // scenarios at once; 0 is 8
	Consent     string            // headless, manual or none; overrides the target's when not empty
	Stop        func(Result) bool // after each scenario: true starts no other; nil never stops
}

// Verify runs the suite against the target and gives the report, whatever the
// verdict. The error is a *UsageError when the options or a feature are wrong
// and nothing was run, a *HarnessError when the target cannot be reached or the
// suite itself broke; ExitCode tells what a program should exit with.
func Verify(ctx context.Context, o Options) (*Report, error) {
	p, err := newPlan(o)
	if err != nil {
		return nil, err
	}
	r, err := newRun(ctx, o, p)
	if err != nil {
		return nil, err
	}
	return r.execute(ctx)
}
