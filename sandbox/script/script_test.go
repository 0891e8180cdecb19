package script

import (
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

func TestChoose(t *testing.T) {
	steps := []struct {
		name      string
		told      func(*store.Tx)
		facts     scenario.Facts
		want, way string
		fails     bool
	}{
		{name: "nobody said anything", want: "ask", way: scenario.RuleAsk},
		{"a default", func(tx *store.Tx) { SetDefault(tx, "reject") }, scenario.Facts{}, "reject", scenario.RuleDefault, false},
		{"queued twice, first", func(tx *store.Tx) { Enqueue(tx, "walks-away", 2) }, scenario.Facts{}, "walks-away", scenario.RuleQueue, false},
		{"an unknown name under the queue", nil, scenario.Facts{Header: "nowhere"}, "walks-away", scenario.RuleQueue, false},
		{"the queue is used up: an unknown name", nil, scenario.Facts{Header: "nowhere"}, "", "", true},
		{"a header over the default", nil, scenario.Facts{Header: "fails-sca"}, "fails-sca", scenario.RuleHeader, false},
		{"the default taken back", func(tx *store.Tx) { SetDefault(tx, "") }, scenario.Facts{}, "ask", scenario.RuleAsk, false},
	}
	var db store.DB
	for _, step := range steps {
		_ = db.Update(func(tx *store.Tx) error {
			if step.told != nil {
				step.told(tx)
			}
			foretold, _ := Explain(tx, scenario.Builtin(), step.facts)
			got, err := Choose(tx, scenario.Builtin(), step.facts)
			if got.Scenario != step.want || got.Rule != step.way || (err != nil) != step.fails {
				t.Errorf("%s: %s by %s, error %v, want %s by %s", step.name, got.Scenario, got.Rule, err, step.want, step.way)
			}
			if err == nil && (foretold.Scenario != got.Scenario || foretold.Rule != got.Rule) {
				t.Errorf("%s: Explain said %s by %s", step.name, foretold.Scenario, foretold.Rule)
			}
			return nil
		})
	}
}

func TestAnUnknownNameUsesNothingUp(t *testing.T) {
	var db store.DB
	_ = db.Update(func(tx *store.Tx) error {
		Enqueue(tx, "nowhere", 1)
		for range 2 {
			if got, err := Choose(tx, scenario.Builtin(), scenario.Facts{}); err == nil {
				t.Errorf("an unknown name in the queue chose %s", got.Scenario)
			}
		}
		return nil
	})
}
