package features

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	messages "github.com/cucumber/messages/go/v21"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSeedReplaysTheOrder(t *testing.T) {
	order := func(seed int64) (ids []string) {
		p, err := newPlan(Options{own: files, Seed: seed, Target: Target{Profile: ProfileAIS}})
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range p.items {
			ids = append(ids, it.id)
		}
		return ids
	}
	first := order(42)
	if again := order(42); !slices.Equal(first, again) {
		t.Error("the same seed gives another order")
	}
	if other := order(43); slices.Equal(first, other) {
		t.Error("another seed gives the same order")
	}
	if sorted := slices.SortedFunc(slices.Values(first), compareIDs); slices.Equal(first, sorted) {
		t.Error("the order is that of the files")
	}
}

func TestSeedIsDrawnAndTold(t *testing.T) {
	bank := newFakeBank(t)
	o := bank.options(scenario("@mandatory @M-1", asksWell))
	o.Seed = 0
	var out strings.Builder
	o.Out = &out
	report := mustVerify(t, o)
	if report.Seed == 0 || !strings.Contains(out.String(), "seed ") {
		t.Errorf("seed is %d and the output %q, want a seed in both", report.Seed, out.String())
	}
}

func TestScenariosRunInTheOrderOfThePlan(t *testing.T) {
	bank := newFakeBank(t)
	var suite []string
	for range 20 {
		suite = append(suite, scenario("@mandatory @M-1", asksWell))
	}
	o := bank.options(suite...)
	o.Concurrency = 1
	var ran []string
	o.Stop = func(r Result) bool { ran = append(ran, r.ID); return false }
	o, err := o.complete()
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlan(o)
	if err != nil {
		t.Fatal(err)
	}
	report := mustVerify(t, o)
	for i, it := range p.items {
		if ran[i] != it.id {
			t.Fatalf("scenario %d was %s, want %s", i, ran[i], it.id)
		}
	}
	if c := report.Counts; c.Planned != 20 || c.Executed != 20 || c.Passed != 20 {
		t.Errorf("counts are %+v, want 20 planned, executed and passed", c)
	}
}

func TestStoppedRunExecutesNoMore(t *testing.T) {
	bank := newFakeBank(t)
	bad := scenario("@mandatory @M-1", asksBad)
	o := bank.options(bad, bad, bad, bad)
	o.Concurrency = 1
	o.Stop = func(r Result) bool { return r.Outcome == Failed }
	report := mustVerify(t, o)
	if c := report.Counts; c.Planned != 4 || c.Executed != 1 || len(report.Results) != 1 {
		t.Errorf("counts are %+v, want 4 planned and 1 executed", c)
	}
}

func TestCallersFeaturesRunBesideOurs(t *testing.T) {
	bank := newFakeBank(t)
	o := bank.options(scenario("@mandatory @M-1", asksWell))
	o.FS = fstest.MapFS{"own/mine.feature": {Data: []byte("Feature: Mine\n" + scenario("@mine", asksWell))}}
	report := mustVerify(t, o)
	if len(report.Results) != 2 || report.Results[1].ID != "own/mine.feature:3" {
		t.Errorf("results are %+v, want two, the second of own/mine.feature", report.Results)
	}
}

// TestScriptKeepsSteps asks that godog gets of a scenario just what its feature
// says, whatever stands in tables and texts.
func TestScriptKeepsSteps(t *testing.T) {
	cell := rapid.StringMatching(`[a-z|\\ "#@]{0,8}`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-z"\\ |#]{0,12}\n){0,3}[a-z"\\|#]{0,9}`).Draw(t, "text")
		width := rapid.IntRange(1, 3).Draw(t, "width")
		table := &messages.PickleTable{}
		for range rapid.IntRange(1, 3).Draw(t, "rows") {
			row := &messages.PickleTableRow{}
			for range width {
				row.Cells = append(row.Cells, &messages.PickleTableCell{Value: strings.TrimSpace(cell.Draw(t, "cell"))})
			}
			table.Rows = append(table.Rows, row)
		}
		steps := []*messages.PickleStep{
			{Text: "a text:", Type: messages.PickleStepType_CONTEXT, Argument: &messages.PickleStepArgument{DocString: &messages.PickleDocString{Content: text, MediaType: "json"}}},
			{Text: "a table: #1", Type: messages.PickleStepType_ACTION, Argument: &messages.PickleStepArgument{DataTable: table}},
			{Text: "nothing | \\ more", Type: messages.PickleStepType_OUTCOME},
		}
		written := script([]*item{{id: "a.feature:1", pickle: &messages.Pickle{Steps: steps}}})
		items, err := readFeature("plan", written)
		if err != nil {
			t.Fatalf("%v in\n%s", err, written)
		}
		for i, got := range items[0].pickle.Steps {
			got.Id, got.AstNodeIds = "", nil
			if diff := cmp.Diff(steps[i], got); diff != "" {
				t.Fatalf("step %d changed (-want +got):\n%s\nin\n%s", i, diff, written)
			}
		}
	})
}

func TestRowsAreNamedByTheirLine(t *testing.T) {
	items, err := readFeature("a.feature", []byte(`Feature: A
  Rule: R
    Background:
      Given a consent
    Scenario Outline: It is <status>
      * the status is <status>
      Examples:
        | status |
        | 200    |
        | 201    |
`))
	if err != nil {
		t.Fatal(err)
	}
	if len(items) != 2 || items[0].id != "a.feature:9" || items[1].id != "a.feature:10" {
		t.Fatalf("items are %+v, want those of lines 9 and 10", items)
	}
	if got := items[0].words; !slices.Equal(got, []string{"Given", "*"}) {
		t.Errorf("keywords are %v, want Given and *", got)
	}
}

func TestOwnFeaturesAreLinted(t *testing.T) {
	own, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range own.items {
		if profiles[it.profile] == nil {
			t.Errorf("%s stands in no profile's folder", it.id)
			continue
		}
		if err := lint([]*item{it}, languages[it.profile]()); err != nil {
			t.Error(err)
		}
	}
}
