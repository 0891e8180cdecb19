package aggregator

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// demo is a session at the Demo Bank with the PSD2 method, the only one wanted.
func demo() SessionRequest {
	r := usual()
	r.SelectedBank, r.Access = &BankChoice{"88888888", "DE"}, ForcePSD2
	return r
}

func mustFlow(tb testing.TB, a *Aggregator, s Session, r FlowRequest) Flow {
	tb.Helper()
	return mustFlowBy(tb, a, s, InsightsRefresh, r, scenario.Facts{})
}

func mustFlowBy(tb testing.TB, a *Aggregator, s Session, t FlowType, r FlowRequest, facts scenario.Facts) Flow {
	tb.Helper()
	f, err := a.StartFlow(one, s.ID, t, r, facts)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

func mustLook(tb testing.TB, a *Aggregator, f Flow) Flow {
	tb.Helper()
	got, err := a.Flow(one, f.Session, f.ID)
	if err != nil {
		tb.Fatal(err)
	}
	return got
}

// told writes a flow's end shortly.
func toldShortly(f Flow) string {
	out := string(f.State)
	if f.Error != nil {
		out += " " + f.Error.Category
	}
	return out
}

// looks tells what so many looks in a row see.
func looks(tb testing.TB, a *Aggregator, f Flow, n int) string {
	var out []string
	for range n {
		out = append(out, toldShortly(mustLook(tb, a, f)))
	}
	return strings.Join(out, ", ")
}

// What becomes of each username at the Demo Bank PSD2 (8.1, 8.3): what the
// completion answers, and what two looks see then.
func TestUsernames(t *testing.T) {
	const done = "FINISHED, FINISHED"
	for _, row := range []struct{ username, address, completed, then string }{
		{"anybody", "", "FINISHED", done},
		{"embedded", "", "FINISHED", done},
		{"acin-demo-data", "", "FINISHED", done},
		{"redirect", "", "FINISHED", done},
		{"wrong", "", "EXCEPTION USER.ACCESS_DENIED.CREDENTIALS", ""},
		{"invalid", "", "CONSUMER_INPUT_NEEDED", "CONSUMER_INPUT_NEEDED, CONSUMER_INPUT_NEEDED"},
		{"bank-technical", "", "EXCEPTION BANK.TECHNICAL", ""},
		{"bank-maintenance", "", "EXCEPTION MAINTENANCE.BANK", ""},
		{"technical", "", "EXCEPTION TECHNICAL", ""},
		{"configuration-expected", "", "EXCEPTION USER.CONFIGURATION.ACCOUNT", ""},
		{"invalid-transactions-timerange", "", "EXCEPTION NOT_SUPPORTED.TRANSACTIONS_TIMERANGE", ""},
		{"slow", "", "PROCESSING", "PROCESSING, PROCESSING"},
		{"validate-ip", "192.0.2.1", "FINISHED", done},
		{"validate-ip", "2001:db8::1", "FINISHED", done},
		{"validate-ip", "nowhere", "EXCEPTION USER.ACCESS_DENIED", ""},
		{"validate-ip-no-v6", "192.0.2.1", "FINISHED", done},
		{"validate-ip-no-v6", "2001:db8::1", "EXCEPTION USER.ACCESS_DENIED", ""},
		{"validate-ip-no-v6", "300.0.2.1", "EXCEPTION USER.ACCESS_DENIED", ""},
		{"decoupled", "", "PROCESSING", "PROCESSING, PROCESSING"},
		{"decoupled-abort", "", "PROCESSING", "PROCESSING, PROCESSING"},
		{"decoupled-failed", "", "PROCESSING", "PROCESSING, PROCESSING"},
		{"consent-expired", "", "FINISHED", done},
		{"consent-revoked", "", "FINISHED", done},
		{"consent-quota", "", "FINISHED", done},
		{"refresh-slow", "", "FINISHED", done},
		{"refresh-failed", "", "FINISHED", done},
		{"abort", "", "ABORTED", ""},
		{"timeout", "", "EXCEPTION USER.SESSION.TIMEOUT", ""},
		{"no-accounts", "", "EXCEPTION USER.CONFIGURATION.ACCOUNT", ""},
		{"amal", "", "FINISHED", done},
		{"dana", "", "EXCEPTION USER.CONFIGURATION.ACCOUNT", ""},
		{"reject", "", "ABORTED", ""},
		{"fails-sca", "", "EXCEPTION USER.ACCESS_DENIED.CREDENTIALS", ""},
	} {
		t.Run(row.username+row.address, func(t *testing.T) {
			a, _ := newAggregator(t)
			r := demo()
			if row.address != "" {
				r.PSU.IPAddress = row.address
			}
			f := mustFlow(t, a, mustStart(t, a, r), FlowRequest{})
			got, err := a.Complete(f.ID, Visitor{Username: row.username})
			if err != nil || toldShortly(got) != row.completed {
				t.Fatalf("it is %s, %v; want %s", toldShortly(got), err, row.completed)
			}
			if row.then == "" {
				row.then = row.completed + ", " + row.completed
			}
			if got := looks(t, a, f, 2); got != row.then {
				t.Errorf("looks see %s, want %s", got, row.then)
			}
		})
	}
}

// What time and looks bring after the login.
func TestProcessing(t *testing.T) {
	for _, row := range []struct {
		username string
		wait     time.Duration
		looks    int
		want     string
	}{
		{"decoupled", 0, 4, "PROCESSING, PROCESSING, PROCESSING, FINISHED"},
		{"decoupled", 15*time.Second - 1, 1, "PROCESSING"},
		{"decoupled", 15 * time.Second, 1, "FINISHED"},
		{"decoupled-abort", 0, 4, "PROCESSING, PROCESSING, CONSUMER_INPUT_NEEDED, CONSUMER_INPUT_NEEDED"},
		{"decoupled-abort", 10 * time.Second, 1, "CONSUMER_INPUT_NEEDED"},
		{"decoupled-failed", 0, 3, "PROCESSING, PROCESSING, EXCEPTION USER.ACCESS_DENIED"},
		{"decoupled-failed", 10 * time.Second, 1, "EXCEPTION USER.ACCESS_DENIED"},
		{"slow", time.Minute - 1, 5, "PROCESSING, PROCESSING, PROCESSING, PROCESSING, PROCESSING"},
		{"slow", time.Minute, 1, "FINISHED"},
		{"decoupled", Idle, 1, "FINISHED"},
		{"invalid", Idle, 1, "EXCEPTION USER.SESSION.TIMEOUT"},
	} {
		t.Run(fmt.Sprintf("%s after %s", row.username, row.wait), func(t *testing.T) {
			a, c := newAggregator(t)
			f := mustFlow(t, a, mustStart(t, a, demo()), FlowRequest{})
			if _, err := a.Complete(f.ID, Visitor{Username: row.username}); err != nil {
				t.Fatal(err)
			}
			c.Advance(row.wait)
			if got := looks(t, a, f, row.looks); got != row.want {
				t.Errorf("looks see %s, want %s", got, row.want)
			}
		})
	}
}

// What happens to a flow whose scenario was chosen before anybody came, when nobody
// opens the app: what the PUT answers is the same; then the consumer has come.
func TestConsumersWhoComeByThemselves(t *testing.T) {
	for _, row := range []struct {
		script string
		want   string
	}{
		{"auto-approve", "FINISHED"},
		{"embedded", "FINISHED"},
		{"redirect", "FINISHED"},
		{"reject", "ABORTED"},
		{"fails-sca", "EXCEPTION USER.ACCESS_DENIED.CREDENTIALS"},
		{"walks-away", "CONSUMER_INPUT_NEEDED"},
		{"ask", "CONSUMER_INPUT_NEEDED"},
		{"invalid", "CONSUMER_INPUT_NEEDED"},
		{"decoupled", "PROCESSING"},
		{"slow", "PROCESSING"},
		{"bank-technical", "EXCEPTION BANK.TECHNICAL"},
		{"timeout", "EXCEPTION USER.SESSION.TIMEOUT"},
		{"no-accounts", "EXCEPTION USER.CONFIGURATION.ACCOUNT"},
	} {
		t.Run(row.script, func(t *testing.T) {
			a, _ := newAggregator(t)
			f := mustFlowBy(t, a, mustStart(t, a, usual()), InsightsRefresh, FlowRequest{}, scenario.Facts{Header: row.script})
			if f.State != InputNeeded {
				t.Errorf("the PUT answers %s, want %s", f.State, InputNeeded)
			}
			if got := toldShortly(mustLook(t, a, f)); got != row.want {
				t.Errorf("the first look sees %s, want %s", got, row.want)
			}
		})
	}
}

// The country banks know happy cases only, but for their own keywords (8.2).
func TestCountryBanks(t *testing.T) {
	for _, row := range []struct {
		country, code, username string
		wait                    time.Duration
		want                    string
	}{
		{"AT", "00000", "wrong", 0, "FINISHED"},
		{"SK", "0000", "anybody", 0, "FINISHED"},
		{"DE", "00000", "wrong", 0, "EXCEPTION USER.ACCESS_DENIED.CREDENTIALS"},
		{"DE", "00000", "anybody", 0, "FINISHED"},
		{"GB", "000000", "force-tan", 0, "FINISHED"},
		{"GB", "000000", "generate-new-accounts7", 0, "FINISHED"},
		{"GB", "000000", "generate-new-accounts0", 0, "EXCEPTION USER.CONFIGURATION.ACCOUNT"},
		{"SE", "00000", "bankid", 25*time.Second - 1, "PROCESSING"},
		{"SE", "00000", "bankid", 25 * time.Second, "FINISHED"},
		{"GB", "000000", "bankid", 0, "FINISHED"},
	} {
		t.Run(row.country+" "+row.username, func(t *testing.T) {
			a, c := newAggregator(t)
			f := mustFlow(t, a, mustStart(t, a, usual()), FlowRequest{})
			if _, err := a.Complete(f.ID, Visitor{Country: row.country, Bank: row.code, Username: row.username}); err != nil {
				t.Fatal(err)
			}
			c.Advance(row.wait)
			if got := toldShortly(mustLook(t, a, f)); got != row.want {
				t.Errorf("the flow is %s, want %s", got, row.want)
			}
		})
	}
}

// The lifecycle of a scenario without a part on Account Insights speaks for the
// bank.
func TestLifecyclesAsOutcomes(t *testing.T) {
	set, err := scenario.Builtin().With("mine.yaml", []byte(`version: 1
scenarios:
  - name: on-the-phone
    lifecycle:
      AwaitingAuthorisation:
        - {after: 2 polls, to: Authorised}
  - name: too-late
    lifecycle:
      AwaitingAuthorisation:
        - {after: 5m, to: Rejected}
  - name: turned-away
    lifecycle:
      AwaitingAuthorisation:
        - {upon: authorize, to: Rejected, by: bank, error: server_error}
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		script string
		wait   time.Duration
		looks  int
		want   string
	}{
		{"on-the-phone", 0, 3, "PROCESSING, PROCESSING, FINISHED"},
		{"too-late", 0, 1, "PROCESSING"},
		{"too-late", 5 * time.Minute, 1, "EXCEPTION USER.SESSION.TIMEOUT"},
		{"turned-away", 0, 1, "EXCEPTION USER.ACCESS_DENIED"},
	} {
		a, c := newAggregatorOn(func() *scenario.Set { return set })
		f := mustFlowBy(t, a, mustStart(t, a, demo()), InsightsRefresh, FlowRequest{}, scenario.Facts{Header: row.script})
		c.Advance(row.wait)
		if got := looks(t, a, f, row.looks); got != row.want {
			t.Errorf("%s after %s: looks see %s, want %s", row.script, row.wait, got, row.want)
		}
	}
}

// Whoever looks at data has what is due happen first, so that those of a flow are
// there before anybody looks at it.
func TestFlowsThatAreCaughtUpHaveTheirData(t *testing.T) {
	a, c := newAggregator(t)
	f := mustFlow(t, a, mustStart(t, a, demo()), FlowRequest{Consumer: "mine"})
	if _, err := a.Complete(f.ID, Visitor{Username: "slow"}); err != nil {
		t.Fatal(err)
	}
	c.Advance(time.Minute)
	a.CatchUp()
	if list, _, err := a.cfg.Storage.Accounts(one, "mine", storage.Page{}); err != nil || len(list) == 0 {
		t.Errorf("storage has %d accounts of the consumer, %v", len(list), err)
	}
	v, err := a.FlowView(f.ID)
	if err != nil || v.State != Finished || !v.Over.Equal(start.Add(time.Minute)) {
		t.Errorf("the flow is %s since %s, %v; want FINISHED since a minute", v.State, v.Over, err)
	}
}
