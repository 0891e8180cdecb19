package scenario

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures/document"
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
func (r *reader) lifecycle(n document.Node) map[State][]Exit {
	out := map[State][]Exit{}
	if !r.Is(n, document.Mapping) {
		return out
	}
	for _, e := range n.Entries {
		from := State(r.Word(e.Name, "a state", stateWords()))
		if from == "" {
			continue
		}
		if Terminal(from) {
			r.Note(e.Name, "", "%s is terminal: nothing leads out of it", from)
			continue
		}
		for _, item := range r.Items(e.Value) {
			out[from] = append(out[from], r.exits(from, item)...)
		}
	}
	return out
}

var actors = []string{string(ByCustomer), string(ByBank), string(ByAISP)}

// exits reads one exit; none if there is anything wrong with it.
func (r *reader) exits(from State, n document.Node) []Exit {
	before := len(r.Problems)
	x := Exit{File: r.File, Line: n.Line, Column: n.Column}
	r.objectWith(n, "an exit", "to", parts{
		"after":    func(n document.Node) { x.After, x.Polls = r.after(n) },
		"upon":     func(n document.Node) { x.Upon = r.event(n) },
		"to":       func(n document.Node) { x.To = r.target(from, n) },
		"by":       func(n document.Node) { x.By = Actor(r.Word(n, "an actor", actors)) },
		"status":   func(n document.Node) { x.Status = State(r.Word(n, "a state", stateWords())) },
		"accounts": func(n document.Node) { x.Accounts = r.accounts(n) },
		"notify":   func(n document.Node) { x.Notify = r.notify(n) },
		"reason":   func(n document.Node) { x.Reason = r.text(n) },
		"error": func(n document.Node) {
			x.Error = r.Word(n, "an OAuth error of the authorisation endpoint", oauthErrors)
		},
	})
	r.exitMakesSense(from, x, n)
	if n.Kind != document.Mapping || len(r.Problems) > before {
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
func (r *reader) exitMakesSense(from State, x Exit, n document.Node) {
	if n.Kind != document.Mapping {
		return
	}
	for _, e := range n.Entries {
		switch {
		case e.Name.Key == "upon" && n.Has("after"):
			r.Note(e.Name, "", "an exit has one trigger, and this one has two: after and upon")
		case e.Name.Key == "accounts" && x.To != "" && x.To != Authorised:
			r.Note(e.Name, "", "accounts are chosen on the way to Authorised only")
		case e.Name.Key == "error" && n.Has("upon") && x.Upon != "" && (x.Upon != UponAuthorize || x.To == Authorised), e.Name.Key == "error" && !n.Has("upon"):
			r.Note(e.Name, "", "only a refusal upon authorize is answered with an error")
		case e.Name.Key == "status" && x.Status != "" && x.To != "" && x.Status != x.To && x.Status != from:
			r.Note(e.Name, string(x.To), "the status shown after this exit is %s or %s", x.To, from)
		}
	}
	if !n.Lossy && !n.Has("after") && !n.Has("upon") {
		r.Note(n.Lacking("after"), "", "an exit has one trigger, and this one has none: after or upon")
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
func (r *reader) after(n document.Node) (d time.Duration, count int) {
	m := polls.FindStringSubmatch(n.Text)
	if n.Kind != document.Text || m == nil {
		return r.afterDuration(n), 0
	}
	count, err := strconv.Atoi(m[1])
	if err != nil || count < 1 {
		r.Wrong(n, "1 poll", "%q: polls are counted from 1", n.Text)
	}
	return 0, count
}

// afterDuration reads a duration where polls would do as well.
func (r *reader) afterDuration(n document.Node) time.Duration {
	if n.Kind == document.Text && strings.Contains(n.Text, "poll") {
		near := ""
		if m := regexp.MustCompile(`\d+`).FindString(n.Text); m != "" {
			near = m + " polls"
		}
		r.Wrong(n, near, "%q is not a number of polls: write 3 polls", n.Text)
		return 0
	}
	return r.duration(n)
}

// target reads where an exit leads; it must be a move of the standard.
func (r *reader) target(from State, n document.Node) State {
	to := State(r.Word(n, "a state", stateWords()))
	if to == "" || Legal(from, to) {
		return to
	}
	near := ""
	if len(Moves[from]) == 1 {
		near = string(Moves[from][0])
	}
	r.Wrong(n, near, "from %s a consent cannot become %s; the legal moves are to %s", from, to, joinStates(Moves[from]))
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
func (r *reader) event(n document.Node) Event {
	name, signal := strings.CutPrefix(n.Text, "signal:")
	if n.Kind != document.Text || !signal {
		return Event(r.Word(n, "an event (signal:NAME is one, too)", events))
	}
	if !kebab.MatchString(name) {
		near := kebabOf(name)
		if near != "" {
			near = "signal:" + near
		}
		r.Wrong(n, near, "%q is not the name of a signal: kebab-case, as in signal:approved", name)
		return ""
	}
	return Signal(name)
}

// notify reads the event that the bank would send. What happens to it on the
// way (lose, after, times) is checked and left out: this version sends none.
func (r *reader) notify(n document.Node) (event string) {
	if n.Kind != document.Mapping {
		return r.text(n)
	}
	r.objectWith(n, "a notification", "event", parts{
		"event": func(n document.Node) { event = r.text(n) },
		"lose":  func(n document.Node) { r.Boolean(n) },
		"after": func(n document.Node) { r.duration(n) },
		"times": func(n document.Node) { r.integer(n, 1) },
	})
	return event
}
