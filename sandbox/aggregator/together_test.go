package aggregator

import (
	"sync"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// Many at once get in nobody's way, and no two things are called the same.
func TestManyAtOnce(t *testing.T) {
	a, _ := newAggregator(t)
	const clients, each = 8, 12
	ids := make([][]string, clients)
	var group sync.WaitGroup
	for i := range clients {
		group.Go(func() {
			for range each {
				s, err := a.StartSession(one, usual())
				if err != nil {
					t.Error(err)
					return
				}
				f, err := a.StartFlow(one, s.ID, InsightsRefresh, FlowRequest{}, scenario.Facts{})
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := a.Complete(f.ID, Visitor{}); err != nil {
					t.Error(err)
				}
				got, err := a.Flow(one, s.ID, f.ID)
				if err != nil || got.State != Finished {
					t.Errorf("a flow is %s, %v", got.State, err)
					return
				}
				a.Flows()
				ids[i] = append(ids[i], s.ID, f.ID, got.Result.Consumer)
			}
		})
	}
	group.Wait()
	seen := map[string]bool{}
	for _, list := range ids {
		for _, id := range list {
			if seen[id] {
				t.Errorf("%s was given out twice", id)
			}
			seen[id] = true
		}
	}
	if len(seen) != 3*clients*each {
		t.Errorf("%d things were made, want %d", len(seen), 3*clients*each)
	}
}
