// Command bench measures the figures that the README promises and prints them
// as a table.
//
// What depends on the machine is measured as a ratio against something bare in
// the same run, median of several rounds; nothing here passes or fails. With
// -only one measure is taken. With -readme the table is put between the two bench marks of that file.
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
type measure struct {
	name string
	take func(binary string) ([]figure, error)
}

// measures are taken in this order, the ones that fill memory last.
var measures = []measure{
	{"start", startAndSize}, {"ratios", ratios}, {"data", dataRatios}, {"clock", clockAndTenant}, {"pages", pages}, {"history", history},
	{"insights", insightsFlows}, {"reports", insightsReports}, {"year", virtualYear},
	{"suite", suite}, {"insights-suite", insightsSuite}, {"tenants", tenants}, {"memory", memory}, {"flatness", flatness},
}

func main() {
	binary := flag.String("binary", "bin/sandbank", "the sandbank `file` to measure")
	readme := flag.String("readme", "", "the `file` whose bench table to replace")
	bare := flag.Bool("bare", false, "serve the bare server that figures are compared with (used by bench itself)")
	only := flag.String("only", "", "take the measure of this `name` alone: "+names())
	flag.Parse()
	if *bare {
		exitOn(serveBare())
		return
	}
	table, err := run(*binary, *only)
	exitOn(err)
	fmt.Print(table)
	if *readme != "" && *only == "" {
		exitOn(replace(*readme, table))
	}
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func names() string {
	var all []string
	for _, m := range measures {
		all = append(all, m.name)
	}
	return strings.Join(all, ", ")
}

func run(binary, only string) (string, error) {
	var all []figure
	for _, m := range measures {
		if only != "" && only != m.name {
			continue
		}
		figures, err := m.take(binary)
		if err != nil {
			return "", err
		}
		for _, f := range figures {
			fmt.Fprintf(os.Stderr, "%-60s %-28s %s\n", f.name, f.got, f.target)
		}
		all = append(all, figures...)
	}
	if len(all) == 0 {
		return "", fmt.Errorf("there is no measure %q: say one of %s", only, names())
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
