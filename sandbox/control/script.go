package control

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// scenarioOut is a scenario as the list tells it.
type scenarioOut struct {
	Name    string `json:"name"`
	About   string `json:"about,omitempty"`
	Extends string `json:"extends,omitempty"`
	File    string `json:"file"`
	Line    int    `json:"line"`
}

func (s *server) listScenarios(w http.ResponseWriter, _ *http.Request) error {
	out := []scenarioOut{}
	for _, sc := range s.cfg.Tenants.Scenarios().List() {
		out = append(out, scenarioOut{sc.Name, sc.About, sc.Extends, sc.File, sc.Line})
	}
	return writeJSON(w, http.StatusOK, map[string][]scenarioOut{"scenarios": out})
}

// loadScenarios adds a scenario file, sent as it is, to what all tenants know.
func (s *server) loadScenarios(w http.ResponseWriter, r *http.Request) error {
	file, err := segment(r, "file")
	if err != nil {
		return err
	}
	src, err := readBody(w, r)
	if err != nil {
		return err
	}
	if err := s.cfg.Tenants.LoadScenarios(file, src); err != nil {
		return fmt.Errorf("%w: %w", errScenario, err)
	}
	return s.listScenarios(w, r)
}

// named is the name of a scenario or a signal in a request body.
type named struct {
	Name string `json:"name"`
}

// setDefault names the scenario for new consents that nothing else chooses.
func setDefault(w http.ResponseWriter, r *http.Request, t Tenant) error {
	var in named
	if err := decode(w, r, &in); err != nil {
		return err
	}
	return done(w, t.Bank.SetDefault(in.Name))
}

// enqueue names the scenario of the next consents.
func enqueue(w http.ResponseWriter, r *http.Request, t Tenant) error {
	in := struct {
		Name  string `json:"name"`
		Times int    `json:"times"`
	}{Times: 1}
	if err := decode(w, r, &in); err != nil {
		return err
	}
	return done(w, t.Bank.Enqueue(in.Name, in.Times))
}

// explain tells which scenario a consent would get, and why. Nothing is used
// up.
func explain(w http.ResponseWriter, r *http.Request, t Tenant) error {
	q, err := query(r, "header", "path", "psu", "client", "permissions", "from", "to", "body")
	if err != nil {
		return err
	}
	facts := scenario.Facts{
		Header: q.Get("header"), Path: q.Get("path"), PSU: aggregator.Keyword(q.Get("psu")), Client: q.Get("client"),
		From: q.Get("from"), To: q.Get("to"), Body: []byte(q.Get("body")),
	}
	if codes := q.Get("permissions"); codes != "" {
		facts.Permissions = strings.Split(codes, ",")
	}
	selection, err := t.Bank.Explain(facts)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, selection)
}
