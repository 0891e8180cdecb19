package aggregator

import (
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// Step tells what the consumer sees now (4.2); it counts as a poll, and what that
// brings about comes after the answer. Who knows the flow's id is the consumer.
// NotFound.
func (a *Aggregator) Step(id string) (s Step, err error) {
	err = a.visit("step", id, func(l *life, f *flow) error {
		s = l.step(f)
		if f == l.flow {
			l.poll()
		}
		return nil
	})
	return s, err
}

// step tells where a flow stands. What it asks is told of the running one alone.
func (l *life) step(f *flow) Step {
	s := Step{
		Flow: f.ID, Session: l.session.ID, State: f.State, Context: f.Context, Bank: f.Choice,
		Language: l.Request.Language, Return: l.Request.RedirectReturnURL,
	}
	if f.State.Over() {
		s.Message, s.Error = endings[f.State], f.Error.shown()
		return s
	}
	s.Back = l.back() != ""
	if f.State == Processing {
		s.Wait = waitFor(f)
		return s
	}
	if f.Redirect != "" {
		s.Redirect = &Redirect{ID: f.Redirect}
		s.Message = "Please log in at your bank to go on"
		return s
	}
	s.Form = l.form()
	if f.Context == AtConsent {
		s.Scope = l.reading()
	}
	if p := f.Problem; p != nil {
		s.Error = p.told()
	}
	return s
}

var endings = map[FlowState]string{
	Finished: "Done: your data have been read", Aborted: "Nothing was read: you have stopped here", Exception: "This did not work",
}

// told is a problem as the consumer may know it; one of a form's element only is
// told there.
func (p *problem) told() *Failure {
	if p.Failure.Category == "" {
		return nil
	}
	return p.Failure.shown()
}

// pollAfter is when to look again; inferred.
const pollAfter = time.Second

func waitFor(f *flow) *Wait {
	w := &Wait{PollAfter: pollAfter, Message: "Please wait: your bank is working on it"}
	if f.Context == AtSCA {
		w.Message = "Please confirm in your bank's app or on your device"
	}
	return w
}

// formName is the form_identifier of the present step.
func (l *life) formName() string {
	f := l.flow
	if f.State != InputNeeded || f.Redirect != "" {
		return ""
	}
	if f.Context == AtSCA {
		return KeyOTP
	}
	return string(f.Context)
}

// form is what the present step asks.
func (l *life) form() *Form {
	out := &Form{Identifier: l.formName(), Elements: l.elements()}
	if p := l.flow.Problem; p != nil && p.Key != "" {
		if i := slices.IndexFunc(out.Elements, func(e Element) bool { return e.Key == p.Key }); i >= 0 {
			out.Elements[i].Error = p.Failure.Message
		}
	}
	return out
}

func (l *life) elements() []Element {
	switch l.flow.Context {
	case AtBank:
		return []Element{{Key: KeyBank, Kind: KindSearch, Label: "Your bank", Options: bankOptions(l.offered()), Hint: countryCode(l.Request.PreselectedCountry)}}
	case AtMethod:
		return []Element{{Key: KeyMethod, Kind: KindChoice, Label: "How do you log in?", Options: methodOptions(l.flow.Choice.methods(l.Request.Access))}}
	case AtCredentials:
		return []Element{
			{Key: KeyUsername, Kind: KindText, Label: "Username"},
			{Key: KeyPassword, Kind: KindPassword, Label: "Password"},
		}
	case AtSCA:
		return []Element{{Key: KeyOTP, Kind: KindOTP, Label: "One-time password", Hint: "Any will do at the test banks"}}
	case AtAccounts:
		return []Element{l.accountElement()}
	}
	return []Element{{Key: KeyConsent, Kind: KindConfirm, Label: "I agree that these data are read"}}
}

// offered are the banks that the consumer can choose: of the countries that the
// client allows, with a connection that it wants.
func (l *life) offered() []Bank {
	banks := l.a.Banks()
	if len(l.Request.AllowedCountries) == 0 && !l.Request.Access.forces() {
		return banks
	}
	return slices.DeleteFunc(slices.Clone(banks), func(b Bank) bool {
		return !l.Request.allows(b.Country) || len(b.methods(l.Request.Access)) == 0
	})
}

func bankOptions(banks []Bank) []Option {
	out := make([]Option, len(banks))
	for i := range banks {
		out[i] = banks[i].option
	}
	return out
}

func methodOptions(methods []Method) (out []Option) {
	for _, m := range methods {
		out = append(out, Option{Value: m.ID, Label: m.Name})
	}
	return out
}

func (l *life) accountElement() Element {
	s := l.selection()
	e := Element{Key: KeyAccountID, Kind: KindChoice, Label: "Which account?"}
	if s.many {
		e.Kind, e.Label = KindChoices, "Which accounts?"
	}
	for _, h := range s.options {
		e.Options = append(e.Options, Option{Value: h.id(l.flow.Choice), Label: h.label(), Hint: h.info.Holder})
	}
	return e
}

// reading is what the consumer is asked to agree to.
func (l *life) reading() *Reading {
	f := l.flow
	r := &Reading{Type: f.Type, Reports: f.Request.IntendedReports, From: f.Frame.From, To: f.Frame.To}
	for _, h := range l.readable(f) {
		r.Accounts = append(r.Accounts, h.label())
	}
	if f.Type == InsightsRefresh && f.Request.Store != "" && f.Request.Store != StoreNo && l.Request.lifetime() > 0 && l.consents() {
		r.Stored, r.Until = true, reports.DayOf(l.now).Add(l.Request.lifetime())
	}
	return r
}
