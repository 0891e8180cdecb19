package oauth

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

var actionOf = regexp.MustCompile(`action="([^"]+)"`)

// action is where a page's form posts to.
func (r reply) action(t *testing.T) string {
	t.Helper()
	m := actionOf.FindStringSubmatch(r.body)
	if r.status != 200 || m == nil {
		t.Fatalf("got %d, want a page with a form: %s", r.status, r.body)
	}
	return m[1]
}

// choosing logs in as amal and returns the page of the choice.
func (w *world) choosing(consent string) reply {
	w.Helper()
	first := w.get(authorizePath, asking(consent))
	return w.post("", first.action(w.T), form("username", "amal", "password", "any"))
}

func TestLogInAllowCodeTokenIntrospect(t *testing.T) {
	w := newWorld(t)
	consent := w.consent("ask")
	second := w.choosing(consent)
	for _, want := range []string{"AISP One", "How much money", "amal-savings"} {
		if !strings.Contains(second.body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	v := url.Values{"decision": {"allow"}, "account": {"amal-current", "amal-savings"}}
	code := w.post("", second.action(t), v).landed(t).Get("code")
	token := w.mustToken(redeeming(code))
	got := w.post("aisp-one", introspectPath, form("token", token.text("access_token"))).json
	if got["active"] != true || got["sub"] != "amal" || got[intentClaim] != consent || got["scope"] != "openid accounts" {
		t.Errorf("introspection says %v", got)
	}
	a, _ := w.server.Access(token.text("access_token"))
	r, err := w.bank.MayRead(a, bank.GetAccounts)
	if err != nil {
		t.Fatal(err)
	}
	held, err := r.Accounts(bank.Query{})
	if err != nil || len(held.Items) != 2 {
		t.Errorf("the token opens %v, %v; want the two chosen accounts", held.Items, err)
	}
}

func TestCustomerDeclinesOnThePage(t *testing.T) {
	w := newWorld(t)
	second := w.choosing(w.consent("ask"))
	if v := w.post("", second.action(t), form("decision", "decline")).landed(t); v.Get("error") != "access_denied" || v.Get("state") != "s-1" {
		t.Errorf("landed with %v", v)
	}
}

func TestPageAsksAgain(t *testing.T) {
	w := newWorld(t)
	first := w.get(authorizePath, asking(w.consent("ask")))
	for _, tt := range []struct{ name, body, want string }{
		{"no username", "username=", "Type a username"},
		{"an unknown username", "username=%3Cb%3Ezoe", "no customer &#34;&lt;b&gt;zoe&#34;"},
		{"a decision before logging in", "decision=allow&account=amal-current", "Log in"},
	} {
		v, _ := url.ParseQuery(tt.body)
		if r := w.post("", first.action(t), v); r.status != 200 || !strings.Contains(r.body, tt.want) {
			t.Errorf("%s: got %d %s, want %q", tt.name, r.status, r.body, tt.want)
		}
	}
	second := w.post("", first.action(t), form("username", "amal"))
	for _, tt := range []struct{ name, account, want string }{
		{"no account", "", "at least one account"}, {"another's account", "basma-bhd", "not yours"},
	} {
		v := form("decision", "allow")
		if tt.account != "" {
			v.Set("account", tt.account)
		}
		if r := w.post("", second.action(t), v); r.status != 200 || !strings.Contains(r.body, tt.want) {
			t.Errorf("%s: got %d %s, want %q", tt.name, r.status, r.body, tt.want)
		}
	}
	if r := w.get(second.action(t), nil); !strings.Contains(r.body, "Step 2 of 2") {
		t.Errorf("reloading shows %s", r.body)
	}
}

func TestUsernameNamesAScenario(t *testing.T) {
	w := newWorld(t)
	c, err := w.bank.CreateConsent("aisp-one", basicRequest())
	if err != nil {
		t.Fatal(err)
	}
	first := w.get(authorizePath, asking(string(c.ID)))
	if v := w.post("", first.action(t), form("username", "reject")).landed(t); v.Get("error") != "access_denied" {
		t.Errorf("landed with %v", v)
	}
}

func TestAnswerIsGivenOnce(t *testing.T) {
	w := newWorld(t)
	second := w.choosing(w.consent("ask"))
	action, v := second.action(t), form("decision", "allow", "account", "amal-current")
	landed := 0
	for _, r := range together(10, func() reply { return w.post("", action, v) }) {
		if r.status == http.StatusFound {
			landed++
		} else if r.status != http.StatusBadRequest {
			t.Errorf("got %d %s", r.status, r.body)
		}
	}
	if landed != 1 {
		t.Errorf("%d answers were taken, want one", landed)
	}
}

func TestPageExpires(t *testing.T) {
	w := newWorld(t)
	action := w.get(authorizePath, asking(w.consent("ask"))).action(t)
	w.clock.Advance(sessionLife)
	if r := w.post("", action, form("username", "amal")); r.status != 400 || !strings.Contains(r.body, "expired") {
		t.Errorf("got %d %s", r.status, r.body)
	}
	if r := w.get(authorizePath+"/nobody", nil); r.status != 400 {
		t.Errorf("an unknown session is answered %d", r.status)
	}
}

func TestPageIsGuarded(t *testing.T) {
	w := newWorld(t)
	first := w.get(authorizePath, asking(w.consent("ask")))
	policy := first.header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", styleHash, "form-action 'self' http://127.0.0.1:9999;", "frame-ancestors 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy %q lacks %q", policy, want)
		}
	}
	if strings.Contains(first.body, "<script") || first.header.Get("Cache-Control") != "no-store" {
		t.Error("the page has a script, or may be cached")
	}
	for name, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"} {
		r := w.request(http.MethodPost, first.action(t), form("username", "amal"))
		r.Header.Set(name, value)
		if got := w.do(r); got.status != 400 {
			t.Errorf("with %s: %s the answer is taken: %d", name, value, got.status)
		}
	}
}

func TestPromptNoneNeedsNoPage(t *testing.T) {
	w := newWorld(t)
	v := asking(w.consent("ask"))
	v.Set("prompt", "none")
	if got := w.get(authorizePath, v).landed(t); got.Get("error") != "login_required" {
		t.Errorf("landed with %v", got)
	}
}

func TestPageSpeaksToPeople(t *testing.T) {
	w := newWorld(t)
	second := w.choosing(w.consent("ask"))
	for _, want := range []string{"Current account, ending 0011, BHD", "Savings account, ending 0028, BHD", `<html lang="en">`, "<title>Allow access? - Sandbank</title>"} {
		if !strings.Contains(second.body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(second.body, "CurrentAccount") || strings.Contains(second.body, "before") {
		t.Error("the page shows a code, or takes a first visit for a second")
	}
	bad := w.post("", second.action(t), form("decision", "allow"))
	for _, want := range []string{"<title>Error: Allow access?", `role="alert" id="problem"`, `<fieldset aria-describedby="problem">`} {
		if !strings.Contains(bad.body, want) {
			t.Errorf("the page with a problem does not say %q", want)
		}
	}
}

func TestErrorPageIsASentence(t *testing.T) {
	w := newWorld(t)
	v := asking(w.consent("ask"))
	v.Set("redirect_uri", "https://evil.example/")
	r := w.request(http.MethodGet, authorizePath, v)
	r.Header.Set("Accept", "text/html")
	if got := w.do(r); got.status != 400 || !strings.Contains(got.body, `role="alert">Only loopback URLs`) {
		t.Errorf("got %d %s", got.status, got.body)
	}
}

func TestPageSaysThatItIsAReauthentication(t *testing.T) {
	w := newWorld(t)
	consent := w.consent("ask")
	second := w.choosing(consent)
	w.post("", second.action(t), form("decision", "allow", "account", "amal-savings")).landed(t)
	first := w.get(authorizePath, asking(consent))
	if !strings.Contains(first.body, "confirm the access") {
		t.Errorf("the log-in page does not say that it is a re-authentication: %s", first.body)
	}
	again := w.post("", first.action(t), form("username", "amal"))
	for _, want := range []string{"go on seeing your accounts?", "You have allowed this before", `value="amal-savings" checked`, `value="amal-current">`} {
		if !strings.Contains(again.body, want) {
			t.Errorf("the second page does not say %q", want)
		}
	}
}
