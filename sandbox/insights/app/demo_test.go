package app_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/sandbank-dev/sandbank/sandbox"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
)

// These tests open the app over a whole bank, by the demo of a client's site, and
// walk workflow 1 and what can come between (account-insights.md, 8.1 and 9).

// onDemo opens a bank's demo in a browser.
func onDemo(t *testing.T, bank *sandbox.Live) *hand {
	t.Helper()
	h := newHand(t, 1280, 800)
	h.visit(bank.URL + "/demo")
	return h
}

// connect presses the demo's button, and chooses the Demo Bank by PSD2.
func (h *hand) connect() {
	h.t.Helper()
	h.ask(`document.getElementById('start').click()`)
	h.title("Choose your bank")
	h.click("input[type=search]")
	h.keys("88888888\r")
	h.title("How do you log in?")
	h.click("button.main")
	h.title("Log in to your bank")
}

// logIn fills in the form of the bank's login.
func (h *hand) logIn(username string) {
	h.t.Helper()
	h.title("Log in to your bank")
	h.see(`doc.querySelector('input[type=text]').select()`)
	h.fill("input[type=text]", username)
	h.fill("input[type=password]", "12345\r")
}

// share chooses the first account, and agrees to what will be read.
func (h *hand) share() {
	h.t.Helper()
	h.title("Which account?")
	h.shoot("demo-account")
	h.click("button.main")
	h.title("Share these data?")
	h.shoot("demo-share")
	h.click("button.main")
}

// status waits for what the demo says in the end.
func (h *hand) status(want string) {
	h.t.Helper()
	h.untilPage(fmt.Sprintf(`document.getElementById('status').textContent === %q && !document.getElementById('start').disabled`, want))
}

// logged wants the demo to have noted these, in this order, among others.
func (h *hand) logged(want ...string) {
	h.t.Helper()
	h.untilPage(`document.getElementById('log').innerText.includes('onClose')`)
	rest := h.ask(`document.getElementById('log').innerText`)
	for _, text := range want {
		_, after, found := strings.Cut(rest, text)
		if !found {
			h.t.Errorf("the demo noted %s\nwant %q there, in this order", h.ask(`document.getElementById('log').innerText`), want)
			return
		}
		rest = after
	}
}

const connected = "Your bank is connected."

func TestWorkflow1(t *testing.T) {
	h := onDemo(t, sandbox.Start(t))
	h.shoot("demo-before")
	h.connect()
	h.shoot("demo-login")
	h.logIn("acin-demo-data")
	h.share()
	h.status(connected)
	h.logged("PUT /xs2a/v1/sessions → 201", "/flows/insights-refresh → 201", "onLoad", "onReady", "onFinished", "onClose")
	h.logged("GET /xs2a/v1/sessions/", "POST /insights/v1/reports/account-info/create → 200", "POST /insights/v1/reports/balances/create → 200")
	if got := h.ask(`document.querySelectorAll('.accounts .balance').length + ' ' + (document.querySelectorAll('.spending li').length >= 5) + ' ' + document.querySelectorAll('.latest tr').length`); got != "1 true 8" {
		t.Errorf("accounts with a balance, enough categories, latest transactions: %s, want 1 true 8", got)
	}
	h.shoot("demo-after")
	h.do(chromedp.EmulateViewport(320, 800))
	h.shoot("demo-after-320")
	h.untilPage(`document.documentElement.scrollWidth <= 320`)
}

// A tenant's demo finds that tenant's launcher, app and API by its own address.
func TestDemoOfATenant(t *testing.T) {
	bank := sandbox.Start(t)
	h := newHand(t, 1280, 800)
	h.visit(bank.URL + "/t/other/demo")
	h.connect()
	if got := h.ask(iframe + `.src`); !strings.HasPrefix(got, bank.URL+"/t/other/xs2a/widget-app/v1/index.html?") {
		t.Errorf("the app comes from %s", got)
	}
	h.logIn("amal")
	h.share()
	h.status(connected)
	if got := len(bank.Journal.Entries(journal.Filter{})); got != 0 {
		t.Errorf("the default tenant was asked %d times", got)
	}
}

func TestWhatCanComeBetween(t *testing.T) {
	for _, tt := range []struct{ username, status, event string }{
		{"wrong", "", "onError USER: "},
		{"bank-technical", "", "onError BANK: "},
		{"bank-maintenance", "", "onError MAINTENANCE: "},
		{"technical", "", "onError TECHNICAL: "},
	} {
		t.Run(tt.username, func(t *testing.T) {
			h := onDemo(t, sandbox.Start(t))
			h.connect()
			h.logIn(tt.username)
			h.untilPage(`document.getElementById('status').textContent.startsWith('That did not work: ')`)
			h.logged("onReady", tt.event)
			if got := h.ask(`document.getElementById('results').hidden`); got != "true" {
				t.Error("there are results of a flow that failed")
			}
		})
	}
}

func TestConsumerStops(t *testing.T) {
	h := onDemo(t, sandbox.Start(t))
	h.connect()
	h.click("#close")
	h.click("#stop")
	h.status("You stopped. Nothing was read.")
	h.logged("onReady", "onAbort")
}

// A username that will not do brings the form again, and the consumer can go on.
func TestInvalidLogin(t *testing.T) {
	h := onDemo(t, sandbox.Start(t))
	h.connect()
	h.logIn("invalid")
	h.until(`doc.querySelector('input[type=text]').getAttribute('aria-invalid') === 'true' && doc.querySelector('.problem')`)
	h.shoot("demo-invalid")
	h.logIn("amal")
	h.share()
	h.status(connected)
}

func TestOneTimePassword(t *testing.T) {
	h := onDemo(t, sandbox.Start(t))
	h.connect()
	h.logIn("embedded")
	h.title("Confirm it is you")
	h.fill(".otp", "12345\r")
	h.share()
	h.status(connected)
}

// A decoupled login goes on when the bank's clock has moved.
func TestDecoupled(t *testing.T) {
	bank := sandbox.Start(t, sandbox.At(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)))
	h := onDemo(t, bank)
	h.connect()
	h.logIn("decoupled")
	h.title("Confirm in your bank’s app")
	h.shoot("demo-decoupled")
	bank.Clock.Advance(time.Minute)
	h.click("#look")
	h.share()
	h.status(connected)
}

// All of workflow 1 by keys alone: no press of a mouse, no focus that a script sets.
func TestKeyboardAlone(t *testing.T) {
	h := onDemo(t, sandbox.Start(t))
	h.tabTo(`document.activeElement?.id === 'start'`)
	h.keys("\r")
	h.title("Choose your bank")
	h.until(`doc.hasFocus() && doc.activeElement.type === 'search'`)
	h.shoot("keyboard-bank")
	h.keys("demo bank")
	h.keys(kb.ArrowDown)
	h.until(`doc.activeElement.dataset.value`)
	h.keys("\r")
	h.title("How do you log in?")
	h.until(`doc.activeElement.type === 'radio'`)
	h.keys(kb.ArrowDown)
	h.keys(kb.ArrowUp)
	h.keys("\r")
	h.title("Log in to your bank")
	h.keys("acin-demo-data\t12345\r")
	h.title("Which account?")
	h.keys(kb.ArrowDown)
	h.keys("\r")
	h.title("Share these data?")
	h.tabTo(`(doc => doc.activeElement?.tagName === 'SUMMARY')(` + h.doc + `)`)
	h.keys(" ")
	h.until(`doc.querySelector('details').open`)
	h.tabTo(`(doc => doc.activeElement?.matches('button.main'))(` + h.doc + `)`)
	h.shoot("keyboard-share")
	h.keys("\r")
	h.status(connected)
	h.untilPage(`document.activeElement.id === 'results'`)
}

// tabTo presses Tab until the focus is where an expression is true.
func (h *hand) tabTo(expression string) {
	h.t.Helper()
	for range 40 {
		if h.ask(`Boolean(`+expression+`)`) == "true" {
			return
		}
		h.keys("\t")
	}
	h.t.Fatalf("Tab does not lead to %s", expression)
}
