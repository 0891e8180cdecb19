package app_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/sandbank-dev/sandbank/sandbox"
)

// A redirect opens the bank's page in a new window, and goes on here when the
// consumer has allowed it there, or says so when the window was closed.
func TestRedirectInANewWindow(t *testing.T) {
	for _, tt := range []struct{ press, status, event string }{
		{"allow", connected, "onFinished"},
		{"decline", "", "onError USER"},
		{"cancel", "You stopped. Nothing was read.", "onAbort"},
	} {
		t.Run(tt.press, func(t *testing.T) {
			h := onDemo(t, sandbox.Start(t))
			h.connect()
			h.logIn("redirect")
			h.title("Continue at your bank")
			h.shoot("demo-redirect")
			atBank := h.window(func() { h.click("#redirect") })
			atBank.atTheBank(tt.press)
			if tt.press == "allow" {
				h.share()
				h.status(connected)
			}
			h.logged(tt.event)
		})
	}
}

func TestWindowOfTheBankIsClosed(t *testing.T) {
	h := onDemo(t, sandbox.Start(t))
	h.connect()
	h.logIn("redirect")
	h.title("Continue at your bank")
	atBank := h.window(func() { h.click("#redirect") })
	atBank.ask(`window.close()`)
	h.until(`doc.querySelector('.problem')?.innerText.includes('closed')`)
	h.window(func() { h.click("#redirect") }).atTheBank("allow")
	h.share()
	h.status(connected)
}

// A redirect in the same window takes the page away, and brings it back to where
// the app was.
func TestRedirectInTheSameWindow(t *testing.T) {
	h := onDemo(t, sandbox.Start(t))
	h.ask(`document.getElementById('redirect').value = 'sameWindow'`)
	h.connect()
	h.logIn("redirect")
	h.click("#redirect")
	h.untilPage(`location.pathname.startsWith('/branded/bank/')`)
	h.atTheBank("allow")
	h.untilPage(`location.pathname === '/demo'`)
	h.share()
	h.status(connected)
}

// atTheBank logs in on the bank's own page, and decides.
func (h *hand) atTheBank(decision string) {
	h.t.Helper()
	h.untilPage(`document.getElementById('username')`)
	h.shoot("bank-login")
	if decision != "cancel" {
		h.do(chromedp.SendKeys(chromedp.CSS("#username"), "redirect"), chromedp.SendKeys(chromedp.CSS("#password"), "12345\r"))
		h.untilPage(`document.querySelector('button[value=allow]')`)
		h.shoot("bank-decide")
	}
	h.do(chromedp.Click(chromedp.CSS("button[value=" + decision + "]")))
}

// window returns a hand in the window of the bank's page that open opens.
func (h *hand) window(open func()) *hand {
	h.t.Helper()
	before := h.targets("page", "/branded/bank/")
	open()
	page := h.attach("page", "/branded/bank/", before)
	return &hand{t: h.t, page: page, frame: page, doc: "null"}
}
