package app_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// What is typed is sent as the Auth API has it (account-insights.md, 4.2); what is
// missing is said at its field, and nothing is sent.
func TestForm(t *testing.T) {
	s := newSmall(t, login, loginAgain, finished)
	h := s.opened(t, "{hideTransitionOnFlowEnd: false, autoClose: false}")
	h.title("Log in to your bank")
	h.click("button.main")
	h.until(`doc.querySelector('.problem')?.innerText === 'Username is missing' && doc.activeElement.name === 'user'`)
	h.keys("invalid")
	h.fill("input[type=password]", "12345")
	h.click("button.main")
	h.until(`doc.activeElement.getAttribute('aria-invalid') === 'true' && doc.activeElement.value === 'invalid'`)
	if got := h.see(`doc.getElementById(doc.activeElement.getAttribute('aria-describedby')).innerText`); got != "This is no username of this bank" {
		t.Errorf("the field is described by %q", got)
	}
	h.fill("input[type=password]", "12345")
	h.keys("\r")
	h.title("All done")
	want := []string{
		`{"form_identifier":"login","data":[{"key":"user","value":"invalid"},{"key":"pin","value":"12345"}]}`,
		`{"form_identifier":"login","data":[{"key":"user","value":"invalid"},{"key":"pin","value":"12345"}]}`,
	}
	if diff := cmp.Diff(want, s.posted()); diff != "" {
		t.Errorf("posted (-want +got):\n%s", diff)
	}
	h.events(`[["onLoad"],["onReady"],["onFinished"]]`)
	h.click("#done")
	h.events(`[["onLoad"],["onReady"],["onFinished"],["onClose"]]`)
}

// The way out asks first, by button and by key; staying changes nothing, and
// stopping aborts the flow.
func TestLeaving(t *testing.T) {
	s := newSmall(t, login, aborted)
	h := s.opened(t, "")
	h.title("Log in to your bank")
	h.click("input[name=user]")
	h.keys("\x1b")
	h.until(`doc.querySelector('dialog[open]') && doc.activeElement.id === 'stay'`)
	h.shoot("leaving")
	h.keys("\x1b")
	h.until(`!doc.querySelector('dialog') && doc.activeElement.name === 'user'`)
	h.click("#close")
	h.click("#stay")
	if got := s.posted(); len(got) != 0 {
		t.Errorf("staying posted %v", got)
	}
	h.click("#close")
	h.click("#stop")
	h.events(`[["onLoad"],["onReady"],["onAbort"],["onClose"]]`)
	if diff := cmp.Diff([]string{`{"action":"abort"}`}, s.posted()); diff != "" {
		t.Errorf("posted (-want +got):\n%s", diff)
	}
}

// Tab goes round within the app, both ways, and never reaches the page behind it.
func TestFocusStaysInTheApp(t *testing.T) {
	shift := chromedp.KeyModifiers(8)
	for _, tt := range []struct {
		name, says string
		options    []chromedp.KeyOption
	}{
		{"login", "credentials", nil},
		{"accounts", "accounts", nil},
		{"banks", "bank", nil},
		{"login, backwards", "credentials", []chromedp.KeyOption{shift}},
		{"accounts, backwards", "accounts", []chromedp.KeyOption{shift}},
		{"banks, backwards", "bank", []chromedp.KeyOption{shift}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := newSmall(t, step(t, tt.says)).opened(t, "")
			h.until(`doc.querySelector('form, .banks')`)
			seen := map[string]int{}
			for range 30 {
				h.keys("\t", tt.options...)
				at := h.see(`doc.hasFocus() && doc.activeElement !== doc.body ? [...doc.querySelectorAll('*')].indexOf(doc.activeElement) + ' ' + doc.activeElement.outerHTML.slice(0, 60) : ''`)
				if at == "" {
					t.Fatalf("the focus left the app for %s", h.ask(`document.activeElement.outerHTML`))
				}
				seen[at]++
			}
			if len(seen) < 4 {
				t.Errorf("Tab reaches %d places, want more: %v", len(seen), seen)
			}
		})
	}
}

// The search narrows the list as one types, says how many are left, and goes on
// with the one that is left.
func TestBankSearch(t *testing.T) {
	s := newSmall(t, step(t, "bank"), login)
	h := s.opened(t, "")
	h.title("Choose your bank")
	h.click("input[type=search]")
	h.keys("zzz")
	h.until(`doc.querySelector('.nothing')?.innerText.includes('zzz')`)
	h.keys("\b\b\b")
	h.keys("de 888")
	h.until(`doc.querySelectorAll('.banks button').length === 1 && doc.querySelector('main [role=status]').textContent === 'One bank'`)
	h.keys("\r")
	h.title("Log in to your bank")
	if diff := cmp.Diff([]string{`{"form_identifier":"bank","data":[{"key":"bank","value":"DE:88888888"}]}`}, s.posted()); diff != "" {
		t.Errorf("posted (-want +got):\n%s", diff)
	}
}

// Several accounts are sent as the key once for each that is ticked.
func TestSeveralAccounts(t *testing.T) {
	s := newSmall(t, step(t, "several"), finished)
	h := s.opened(t, "")
	h.title("Which accounts?")
	h.click("input[value='2']")
	h.click("button.main")
	h.events(`[["onLoad"],["onReady"],["onFinished"],["onClose"]]`)
	if diff := cmp.Diff([]string{`{"form_identifier":"accounts","data":[{"key":"account_id","value":"1"},{"key":"account_id","value":"3"}]}`}, s.posted()); diff != "" {
		t.Errorf("posted (-want +got):\n%s", diff)
	}
}

// A confirmation that is given elsewhere is looked for again and again, and at once
// when the consumer says so.
func TestWaiting(t *testing.T) {
	const soon = `{"data":{"state":"PROCESSING","result":{"context":"sca","wait":{"poll_after_seconds":0,"message":"Confirm in the app"}}}}`
	for _, tt := range []struct {
		name, says string
		hurry      bool
	}{{"by itself", soon, false}, {"at once", step(t, "wait"), true}} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSmall(t, tt.says)
			h := s.opened(t, "")
			h.title("Confirm in your bank’s app")
			h.until(`doc.querySelector('#spoken').textContent !== ''`)
			s.next(finished)
			if tt.hurry {
				h.click("#look")
			}
			h.events(`[["onLoad"],["onReady"],["onFinished"],["onClose"]]`)
		})
	}
}

// An answer that is lost can be asked for again; a step that has gone by is looked
// at again.
func TestTrouble(t *testing.T) {
	s := newSmall(t, login, `500 gone`)
	h := s.opened(t, "")
	h.title("Log in to your bank")
	h.fill("input[name=user]", "amal")
	h.fill("input[type=password]", "x")
	h.keys("\r")
	h.title("No connection")
	s.next(login, `409 {"error":{"code":"CONFLICT","message":"the form is answered already"}}`)
	h.keys("\r")
	h.title("Log in to your bank")
	h.fill("input[name=user]", "amal")
	h.fill("input[type=password]", "x")
	h.keys("\r")
	h.until(`doc.querySelector('h1')`)
	s.next(finished)
	h.events(`[["onLoad"],["onReady"],["onFinished"],["onClose"]]`)
}

// A next that leads elsewhere is not followed: nothing that is typed goes there.
func TestNextOfAnotherOriginIsNotFollowed(t *testing.T) {
	s := newSmall(t, strings.Replace(login, `"result"`, `"next":"https://evil.example/","result"`, 1))
	s.opened(t, "").events(`[["onLoad"],["onError",{"message":"The Auth API is not at https://evil.example","category":"TECHNICAL"}],["onClose"]]`)
}

// A page that does not have the app's files ends in an error, not in silence.
func TestAppThatDoesNotLoad(t *testing.T) {
	s := newSmall(t, login)
	h := newHand(t, 800, 600)
	h.visit(s.URL + "/shop")
	h.ask(`(window.setTimeout = new Proxy(window.setTimeout, { apply: (f, self, [g, ms]) => f.call(self, g, ms / 40) }))`)
	s.Config.Handler = http.NotFoundHandler()
	h.start(s.token(), "")
	h.events(`[["onError",{"message":"The XS2A App could not be loaded","category":"TECHNICAL"}],["onClose"]]`)
}
