package mutant

import (
	"maps"
	"net/http"
	"slices"
	"strings"
)

// insightsForms is lies about the form of requests and answers, whatever they say.
var insightsForms = []defect{
	{"insights-as-text", "Good answers are declared text/plain.", breaks("API-CT-01"),
		alter(match(insightful).and(func(_ *call, a *answer) bool { return a.ok() && len(a.body) > 0 }), header("Content-Type", "text/plain"))},
	{"insights-errors-as-html", "Refusals are declared text/html.", breaks("API-CT-01"),
		alter(match(insightful).and(func(_ *call, a *answer) bool { return a.status >= 400 }), header("Content-Type", "text/html; charset=utf-8"))},
	{"declared-charset-refused", "A body that is declared with a charset is answered 415.", breaks("API-CT-02"),
		declared(func(kind string) bool { return strings.Contains(kind, "charset") })},
	{"undeclared-charset-refused", "A body that is declared without a charset is answered 415.", breaks("API-CT-02"),
		declared(func(kind string) bool { return kind == "application/json" })},
	{"insights-any-media-type", "A request body of any media type is taken.", breaks("API-CT-03"),
		instead(code415, func(c *call, _ *answer) *call { return c.set("Content-Type", "application/json") })},
	{"get-with-body-served", "A GET with a body is served.", breaks("API-GET-01"),
		func(good bank) bank {
			return func(c *call) *answer {
				if c.Method == http.MethodGet && insightful(c, nil) {
					c = c.with(nil)
				}
				return good(c)
			}
		}},
	{"get-with-body-400", "A GET with a body is answered 400.", breaks("API-GET-01"),
		alter(func(c *call, a *answer) bool {
			return c.Method == http.MethodGet && insightful(c, a) && len(c.body) > 0
		}, denying(http.StatusBadRequest, "BAD_REQUEST"))},
	{"insights-method-404", "A method that a path of Account Insights does not have is answered 404.", breaks("API-METHOD-01"),
		alter(match(insightful).and(having(http.StatusMethodNotAllowed)), denying(http.StatusNotFound, "NOT_FOUND"))},
	{"insights-allow-missing", "A 405 does not name the methods that there are.", breaks("API-METHOD-01"),
		alter(match(insightful).and(having(http.StatusMethodNotAllowed)), header("Allow", ""))},
	{"insights-path-400", "A path that there is not is answered 400.", breaks("API-PATH-01"),
		alter(func(c *call, a *answer) bool {
			return c.op == elsewhere && insightful(c, a) && a.status == http.StatusNotFound
		}, denying(http.StatusBadRequest, "BAD_REQUEST"))},
	{"data-unwrapped", "What a report has to tell stands at the top, without data.", breaks("API-ENV-01"),
		document(done(reportOps...), func(_ *call, doc object) {
			data := doc.object("data")
			delete(doc, "data")
			maps.Copy(doc, data)
		})},
	{"data-called-result", "What a session has to tell stands in result.", breaks("API-ENV-01"),
		document(done(putSession, getSession), func(_ *call, doc object) {
			doc["result"] = doc["data"]
			delete(doc, "data")
		})},
	{"command-without-body", "A command is answered without a body.", breaks("API-ENV-02"),
		alter(done(commands...), func(_ *call, a *answer) { a.body = nil })},
	{"command-answers-null", "A command is answered with null.", breaks("API-ENV-02"),
		alter(done(commands...), func(_ *call, a *answer) { a.body = []byte("null") })},
	{"member-with-underscore-refused", "A member of a session that the API does not name is answered 400.", breaks("API-JSON-01"),
		strict([]op{putSession}, strangeTo("selected_bank", "language", "allowed_countries", "preselected_country", "psu", "aspsp_access", "redirect_return_url", "consent_scope", "keys"))},
	{"unknown-member-of-flow-refused", "A member of a flow's request that the API does not name is answered 400.", breaks("API-JSON-01"),
		strict([]op{startInsights}, strangeTo("intended_reports", "refresh_days", "from_date", "to_date", "accounts", "insights_consumer_id", "data_retention_minutes", "store_consent", "allowed_accounts", "keys"))},
	{"unknown-member-of-storage-refused", "A member of what is put into storage that the API does not name is answered 400.", breaks("API-JSON-01"),
		strict([]op{newAccount, newTrans}, strangeTo("insights_consumer_id", "insights_account_id", "data_retention_minutes", "account", "transactions"))},
	{"unknown-member-of-report-refused", "A member of a report's request that the API does not name is answered 400.", breaks("API-JSON-01"),
		strict(reportOps, func(body object) bool {
			for name := range body {
				if strings.HasPrefix(name, "_") || strings.Contains(name, "unknown") || strings.Contains(name, "x_") {
					return true
				}
			}
			return false
		})},
}

func declared(bad func(kind string) bool) lie {
	return alter(func(c *call, a *answer) bool {
		return insightful(c, a) && a.ok() && len(c.body) > 0 && bad(c.Header.Get("Content-Type"))
	}, denying(http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE"))
}

func code415(c *call, a *answer) bool {
	return insightful(c, a) && a.status == http.StatusUnsupportedMediaType
}

func having(status int) match {
	return func(_ *call, a *answer) bool { return a.status == status }
}

// strangeTo tells whether a document has other members than these.
func strangeTo(known ...string) func(object) bool {
	return func(body object) bool {
		for name := range body {
			if !slices.Contains(known, name) {
				return true
			}
		}
		return false
	}
}
