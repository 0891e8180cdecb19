package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A hand works the app in a browser as a consumer does: real clicks and keys,
// which a browser takes for a person's. It sees the page that integrates the app
// and the app in its iframe.
type hand struct {
	t     *testing.T
	page  context.Context
	frame context.Context // where the app's document is: the page's own target, or the iframe's if it is of another site
	doc   string          // the app's document, as a script in frame calls it

	refused bool // a policy is to stop something here
}

// patience is how long is waited for what has to come: long, for machines that are
// busy with other tests.
const patience = time.Minute

// iframe is the app's iframe, for a script in the page.
const iframe = `document.querySelector('[data-xs2a-app]')?.shadowRoot.querySelector('iframe')`

// newHand opens a window of that size, with nothing remembered from others. Flags
// are of a browser of its own.
func newHand(t *testing.T, width, height int64, flags ...chromedp.ExecAllocatorOption) *hand {
	t.Helper()
	parent := shared()
	if len(flags) > 0 {
		var cancel context.CancelFunc
		parent, cancel = newBrowser(flags...)
		t.Cleanup(cancel)
	}
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(cancel)
	h := &hand{t: t, page: ctx, frame: ctx, doc: iframe + `?.contentDocument`}
	h.do(chromedp.EmulateViewport(width, height))
	h.watch()
	return h
}

// shared is the browser that most tests use: to start one takes longer than most
// of them.
var (
	shared      = sync.OnceValue(func() context.Context { ctx, cancel := newBrowser(); closeShared = cancel; return ctx })
	closeShared = func() {}
)

func TestMain(m *testing.M) {
	code := m.Run()
	closeShared()
	os.Exit(code)
}

// newBrowser starts Chromium. These tests fail without it: a page that no browser
// has opened is not tested.
func newBrowser(flags ...chromedp.ExecAllocatorOption) (context.Context, context.CancelFunc) {
	path := "/usr/bin/chromium"
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	ctx, cancel := chromedp.NewContext(context.Background(), chromedp.WithAllocatorOptions(append(flags, chromedp.ExecPath(path), chromedp.NoSandbox)...))
	if err := chromedp.Do(ctx); err != nil {
		panic(fmt.Sprintf("Chromium does not start, and the XS2A App cannot be tried without it: %v", err))
	}
	return ctx, cancel
}

// watch makes the test fail when a page's script does, or a policy stops it.
func (h *hand) watch() {
	var mu sync.Mutex
	var bad []string
	messages := chromedp.Console(h.page)
	go func() {
		for m, err := range messages {
			if err == nil && (m.Type == chromedp.ConsoleException || strings.Contains(m.Text, "Content Security Policy")) {
				mu.Lock()
				bad = append(bad, m.Text)
				mu.Unlock()
			}
		}
	}()
	h.t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		if len(bad) > 0 && !h.refused {
			h.t.Errorf("the console says: %q", bad)
		}
	})
}

func (h *hand) do(steps ...chromedp.Action[chromedp.Void]) {
	h.t.Helper()
	if err := chromedp.Do(h.page, steps...); err != nil {
		h.t.Fatal(err)
	}
}

// ask evaluates an expression in the page.
func (h *hand) ask(expression string) string {
	h.t.Helper()
	return evaluate(h.t, h.page, expression)
}

// see evaluates an expression in the app, whose document it calls doc.
func (h *hand) see(expression string) string {
	h.t.Helper()
	return evaluate(h.t, h.frame, fmt.Sprintf(`((doc) => %s)(%s)`, expression, h.doc))
}

func evaluate(t *testing.T, ctx context.Context, expression string) string {
	t.Helper()
	got, err := tryOut(ctx, expression)
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return got
}

func tryOut(ctx context.Context, expression string) (string, error) {
	return chromedp.Run(ctx, chromedp.Evaluate[string](`String(`+expression+`)`))
}

// until waits for an expression over doc to be true in the app.
func (h *hand) until(expression string) {
	h.t.Helper()
	h.wait(h.frame, fmt.Sprintf(`((doc) => doc && (%s))(%s)`, expression, h.doc))
}

// untilPage waits for an expression to be true in the page.
func (h *hand) untilPage(expression string) {
	h.t.Helper()
	h.wait(h.page, expression)
}

// wait looks until the expression is true. A predicate compiled in the page would
// be simpler, and is what the page's policy forbids.
func (h *hand) wait(ctx context.Context, expression string) {
	h.t.Helper()
	look, late := time.NewTicker(20*time.Millisecond), time.After(patience)
	defer look.Stop()
	for {
		// A page that is just going away cannot say; the one that comes will.
		if got, err := tryOut(ctx, `Boolean(`+expression+`)`); err == nil && got == "true" {
			return
		}
		select {
		case <-look.C:
		case <-late:
			h.shoot("failed")
			h.t.Fatalf("waited in vain for %s\nthe page has %.600s\nthe app has %.600s", expression, h.ask(`document.body.innerText`), h.see(`doc?.body?.innerText`))
		}
	}
}

// title waits for a view of the app.
func (h *hand) title(want string) {
	h.t.Helper()
	h.until(fmt.Sprintf(`doc.querySelector('h1')?.textContent === %q`, want))
}

// click presses what a selector finds in the app, where it is on the screen.
func (h *hand) click(selector string) {
	h.t.Helper()
	h.until(fmt.Sprintf(`doc.querySelector(%q)?.disabled === false || doc.querySelector(%q)?.matches('label, a, summary')`, selector, selector))
	in := h.box(h.frame, fmt.Sprintf(`((doc) => { const e = doc.querySelector(%q); e.scrollIntoView({block: 'nearest'}); return e })(%s)`, selector, h.doc))
	of := h.box(h.page, iframe)
	h.do(chromedp.MouseClickXY(of.X+in.X+in.Width/2, of.Y+in.Y+in.Height/2))
}

type box struct{ X, Y, Width, Height float64 }

func (h *hand) box(ctx context.Context, element string) (b box) {
	h.t.Helper()
	if err := json.Unmarshal([]byte(evaluate(h.t, ctx, `JSON.stringify(`+element+`.getBoundingClientRect())`)), &b); err != nil {
		h.t.Fatal(err)
	}
	return b
}

// keys types with whatever has the focus.
func (h *hand) keys(keys string, options ...chromedp.KeyOption) {
	h.t.Helper()
	h.do(chromedp.KeyEvent(keys, options...))
}

// fill types into an input of the app.
func (h *hand) fill(selector, text string) {
	h.t.Helper()
	h.click(selector)
	h.keys(text)
}

// shoot keeps a picture where SANDBANK_SHOTS says, for people to look at.
func (h *hand) shoot(name string) {
	h.t.Helper()
	dir := os.Getenv("SANDBANK_SHOTS")
	if dir == "" {
		return
	}
	if h.doc != "null" && h.ask(`Boolean(`+iframe+`)`) == "true" {
		h.still()
	}
	picture, err := chromedp.Run(h.page, chromedp.CaptureScreenshot())
	if err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/"+name+".png", picture, 0o600); err != nil {
		h.t.Fatal(err)
	}
}

// visit opens a page that integrates the app, and waits for the launcher.
func (h *hand) visit(url string) {
	h.t.Helper()
	h.do(chromedp.Navigate(url))
	h.untilPage(`window.XS2A`)
}

// start starts a flow with options written as a script, and returns what came of
// it: "opened", or the error's message.
func (h *hand) start(token, options string) string {
	h.t.Helper()
	if options == "" {
		options = "{}"
	}
	return h.ask(fmt.Sprintf(`start(%q, %s)`, token, options))
}

// events waits for the last of these to come, and wants them to be all.
func (h *hand) events(want string) {
	h.t.Helper()
	h.untilPage(fmt.Sprintf(`events.length >= JSON.parse(%q).length`, want))
	if got := h.ask(`JSON.stringify(events)`); got != want {
		h.t.Errorf("the page was told %s, want %s", got, want)
	}
}

// device is a browser on a device that prefers light or dark.
func device(scheme string) chromedp.ExecAllocatorOption {
	return chromedp.Flag("blink-settings", "preferredColorScheme="+map[string]string{"dark": "0", "light": "1"}[scheme])
}

// targets are the windows or the iframes of other sites that are open at an
// address: how to get at each, by its id.
func (h *hand) targets(kind, address string) map[string]chromedp.ContextOption {
	h.t.Helper()
	infos, err := chromedp.Targets(h.page)
	if err != nil {
		h.t.Fatal(err)
	}
	found := map[string]chromedp.ContextOption{}
	for _, info := range infos {
		if info.Type == kind && strings.Contains(info.URL, address) {
			found[string(info.TargetID)] = chromedp.WithTargetID(info.TargetID)
		}
	}
	return found
}

// attach waits for one that was not there before.
func (h *hand) attach(kind, address string, before map[string]chromedp.ContextOption) context.Context {
	h.t.Helper()
	look, late := time.NewTicker(20*time.Millisecond), time.After(patience)
	defer look.Stop()
	for {
		for id, there := range h.targets(kind, address) {
			if _, old := before[id]; !old {
				ctx, cancel := chromedp.NewContext(h.page, there)
				h.t.Cleanup(cancel)
				return ctx
			}
		}
		select {
		case <-look.C:
		case <-late:
			h.shoot("failed")
			h.t.Fatalf("there is no new %s at %s", kind, address)
		}
	}
}
