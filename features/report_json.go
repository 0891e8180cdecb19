package features

import (
	"bufio"
	"bytes"
	_ "embed" // for the schema
	"encoding/json"
	"io"
	"slices"
)

//go:embed report.schema.json
var reportSchema []byte

// ReportSchema gives the JSON Schema (draft-07) of report.json.
func ReportSchema() []byte { return slices.Clone(reportSchema) }

// told is a result as the files tell it, with its evidence.
type told struct {
	Result
	Evidence []Evidence `json:"exchanges"`
}

// scenarios gives the results with their evidence, made once for all files.
func (r *Report) scenarios() []told {
	if r.told == nil {
		for _, result := range r.Results {
			r.told = append(r.told, told{result, r.mask.evidence(result.Exchanges)})
		}
	}
	return r.told
}

// json writes the whole run as one JSON object, SandbankReport, scenario after
// scenario: they are many.
func (r *Report) json(w io.Writer) error {
	type plain Report // without its methods
	head, err := json.MarshalIndent(struct {
		*plain
		Verdict string `json:"verdict"`
		Results []int  `json:"scenarios,omitempty"` // over those of plain
	}{(*plain)(r), r.Verdict(), nil}, "", " ")
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(w, 64<<10)
	b.Write(bytes.TrimSuffix(head, []byte("\n}")))
	b.WriteString(",\n \"scenarios\": [")
	for i, t := range r.scenarios() {
		text, err := json.MarshalIndent(t, "  ", " ")
		if err != nil {
			return err
		}
		b.WriteString([]string{"\n  ", ",\n  "}[min(i, 1)])
		b.Write(text)
	}
	b.WriteString("\n ]\n}\n")
	return b.Flush() // with the first error of all writes
}
