package scenario

import "slices"

// A State is where a consent stands in its life, in the standard's words
// (account-access-consents, 2.2.1).
type State string

// The states of an account-access-consent.
const (
	AwaitingAuthorisation State = "AwaitingAuthorisation"
	Authorised            State = "Authorised"
	Rejected              State = "Rejected"
	Revoked               State = "Revoked"
)

// Moves is the life of a consent: from each state, the states it may go to
// (account-access-consents, 2.1.1 and 2.3). A state without moves is terminal.
var Moves = map[State][]State{
	AwaitingAuthorisation: {Authorised, Rejected, Revoked},
	Authorised:            {Revoked},
	Rejected:              {},
	Revoked:               {},
}

// Legal tells whether a consent may go from one state to the other.
func Legal(from, to State) bool { return slices.Contains(Moves[from], to) }

// Terminal tells whether a consent in state s stays there.
func Terminal(s State) bool { return len(Moves[s]) == 0 }
