package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox"
)

// A refusal is the testing.TB of a test that is meant to fail.
type refusal struct {
	testing.TB
	said string
}

func (r *refusal) Fatal(args ...any) {
	r.said = fmt.Sprint(args...)
	runtime.Goexit()
}

func (r *refusal) Fatalf(format string, args ...any) { r.Fatal(fmt.Sprintf(format, args...)) }

// failure is what a test says that fails in do; "" if it does not.
func failure(t *testing.T, do func(tb testing.TB)) string {
	t.Helper()
	tb, done := &refusal{TB: t}, make(chan struct{})
	go func() {
		defer close(done)
		do(tb)
	}()
	<-done
	return tb.said
}

// Links.Next is a URI: a test follows it as it stands, and never to another host.
func TestGetFollowsLinks(t *testing.T) {
	b := sandbox.Start(t, sandbox.Scenario("auto-approve"))
	token := b.Consent(t, "ReadAccountsBasic", "ReadTransactionsBasic", "ReadTransactionsDebits").Authorise(t)
	pages := 0
	for next := "/transactions"; next != ""; pages++ {
		res := b.Get(t, next, token)
		var page struct{ Links struct{ Self, Next string } }
		if err := json.NewDecoder(res.Body).Decode(&page); err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s, %v", next, res.Status, err)
		}
		if next[0] != '/' && page.Links.Self != next {
			t.Errorf("Self: got %s, want %s", page.Links.Self, next)
		}
		next = page.Links.Next
	}
	if pages < 2 {
		t.Errorf("got %d pages, want more", pages)
	}
	for _, uri := range []string{
		"https://bank.example/open-banking/v1.0/aisp/accounts", b.Control + "/healthz", b.URL + "1/accounts", b.URL + "@bank.example/accounts", "accounts",
	} {
		if got := failure(t, func(tb testing.TB) { b.Get(tb, uri, token) }); !strings.Contains(got, b.URL+"/") || !strings.Contains(got, uri) {
			t.Errorf("%s: the test says %q, want a refusal", uri, got)
		}
	}
}

// A test that counts on a customer learns why none came.
func TestAuthoriseSaysWhyThereIsNoToken(t *testing.T) {
	for name, want := range map[string]string{"ask": "auto-approve", "reject": "the customer declined"} {
		c := sandbox.Start(t, sandbox.Scenario(name)).Consent(t, "ReadAccountsBasic")
		if got := failure(t, func(tb testing.TB) { c.Authorise(tb) }); !strings.Contains(got, want) {
			t.Errorf("%s: Authorise says %q, want a word of %q", name, got, want)
		}
	}
}
