// Package script is what a tenant has been told about whatever is made next, be
// it a consent or a flow: its default scenario, the queue, and with them the
// choice among the nine ways.
//
// It is there so that all rooms of rules choose by one engine and from one queue.
// It must not know what a scenario then does, nor of what it is chosen for.
package script

import (
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A desk is the tenant's one row.
type desk struct {
	Default string // "" is none
	Queue   []queued
}

type queued struct {
	Name  string
	Times int
}

var desks = store.NewTable[desk]("script/desk")

const theDesk = "desk"

// Clone copies the desk whole.
func (d desk) Clone() desk { d.Queue = slices.Clone(d.Queue); return d }

// SetDefault names the scenario for what nothing else chooses one for; "" is
// none. Whether there is such a scenario the caller knows.
func SetDefault(tx *store.Tx, name string) {
	d := open(tx)
	d.Default = name
	desks.Put(tx, theDesk, d)
}

// Enqueue names the scenario of what is made the next times, after those that
// are queued already.
func Enqueue(tx *store.Tx, name string, times int) {
	d := open(tx)
	d.Queue = append(d.Queue, queued{name, times})
	desks.Put(tx, theDesk, d)
}

// Choose says which scenario governs what is being made, and takes one use off
// the queue. The facts are the caller's but for Queued and Default. The error is
// scenario's *UnknownError; nothing is used up then.
func Choose(tx *store.Tx, set *scenario.Set, f scenario.Facts) (scenario.Selection, error) {
	d := open(tx)
	f.Queued, f.Default = d.next(), d.Default
	s, err := set.Select(f)
	if err == nil && d.served() {
		desks.Put(tx, theDesk, d)
	}
	return s, err
}

// Explain is Choose with all nine ways told. Nothing is used up.
func Explain(tx *store.Tx, set *scenario.Set, f scenario.Facts) (scenario.Selection, error) {
	d := open(tx)
	f.Queued, f.Default = d.next(), d.Default
	return set.Explain(f)
}

func open(tx *store.Tx) desk {
	d, _ := desks.Get(tx, theDesk)
	return d
}

// next is the scenario at the head of the queue; "" if it is empty.
func (d desk) next() string {
	if len(d.Queue) == 0 {
		return ""
	}
	return d.Queue[0].Name
}

// served takes one use off the queue, and tells whether there was any.
func (d *desk) served() bool {
	if len(d.Queue) == 0 {
		return false
	}
	if d.Queue[0].Times--; d.Queue[0].Times <= 0 {
		d.Queue = d.Queue[1:]
	}
	return true
}
