package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// serving runs sandbank serve until the test ends or stop is called, and
// returns what it prints until it is ready.
func serving(t *testing.T, args ...string) (printed []string, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0"}, args...), w, w)
		_ = w.Close()
	}()
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		printed = append(printed, lines.Text())
		if strings.HasPrefix(lines.Text(), "Ctrl-C") {
			go func() { _, _ = io.Copy(io.Discard, r) }()
			return printed, func() int { cancel(); return <-code }
		}
	}
	t.Fatalf("serve ended with %d; it printed\n%s", <-code, strings.Join(printed, "\n"))
	return nil, nil
}

func TestTheCurlLineMakesAConsent(t *testing.T) {
	printed, stop := serving(t)
	var line string
	for _, l := range printed {
		if strings.HasPrefix(l, "TOKEN=") {
			line = l
		}
	}
	out, err := exec.CommandContext(t.Context(), "sh", "-c", line).CombinedOutput()
	if err != nil {
		t.Errorf("%s\n%v\n%s", line, err, out)
	}
	for _, want := range []string{"201 Created", `"Status":"AwaitingAuthorisation"`} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the curl line got\n%s\nwant %s in it", out, want)
		}
	}
	if code := stop(); code != exitOK {
		t.Errorf("serve left with %d when told to stop, want 0", code)
	}
}

// A stop lets a request that is under way end.
func TestStopDrains(t *testing.T) {
	began, release := make(chan struct{}), make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(began)
		<-release
		_, _ = io.WriteString(w, "whole")
	})
	l, err := openListener("--listen", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	ended := make(chan error, 1)
	go func() { ended <- serveAll(ctx, served{l, slow, answerTime}) }()
	answer := make(chan string, 1)
	go func() {
		res, err := http.Get("http://" + l.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		body, _ := io.ReadAll(res.Body)
		answer <- string(body)
	}()
	<-began
	cancel()
	close(release)
	if got := <-answer; got != "whole" {
		t.Errorf("the request under way got %q, want its whole answer", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("the server ended with %v, want a clean stop", err)
	}
}

// An answer of the bank is cut off when it takes too long; one of the control plane,
// which may have a year to move a clock by, is not.
func TestAnswersThatTakeLong(t *testing.T) {
	long := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// What a listener does with an answer is set as a time from now on; a write past
		// it fails.
		if server, _ := r.Context().Value(http.ServerContextKey).(*http.Server); server.WriteTimeout > 0 {
			_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(-server.WriteTimeout))
		}
		_, _ = io.WriteString(w, "whole")
	})
	for _, row := range []struct {
		name   string
		within time.Duration
		want   string
	}{
		{"the bank", answerTime, ""},
		{"the control plane", unlimited, "whole"},
	} {
		t.Run(row.name, func(t *testing.T) {
			l, err := openListener("--listen", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan error, 1)
			go func() { ended <- serveAll(ctx, served{l, long, row.within}) }()
			got := ""
			if res, err := http.Get("http://" + l.Addr().String()); err == nil {
				body, _ := io.ReadAll(res.Body)
				_ = res.Body.Close()
				got = string(body)
			}
			if got != row.want {
				t.Errorf("the answer is %q, want %q", got, row.want)
			}
			cancel()
			if err := <-ended; err != nil {
				t.Errorf("the server ended with %v", err)
			}
		})
	}
}
