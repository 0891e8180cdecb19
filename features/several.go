package features

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"time"
)

// VerifyAll verifies targets of several profiles, one after the other, as one run:
// it is conformant if all are. Options.Target is not looked at. A profile in which
// the tags select nothing is left out, provided that they select something
// elsewhere. Where more than one is run, each has its reports in a folder of
// Options.Report that bears its name, and the folder itself tells of all together;
// Options.Timeout is for all together, too. The errors are those of Verify.
func VerifyAll(ctx context.Context, o Options, targets ...Target) (Reports, error) {
	if err := o.Unfinished(errStarted); err != nil {
		return nil, &UsageError{Err: err}
	}
	all, err := o.verifyAll(ctx, targets)
	if err != nil {
		err = errors.Join(err, o.Unfinished(err))
	}
	return all, err
}

func (o Options) verifyAll(ctx context.Context, targets []Target) (all Reports, err error) {
	wanted, err := o.wanted(targets)
	if err != nil {
		return nil, err
	}
	for o.Seed == 0 {
		o.Seed = int64(rand.Uint32()) // one for all, so that one number repeats the run
	}
	started, several := time.Now(), len(wanted) > 1
	for _, mine := range wanted {
		mine.Seed = o.Seed
		if several && o.Report != "" {
			mine.Report = filepath.Join(o.Report, mine.Target.Profile)
		}
		if len(all) > 0 {
			fmt.Fprintln(mine.Out)
			mine.Timeout = max(mine.Timeout-time.Since(started), time.Millisecond)
		}
		report, err := Verify(ctx, mine)
		if err != nil {
			return all, fmt.Errorf("%s: %w", mine.Target.Profile, err)
		}
		all = append(all, report)
	}
	if !several {
		return all, nil
	}
	fmt.Fprintf(wanted[0].Out, "\n%s\n", all.Line())
	if o.Report == "" {
		return all, nil
	}
	return all, all.write(o.Report)
}

// wanted gives the options of each target's run, those in which the tags select
// something.
func (o Options) wanted(targets []Target) (wanted []Options, err error) {
	none := noneSelected{tags: o.Tags}
	for i, target := range targets {
		mine := o
		mine.Target, mine.noStrays = target, i > 0
		if mine, err = mine.complete(); err != nil {
			return nil, &UsageError{Err: err}
		}
		_, err := newPlan(mine)
		if nothing, ok := errors.AsType[noneSelected](err); ok {
			none.all += nothing.all
			continue
		}
		if err != nil {
			return nil, err
		}
		wanted = append(wanted, mine)
	}
	if len(wanted) == 0 {
		return nil, &UsageError{Err: none}
	}
	return wanted, nil
}
