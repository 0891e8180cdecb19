package oauth

import (
	"context"
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
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
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

// The customer answers by keyboard alone.
func TestCustomerInABrowser(t *testing.T) {
	for _, script := range []bool{true, false} {
		name := "with script"
		if !script {
			name = "without script"
		}
		t.Run(name, func(t *testing.T) {
			ctx, w := browser(t, script), newWorld(t)
			v := asking(w.consent("ask"))
			v.Set("redirect_uri", landing(t))
			err := chromedp.Do(ctx,
				chromedp.EmulateViewport(800, 1000),
				chromedp.Navigate(w.url+authorizePath+"?"+v.Encode()),
				chromedp.WaitVisible("#username"),
			)
			if err != nil {
				t.Fatal(err)
			}
			shoot(ctx, t, "login")
			err = chromedp.Do(ctx,
				chromedp.SendKeys("#username", "amal\r"),
				chromedp.WaitReady("#account-0"),
				chromedp.Focus("#account-0"),
				chromedp.KeyEvent(" "),
			)
			if err != nil {
				t.Fatal(err)
			}
			shoot(ctx, t, "choose")
			if err := chromedp.Do(ctx, chromedp.Focus("button.main"), chromedp.KeyEvent("\r"), chromedp.WaitReady("#back")); err != nil {
				t.Fatal(err)
			}
			at, err := chromedp.Run(ctx, chromedp.Location())
			if err != nil || !strings.Contains(at, "code=") || !strings.Contains(at, "state=s-1") {
				t.Errorf("the browser stands at %s, %v; want the AISP with a code", at, err)
			}
		})
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
