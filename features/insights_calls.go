package features

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/sandbank-dev/sandbank/schemas"
)

// An insightsCall is a call of the API as steps name it: what the client does, in
// the words of the API's pages.
type insightsCall struct {
	phrase string // "calls Create Account"
	method string
	at     string   // a path below base_url; or @ and the member that holds the address
	with   []string // members that the scenario knows and that the call bears unless a table says otherwise
}

// insightsCalls are all calls. Addresses that the API gives are followed: those
// of session, flow, consent and refresh.
var insightsCalls = []insightsCall{
	{"creates a session", http.MethodPut, "/xs2a/v1/sessions", []string{"psu", "scope"}},
	{"reads the session", http.MethodGet, "@session.self", nil},
	{"closes the session", http.MethodDelete, "@session.self", nil},
	{"starts an Insights-Refresh flow", http.MethodPut, "@session.flows.insights_refresh", []string{"nothing"}},
	{"starts an accounts flow", http.MethodPut, "@session.flows.accounts", []string{"nothing"}},
	{"starts an account-details flow", http.MethodPut, "@session.flows.account_details", []string{"nothing"}},
	{"starts a balances flow", http.MethodPut, "@session.flows.balances", []string{"nothing"}},
	{"starts a transactions flow", http.MethodPut, "@session.flows.transactions", []string{"nothing"}},
	{"starts a direct Insights-Refresh flow", http.MethodPut, "@session.self/flows/insights-refresh", []string{"nothing"}},
	{"calls Flow-Information", http.MethodGet, "@flow.self", nil},
	{"aborts the flow", http.MethodDelete, "@flow.self", nil},
	{"fetches the consent", http.MethodPost, "@session.consent", nil},
	{"uses the consent for accounts", http.MethodPost, "@consent.consents.accounts", []string{"consent_token"}},
	{"uses the consent for account_details", http.MethodPost, "@consent.consents.account_details", []string{"consent_token"}},
	{"uses the consent for balances", http.MethodPost, "@consent.consents.balances", []string{"consent_token"}},
	{"uses the consent for transactions", http.MethodPost, "@consent.consents.transactions", []string{"consent_token"}},
	{"uses the consent for transactions that were not granted", http.MethodPost, "/xs2a/v1/consents/{consent_id}/transactions/get", []string{"consent_token"}},
	{"deletes the consent", http.MethodDelete, "/xs2a/v1/consents/{consent_id}", []string{"consent_token"}},
	{"calls Consent-Refresh", http.MethodPut, "/insights/v1/consents/insights-refresh", []string{"consumer"}},
	{"calls Refresh-Status", http.MethodGet, "@refresh.self", nil},
	{"calls Delete Stored Consent", http.MethodPost, "/insights/v1/consents/delete", []string{"consumer"}},
	{"calls Schedule Automatic Refresh", http.MethodPost, "/insights/v1/autorefresh/schedule", []string{"consumer"}},
	{"calls List Automatic Refreshes", http.MethodPost, "/insights/v1/autorefresh/list", []string{"consumer"}},
	{"calls Unschedule Automatic Refresh", http.MethodPost, "/insights/v1/autorefresh/unschedule", []string{"consumer"}},
	{"calls Delete Automatic Refresh", http.MethodPost, "/insights/v1/autorefresh/delete", []string{"consumer"}},
	{"calls Create Account", http.MethodPost, "/insights/v1/storage/accounts/create", []string{"consumer", "empty account"}},
	{"calls Update Account", http.MethodPost, "/insights/v1/storage/accounts/update", []string{"consumer", "changed account"}},
	{"calls List Accounts", http.MethodPost, "/insights/v1/storage/accounts/list", []string{"consumer"}},
	{"calls Upsert Account Labels", http.MethodPost, "/insights/v1/storage/accounts/labels/upsert", []string{"consumer", "account"}},
	{"calls Delete Account Labels", http.MethodPost, "/insights/v1/storage/accounts/labels/delete", []string{"consumer", "account"}},
	{"calls Create Transactions", http.MethodPost, "/insights/v1/storage/transactions/create", []string{"consumer", "account"}},
	{"calls Update Transactions", http.MethodPost, "/insights/v1/storage/transactions/update", []string{"consumer", "account"}},
	{"calls Replace Transactions", http.MethodPost, "/insights/v1/storage/transactions/replace", []string{"consumer", "account"}},
	{"calls List Transactions", http.MethodPost, "/insights/v1/storage/transactions/list", []string{"consumer"}},
	{"calls Upsert Labels", http.MethodPost, "/insights/v1/storage/transactions/labels/upsert", []string{"consumer", "account"}},
	{"calls Delete Labels", http.MethodPost, "/insights/v1/storage/transactions/labels/delete", []string{"consumer", "account"}},
	{"calls Delete Transactions", http.MethodPost, "/insights/v1/storage/transactions/delete", []string{"consumer", "account"}},
	{"calls Delete Accounts", http.MethodPost, "/insights/v1/storage/accounts/delete", []string{"consumer"}},
	{"calls Delete Consumer", http.MethodPost, "/insights/v1/storage/consumers/delete", []string{"consumer"}},
	{"calls the Account Info report", http.MethodPost, "/insights/v1/reports/account-info/create", []string{"consumer"}},
	{"calls the Balances report", http.MethodPost, "/insights/v1/reports/balances/create", []string{"consumer"}},
	{"calls the Balance Over Time report", http.MethodPost, "/insights/v1/reports/balance-over-time/create", []string{"consumer"}},
	{"calls the Categorization report", http.MethodPost, "/insights/v1/reports/categorization/create", []string{"consumer"}},
	{"calls the Group By Category report", http.MethodPost, "/insights/v1/reports/groupy-by-category/create", []string{"consumer"}},
	{"calls the Group By Category report at its other path", http.MethodPost, "/insights/v1/reports/group-by-category/create", []string{"consumer"}},
	{"calls the Expense Category report", http.MethodPost, "/insights/v1/reports/expense-category/create", []string{"consumer"}},
	{"calls the Recurring Transactions report", http.MethodPost, "/insights/v1/reports/recurring-transactions/create", []string{"consumer"}},
	{"calls the Modular report", http.MethodPost, "/insights/v1/reports/create", []string{"consumer"}},
	{"calls Category List", http.MethodPost, "/insights/v1/categories/get", nil},
}

// perfect are the verbs of calls that a Given says were made, as they are made.
var perfect = strings.NewReplacer("has called ", "calls ", "has started ", "starts ", "has created ", "creates ", "has closed ", "closes ",
	"has aborted ", "aborts ", "has fetched ", "fetches ", "has used ", "uses ", "has deleted ", "deletes ", "has read ", "reads ")

// insightsCallOf finds a call by its words.
func insightsCallOf(phrase string) (insightsCall, error) {
	phrase = perfect.Replace(phrase)
	var all []string
	for _, c := range insightsCalls {
		if c.phrase == phrase {
			return c, nil
		}
		all = append(all, c.phrase)
	}
	return insightsCall{}, fmt.Errorf("%w: a client does nothing that is called %q; the nearest is %q", ErrHarness, phrase, schemas.Nearest(phrase, all))
}

// draft gives the body that the call has unless a table says otherwise; nil where
// it needs none.
func (c insightsCall) draft(w *World) draft {
	if c.with == nil {
		return nil
	}
	m, body := &w.insights, draft{}
	for _, part := range c.with {
		switch part {
		case "consumer":
			if m.consumer != "" {
				body["insights_consumer_id"] = m.consumer
			}
		case "account":
			if len(m.accounts) > 0 {
				body["insights_account_id"] = m.accounts[0]
			}
		case "empty account":
			body["account"] = map[string]any{}
		case "changed account":
			body["account"] = map[string]any{}
			if len(m.accounts) > 0 {
				body["account"] = map[string]any{"insights_account_id": m.accounts[0]}
			}
		case "psu":
			body["psu"] = psuPresent()
		case "scope":
			body["consent_scope"] = map[string]any{"insights_refresh": map[string]any{}}
		case "consent_token":
			if n := len(m.tokens); n > 0 {
				body["consent_token"] = m.tokens[n-1]
			}
		}
	}
	return body
}

// psuPresent is the consumer's browser; its address is one for documentation.
func psuPresent() map[string]any {
	return map[string]any{"user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "ip_address": "203.0.113.7"}
}

// address gives where the call goes.
func (w *World) address(c insightsCall) (string, error) {
	member, own := strings.CutPrefix(c.at, "@")
	if !own {
		id := url.PathEscape(w.insights.consent.Get("consent_id").String())
		return strings.Replace(c.at, "{consent_id}", id, 1), nil
	}
	member, tail, _ := strings.Cut(member, "/")
	what, path, _ := strings.Cut(member, ".")
	m := &w.insights
	from := map[string]string{"session": m.session.Raw, "flow": m.flow.Raw, "consent": m.consent.Raw, "refresh": m.refresh.Raw}[what]
	if from == "" {
		return "", fmt.Errorf("%w: the scenario has no %s yet", ErrHarness, what)
	}
	link := gjsonGet(from, path)
	if !sameOrigin(link, w.Target.BaseURL) {
		return "", Finding{Where: "/data/" + strings.ReplaceAll(path, ".", "/"), Expected: "an address at the host of " + w.Target.BaseURL, Got: quoted(link)}
	}
	if tail != "" {
		link += "/" + tail
	}
	return link, nil
}

// perform sends a call with a body and remembers nothing of the answer.
func (w *World) perform(ctx context.Context, c insightsCall, body draft, change func(*Call)) (*Exchange, error) {
	at, err := w.address(c)
	if err != nil {
		return nil, err
	}
	call := Call{Method: c.method, Path: at}
	if body != nil {
		call.Body = body.bytes()
	}
	if change != nil {
		change(&call)
	}
	return w.Send(ctx, call)
}
