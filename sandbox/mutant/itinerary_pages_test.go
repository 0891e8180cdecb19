package mutant_test

import (
	"net/http"
	"net/url"
	"strings"
)

// windows reads in a window and with filters.
func (t *tourist) windows(one string) {
	window := `,"TransactionFromDateTime":"2025-10-10T00:00:00+03:00","TransactionToDateTime":"2026-01-20T00:00:00+03:00"`
	g := t.opens("window", one, "", "auto-approve", window, join(allDetail, bothWays)...)
	if len(g.accounts) == 0 {
		return
	}
	t.readsAll("window", g, g.accounts[0])
	t.sees("outside", g.token, "accounts/"+g.accounts[0]+"/statements/"+t.known[g.accounts[0]])
	older := text(first(t.sees("older", g.token, "accounts/"+g.accounts[0]+"/statements?toStatementDateTime=2025-11-15"), "Statement"), "StatementId")
	t.sees("older", g.token, "accounts/"+g.accounts[0]+"/statements/"+older)
	t.sees("older", g.token, "accounts/"+g.accounts[0]+"/statements/"+older+"/transactions")
	for _, query := range []string{
		"fromBookingDateTime=2025-12-01", "toBookingDateTime=2025-12-01T10:00:00", "fromBookingDateTime=2025-12-01&toBookingDateTime=2025-12-20",
		"fromBookingDateTime=2025-06-01&toBookingDateTime=2025-11-01", "fromBookingDateTime=2024-12-01&toBookingDateTime=2024-12-20",
		"fromBookingDateTime=2025-12-01T00:00:00Z", "fromBookingDateTime=never", "toBookingDateTime=2025-02-30",
		"fromBookingDateTime=2025-12-20&toBookingDateTime=2025-12-01", "fromBookingDateTime=2025-12-01&fromBookingDateTime=2025-12-02",
	} {
		t.sees("filter", g.token, "accounts/"+g.accounts[0]+"/transactions?"+query)
		t.sees("filter", g.token, "transactions?"+query)
	}
	for _, query := range []string{"fromStatementDateTime=2025-12-01", "toStatementDateTime=2025-12-01"} {
		t.sees("filter", g.token, "accounts/"+g.accounts[0]+"/statements?"+query)
	}
}

// customers reads what others have: one who has nothing, another customer, one
// who chose the first account, and a bank that offers little.
func (t *tourist) customers(one string) {
	dana := t.opens("dana", one, "dana", "auto-approve", "", join(allDetail, bothWays)...)
	t.readsAll("dana", dana)
	basma := t.opens("basma", one, "basma", "auto-approve", "", join(allDetail, bothWays)...)
	t.readsAll("basma", basma, basma.accounts...)
	amal := t.opens("amal", one, "", "auto-approve", "", accountsBasic)
	some := t.opens("some", one, "", "first-account", "", join(allDetail, bothWays)...)
	for _, g := range []guest{basma, amal, {accounts: []string{"unknown"}}} {
		if len(g.accounts) > 0 {
			t.readsAll("not some's", guest{token: some.token}, g.accounts[len(g.accounts)-1])
		}
	}
	t.readsAll("lean", t.opens("lean", one, "", "lean-bank", "", join(allDetail, bothWays)...))
	t.steer("consents/"+some.consent+"/transitions", `{"to":"Revoked","by":"bank","reason":"asked"}`)
	t.sees("withdrawn", some.token, "accounts")
}

// pages follows the links of an account that has many transactions.
func (t *tourist) pages(one string) {
	g := t.opens("yusuf", one, "yusuf", "auto-approve", "", join(allDetail, bothWays)...)
	if len(g.accounts) == 0 {
		return
	}
	list := "accounts/" + g.accounts[0] + "/transactions?fromBookingDateTime=2025-11-01"
	newest := t.sees("first page", g.token, list)
	second := t.follows("next", g.token, newest, "Next")
	third := t.follows("next", g.token, second, "Next")
	t.follows("last", g.token, newest, "Last")
	t.follows("first", g.token, second, "First")
	t.follows("prev", g.token, third, "Prev")
	other := t.opens("yusuf again", one, "yusuf", "auto-approve", "", join(allDetail, bothWays)...)
	t.follows("of another consent", other.token, newest, "Next")
	t.sees("forged", g.token, list+"&page=forged")
	t.steer("clock", `{"advance":"20h"}`)
	g.token = bearer(t.redeem("days later", "aisp-one", t.goesToBank("days later", "yusuf", g.consent), nil))
	t.follows("days later", g.token, newest, "Next")
}

// follows opens a link of a page.
func (t *tourist) follows(name, token string, page map[string]any, link string) map[string]any {
	all, _ := page["Links"].(map[string]any)
	to, err := url.Parse(text(all, link))
	if err != nil || to.RawQuery == "" {
		return nil
	}
	_, path, _ := strings.Cut(to.RequestURI(), ais)
	return t.sees(name, token, path)
}

// oddities asks for accounts that no bank has.
func (t *tourist) oddities(one string) {
	g := t.opens("odd", one, "", "auto-approve", "", join(allDetail, bothWays)...)
	for _, id := range []string{"..", "%2e%2e", "a%2Fb", "%00", "%D8%A7", strings.Repeat("x", 5000), "nowhere"} {
		t.goes("odd "+id[:min(len(id), 9)], g.token, ask{method: http.MethodGet, path: ais + "accounts/" + id + "/balances"})
	}
	if len(g.accounts) > 0 {
		for _, tail := range []string{"nowhere", "nowhere/file", "nowhere/transactions"} {
			t.sees("unknown", g.token, "accounts/"+g.accounts[0]+"/statements/"+tail)
		}
		path := "accounts/" + g.accounts[0] + "/statements/" + t.newest("files", g, g.accounts[0]) + "/file"
		t.goes("as CSV", g.token, ask{method: http.MethodGet, path: ais + path, header: map[string]string{"Accept": "text/csv"}})
		t.goes("as PDF", g.token, ask{method: http.MethodGet, path: ais + path, header: map[string]string{"Accept": "application/pdf"}})
	}
}

// months lets what is to come become past.
func (t *tourist) months(one string) {
	g := t.opens("months", one, "", "auto-approve", "", join(allDetail, bothWays)...)
	due := text(first(t.sees("to come", g.token, "future-dated-payments"), "FutureDatedPayment"), "FutureDatedPaymentDateTime")
	t.steer("clock", `{"advance":"1560h"}`)
	g.token = bearer(t.redeem("months later", "aisp-one", t.goesToBank("months later", "", g.consent), nil))
	t.sees("past", g.token, "future-dated-payments")
	t.sees("past", g.token, "balances")
	for _, account := range g.accounts[:min(3, len(g.accounts))] {
		t.sees("newest", g.token, "accounts/"+account+"/transactions")
	}
	if len(due) >= len("2006-01-02") {
		t.sees("paid", g.token, "transactions?fromBookingDateTime="+due[:10]+"&toBookingDateTime="+due[:10]+"T23:59:59")
	}
}
