package main

import (
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// listed puts words in a row.
func listed(words []string) string { return strings.Join(words, ", ") }

// text is the proof for a terminal, which has shown each mutant already: the
// score of each requirement, what speaks against the proof, and on the last line
// what came of it.
func (p *proof) text() string {
	var b strings.Builder
	fmt.Fprintln(&b, "\nrequirement     mutants  kills")
	for _, r := range p.Requirements {
		if r.Mutants > 0 {
			fmt.Fprintf(&b, "%-15s %7d %6d\n", r.ID, r.Mutants, r.Kills)
		}
	}
	fmt.Fprintln(&b)
	for _, reason := range p.Reasons {
		fmt.Fprintln(&b, reason)
	}
	if p.Unnamed > 0 {
		fmt.Fprintln(&b, p.overstated())
	}
	fmt.Fprintln(&b, p.score())
	return b.String()
}

// overstated tells which mutants were killed, and not by all that they are said to
// break. The proof may hold all the same.
func (p *proof) overstated() string {
	var all []string
	for _, t := range p.Trials {
		if t.Killed && len(t.Unnamed) > 0 {
			all = append(all, fmt.Sprintf("%s (%s)", t.ID, listed(t.Unnamed)))
		}
	}
	return fmt.Sprintf("no finding names all that is broken by %d of %d mutants: %s", p.Unnamed, p.Mutants, strings.Join(all, "; "))
}

// line tells how the suite did against one mutant, whose id is written in width
// columns.
func (t *trial) line(width int) string {
	return fmt.Sprintf("%-8s  %-*s  %s\n", t.word(), width, t.ID, t.by())
}

func (t *trial) word() string {
	if t.Killed {
		return "killed"
	}
	return "SURVIVED"
}

// by tells what killed a mutant, or what was seen of it all the same.
func (t *trial) by() string {
	if t.Killed {
		var ids []string
		for _, k := range t.Kills {
			ids = append(ids, k.Requirement)
		}
		by := "by " + listed(ids) + " in " + t.Kills[0].Scenario
		if rest := t.unnamed(); len(rest) > 0 {
			by += "; nothing names " + listed(rest)
		}
		return by
	}
	why := "breaks " + listed(t.Breaks)
	if t.Error != "" {
		return why + "; the run ended early: " + t.Error
	}
	return fmt.Sprintf("%s; %d scenarios found %s", why, t.Scenarios, t.seen())
}

// seen lists the requirements that were found missed, and how often.
func (t *trial) seen() string {
	var all []string
	for _, id := range slices.Sorted(maps.Keys(t.Findings)) {
		all = append(all, fmt.Sprintf("%s ×%d", id, t.Findings[id]))
	}
	if all == nil {
		return "nothing"
	}
	return listed(all)
}

// score is the proof in one line.
func (p *proof) score() string {
	verdict := "the proof holds"
	if !p.Holds {
		verdict = "THE PROOF DOES NOT HOLD"
	}
	musts, proven := 0, 0
	for _, r := range p.Requirements {
		musts += count(r.Keyword == "MUST")
		proven += count(r.Keyword == "MUST" && r.Kills > 0)
	}
	all := ""
	if p.Whole {
		all = fmt.Sprintf(", %d of %d MUSTs proven", proven, musts)
	}
	return fmt.Sprintf("%s: %d of %d mutants killed%s, %d scenarios passed by the good bank; %.1f s, seed %d",
		verdict, p.Killed, p.Mutants, all, p.Good.Scenarios, float64(p.Milliseconds)/1000, p.Seed)
}

// write writes the proof into a folder, for machines, for a pull request and
// for a browser.
func (p *proof) write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, render := range map[string]func() ([]byte, error){
		"prove.json": p.json, "prove.md": p.markdown, "prove.html": p.html,
	} {
		text, err := render()
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), text, 0o644)
		}
		if err != nil {
			return fmt.Errorf("report %s: %w", name, err)
		}
	}
	return nil
}

func (p *proof) json() ([]byte, error) {
	text, err := json.MarshalIndent(p, "", "  ")
	return append(text, '\n'), err
}

func (p *proof) markdown() ([]byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "# Proof\n\n%s\n\n", p.score())
	for _, reason := range p.Reasons {
		fmt.Fprintf(&b, "- %s\n", reason)
	}
	if p.Unnamed > 0 {
		fmt.Fprintf(&b, "\n%s\n", p.overstated())
	}
	fmt.Fprint(&b, "\n| mutant | | how the bank lies | by |\n|---|---|---|---|\n")
	for _, t := range p.Trials {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", t.ID, t.word(), t.About, strings.ReplaceAll(t.by(), "|", `\|`))
	}
	fmt.Fprint(&b, "\n| requirement | | mutants | kills |\n|---|---|---|---|\n")
	for _, r := range p.Requirements {
		fmt.Fprintf(&b, "| %s | %s | %d | %d |\n", r.ID, r.Keyword, r.Mutants, r.Kills)
	}
	return []byte(b.String()), nil
}

// A cell of the matrix tells what one mutant showed of one requirement.
type cell struct {
	Class, Mark, Title string
}

// row gives a mutant's cells, one for each requirement.
func (p *proof) row(t trial) []cell {
	cells := make([]cell, len(p.Requirements))
	for i, r := range p.Requirements {
		cells[i] = t.cell(r.ID)
	}
	return cells
}

func (t *trial) cell(id string) cell {
	for _, k := range t.Kills {
		if k.Requirement == id {
			return cell{"kill", "●", k.Scenario + ": " + k.Finding}
		}
	}
	for _, broken := range t.Breaks {
		if broken == id {
			return cell{"broken", "○", "broken, and not what killed it"}
		}
	}
	if n := t.Findings[id]; n > 0 {
		return cell{"noted", "·", fmt.Sprintf("%d findings besides", n)}
	}
	return cell{}
}

func (p *proof) html() ([]byte, error) {
	var b strings.Builder
	err := provePage.Execute(&b, map[string]any{"Proof": p, "Score": p.score(), "Row": p.row})
	return []byte(b.String()), err
}

// provePage is the matrix as one file that needs no other.
var provePage = template.Must(template.New("prove").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Proof</title>
<style>
body{font:14px/1.4 system-ui,sans-serif;margin:1.5rem;color:#1b1f23;background:#fff}
table{border-collapse:collapse}td,th{border:1px solid #d0d7de;padding:.15rem .4rem;text-align:left;font-weight:normal}
thead th{position:sticky;top:0;background:#fff;vertical-align:bottom}
th.id{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap;padding:.4rem .1rem}
th.name{position:sticky;left:0;background:#fff;white-space:nowrap}
td{text-align:center}.kill{background:#1a7f37;color:#fff}.broken{background:#eaeef2}.noted{color:#6e7781}
.survived{background:#cf222e;color:#fff}
</style>
<h1>Proof</h1>
<p>{{.Score}}</p>
{{with .Proof.Reasons}}<ul>{{range .}}<li>{{.}}</li>{{end}}</ul>{{end}}
<p>● the finding that names this requirement killed the mutant; ○ the mutant breaks it, and was killed by another; · found besides.</p>
<table><thead><tr><th class="name">mutant</th><th>how the bank lies</th>{{range .Proof.Requirements}}<th class="id" title="{{.Text}}">{{.ID}}</th>{{end}}</tr></thead>
<tbody>{{$row := .Row}}{{range .Proof.Trials}}<tr><th class="name{{if not .Killed}} survived{{end}}">{{.ID}}</th><th>{{.About}}</th>{{range call $row .}}<td{{with .Class}} class="{{.}}"{{end}}{{with .Title}} title="{{.}}"{{end}}>{{.Mark}}</td>{{end}}</tr>
{{end}}</tbody>
<tfoot><tr><th class="name">kills</th><th></th>{{range .Proof.Requirements}}<td>{{.Kills}}</td>{{end}}</tr></tfoot></table>
</html>
`))
