package aggregator

import (
	"cmp"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// dueFlows lists the flows that time has moved on, the first due first.
func dueFlows(tx *store.Tx, now time.Time) (ids []string) {
	type due struct {
		id string
		at time.Time
	}
	var all []due
	for id, d := range pending.All(tx) {
		if !d.Due.After(now) {
			all = append(all, due{id, d.Due})
		}
	}
	slices.SortFunc(all, func(a, b due) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.id, b.id)) })
	for _, d := range all {
		ids = append(ids, d.id)
	}
	return ids
}
