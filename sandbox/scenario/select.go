package scenario

import (
	"fmt"

	"github.com/tidwall/gjson"

	"github.com/sandbank-dev/sandbank/schemas"
)

// Facts is all that the choice of a scenario may look at. Absent facts are
// zero.
type Facts struct {
	Pinned      string            // 1: by the control plane, to this consent
	Queued      string            // 2: for the next consent of the tenant
	Header      string            // 3: x-sandbox-scenario
	Body        []byte            // 4: the request body, for the hints in it
	Path        string            // 5: /t/{tenant}~{scenario}/
	PSU         string            // 6: the username typed at the bank
	Default     string            // 8: the tenant's
	Bank        string            // of match: the bank's name in the file
	Client      string            // of match
	Permissions []string          // of match
	From, To    string            // of match: the window as sent
	Headers     map[string]string // of match: lower-case names
	Account     string            // of match
	Nth         int               // of match: ordinal of the consent in its tenant, from 1
}

// The nine ways to choose a scenario, in the order in which they are asked.
const (
	RulePin      = "pin"
	RuleQueue    = "queue"
	RuleHeader   = "header"
	RuleBody     = "body"
	RulePath     = "path"
	RuleUsername = "username"
	RuleMatch    = "match"
	RuleDefault  = "default"
	RuleAsk      = "ask"
)

var order = [...]string{RulePin, RuleQueue, RuleHeader, RuleBody, RulePath, RuleUsername, RuleMatch, RuleDefault, RuleAsk}

// fallback is the scenario of the ninth way.
const fallback = "ask"

// A Selection says which scenario governs a consent, and why. Steps are filled
// by Explain alone.
type Selection struct {
	Scenario string `json:"scenario"`
	Rule     string `json:"rule"` // one of the nine ways, e.g. "header"
	Steps    []Step `json:"steps,omitempty"`
}

// A Step is one of the nine ways to choose, in order, and what it said.
type Step struct {
	Order  int    `json:"order"`
	Rule   string `json:"rule"`
	Answer string `json:"answer,omitempty"` // the scenario it named; "" if none
	Won    bool   `json:"won,omitempty"`
	Why    string `json:"why"`
}

// An UnknownError is a name that was given for a scenario and is none.
type UnknownError struct {
	Rule string // the way by which it was given
	Name string
	Near string // the nearest known name, "" if none is near
}

// Error says where the name was given and what was most likely meant.
func (e *UnknownError) Error() string {
	out := fmt.Sprintf("%s names no scenario: %q", named[e.Rule], e.Name)
	if e.Near != "" {
		out += fmt.Sprintf(" (did you mean %q?)", e.Near)
	}
	return out
}

// named is how people know the ways that name a scenario outright.
var named = map[string]string{
	RulePin:     "the pin of this consent",
	RuleQueue:   "the queue",
	RuleHeader:  "the header x-sandbox-scenario",
	RuleBody:    "the hint in Data.SupplementaryData",
	RulePath:    "the path",
	RuleDefault: "the tenant's default",
}

// Select returns the scenario that the facts choose: of the nine ways, the first
// that answers. The error is an *UnknownError when one of them, asked before any
// other answered, names a scenario that is not in the Set. Select makes no
// steps; Explain does.
func (s *Set) Select(f Facts) (Selection, error) {
	for _, rule := range order {
		name, err := s.answer(rule, &f)
		if err != nil {
			return Selection{}, err
		}
		if name != "" {
			return Selection{Scenario: name, Rule: rule}, nil
		}
	}
	return Selection{Scenario: fallback, Rule: RuleAsk}, nil
}

// answer is what one way says, "" if nothing.
func (s *Set) answer(rule string, f *Facts) (string, error) {
	switch rule {
	case RulePin:
		return s.known(rule, f.Pinned)
	case RuleQueue:
		return s.known(rule, f.Queued)
	case RuleHeader:
		return s.known(rule, f.Header)
	case RuleBody:
		return s.hint(f.Body)
	case RulePath:
		return s.known(rule, f.Path)
	case RuleUsername:
		return s.username(f.PSU), nil
	case RuleMatch:
		return s.match(f), nil
	case RuleDefault:
		return s.known(rule, f.Default)
	}
	return fallback, nil
}

func (s *Set) known(rule, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	if _, ok := s.Get(name); !ok {
		return "", &UnknownError{rule, name, s.Nearest(name)}
	}
	return name, nil
}

// desired is what Monzo's DesiredStatus asks for, in our scenarios.
var desired = map[string]string{"Authorised": "auto-approve", "Rejected": "reject"}

// hint reads the body's wish: Data.SupplementaryData.Scenario, or DesiredStatus
// in the same place. A body that is not JSON wishes nothing.
func (s *Set) hint(body []byte) (string, error) {
	if len(body) == 0 {
		return "", nil
	}
	data := gjson.GetBytes(body, "Data.SupplementaryData")
	if !data.IsObject() {
		return "", nil
	}
	if wish := data.Get("Scenario"); wish.Exists() {
		return s.known(RuleBody, wish.String())
	}
	wish := data.Get("DesiredStatus")
	if !wish.Exists() {
		return "", nil
	}
	name, ok := desired[wish.String()]
	if !ok {
		return "", &UnknownError{RuleBody, wish.String(), schemas.Meant(wish.String(), []string{"Authorised", "Rejected"})}
	}
	return s.known(RuleBody, name)
}

// words are the usernames that say what the customer does, and the shipped
// scenario in which they do it.
var words = map[string]string{
	string(Approves): "auto-approve", string(Declines): "reject", string(WalksAway): "walks-away", string(FailsSCA): "fails-sca",
}

// username is the scenario that a username names, by its own name or by a
// customer's word; "" for a user like any other.
func (s *Set) username(psu string) string {
	for _, name := range [...]string{psu, words[psu]} {
		if _, ok := s.Get(name); ok && name != "" {
			return name
		}
	}
	return ""
}

// match is the first scenario, in file order, whose rule holds.
func (s *Set) match(f *Facts) string {
	for _, i := range s.rules {
		if s.list[i].Match.misses(f) == "" {
			return s.list[i].Name
		}
	}
	return ""
}

// Yields tells whether a username that becomes known at the bank may still
// choose another scenario: only if no earlier way has.
func (sel Selection) Yields() bool {
	return sel.Rule == RuleMatch || sel.Rule == RuleDefault || sel.Rule == RuleAsk
}

// Reselect is the choice once the username f.PSU is known, at /authorize, for a
// consent that came by prior. It tells whether that is another one. Only the
// username and the rules that ask for it can change anything, and a rule only if
// it stands before the one that chose: the rest was settled when the consent was
// made, with facts that may be gone by now.
func (s *Set) Reselect(prior Selection, f Facts) (Selection, bool) {
	if !prior.Yields() || f.PSU == "" {
		return prior, false
	}
	next := Selection{Scenario: s.username(f.PSU), Rule: RuleUsername}
	if next.Scenario == "" {
		next = Selection{Scenario: s.matchPSU(prior, &f), Rule: RuleMatch}
	}
	if next.Scenario == "" {
		return prior, false
	}
	return next, true
}

// matchPSU is match among the rules that ask for the username, up to the one
// that chose before.
func (s *Set) matchPSU(prior Selection, f *Facts) string {
	for _, i := range s.rules {
		sc := &s.list[i]
		if prior.Rule == RuleMatch && sc.Name == prior.Scenario {
			break
		}
		if len(sc.Match.PSU) > 0 && sc.Match.misses(f) == "" {
			return sc.Name
		}
	}
	return ""
}
