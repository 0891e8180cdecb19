package bank

import (
	"errors"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// script is the scenario of that name as the files have it now; one that has
// gone from them leaves everything to the customer.
func (b *Bank) script(name string) scenario.Scenario {
	if s, ok := b.scenario(name); ok {
		return s
	}
	return scenario.Scenario{Name: name, Customer: scenario.Customer{Does: scenario.Ask}}
}

// mustKnow is nil for the name of a scenario. Invalid otherwise.
func (b *Bank) mustKnow(op, name string) error {
	if _, ok := b.scenario(name); ok {
		return nil
	}
	return invalid(op, "scenario", "there is no scenario "+quote(name), b.cfg.Scenarios().Nearest(name))
}

// places are where an AISP can name a scenario, as a Violation tells it.
var places = map[string]Violation{
	scenario.RuleHeader: {Code: "Header.Invalid", Path: "x-sandbox-scenario"},
	scenario.RuleBody:   {Code: "Field.Invalid", Path: "Data.SupplementaryData"},
}

// unknown makes a scenario's unknown name the refusal of a request.
func unknown(op string, err error) error {
	var u *scenario.UnknownError
	if !errors.As(err, &u) {
		return err
	}
	v, ok := places[u.Rule]
	if !ok {
		v = Violation{Code: "Field.Invalid", Path: "scenario"}
	}
	u = &scenario.UnknownError{Rule: u.Rule, Name: clip(u.Name), Near: u.Near}
	v.Message = u.Error()
	return &Error{Op: op, Kind: Invalid, Violations: []Violation{v}}
}
