package mutant_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/mutant"
)

// dataTour asks a bank all that a mutant may lie about in account data. With the
// truth at hand it ends when the bank has been heard to lie.
func dataTour(tb testing.TB, m mutant.Mutant, truth []note) *tourist {
	t := newTourist(tb, m, truth)
	one := t.own("aisp-one", "accounts")
	t.levels(one)
	t.windows(one)
	t.customers(one)
	t.oddities(one)
	t.pages(one)
	t.months(t.own("aisp-one", "accounts"))
	return t
}

// A guest is a customer's token and what it opens.
type guest struct {
	consent, token string
	accounts       []string // AccountIds
}

// opens has a customer open accounts; more are members of Data besides
// Permissions.
func (t *tourist) opens(name, one, customer, script, more string, permissions ...string) guest {
	t.tb.Helper()
	body := `{"Data":{"Permissions":["` + strings.Join(permissions, `","`) + `"]` + more + `}}`
	g := guest{consent: t.consent("for "+name, one, body, map[string]string{"X-Sandbox-Scenario": script})}
	g.token = bearer(t.redeem("for "+name, "aisp-one", t.goesToBank(name, customer, g.consent), nil))
	w := t.goes("accounts of "+name, g.token, ask{method: http.MethodGet, path: ais + "accounts"})
	var list struct {
		Data struct {
			Account []struct {
				AccountID string `json:"AccountId"`
			}
		}
	}
	_ = json.Unmarshal(w.Body.Bytes(), &list) // a mutant may answer anything
	for _, a := range list.Data.Account {
		g.accounts = append(g.accounts, a.AccountID)
	}
	return g
}

func (t *tourist) goesToBank(name, customer, consent string) string {
	return t.visit("for "+name, "aisp-one", consent, func(q url.Values) {
		if customer != "" {
			q.Set("login_hint", customer)
		}
	}).Get("code")
}

// sees reads a path of account data.
func (t *tourist) sees(name, token, path string) map[string]any {
	t.tb.Helper()
	a := ask{method: http.MethodGet, path: ais + path}
	if strings.HasSuffix(path, "/file") {
		a.header = map[string]string{"Accept": "*/*"}
	}
	w := t.goes(name+": "+t.plain(path), token, a)
	var doc map[string]any
	_ = json.Unmarshal(w.Body.Bytes(), &doc) // a mutant may answer anything
	return doc
}

// readsAll reads every operation, of the first account and in bulk.
func (t *tourist) readsAll(name string, g guest, accounts ...string) {
	t.tb.Helper()
	for _, p := range mutant.DataPaths() {
		if !strings.Contains(p.Path, "{") {
			t.passes(name, g.token, p.Op, p.Path)
		}
	}
	for _, account := range accounts {
		newest := t.newest(name, g, account)
		for _, p := range mutant.DataPaths() {
			if path := strings.NewReplacer("{AccountId}", account, "{StatementId}", newest).Replace(p.Path); strings.HasPrefix(path, "accounts/") {
				t.passes(name, g.token, p.Op, path)
			}
		}
	}
}

// passes reads a path, unless the mutant does not lie there: then the truth is
// taken as told.
func (t *tourist) passes(name, token, op, path string) {
	t.tb.Helper()
	if i := len(t.notes); len(t.at) > 0 && !slices.Contains(t.at, op) && i < len(t.truth) {
		t.notes = append(t.notes, t.truth[i])
		return
	}
	t.sees(name, token, path)
}

// newest gives the StatementId that an account lists first, or one that there
// is not.
func (t *tourist) newest(name string, g guest, account string) string {
	doc := t.sees(name, g.token, "accounts/"+account+"/statements")
	if id := text(first(doc, "Statement"), "StatementId"); id != "" {
		return id
	}
	return t.known[account]
}

// first gives the first item of a list.
func first(doc map[string]any, list string) map[string]any {
	data, _ := doc["Data"].(map[string]any)
	items, _ := data[list].([]any)
	if len(items) == 0 {
		return nil
	}
	item, _ := items[0].(map[string]any)
	return item
}

var (
	allBasic = []string{
		accountsBasic, "ReadBalances", "ReadBeneficiariesBasic", "ReadDirectDebits", "ReadOffers", "ReadParty", "ReadSupplementaryAccountInfo",
		"ReadFutureDatedPaymentsBasic", "ReadStandingOrdersBasic", "ReadStatementsBasic", "ReadTransactionsBasic",
	}
	allDetail = []string{
		"ReadAccountsDetail", "ReadBalances", "ReadBeneficiariesDetail", "ReadDirectDebits", "ReadOffers", "ReadParty", "ReadSupplementaryAccountInfo",
		"ReadFutureDatedPaymentsDetail", "ReadStandingOrdersDetail", "ReadStatementsDetail", "ReadTransactionsDetail",
	}
	bothWays = []string{"ReadTransactionsCredits", "ReadTransactionsDebits"}
)

func join(lists ...[]string) (all []string) {
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

// levels reads the same data under consents of all levels.
func (t *tourist) levels(one string) {
	const approves = "auto-approve"
	full := t.opens("detail", one, "", approves, "", join(allDetail, bothWays)...)
	if len(full.accounts) < 3 {
		return // a bank that shows no accounts has lied by now
	}
	current, card := full.accounts[0], full.accounts[2]
	t.known[current] = t.newest("detail", full, current)
	t.readsAll("detail", full, current, card)
	t.readsAll("basic", t.opens("basic", one, "", approves, "", join(allBasic, bothWays)...), current)
	t.readsAll("both", t.opens("both", one, "", approves, "", join(allBasic, allDetail, bothWays)...), current)
	t.readsAll("pan", t.opens("pan", one, "", approves, "", join(allDetail, bothWays, []string{"ReadPAN"})...), card, full.accounts[len(full.accounts)-1])
	t.readsAll("credits", t.opens("credits", one, "", approves, "", join(allBasic, bothWays[:1])...), current)
	t.readsAll("debits", t.opens("debits", one, "", approves, "", join(allDetail, bothWays[1:])...), current)
	t.readsAll("accounts", t.opens("accounts", one, "", approves, "", accountsBasic), current)
	t.readsAll("balances", t.opens("balances", one, "", approves, "", accountsBasic, "ReadBalances", "ReadStatementsBasic"), current)
	t.again(one, full)
}

// again reads after a re-authentication, by a token that is no customer's, by
// methods that there are not, and after a revoke.
func (t *tourist) again(one string, g guest) {
	current := g.accounts[0]
	t.goes("client's own", one, ask{method: http.MethodGet, path: ais + "accounts"})
	t.readsAll("client's own", guest{token: one}, current)
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
		t.goes(method, g.token, ask{method: method, path: ais + "accounts/" + current + "/balances"})
	}
	t.sees("products", t.own("aisp-one", "products"), "sharing-product-details")
	t.sees("products, other scope", one, "sharing-product-details")
	t.sees("products, customer's", g.token, "sharing-product-details")
	g.token = bearer(t.redeem("again", "aisp-one", t.goesToBank("again", "", g.consent), nil))
	t.readsAll("again", g, current)
	t.patch("revoke", one, g.consent, revoking)
	t.readsAll("revoked", g, current)
}
