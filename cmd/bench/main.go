// Command bench measures the figures that the README promises and prints them
// as a table.
//
// What depends on the machine is measured as a ratio against something bare in
// the same run, median of several rounds; nothing here passes or fails. With
// -readme the table is put between the two bench marks of that file.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
)

// A figure is one row of the table.
type figure struct {
	name   string
	target string
	got    string
	met    bool
}

// A measure takes one or more figures; all share the binary under test.
type measure func(binary string) ([]figure, error)

// measures are taken in this order, the ones that fill memory last.
var measures = []measure{startAndSize, ratios, clockAndTenant, suite, memory, flatness}

func main() {
	binary := flag.String("binary", "bin/sandbank", "the sandbank `file` to measure")
	readme := flag.String("readme", "", "the `file` whose bench table to replace")
	bare := flag.Bool("bare", false, "serve the bare server that figures are compared with (used by bench itself)")
	flag.Parse()
	if *bare {
		exitOn(serveBare())
		return
	}
	table, err := run(*binary)
	exitOn(err)
	fmt.Print(table)
	if *readme != "" {
		exitOn(replace(*readme, table))
	}
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(binary string) (string, error) {
	var all []figure
	for _, m := range measures {
		figures, err := m(binary)
		if err != nil {
			return "", err
		}
		for _, f := range figures {
			fmt.Fprintf(os.Stderr, "%-60s %-28s %s\n", f.name, f.got, f.target)
		}
		all = append(all, figures...)
	}
	return render(all), nil
}

func render(all []figure) string {
	var b strings.Builder
	b.WriteString("| figure | target | measured | met |\n|---|---|---|---|\n")
	for _, f := range all {
		met := map[bool]string{true: "yes", false: "**no**"}[f.met]
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.name, f.target, f.got, met)
	}
	return b.String()
}

const openMark, closeMark = "<!-- bench: written by make bench -->\n", "<!-- /bench -->\n"

// replace puts table between the marks of a file.
func replace(file, table string) error {
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(old), openMark)
	_, after, closed := strings.Cut(rest, closeMark)
	if !found || !closed {
		return fmt.Errorf("%s has no lines %q and %q to put the table between", file, openMark, closeMark)
	}
	return os.WriteFile(file, []byte(before+openMark+table+closeMark+after), 0o644)
}

// median of an odd number of rounds.
func median(rounds []float64) float64 {
	sorted := slices.Sorted(slices.Values(rounds))
	return sorted[len(sorted)/2]
}
