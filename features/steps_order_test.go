package features

import (
	"context"
	"errors"
	"testing"
)

// A feature of somebody else's may put steps in an order that makes no sense;
// that has to be told as such and must not end the process.
func TestStepsOutOfOrder(t *testing.T) {
	for name, do := range map[string]func(*World) error{
		"redeem":             func(w *World) error { return w.redeems(context.Background(), "") },
		"redeem for another": func(w *World) error { return w.anotherRedeems(context.Background()) },
		"redeem at once":     func(w *World) error { return w.redeemsAtOnce(context.Background(), 2) },
		"an answer to come":  func(w *World) error { return guard(func() error { return w.answerIs(context.Background(), 200) }) },
		"an unknown flaw":    func(w *World) error { return w.givenFlaw(context.Background(), "a rude word") },
		"an unknown mistake": func(w *World) error { return w.aispErrs(context.Background(), "being late") },
		"an unknown token":   func(w *World) error { return w.givenBearer(context.Background(), "a bus ticket") },
		"an unknown kind":    func(w *World) error { return w.keepsDictionary(context.Background(), "its tone") },
	} {
		if err := do(&World{}); !errors.Is(err, ErrHarness) {
			t.Errorf("%s: %v, want an error of ours", name, err)
		}
	}
}

func TestMembersOfAMinimalRequest(t *testing.T) {
	w := &World{}
	if err := w.givenMember(context.Background(), "Data.Permissions", "[]"); err != nil {
		t.Fatal(err)
	}
	if got, want := string(w.ask.bytes()), `{"Data":{"Permissions":[]}}`; got != want {
		t.Errorf("the request is %s, want %s", got, want)
	}
}
