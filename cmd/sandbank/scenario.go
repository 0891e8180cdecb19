package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// scenarioCmd is the verb that looks at scenario files without starting a bank.
type scenarioCmd struct {
	Lint    scenarioLint    `cmd:"" help:"Say all that is wrong with scenario files, with line, key and nearest word."`
	List    scenarioList    `cmd:"" help:"List the scenarios by name."`
	Explain scenarioExplain `cmd:"" help:"Say which scenario a request would get, and why the others lose."`
	Graph   scenarioGraph   `cmd:"" help:"Draw a consent's life under a scenario, as a Mermaid stateDiagram-v2."`
}

// scenarioFiles is the flag that the verbs share with serve.
type scenarioFiles struct {
	fixturesDir
	Scenarios []string `sep:"none" placeholder:"PATH" help:"Scenario file or directory to add to the shipped ones; builtin:examples.yaml makes the match rules of a shipped file count. May be given again."`
}

func (f scenarioFiles) load() (*scenario.Set, error) {
	people, err := f.fixturesDir.load()
	if err != nil {
		return nil, err
	}
	set, err := scenario.Load(scenario.Builtin().For(people), f.Scenarios...)
	if err != nil {
		return nil, &exitError{exitUsage, err.Error()}
	}
	return set, nil
}

type scenarioLint struct {
	fixturesDir
	Paths []string `arg:"" name:"path" help:"Scenario files or directories; they may extend each other's scenarios and the shipped ones."`
}

// Run prints a problem a line and ends with 2 if there are any.
func (c *scenarioLint) Run(s *streams) error {
	people, err := c.load()
	if err != nil {
		return err
	}
	_, err = scenario.Load(scenario.Builtin().For(people), c.Paths...)
	if problems, ok := errors.AsType[scenario.Problems](err); ok {
		fmt.Fprintln(s.Out, problems)
		return &exitError{exitUsage, fmt.Sprintf("problems: %d", len(problems))}
	}
	if err != nil {
		return &exitError{exitUsage, err.Error()}
	}
	fmt.Fprintln(s.Out, "no problems")
	return nil
}

type scenarioList struct{ scenarioFiles }

// Run prints a scenario a line: name, what it extends, whether a rule chooses
// it, what it is about and where it stands.
func (c *scenarioList) Run(s *streams) error {
	set, err := c.load()
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(s.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tEXTENDS\tCHOSEN\tCUSTOMER\tFILE\tABOUT")
	for _, sc := range set.List() {
		chosen := "by name"
		if set.Ruled(sc.Name) {
			chosen = "by rule"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s:%d\t%s\n", sc.Name, orDash(sc.Extends), chosen, orDash(string(sc.Customer.Does)), sc.File, sc.Line, sc.About)
	}
	return w.Flush()
}

type scenarioExplain struct {
	scenarioFiles
	Pin        string            `placeholder:"NAME" help:"As if the control plane had pinned the consent."`
	Queue      string            `placeholder:"NAME" help:"As if NAME were next in the tenant's queue."`
	Header     string            `placeholder:"NAME" help:"Header x-sandbox-scenario."`
	Body       string            `placeholder:"FILE" help:"Request body, for the hints in Data.SupplementaryData." type:"existingfile"`
	Path       string            `placeholder:"NAME" help:"Scenario of the path /t/{tenant}~NAME/."`
	PSU        string            `name:"psu" placeholder:"USER" help:"Username typed at the bank."`
	Default    string            `placeholder:"NAME" help:"The tenant's default."`
	Bank       string            `placeholder:"NAME" help:"Bank, for match rules."`
	Client     string            `placeholder:"ID" help:"Client, for match rules."`
	Permission []string          `placeholder:"CODE" help:"Permission of the consent, for match rules. May be given again, or with commas."`
	From       string            `placeholder:"DATE" help:"TransactionFromDateTime as sent, for match rules."`
	To         string            `placeholder:"DATE" help:"TransactionToDateTime as sent, for match rules."`
	Request    map[string]string `name:"request-header" placeholder:"NAME=VALUE" help:"Other request header, for match rules. May be given again."`
	Account    string            `placeholder:"ID" help:"Account, for match rules."`
	Nth        int               `placeholder:"N" help:"Ordinal of the consent in its tenant, for match rules."`
}

// Run prints the nine steps. An unknown name or permission ends with 2.
func (c *scenarioExplain) Run(s *streams) error {
	set, err := c.load()
	if err != nil {
		return err
	}
	facts, err := c.facts()
	if err != nil {
		return err
	}
	selection, err := set.Explain(facts)
	fmt.Fprint(s.Out, selection)
	if err != nil {
		return &exitError{exitUsage, err.Error()}
	}
	return nil
}

func (c *scenarioExplain) facts() (scenario.Facts, error) {
	f := scenario.Facts{
		Pinned: c.Pin, Queued: c.Queue, Header: c.Header, Path: c.Path, PSU: aggregator.Keyword(c.PSU), Default: c.Default, Bank: c.Bank, Client: c.Client,
		Permissions: c.Permission, From: c.From, To: c.To, Headers: map[string]string{}, Account: c.Account, Nth: c.Nth,
	}
	for name, value := range c.Request {
		f.Headers[strings.ToLower(name)] = value
	}
	for _, p := range c.Permission {
		if near, known := scenario.KnownPermission(p); !known {
			return f, &exitError{exitUsage, unknownName("--permission", p, near)}
		}
	}
	if c.Body == "" {
		return f, nil
	}
	body, err := os.ReadFile(c.Body)
	if err != nil {
		return f, &exitError{exitUsage, err.Error()}
	}
	f.Body = body
	return f, nil
}

type scenarioGraph struct {
	scenarioFiles
	Name string `arg:"" help:"The scenario to draw."`
}

// Run prints the diagram.
func (c *scenarioGraph) Run(s *streams) error {
	set, err := c.load()
	if err != nil {
		return err
	}
	sc, known := set.Get(c.Name)
	if !known {
		return &exitError{exitUsage, unknownName("scenario", c.Name, set.Nearest(c.Name))}
	}
	fmt.Fprint(s.Out, scenario.Graph(sc))
	return nil
}

func unknownName(what, got, near string) string {
	if near == "" {
		return fmt.Sprintf("%s: %q is not known", what, got)
	}
	return fmt.Sprintf("%s: %q is not known (did you mean %q?)", what, got, near)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
