package app_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/sandbank-dev/sandbank/sandbox"
)

// The launcher works in a page of another site, where the browser runs the app in a
// process of its own and lets the two do nothing but send messages.
func TestFromAnotherSite(t *testing.T) {
	bank := sandbox.Start(t)
	client := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { shop(w, bank.URL) }))
	defer client.Close()
	h := newHand(t, 1280, 800)
	h.visit(strings.Replace(client.URL, "127.0.0.1", "localhost", 1))
	if got := h.start(clientToken(t, bank), "{appearanceMode: 'dark'}"); got != "opened" {
		t.Fatal(got)
	}
	h.frame, h.doc = h.attach("iframe", bank.URL, nil), "document"
	h.title("Choose your bank")
	h.click("[data-value='DE:88888888']")
	h.title("How do you log in?")
	h.click("button.main")
	h.logIn("redirect")
	h.title("Continue at your bank")
	h.shoot("elsewhere")
	h.window(func() { h.click("#redirect") }).atTheBank("allow")
	h.share()
	h.events(`[["onLoad"],["onReady"],["onFinished"],["onClose"]]`)
}

// A page that the launcher did not name cannot hold the app in a frame.
func TestOthersCannotFrameTheApp(t *testing.T) {
	bank := sandbox.Start(t)
	thief := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprintf(w, `<iframe src="%s/xs2a/widget-app/v1/index.html?embedder=https://shop.example" onload="loaded = true"></iframe>`, bank.URL)
	}))
	defer thief.Close()
	h := newHand(t, 800, 600)
	h.refused = true
	h.do(chromedp.Navigate(strings.Replace(thief.URL, "127.0.0.1", "localhost", 1)))
	h.untilPage(`window.loaded`)
	h.frame, h.doc = h.attach("iframe", bank.URL, nil), "document"
	if got := h.see(`doc.getElementById('app')`); got != "null" {
		t.Error("the app is in a stranger's frame")
	}
}

// clientToken starts a flow as a client's backend does.
func clientToken(t *testing.T, bank *sandbox.Live) string {
	t.Helper()
	var session, flow struct {
		Data struct {
			Flows       map[string]string
			ClientToken string `json:"client_token"`
		}
	}
	put(t, bank, bank.URL+"/xs2a/v1/sessions", `{"psu":{"user_agent":"Mozilla/5.0","ip_address":"203.0.113.7"},"consent_scope":{"insights_refresh":{}}}`, &session)
	put(t, bank, session.Data.Flows["insights_refresh"], `{}`, &flow)
	return flow.Data.ClientToken
}

func put(t *testing.T, bank *sandbox.Live, url, body string, out any) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Token insights-demo-token")
	r.Header.Set("Content-Type", "application/json")
	resp, err := bank.Client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil || resp.StatusCode != http.StatusCreated {
		t.Fatalf("PUT %s: %s, %v", url, resp.Status, err)
	}
}
