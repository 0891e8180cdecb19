package features

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/tidwall/gjson"
)

// A World is what one scenario knows: where the bank is, the AISPs it acts as,
// and all that was sent and answered. It is made fresh for every scenario and
// travels in the scenario's context; steps are its methods.
type World struct {
	// Target is the bank, with this scenario's tenant in its addresses.
	Target Target
	// Tenant is the name of this scenario's tenant; empty without a control plane.
	Tenant string
	// Control moves the clock and the script; nil when the target has no control plane.
	Control *Control
	// AISP is the client that a scenario acts as unless it says otherwise.
	AISP *AISP
	// Other is the second client; nil when the target names only one.
	Other *AISP
	// Last is the latest exchange with the bank, whatever the endpoint.
	Last *Exchange

	memory // what the steps keep, steps.go

	run  *run
	item *item

	mu          sync.Mutex // steps may send in parallel
	exchanges   []*Exchange
	findings    []Finding
	edges       []Edge
	tokens      tokenStore
	knows       knowledge
	step        int // the index of the running step, -1 before the first
	steps       []StepResult
	failure     error // of the first step that failed
	held        bool  // not started: the run was stopped before
	done        bool
	started     time.Time
	stepStarted time.Time
}

// An AISP is a client of the bank under test.
type AISP struct {
	ID          string
	Secret      string
	RedirectURI string
}

// An Exchange is one request to the bank and its answer.
type Exchange struct {
	Op       Operation     // what was asked of the bank, told from method and address
	Step     int           // index of the step that sent it
	Started  time.Time     // when it was sent, by the clock of the suite
	Took     time.Duration // until the last byte of the answer
	Request  Message
	Response Message
	Status   int
	Findings []Finding // what the answer got wrong by itself, whatever the step wanted

	granted []string // the permissions of the consent behind its token, if that is known
}

// A Message is one half of an exchange, as it went over the wire.
type Message struct {
	Method string // of a request
	URL    string // of a request
	Header http.Header
	Body   []byte // once the scenario has ended, no more than a report shows

	size int // of the body as it was, in bytes, if it has been cut; else 0
}

// Get digs into the answer's JSON body, as gjson writes paths: "Data.Status".
func (e *Exchange) Get(path string) gjson.Result {
	return gjson.GetBytes(e.Response.Body, path)
}

// Header gives a header of the answer, or "".
func (e *Exchange) Header(name string) string {
	return headerOf(e.Response.Header, name)
}

type worldKey struct{}

// worldOf gives the World that a scenario's context carries.
func worldOf(ctx context.Context) *World {
	w, _ := ctx.Value(worldKey{}).(*World)
	return w
}

// Find notes a finding and lets the step go on, so that one step can tell all
// that is wrong. Returning a Finding as the step's error stops the scenario.
func (w *World) Find(f Finding) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f.Step = w.step
	w.findings = append(w.findings, f)
}

// Edge notes that the scenario tried an action on a consent in a state: an edge
// of the life cycle, legal or not. The report counts the edges visited.
func (w *World) Edge(from State, action Action) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.edges = append(w.edges, Edge{from, action})
}

// Exchanges gives all exchanges of the scenario so far, oldest first.
func (w *World) Exchanges() []*Exchange {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]*Exchange(nil), w.exchanges...)
}

func (w *World) keep(e *Exchange) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e.Step = w.step
	w.exchanges = append(w.exchanges, e)
	w.Last = e
}
