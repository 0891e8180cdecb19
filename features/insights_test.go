package features

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/schemas"
)

const goodInsights = `name: aggregator
profile: account-insights-1
base_url: https://api.insights.example/
token_env: INSIGHTS_TOKEN
second_token: second
control_url: http://127.0.0.1:8081/_bank
`

func TestInsightsTarget(t *testing.T) {
	t.Setenv("INSIGHTS_TOKEN", "first")
	got, err := LoadTarget(writeTarget(t, goodInsights))
	if err != nil {
		t.Fatal(err)
	}
	if got.BaseURL != "https://api.insights.example" || len(got.Clients) != 2 || got.Clients[0].Secret != "first" || got.Clients[1].Secret != "second" {
		t.Errorf("target is %+v, want both tokens and no slash at the end of the address", got)
	}
	inside, err := got.inTenant("v1-2")
	if err != nil || inside.BaseURL != "https://api.insights.example/t/v1-2" {
		t.Errorf("in a tenant it is %q, error %v", inside.BaseURL, err)
	}
	again, err := got.complete()
	if err != nil || !slices.Equal(again.Clients, got.Clients) {
		t.Errorf("completed again it is %+v, error %v", again, err)
	}
}

func TestInsightsTargetRefuses(t *testing.T) {
	t.Setenv("INSIGHTS_TOKEN", "first")
	for _, row := range []struct{ name, old, with, says string }{
		{"unknown key", "base_url:", "base_ulr:", `bank.yaml:3: unknown key "base_ulr"; the nearest is "base_url"`},
		{"key of the other profile", "control_url:", "issuer:", `bank.yaml:6: unknown key "issuer"; the nearest is "`},
		{"that it is one", "control_url:", "issuer:", "it is a key of the profile obf-ais-1.0"},
		{"clients", "control_url: http://127.0.0.1:8081/_bank", "clients: []", `unknown key "clients"`},
		{"no token", "token_env: INSIGHTS_TOKEN\n", "", "token is missing, or token_env"},
		{"token that is not set", "INSIGHTS_TOKEN", "INSIGHTS_NONE", "token_env: the environment variable INSIGHTS_NONE is not set"},
		{"token twice", "token_env: INSIGHTS_TOKEN", "token_env: INSIGHTS_TOKEN\ntoken: first", "token and token_env are both there"},
		{"word before the token", "second_token: second", "second_token: Token second", "leave out the word Token"},
		{"the same token", "second_token: second", "second_token: first", "second_token: it is the first token once more"},
		{"no address", "base_url: https://api.insights.example/\n", "", "base_url is missing"},
		{"wrong address", "https://api", "api", "base_url: "},
		{"unknown profile", "account-insights-1", "account-insights", `bank.yaml:2: profile: unknown profile "account-insights"; the nearest is "account-insights-1"`},
		{"token in the other profile", "profile: account-insights-1\n", "", `unknown key "token_env"; the nearest is "token_url"; it is a key of the profile account-insights-1`},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := LoadTarget(writeTarget(t, strings.Replace(goodInsights, row.old, row.with, 1)))
			if got := ExitCode(nil, err); got != ExitUsage || !strings.Contains(err.Error(), row.says) {
				t.Errorf("exit code %d for %v, want a usage error with %q in it", got, err, row.says)
			}
		})
	}
}

func TestInsightsOperations(t *testing.T) {
	target := &Target{Profile: ProfileInsights, BaseURL: "http://bank.example/t/a"}
	for _, row := range []struct {
		method, address string
		want            Operation
	}{
		{"PUT", "http://bank.example/t/a/xs2a/v1/sessions", "createSession"},
		{"GET", "http://bank.example/t/a/xs2a/v1/sessions/9h92js1pv4uogde8nphcfrovr3qc9krc", "getSession"},
		{"PUT", "http://bank.example/t/a/xs2a/v1/sessions/s/flows/insights-refresh", "startInsightsRefreshFlow"},
		{"GET", "http://bank.example/t/a/xs2a/v1/sessions/s/flows/insights-refresh", "getFlow"},
		{"DELETE", "http://bank.example/t/a/xs2a/v1/sessions/s/flows/f", "abortFlow"},
		{"PUT", "http://bank.example/t/a/insights/v1/consents/insights-refresh", "startConsentRefresh"},
		{"GET", "http://bank.example/t/a/insights/v1/consents/insights-refresh/r", "getRefreshStatus"},
		{"POST", "http://bank.example/t/a/insights/v1/reports/groupy-by-category/create", "createGroupByCategoryReport"},
		{"POST", "http://bank.example/t/a/insights/v1/reports/group-by-category/create", "createGroupByCategoryReport"},
		{"POST", "http://bank.example/t/a/insights/v1/autorefresh/delete", "unscheduleAutorefresh"},
		{"GET", "http://bank.example/t/a/insights/v1/categories/get", OpOther},
		{"POST", "http://bank.example/t/a/branded/xs2a/v1/wizard/f", OpAnswerWizard},
		{"GET", "http://bank.example/t/a/xs2a/app-launcher/v0/xs2a-app-launcher.js", OpElsewhere},
		{"GET", "http://bank.example/t/b/xs2a/v1/sessions/s", OpElsewhere},
		{"GET", "http://bank.example/t/ab", OpElsewhere},
	} {
		t.Run(row.method+" "+row.address, func(t *testing.T) {
			u, err := url.Parse(row.address)
			if err != nil {
				t.Fatal(err)
			}
			if got := target.api().operation(target, row.method, u); got != row.want {
				t.Errorf("got %s, want %s", got, row.want)
			}
		})
	}
}

func TestInsightsCallsBearTheToken(t *testing.T) {
	w := &World{Target: Target{Profile: ProfileInsights}, AISP: &AISP{Secret: "mine"}, Other: &AISP{Secret: "theirs"}}
	for _, row := range []struct {
		name string
		call Call
		want string
	}{
		{"of its own", Call{}, "Token mine"},
		{"of another client", Call{As: w.Other}, "Token theirs"},
		{"another token", Call{Token: "made-up"}, "Token made-up"},
		{"another word", Call{Header: http.Header{"Authorization": {"Bearer mine"}}}, "Bearer mine"},
		{"none", Call{Header: http.Header{"Authorization": nil}}, ""},
		{"bare", Call{Bare: true}, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			row.call.Body = []byte("{}")
			header, err := w.headersOf(t.Context(), row.call)
			if err != nil || header.Get("Authorization") != row.want {
				t.Errorf("Authorization is %q, error %v, want %q", header.Get("Authorization"), err, row.want)
			}
			if declared := header.Get("Content-Type") != ""; declared == row.call.Bare {
				t.Errorf("the body is declared: %v", declared)
			}
		})
	}
}

func TestCategoriesOfErrors(t *testing.T) {
	for _, row := range []struct {
		name string
		op   Operation
		body string
		want string
	}{
		{"a flow's", "getFlow", `{"data":{"error":{"code":"NOT_SUPPORTED.CONSENT"}}}`, ""},
		{"another word", "getFlow", `{"data":{"error":{"code":"BROKEN"}}}`, "API-CAT-01"},
		{"in small letters", "getRefreshStatus", `{"data":{"error":{"code":"consent.expired"}}}`, "API-CAT-01"},
		{"of one of two accounts", "listAutorefresh", `{"data":{"status":[{},{"last_refresh_error_category":""}]}}`, "API-CAT-03"},
		{"cut for the consumer", OpReadWizard, `{"data":{"result":{"error":{"category":"TECHNICAL"}}}}`, ""},
		{"not cut for the consumer", OpAnswerWizard, `{"data":{"result":{"error":{"category":"NOT_SUPPORTED.CONSENT"}}}}`, "API-CAT-02"},
		{"one that is not cut", OpAnswerWizard, `{"data":{"result":{"error":{"category":"USER.ACCESS_DENIED"}}}}`, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			found := categoryFindings(exchangeOf(row.op, 200, row.body))
			switch {
			case row.want == "" && len(found) > 0:
				t.Errorf("found %v, want nothing", found)
			case row.want != "" && (len(found) != 1 || found[0].Requirement != row.want || found[0].Where == ""):
				t.Errorf("found %v, want %s", found, row.want)
			}
		})
	}
}

// TestInsightsSchemasExist asks that every answer that the table speaks of can be
// held against its schema.
func TestInsightsSchemasExist(t *testing.T) {
	known := schemas.Names()
	for _, o := range insightsOps {
		if o.schema != "" && !slices.Contains(known, o.schema) {
			t.Errorf("%s: there is no schema %q", o.op, o.schema)
		}
		for _, other := range insightsOps {
			if o.op == other.op && (o.schema != other.schema || o.status != other.status) {
				t.Errorf("%s is judged in two ways", o.op)
			}
		}
	}
	if !slices.Contains(known, "InsightsErrorResponse") {
		t.Error("there is no schema of errors")
	}
}
