package features

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	messages "github.com/cucumber/messages/go/v21"
)

// TestScenariosHaveTenants asks that with a control plane every scenario runs in
// a tenant of its own, under the target's own addresses, and that the tenant is
// removed.
func TestScenariosHaveTenants(t *testing.T) {
	bank := newFakeBank(t)
	o := bank.options(scenario("@mandatory @M-1", asksWell), scenario("@mandatory @M-2", asksWell))
	o.Target.ControlURL = bank.URL + "/_bank"
	report := mustVerify(t, o)
	if !report.Conformant {
		t.Fatalf("not conformant: %v", report.Reasons)
	}
	first, second := report.Results[0].Tenant, report.Results[1].Tenant
	if first == "" || first == second {
		t.Errorf("tenants are %q and %q, want two", first, second)
	}
	seen := bank.seen()
	for _, tenant := range []string{first, second} {
		for _, want := range []string{
			"POST /t/" + tenant + "/oauth2/token",
			"POST /t/" + tenant + "/open-banking/v1.0/aisp/account-access-consents",
			"DELETE /_bank/tenants/" + tenant,
		} {
			if !slices.Contains(seen, want) {
				t.Errorf("the bank saw %v, want %s", seen, want)
			}
		}
	}
	if name := regexp.MustCompile(`^[a-z0-9-]{3,40}$`); !name.MatchString(first) {
		t.Errorf("tenant %q is no name for an address", first)
	}
}

func TestTenantsOfTwoRunsDiffer(t *testing.T) {
	now := time.Now()
	if a, b := tenantPrefix(7, now), tenantPrefix(7, now.Add(time.Millisecond)); a == b {
		t.Errorf("two runs with one seed both use %q", a)
	}
}

// TestScenariosShareATokenWithoutTenants asks that without a control plane the
// client's token is asked for once.
func TestScenariosShareATokenWithoutTenants(t *testing.T) {
	bank := newFakeBank(t)
	good := scenario("@mandatory @M-1", asksWell)
	report := mustVerify(t, bank.options(good, good, good, good))
	asked := 0
	for _, path := range bank.seen() {
		if path == "POST /oauth2/token" {
			asked++
		}
	}
	if asked != 2 { // the preflight's and one
		t.Errorf("%d tokens were asked for, want 2", asked)
	}
	if got := report.Responses; got.Seen != 5 || got.Validated != 5 {
		t.Errorf("answers are %+v, want 5 seen and validated", got)
	}
}

func TestTenantThatStaysIsTold(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodDelete {
			http.Error(w, `{"error":"busy"}`, http.StatusConflict)
		}
		return r.Method == http.MethodDelete
	}
	o := bank.options(scenario("@mandatory @M-1", asksWell))
	o.Target.ControlURL = bank.URL + "/_bank"
	var out strings.Builder
	o.Out = &out
	if report := mustVerify(t, o); !report.Conformant || !strings.Contains(out.String(), "was not removed") {
		t.Errorf("conformant is %v and the output\n%s\nwant true and a note", report.Conformant, out.String())
	}
}

func TestTenantThatWasNeverTouchedIsNotMissed(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodDelete {
			http.Error(w, `{"error":"no such tenant"}`, http.StatusNotFound)
		}
		return r.Method == http.MethodDelete
	}
	o := bank.options(scenario("@mandatory @M-1", asksWell))
	o.Target.ControlURL = bank.URL + "/_bank"
	var out strings.Builder
	o.Out = &out
	if mustVerify(t, o); strings.Contains(out.String(), "was not removed") {
		t.Errorf("the output is\n%s\nwant no note of a tenant that there is not", out.String())
	}
}

// TestManualConsentElsewhere asks that nobody is waited for at a redirect URI
// that is not the AISP's.
func TestManualConsentElsewhere(t *testing.T) {
	w := &World{Target: newFakeBank(t).target(), run: &run{waiting: &callbacks{}, http: http.DefaultClient}, AISP: &AISP{RedirectURI: "http://127.0.0.1:9999/callback"}}
	w.Target.AuthorizeURL = "http://127.0.0.1:0/"
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := w.Authorise(ctx, "c-1", func(a *Authorisation) { a.RedirectURI = "https://attacker.example/" })
	if errors.Is(err, ErrPrerequisite) {
		t.Errorf("got %v, want the bank's answer to be asked for", err)
	}
}

func TestSameOrigin(t *testing.T) {
	const base = "https://bank.example/open-banking"
	for self, want := range map[string]bool{
		"https://bank.example/c/1": true, "http://bank.example/c/1": false, "https://bank.example:8443/c/1": false,
		"https://other.example/c/1": false, "/c/1": false, "https://bank.example@other.example/": false, "::": false,
	} {
		if got := sameOrigin(self, base); got != want {
			t.Errorf("sameOrigin(%q) is %v, want %v", self, got, want)
		}
	}
}

func TestHeadlessConsentFollowsRedirects(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		switch {
		case r.URL.Path == "/oauth2/authorize" && r.URL.Query().Get("hop") == "":
			http.SetCookie(w, &http.Cookie{Name: "sitting", Value: "1234", Path: "/"})
			http.Redirect(w, r, "/login?"+r.URL.RawQuery, http.StatusSeeOther)
		case r.URL.Path == "/login":
			if c, err := r.Cookie("sitting"); err != nil || c.Value != "1234" {
				http.Error(w, "no cookie", http.StatusForbidden)
				return true
			}
			http.Redirect(w, r, "/oauth2/authorize?hop=2&"+r.URL.RawQuery, http.StatusFound)
		default:
			return false
		}
		return true
	}
	report := mustVerify(t, bank.options(scenario("@mandatory @M-1 @consent", "When the customer authorises")))
	if r := report.Results[0]; r.Outcome != Passed || len(r.Exchanges) != 3 {
		t.Errorf("outcome is %s (%s) after %d exchanges, want passed after 3", r.Outcome, r.Reason, len(r.Exchanges))
	}
}

func TestRedirectsWithoutEnd(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/oauth2/authorize" {
			http.Redirect(w, r, r.URL.String(), http.StatusFound)
		}
		return r.URL.Path == "/oauth2/authorize"
	}
	report := mustVerify(t, bank.options(scenario("@mandatory @M-1", "When the customer authorises")))
	if r := report.Results[0]; r.Outcome != Untested || !strings.Contains(r.Reason, "did not end") {
		t.Errorf("outcome is %s (%s), want untested", r.Outcome, r.Reason)
	}
}

// A person is a writer that does what the suite asks of one: it opens the
// address that is printed, and comes back by way of the callback page.
type person struct {
	seen strings.Builder
	done chan error
}

var addressLine = regexp.MustCompile(`  (http\S+)\n`)

func (p *person) Write(text []byte) (int, error) {
	p.seen.Write(text)
	if match := addressLine.FindSubmatch(text); match != nil {
		address := string(match[1]) // the writer's bytes are his again after Write
		go func() { p.done <- visitBank(address) }()
	}
	return len(text), nil
}

func visitBank(address string) error {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Get(address)
	if err != nil {
		return err
	}
	resp.Body.Close()
	back, err := url.Parse(resp.Header.Get("Location"))
	if err != nil {
		return err
	}
	for _, at := range []string{back.Scheme + "://" + back.Host + back.Path, back.Scheme + "://" + back.Host + back.Path + "?" + back.EscapedFragment()} {
		resp, err := http.Get(at)
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

func TestManualConsentWaitsForAPerson(t *testing.T) {
	bank := newFakeBank(t)
	trip := scenario("@mandatory @M-1 @consent", "When the AISP asks for a consent; And the customer authorises")
	o := bank.options(trip, trip)
	someone := &person{done: make(chan error, 2)}
	o.Consent, o.Out = ConsentManual, someone
	o.Target.Clients[0].RedirectURI = "http://" + freeAddress(t) + "/callback"
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	report, err := Verify(ctx, o)
	if err != nil {
		t.Fatalf("%v\n%s", err, someone.seen.String())
	}
	for range 2 {
		if err := <-someone.done; err != nil {
			t.Error(err)
		}
	}
	if !report.Conformant {
		t.Errorf("not conformant: %v\n%s", report.Reasons, someone.seen.String())
	}
}

// TestManualConsentThatBringsNothing asks that a person can say that the bank
// did not send them back, and that what was asked of them is told.
func TestManualConsentThatBringsNothing(t *testing.T) {
	bank := newFakeBank(t)
	o := bank.options(scenario("@mandatory @M-1 @consent", "When the AISP asks for a consent; And the customer authorises"))
	in, keyboard := io.Pipe()
	t.Cleanup(func() { keyboard.Close() })
	screen := &typist{keyboard: keyboard}
	o.Consent, o.Out, o.In = ConsentManual, screen, in
	o.Target.Clients[0].RedirectURI = "http://" + freeAddress(t) + "/callback"
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	report, err := Verify(ctx, o)
	if err != nil {
		t.Fatalf("%v\n%s", err, screen.seen.String())
	}
	if got := report.Results[0]; got.Outcome != Failed || !strings.Contains(got.Reason, "brought back map[]") {
		t.Errorf("outcome is %s (%s), want failed by a customer who brought back nothing", got.Outcome, got.Reason)
	}
	want := "Log in as the customer and authorise consent c-1 [ais/fake.feature:3], within 2m:"
	if !strings.Contains(screen.seen.String(), want) {
		t.Errorf("the output is\n%s\nwant %q in it", screen.seen.String(), want)
	}
}

// A typist presses Enter at every question.
type typist struct {
	seen     strings.Builder
	keyboard io.Writer
}

func (p *typist) Write(text []byte) (int, error) {
	p.seen.Write(text)
	if strings.Contains(string(text), "Press Enter") {
		go io.WriteString(p.keyboard, "\n")
	}
	return len(text), nil
}

func TestErrandsSayWhatIsExpected(t *testing.T) {
	own, other := &AISP{ID: "one"}, &AISP{ID: "two"}
	for _, row := range []struct {
		step  string
		as    *AISP
		state State
		want  string
	}{
		{"the customer authorises the consent", own, AwaitingAuthorisation, "Log in as the customer and authorise consent c-1 [a:1]"},
		{"the customer declines the consent", own, AwaitingAuthorisation, "Log in as the customer and decline consent c-1 [a:1]"},
		{"the customer walks away", own, AwaitingAuthorisation, "Open the page and do nothing with consent c-1 [a:1]"},
		{"the customer authorises the consent", own, Revoked, "Try to authorise (the bank ought to refuse, for it is Revoked) consent c-1 [a:1]"},
		{"the customer authorises the consent for another AISP", other, AwaitingAuthorisation,
			"Try to authorise, for the AISP two that did not make it (the bank ought to refuse) consent c-1 [a:1]"},
	} {
		w := &World{AISP: own, item: &item{id: "a:1", pickle: &messages.Pickle{Steps: []*messages.PickleStep{{Text: row.step}}}}}
		w.consent.state = row.state
		if got := w.errand(&Authorisation{As: row.as, Consent: "c-1"}); got != row.want {
			t.Errorf("%s: errand is %q, want %q", row.step, got, row.want)
		}
	}
}

func TestCallbackAddressInUse(t *testing.T) {
	bank := newFakeBank(t)
	o := bank.options(scenario("@mandatory @M-1", asksWell))
	o.Consent = ConsentManual
	o.Target.Clients[0].RedirectURI = bank.URL + "/callback"
	report, err := Verify(t.Context(), o)
	if got := ExitCode(report, err); got != ExitUsage || !strings.Contains(err.Error(), "cannot listen at redirect_uri") {
		t.Errorf("exit code is %d (error %v), want %d", got, err, ExitUsage)
	}
}

// freeAddress gives a loopback address that nobody listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
