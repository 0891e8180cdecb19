package ais

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// TestEveryEndpointRefuses tries every status of the standard's table on every
// endpoint that can have it.
func TestEveryEndpointRefuses(t *testing.T) {
	b := newDataBank(t)
	open := b.mustOpen(t, "amal", everything...)
	some := b.mustAuthorise(t, b.mustCreate(t, everything...), "amal-savings")
	basma := b.mustOpen(t, "basma", everything...)
	poor := b.mustOpen(t, "amal", "ReadAccountsBasic")
	poorer := b.mustOpen(t, "amal", "ReadAccountsBasic", "ReadBalances")
	revoked := b.mustOpen(t, "amal", everything...)
	if _, err := b.bank.RevokeConsent("one", bank.ConsentID(strings.TrimPrefix(revoked, "one:for:"))); err != nil {
		t.Fatal(err)
	}
	id := b.statementsOf(t, open, "amal-current")[0]
	const (
		account  = "{AccountId}"
		noneSuch = "amal-nothing"
	)
	tests := []struct {
		name, token, account, query, in string // in: what the path must have for this to apply
		header                          []string
		status                          int
		code                            string
	}{
		{name: "no token", token: "-", status: 401},
		{name: "unknown token", token: "x", status: 401},
		{name: "another client's", token: strings.Replace(open, "one:", "two:", 1), status: 401},
		{name: "revoked", token: revoked, status: 401},
		{name: "client credentials", token: "one:accounts", status: 403},
		{name: "another scope", token: "one:payments", status: 403},
		{name: "another consent of the customer", token: some, in: account, status: 403, code: "Resource.ConsentMismatch"},
		{name: "another customer", token: basma, in: account, status: 403, code: "Resource.ConsentMismatch"},
		{name: "unknown account", token: open, account: noneSuch, in: account, status: 403, code: "Resource.ConsentMismatch"},
		{name: "HTML", token: open, header: []string{"Accept", "text/html"}, status: 406, code: "Header.Invalid"},
		{name: "HTML, before the permission", token: poor, header: []string{"Accept", "text/html"}, status: 406, code: "Header.Invalid"},
		{name: "charset", token: open, header: []string{"Accept-Charset", "latin1"}, status: 406, code: "Header.Invalid"},
		{name: "bad header", token: open, header: []string{customerIP, "here"}, status: 400, code: "Header.Invalid"},
		{name: "bad header, after the account", token: open, account: noneSuch, in: account, header: []string{customerIP, "here"}, status: 403},
		{name: "bad query", token: open, query: "%zz", status: 400, code: "Field.Invalid"},
		{name: "unknown parameter", token: open, query: "x=1&x=2", status: 200},
		{name: "no such statement", token: open, in: "{StatementId}", status: 400, code: "Resource.NotFound"},
		{name: "balances only", token: poorer, in: "balances", status: 200},
	}
	for _, tt := range tests {
		for _, e := range bank.Endpoints() {
			if e.Operation == bank.GetSharingProductDetails || !strings.Contains(e.Path, tt.in) {
				continue
			}
			if tt.account == "" {
				tt.account = "amal-current"
			}
			statement := id
			if tt.in == "{StatementId}" {
				statement = "1999-01"
			}
			t.Run(tt.name+"/"+string(e.Operation), func(t *testing.T) {
				path, auth := at(e, tt.account, statement), "Bearer "+tt.token
				if tt.query != "" {
					path += "?" + tt.query
				}
				if tt.token == "-" {
					auth = "-"
				}
				resp := b.send("GET", Root+path, "", append([]string{"Authorization", auth}, tt.header...)...)
				if resp.StatusCode != tt.status {
					t.Fatalf("got %d, want %d; %s", resp.StatusCode, tt.status, mustRead(t, resp))
				}
				if tt.status == http.StatusOK {
					return
				}
				if body := checkAnswer(t, resp); !strings.Contains(body, `"ErrorCode":"BH.OBF.`+tt.code) && tt.status != 401 {
					t.Errorf("want %s in %s", tt.code, body)
				}
			})
		}
	}
}

// TestEveryPermissionIsAskedFor has consents of all permissions but those that
// open an endpoint.
func TestEveryPermissionIsAskedFor(t *testing.T) {
	b := newDataBank(t)
	id := b.statementsOf(t, b.mustOpen(t, "amal", everything...), "amal-current")[0]
	for _, e := range bank.Endpoints() {
		opens := map[bank.Permission]bool{}
		for _, g := range bank.Grants() {
			opens[g.Permission] = opens[g.Permission] || g.Operation == e.Operation && (g.Opens || g.Takes != bank.TakesNone)
		}
		if e.Operation == bank.GetSharingProductDetails || opens["ReadAccountsDetail"] {
			continue // nothing is open without an account permission
		}
		var others []bank.Permission
		for _, p := range everything {
			if !opens[p] {
				others = append(others, p)
			}
		}
		t.Run(string(e.Operation), func(t *testing.T) {
			body := mustBe(t, b.get(b.mustOpen(t, "amal", others...), at(e, "amal-current", id)), http.StatusForbidden)
			if !strings.Contains(body, "the consent does not permit it") {
				t.Errorf("got %s", body)
			}
		})
	}
}

// TestWhatTheBankLacks asks a bank that has the mandatory endpoints alone.
func TestWhatTheBankLacks(t *testing.T) {
	b := newDataBank(t)
	c, err := b.bank.CreateConsent("one", bank.ConsentRequest{Permissions: everything, Facts: scenario.Facts{Header: "lean-bank"}})
	if err != nil {
		t.Fatal(err)
	}
	token := b.mustAuthorise(t, c.ID, "amal-current")
	for _, e := range bank.Endpoints() {
		want := http.StatusOK
		if e.Word != "" {
			want = http.StatusNotFound
		}
		if e.Operation == bank.GetSharingProductDetails {
			continue
		}
		resp := b.get(token, at(e, "amal-current", "2026-02"))
		if body := checkAnswer(t, resp); resp.StatusCode != want || want == 404 && !strings.Contains(body, "does not offer") {
			t.Errorf("%s: got %d, want %d; %.200s", e.Operation, resp.StatusCode, want, body)
		}
		if want == http.StatusNotFound { // and it is said before the account is looked at, and after the media type
			mustBe(t, b.get(token, at(e, "no-such", "2026-02")), http.StatusNotFound)
			mustBe(t, b.get(token, at(e, "amal-current", "2026-02"), "Accept", "text/html"), http.StatusNotAcceptable)
		}
	}
}

// errorID is what differs between two refusals.
var errorID = regexp.MustCompile(`"Id":"[^"]*"`)

// TestUnknownAndUnconsentedAccountsAreAlike compares the bytes, headers too.
func TestUnknownAndUnconsentedAccountsAreAlike(t *testing.T) {
	b := newDataBank(t)
	token := b.mustAuthorise(t, b.mustCreate(t, everything...), "amal-current")
	for _, e := range bank.Endpoints() {
		if !strings.Contains(e.Path, "{AccountId}") {
			continue
		}
		var bodies []string
		for _, account := range []string{"amal-savings", "basma-bhd", "nobodys", "x", "amal-current%20", "%00"} {
			resp := b.get(token, at(e, account, "2026-02"), interactionID, someUUID)
			body := errorID.ReplaceAllString(checkAnswer(t, resp), "")
			bodies = append(bodies, strings.Join([]string{resp.Status, body, resp.Header.Get(interactionID), resp.Header.Get("Content-Length")}, "\n"))
		}
		for _, body := range bodies[1:] {
			if body != bodies[0] || !strings.HasPrefix(body, "403 ") {
				t.Errorf("%s: got\n%s\nwhere another account gives\n%s", e.Operation, body, bodies[0])
			}
		}
	}
}

// TestHostileIDs asks for accounts and statements that no bank has.
func TestHostileIDs(t *testing.T) {
	b := newDataBank(t)
	token := b.mustOpen(t, "amal", everything...)
	for _, id := range []string{
		"%2F", "a%2Fb", "..", ".", "%2e%2e", "..%2F..%2Faccounts", "%00", "amal-current%00", "amal-current%2Fbalances", "%0d%0aX:1", "%ff%fe",
		"%D8%B3%D8%A7%D9%84%D9%85", "\u0633", "amal%2Dcurrent%20", "AMAL-CURRENT", "*", "%25", "%2A", "'%20OR%20'1'='1", "<script>", "{AccountId}",
		strings.Repeat("a", 10<<10), strings.Repeat("%00", 3<<10), "amal-current;x=1", "amal-current,basma-bhd",
	} {
		for _, e := range bank.Endpoints() {
			if !strings.Contains(e.Path, "{AccountId}") {
				continue
			}
			b.mustRefuse(t, token, at(e, id, "2026-02"), http.StatusForbidden)
			if strings.Contains(e.Path, "{StatementId}") {
				b.mustRefuse(t, token, at(e, "amal-current", id), http.StatusBadRequest)
			}
		}
	}
	// What is only written in another way is the same id.
	mustBe(t, b.get(token, "/accounts/%61mal%2Dcurrent/balances"), http.StatusOK)
}

func (t *testBank) mustRefuse(tb testing.TB, token, path string, status int) {
	tb.Helper()
	r := t.request("GET", Root, "", "Authorization", "Bearer "+token)
	r.URL = &url.URL{Path: segmentOf(Root + path), RawPath: Root + path} // as the server has it: dots are not resolved
	resp := t.do(r)
	body := checkAnswer(tb, resp)
	if resp.StatusCode != status || strings.Contains(body, "amal-savings") {
		tb.Errorf("%.200s: got %d, want %d; %.300s", path, resp.StatusCode, status, body)
	}
	if len(body) > 4<<10 {
		tb.Errorf("%.200s: the refusal takes %d bytes", path, len(body))
	}
}

// TestOrderOfChecksOfData puts a request right that is wrong in every way, one
// way at a time.
func TestOrderOfChecksOfData(t *testing.T) {
	b := newDataBank(t)
	c, err := b.bank.CreateConsent("one", bank.ConsentRequest{Permissions: everything, Facts: scenario.Facts{Header: "lean-bank"}})
	if err != nil {
		t.Fatal(err)
	}
	lean := b.mustAuthorise(t, c.ID, "amal-current")
	method, path, query := "DELETE", "/accounts/amal-savings/statement", "?fromStatementDateTime=soon&page=1&page=2"
	header := map[string]string{"Authorization": "Bearer x", "Accept": "text/html", customerIP: "here"}
	steps := []struct {
		name   string
		status int
		mend   func()
	}{
		{"path", 404, func() { path = "/accounts/amal-savings/statements" }},
		{"method", 405, func() { method = "GET" }},
		{"token", 401, func() { header["Authorization"] = "Bearer one:accounts" }},
		{"grant", 403, func() { header["Authorization"] = "Bearer " + lean }},
		{"media type", 406, func() { delete(header, "Accept") }},
		{"endpoint", 404, func() { header["Authorization"] = "Bearer " + b.mustOpen(t, "amal", "ReadAccountsBasic") }},
		{"permission", 403, func() {
			header["Authorization"] = "Bearer " + b.mustAuthorise(t, b.mustCreate(t, everything...), "amal-current")
		}},
		{"account", 403, func() { path = "/accounts/amal-current/statements" }},
		{"header and query", 400, func() { delete(header, customerIP) }},
		{"query", 400, func() { query = "" }},
		{"nothing", 200, func() { path += "/1999-01/transactions" }},
		{"statement", 400, func() {}},
	}
	for _, step := range steps {
		r := b.request(method, Root+path+query, "")
		for name, value := range header {
			r.Header.Set(name, value)
		}
		resp := b.do(r)
		body := checkAnswer(t, resp)
		if resp.StatusCode != step.status {
			t.Fatalf("%s: got %d, want %d; %s", step.name, resp.StatusCode, step.status, body)
		}
		if step.name == "header and query" {
			for _, path := range []string{shown(customerIP), "fromStatementDateTime", "page"} {
				if !strings.Contains(body, `"Path":"`+path+`"`) {
					t.Errorf("nothing is told of %s in %s", path, body)
				}
			}
		}
		step.mend()
	}
}
