package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/sandbank-dev/sandbank/schemas"
)

// schemaCmd is the verb that reads schemas and holds files against them.
type schemaCmd struct {
	List  schemaList  `cmd:"" help:"List the schemas by name."`
	Show  schemaShow  `cmd:"" help:"Print a schema as a data dictionary: path, occurrence, type, codes."`
	Check schemaCheck `cmd:"" help:"Say all that is wrong with a file by a schema; exit 1 if anything is."`
}

type schemaList struct{}

// Run prints a name a line.
func (schemaList) Run(s *streams) error {
	for _, name := range schemas.Names() {
		if _, err := fmt.Fprintln(s.Out, name); err != nil {
			return err
		}
	}
	return nil
}

type schemaShow struct {
	Name string `arg:"" help:"The schema, as list has it."`
	JSON bool   `name:"json" help:"Print the schema itself, JSON Schema draft-07."`
}

// Run prints the dictionary's rows, each code of a list on a line of its own.
func (c *schemaShow) Run(s *streams) error {
	if c.JSON {
		source, err := schemas.Source(c.Name)
		if err != nil {
			return &exitError{exitUsage, err.Error()}
		}
		_, err = s.Out.Write(source)
		return err
	}
	rows, err := schemas.Table(c.Name)
	if err != nil {
		return &exitError{exitUsage, err.Error()}
	}
	return printDictionary(s.Out, rows)
}

func printDictionary(out io.Writer, rows []schemas.Row) error {
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "PATH\tOCCURRENCE\tTYPE\tCODES")
	for _, row := range rows {
		kind, codes := row.Type, row.Codes
		if kind == row.Path {
			kind = "object"
		}
		if len(codes) == 0 {
			codes = []string{""}
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", row.Path, row.Occurrence, kind, codes[0])
		for _, code := range codes[1:] {
			fmt.Fprintf(w, "\t\t\t%s\n", code)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for line := range strings.Lines(table.String()) { // an empty last cell is padded too
		if _, err := fmt.Fprintln(out, strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	return nil
}

type schemaCheck struct {
	Name string `arg:"" help:"The schema, as list has it."`
	File string `arg:"" help:"The JSON file to hold against it."`
}

// Run prints the violations and ends with 1 if there are any.
func (c *schemaCheck) Run(s *streams) error {
	body, err := os.ReadFile(c.File)
	if err != nil {
		return &exitError{exitUsage, err.Error()}
	}
	found, err := schemas.Validate(c.Name, body)
	if err != nil {
		return &exitError{exitUsage, err.Error()}
	}
	if len(found) == 0 {
		_, err := fmt.Fprintf(s.Out, "%s is a valid %s\n", c.File, c.Name)
		return err
	}
	printViolations(s.Out, found)
	fmt.Fprintf(s.Out, "%s is not a valid %s: violations: %d\n", c.File, c.Name, len(found))
	return &exitError{code: exitNotConformant}
}

func printViolations(out io.Writer, found []schemas.Violation) {
	for _, v := range found {
		place := cmp.Or(v.Path, "the whole body")
		fmt.Fprintf(out, "%s: %s: expected %s, got %s\n", place, v.Keyword, v.Expected, v.Got)
		if v.Row.Occurrence != "" {
			fmt.Fprintf(out, "    %s %s\n", v.Row.Path, v.Row.Occurrence)
		}
	}
}
