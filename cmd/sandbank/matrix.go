package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// An example is a row of a table of examples: a cell of the permission matrix.
type example []string

// Examples are the cells of one operation.
type examples struct {
	endpoint bank.Endpoint
	cells    []example
}

// An outline is a scenario outline and its blocks of examples.
type outline struct {
	tags, name string
	steps      []string
	columns    []string
	blocks     []examples
}

// A feature is one generated file.
type feature struct {
	file, name, about string
	outlines          []outline
}

// matrix is the permission matrix: what every permission makes of every
// operation, as the bank's table has it.
func matrix() []feature {
	return []feature{accessFeature(), detailFeature(), directionFeature(), panFeature()}
}

// writeMatrix writes the files of the matrix into a directory.
func writeMatrix(dir string) error {
	for _, f := range matrix() {
		if err := os.WriteFile(filepath.Join(dir, f.file), []byte(f.String()), 0o644); err != nil {
			return &exitError{exitUsage, "--features: " + err.Error()}
		}
	}
	return nil
}

// String is the file.
func (f feature) String() string {
	var b strings.Builder
	b.WriteString("# Generated from the table of permissions: go generate ./cmd/sandbank\n")
	b.WriteString("# Permissions, 2.4: what each permission opens and shows, one row a cell.\n")
	fmt.Fprintf(&b, "@permission-matrix @consent @reads-only\nFeature: %s\n", f.name)
	for line := range strings.Lines(f.about) {
		b.WriteString("  " + line)
	}
	for _, o := range f.outlines {
		o.write(&b)
	}
	return b.String()
}

func (o outline) write(b *strings.Builder) {
	fmt.Fprintf(b, "\n  %s\n  Scenario Outline: %s\n", o.tags, o.name)
	for _, s := range o.steps {
		fmt.Fprintf(b, "    %s\n", s)
	}
	for _, bl := range o.blocks {
		if len(bl.cells) == 0 {
			continue
		}
		b.WriteString("\n")
		if bl.endpoint.Word != "" {
			fmt.Fprintf(b, "    @feature-%s\n", bl.endpoint.Word)
		}
		fmt.Fprintf(b, "    Examples: GET %s\n", bl.endpoint.Path)
		writeCells(b, append([]example{o.columns}, bl.cells...))
	}
}

// writeCells writes a table whose columns stand under each other.
func writeCells(b *strings.Builder, rows []example) {
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, c := range r {
			widths[i] = max(widths[i], len(c))
		}
	}
	for _, r := range rows {
		b.WriteString("      |")
		for i, c := range r {
			fmt.Fprintf(b, " %-*s |", widths[i], c)
		}
		b.WriteString("\n")
	}
}

// customers are the endpoints that take a customer's token.
func customers() []bank.Endpoint {
	return slices.DeleteFunc(bank.Endpoints(), func(e bank.Endpoint) bool { return len(grantsOn(e.Operation)) == 0 })
}

// grantsOn are the table's rows of an operation.
func grantsOn(op bank.Operation) []bank.Grant {
	return slices.DeleteFunc(bank.Grants(), func(g bank.Grant) bool { return g.Operation != op })
}

// blocksOf makes a block of cells for each endpoint.
func blocksOf(cells func(bank.Endpoint) []example) (blocks []examples) {
	for _, e := range customers() {
		blocks = append(blocks, examples{e, cells(e)})
	}
	return blocks
}

// words is how the steps call what an endpoint reads.
func words(e bank.Endpoint) string { return features.Operation(e.Operation).Words() }

// everyOne is the same, of each account or each statement.
func everyOne(e bank.Endpoint) string {
	one := words(e)
	for _, article := range []string{"an ", "a "} {
		if rest, ok := strings.CutPrefix(one, article); ok {
			return "each " + rest
		}
	}
	return one
}

// list joins permissions as a sentence does.
func list(permissions []bank.Permission) string {
	names := make([]string, len(permissions))
	for i, p := range permissions {
		names[i] = string(p)
	}
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
