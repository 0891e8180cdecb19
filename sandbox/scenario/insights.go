package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures/document"
)

// Insights scripts a consumer's bank as Account Insights meets it: what the bank
// does with a login, with the flow behind it, and with each refresh by the
// consent that the flow stored (account-insights, 7 and 8).
type Insights struct {
	Login   Login
	SCA     SCA
	PSU     Address   // what the bank asks of the consumer's address
	Persona string    // whose accounts; "" leaves it to the username and to the scenario's data
	Flow    []Outcome // ways out of PROCESSING; none: FINISHED at once
	Refresh []Outcome // ways out of a refresh's PROCESSING; none: FINISHED after the usual time
}

// A Login is what the bank does with a username and a password.
type Login string

// A refused login brings the form again, with an error at it.
const (
	Accepted Login = ""
	Refused  Login = "refused"
)

// SCA is the strong customer authentication that a login needs.
type SCA string

// The ways of strong customer authentication: none, a one-time password in the
// app, a confirmation on another device, or a visit to the bank's own page.
const (
	NoSCA     SCA = ""
	Embedded  SCA = "embedded"
	Decoupled SCA = "decoupled"
	Redirect  SCA = "redirect"
)

// An Address is what a bank asks of the consumer's IP address.
type Address string

// A bank may ask for an address that is one, or for one of IPv4.
const (
	AnyAddress Address = ""
	ValidIP    Address = "valid-ip"
	ValidIPv4  Address = "valid-ipv4"
)

// A Phase is where a flow or a refresh stands (account-insights, 7.2, 7.3).
type Phase string

// Where a flow can stand; a refresh has no Aborted and asks nobody for input.
const (
	InputNeeded Phase = "CONSUMER_INPUT_NEEDED"
	Processing  Phase = "PROCESSING"
	Finished    Phase = "FINISHED"
	Exception   Phase = "EXCEPTION"
	Aborted     Phase = "ABORTED"
)

// An Outcome leads out of PROCESSING: after a time on the tenant's clock or a
// number of looks since it was entered, or at once where neither is said. Of
// several the first to come about counts.
type Outcome struct {
	After time.Duration
	Polls int
	To    Phase
	Error string // the error category; "" where To is FINISHED

	File string // where it stands, for messages
	Line int
}

// Comes tells whether the consumer goes through a flow although nobody opens the
// app: not if the script leaves it to a human, or has the customer walk away.
func (sc Scenario) Comes() bool {
	return sc.Customer.Does != WalksAway && sc.Way() != Ask
}

var (
	loginWords   = []string{"accepted", string(Refused)}
	scaWords     = []string{"none", string(Embedded), string(Decoupled), string(Redirect)}
	addressWords = []string{string(ValidIP), string(ValidIPv4)}
	flowPhases   = []string{string(Finished), string(Exception), string(Aborted), string(InputNeeded)}
	refreshEnds  = []string{string(Finished), string(Exception)}
)

// insights reads the part of a scenario that Account Insights goes by.
func (r *reader) insights(n document.Node) *Insights {
	var in Insights
	r.object(n, parts{
		"login": func(n document.Node) {
			in.Login = Login(unless(r.Word(n, "what a bank does with a login", loginWords), "accepted"))
		},
		"sca": func(n document.Node) {
			in.SCA = SCA(unless(r.Word(n, "a way of strong customer authentication", scaWords), "none"))
		},
		"psu":     func(n document.Node) { in.PSU = Address(r.Word(n, "what a bank asks of an address", addressWords)) },
		"persona": func(n document.Node) { in.Persona = r.name(n) },
		"flow":    func(n document.Node) { in.Flow = r.outcomes(n, flowPhases) },
		"refresh": func(n document.Node) { in.Refresh = r.outcomes(n, refreshEnds) },
	})
	return &in
}

// unless is word, or "" for the one that says the usual.
func unless(word, usual string) string {
	if word == usual {
		return ""
	}
	return word
}

// outcomes reads one way out or a list of them.
func (r *reader) outcomes(n document.Node, to []string) (out []Outcome) {
	r.each(n, func(n document.Node) {
		before := len(r.Problems)
		o := r.outcome(n, to)
		if len(r.Problems) == before && r.inTime(out, o, n) {
			out = append(out, o)
		}
	})
	return out
}

func (r *reader) outcome(n document.Node, to []string) Outcome {
	o := Outcome{File: r.File, Line: n.Line}
	r.objectWith(n, "a way out", "to", parts{
		"after": func(n document.Node) { o.After, o.Polls = r.after(n) },
		"to":    func(n document.Node) { o.To = Phase(r.Word(n, "where this leads", to)) },
		"error": func(n document.Node) { o.Error = r.category(n) },
	})
	if o.To == Exception && !n.Has("error") {
		r.Note(n.Lacking("error"), "", "an EXCEPTION has an error category, such as BANK.TECHNICAL")
	}
	if o.To == Finished && o.Error != "" {
		r.Note(n.Lacking("error"), "", "what is FINISHED has no error")
	}
	return o
}

// inTime notes a way out that another one always comes before.
func (r *reader) inTime(before []Outcome, o Outcome, n document.Node) bool {
	i := slices.IndexFunc(before, func(b Outcome) bool { return b.beats(o) })
	if i >= 0 {
		r.Note(n.Lacking("after"), "", "this can never happen: the one in line %d always comes first", before[i].Line)
	}
	return i < 0
}

// beats tells whether o, which stands before other, always comes about first.
func (o Outcome) beats(other Outcome) bool {
	switch {
	case o.After == 0 && o.Polls == 0:
		return true
	case o.After > 0 && other.After > 0:
		return o.After <= other.After
	}
	return o.Polls > 0 && other.Polls > 0 && o.Polls <= other.Polls
}

// categoryForm is how error categories are written (account-insights, 1.6).
var categoryForm = regexp.MustCompile(`^(USER|BANK|TECHNICAL|NOT_SUPPORTED|MAINTENANCE|CONSENT)(\.[A-Z0-9_]+)*$`)

var mainCategories = []string{"USER", "BANK", "TECHNICAL", "NOT_SUPPORTED", "MAINTENANCE", "CONSENT"}

func (r *reader) category(n document.Node) string {
	if !r.Is(n, document.Text) {
		return ""
	}
	if !categoryForm.MatchString(n.Text) {
		r.Wrong(n, "", "%q is no error category: one of %s, and maybe more behind a dot, in capitals, as USER.ACCESS_DENIED.BLOCKED", n.Text, strings.Join(mainCategories, ", "))
	}
	return n.Text
}

// String says it as the file would.
func (o Outcome) String() string {
	when := "at once"
	switch {
	case o.After > 0:
		when = "after " + FormatDuration(o.After)
	case o.Polls == 1:
		when = "after 1 poll"
	case o.Polls > 1:
		when = fmt.Sprintf("after %d polls", o.Polls)
	}
	if o.Error == "" {
		return fmt.Sprintf("%s: %s", when, o.To)
	}
	return fmt.Sprintf("%s: %s, %s", when, o.To, o.Error)
}
