package ais

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

func TestKindsOnTheWire(t *testing.T) {
	because := errors.New("because")
	tests := []struct {
		name          string
		err           error
		status        int
		code, message string
	}{
		{"Internal", &bank.Error{Err: because}, 500, "UnexpectedError", "Something went wrong"},
		{"no kind at all", because, 500, "UnexpectedError", "Something went wrong"},
		{"Invalid", &bank.Error{Kind: bank.Invalid, Err: because}, 400, "Field.Invalid", "because"},
		{"Invalid, with violations", &bank.Error{Kind: bank.Invalid, Violations: []bank.Violation{{Code: "Field.Missing", Message: "why"}}}, 400, "Field.Missing", "why"},
		{"NotFound", &bank.Error{Kind: bank.NotFound, Err: because}, 400, "Resource.NotFound", "because"},
		{"WrongStatus", &bank.Error{Kind: bank.WrongStatus, Err: because}, 400, "Resource.InvalidConsentStatus", "because"},
		{"Forbidden", &bank.Error{Kind: bank.Forbidden, Err: because}, 403, "Resource.ConsentMismatch", "because"},
		{"Forbidden, no reason", &bank.Error{Kind: bank.Forbidden}, 403, "Resource.ConsentMismatch", "The access token"},
		{"wrapped", fmt.Errorf("while reading: %w", &bank.Error{Kind: bank.Forbidden, Err: because}), 403, "Resource.ConsentMismatch", "because"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := asProblem(tt.err)
			if p.status != tt.status || len(p.violations) != 1 {
				t.Fatalf("got %+v, want %d with one violation", p, tt.status)
			}
			if v := p.violations[0]; v.Code != tt.code || !strings.HasPrefix(v.Message, tt.message) {
				t.Errorf("got %+v, want %s, %q", v, tt.code, tt.message)
			}
			mustFit(t, "OBErrorResponse", written(func(o *out) { o.problem(p, someUUID) }))
		})
	}
	if p := asProblem(&bank.Error{Kind: bank.Unauthorised, Err: because}); p.status != 401 || !strings.Contains(p.challenge, "invalid_token") {
		t.Errorf("Unauthorised: got %+v, want 401 with a challenge", p)
	}
}

func TestTextsFitTheirMembers(t *testing.T) {
	long := strings.Repeat("é\x00\"", 1000)
	p := &problem{status: http.StatusBadRequest, violations: []bank.Violation{{Code: "Field.Invalid", Path: long, Message: long}}}
	mustFit(t, "OBErrorResponse", written(func(o *out) { o.problem(p, someUUID) }))
	if got := utf8.RuneCountInString(clip(long)); got != maxText {
		t.Errorf("got %d characters, want %d", got, maxText)
	}
	if short := strings.Repeat("é", maxText); clip(short) != short {
		t.Error("a text that fits is cut")
	}
}

// The order of checks, from the outside: a request that is wrong in every way is
// put right one way at a time.
func TestOrderOfChecks(t *testing.T) {
	b := newTestBank(t)
	id := b.mustCreate(t, "ReadAccountsBasic")
	method, path, body := "DELETE", consents+"/a/b", strings.Repeat("x", maxBody+1)
	header := map[string]string{
		customerIP: "here", "Authorization": "Bearer x", "Accept": "text/html", "Content-Type": "text/plain",
	}
	steps := []struct {
		status int
		mend   func()
	}{
		{404, func() { path = consents + "/0083976" }},
		{405, func() { method = "PATCH" }},
		{401, func() { header["Authorization"] = "Bearer " + wrong }},
		{403, func() { header["Authorization"] = "Bearer " + other }},
		{406, func() { delete(header, "Accept") }},
		{415, func() { delete(header, "Content-Type") }},
		{413, func() { body = "{" }},
		{400, func() { body = revocation }},
		{400, func() { delete(header, customerIP) }},
		{400, func() { path = consents + "/" + string(id) }}, // there is no such consent
		{403, func() { header["Authorization"] = "Bearer one:accounts" }},
		{200, func() {}},
	}
	for i, step := range steps {
		r := b.request(method, path, body)
		for name, value := range header {
			r.Header.Set(name, value)
		}
		if _, ok := header["Content-Type"]; !ok {
			r.Header.Del("Content-Type")
		}
		resp := b.do(r)
		if got := checkAnswer(t, resp); resp.StatusCode != step.status {
			t.Fatalf("step %d: got %d, want %d; %s", i, resp.StatusCode, step.status, got)
		}
		step.mend()
	}
}

func TestHeadAndBodyAreToldInOneAnswer(t *testing.T) {
	b := newTestBank(t)
	r := b.request("POST", consents, `{"Data":{"Permissions":["ReadBalances","ReadMinds"],"TransactionFromDateTime":1}}`)
	r.Header.Set(customerIP, "here")
	r.Header.Set(interactionID, "not-a-uuid")
	got := checkAnswer(t, b.do(r))
	for _, path := range []string{"x-fapi-customer-ip-address", "x-fapi-interaction-id", "Data.Permissions[1]", "Data.TransactionFromDateTime", "Data.Permissions"} {
		if !strings.Contains(got, fmt.Sprintf(`"Path":%q`, path)) {
			t.Errorf("nothing is told of %s in %s", path, got)
		}
	}
}
