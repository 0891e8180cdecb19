package scenario

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Trigger says what an exit waits for, as the file would: "after 15m", "after 3
// polls", "upon authorize".
func (e Exit) Trigger() string {
	switch {
	case e.After > 0:
		return "after " + FormatDuration(e.After)
	case e.Polls == 1:
		return "after 1 poll"
	case e.Polls > 1:
		return fmt.Sprintf("after %d polls", e.Polls)
	}
	return "upon " + string(e.Upon)
}

// lifecycle reads the mapping of states to their exits.
func (r *reader) lifecycle(n node) map[State][]Exit {
	out := map[State][]Exit{}
	if !r.is(n, mapping) {
		return out
	}
	for _, e := range n.entries {
		at := node{kind: text, text: e.name, key: e.name, at: e.at}
		from := State(r.word(at, "a state", stateWords()...))
		if from == "" {
			continue
		}
		if Terminal(from) {
			r.note(e.at, e.name, "", "%s is terminal: nothing leads out of it", from)
			continue
		}
		if r.is(e.value, list) {
			for _, item := range e.value.items {
				out[from] = append(out[from], r.exits(from, item)...)
			}
		}
	}
	return out
}

// exits reads one exit; none if there is anything wrong with it.
func (r *reader) exits(from State, n node) []Exit {
	before := len(r.problems)
	x := Exit{File: r.file, Line: n.at.line, Column: n.at.column}
	r.object(n, parts{
		"after":    func(n node) { x.After, x.Polls = r.after(n) },
		"upon":     func(n node) { x.Upon = r.event(n) },
		"to":       func(n node) { x.To = r.target(from, n) },
		"by":       func(n node) { x.By = Actor(r.word(n, "an actor", "customer", "bank", "aisp")) },
		"status":   func(n node) { x.Status = State(r.word(n, "a state", stateWords()...)) },
		"accounts": func(n node) { x.Accounts = r.accounts(n) },
		"notify":   func(n node) { x.Notify = r.notify(n) },
		"reason":   func(n node) { x.Reason = r.text(n) },
		"error":    func(n node) { x.Error = r.word(n, "an OAuth error of the authorisation endpoint", oauthErrors...) },
	})
	r.require(n, "an exit", "to")
	r.exitMakesSense(from, x, n)
	if n.kind != mapping || len(r.problems) > before {
		return nil
	}
	return []Exit{x.complete()}
}

// oauthErrors are those of RFC 6749, 4.1.2.1 and OpenID Connect Core, 3.1.2.6
// that a redirect can carry.
var oauthErrors = []string{
	"access_denied", "account_selection_required", "consent_required", "interaction_required", "invalid_request", "invalid_scope",
	"login_required", "server_error", "temporarily_unavailable", "unauthorized_client", "unsupported_response_type",
}

// exitMakesSense notes what is wrong with an exit as a whole.
func (r *reader) exitMakesSense(from State, x Exit, n node) {
	if n.kind != mapping {
		return
	}
	for _, e := range n.entries {
		switch {
		case e.name == "upon" && n.has("after"):
			r.note(e.at, e.name, "", "an exit has one trigger, and this one has two: after and upon")
		case e.name == "accounts" && x.To != "" && x.To != Authorised:
			r.note(e.at, e.name, "", "accounts are chosen on the way to Authorised only")
		case e.name == "error" && n.has("upon") && x.Upon != "" && (x.Upon != UponAuthorize || x.To == Authorised), e.name == "error" && !n.has("upon"):
			r.note(e.at, e.name, "", "only a refusal upon authorize is answered with an error")
		case e.name == "status" && x.Status != "" && x.To != "" && x.Status != x.To && x.Status != from:
			r.note(e.at, e.name, string(x.To), "the status shown after this exit is %s or %s", x.To, from)
		}
	}
	if !n.lossy && !n.has("after") && !n.has("upon") {
		r.note(n.at, "after", "", "an exit has one trigger, and this one has none: after or upon")
	}
}

// complete fills in what goes without saying: who moves the consent, and the
// error that a refused customer's redirect carries.
func (e Exit) complete() Exit {
	if e.By == "" {
		switch {
		case e.Upon == UponRevoke:
			e.By = ByAISP
		case e.Upon == UponAuthorize, e.To == Authorised:
			e.By = ByCustomer
		default:
			e.By = ByBank
		}
	}
	if e.Error == "" && e.Upon == UponAuthorize && e.To != Authorised {
		e.Error = "access_denied"
	}
	return e
}

var polls = regexp.MustCompile(`^(\d+) polls?$`)

// after reads a duration or a number of polls.
func (r *reader) after(n node) (d time.Duration, count int) {
	m := polls.FindStringSubmatch(n.text)
	if n.kind != text || m == nil {
		return r.afterDuration(n), 0
	}
	count, err := strconv.Atoi(m[1])
	if err != nil || count < 1 {
		r.wrong(n, "1 poll", "%q: polls are counted from 1", n.text)
	}
	return 0, count
}

// afterDuration reads a duration where polls would do as well.
func (r *reader) afterDuration(n node) time.Duration {
	if n.kind == text && strings.Contains(n.text, "poll") {
		near := ""
		if m := regexp.MustCompile(`\d+`).FindString(n.text); m != "" {
			near = m + " polls"
		}
		r.wrong(n, near, "%q is not a number of polls: write 3 polls", n.text)
		return 0
	}
	return r.duration(n)
}

// target reads where an exit leads; it must be a move of the standard.
func (r *reader) target(from State, n node) State {
	to := State(r.word(n, "a state", stateWords()...))
	if to == "" || Legal(from, to) {
		return to
	}
	near := ""
	if len(Moves[from]) == 1 {
		near = string(Moves[from][0])
	}
	r.wrong(n, near, "from %s a consent cannot become %s; the legal moves are to %s", from, to, joinStates(Moves[from]))
	return ""
}

func joinStates(ss []State) string {
	var out []string
	for _, s := range ss {
		out = append(out, string(s))
	}
	return strings.Join(out, ", ")
}

var events = []string{string(UponAuthorize), string(UponToken), string(UponData), string(UponPoll), string(UponRevoke)}

// event reads what an exit waits upon.
func (r *reader) event(n node) Event {
	name, signal := strings.CutPrefix(n.text, "signal:")
	if n.kind != text || !signal {
		return Event(r.word(n, "an event (signal:NAME is one, too)", events...))
	}
	if !kebab.MatchString(name) {
		near := kebabOf(name)
		if near != "" {
			near = "signal:" + near
		}
		r.wrong(n, near, "%q is not the name of a signal: kebab-case, as in signal:approved", name)
		return ""
	}
	return Signal(name)
}

// notify reads the event that the bank would send. What happens to it on the
// way (lose, after, times) is checked and left out: this version sends none.
func (r *reader) notify(n node) (event string) {
	if n.kind != mapping {
		return r.text(n)
	}
	r.object(n, parts{
		"event": func(n node) { event = r.text(n) },
		"lose":  func(n node) { r.boolean(n) },
		"after": func(n node) { r.duration(n) },
		"times": func(n node) { r.integer(n, 1) },
	})
	r.require(n, "a notification", "event")
	return event
}
