package features

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// errStarted stands in the files of a run until it ends.
var errStarted = errors.New("it was started, and no end of it was written")

// Unfinished replaces what a former run has left in the report's folder, so that
// nobody takes it for this run's: junit.xml and summary.md say why there is no
// verdict, report.json and report.html go, other files stay. Verify does so by
// itself; a program calls it when it fails before that.
func (o Options) Unfinished(why error) error {
	if o.Report == "" {
		return nil
	}
	if err := os.MkdirAll(o.Report, 0o755); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	text := o.masked(why.Error())
	if err := o.removeFormer(); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	junit, err := o.junitUnfinished(text)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	summary := fmt.Sprintf("## Sandbank: the run against %s did not finish\n\nNothing was shown about the bank: %s\n", o.targetName(), cell(text))
	for name, content := range map[string]string{"junit.xml": string(junit), "summary.md": summary} {
		if err := os.WriteFile(filepath.Join(o.Report, name), []byte(content), 0o644); err != nil {
			return fmt.Errorf("report: %w", err)
		}
	}
	return nil
}

// removeFormer removes the reports of a former run, also those in each profile's
// folder, of which this run may write none.
func (o Options) removeFormer() error {
	names := []string{"report.json", "report.html"}
	for _, profile := range Profiles() {
		if info, err := os.Stat(filepath.Join(o.Report, profile)); err != nil || !info.IsDir() {
			continue
		}
		for _, name := range []string{"report.json", "report.html", "junit.xml", "summary.md"} {
			names = append(names, filepath.Join(profile, name))
		}
		defer os.Remove(filepath.Join(o.Report, profile)) // which stays if something else is in it
	}
	for _, name := range names {
		if err := os.Remove(filepath.Join(o.Report, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// masked takes the clients' secrets out of a text.
func (o Options) masked(text string) string {
	var aisps []*AISP
	for _, c := range o.Target.Clients {
		aisps = append(aisps, &AISP{ID: c.ID, Secret: c.Secret})
	}
	for _, token := range []string{o.Target.Token, o.Target.SecondToken} {
		aisps = append(aisps, &AISP{Secret: token})
	}
	return newMasker(aisps, nil).text(text)
}

func (o Options) targetName() string {
	return orElse(orElse(o.Target.Name, o.Target.BaseURL), "the bank")
}

// junitUnfinished is a JUnit file with one case, which ended in an error.
func (o Options) junitUnfinished(why string) ([]byte, error) {
	suite := junitSuite{Name: "sandbank", Time: seconds(0), Timestamp: time.Now().UTC().Format(time.RFC3339)}
	suite.add(junitCase{
		Name: "the run finishes", Class: "sandbank", Time: seconds(0),
		Error: &junitDetail{Message: firstLine(why), Type: string(Broken), Text: "The run did not finish: " + strings.TrimSpace(why)},
	}, 0)
	all := junitSuites{Name: "sandbank " + o.targetName(), Time: seconds(0), Tests: 1, Errors: 1, Suites: []junitSuite{suite}}
	text, err := xml.MarshalIndent(all, "", " ")
	return append([]byte(xml.Header), append(text, '\n')...), err
}
