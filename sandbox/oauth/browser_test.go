package oauth

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// browser starts Chromium. These tests fail without it: a page that no browser
// has opened is not tested.
func browser(t *testing.T, script bool) context.Context {
	t.Helper()
	path := "/usr/bin/chromium"
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("Chromium is not installed, and the customer's page cannot be tried without it: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.NoSandbox}
	if !script {
		options = append(options, chromedp.Flag("blink-settings", "scriptEnabled=false"))
	}
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithAllocatorOptions(options...))
	t.Cleanup(cancel)
	return ctx
}

// landing serves the AISP's redirect URI.
func landing(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<p id=back>back at the AISP</p>"))
	})}
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { _ = srv.Close() })
	return "http://" + l.Addr().String() + "/callback"
}

// A css selector finds elements alone. What chromedp makes of a plain string is
// a search of the whole document: it finds button.main in the text of the style
// too, and waits for that to become visible.
type css = chromedp.CSS

func click(selector css) chromedp.Action[chromedp.Void] {
	return chromedp.Click(selector)
}

// press focuses what the selector finds, and types keys.
func press(selector css, keys string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := chromedp.Focus(selector)(ctx, t); err != nil {
			return err
		}
		_, err := chromedp.KeyEvent(keys)(ctx, t)
		return err
	})
}

// A hand is how a customer works a form.
type hand struct {
	name               string
	logIn, tick, allow chromedp.Action[chromedp.Void]
}

var hands = []hand{
	{"mouse", click("button.main"), click("label[for=account-0]"), click("button[value=allow]")},
	{"keyboard", press("#password", "\r"), press("#account-0", " "), press("button[value=allow]", "\r")},
}

// The customer answers by mouse or by keyboard alone, with and without script,
// on a screen as wide as a table's and as narrow as a small telephone's.
func TestCustomerInABrowser(t *testing.T) {
	for _, script := range []bool{true, false} {
		ctx := browser(t, script)
		for _, h := range hands {
			for _, width := range []int64{800, 320} {
				t.Run(fmt.Sprintf("script %v, %s, %d wide", script, h.name, width), func(t *testing.T) {
					h.answers(ctx, t, width)
				})
			}
		}
	}
}

func (h hand) answers(ctx context.Context, t *testing.T, width int64) {
	w, suffix := newWorld(t), fmt.Sprint(width)
	v := asking(w.consent("ask"))
	v.Set("redirect_uri", landing(t))
	do(ctx, t, chromedp.EmulateViewport(width, 900), chromedp.Navigate(w.url+authorizePath+"?"+v.Encode()),
		press("#username", "zoe"), h.logIn, chromedp.WaitVisible(css("#problem")))
	shoot(ctx, t, "login-again-"+suffix)
	do(ctx, t, chromedp.Clear(css("#username")), press("#username", "amal"))
	shoot(ctx, t, "login-"+suffix)
	do(ctx, t, h.logIn, chromedp.WaitVisible(css("#account-0")), h.allow, chromedp.WaitVisible(css("#problem")), h.tick)
	shoot(ctx, t, "choose-"+suffix)
	mustFit(ctx, t, width)
	do(ctx, t, h.allow, chromedp.WaitReady(css("#back")))
	at, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil || !strings.Contains(at, "code=") || !strings.Contains(at, "state=s-1") {
		t.Errorf("the browser stands at %s, %v; want the AISP with a code", at, err)
	}
}

func do(ctx context.Context, t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	for i, step := range steps {
		if err := chromedp.Do(ctx, step); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
	}
}

// mustFit wants a page that need not be moved sideways (WCAG 2, 1.4.10).
func mustFit(ctx context.Context, t *testing.T, width int64) {
	t.Helper()
	box, err := chromedp.Run(ctx, chromedp.Dimensions(css("main")))
	if err != nil {
		t.Fatal(err)
	}
	if box.Width > width {
		t.Errorf("the page is %d wide on a screen of %d", box.Width, width)
	}
}

// What a customer sees whose script walks away, and who comes with a request
// that cannot be answered.
func TestPagesThatLeadNowhere(t *testing.T) {
	ctx, w := browser(t, true), newWorld(t)
	evil := asking(w.consent("ask"))
	evil.Set("redirect_uri", "https://evil.example/")
	for _, tt := range []struct{ name, query, want string }{
		{"waits", asking(w.consent("expires-unauthorised")).Encode(), "The customer has not answered yet"},
		{"error", evil.Encode(), "This cannot go on"},
	} {
		do(ctx, t, chromedp.EmulateViewport(320, 600), chromedp.Navigate(w.url+authorizePath+"?"+tt.query))
		got, err := chromedp.Run(ctx, chromedp.Text(css("h1")))
		if err != nil || got != tt.want {
			t.Errorf("%s: the heading is %q, %v; want %q", tt.name, got, err, tt.want)
		}
		shoot(ctx, t, tt.name)
		mustFit(ctx, t, 320)
	}
}

// shoot keeps a picture where SANDBANK_SHOTS says, for people to look at.
func shoot(ctx context.Context, t *testing.T, name string) {
	t.Helper()
	dir := os.Getenv("SANDBANK_SHOTS")
	if dir == "" {
		return
	}
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/"+name+".png", picture, 0o600); err != nil {
		t.Fatal(err)
	}
}
