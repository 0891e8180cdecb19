package scenario

import "github.com/sandbank-dev/sandbank/fixtures/document"

// An origin is where in which file something stands.
type origin struct {
	file string
	document.Place
}

// Exits returns the ways out of a state: what the customer's word stands for,
// then the lifecycle's, in file order. The slice is the scenario's own: it is
// for reading.
func (sc Scenario) Exits(from State) []Exit {
	if sc.exits != nil {
		return sc.exits[from]
	}
	return sc.compute(from)
}

// compute is Exits for a scenario that no Set has prepared.
func (sc Scenario) compute(from State) []Exit {
	var out []Exit
	if from == AwaitingAuthorisation {
		out = sc.customerExits()
	}
	return append(out, sc.Lifecycle[from]...)
}

// customerExits is the customer's word in long form. Who walks away or is asked
// on the page leaves by no exit of the script.
func (sc Scenario) customerExits() []Exit {
	x := Exit{
		Upon: UponAuthorize, By: ByCustomer,
		File: sc.customerAt.file, Line: sc.customerAt.Line, Column: sc.customerAt.Column,
	}
	switch sc.Customer.Does {
	case Approves:
		x.To, x.Accounts = Authorised, sc.Customer.Accounts
	case Declines:
		x.To, x.Error, x.Reason = Rejected, "access_denied", "the customer declined"
	case FailsSCA:
		x.To, x.Error, x.Reason = Rejected, "access_denied", "strong customer authentication failed"
	default:
		return nil
	}
	return []Exit{x}
}

// Way is what the customer does at /authorize when the file may not say it: a
// lifecycle that leads out of AwaitingAuthorisation decides in the customer's
// place, so the customer is as good as away; with nothing at all to decide, the
// page asks.
func (sc Scenario) Way() Does {
	if sc.Customer.Does != Unsaid {
		return sc.Customer.Does
	}
	if len(sc.Lifecycle[AwaitingAuthorisation]) > 0 {
		return WalksAway
	}
	return Ask
}

// Persona is the demo customer at the bank's page when no username says
// otherwise: customer.as, else data.persona, else amal.
func (sc Scenario) Persona() string {
	switch {
	case sc.Customer.As != "":
		return sc.Customer.As
	case sc.Data.Persona != "":
		return sc.Data.Persona
	}
	return "amal"
}
