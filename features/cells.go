package features

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// cellTag marks a scenario that is a cell of the permission matrix: what one set
// of permissions does to one operation.
const cellTag = "permission-matrix"

// A Matrix tells how much of the permission matrix a run has tested. Its cells
// are all that the suite has, those too that the run's tags leave out.
type Matrix struct {
	Tested   int             `json:"tested"`
	Total    int             `json:"total"`
	Untested []UntestedCells `json:"untested"` // the most frequent reason first
}

// UntestedCells are cells of which nothing was shown, for one reason.
type UntestedCells struct {
	Reason string `json:"reason"`
	Cells  []Cell `json:"cells"`
}

// A Cell is a scenario of the matrix.
type Cell struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// cellsOf gives the scenarios that are cells, in order.
func cellsOf(items []*item) (cells []Cell) {
	for _, it := range items {
		if it.has(cellTag) {
			cells = append(cells, Cell{it.id, it.name()})
		}
	}
	slices.SortFunc(cells, func(a, b Cell) int { return compareIDs(a.ID, b.ID) })
	return cells
}

// matrixOf counts the cells of which the results show something, be it a fault.
func matrixOf(cells []Cell, results []Result) Matrix {
	m := Matrix{Total: len(cells), Untested: []UntestedCells{}}
	ended := make(map[string]Result, len(results))
	for _, r := range results {
		ended[r.ID] = r
	}
	at := map[string]int{}
	for _, c := range cells {
		reason := untestedFor(ended[c.ID])
		if reason == "" {
			m.Tested++
			continue
		}
		i, known := at[reason]
		if !known {
			i = len(m.Untested)
			at[reason] = i
			m.Untested = append(m.Untested, UntestedCells{Reason: reason})
		}
		m.Untested[i].Cells = append(m.Untested[i].Cells, c)
	}
	slices.SortStableFunc(m.Untested, func(a, b UntestedCells) int { return cmp.Compare(len(b.Cells), len(a.Cells)) })
	return m
}

// untestedFor says why a cell's result shows nothing, or "" if it does.
func untestedFor(r Result) string {
	switch r.Outcome {
	case Passed, Warning, Failed, Waived:
		return ""
	case "":
		return "not run: the tags do not select it, or the run ended before"
	case NotApplicable:
		return "not applicable: " + firstLine(r.Reason)
	}
	return string(r.Outcome) + ": " + passing.ReplaceAllString(firstLine(r.Reason), "…")
}

// Line says it in one sentence; "" where the suite has no matrix.
func (m Matrix) Line() string {
	if m.Total == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d cells of the permission matrix tested", m.Tested, m.Total)
}

// Reasons says of each group of untested cells how many they are and why.
func (m Matrix) Reasons() (lines []string) {
	for _, u := range m.Untested {
		lines = append(lines, fmt.Sprintf("%d untested: %s", len(u.Cells), u.Reason))
	}
	return lines
}

// markdownMatrix says it in the summary, with the cells that are untested.
func (r *Report) markdownMatrix(b *strings.Builder) {
	if r.Matrix.Total == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s.\n", r.Matrix.Line())
	if len(r.Matrix.Untested) == 0 {
		return
	}
	b.WriteString("\n| untested cells | why | which |\n|---:|---|---|\n")
	for _, u := range r.Matrix.Untested {
		ids := make([]string, len(u.Cells))
		for i, c := range u.Cells {
			ids[i] = c.ID
		}
		fmt.Fprintf(b, "| %d | %s | %s |\n", len(u.Cells), cell(u.Reason), cell(strings.Join(ids, ", ")))
	}
}

// matrix says on the terminal how much of the permission matrix was tested.
func (p *progress) matrix(m Matrix) {
	if m.Total == 0 {
		return
	}
	p.printf("%s\n", m.Line())
	for _, line := range m.Reasons() {
		p.printf("  %s\n", line)
	}
}
