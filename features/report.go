package features

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// A Report is what a run showed: the verdict, why, and all that leads to it.
// Secrets in it are masked, but for those in Result.Exchanges, which are raw.
type Report struct {
	Suite        string     `json:"suite"` // sandbank
	Target       TargetInfo `json:"target"`
	Conformant   bool       `json:"conformant"`
	Reasons      []string   `json:"reasons"` // why not, when not
	Counts       Counts     `json:"counts"`
	Responses    Responses  `json:"responses"`
	Edges        EdgeCount  `json:"edges"`
	Matrix       Matrix     `json:"permission_matrix"`
	Namespace    string     `json:"namespace,omitempty"` // of the error codes that the bank uses
	Readings     []string   `json:"readings"`            // which of several allowed readings the bank follows
	Tags         string     `json:"tags"`
	Seed         int64      `json:"seed"`
	Strict       bool       `json:"strict"`
	Concurrency  int        `json:"concurrency"`
	Started      time.Time  `json:"started"`
	Milliseconds float64    `json:"milliseconds"`
	Requirements []Coverage `json:"requirements"`
	Results      []Result   `json:"scenarios"` // by id

	mask *masker
	told []told
	life string // whose edges they are
}

// TargetInfo is what a report tells of the target.
type TargetInfo struct {
	Name         string   `json:"name"`
	Profile      string   `json:"profile"`
	BaseURL      string   `json:"base_url"`
	TokenURL     string   `json:"token_url"`
	AuthorizeURL string   `json:"authorize_url"`
	Clients      []string `json:"clients"`
	Scripted     bool     `json:"scripted"`
	Consent      string   `json:"consent"`
	Data         string   `json:"data"`
	Features     []string `json:"features"`
}

// Counts are of scenarios. Planned are those that were selected and that the
// target can take; Executed are those of them that were run to an end.
type Counts struct {
	Selected      int `json:"selected"`
	Planned       int `json:"planned"`
	Executed      int `json:"executed"`
	Mandatory     int `json:"mandatory"` // executed, and tagged @mandatory
	Passed        int `json:"passed"`
	Warning       int `json:"warning"`
	Failed        int `json:"failed"`
	NotApplicable int `json:"not_applicable"`
	Untested      int `json:"untested"`
	Waived        int `json:"waived"`
	Error         int `json:"error"`
}

// Responses count answers of the bank.
type Responses struct {
	Seen      int64 `json:"seen"`
	Validated int64 `json:"validated"`
}

// EdgeCount tells how much of the life cycle was tried.
type EdgeCount struct {
	Visited int    `json:"visited"`
	Total   int    `json:"total"`
	Missing []Edge `json:"missing"`
}

// Of gives the number of scenarios that ended so.
func (c Counts) Of(o Outcome) int { return *c.at(o) }

func (c *Counts) at(o Outcome) *int {
	switch o {
	case Passed:
		return &c.Passed
	case Warning:
		return &c.Warning
	case Failed:
		return &c.Failed
	case NotApplicable:
		return &c.NotApplicable
	case Untested:
		return &c.Untested
	case Waived:
		return &c.Waived
	}
	return &c.Error
}

// report draws up the report of a run that has ended, before its time if why.
func (r *run) report(why *ending) *Report {
	rep := &Report{
		Suite: "sandbank", Target: infoOf(r.target), Tags: r.options.Tags, Seed: r.plan.seed,
		Strict: r.options.Strict, Concurrency: r.options.Concurrency,
		Started: r.started, Milliseconds: milliseconds(time.Since(r.started)),
		Responses: Responses{r.wire.seen.Load(), r.wire.validated.Load()}, Namespace: r.wire.judge.namespace,
		Reasons: []string{},
	}
	rep.mask = newMasker(r.aisps, r.remains.secrets)
	for _, it := range r.plan.items {
		if result, ok := r.results[it.id]; ok {
			rep.Results = append(rep.Results, rep.mask.result(*result))
		}
	}
	slices.SortFunc(rep.Results, func(a, b Result) int { return compareIDs(a.ID, b.ID) })
	rep.Counts = tally(len(r.plan.items), rep.Results)
	rep.Readings = readingsOf(rep.Results)
	rep.Edges, rep.life = visited(r.target.api(), rep.Results)
	rep.Matrix = matrixOf(r.plan.cells, rep.Results)
	rep.Requirements = coverage(r.plan.register, rep.Results)
	if why != nil {
		rep.Reasons = append(rep.Reasons, rep.mask.text(why.why))
	}
	rep.judge(r.stopped)
	return rep
}

func infoOf(t Target) TargetInfo {
	info := TargetInfo{
		Name: t.Name, Profile: t.Profile, BaseURL: t.BaseURL, TokenURL: t.TokenURL, AuthorizeURL: t.AuthorizeURL,
		Clients: []string{}, Scripted: t.ControlURL != "", Consent: t.Consent, Data: t.Data, Features: []string{},
	}
	info.Features = append(info.Features, t.Features...)
	for _, c := range t.Clients {
		info.Clients = append(info.Clients, c.ID)
	}
	return info
}

// tally counts scenarios by how they ended.
func tally(selected int, results []Result) (c Counts) {
	c.Selected = selected
	for _, r := range results {
		*c.at(r.Outcome)++
		if r.Outcome == NotApplicable {
			continue
		}
		c.Executed++
		if r.Level == "mandatory" {
			c.Mandatory++
		}
	}
	c.Planned = selected - c.NotApplicable
	return c
}

// visited counts the edges of the life cycle that the scenarios tried.
func visited(p profile, results []Result) (c EdgeCount, whose string) {
	tried := map[Edge]bool{}
	for _, r := range results {
		for _, e := range r.Edges {
			tried[e] = true
		}
	}
	all, whose := p.edges()
	c = EdgeCount{Total: len(all), Missing: []Edge{}}
	for _, e := range all {
		if tried[e] {
			c.Visited++
		} else {
			c.Missing = append(c.Missing, e)
		}
	}
	return c, whose
}

// edgeLine says how much of the life cycle was tried; "" where there is none.
func (r *Report) edgeLine() string {
	if r.Edges.Total == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d edges of %s visited", r.Edges.Visited, r.Edges.Total, r.life)
}

// readingsOf gathers what the scenarios noted of the bank's ways, each once.
func readingsOf(results []Result) []string {
	all := []string{}
	for _, r := range results {
		all = append(all, r.Notes...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// write writes all reports into a directory, making it if need be.
func (r *Report) write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return &HarnessError{Err: err}
	}
	for name, render := range map[string]func(io.Writer) error{
		"report.json": r.json, "junit.xml": r.junit, "report.html": r.html, "summary.md": r.markdown,
	} {
		if err := writeFile(filepath.Join(dir, name), render); err != nil {
			return &HarnessError{Err: fmt.Errorf("report %s: %w", name, err)}
		}
	}
	return nil
}

func writeFile(path string, render func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(render(file), file.Close())
}
