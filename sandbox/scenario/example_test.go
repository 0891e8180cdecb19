package scenario_test

import (
	"fmt"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// A file of one's own, over the shipped ones; then the choice for a consent.
func Example() {
	set, err := scenario.Builtin().With("mine.yaml", []byte(`
version: 1
scenarios:
- name: second-thoughts
  extends: auto-approve
  match: {client: aisp-two}
  lifecycle:
    Authorised:
    - {after: 10m, to: Revoked, by: customer}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	chosen, _ := set.Select(scenario.Facts{Client: "aisp-two"})
	sc, _ := set.Get(chosen.Scenario)
	fmt.Println(chosen.Scenario, "by", chosen.Rule)
	for _, exit := range sc.Exits(scenario.Authorised) {
		fmt.Println(exit.Trigger(), "to", exit.To, "by", exit.By)
	}
	// Output:
	// second-thoughts by match
	// after 10m to Revoked by customer
}

func ExampleProblems() {
	_, err := scenario.Builtin().With("mine.yaml", []byte("version: 1\nscenarios:\n- name: mine\n  extends: auto-aprove\n"))
	fmt.Println(err)
	// Output:
	// mine.yaml:4: extends: "auto-aprove" is not a scenario (did you mean "auto-approve"?)
}
