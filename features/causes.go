package features

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A cause is what went wrong in one or more scenarios in the same way.
type cause struct {
	first Result // the first of them, by id
	more  int    // how many others there are
}

// causes gathers the scenarios that did not go well by what went wrong, the
// first of each in the order of the results. One broken thing of a bank can fail
// hundreds of scenarios, and then the one is what has to be read.
func (r *Report) causes() (all []cause) {
	at := map[string]int{}
	for _, result := range r.Results {
		if result.Outcome == Passed || result.Outcome == NotApplicable {
			continue
		}
		key := causeOf(result)
		i, known := at[key]
		if !known {
			at[key] = len(all)
			all = append(all, cause{first: result})
			continue
		}
		all[i].more++
	}
	return all
}

// passing is what differs between answers that are wrong in the same way: ids,
// masked secrets, times, and which permission was asked for.
var passing = regexp.MustCompile(`[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|sha256:[0-9a-f]{8,}|\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:\d\d)|\b\d+ bytes|[?&]\S+`)

// causeOf gives what all scenarios of one cause have in common: the outcome, and
// the first finding but for its requirement or, without one, the reason.
func causeOf(result Result) string {
	text := firstLine(result.Reason)
	if len(result.Findings) > 0 {
		f := result.Findings[0]
		text = f.Where + ": expected " + f.Expected + ", got " + f.Got
	}
	return string(result.Outcome) + " " + passing.ReplaceAllString(text, "…")
}

// notApplicable says how many scenarios do not apply to the target and why, the
// most frequent reason first.
func (r *Report) notApplicable() (lines []string) {
	counts := map[string]int{}
	var reasons []string
	for _, result := range r.Results {
		if result.Outcome != NotApplicable {
			continue
		}
		if counts[result.Reason]++; counts[result.Reason] == 1 {
			reasons = append(reasons, result.Reason)
		}
	}
	slices.SortStableFunc(reasons, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	for _, reason := range reasons {
		lines = append(lines, fmt.Sprintf("Not applicable: %s: %s", scenarios(counts[reason]), reason))
	}
	return lines
}

func moreOf(n int) string { return fmt.Sprintf("%d more", n) }

// markdownCauses lists the scenarios that did not go well, each cause once.
func (r *Report) markdownCauses(b *strings.Builder) {
	causes := r.causes()
	if len(causes) == 0 {
		return
	}
	b.WriteString("\n### What went wrong\n\n| first scenario | | why | like it |\n|---|---|---|---:|\n")
	for _, c := range causes {
		more := ""
		if c.more > 0 {
			more = "and " + moreOf(c.more)
		}
		fmt.Fprintf(b, "| %s (%s) | %s | %s | %s |\n", cell(c.first.Name), c.first.ID, c.first.Outcome, cell(c.first.why()), more)
	}
	for _, c := range causes[:min(3, len(causes))] {
		if line := r.repeat(c.first); line != "" {
			fmt.Fprintf(b, "\n%s:\n\n```sh\n%s\n```\n", c.first.ID, strings.ReplaceAll(line, "```", "` ` `"))
		}
	}
}

// why gives the first finding or, without one, the reason.
func (r Result) why() string {
	if len(r.Findings) > 0 {
		return r.Findings[0].Error()
	}
	return firstLine(r.Reason)
}
