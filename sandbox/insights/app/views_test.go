package app_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// step is what the Auth API answers of a step: testdata holds one of each kind.
func step(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// views are the app's screens, and how each is headed.
var views = []struct{ name, title string }{
	{"bank", "Choose your bank"},
	{"method", "How do you log in?"},
	{"credentials", "Log in to your bank"},
	{"credentials-again", "Log in to your bank"},
	{"otp", "Confirm it is you"},
	{"wait", "Confirm in your bank’s app"},
	{"redirect", "Continue at your bank"},
	{"accounts", "Which account?"},
	{"several", "Which accounts?"},
	{"consent", "Share these data?"},
	{"processing", "One moment"},
	{"finished", "All done"},
	{"aborted", "You stopped"},
	{"failed", "That did not work"},
}

// Every screen fits its window, from a table's to a small telephone's, in light
// and dark: nothing is cut off or needs to be moved sideways (WCAG 2, 1.4.10),
// all text stands out from its ground (1.4.3), and everything to press or fill in
// has a name (4.1.2).
func TestViews(t *testing.T) {
	h := newHand(t, 1280, 800, chromedp.Flag("force-prefers-reduced-motion", true))
	for _, view := range views {
		s := newSmall(t, step(t, view.name))
		h.visit(s.URL + "/shop")
		for look, widths := range map[string][]int64{"light": {1280, 800, 320}, "dark": {320}} {
			h.start(s.token(), fmt.Sprintf(`{appearanceMode: %q, autoClose: false, unfoldConsentDetails: true}`, look))
			h.title(view.title)
			for _, width := range widths {
				t.Run(fmt.Sprintf("%s, %s, %d wide", view.name, look, width), func(t *testing.T) {
					h.do(chromedp.EmulateViewport(width, 720))
					h.still()
					h.shoot(fmt.Sprintf("%s-%s-%d", view.name, look, width))
					h.fits(t)
				})
			}
			h.ask(`XS2A.close()`)
		}
	}
}

// still waits until nothing moves but what moves for ever.
func (h *hand) still() {
	h.t.Helper()
	const moving = `d.getAnimations().every(a => a.playState === 'finished' || a.effect.getTiming().iterations === Infinity)`
	h.until(`((d) => ` + moving + `)(doc)`)
	h.untilPage(`((d) => ` + moving + `)(document.querySelector('[data-xs2a-app]').shadowRoot)`)
}

func (h *hand) fits(t *testing.T) {
	t.Helper()
	for _, tt := range []struct{ what, script string }{
		{"wider than its window", `[...doc.querySelectorAll('*')].filter(e => e.checkVisibility() && !e.closest('.spoken') && e.getBoundingClientRect().right > doc.documentElement.clientWidth + 0.5)`},
		{"no text", `[...doc.querySelectorAll('#app *')].filter(e => !e.children.length && e.textContent.includes('[object'))`},
		{"without a name", `[...doc.querySelectorAll('button, input, a')].filter(e => !(e.labels?.length || e.ariaLabel || e.textContent.trim()))`},
		{"hard to read", contrast},
	} {
		if got := h.see(`(` + tt.script + `).map(e => e.outerHTML.slice(0, 90)).join('\n')`); got != "" {
			t.Errorf("%s: %s", tt.what, strings.TrimSpace(got))
		}
	}
}

// contrast finds elements with text of their own whose colour is less than 4.5
// to 1 from the nearest ground behind it.
const contrast = `(() => {
	const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
		.reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0)
	const parts = colour => colour.match(/[\d.]+/g).map(Number)
	const ground = e => { for (; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor); if (c[3] !== 0) return c } return [255, 255, 255] }
	const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
	return [...doc.querySelectorAll('#app *')].filter(e => own(e) && e.checkVisibility() && !e.closest('.spoken')).filter(e => {
		const [a, b] = [light(parts(getComputedStyle(e).color)), light(ground(e))]
		return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5
	})
})()`
