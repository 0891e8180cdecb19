package features

import (
	"bytes"
	_ "embed" // for the schema
	"encoding/json"
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

// json writes the whole run as one JSON object, SandbankReport.
func (r *Report) json() ([]byte, error) {
	type plain Report // without its methods, and with told scenarios over Results
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", " ")
	err := enc.Encode(struct {
		*plain
		Verdict string `json:"verdict"`
		Told    []told `json:"scenarios"`
	}{(*plain)(r), r.Verdict(), r.scenarios()})
	return b.Bytes(), err
}
