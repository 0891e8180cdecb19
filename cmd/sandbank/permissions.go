package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

//go:generate go run . permissions --features ../../features/ais

// permissionsCmd shows the table by which the bank decides, and writes the
// scenarios that hold every cell of it against a bank.
type permissionsCmd struct {
	Format   string `default:"table" enum:"table,json,markdown" help:"table, json or markdown."`
	Features string `placeholder:"DIR" type:"existingdir" help:"Instead, write the feature files of the permission matrix into DIR (go generate does)."`
}

// A grant is a row of the table as it is printed.
type grant struct {
	Permission string   `json:"permission"`
	Operation  string   `json:"operation"`
	Path       string   `json:"path"`
	Opens      bool     `json:"opens"`
	Adds       []string `json:"adds,omitempty"`
	Always     []string `json:"always,omitempty"`
	Takes      string   `json:"takes,omitempty"`
	Whole      []string `json:"whole,omitempty"`
}

// Run prints a row for each permission and operation that have to do with each
// other.
func (c *permissionsCmd) Run(s *streams) error {
	if c.Features != "" {
		return writeMatrix(c.Features)
	}
	table := grantTable()
	switch c.Format {
	case "json":
		e := json.NewEncoder(s.Out)
		e.SetIndent("", "  ")
		return e.Encode(table)
	case "markdown":
		return markdownGrants(s.Out, table)
	}
	return printGrants(s.Out, table)
}

// grantTable is the bank's table, permission by permission.
func grantTable() (table []grant) {
	paths := map[bank.Operation]string{}
	for _, e := range bank.Endpoints() {
		paths[e.Operation] = e.Path
	}
	grants := bank.Grants()
	for _, p := range bank.Permissions() {
		for _, g := range grants {
			if g.Permission != p {
				continue
			}
			row := grant{
				Permission: string(p), Operation: string(g.Operation), Path: "GET " + paths[g.Operation],
				Opens: g.Opens, Takes: string(g.Takes), Whole: g.Unmasks,
			}
			for _, m := range g.Adds {
				row.Adds = append(row.Adds, string(m))
			}
			for _, m := range g.Always {
				row.Always = append(row.Always, string(m))
			}
			table = append(table, row)
		}
	}
	return table
}

var grantColumns = []string{"PERMISSION", "ENDPOINT", "OPENS", "ADDS", "TAKES", "WHOLE PANS"}

// cells are the row's columns. Of the members added, those with an exclamation
// mark are in every item.
func (g grant) cells() []string {
	opens := ""
	if g.Opens {
		opens = "yes"
	}
	always := strings.Join(g.Always, ",") + ","
	adds := make([]string, len(g.Adds))
	for i, m := range g.Adds {
		adds[i] = m
		if strings.Contains(","+always, ","+m+",") {
			adds[i] += "!"
		}
	}
	return []string{g.Permission, g.Path, opens, strings.Join(adds, " "), g.Takes, strings.Join(g.Whole, " ")}
}

// needs explains what a row cannot say.
const needs = "A permission that opens an endpoint is enough, but for transactions: they take one that opens and one of Credits and Debits.\n" +
	"Of the members that are added, those with ! are in every item. What no permission names is in every answer."

func printGrants(out io.Writer, table []grant) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, strings.Join(grantColumns, "\t"))
	for _, g := range table {
		cells := g.cells()
		for i, c := range cells {
			cells[i] = orDash(c)
		}
		fmt.Fprintln(w, strings.Join(cells, "\t"))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\n%s\n", needs)
	return err
}

func markdownGrants(out io.Writer, table []grant) error {
	var b strings.Builder
	row := func(cells []string) { fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | ")) }
	row([]string{"Permission", "Endpoint", "Opens", "Adds", "Takes", "Whole PANs"})
	b.WriteString("|---|---|---|---|---|---|\n")
	for _, g := range table {
		row(g.cells())
	}
	fmt.Fprintf(&b, "\n%s\n", needs)
	_, err := io.WriteString(out, b.String())
	return err
}
