package features

import (
	"strings"

	messages "github.com/cucumber/messages/go/v21"
)

// script writes scenarios as one feature for godog, in this order, each named
// by its id. So selection and order are ours alone, over all files, and godog
// cannot run what was not planned.
func script(items []*item) []byte {
	var b strings.Builder
	b.WriteString("Feature: plan\n")
	for _, it := range items {
		b.WriteString("Scenario: " + it.id + "\n")
		for _, s := range it.pickle.Steps {
			b.WriteString(keywordOf(s.Type) + " " + s.Text + "\n")
			writeArgument(&b, s.Argument)
		}
	}
	return []byte(b.String())
}

func keywordOf(t messages.PickleStepType) string {
	switch t {
	case messages.PickleStepType_CONTEXT:
		return "Given"
	case messages.PickleStepType_ACTION:
		return "When"
	case messages.PickleStepType_OUTCOME:
		return "Then"
	}
	return "*"
}

// cells escapes what means something inside a table.
var cells = strings.NewReplacer(`\`, `\\`, `|`, `\|`, "\n", `\n`)

func writeArgument(b *strings.Builder, a *messages.PickleStepArgument) {
	switch {
	case a == nil:
	case a.DocString != nil:
		text := strings.ReplaceAll(a.DocString.Content, `"""`, `\"\"\"`)
		b.WriteString(`"""` + a.DocString.MediaType + "\n" + text + "\n\"\"\"\n")
	case a.DataTable != nil:
		for _, row := range a.DataTable.Rows {
			for _, cell := range row.Cells {
				b.WriteString("| " + cells.Replace(cell.Value) + " ")
			}
			b.WriteString("|\n")
		}
	}
}
