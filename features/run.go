package features

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/cucumber/godog"
)

// A run is one execution of a plan against a target.
type run struct {
	options Options
	target  Target
	plan    *plan
	items   map[string]*item // by id
	aisps   []*AISP
	wire    *recorder
	pool    *http.Transport
	http    *http.Client // of the bank
	control *http.Client // of the control plane
	tokens  tokenStore   // shared where scenarios have no tenants, like knows
	knows   knowledge
	shared  sharedConsents
	remains remains
	waiting *callbacks // for consents that a person gives
	pages   bool       // the bank shows its customers a page and does not redirect
	show    *progress
	prefix  string // of tenant names
	started time.Time
	end     context.CancelCauseFunc // of the run's context

	mu      sync.Mutex
	results map[string]*Result
	stopped bool
}

// newRun makes a run and asks whether the target is there.
func newRun(ctx context.Context, o Options, p *plan) (*run, error) {
	pool := newTransport(o.Concurrency)
	r := &run{
		options: o, target: o.Target, plan: p, pool: pool, started: time.Now(),
		end: func(error) {}, wire: &recorder{next: pool, profile: o.Target.api()},
		control: &http.Client{Transport: pool, Timeout: o.RequestTimeout},
		items:   map[string]*item{}, results: map[string]*Result{},
		show: newProgress(o.Out),
	}
	r.prefix = tenantPrefix(p.seed, r.started)
	r.http = &http.Client{Transport: r.wire, Timeout: o.RequestTimeout, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	for _, it := range p.items {
		r.items[it.id] = it
	}
	for _, c := range o.Target.Clients {
		r.aisps = append(r.aisps, &AISP{ID: c.ID, Secret: c.Secret, RedirectURI: c.RedirectURI})
	}
	return r, r.preflight(ctx)
}

// execute runs the plan and draws up the report.
func (r *run) execute(ctx context.Context) (*Report, error) {
	defer r.pool.CloseIdleConnections()
	if r.target.Consent == ConsentManual {
		waiting, err := listenForCallbacks(r.aisps, r.options.Out, r.options.In)
		if err != nil {
			return nil, err
		}
		r.waiting = waiting
		defer waiting.close()
	}
	r.show.start(r)
	r.pages = r.showsPages(ctx)
	runnable := r.setAside()
	for some := range slices.Chunk(runnable, r.stretch(len(runnable))) {
		if r.halted() || ctx.Err() != nil {
			break
		}
		if code := r.suite(ctx, some).Run(); code > 1 {
			return nil, &HarnessError{Err: fmt.Errorf("godog ended with %d before a scenario was run", code)}
		}
	}
	why := endingOf(ctx)
	if err := ctx.Err(); err != nil && why == nil {
		return nil, &HarnessError{Err: fmt.Errorf("the run was interrupted: %w", err)}
	}
	if why != nil {
		r.leaveRest(why)
	}
	return r.report(why), nil
}

// stretch is how many scenarios godog gets at once: all, unless the run may be
// stopped, for then the steps of all that it got would still be matched.
func (r *run) stretch(all int) int {
	if r.options.Stop == nil {
		return max(all, 1)
	}
	return 4 * r.options.Concurrency
}

// setAside gives every scenario that the target cannot take its result, and
// returns the others.
func (r *run) setAside() (runnable []*item) {
	for _, it := range r.plan.items {
		reason := unmet(it, &r.target)
		if reason == "" && r.pages && it.needsCustomer() {
			reason = errNeedsPerson.Error()
		}
		if reason == "" {
			runnable = append(runnable, it)
			continue
		}
		result := r.skipped(it)
		result.Outcome, result.Reason = NotApplicable, reason
		r.finished(result)
	}
	return runnable
}

// suite hands the scenarios to godog. Every step and hook is registered here
// and once; all state is in the context.
func (r *run) suite(ctx context.Context, items []*item) godog.TestSuite {
	return godog.TestSuite{
		Name: "sandbank",
		TestSuiteInitializer: func(s *godog.TestSuiteContext) {
			sc := s.ScenarioContext()
			sc.Before(r.before)
			sc.After(r.after)
			sc.StepContext().Before(r.beforeStep)
			sc.StepContext().After(r.afterStep)
			r.options.language().register(sc)
		},
		Options: &godog.Options{
			Format: formatName, Strict: true, Concurrency: r.options.Concurrency, Output: io.Discard, NoColors: true,
			FeatureContents: []godog.Feature{{Name: "plan", Contents: script(items)}},
			DefaultContext:  ctx,
		},
	}
}

// finished keeps a result, shows it, and asks whether to go on.
func (r *run) finished(result *Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.results[result.ID] = result
	r.show.scenario(result)
	if r.options.Stop != nil && r.options.Stop(*result) {
		r.stopped = true
	}
}

func (r *run) halted() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stopped
}
