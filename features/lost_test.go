package features

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// raw answers a request for a consent with these bytes, and hangs up.
func raw(text string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "/account-access-consents") {
			return false
		}
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return false
		}
		defer conn.Close()
		io.WriteString(conn, text)
		if tcp, ok := conn.(*net.TCPConn); ok && text == "" {
			tcp.SetLinger(0) // a reset
		}
		return true
	}
}

// endless answers a request for a consent with a body that does not end.
func endless(w http.ResponseWriter, r *http.Request) bool {
	if !strings.HasSuffix(r.URL.Path, "/account-access-consents") {
		return false
	}
	w.WriteHeader(http.StatusCreated)
	some := []byte(strings.Repeat("x", 1<<16))
	for r.Context().Err() == nil {
		if _, err := w.Write(some); err != nil {
			break
		}
	}
	return true
}

// TestUnreadableAnswersAreTheBanks asks that what a bank does to the wire is
// held against it, and is no error of the suite.
func TestUnreadableAnswersAreTheBanks(t *testing.T) {
	for _, row := range []struct {
		name  string
		spoil func(http.ResponseWriter, *http.Request) bool
		says  string
	}{
		{"reset", raw(""), "connection reset by peer"},
		{"malformed", raw("SMTP ready\r\n\r\n"), "malformed HTTP"},
		{"cut off", raw("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{"), "got a connection that ended before the answer did"},
		{"endless", endless, "got a body of more than 8388608 bytes"},
	} {
		for _, steps := range []struct {
			text string
			want Outcome
		}{{asksWell, Failed}, {"Given a consent; Then the status is 201", Untested}} {
			t.Run(row.name+" "+string(steps.want), func(t *testing.T) {
				bank := newFakeBank(t)
				bank.spoil = row.spoil
				o := bank.options(scenario("@mandatory @M-1", steps.text))
				report := mustVerify(t, o)
				result := report.Results[0]
				if result.Outcome != steps.want || !strings.Contains(result.Reason, row.says) {
					t.Errorf("outcome is %s (%s), want %s with %q", result.Outcome, result.Reason, steps.want, row.says)
				}
				if got := report.ExitCode(); got != ExitNotConformant {
					t.Errorf("exit code is %d, want %d", got, ExitNotConformant)
				}
				if n := len(result.Exchanges); n == 0 || !strings.HasSuffix(result.Exchanges[n-1].Request.URL, "/account-access-consents") {
					t.Errorf("the request is not among the %d exchanges", n)
				}
			})
		}
	}
}

func consentsAsked(r *http.Request) bool {
	_, _ = io.Copy(io.Discard, r.Body) // or the server does not see that the client has gone
	return strings.HasSuffix(r.URL.Path, "/account-access-consents")
}

func TestLocationThatIsNoAddressIsAnAnswer(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "/authorize") {
			w.Header().Set("Location", "http://[::1")
			w.WriteHeader(http.StatusFound)
		}
		return strings.HasSuffix(r.URL.Path, "/authorize")
	}
	result := mustVerify(t, bank.options(scenario("@mandatory @M-1", "When the customer authorises"))).Results[0]
	if result.Outcome != Failed || !strings.Contains(result.Reason, "http://[::1") {
		t.Errorf("outcome is %s (%s), want failed", result.Outcome, result.Reason)
	}
}

// TestBankThatIsGivenUp asks that a bank that answers nobody does not keep the
// suite until the last scenario.
func TestBankThatIsGivenUp(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = raw("")
	var suite []string
	for range 40 {
		suite = append(suite, scenario("@mandatory @M-1", asksWell))
	}
	o := bank.options(suite...)
	o.Concurrency = 1
	report := mustVerify(t, o)
	if c := report.Counts; c.Failed != maxLost || c.Untested != 40-maxLost || c.Error != 0 || report.ExitCode() != ExitNotConformant {
		t.Errorf("counts are %+v and the exit code %d, want %d failed and the others untested", c, report.ExitCode(), maxLost)
	}
	want := fmt.Sprintf("the bank was given up after %d requests in a row without an answer", maxLost)
	if !strings.Contains(report.Reasons[0], want) {
		t.Errorf("reasons are %q, want %q first", report.Reasons, want)
	}
}

func TestAnAnswerBetweenEndsTheRow(t *testing.T) {
	bank := newFakeBank(t)
	n := 0
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if !consentsAsked(r) {
			return false
		}
		if n++; n%maxLost == 0 {
			return false
		}
		return raw("")(w, r)
	}
	var suite []string
	for range 3 * maxLost {
		suite = append(suite, scenario("@mandatory @M-1", asksWell))
	}
	o := bank.options(suite...)
	o.Concurrency = 1
	if c := mustVerify(t, o).Counts; c.Untested != 0 || c.Passed != 3 {
		t.Errorf("counts are %+v, want all run and 3 passed", c)
	}
}

func TestRunThatTakesTooLong(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if consentsAsked(r) {
			<-r.Context().Done()
		}
		return consentsAsked(r)
	}
	o := bank.options(scenario("@mandatory @M-1", asksWell), scenario("@mandatory @M-2", asksWell), scenario("@mandatory @M-1 @clock", asksWell))
	o.Timeout, o.Concurrency, o.Report = 200*time.Millisecond, 1, t.TempDir()
	report := mustVerify(t, o)
	if c := report.Counts; c.Untested != 2 || c.Error != 0 || c.NotApplicable != 1 || report.ExitCode() != ExitNotConformant {
		t.Errorf("counts are %+v and the exit code %d, want 2 untested, 1 not applicable and %d", c, report.ExitCode(), ExitNotConformant)
	}
	for _, result := range report.Results[:2] {
		if !strings.Contains(result.Reason, "the run's time of 200ms was up") {
			t.Errorf("%s: reason is %q", result.ID, result.Reason)
		}
	}
	if text := mustRead(t, o.Report, "summary.md"); !strings.Contains(text, "- the run's time of 200ms was up") {
		t.Errorf("summary.md does not say that the time was up:\n%s", text)
	}
}

// TestTargetThatAnswersNothing asks for exit code 3 where not one answer came.
func TestTargetThatAnswersNothing(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = func(_ http.ResponseWriter, r *http.Request) bool { consentsAsked(r); <-r.Context().Done(); return true }
	for name, change := range map[string]func(*Options){
		"request timeout": func(o *Options) { o.RequestTimeout = 50 * time.Millisecond },
		"run timeout":     func(o *Options) { o.Timeout = 50 * time.Millisecond },
	} {
		o := bank.options(scenario("@mandatory @M-1", asksWell))
		change(&o)
		report, err := Verify(t.Context(), o)
		if got := ExitCode(report, err); got != ExitHarness {
			t.Errorf("%s: exit code is %d (error %v), want %d", name, got, err, ExitHarness)
		}
	}
}

// TestStaleReportsDoNotSurvive asks that whatever ends a run early, no file of a
// former run is left to be read as its report.
func TestStaleReportsDoNotSurvive(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*Options, *fakeBank)
		want   int
		says   string
	}{
		{"target down", func(_ *Options, b *fakeBank) { b.Close() }, ExitHarness, "cannot be reached"},
		{"no such target", func(o *Options, _ *fakeBank) { o.Target.BaseURL = "" }, ExitUsage, "base_url is missing"},
		{"no such tag", func(o *Options, _ *fakeBank) { o.Tags = "@nobody" }, ExitUsage, "select none"},
	} {
		t.Run(row.name, func(t *testing.T) {
			bank := newFakeBank(t)
			o := bank.options(scenario("@mandatory @M-1", asksWell))
			o.Report = t.TempDir()
			mustVerify(t, o)
			if err := os.WriteFile(filepath.Join(o.Report, "mine.txt"), []byte("mine"), 0o600); err != nil {
				t.Fatal(err)
			}
			row.change(&o, bank)
			report, err := Verify(t.Context(), o)
			if got := ExitCode(report, err); got != row.want {
				t.Errorf("exit code is %d (error %v), want %d", got, err, row.want)
			}
			var all junitSuites
			if err := xml.Unmarshal([]byte(mustRead(t, o.Report, "junit.xml")), &all); err != nil {
				t.Fatal(err)
			}
			if all.Tests != 1 || all.Errors != 1 || !strings.Contains(all.Suites[0].Cases[0].Error.Text, row.says) {
				t.Errorf("junit.xml is %+v, want one error that says %q", all, row.says)
			}
			if text := mustRead(t, o.Report, "summary.md"); !strings.Contains(text, "did not finish") || !strings.Contains(text, row.says) {
				t.Errorf("summary.md is\n%s\nwant %q in it", text, row.says)
			}
			for _, gone := range []string{"report.json", "report.html"} {
				if _, err := os.Stat(filepath.Join(o.Report, gone)); err == nil {
					t.Errorf("%s of the former run is still there", gone)
				}
			}
			if got := mustRead(t, o.Report, "mine.txt"); got != "mine" {
				t.Errorf("another file in the folder is now %q", got)
			}
		})
	}
}

// TestReportOfARunUnderWay asks that the former report is gone while a run is on.
func TestReportOfARunUnderWay(t *testing.T) {
	bank := newFakeBank(t)
	o := bank.options(scenario("@mandatory @M-1", asksWell))
	o.Report = t.TempDir()
	mustVerify(t, o)
	o.Stop = func(Result) bool {
		if text := mustRead(t, o.Report, "summary.md"); !strings.Contains(text, "did not finish") {
			t.Errorf("while the run is on, summary.md is\n%s", text)
		}
		return false
	}
	mustVerify(t, o)
	if text := mustRead(t, o.Report, "summary.md"); strings.Contains(text, "did not finish") {
		t.Errorf("after the run, summary.md is\n%s", text)
	}
	ctx, cancel := context.WithCancel(t.Context())
	o.Stop = func(Result) bool { cancel(); return true }
	if _, err := Verify(ctx, o); err == nil || !strings.Contains(mustRead(t, o.Report, "summary.md"), "interrupted") {
		t.Errorf("error is %v, want an interrupted run that the summary tells", err)
	}
}
