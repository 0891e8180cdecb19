package bank

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// The bank's records. A consent's row is small and flat; its timeline, what
// chose its scenario, and what is due on it are kept apart, so that reading a
// consent costs the same whatever has happened to it.
var (
	consents  = store.NewTable[record]("bank/consents")  // by ConsentID
	ordinals  = store.NewTable[ordinal]("bank/ordinals") // ConsentID by Nth
	timelines = store.NewTable[Transition]("bank/lives") // by ConsentID/Seq, from the second entry on
	origins   = store.NewTable[origin]("bank/origins")   // by ConsentID, where there is something to remember
	pending   = store.NewTable[deadline]("bank/pending") // by ConsentID: consents that time alone will move
	tallies   = store.NewTable[tally]("bank/tally")      // one row
)

// A record is a consent with what the AISP never sees.
type record struct {
	Consent
	Rule  string    // which of the nine ways chose its scenario
	Made  time.Time // on the wall
	Steps int       // entries in its timeline
}

type ordinal struct{ ID ConsentID }

// An origin is what the choice of a scenario looked at and the consent does not
// hold: it is looked at again when the customer's username is known.
type origin struct {
	Bank, Account string
	Headers       map[string]string
	Typed         string // the username that chose the scenario
	Remark        string // why a username did not
}

type deadline struct{ Due time.Time }

// A tally is how many consents were made so far.
type tally struct{ Made int }

const theTally = "tally"

// Clone copies the consent whole.
func (c Consent) Clone() Consent {
	c.Permissions = slices.Clone(c.Permissions)
	c.Accounts = slices.Clone(c.Accounts)
	return c
}

// Clone copies the record whole.
func (r record) Clone() record { r.Consent = r.Consent.Clone(); return r }

// Clone copies the transition.
func (t Transition) Clone() Transition { return t }

func (o ordinal) Clone() ordinal   { return o }
func (d deadline) Clone() deadline { return d }
func (t tally) Clone() tally       { return t }

// Clone shares the headers: they are never written to in place.
func (o origin) Clone() origin { return o }

// find gets a consent. NotFound.
func find(tx *store.Tx, op string, id ConsentID) (record, error) {
	r, ok := consents.Get(tx, string(id))
	if !ok {
		return r, &Error{Op: op, Kind: NotFound, Violations: []Violation{{
			"Resource.NotFound", "ConsentId", fmt.Sprintf("there is no consent %s", quote(string(id)))}}}
	}
	return r, nil
}

// owned is nil if the client made the consent. Forbidden otherwise.
func (r record) owned(op string, client ClientID) error {
	if r.Client == client {
		return nil
	}
	return &Error{Op: op, Kind: Forbidden, Err: fmt.Errorf("consent %s was not made by client %s", quote(string(r.ID)), quote(string(client)))}
}

// position is where the consent stands in its life. After a withdrawal by the
// bank that is Revoked, whatever the AISP is shown.
func (c Consent) position() scenario.State {
	if c.Withdrawn {
		return scenario.Revoked
	}
	return c.Status
}

func stepKey(id ConsentID, seq int) string { return string(id) + "/" + strconv.Itoa(seq) }
