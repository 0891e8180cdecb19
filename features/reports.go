package features

import (
	_ "embed" // for the page
	"encoding/xml"
	"fmt"
	"html/template"
	"io"
	"path/filepath"
	"strings"
	"sync"
)

// Reports are those of one run, a profile each, in the order in which they ran.
type Reports []*Report

// Conformant tells whether all are.
func (all Reports) Conformant() bool {
	for _, r := range all {
		if !r.Conformant {
			return false
		}
	}
	return len(all) > 0
}

// ExitCode gives the exit code of the worst: the bank is not conformant if one
// profile is not, and where nothing was shown of one, nothing was of the whole.
func (all Reports) ExitCode() int {
	worst := ExitConformant
	for _, r := range all {
		switch code := r.ExitCode(); {
		case code == ExitNotConformant:
			return code
		case code != ExitConformant:
			worst = code
		}
	}
	if len(all) == 0 {
		return ExitHarness
	}
	return worst
}

// Line says the verdict on all in one line.
func (all Reports) Line() string {
	var parts []string
	for _, r := range all {
		parts = append(parts, r.Target.Profile+" is "+r.Verdict())
	}
	return strings.ToUpper(all.verdict()) + ": " + strings.Join(parts, ", ")
}

func (all Reports) verdict() string {
	return (&Report{Conformant: all.Conformant()}).Verdict()
}

// ExitCodeOf gives the exit code for what VerifyAll returned.
func ExitCodeOf(all Reports, err error) int {
	if err != nil {
		return ExitCode(nil, err)
	}
	return all.ExitCode()
}

// write writes what tells of all reports together: a page and a summary that lead
// to each, and one JUnit file with all scenarios.
func (all Reports) write(dir string) error {
	for name, render := range map[string]func(io.Writer) error{
		"report.html": all.html, "summary.md": all.markdown, "junit.xml": all.junit,
	} {
		if err := writeFile(filepath.Join(dir, name), render); err != nil {
			return &HarnessError{Err: fmt.Errorf("report %s: %w", name, err)}
		}
	}
	return nil
}

//go:embed reports.html.tmpl
var entryText string

// front is parsed when it is first written.
var front = sync.OnceValues(func() (*template.Template, error) { return template.New("reports").Parse(entryText) })

// html writes the page that leads to the reports.
func (all Reports) html(w io.Writer) error {
	t, err := front()
	if err != nil {
		return err
	}
	type part struct {
		*Report
		Line, Life string
		Shown      int
	}
	var parts []part
	for _, r := range all {
		parts = append(parts, part{r, r.countLine(), r.edgeLine(), r.kept()})
	}
	return t.Execute(w, map[string]any{"Verdict": all.verdict(), "Conformant": all.Conformant(), "Name": all.name(), "Parts": parts})
}

func (all Reports) name() string {
	return orElse(all[0].Target.Name, all[0].Target.BaseURL)
}

// markdown writes the summaries one after the other.
func (all Reports) markdown(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "# Sandbank: %s is %s\n", all.name(), all.verdict()); err != nil {
		return err
	}
	for _, r := range all {
		if _, err := fmt.Fprintf(w, "\nProfile %s, [the whole report](%[1]s/report.html)\n\n", r.Target.Profile); err != nil {
			return err
		}
		if err := r.markdown(w); err != nil {
			return err
		}
	}
	return nil
}

// junit writes the suites of all reports into one file.
func (all Reports) junit(w io.Writer) error {
	whole, ms := junitSuites{Name: "sandbank " + all.name()}, 0.0
	for _, r := range all {
		whole.join(r.junitSuites())
		ms += r.Milliseconds
	}
	whole.Time = seconds(ms)
	return whole.write(w)
}

func (s *junitSuites) join(other junitSuites) {
	s.Tests, s.Failures, s.Errors, s.Skipped = s.Tests+other.Tests, s.Failures+other.Failures, s.Errors+other.Errors, s.Skipped+other.Skipped
	s.Suites = append(s.Suites, other.Suites...)
}

func (s *junitSuites) write(w io.Writer) error {
	text, err := xml.MarshalIndent(s, "", " ")
	if err == nil {
		_, err = io.WriteString(w, xml.Header+string(text)+"\n")
	}
	return err
}
