package aggregator

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/schemas"
)

// Complete has a consumer go through a flow without the app (7.4), by the very
// steps and answers of the app, until the flow is over or the bank works; then she
// goes on by herself when it has done. NotFound; Conflict if the flow is over;
// Invalid if the visitor names a bank, a method or an account that is not offered, a
// bank other than the one that is chosen already, or no result of a redirect.
func (a *Aggregator) Complete(id string, v Visitor) (told Flow, err error) {
	const op = "complete flow"
	err = a.visit(op, id, func(l *life, f *flow) error {
		if f.State.Over() {
			return conflict(op, "the flow is over: it is %s", f.State)
		}
		if err := v.fits(op, f); err != nil {
			return err
		}
		f.Visitor = &v
		if err := l.walk(op); err != nil {
			return err
		}
		told = l.told(f, 0)
		return nil
	})
	return told, err
}

// fits checks what no step would: the result of a redirect, and the bank where it is
// chosen already. Once the consumer has logged in, the bank is no question any more (2.3).
func (v *Visitor) fits(op string, f *flow) error {
	if !slices.Contains(redirectResults, cmp.Or(v.Result, redirectResults[0])) {
		return invalid(op, "result", quote(v.Result)+" is no result of a redirect: "+strings.Join(redirectResults, ", ")+"; the nearest is "+schemas.Nearest(v.Result, redirectResults))
	}
	if f.Choice == nil || f.Login != nil {
		return nil
	}
	is := f.Choice.Country + " " + f.Choice.Code
	switch {
	case v.Bank != "" && !strings.EqualFold(v.Bank, f.Choice.Code):
		return invalid(op, "bank_code", quote(v.Bank)+" is not the flow's bank, which is "+is+" already")
	case v.Country != "" && countryCode(v.Country) != f.Choice.Country:
		return invalid(op, "country_code", quote(v.Country)+" is not the country of the flow's bank, which is "+is+" already")
	}
	return nil
}

// redirectResults are the words with which a consumer comes back from the bank's own
// page; the first is the usual. All but that are inferred (8.1).
var redirectResults = []string{"success", "failure", "abort"}

// goOn lets whoever goes through the flow by herself take the steps that there are
// now. Who names what is not offered gives up.
func (l *life) goOn() {
	if l.walk("go on") != nil {
		l.flow.Visitor = nil
	}
}

// walk answers step after step. An answer that brings the same step again ends it:
// the visitor has no other.
func (l *life) walk(op string) error {
	for f := l.flow; f.Visitor != nil && f.State == InputNeeded; {
		if f.Context == AtAccounts {
			f.Visitor = l.spelt(f.Visitor)
		}
		in, err := f.Visitor.answer(op, l.step(f))
		if err != nil {
			f.Visitor = nil
			return err
		}
		if err := l.answer(op, in); err != nil {
			f.Visitor = nil
			return err
		}
		if f.Problem != nil {
			f.Visitor = nil
		}
	}
	return nil
}

// spelt is the visitor with the accounts by their ids at the bank, where a scenario
// file has named them by those of the fixtures.
func (l *life) spelt(v *Visitor) *Visitor {
	out := *v
	out.Accounts = slices.Clone(v.Accounts)
	for _, h := range l.selection().options {
		if i := slices.Index(out.Accounts, h.ledger); i >= 0 {
			out.Accounts[i] = h.id(l.flow.Choice)
		}
	}
	return &out
}

// The usual answers of a visitor: a username that is no keyword, and the password
// and one-time password of the test bank (8.1).
const (
	usualUsername = "consumer"
	usualPassword = "12345"
	usualOTP      = "12345"
)

// answer is what the visitor says to a step.
func (v *Visitor) answer(op string, s Step) (Input, error) {
	if v.Aborts {
		return Input{Action: ActionAbort}, nil
	}
	if s.Redirect != nil {
		return Input{RedirectID: s.Redirect.ID, ReturnURL: "?result=" + cmp.Or(v.Result, redirectResults[0])}, nil
	}
	in := Input{Form: s.Form.Identifier}
	say := func(key, value string) { in.Data = append(in.Data, Field{key, value}) }
	switch s.Context {
	case AtBank:
		value, err := v.bank(op, s.Form.Elements[0].Options)
		say(KeyBank, value)
		return in, err
	case AtMethod:
		value, err := v.method(op, s.Form.Elements[0].Options)
		say(KeyMethod, value)
		return in, err
	case AtCredentials:
		say(KeyUsername, cmp.Or(v.Username, usualUsername))
		say(KeyPassword, cmp.Or(v.Password, usualPassword))
	case AtSCA:
		say(KeyOTP, cmp.Or(v.OTP, usualOTP))
	case AtAccounts:
		values, err := v.accounts(op, s.Form.Elements[0])
		for _, value := range values {
			say(KeyAccountID, value)
		}
		return in, err
	default:
		say(KeyConsent, "true")
	}
	return in, nil
}

// bank chooses the bank that the visitor names, by its code and maybe its country;
// the Demo Bank if none is named, else the first.
func (v *Visitor) bank(op string, options []Option) (string, error) {
	country, code := cmp.Or(v.Country, "DE"), cmp.Or(v.Bank, testBanks[0].Code)
	want := countryCode(country) + ":" + code
	i := slices.IndexFunc(options, func(o Option) bool { return o.Value == want })
	if i < 0 && v.Country == "" {
		i = slices.IndexFunc(options, func(o Option) bool { return o.Hint[len("DE "):] == code })
	}
	switch {
	case i >= 0:
		return options[i].Value, nil
	case v.Bank == "" && len(options) > 0:
		return options[0].Value, nil
	}
	return "", notOffered(op, "bank_code", "bank", want, options)
}

// method chooses the method that the visitor names by its id or name; the first if
// none is named.
func (v *Visitor) method(op string, options []Option) (string, error) {
	for _, o := range options {
		if v.Method == "" || v.Method == o.Value || v.Method == o.Label {
			return o.Value, nil
		}
	}
	return "", notOffered(op, "method", "method", v.Method, options)
}

// accounts chooses the accounts that the visitor names, by their ids, IBANs or
// names; the first if none is named, and all of them for "all" where there may be
// more than one.
func (v *Visitor) accounts(op string, e Element) (values []string, err error) {
	word := ""
	if len(v.Accounts) == 1 {
		word = v.Accounts[0]
	}
	switch {
	case word == "all" && e.Kind == KindChoices:
		for _, o := range e.Options {
			values = append(values, o.Value)
		}
		return values, nil
	case len(v.Accounts) == 0, word == "all", word == "first":
		return []string{e.Options[0].Value}, nil
	}
	for i, name := range v.Accounts {
		at := slices.IndexFunc(e.Options, func(o Option) bool { return o.known(name) })
		if at < 0 {
			return nil, notOffered(op, fmt.Sprintf("accounts[%d]", i), "account", name, e.Options)
		}
		values = append(values, e.Options[at].Value)
	}
	if e.Kind == KindChoice && len(values) > 1 {
		return nil, invalid(op, "accounts", "one account can be chosen here")
	}
	return values, nil
}

// known tells whether an account's option goes by a name.
func (o Option) known(name string) bool {
	return o.Value == name || o.Label == name || o.Label == o.alias()+" "+plainIBAN(name) || o.alias() == name
}

// alias is the label without the IBAN behind it.
func (o Option) alias() string {
	for i := len(o.Label) - 1; i > 0; i-- {
		if o.Label[i] == ' ' {
			return o.Label[:i]
		}
	}
	return o.Label
}

func notOffered(op, path, what, name string, options []Option) error {
	var words []string
	for _, o := range options {
		words = append(words, o.Value, o.Label)
	}
	message := fmt.Sprintf("no %s %s is offered", what, quote(name))
	if near := schemas.Meant(name, words); near != "" {
		message += "; did you mean " + near + "?"
	}
	return storage.Refuse(op, []Violation{{Code: storage.InvalidValue, Path: path, Message: message}})
}
