package features

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cucumber/godog"
	messages "github.com/cucumber/messages/go/v21"
)

// before makes the scenario's World. A panic in a hook of godog's would end the
// process, so every hook is guarded.
func (r *run) before(ctx context.Context, s *godog.Scenario) (context.Context, error) {
	w, err := r.newWorld(r.items[s.Name])
	if err != nil {
		return ctx, err
	}
	ctx = context.WithValue(ctx, worldKey{}, w)
	if r.halted() || ctx.Err() != nil {
		w.held = true
		return ctx, godog.ErrSkip
	}
	return ctx, nil
}

func (r *run) newWorld(it *item) (*World, error) {
	w := &World{run: r, item: it, Target: r.target, AISP: r.aisps[0], step: -1, started: time.Now()}
	if len(r.aisps) > 1 {
		w.Other = r.aisps[1]
	}
	return w, r.isolate(w)
}

func (r *run) beforeStep(ctx context.Context, _ *godog.Step) (context.Context, error) {
	if w := worldOf(ctx); w != nil && !w.done {
		w.mu.Lock()
		w.step++
		w.stepStarted = time.Now()
		w.mu.Unlock()
	}
	return ctx, nil
}

func (r *run) afterStep(ctx context.Context, s *godog.Step, status godog.StepResultStatus, err error) (context.Context, error) {
	w := worldOf(ctx)
	if w == nil || w.done || w.held {
		return ctx, nil
	}
	result := StepResult{Text: s.Text, Keyword: w.item.keywordAt(w.step), Outcome: outcomeOfStep(status)}
	result.Milliseconds = milliseconds(time.Since(w.stepStarted))
	if err != nil && w.failure == nil {
		w.failure = failureOf(status, s, err)
		if why := endingOf(ctx); why != nil && errors.Is(w.failure, ErrHarness) {
			w.failure = fmt.Errorf("%w: %w", ErrPrerequisite, why) // cut off by ourselves
		}
		result.Error = w.failure.Error()
	}
	w.steps = append(w.steps, result)
	return ctx, nil
}

// failureOf gives a step's error the mark that decides what it says: nothing
// about the bank if the step itself is missing, a missing prerequisite if the
// step leads up to the test.
func failureOf(status godog.StepResultStatus, s *godog.Step, err error) error {
	switch {
	case errors.Is(err, ErrHarness):
		return err
	case status == godog.StepUndefined, status == godog.StepAmbiguous, status == godog.StepPending:
		return fmt.Errorf("%w: %w", ErrHarness, err)
	case s.Type == messages.PickleStepType_CONTEXT:
		return prerequisite{err}
	}
	return err
}

// after draws up the scenario's result. godog calls it at the first step that
// fails, so the steps behind that one are added here.
func (r *run) after(ctx context.Context, _ *godog.Scenario, _ error) (context.Context, error) {
	w := worldOf(ctx)
	if w == nil || w.held || w.done {
		return ctx, nil
	}
	w.done = true
	var result *Result
	if err := guard(func() error { result = w.conclude(); return nil }); err != nil {
		result = r.blank(w.item)
		result.Outcome, result.Reason = Broken, err.Error()
	}
	r.release(ctx, w)
	r.finished(result)
	return ctx, nil
}

func outcomeOfStep(status godog.StepResultStatus) StepOutcome {
	switch status {
	case godog.StepPassed:
		return StepPassed
	case godog.StepSkipped:
		return StepSkipped
	case godog.StepUndefined, godog.StepPending:
		return StepUndefined
	case godog.StepAmbiguous:
		return StepAmbiguous
	}
	return StepFailed
}

func milliseconds(d time.Duration) float64 {
	return float64(d.Microseconds()) / 1000
}
