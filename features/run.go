package features

import (
	"context"
	"fmt"
	"io"
	"net/http"
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
	parties []*AISP
	wire    *recorder
	pool    *http.Transport
	http    *http.Client // of the bank
	control *http.Client // of the control plane
	tokens  tokenStore   // shared where scenarios have no tenants
	started time.Time

	mu      sync.Mutex
	results map[string]*Result
	stopped bool
}

func newRun(_ context.Context, o Options, p *plan) (*run, error) {
	if o.Concurrency < 1 {
		o.Concurrency = 8
	}
	pool := newTransport(o.Concurrency)
	r := &run{
		options: o, target: o.Target, plan: p, pool: pool,
		wire:    &recorder{next: pool},
		control: &http.Client{Transport: pool, Timeout: 30 * time.Second},
		items:   map[string]*item{}, results: map[string]*Result{},
	}
	r.http = &http.Client{Transport: r.wire, Timeout: 30 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	for _, it := range p.items {
		r.items[it.id] = it
	}
	for _, c := range o.Target.Clients {
		r.parties = append(r.parties, &AISP{ID: c.ID, Secret: c.Secret, RedirectURI: c.RedirectURI})
	}
	return r, nil
}

// execute runs the plan and draws up the report.
func (r *run) execute(ctx context.Context) (*Report, error) {
	defer r.pool.CloseIdleConnections()
	r.started = time.Now()
	suite := godog.TestSuite{
		Name: "sandbank",
		TestSuiteInitializer: func(s *godog.TestSuiteContext) {
			sc := s.ScenarioContext()
			register(sc)
			r.hook(sc)
		},
		Options: &godog.Options{
			Format: "sandbank", Strict: true, Concurrency: r.options.Concurrency, Output: io.Discard, NoColors: true,
			FeatureContents: []godog.Feature{{Name: "plan", Contents: r.plan.script()}},
			DefaultContext:  ctx,
		},
	}
	if code := suite.Run(); code > 1 {
		return nil, &HarnessError{Err: fmt.Errorf("godog ended with %d before a scenario was run", code)}
	}
	return r.report(), nil
}

// hook puts the World into every scenario's context and takes its result out.
func (r *run) hook(sc *godog.ScenarioContext) {
	sc.Before(func(ctx context.Context, s *godog.Scenario) (context.Context, error) {
		w := &World{run: r, item: r.items[s.Name], Target: r.target, step: -1}
		w.AISP = r.parties[0]
		if len(r.parties) > 1 {
			w.Other = r.parties[1]
		}
		return context.WithValue(ctx, worldKey{}, w), nil
	})
	sc.StepContext().Before(func(ctx context.Context, _ *godog.Step) (context.Context, error) {
		worldOf(ctx).step++
		return ctx, nil
	})
}
