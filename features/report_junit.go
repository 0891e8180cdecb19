package features

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
)

// The parts of a JUnit file, as far as continuous integration reads it.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Time     string       `xml:"time,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name      string          `xml:"name,attr"`
		Tests     int             `xml:"tests,attr"`
		Failures  int             `xml:"failures,attr"`
		Errors    int             `xml:"errors,attr"`
		Skipped   int             `xml:"skipped,attr"`
		Time      string          `xml:"time,attr"`
		Timestamp string          `xml:"timestamp,attr"`
		Props     []junitProperty `xml:"properties>property,omitempty"`
		Cases     []junitCase     `xml:"testcase"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name    string       `xml:"name,attr"`
		Class   string       `xml:"classname,attr"`
		Time    string       `xml:"time,attr"`
		Failure *junitDetail `xml:"failure"`
		Error   *junitDetail `xml:"error"`
		Skipped *junitDetail `xml:"skipped"`
		Out     string       `xml:"system-out,omitempty"`
	}
	junitDetail struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// junit writes a suite per feature and a case per scenario. Failed is a failure,
// untested and error are errors, not applicable is skipped; a warning passes,
// unless the run is strict, and says so in its output.
func (r *Report) junit(w io.Writer) error {
	all := r.junitSuites()
	return all.write(w)
}

func (r *Report) junitSuites() junitSuites {
	all := junitSuites{Name: "sandbank " + r.Target.Name, Time: seconds(r.Milliseconds)}
	index := map[string]int{}
	for _, result := range r.Results {
		file, _, _ := strings.Cut(result.ID, ":")
		at, known := index[file]
		if !known {
			at = len(all.Suites)
			index[file] = at
			all.Suites = append(all.Suites, junitSuite{Name: result.Feature, Timestamp: r.Started.UTC().Format(time.RFC3339), Props: r.properties()})
		}
		all.Suites[at].add(r.junitCase(result), result.Milliseconds)
	}
	for _, s := range all.Suites {
		all.Tests, all.Failures, all.Errors, all.Skipped = all.Tests+s.Tests, all.Failures+s.Failures, all.Errors+s.Errors, all.Skipped+s.Skipped
	}
	return all
}

func (r *Report) properties() []junitProperty {
	return []junitProperty{
		{"verdict", r.Verdict()}, {"profile", r.Target.Profile}, {"seed", fmt.Sprint(r.Seed)}, {"counts", r.countLine()},
	}
}

func (s *junitSuite) add(c junitCase, ms float64) {
	s.Cases = append(s.Cases, c)
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
	var before float64
	fmt.Sscan(s.Time, &before)
	s.Time = seconds(before*1000 + ms)
}

func (r *Report) junitCase(result Result) junitCase {
	file, line, _ := strings.Cut(result.ID, ":")
	c := junitCase{Name: result.Name + " [" + line + "]", Class: file, Time: seconds(result.Milliseconds)}
	detail := &junitDetail{Message: firstLine(result.Reason), Type: string(result.Outcome), Text: r.detail(result)}
	switch {
	case result.Outcome == Failed, result.Outcome == Warning && r.Strict:
		c.Failure = detail
	case result.Outcome == Untested, result.Outcome == Broken:
		c.Error = detail
	case result.Outcome == NotApplicable, result.Outcome == Waived:
		detail.Text = ""
		c.Skipped = detail
	case result.Outcome == Warning:
		c.Out = "warning: " + r.detail(result)
	}
	return c
}

// detail lists the findings of a scenario, its reason and the request to repeat.
func (r *Report) detail(result Result) string {
	lines := []string{result.Reason}
	for _, f := range distinct(result.Findings) {
		lines = append(lines, string(f.Keyword)+" "+f.Error())
	}
	if line := r.repeat(result); line != "" {
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func seconds(ms float64) string { return fmt.Sprintf("%.3f", ms/1000) }
