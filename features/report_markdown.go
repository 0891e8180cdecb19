package features

import (
	"fmt"
	"io"
	"strings"
)

// markdown writes the summary for a pull request's comment.
func (r *Report) markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## Sandbank: %s is %s\n\n", orElse(r.Target.Name, r.Target.BaseURL), r.Verdict())
	for _, reason := range r.Reasons {
		fmt.Fprintf(&b, "- %s\n", reason)
	}
	if len(r.Reasons) > 0 {
		b.WriteString("\n")
	}
	b.WriteString("| scenarios | |\n|---|---:|\n")
	fmt.Fprintf(&b, "| selected | %d |\n| planned | %d |\n| executed | %d |\n", r.Counts.Selected, r.Counts.Planned, r.Counts.Executed)
	for _, o := range Outcomes {
		fmt.Fprintf(&b, "| %s | %d |\n", o, r.Counts.Of(o))
	}
	fmt.Fprintf(&b, "\n%d answers seen, %d validated. %s%d of %d requirements shown to be kept. Profile %s, seed %d.\n",
		r.Responses.Seen, r.Responses.Validated, ended(r.edgeLine(), ". "), r.kept(), len(r.Requirements), r.Target.Profile, r.Seed)
	r.markdownMatrix(&b)
	for _, line := range r.notApplicable() {
		fmt.Fprintf(&b, "\n%s\n", cell(line))
	}
	for _, reading := range r.Readings {
		fmt.Fprintf(&b, "\n- %s", reading)
	}
	if len(r.Readings) > 0 {
		b.WriteString("\n")
	}
	r.markdownMissed(&b)
	r.markdownCauses(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// markdownMissed lists the requirements that findings name.
func (r *Report) markdownMissed(b *strings.Builder) {
	head := false
	for _, c := range r.Requirements {
		if c.Findings == 0 {
			continue
		}
		if !head {
			b.WriteString("\n### Missed requirements\n\n| requirement | | clause | what it asks | first finding |\n|---|---|---|---|---|\n")
			head = true
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", c.ID, c.Keyword, cell(c.Clause), cell(c.Text), cell(r.firstFinding(c.ID)))
	}
}

func (r *Report) firstFinding(id string) string {
	for _, result := range r.Results {
		for _, f := range result.Findings {
			if f.Requirement == id {
				return fmt.Sprintf("%s: expected %s, got %s (%s)", orElse(f.Where, "step"), f.Expected, f.Got, result.ID)
			}
		}
	}
	return ""
}

// cell makes a text fit into a table.
func cell(text string) string {
	text = strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;").Replace(text)
	if runes := []rune(text); len(runes) > 240 {
		return string(runes[:240]) + "…"
	}
	return text
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
