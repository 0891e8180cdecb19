package insights

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
	"github.com/sandbank-dev/sandbank/schemas"
)

// The body and the answer of the modular form, which is deprecated (6.6): several
// reports at once, told account by account.
type (
	modularIn struct {
		Consumer string     `json:"insights_consumer_id"`
		Accounts []string   `json:"insights_account_ids"`
		Excluded []string   `json:"excluded_insights_account_ids"`
		Reports  []moduleIn `json:"reports"`
	}
	moduleIn struct {
		Type    string          `json:"type"`
		Options json.RawMessage `json:"options"`
	}
	modularOut struct {
		Accounts []moduleOut `json:"accounts"`
	}
	moduleOut struct {
		ID      string `json:"insights_account_id"`
		Reports []any  `json:"reports"`
	}
)

// A module is one report that was asked for, and where in the body.
type module struct {
	path string
	reportIn
}

// createModularReport is POST reports/create. Its reports are of one account each,
// whatever they say of combining; that the options of a report are what its own call
// takes, and that each report is made once at most, are inferred.
func (s *server) createModularReport(c *call, in *modularIn) (answer, error) {
	c.about(in.Consumer)
	if err := storage.Refuse("read body", in.check(s)); err != nil { // the schema found nothing
		return answer{}, err
	}
	asked, _ := in.modules()
	out := modularOut{Accounts: []moduleOut{}}
	for _, m := range asked {
		made, err := s.cfg.Storage.Report(c.owner(), m.scope(), m.request(m.kind))
		if err != nil {
			return answer{}, m.at(err)
		}
		for i, one := range reportOuts(in.Consumer, made) {
			out.add(made[i].Accounts[0], one)
		}
	}
	return ok(out)
}

// add puts a report to its account.
func (out *modularOut) add(id string, report any) {
	i := slices.IndexFunc(out.Accounts, func(m moduleOut) bool { return m.ID == id })
	if i < 0 {
		i = len(out.Accounts)
		out.Accounts = append(out.Accounts, moduleOut{ID: id})
	}
	out.Accounts[i].Reports = append(out.Accounts[i].Reports, report)
}

// modules reads the options of each report by the schema of its own call.
func (in *modularIn) modules() (asked []module, bad []storage.Violation) {
	for i, one := range in.Reports {
		m := module{path: fmt.Sprintf("reports[%d]", i)}
		kind := reports.Kind(one.Type)
		schema, known := reportSchemas[kind]
		if !known {
			bad = append(bad, storage.Violation{Code: storage.InvalidValue, Path: m.path + ".type",
				Message: fmt.Sprintf("%s is no report: the nearest is %s", wire.Quote(one.Type), schemas.Nearest(one.Type, reports.Kinds()))})
			continue
		}
		m.kind = kind
		if slices.ContainsFunc(asked, func(other module) bool { return other.kind == kind }) {
			bad = append(bad, storage.Violation{Code: storage.InvalidValue, Path: m.path + ".type",
				Message: one.Type + " is asked for already: each report is made at most once in an answer"})
			continue
		}
		bad = append(bad, m.read(schema, one.Options)...)
		m.Consumer, m.Accounts, m.Excluded, m.Combine = in.Consumer, in.Accounts, in.Excluded, ""
		asked = append(asked, m)
	}
	return asked, bad
}

// read decodes options, which say nothing of the consumer.
func (m *module) read(schema string, options []byte) (bad []storage.Violation) {
	if len(options) == 0 {
		options = empty
	}
	found, err := schemas.Validate(schema, options)
	if err != nil { // not reached: the schemas are those of the routes
		panic(err)
	}
	found = slices.DeleteFunc(found, func(v schemas.Violation) bool { return ofScope(v.Path) })
	d := decode(options, &m.reportIn)
	for _, v := range merge(d.explain(found), d.bad) {
		v.Path = m.path + ".options." + v.Path
		bad = append(bad, v)
	}
	return bad
}

// ofScope tells whether a member says whose data a report is of, which the modular
// form says once for all.
func ofScope(path string) bool {
	return strings.HasPrefix(path, "insights_consumer_id") || strings.HasPrefix(path, "insights_account_ids") ||
		strings.HasPrefix(path, "excluded_insights_account_ids")
}

// at puts a refusal where its report stands.
func (m *module) at(err error) error {
	e, ok := errors.AsType[*storage.Error](err)
	if !ok {
		return err
	}
	again := *e
	again.Violations = m.placed(e.Violations)
	return &again
}

// placed are violations where the report stands that they are of.
func (m *module) placed(found []storage.Violation) []storage.Violation {
	found = slices.Clone(found)
	for i, v := range found {
		if v.Path != "" && !ofScope(v.Path) {
			found[i].Path = m.path + ".options." + v.Path
		}
	}
	return found
}
