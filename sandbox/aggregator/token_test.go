package aggregator

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

func TestTokensAreGoodForHalfAYear(t *testing.T) {
	at := time.Date(2031, 5, 1, 9, 0, 0, 0, time.UTC)
	c := clock.New(func() time.Time { return at })
	a := New(Config{DB: new(store.DB), Clock: c, NewID: uuid.NewString})

	fresh := ""
	for _, step := range []struct {
		name  string
		after time.Duration
		token func() string
		want  Client // "" is a refusal
	}{
		{"a demo token, first used", 0, func() string { return "insights-demo-token" }, "insights-one"},
		{"the other client's", 0, func() string { return "insights-demo-token-two" }, "insights-two"},
		{"nobody's", 0, func() string { return "insights-demo-token-three" }, ""},
		{"none", 0, func() string { return "" }, ""},
		{"on its last day", TokenLife - time.Second, func() string { return "insights-demo-token" }, "insights-one"},
		{"a second later", time.Second, func() string { return "insights-demo-token" }, ""},
		{"a fresh one", 0, func() string { fresh = mustIssue(t, a, "insights-one"); return fresh }, "insights-one"},
		{"the fresh one, too old in turn", TokenLife, func() string { return fresh }, ""},
	} {
		c.Advance(step.after)
		got, err := a.ClientOf(step.token())
		if got != step.want || (err == nil) != (step.want != "") {
			t.Errorf("%s: client %q, error %v, want %q", step.name, got, err, step.want)
		}
		if e := new(storage.Error); err != nil && (!errors.As(err, &e) || e.Kind != storage.Unauthorised) {
			t.Errorf("%s: %v is not Unauthorised", step.name, err)
		}
	}
}

func TestNoTokenForNobody(t *testing.T) {
	a := New(Config{DB: new(store.DB), Clock: clock.New(nil), NewID: uuid.NewString})
	_, err := a.IssueToken("insights-too")
	e := new(storage.Error)
	if !errors.As(err, &e) || e.Kind != storage.Invalid || len(e.Violations) != 1 || e.Violations[0].Path != "client" {
		t.Errorf("got %v, want one violation at client", err)
	}
}

func mustIssue(t *testing.T, a *Aggregator, client Client) string {
	t.Helper()
	token, err := a.IssueToken(client)
	if err != nil {
		t.Fatal(err)
	}
	return token
}
