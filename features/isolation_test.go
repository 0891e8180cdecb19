package features

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestScenariosHaveTenants asks that with a control plane every scenario runs in
// a tenant of its own, under the target's own addresses, and that the tenant is
// removed.
func TestScenariosHaveTenants(t *testing.T) {
	bank := newFakeBank(t)
	o := bank.options(scenario("@mandatory @M-1", asksWell), scenario("@mandatory @M-2", asksWell))
	o.Target.ControlURL = bank.URL + "/_bank"
	report := mustVerify(t, o)
	if !report.Conformant {
		t.Fatalf("not conformant: %v", report.Reasons)
	}
	first, second := report.Results[0].Tenant, report.Results[1].Tenant
	if first == "" || first == second {
		t.Errorf("tenants are %q and %q, want two", first, second)
	}
	seen := bank.seen()
	for _, tenant := range []string{first, second} {
		for _, want := range []string{
			"POST /t/" + tenant + "/oauth2/token",
			"POST /t/" + tenant + "/open-banking/v1.0/aisp/account-access-consents",
			"DELETE /_bank/tenants/" + tenant,
		} {
			if !slices.Contains(seen, want) {
				t.Errorf("the bank saw %v, want %s", seen, want)
			}
		}
	}
	if name := regexp.MustCompile(`^[a-z0-9-]{3,40}$`); !name.MatchString(first) {
		t.Errorf("tenant %q is no name for an address", first)
	}
}

func TestTenantsOfTwoRunsDiffer(t *testing.T) {
	now := time.Now()
	if a, b := tenantPrefix(7, now), tenantPrefix(7, now.Add(time.Millisecond)); a == b {
		t.Errorf("two runs with one seed both use %q", a)
	}
}

// TestScenariosShareATokenWithoutTenants asks that without a control plane the
// client's token is asked for once.
func TestScenariosShareATokenWithoutTenants(t *testing.T) {
	bank := newFakeBank(t)
	good := scenario("@mandatory @M-1", asksWell)
	report := mustVerify(t, bank.options(good, good, good, good))
	asked := 0
	for _, path := range bank.seen() {
		if path == "POST /oauth2/token" {
			asked++
		}
	}
	if asked != 2 { // the preflight's and one
		t.Errorf("%d tokens were asked for, want 2", asked)
	}
	if got := report.Responses; got.Seen != 5 || got.Validated != 5 {
		t.Errorf("answers are %+v, want 5 seen and validated", got)
	}
}

func TestTenantThatStaysIsTold(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodDelete {
			http.Error(w, `{"error":"busy"}`, http.StatusConflict)
		}
		return r.Method == http.MethodDelete
	}
	o := bank.options(scenario("@mandatory @M-1", asksWell))
	o.Target.ControlURL = bank.URL + "/_bank"
	var out strings.Builder
	o.Out = &out
	if report := mustVerify(t, o); !report.Conformant || !strings.Contains(out.String(), "was not removed") {
		t.Errorf("conformant is %v and the output\n%s\nwant true and a note", report.Conformant, out.String())
	}
}

func TestTenantThatWasNeverTouchedIsNotMissed(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodDelete {
			http.Error(w, `{"error":"no such tenant"}`, http.StatusNotFound)
		}
		return r.Method == http.MethodDelete
	}
	o := bank.options(scenario("@mandatory @M-1", asksWell))
	o.Target.ControlURL = bank.URL + "/_bank"
	var out strings.Builder
	o.Out = &out
	if mustVerify(t, o); strings.Contains(out.String(), "was not removed") {
		t.Errorf("the output is\n%s\nwant no note of a tenant that there is not", out.String())
	}
}

func TestSameOrigin(t *testing.T) {
	const base = "https://bank.example/open-banking"
	for self, want := range map[string]bool{
		"https://bank.example/c/1": true, "http://bank.example/c/1": false, "https://bank.example:8443/c/1": false,
		"https://other.example/c/1": false, "/c/1": false, "https://bank.example@other.example/": false, "::": false,
	} {
		if got := sameOrigin(self, base); got != want {
			t.Errorf("sameOrigin(%q) is %v, want %v", self, got, want)
		}
	}
}

func TestHeadlessConsentFollowsRedirects(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		switch {
		case r.URL.Path == "/oauth2/authorize" && r.URL.Query().Get("hop") == "":
			http.SetCookie(w, &http.Cookie{Name: "sitting", Value: "1234", Path: "/"})
			http.Redirect(w, r, "/login?"+r.URL.RawQuery, http.StatusSeeOther)
		case r.URL.Path == "/login":
			if c, err := r.Cookie("sitting"); err != nil || c.Value != "1234" {
				http.Error(w, "no cookie", http.StatusForbidden)
				return true
			}
			http.Redirect(w, r, "/oauth2/authorize?hop=2&"+r.URL.RawQuery, http.StatusFound)
		default:
			return false
		}
		return true
	}
	report := mustVerify(t, bank.options(scenario("@mandatory @M-1 @consent", "When the customer authorises")))
	if r := report.Results[0]; r.Outcome != Passed || len(r.Exchanges) != 3 {
		t.Errorf("outcome is %s (%s) after %d exchanges, want passed after 3", r.Outcome, r.Reason, len(r.Exchanges))
	}
}

func TestRedirectsWithoutEnd(t *testing.T) {
	bank := newFakeBank(t)
	bank.spoil = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/oauth2/authorize" {
			http.Redirect(w, r, r.URL.String(), http.StatusFound)
		}
		return r.URL.Path == "/oauth2/authorize"
	}
	report := mustVerify(t, bank.options(scenario("@mandatory @M-1", "When the customer authorises")))
	if r := report.Results[0]; r.Outcome != Untested || !strings.Contains(r.Reason, "did not end") {
		t.Errorf("outcome is %s (%s), want untested", r.Outcome, r.Reason)
	}
}
