package features

// A State is a status of a consent, in the standard's words.
type State string

// The four states of a consent (clause 3.2.3).
const (
	AwaitingAuthorisation State = "AwaitingAuthorisation"
	Authorised            State = "Authorised"
	Rejected              State = "Rejected"
	Revoked               State = "Revoked"
)

// An Action is something that somebody does to a consent.
type Action string

// What can be tried on a consent, by the customer, by the AISP and by the bank.
const (
	Authorise         Action = "authorise"                   // the customer allows it at the bank
	Decline           Action = "decline"                     // the customer says no
	Revoke            Action = "revoke"                      // the AISP patches it to Revoked
	PatchToAwaiting   Action = "patch AwaitingAuthorisation" // the AISP patches it to a status that is not Revoked
	PatchToAuthorised Action = "patch Authorised"
	PatchToRejected   Action = "patch Rejected"
	BankWithdraws     Action = "bank withdraws" // the bank ends access; the status stays
	RevokeWithdrawn   Action = "revoke after the bank withdrew"
)

// An Edge is an action tried on a consent in a state.
type Edge struct {
	From State  `json:"from"`
	Do   Action `json:"do"`
}

// moves is the life cycle of a consent (clauses 2.1.1, 2.2.1 and 2.3): every
// state with every action, and where a legal one leads. An action with no way
// out is an illegal edge: the attempt has to be refused.
var moves = map[Edge]State{
	{AwaitingAuthorisation, Authorise}: Authorised,
	{AwaitingAuthorisation, Decline}:   Rejected,
	{AwaitingAuthorisation, Revoke}:    Revoked,
	{Authorised, Authorise}:            Authorised, // re-authentication
	{Authorised, Decline}:              Authorised, // a declined re-authentication
	{Authorised, Revoke}:               Revoked,
	{Authorised, BankWithdraws}:        Authorised,
	{Authorised, RevokeWithdrawn}:      Revoked,
}

// edges lists every edge that a full run has to visit, legal ones first. The
// bank's withdrawal, and what comes after it, are edges of Authorised alone:
// elsewhere there is nothing to withdraw.
func edges() (all []Edge) {
	states := []State{AwaitingAuthorisation, Authorised, Rejected, Revoked}
	actions := []Action{Authorise, Decline, Revoke, PatchToAwaiting, PatchToAuthorised, PatchToRejected}
	for _, from := range states {
		for _, do := range actions {
			if do == Decline && (from == Rejected || from == Revoked) {
				continue // no page to decline on: the same attempt as authorise
			}
			all = append(all, Edge{from, do})
		}
	}
	return append(all, Edge{Authorised, BankWithdraws}, Edge{Authorised, RevokeWithdrawn})
}

// Legal tells whether the standard allows the edge.
func (e Edge) Legal() bool {
	_, ok := moves[e]
	return ok
}
