package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/sandbank-dev/sandbank/features"
)

// verifyCmd runs the suite and leaves with its verdict.
type verifyCmd struct {
	Target         string        `help:"Target file of the bank to verify (default: a fresh bank in this process)." placeholder:"FILE"`
	Profile        string        `help:"Only this profile, obf-ais-1.0 or account-insights-1 (default: the target's, or all without a target)." placeholder:"NAME"`
	Tags           string        `help:"Only scenarios with these tags, such as '@AAC-POST-07 or (@mandatory and not @clock)'." placeholder:"EXPR"`
	Report         string        `help:"Write report.json, junit.xml, report.html and summary.md into this folder; of more than one profile, into a folder in it for each." placeholder:"DIR"`
	Strict         bool          `help:"A missed SHOULD is not conformant either."`
	Seed           int64         `help:"Run the scenarios in the order of an earlier run, by the seed that it told; 0 is a fresh order."`
	Concurrency    int           `default:"8" help:"How many scenarios run at once."`
	Timeout        time.Duration `help:"The longest that the whole run may take (default: 10m, or 2h with consent manual). What has not run by then is untested, and the bank not conformant." placeholder:"TIME"`
	RequestTimeout time.Duration `default:"10s" help:"How long the bank may take for one answer." placeholder:"TIME"`
	Consent        string        `help:"How the customer is reached: headless, manual (you open the URL) or none (default: the target's)." placeholder:"HOW"`
	Features       string        `help:"More .feature files, in this folder, written in the same steps." placeholder:"DIR"`
}

// Run verifies the target; its error carries the exit code of the verdict.
func (c *verifyCmd) Run(ctx context.Context, io *streams) error {
	options, err := c.options()
	if err != nil {
		return &exitError{exitUsage, errors.Join(err, options.Unfinished(err)).Error()}
	}
	options.Out, options.In = io.Out, os.Stdin
	targets := []features.Target{options.Target}
	if c.Target == "" {
		local, err := startLocal(ctx, "sandbank, in this process", nil)
		if err != nil {
			return &exitError{exitHarness, errors.Join(err, options.Unfinished(err)).Error()}
		}
		defer local.stop()
		targets = local.of(profilesOf(c.Profile))
	}
	reports, err := features.VerifyAll(ctx, options, targets...)
	return verdict(reports, err)
}

// profilesOf is the profile of that name alone, or all if there is no name.
func profilesOf(name string) []string {
	if name == "" {
		return features.Profiles()
	}
	return []string{name}
}

// of gives the bank's targets for some profiles.
func (b *localBank) of(profiles []string) (targets []features.Target) {
	for _, profile := range profiles {
		targets = append(targets, b.targets[profile])
	}
	return targets
}

// verdict turns what the suite says into the error with its exit code.
func verdict(reports features.Reports, err error) error {
	code := features.ExitCodeOf(reports, err)
	switch {
	case err != nil:
		return &exitError{code, err.Error()}
	case code != exitOK:
		return &exitError{code, ""} // the report has said it
	}
	return nil
}

// options reads all that the flags name before anything is started.
func (c *verifyCmd) options() (features.Options, error) {
	o := features.Options{
		Tags: c.Tags, Report: c.Report, Strict: c.Strict, Seed: c.Seed, Concurrency: c.Concurrency, Consent: c.Consent,
		Timeout: c.Timeout, RequestTimeout: c.RequestTimeout,
	}
	if c.Concurrency < 1 {
		return o, fmt.Errorf("--concurrency: %d scenarios at once run none; say 1 or more", c.Concurrency)
	}
	if c.Timeout < 0 || c.RequestTimeout <= 0 {
		return o, errors.New("--timeout and --request-timeout: say a time above 0, such as 10m or 10s")
	}
	if c.Seed < 0 {
		return o, fmt.Errorf("--seed: %d is negative; say 0 for a fresh order, or the seed that an earlier run told", c.Seed)
	}
	if err := features.CheckProfile(c.Profile); err != nil {
		return o, fmt.Errorf("--%w", err)
	}
	if c.Target != "" {
		target, err := features.LoadTarget(c.Target)
		if err != nil {
			return o, err
		}
		if c.Profile != "" && c.Profile != target.Profile {
			return o, fmt.Errorf("--profile: %s is a target of the profile %s, not of %s", c.Target, target.Profile, c.Profile)
		}
		o.Target = target
	}
	var err error
	o.FS, err = folder(c.Features)
	return o, err
}

// folder is the files under a folder that must be there, or nil for none named.
func folder(path string) (fs.FS, error) {
	if path == "" {
		return nil, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("--features: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("--features: %s is a file; name the folder that it is in", path)
	}
	return os.DirFS(path), nil
}
