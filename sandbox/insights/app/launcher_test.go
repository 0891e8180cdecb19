package app_test

import (
	"strings"
	"testing"
)

// startFlow throws if the app cannot be opened (account-insights.md, 4.1).
func TestStartFlowThrows(t *testing.T) {
	s := newSmall(t, login)
	h := newHand(t, 800, 600)
	h.visit(s.URL + "/shop")
	for _, tt := range []struct{ name, token, options, want string }{
		{"no token", "", "", "the first argument is the client_token"},
		{"not a JWT", "abc", "", "the first argument is the client_token"},
		{"unreadable", "a.b%.c", "", "cannot be read"},
		{"no auth_url", token(answer{}), "", "names no auth_url"},
		{"null", token(nil), "", "names no auth_url"},
		{"another bank", token(answer{"auth_url": "https://bank.example/wizard/1"}), "", "is of https://bank.example, and this launcher of " + s.URL},
		{"wrong appearance", s.token(), "{appearanceMode: 'darkness'}", `appearanceMode is "darkness"; it may be "light", "dark", "auto"`},
		{"wrong switch", s.token(), "{autoClose: 'yes'}", `autoClose is "yes"; it may be true, false`},
		{"no function", s.token(), "{onFinished: 'done'}", "onFinished is a function"},
		{"options that are none", s.token(), "7", "the options are an object"},
		{"right", s.token(), "{}", "opened"},
		{"open already", s.token(), "{}", "open already"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := h.start(tt.token, tt.options); !strings.Contains(got, tt.want) {
				t.Errorf("startFlow says %q, want %q", got, tt.want)
			}
		})
	}
}

// XS2A.close closes the app and leaves the flow alone; what had the focus has it
// again, and the app can be opened anew.
func TestClose(t *testing.T) {
	s := newSmall(t, login)
	h := s.opened(t, "")
	h.title("Log in to your bank")
	h.ask(`XS2A.close()`)
	h.events(`[["onLoad"],["onReady"],["onClose"]]`)
	if got := h.ask(`document.activeElement.id + ' ' + document.querySelectorAll('[data-xs2a-app]').length`); got != "pay 0" {
		t.Errorf("focus and dialogs after closing: %s, want pay 0", got)
	}
	if got := s.posted(); len(got) != 0 {
		t.Errorf("closing posted %v", got)
	}
	if got := h.start(s.token(), ""); got != "opened" {
		t.Errorf("opening again: %s", got)
	}
}

// Messages from anybody but the app change nothing.
func TestStrangersAreNotHeard(t *testing.T) {
	s := newSmall(t, login)
	h := s.opened(t, "")
	h.title("Log in to your bank")
	h.ask(`(() => {
		window.heard = 0
		addEventListener('message', e => { if (e.data.stranger) heard++ })
		postMessage({ xs2a: 'finished', stranger: true }, '*')
		const other = document.createElement('iframe')
		other.onload = () => other.contentWindow.setTimeout("parent.postMessage({ xs2a: 'close', stranger: true }, '*')")
		document.body.append(other)
	})()`)
	h.untilPage(`heard === 2`)
	h.events(`[["onLoad"],["onReady"]]`)
}

// The three ends, and what the page is told (7.2): the error's group only.
func TestEndsAreTold(t *testing.T) {
	h := newHand(t, 800, 600)
	for _, tt := range []struct{ name, says, want string }{
		{"finished", finished, `[["onLoad"],["onFinished"],["onClose"]]`},
		{"aborted", aborted, `[["onLoad"],["onAbort"],["onClose"]]`},
		{"failed", failed, `[["onLoad"],["onError",{"message":"The bank cannot do that","category":"NOT_SUPPORTED"}],["onClose"]]`},
		{"unknown flow", `404 {"error":{"code":"NOT_FOUND","message":"There is no such flow"}}`, `[["onLoad"],["onError",{"message":"There is no such flow","category":"TECHNICAL"}],["onClose"]]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSmall(t, tt.says)
			h.visit(s.URL + "/shop")
			h.start(s.token(), "")
			h.events(tt.want)
		})
	}
}
