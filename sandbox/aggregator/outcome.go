package aggregator

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// Categories that the aggregator gives itself. That these are the ones for an
// address that the bank refuses and for a login without an account that may be
// read is inferred (1.6, 8.1, 8.3).
const (
	accessDenied = "USER.ACCESS_DENIED"
	noAccounts   = "USER.CONFIGURATION.ACCOUNT"
	wrongLogin   = "USER.ACCESS_DENIED.CREDENTIALS"
	noConsents   = "NOT_SUPPORTED.CONSENT"
)

// messages say for people what a category means; a longer one has the message of
// the nearest that is here.
var messages = map[string]string{
	"USER":                                 "The consumer could not be identified",
	"USER.ABORTED":                         "The consumer aborted the process",
	"USER.ACCESS_DENIED":                   "The bank denied access",
	"USER.ACCESS_DENIED.CREDENTIALS":       "The login credentials are wrong",
	"USER.ACCESS_DENIED.BLOCKED":           "The bank has blocked the account",
	"USER.CONFIGURATION":                   "The consumer has to log in at the bank and configure something",
	"USER.CONFIGURATION.ACCOUNT":           "There is no account that can be read, or it has to be configured at the bank",
	"USER.SESSION":                         "The session at the bank ended",
	"USER.SESSION.TIMEOUT":                 "The consumer was too slow",
	"USER.SESSION.DUPLICATE":               "The consumer is logged in elsewhere",
	"BANK":                                 "The bank reported an error",
	"BANK.TECHNICAL":                       "A technical error occurred at the bank",
	"TECHNICAL":                            "A technical error occurred",
	"MAINTENANCE":                          "The bank is in maintenance",
	"NOT_SUPPORTED":                        "The selected bank does not support this",
	"NOT_SUPPORTED.CONSENT":                "The selected bank does not support consents",
	"NOT_SUPPORTED.TRANSACTIONS_TIMERANGE": "The bank does not give transactions of the requested time range",
	"CONSENT":                              "The consent cannot be used",
	"CONSENT.EXPIRED":                      "The consent has expired",
	"CONSENT.REVOKED":                      "The consent was revoked at the bank",
	"CONSENT.INVALID_TOKEN":                "The consent token is not valid, or was used already",
	"CONSENT.NOT_STORED":                   "There is no stored consent",
	"CONSENT.QUOTA_EXCEEDED":               "The consent was used without the consumer as often as a day allows",
	"CONSENT.RESOURCE_NOT_GRANTED":         "The consent does not cover this",
}

// failureOf is a category with its message.
func failureOf(category string) *Failure {
	for c := category; c != ""; {
		if m, ok := messages[c]; ok {
			return &Failure{Category: category, Message: m}
		}
		i := max(0, strings.LastIndexByte(c, '.'))
		c = c[:i]
	}
	return &Failure{Category: category, Message: category}
}

// shown is a failure as the consumer may know it: TECHNICAL, NOT_SUPPORTED and
// MAINTENANCE are cut to the top level (1.6).
func (f *Failure) shown() *Failure {
	if f == nil {
		return nil
	}
	switch top, _, _ := strings.Cut(f.Category, "."); top {
	case "TECHNICAL", "NOT_SUPPORTED", "MAINTENANCE":
		return failureOf(top)
	}
	return f
}

// script is the scenario of that name as the files have it now; one that has gone
// from them leaves everything to the consumer.
func (a *Aggregator) script(name string) scenario.Scenario {
	if s, ok := a.cfg.Scenarios().Get(name); ok {
		return s
	}
	return scenario.Scenario{Name: name, Customer: scenario.Customer{Does: scenario.Ask}}
}

// insightsOf is the scenario's part on Account Insights; the usual if it has none.
func insightsOf(s *scenario.Scenario) scenario.Insights {
	if s.Insights == nil {
		return scenario.Insights{}
	}
	return *s.Insights
}

// outcomes are the script's ways out of PROCESSING. Where its part on Account
// Insights says none, the lifecycle speaks for the bank, and then the customer's
// word; none at all: FINISHED at once. How the words of a consent's life are read
// for a flow is inferred.
func outcomes(s *scenario.Scenario) (out []scenario.Outcome) {
	if in := insightsOf(s); len(in.Flow) > 0 {
		return in.Flow
	}
	for _, e := range s.Lifecycle[scenario.AwaitingAuthorisation] {
		o := scenario.Outcome{After: e.After, Polls: e.Polls, To: scenario.Finished, File: e.File, Line: e.Line}
		switch {
		case e.After == 0 && e.Polls == 0 && e.Upon != scenario.UponAuthorize:
			continue
		case e.To == scenario.Authorised:
		case e.Upon == scenario.UponAuthorize:
			o.To, o.Error = scenario.Exception, accessDenied
		default:
			o.To, o.Error = scenario.Exception, "USER.SESSION.TIMEOUT"
		}
		out = append(out, o)
	}
	if len(out) > 0 {
		return out
	}
	switch s.Customer.Does {
	case scenario.Declines:
		return []scenario.Outcome{{To: scenario.Aborted}}
	case scenario.FailsSCA:
		return []scenario.Outcome{{To: scenario.Exception, Error: wrongLogin}}
	}
	return nil
}

// nextDue finds the way out of PROCESSING that time alone takes first, and when; of
// two at the same moment the first in the file. After the bank is through nothing
// more is due.
func (l *life) nextDue() (next scenario.Outcome, due time.Time, ok bool) {
	f := l.flow
	if f == nil || f.State != Processing || f.Through {
		return next, due, false
	}
	s := l.a.script(f.Script)
	for _, o := range outcomes(&s) {
		if o.After <= 0 {
			continue
		}
		if at := f.Entered.Add(o.After); !ok || at.Before(due) {
			next, due, ok = o, at, true
		}
	}
	return next, due, ok
}

// poll counts a look, after which a way out may open.
func (l *life) poll() {
	f := l.flow
	if f == nil || f.State != Processing || f.Through {
		return
	}
	f.Polls++
	s := l.a.script(f.Script)
	for _, o := range outcomes(&s) {
		if o.Polls > 0 && f.Polls >= o.Polls {
			l.take(o)
			return
		}
	}
}

// work has the bank begin with what the script says. PROCESSING has been entered.
func (l *life) work() {
	s := l.a.script(l.flow.Script)
	all := outcomes(&s)
	if len(all) == 0 {
		l.through("at once", s.Name)
		return
	}
	for _, o := range all {
		if o.After <= 0 && o.Polls == 0 {
			l.take(o)
			return
		}
	}
}

// take leaves PROCESSING by a way out of the script, and lets whoever goes on by
// herself do so.
func (l *life) take(o scenario.Outcome) {
	when, _, _ := strings.Cut(o.String(), ":")
	at := ruleAt(l.flow.Script, o.File, o.Line)
	var failure *Failure
	if o.Error != "" {
		failure = failureOf(o.Error)
	}
	switch o.To {
	case scenario.Finished:
		l.through(when, at)
		l.goOn()
	case scenario.InputNeeded:
		l.sentBack(move{to: InputNeeded, cause: when, rule: at, failure: failure})
	default:
		// The script's words for the ends are the flow's.
		_ = l.move(move{to: FlowState(o.To), cause: when, rule: at, failure: failure})
	}
}

// ruleAt names the place in the script that said so.
func ruleAt(script, file string, line int) string {
	if file == "" || line == 0 {
		return script
	}
	return fmt.Sprintf("%s (%s:%d)", script, file, line)
}

// sentBack shows the login again, with an error that the consumer can mend. Who
// goes on by herself gives up.
func (l *life) sentBack(m move) {
	f := l.flow
	f.Visitor, f.Login, f.Redirect = nil, nil, ""
	if m.failure == nil {
		m.failure = failureOf(accessDenied)
	}
	f.Problem = &problem{Failure: *m.failure}
	f.Context = AtCredentials
	_ = l.move(m)
}

// places are where a client can name a scenario, as a Violation tells it.
var places = map[string]string{scenario.RuleHeader: "x-sandbox-scenario", scenario.RulePath: "path"}

// unknownScenario makes a scenario's unknown name the refusal of a request.
func unknownScenario(op string, err error) error {
	var u *scenario.UnknownError
	if !errors.As(err, &u) {
		return err
	}
	return storage.Refuse(op, []Violation{unknownName(u)})
}

// unknownName tells of a scenario that there is not, and which was meant.
func unknownName(u *scenario.UnknownError) Violation {
	at, ok := places[u.Rule]
	if !ok {
		at = "scenario"
	}
	message := quote(u.Name) + " names no scenario"
	if u.Near != "" {
		message += "; did you mean " + u.Near + "?"
	}
	return Violation{Code: storage.InvalidValue, Path: at, Message: message}
}
