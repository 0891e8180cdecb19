package features

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// An ending is why the suite itself ended a run before all scenarios had run.
type ending struct{ why string }

func (e *ending) Error() string { return e.why }

// bound gives a run's context: it ends when the time is up or when end is called.
func bound(ctx context.Context, longest time.Duration) (bounded context.Context, end context.CancelCauseFunc) {
	ctx, end = context.WithCancelCause(ctx)
	up := &ending{fmt.Sprintf("the run's time of %s was up", inWords(longest))}
	timer := time.AfterFunc(longest, func() { end(up) })
	context.AfterFunc(ctx, func() { timer.Stop() })
	return ctx, end
}

// endingOf gives why the suite ended the run, or nil while it goes on or when
// somebody else ended it.
func endingOf(ctx context.Context) *ending {
	e, _ := errors.AsType[*ending](context.Cause(ctx))
	return e
}

// inWords writes a duration without units that are zero: 10m and not 10m0s.
func inWords(d time.Duration) string {
	switch {
	case d >= time.Hour && d%time.Hour == 0:
		return fmt.Sprintf("%dh", d/time.Hour)
	case d >= time.Minute && d%time.Minute == 0:
		return fmt.Sprintf("%dm", d/time.Minute)
	}
	return d.String()
}

// leaveRest gives every scenario that has not run its result: untested, and why.
func (r *run) leaveRest(why *ending) {
	for _, it := range r.plan.items {
		r.mu.Lock()
		_, ran := r.results[it.id]
		r.mu.Unlock()
		if ran {
			continue
		}
		result := r.skipped(it)
		result.Outcome, result.Reason = Untested, "not run: "+why.why
		r.finished(result)
	}
}

// skipped is the result of a scenario none of whose steps was run.
func (r *run) skipped(it *item) *Result {
	result := r.blank(it)
	for _, s := range it.pickle.Steps {
		result.Steps = append(result.Steps, StepResult{Text: s.Text, Keyword: it.keyword(s), Outcome: StepSkipped})
	}
	return result
}
