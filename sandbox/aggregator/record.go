package aggregator

import (
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// The aggregator's records. What a record points to is never changed in place, so
// copies share it.
var (
	sessions = store.NewTable[session]("aggregator/sessions")  // by session_id
	flows    = store.NewTable[flow]("aggregator/flows")        // by flow_id
	ordinals = store.NewTable[ordinal]("aggregator/ordinals")  // flow_id by number, from 1, less what is forgotten
	pending  = store.NewTable[deadline]("aggregator/pending")  // by flow_id: flows that time alone will move
	grants   = store.NewTable[grant]("aggregator/grants")      // by consent_id
	stored   = store.NewTable[StoredBook]("aggregator/stored") // by client and consumer

	refreshes  = store.NewTable[refresh]("aggregator/refreshes")    // by refresh_id
	running    = store.NewTable[deadline]("aggregator/running")     // by refresh_id: refreshes that time alone will end
	underway   = store.NewTable[ordinal]("aggregator/underway")     // refresh_id of the one that is PROCESSING, by client and consumer
	timetables = store.NewTable[timetable]("aggregator/timetables") // by client and consumer
	agendas    = store.NewTable[agenda]("aggregator/agenda")        // one row
)

// A session is a Session with what its client never sees.
type session struct {
	Session
	Login  *login // once the consumer has authenticated; bound to the session, as the bank is (2.3)
	Done   int    // how many flows are FINISHED
	Script string // that governed the last of these
	Grant  string // the consent_id, once it was asked for
}

// A login is who authenticated at the bank.
type login struct {
	Username string
	Customer string // whose accounts
	Accounts int    // how many of them; 0 is all
}

// A flow is a Flow with what its client never sees.
type flow struct {
	Flow
	Context  Context
	Choice   *Connection        // the bank, and the method if that has an ID
	Script   string             // the scenario that governs it
	Rule     string             // which of the nine ways chose it
	Prior    scenario.Selection // which did before any username was typed
	Facts    *scenario.Facts
	Entered  time.Time // when the present state was entered
	Polls    int       // looks since then
	Login    *login    // as typed; the session's once the bank has let the consumer in
	Redirect string    // the redirect that is out
	Through  bool      // the bank has let the consumer in, or said whatever else the script has it say
	Agreed   bool      // the consumer has agreed to what is read
	Chosen   []string  // accounts, by their ids in the ledger
	Problem  *problem  // what is wrong with the last form
	Visitor  *Visitor  // who goes on by herself
	Frame    reports.Frame
	Over     time.Time
	Brought  *brought // of a FINISHED insights-refresh
	Lives    []Move
	LeftOut  int // how many moves are no longer among them
}

// brought is what an insights-refresh stored.
type brought struct {
	Consumer   string
	AccountIDs []string
	Stored     bool
}

// A problem is what is wrong with an answer.
type problem struct {
	Key     string // of the element; "" is the form
	Failure Failure
}

type ordinal struct{ ID string }

type deadline struct{ Due time.Time }

// Clone copies the session; its slices are only ever replaced or grown.
func (s session) Clone() session {
	s.Offers, s.Previous = slices.Clip(s.Offers), slices.Clip(s.Previous)
	return s
}

// Clone copies the flow; its timeline is only ever grown, by whoever opened it last.
func (f flow) Clone() flow { f.Lives = slices.Clip(f.Lives); return f }

func (o ordinal) Clone() ordinal   { return o }
func (d deadline) Clone() deadline { return d }
