package aggregator

import (
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// BenchmarkWorkflow is workflow 1 of one consumer in this room: a session, its flow,
// the consumer's way through it, Flow-Information.
func BenchmarkWorkflow(b *testing.B) {
	for _, row := range []struct {
		name     string
		username string
	}{{"usual", ""}, {"rich", "acin-demo-data"}} {
		b.Run(row.name, func(b *testing.B) {
			a, _ := newAggregator(b)
			b.ReportAllocs()
			for b.Loop() {
				f := mustFlow(b, a, mustStart(b, a, usual()), FlowRequest{Accounts: &Selector{All: true}})
				if _, err := a.Complete(f.ID, Visitor{Username: row.username}); err != nil {
					b.Fatal(err)
				}
				if got := mustLook(b, a, f); got.State != Finished {
					b.Fatalf("the flow is %s", got.State)
				}
			}
		})
	}
}

// BenchmarkComes is the same with a consumer who comes by herself.
func BenchmarkComes(b *testing.B) {
	a, _ := newAggregator(b)
	b.ReportAllocs()
	for b.Loop() {
		f := mustFlowBy(b, a, mustStart(b, a, usual()), InsightsRefresh, FlowRequest{}, scenario.Facts{Header: "auto-approve"})
		if got := mustLook(b, a, f); got.State != Finished {
			b.Fatalf("the flow is %s", got.State)
		}
	}
}
