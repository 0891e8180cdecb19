package aggregator

import (
	"fmt"
	"net/url"
	"slices"
	"unicode/utf8"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// Answer takes what the consumer answers to a step and tells the next one (4.2).
// NotFound; Conflict if the answer does not fit the step, or the flow is over;
// Invalid if it is no answer at all. A value that will not do is no error: the step
// comes again and says so.
func (a *Aggregator) Answer(id string, in Input) (s Step, err error) {
	const op = "answer"
	err = a.visit(op, id, func(l *life, f *flow) error {
		if f.State.Over() {
			return conflict(op, "the flow is over: it is %s", f.State)
		}
		alone := f.Visitor
		f.Visitor = nil // somebody else has taken over
		if err := l.answer(op, in); err != nil {
			f.Visitor = alone
			return err
		}
		s = l.step(f)
		return nil
	})
	return s, err
}

func (l *life) answer(op string, in Input) error {
	f := l.flow
	switch in.Action {
	case "":
	case ActionAbort:
		// That this is ABORTED without an error is inferred (7.2).
		return l.move(move{to: Aborted, cause: "the consumer aborts"})
	case ActionBack:
		return l.goBack(op)
	default:
		return invalid(op, "action", "this is no action: "+ActionBack+" or "+ActionAbort)
	}
	if f.State != InputNeeded {
		return conflict(op, "nothing is asked now: the flow is %s", f.State)
	}
	if in.RedirectID != "" {
		return l.returned(op, in)
	}
	if in.Form == "" {
		return invalid(op, "form_identifier", "must be given, or redirect_id, or action")
	}
	if want := l.formName(); in.Form != want {
		return conflict(op, "the form does not fit the step: it asks for %s", quote(want))
	}
	f.Problem = nil
	l.fill(in)
	return nil
}

func invalid(op, path, message string) error {
	return storage.Refuse(op, []Violation{{Code: storage.InvalidValue, Path: path, Message: message}})
}

// fill takes a form.
func (l *life) fill(in Input) {
	switch l.flow.Context {
	case AtBank:
		l.chooseBank(in.value(KeyBank))
	case AtMethod:
		l.chooseMethod(in.value(KeyMethod))
	case AtCredentials:
		l.enter(in.value(KeyUsername), in.value(KeyPassword))
	case AtSCA:
		if l.given(KeyOTP, in.value(KeyOTP)) {
			l.process("one-time password")
		}
	case AtAccounts:
		l.chooseAccounts(in.values(KeyAccountID))
	case AtConsent:
		if in.value(KeyConsent) != "true" {
			l.ask(KeyConsent, "Without your agreement nothing can be read")
			return
		}
		l.agree()
	}
}

// value is the first answer to an element.
func (in *Input) value(key string) string {
	for _, f := range in.Data {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// values are all answers to an element.
func (in *Input) values(key string) (out []string) {
	for _, f := range in.Data {
		if f.Key == key {
			out = append(out, f.Value)
		}
	}
	return out
}

// ask notes what is wrong with an answer; the form comes again.
func (l *life) ask(key, message string) {
	l.flow.Problem = &problem{Key: key, Failure: Failure{Message: message}}
}

// longestAnswer is how many characters a text may have; inferred.
const longestAnswer = 256

// given tells whether an element was filled in.
func (l *life) given(key, value string) bool {
	switch {
	case value == "":
		l.ask(key, "Please fill this in")
	case utf8.RuneCountInString(value) > longestAnswer:
		l.ask(key, "This is too long")
	default:
		return true
	}
	return false
}

func (l *life) chooseBank(value string) {
	banks := l.offered()
	i := slices.IndexFunc(banks, func(b Bank) bool { return b.option.Value == value })
	if i < 0 {
		l.ask(KeyBank, "Please choose a bank from the list")
		return
	}
	l.flow.Choice = &Connection{Bank: banks[i]}
	at := l.byMethod()
	l.arrive(at, "bank "+value)
	if at == AtCredentials {
		l.withoutConsents()
	}
}

func (l *life) chooseMethod(value string) {
	i := slices.IndexFunc(l.flow.Choice.methods(l.Request.Access), func(m Method) bool { return m.ID == value })
	if i < 0 {
		l.ask(KeyMethod, "Please choose how to log in")
		return
	}
	m, _ := l.flow.Choice.method(value)
	l.bind(m)
	l.arrive(AtCredentials, "method "+value)
	l.withoutConsents()
}

// withoutConsents ends a flow that requires a consent at a bank that has none (7.3),
// and tells whether it did.
func (l *life) withoutConsents() bool {
	if l.flow.Request.Store != StoreRequired || l.flow.Type != InsightsRefresh || l.consents() {
		return false
	}
	_ = l.move(move{to: Exception, cause: "the bank has no consents", failure: failureOf(noConsents)})
	return true
}

// consents tells whether the bank can do consents: by PSD2 only (5.1), and not if
// the scenario's bank cannot.
func (l *life) consents() bool {
	s := l.a.script(l.flow.Script)
	return l.flow.Choice.Method.PSD2 && (s.Bank == "" || l.a.cfg.Scenarios().Offers(s.Bank, "consents"))
}

// enter is the login at the bank (8): the username decides what comes of it, and
// any password will do.
func (l *life) enter(username, password string) {
	if !l.given(KeyUsername, username) || !l.given(KeyPassword, password) {
		return
	}
	f := l.flow
	if f.Choice.miscounted(username) {
		l.ask(KeyUsername, fmt.Sprintf("%s is followed by a number from 0 to %d", generateAccounts, mostGenerated))
		return
	}
	l.recognise(username)
	s := l.a.script(f.Script)
	in := insightsOf(&s)
	switch {
	case in.Login == scenario.Refused:
		l.ask(KeyUsername, "The bank does not accept these credentials; please check them")
		f.Problem.Failure.Category = wrongLogin
		f.Visitor = nil
		return
	case l.withoutConsents():
		return
	case !l.admits(in.PSU):
		_ = l.move(move{to: Exception, cause: "the consumer's address", rule: s.Name, failure: failureOf(accessDenied)})
		return
	}
	who := l.a.behind(username, &f.Choice.Bank, &s)
	f.Login = &who
	l.authenticate(in.SCA)
}

// admits tells whether the bank takes the consumer's address, as the session told
// it (8.1).
func (l *life) admits(want scenario.Address) bool {
	ip, ok := l.Request.address()
	switch want {
	case scenario.ValidIP:
		return ok
	case scenario.ValidIPv4:
		return ok && ip.Unmap().Is4()
	}
	return true
}

// authenticate is the strong customer authentication that the bank asks for.
func (l *life) authenticate(by scenario.SCA) {
	f := l.flow
	switch by {
	case scenario.Embedded:
		l.arrive(AtSCA, "login")
	case scenario.Redirect:
		f.Redirect = l.a.newID()
		l.arrive(AtSCA, "login")
	case scenario.Decoupled:
		f.Context = AtSCA
		l.process("login")
	default:
		l.process("login")
	}
}

// process has the bank work.
func (l *life) process(cause string) {
	if l.move(move{to: Processing, cause: cause}) == nil {
		l.work()
	}
}

// returned is the way back from the bank's own page: its result is success,
// failure or abort (8.1); that what is none of them is a failure is inferred.
func (l *life) returned(op string, in Input) error {
	f := l.flow
	if f.Context != AtSCA || f.Redirect == "" || in.RedirectID != f.Redirect {
		return conflict(op, "there is no redirect of this redirect_id under way")
	}
	u, err := url.Parse(in.ReturnURL)
	if err != nil || in.ReturnURL == "" {
		return invalid(op, "return_url", "this is not a URL")
	}
	f.Redirect = ""
	switch result := u.Query().Get("result"); result {
	case "success":
		l.process("redirect: success")
	case "abort":
		return l.move(move{to: Aborted, cause: "redirect: abort"})
	default:
		return l.move(move{to: Exception, cause: "redirect: " + result, failure: failureOf(accessDenied)})
	}
	return nil
}

func (l *life) goBack(op string) error {
	to := l.back()
	if to == "" {
		return conflict(op, "there is no step to go back to")
	}
	f := l.flow
	f.Problem, f.Redirect = nil, ""
	if to == AtCredentials {
		f.Login = nil
	}
	if f.State == Processing {
		f.Context = to
		return l.move(move{to: InputNeeded, cause: "back"})
	}
	l.arrive(to, "back")
	return nil
}
