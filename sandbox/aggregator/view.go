package aggregator

import (
	"slices"
	"strconv"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A FlowView is a flow as the control plane sees it.
type FlowView struct {
	Flow
	Scenario string
	Rule     string // which of the nine ways chose it
	Context  Context
	Polls    int // looks since the present state was entered
	Bank     *Connection
	Username string // as typed, "" as long as nobody has
	Over     time.Time
	Moves    []Move
	LeftOut  int // how many moves are missing in the middle of Moves
}

// Flows lists the flows that are not forgotten in the order in which they were started, as they stand now.
// No session is used by that, and no look is counted.
func (a *Aggregator) Flows() (all []FlowView) {
	a.CatchUp()
	// The function given to Update has no way to fail.
	_ = a.cfg.DB.Update(func(tx *store.Tx) error {
		order := make([]int, 0, ordinals.Len(tx))
		for n := range ordinals.All(tx) {
			nth, _ := strconv.Atoi(n)
			order = append(order, nth)
		}
		slices.Sort(order)
		for _, n := range order {
			o, _ := ordinals.Get(tx, strconv.Itoa(n))
			if v, ok := a.view(tx, o.ID); ok {
				all = append(all, v)
			}
		}
		return nil
	})
	return all
}

// FlowView returns one flow as Flows does. NotFound.
func (a *Aggregator) FlowView(id string) (v FlowView, err error) {
	err = a.cfg.DB.Update(func(tx *store.Tx) error {
		found, ok := a.view(tx, id)
		if !ok {
			return missing("look at flow", "flow", id)
		}
		v = found
		return nil
	})
	return v, err
}

func (a *Aggregator) view(tx *store.Tx, id string) (v FlowView, ok bool) {
	f, ok := flows.Get(tx, id)
	if !ok {
		return v, false
	}
	s, ok := sessions.Get(tx, f.Session)
	if !ok {
		return v, false
	}
	l := a.open(tx, s)
	defer l.close()
	if l.flow != nil && l.flow.ID == id {
		f = *l.flow
	}
	v = FlowView{
		Flow: l.told(&f, 0), Scenario: f.Script, Rule: f.Rule, Context: f.Context, Polls: f.Polls, Bank: f.Choice, Over: f.Over,
		Moves: slices.Clone(f.Lives), LeftOut: f.LeftOut,
	}
	if f.Login != nil {
		v.Username = f.Login.Username
	}
	return v, true
}
