package insights

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/schemas"
)

// aFlow starts an Insights-Refresh flow, and returns where its wizard is.
func (t *testAPI) aFlow(tb testing.TB, request aggregator.FlowRequest) string {
	tb.Helper()
	const client = "insights-one"
	psu := &aggregator.PSU{UserAgent: "Mozilla/5.0", IPAddress: "203.0.113.7"}
	session, err := t.rules.StartSession(client, aggregator.SessionRequest{PSU: psu, Scope: &aggregator.Scope{InsightsRefresh: &aggregator.InsightsScope{}}})
	if err != nil {
		tb.Fatal(err)
	}
	flow, err := t.rules.StartFlow(client, session.ID, aggregator.InsightsRefresh, request, scenario.Facts{})
	if err != nil {
		tb.Fatal(err)
	}
	return "/branded/xs2a/v1/wizard/" + flow.ID
}

// atLogin brings a flow to the Demo Bank's login.
func (t *testAPI) atLogin(tb testing.TB) string {
	tb.Helper()
	wizard := t.aFlow(tb, aggregator.FlowRequest{})
	bank := t.must(tb, http.StatusOK, http.MethodGet, wizard, "")
	var value string
	for i := 0; value == ""; i++ {
		if v := bank.dig(tb, "data.result.form.elements.0.options."+strconv.Itoa(i)+".value"); strings.HasSuffix(v, ":88888888") {
			value = v
		}
	}
	step := t.must(tb, http.StatusOK, http.MethodPost, wizard, filledIn("bank", "bank", value))
	if step.dig(tb, "data.result.context") == "method" {
		step = t.must(tb, http.StatusOK, http.MethodPost, wizard, filledIn("method", "interface", step.dig(tb, "data.result.form.elements.0.options.0.value")))
	}
	if got := step.dig(tb, "data.result.context"); got != "credentials" {
		tb.Fatalf("the flow is at %s, want credentials", got)
	}
	return wizard
}

// filledIn is a form with its answers, keys and values in turn.
func filledIn(form string, answers ...string) string {
	var fields []string
	for i := 0; i < len(answers); i += 2 {
		fields = append(fields, fmt.Sprintf(`{"key":%q,"value":%q}`, answers[i], answers[i+1]))
	}
	return fmt.Sprintf(`{"form_identifier":%q,"data":[%s]}`, form, strings.Join(fields, ","))
}

func loginAs(username string) string {
	return filledIn("credentials", aggregator.KeyUsername, username, aggregator.KeyPassword, "12345")
}

// The steps of a consumer who does all as asked, as they stand on the wire.
func TestWizardSteps(t *testing.T) {
	api := newTestAPI(t)
	wizard := api.atLogin(t)
	for i, tt := range []struct{ name, method, body string }{
		{"credentials", http.MethodGet, ""},
		{"otp", http.MethodPost, loginAs("embedded")},
		{"accounts", http.MethodPost, filledIn("otp", "otp", "12345")},
		{"consent", http.MethodPost, ""},
		{"finished", http.MethodPost, filledIn("consent", "consent", "true")},
	} {
		body := tt.body
		if tt.name == "consent" {
			accounts := api.must(t, http.StatusOK, http.MethodGet, wizard, "")
			body = filledIn("accounts", "account_id", accounts.dig(t, "data.result.form.elements.0.options.0.value"))
		}
		step := api.must(t, http.StatusOK, tt.method, wizard, body)
		mustMatch(t, fmt.Sprintf("wizard-%d-%s", i+1, tt.name), "WizardResponse", step.body)
		if got, want := step.dig(t, "data.next"), base+wizard; got != want {
			t.Errorf("%s: next is %s, want %s", tt.name, got, want)
		}
	}
}

// What an answer may not be.
func TestWizardRefuses(t *testing.T) {
	api := newTestAPI(t)
	wizard := api.atLogin(t)
	for _, tt := range []struct {
		name, target, body string
		status             int
		want               string
	}{
		{"unknown flow", "/branded/xs2a/v1/wizard/nobody", loginAs("amal"), http.StatusNotFound, "NOT_FOUND"},
		{"no JSON", wizard, "{", http.StatusBadRequest, "BAD_REQUEST"},
		{"nothing", wizard, "{}", http.StatusBadRequest, "VALIDATION_ERROR\nINVALID_VALUE form_identifier"},
		{"wrong types", wizard, `{"form_identifier":7,"data":[{"key":"a","value":1},{"value":"b"}]}`, http.StatusBadRequest,
			"VALIDATION_ERROR\nINVALID_FORMAT data[0].value\nREQUIRED data[1].key\nINVALID_FORMAT form_identifier"},
		{"unknown action", wizard, `{"action":"dance"}`, http.StatusBadRequest, "VALIDATION_ERROR\nINVALID_VALUE action"},
		{"another form", wizard, filledIn("otp", "otp", "1"), http.StatusConflict, "CONFLICT"},
		{"no redirect", wizard, `{"redirect_id":"r","return_url":"https://a.example/?result=success"}`, http.StatusConflict, "CONFLICT"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := api.send(http.MethodPost, tt.target, tt.body)
			if got := e.violations(t); e.status != tt.status || got != tt.want {
				t.Errorf("got %d\n%s\nwant %d\n%s", e.status, got, tt.status, tt.want)
			}
		})
	}
	if got := api.must(t, http.StatusOK, http.MethodGet, wizard, "").dig(t, "data.result.context"); got != "credentials" {
		t.Errorf("after all that the flow is at %s, want credentials", got)
	}
}

// Answers that will not do bring the form again, and say so at its element; way
// back and way out are there.
func TestWizardAnswers(t *testing.T) {
	for _, tt := range []struct{ name, body, path, want string }{
		{"nothing typed", filledIn("credentials"), "data.result.form.elements.0.error", "Please fill this in"},
		{"invalid", loginAs("invalid"), "data.state", "CONSUMER_INPUT_NEEDED"},
		{"back", `{"action":"back"}`, "data.result.context", "method"},
		{"abort", `{"action":"abort"}`, "data.state", "ABORTED"},
		{"wrong", loginAs("wrong"), "data.result.error.category", "USER.ACCESS_DENIED.CREDENTIALS"},
		{"technical", loginAs("technical"), "data.result.error.category", "TECHNICAL"},
		{"maintenance", loginAs("bank-maintenance"), "data.result.error.category", "MAINTENANCE"},
		{"decoupled", loginAs("decoupled"), "data.state", "PROCESSING"},
		{"redirect", loginAs("redirect"), "data.result.context", "sca"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			api := newTestAPI(t)
			e := api.must(t, http.StatusOK, http.MethodPost, api.atLogin(t), tt.body)
			if got := e.dig(t, tt.path); got != tt.want {
				t.Errorf("%s is %s, want %s", tt.path, got, tt.want)
			}
			if found, err := schemas.Validate("WizardResponse", []byte(e.body)); err != nil || len(found) > 0 {
				t.Errorf("the answer does not fit its schema: %v %v", found, err)
			}
		})
	}
}

// A decoupled login follows the clock.
func TestWizardFollowsTheClock(t *testing.T) {
	api := newTestAPI(t)
	wizard := api.atLogin(t)
	api.must(t, http.StatusOK, http.MethodPost, wizard, loginAs("decoupled"))
	api.clock.Advance(time.Minute)
	if got := api.must(t, http.StatusOK, http.MethodGet, wizard, "").dig(t, "data.result.context"); got != "accounts" {
		t.Errorf("a minute later the flow is at %s, want accounts", got)
	}
}

// The bank's own page takes a login and a decision, and sends the consumer back
// with the result (8.1).
func TestBankPage(t *testing.T) {
	for _, tt := range []struct{ decision, state string }{
		{"allow", "CONSUMER_INPUT_NEEDED"}, {"decline", "EXCEPTION"}, {"cancel", "ABORTED"},
	} {
		t.Run(tt.decision, func(t *testing.T) {
			api := newTestAPI(t)
			wizard := api.atLogin(t)
			step := api.must(t, http.StatusOK, http.MethodPost, wizard, loginAs("redirect"))
			page := strings.TrimPrefix(step.dig(t, "data.result.redirect.url"), base)
			mustHold(t, api.must(t, http.StatusOK, http.MethodGet, page, ""), "Log in", "frame-ancestors 'none'")
			mustHold(t, api.fillIn(page, ""), "Type a username and a password")
			mustHold(t, api.fillIn(page, "username=%3Cb%3E&password=x"), "&lt;b&gt;", "Decline")
			e := api.fillIn(page, "decision="+tt.decision)
			back, err := url.Parse(e.header.Get("Location"))
			if err != nil || e.status != http.StatusSeeOther || !strings.HasPrefix(back.String(), base+"/xs2a/widget-app/v1/return.html?") {
				t.Fatalf("got %d to %s, want 303 to the app", e.status, back)
			}
			if got := back.Query().Get("auth_url"); got != base+wizard {
				t.Errorf("auth_url is %s, want %s", got, base+wizard)
			}
			answer := fmt.Sprintf(`{"redirect_id":%q,"return_url":%q}`, back.Query().Get("redirect_id"), back)
			if got := api.must(t, http.StatusOK, http.MethodPost, wizard, answer).dig(t, "data.state"); got != tt.state {
				t.Errorf("after %s the flow is %s, want %s", tt.decision, got, tt.state)
			}
			mustHold(t, api.must(t, http.StatusConflict, http.MethodGet, page, ""), "This cannot go on")
		})
	}
	mustHold(t, newTestAPI(t).must(t, http.StatusNotFound, http.MethodGet, "/branded/bank/nobody", ""), "This cannot go on")
}

// fillIn sends a form as a browser does.
func (t *testAPI) fillIn(page, form string) exchange {
	return t.send(http.MethodPost, page, form, "Content-Type", "-", "Content-Type", "application/x-www-form-urlencoded", "Authorization", "-")
}

func mustHold(tb testing.TB, e exchange, texts ...string) {
	tb.Helper()
	for _, text := range texts {
		if !strings.Contains(e.body+e.header.Get("Content-Security-Policy"), text) {
			tb.Errorf("there is no %q in %d %s", text, e.status, e.body)
		}
	}
}
