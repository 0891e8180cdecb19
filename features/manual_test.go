package features

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	messages "github.com/cucumber/messages/go/v21"
)

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
