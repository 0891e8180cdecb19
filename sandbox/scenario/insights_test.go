package scenario

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sandbank-dev/sandbank/fixtures"
)

func TestInsights(t *testing.T) {
	for _, row := range []struct {
		name  string
		want  *Insights
		comes bool
	}{
		{"auto-approve", nil, true},
		{"walks-away", nil, false},
		{"ask", nil, false},
		{"embedded", &Insights{SCA: Embedded}, true},
		{"invalid", &Insights{Login: Refused}, false},
		{"validate-ip-no-v6", &Insights{PSU: ValidIPv4}, true},
		{"no-accounts", &Insights{Persona: "no-accounts"}, true},
		{"decoupled", &Insights{SCA: Decoupled, Flow: []Outcome{{Polls: 3, To: Finished}, {After: 15 * time.Second, To: Finished}}}, true},
		{"wrong", &Insights{Flow: []Outcome{{To: Exception, Error: "USER.ACCESS_DENIED.CREDENTIALS"}}}, true},
		{"consent-quota", &Insights{Refresh: []Outcome{{To: Exception, Error: "CONSENT.QUOTA_EXCEEDED"}}}, true},
	} {
		sc := mustGet(t, Builtin(), row.name)
		if diff := cmp.Diff(row.want, sc.Insights, cmpopts.IgnoreFields(Outcome{}, "File", "Line")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", row.name, diff)
		}
		if got := sc.Comes(); got != row.comes {
			t.Errorf("%s: the consumer comes by herself: %t, want %t", row.name, got, row.comes)
		}
	}
}

func TestInsightsAreInherited(t *testing.T) {
	set, err := Builtin().With("mine.yaml", []byte("version: 1\nscenarios:\n- {name: mine, extends: decoupled, customer: walks-away}\n"))
	if err != nil {
		t.Fatal(err)
	}
	mine := mustGet(t, set, "mine")
	if mine.Insights == nil || mine.Insights.SCA != Decoupled || mine.Comes() {
		t.Errorf("mine: %+v, comes %t; want decoupled's part and the consumer away", mine.Insights, mine.Comes())
	}
}

// Every shipped outcome is a username at the test banks, so none may be that of
// a customer of the bank itself.
func TestOutcomesAreNobodysName(t *testing.T) {
	for _, sc := range Builtin().List() {
		if _, taken := fixtures.Shipped().Customer(sc.Name); taken {
			t.Errorf("scenario %s has the name of a customer", sc.Name)
		}
	}
}

func TestOutcomePrints(t *testing.T) {
	for _, row := range []struct {
		o    Outcome
		want string
	}{
		{Outcome{To: Finished}, "at once: FINISHED"},
		{Outcome{After: 90 * time.Second, To: Finished}, "after 1m30s: FINISHED"},
		{Outcome{Polls: 1, To: Exception, Error: "BANK"}, "after 1 poll: EXCEPTION, BANK"},
		{Outcome{Polls: 4, To: Aborted}, "after 4 polls: ABORTED"},
	} {
		if got := row.o.String(); got != row.want {
			t.Errorf("got %q, want %q", got, row.want)
		}
	}
}
