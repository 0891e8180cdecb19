package main

import (
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// fixturesCmd is the verb that looks at files of customers without starting a
// bank.
type fixturesCmd struct {
	Check  fixturesCheck  `cmd:"" help:"Say all that is wrong with a directory of customers, with line, key and nearest word; or what is there."`
	List   fixturesList   `cmd:"" help:"List the customers and their accounts."`
	Schema fixturesSchema `cmd:"" help:"Print the JSON Schema of the format, for editors."`
}

// fixturesDir is the flag that the verbs share with serve.
type fixturesDir struct {
	Fixtures *string `placeholder:"DIR" help:"Directory of customers (*.yaml, *.yml, *.json) beside the shipped ones."`
}

func (f fixturesDir) load() (*fixtures.Set, error) {
	if f.Fixtures == nil {
		return fixtures.Shipped(), nil
	}
	if *f.Fixtures == "" {
		return nil, &exitError{exitUsage, "--fixtures: names no directory; leave the flag out for the shipped customers alone"}
	}
	set, err := fixtures.Load(*f.Fixtures)
	if err != nil {
		return nil, &exitError{exitUsage, err.Error()}
	}
	return set, nil
}

type fixturesCheck struct {
	Dir string `arg:"" help:"Directory of customers (*.yaml, *.yml, *.json), which stand beside the shipped ones."`
}

// Run prints a problem a line and ends with 2 if there are any.
func (c *fixturesCheck) Run(s *streams) error {
	set, err := fixtures.Load(c.Dir)
	if problems, ok := errors.AsType[fixtures.Problems](err); ok {
		fmt.Fprintln(s.Out, problems)
		return &exitError{exitUsage, fmt.Sprintf("problems: %d", len(problems))}
	}
	if err != nil {
		return &exitError{exitUsage, err.Error()}
	}
	if err := printCustomers(s.Out, set); err != nil {
		return err
	}
	fmt.Fprintln(s.Out, "no problems")
	return nil
}

type fixturesList struct{ fixturesDir }

// Run prints an account a line.
func (c *fixturesList) Run(s *streams) error {
	set, err := c.load()
	if err != nil {
		return err
	}
	return printCustomers(s.Out, set)
}

// printCustomers prints an account a line, and a customer without accounts on a
// line of his or her own.
func printCustomers(out io.Writer, set *fixtures.Set) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "CUSTOMER\tKIND\tACCOUNT\tSUBTYPE\tCURRENCY\tOPENED\tRULES\tENTRIES\tIBAN")
	for _, c := range set.Customers() {
		if len(c.Accounts) == 0 {
			fmt.Fprintf(w, "%s\t%s\t-\t-\t-\t-\t-\t-\t-\n", c.ID, c.Kind)
		}
		for _, a := range c.Accounts {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\n", c.ID, c.Kind, a.ID, a.SubType, a.Currency,
				a.Opened.Format("2006-01-02"), len(a.Rules), len(a.Entries), orDash(a.IBAN))
		}
	}
	return w.Flush()
}

type fixturesSchema struct{}

// Run prints the schema.
func (fixturesSchema) Run(s *streams) error {
	_, err := s.Out.Write(fixtures.FormatSchema())
	return err
}
