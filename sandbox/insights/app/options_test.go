package app_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// Every option of the table does something (account-insights.md, 4.1).
func TestAppearance(t *testing.T) {
	s := newSmall(t, login)
	hands := map[string]*hand{"light": newHand(t, 800, 600, device("light")), "dark": newHand(t, 800, 600, device("dark"))}
	for _, tt := range []struct{ options, device, ground, main string }{
		{`{}`, "dark", "rgb(255, 255, 255)", "rgb(11, 92, 115)"},
		{`{appearanceMode: 'dark'}`, "light", "rgb(16, 25, 31)", "rgb(99, 194, 216)"},
		{`{appearanceMode: 'auto'}`, "dark", "rgb(16, 25, 31)", "rgb(99, 194, 216)"},
		{`{appearanceMode: 'auto'}`, "light", "rgb(255, 255, 255)", "rgb(11, 92, 115)"},
		{`{theme: 'mono'}`, "light", "rgb(255, 255, 255)", "rgb(17, 35, 45)"},
	} {
		t.Run(tt.options+" on a device that is "+tt.device, func(t *testing.T) {
			h := hands[tt.device]
			h.visit(s.URL + "/shop")
			h.start(s.token(), tt.options)
			h.title("Log in to your bank")
			got := h.see(`[doc.body, doc.querySelector('button.main')].map(e => getComputedStyle(e).backgroundColor).join(' ')`)
			if want := tt.ground + " " + tt.main; got != want {
				t.Errorf("ground and main button are %s, want %s", got, want)
			}
		})
	}
}

// The end of a flow is told at once; whether it is shown, and who closes the app,
// the options say.
func TestHowItEnds(t *testing.T) {
	h := newHand(t, 800, 600)
	for _, tt := range []struct {
		name, options string
		shown, closes bool
	}{
		{"as the defaults are", `{}`, false, true},
		{"with its last screen", `{hideTransitionOnFlowEnd: false}`, true, true},
		{"open", `{autoClose: false}`, true, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSmall(t, login, finished)
			h.visit(s.URL + "/shop")
			h.start(s.token(), tt.options)
			h.title("Log in to your bank")
			h.fill("input[name=user]", "amal")
			h.fill("input[type=password]", "x\r")
			if tt.shown {
				h.title("All done")
				h.events(`[["onLoad"],["onReady"],["onFinished"]]`)
			}
			if tt.closes {
				h.events(`[["onLoad"],["onReady"],["onFinished"],["onClose"]]`)
			} else if got := h.ask(`Boolean(` + iframe + `)`); got != "true" {
				t.Error("the app closed by itself")
			}
		})
	}
}

// The policies open in a new window, or in the app, from which there is a way back.
func TestPolicies(t *testing.T) {
	s := newSmall(t, login)
	h := s.opened(t, "{openPoliciesInNewWindow: false}")
	h.title("Log in to your bank")
	h.click(".foot button")
	h.title("Privacy and terms")
	h.click("button[aria-label=Back]")
	h.title("Log in to your bank")
	h.ask(`XS2A.close()`)
	h.start(s.token(), "")
	h.title("Log in to your bank")
	if got := h.see(`doc.querySelector('.foot a').target + ' ' + doc.querySelector('.foot a').getAttribute('href')`); got != "_blank policies.html" {
		t.Errorf("the link is %s", got)
	}
	h.do(chromedp.Navigate(s.URL + "/xs2a/widget-app/v1/policies.html"))
	h.untilPage(`document.querySelectorAll('.articles p').length > 2`)
}

// unfoldConsentDetails opens the details of what will be read.
func TestConsentDetails(t *testing.T) {
	s := newSmall(t, step(t, "consent"))
	h := newHand(t, 800, 600)
	h.visit(s.URL + "/shop")
	for _, unfold := range []bool{true, false} {
		h.start(s.token(), fmt.Sprintf("{unfoldConsentDetails: %v}", unfold))
		h.title("Share these data?")
		if got := h.see(`doc.querySelector('details').open`); got != fmt.Sprint(unfold) {
			t.Errorf("unfoldConsentDetails %v: details open %s", unfold, got)
		}
		h.ask(`XS2A.close()`)
	}
}

// skipInitialLoader keeps the dialog out of sight until there is something to do.
func TestInitialLoader(t *testing.T) {
	for _, tt := range []struct {
		options string
		loader  bool
	}{{"{}", true}, {"{skipInitialLoader: true}", false}} {
		t.Run(tt.options, func(t *testing.T) {
			s := newSmall(t, login)
			s.mu.Lock() // the Auth API does not answer yet
			h := newHand(t, 800, 600)
			h.visit(s.URL + "/shop")
			h.start(s.token(), tt.options)
			h.events(`[["onLoad"]]`)
			const opacity = `getComputedStyle(document.querySelector('[data-xs2a-app]').shadowRoot.querySelector('dialog')).opacity`
			if tt.loader {
				h.title("One moment")
			} else if got := h.ask(opacity); got != "0" {
				t.Errorf("the dialog is %s opaque before it is ready", got)
			}
			s.mu.Unlock()
			h.title("Log in to your bank")
			h.untilPage(opacity + ` === '1'`)
		})
	}
}

// An app that stays open shows the end, even of a flow that was over before the app
// had anything to show.
func TestEndWithoutAStepIsShown(t *testing.T) {
	s := newSmall(t, finished)
	h := s.opened(t, "{skipInitialLoader: true, autoClose: false}")
	h.title("All done")
	h.untilPage(`getComputedStyle(document.querySelector('[data-xs2a-app]').shadowRoot.querySelector('dialog')).opacity === '1'`)
	h.events(`[["onLoad"],["onFinished"]]`)
}
