package mutant

import (
	"net/http"
	"slices"
	"strings"
)

// insightsSessions is lies about sessions.
var insightsSessions = []defect{
	{"session-refused", "No session can be created.", breaks("WFL-03", "WFL-04"), guarded([]op{putSession}, always, http.StatusForbidden, "FORBIDDEN")},
	{"session-for-who-returns-refused", "Once a consumer is known no other session can be created.", breaks("WFL-11", "WFL-12"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				if c.op == putSession && d.word(c, "known") != "" {
					return refusal(http.StatusConflict, "CONFLICT")
				}
				a := good(c)
				if c.op == getFlow && a.doc().object("data").text("state") == "FINISHED" {
					d.write(c, "known", "yes")
				}
				return a
			}
		})},
	{"empty-scope-refused", "An empty insights_refresh is not enough for a session.", breaks("WFL-04", "SES-PUT-02"),
		strict([]op{putSession}, func(body object) bool {
			scope := body.object("consent_scope").object("insights_refresh")
			return scope != nil && len(scope) == 0
		})},
	{"session-without-self", "A session has no address of its own.", breaks("SES-PUT-01", "API-BODY-01"), lacking([]op{putSession}, "self")},
	{"session-with-relative-self", "A session's address is a path.", breaks("SES-PUT-01"),
		told([]op{putSession}, func(_ *call, data object) { data["self"] = pathOf(data.text("self")) })},
	{"session-without-consent-address", "A session has no address of its consent.", breaks("SES-PUT-01", "API-BODY-01"), lacking([]op{putSession}, "consent")},
	{"insights-flow-not-offered", "A session with insights_refresh does not offer the flow.", breaks("SES-PUT-02"),
		told([]op{putSession}, func(_ *call, data object) { data.forget("flows.insights_refresh") })},
	{"insights-flow-always-offered", "A session without insights_refresh offers the flow.", breaks("SES-PUT-03"),
		told([]op{putSession}, func(_ *call, data object) {
			data.object("flows").put("insights_refresh", data.text("self")+"/flows/insights-refresh")
		})},
	{"flow-without-scope", "An Insights-Refresh flow runs in a session that does not ask for one.", breaks("SES-PUT-04"),
		alter(turned([]op{startInsights}, http.StatusForbidden), func(c *call, a *answer) {
			a.become(http.StatusCreated, object{"data": object{"flow_id": strings.Repeat("0", 32), "state": "CONSUMER_INPUT_NEEDED",
				"self": "http://" + c.Host + c.URL.Path, "client_token": "e30.e30.e30"}})
		})},
	{"session-without-psu", "A session for Insights needs no psu.", breaks("SES-PUT-05"),
		lenient([]op{putSession}, func(_ *call, body object) {
			body["psu"] = object{"user_agent": "Mozilla/5.0", "ip_address": "203.0.113.7"}
		})},
	{"language-refused", "A session with a language is refused.", breaks("SES-PUT-06"), strict([]op{putSession}, hasMember("language"))},
	{"return-url-refused", "A session with a redirect_return_url is refused.", breaks("SES-PUT-06"), strict([]op{putSession}, hasMember("redirect_return_url"))},
	{"keys-refused", "A session with keys is refused.", breaks("SES-PUT-06"), strict([]op{putSession}, hasMember("keys"))},
	{"small-country-refused", "A country_code in small letters is refused.", breaks("SES-PUT-07"),
		strict([]op{putSession}, func(body object) bool {
			country := body.object("selected_bank").text("country_code")
			return country != strings.ToUpper(country)
		})},
	{"selected-bank-ignored", "A session's selected_bank is ignored.", breaks("SES-PUT-08"), ignoring([]op{putSession}, "selected_bank")},
	{"unknown-bank-ignored", "A selected_bank that there is not is ignored.", breaks("SES-PUT-09"), overlooking([]op{putSession}, "selected_bank")},
	{"any-lifetime", "A lifetime of any length is taken.", breaks("SES-PUT-10"), overlooking([]op{putSession}, "consent_scope.lifetime")},
	{"any-aspsp-access", "Any aspsp_access is taken.", breaks("SES-PUT-11"), overlooking([]op{putSession}, "aspsp_access")},
	{"short-id-of-twelve", "The short id of a session has 12 letters.", breaks("SES-PUT-12"),
		told([]op{putSession, getSession}, func(_ *call, data object) {
			if id := data.text("session_id"); len(id) > 12 {
				data["session_id_short"] = id[:12]
			}
		})},
	{"one-session-for-all", "Every session is the first.", breaks("SES-PUT-13"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				if first := d.copied(c, "first"); c.op == putSession && first != nil {
					return first
				}
				a := good(c)
				if c.op == putSession && a.ok() {
					d.write(c, "first", a.copy())
				}
				return a
			}
		})},
	{"flow-addresses-swapped", "The address of the accounts flow starts a balances flow.", breaks("SES-PUT-14"),
		told([]op{putSession}, func(_ *call, data object) {
			if flows := data.object("flows"); flows["accounts"] != nil && flows["balances"] != nil {
				flows["accounts"], flows["balances"] = flows["balances"], flows["accounts"]
			}
		})},
	{"session-reads-another", "What is at a session's self has another id.", breaks("SES-GET-01"),
		told([]op{getSession}, func(_ *call, data object) { data["session_id"] = strings.Repeat("0", 32) })},
	{"session-without-state", "A session has no state.", breaks("SES-GET-01", "API-BODY-01"), lacking([]op{getSession}, "state")},
	{"no-current-flow", "A session does not name the flow that runs.", breaks("SES-GET-02"), lacking([]op{getSession}, "current_flow")},
	{"no-previous-flows", "A session does not name the flows that have ended.", breaks("SES-GET-02"), lacking([]op{getSession}, "previous_flows")},
	{"ended-flow-is-current", "A flow that has ended is still the session's current one.", breaks("SES-GET-02"),
		told([]op{getSession}, func(_ *call, data object) {
			if ended := data.list("previous_flows"); len(ended) > 0 && data["current_flow"] == nil {
				data["current_flow"] = ended[len(ended)-1]
			}
		})},
	{"session-without-bank", "A session never names its bank.", breaks("SES-GET-03"), lacking([]op{getSession}, "bank")},
	{"bank-before-choice", "A session names a bank before the consumer has chosen one.", breaks("SES-GET-03"),
		told([]op{getSession}, func(_ *call, data object) {
			if data["bank"] == nil {
				data["bank"] = object{"bank_name": "Testbank", "bank_code": "88888888", "country_code": "DE", "connection": "PSD2",
					"bank_krn": "krn:openbanking:global:bank:0", "integration_krn": "krn:openbanking:global:integration:0", "sub_integration_krn": "krn:openbanking:global:sub-integration:0"}
			}
		})},
	{"session-active", "A session that runs is called ACTIVE.", breaks("SES-GET-04"),
		told([]op{getSession}, func(_ *call, data object) {
			if data.text("state") == "RUNNING" {
				data["state"] = "ACTIVE"
			}
		})},
	{"unknown-session-403", "A session that there is not is answered 403.", breaks("SES-GET-05"), alter(turned([]op{getSession}, http.StatusNotFound), denying(http.StatusForbidden, "FORBIDDEN"))},
	{"close-does-nothing", "Closing a session does nothing.", breaks("SES-DEL-01", "SES-DEL-02", "SES-DEL-03", "CNS-GET-04"),
		silent([]op{closeSession}, always, http.StatusNoContent, "")},
	{"closed-session-usable", "A session that was closed gives its consent still.", breaks("CNS-GET-04"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				if c.op == closeSession { // what can be had is taken before
					if taken := good(c.to(http.MethodPost, sessionPath(c)+"/consent/get", nil)); taken.ok() {
						d.write(c, "consent "+c.session(), taken)
					}
				}
				a := good(c)
				if taken := d.copied(c, "consent "+c.session()); c.op == getConsent && !a.ok() && taken != nil {
					return taken
				}
				return a
			}
		})},
	{"flow-in-closed-session", "A flow is started in a session that was closed.", breaks("SES-DEL-03"),
		alter(turned(starts, http.StatusConflict), func(c *call, a *answer) {
			a.become(http.StatusCreated, object{"data": object{"flow_id": strings.Repeat("0", 32), "state": "CONSUMER_INPUT_NEEDED",
				"self": "http://" + c.Host + c.URL.Path, "client_token": "e30.e30.e30"}})
		})},
	{"session-times-out-after-10-minutes", "A session times out after 10 minutes.", breaks("SES-TIME-01"), dozing(10)},
	{"idle-session-never-times-out", "A session that nobody uses never times out.", breaks("SES-TIME-01"),
		told([]op{getSession}, func(_ *call, data object) {
			if data.text("state") == "TIMED_OUT" {
				data["state"] = "RUNNING"
			}
		})},
	{"second-flow-allowed", "A second flow is started while one runs, which ends by it.", breaks("SES-FLOW-01"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				if running := d.word(c, "flow of "+c.session()); a.status == http.StatusConflict && slices.Contains(starts, c.op) && running != "" {
					good(c.to(http.MethodDelete, sessionPath(c)+"/flows/"+running, nil))
					a = good(c)
				}
				if slices.Contains(starts, c.op) && a.ok() {
					d.write(c, "flow of "+c.session(), a.doc().object("data").text("flow_id"))
				}
				return a
			}
		})},
	{"second-flow-400", "A second flow is refused with 400.", breaks("SES-FLOW-01"), alter(turned(starts, http.StatusConflict), denying(http.StatusBadRequest, "badRequest"))},
	{"one-flow-a-session", "A session has one flow and no other.", breaks("SES-FLOW-02"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				if slices.Contains(starts, c.op) && d.word(c, "started "+c.session()) != "" {
					return refusal(http.StatusConflict, "CONFLICT")
				}
				a := good(c)
				if slices.Contains(starts, c.op) && a.ok() {
					d.write(c, "started "+c.session(), "yes")
				}
				return a
			}
		})},
	{"bank-forgotten", "With its second flow a session has another bank.", breaks("SES-FLOW-03"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				if slices.Contains(starts, c.op) && a.ok() {
					d.count(c, "flows of "+c.session())
				}
				if n, _ := d.read(c, "flows of "+c.session()).(int); c.op == getSession && n > 1 {
					if doc := a.doc(); doc.object("data").object("bank") != nil {
						bank := doc.object("data").object("bank")
						bank["country_code"], bank["bank_code"] = "AT", "00000"
						a.tell(doc)
					}
				}
				return a
			}
		})},
}

// refusal is a well-formed one, of a call that the good bank did not hear.
func refusal(status int, word string) *answer {
	a := &answer{header: http.Header{}}
	a.deny(status, word)
	return a
}

// hasMember tells of requests with a member.
func hasMember(name string) func(object) bool {
	return func(body object) bool { return body[name] != nil }
}

// sessionPath is the path of the session that a call is about.
func sessionPath(c *call) string { return "/xs2a/v1/sessions/" + c.session() }

// pathOf cuts an address to its path.
func pathOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	_, path, _ := strings.Cut(rest, "/")
	return "/" + path
}

// dozing shows a session timed out after so many minutes in which it was not
// started, nor a flow in it.
func dozing(minutes float64) lie {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			a := good(c)
			data := a.doc().object("data")
			switch {
			case c.op == putSession && a.ok():
				d.write(c, "used "+data.text("session_id"), a.date())
			case slices.Contains(starts, c.op) && a.ok():
				if a.date().Sub(d.at(c, "used "+c.session())).Minutes() >= minutes {
					a.deny(http.StatusConflict, "CONFLICT")
				}
			case c.op == getSession && a.ok() && a.date().Sub(d.at(c, "used "+c.session())).Minutes() >= minutes:
				doc := a.doc()
				doc.object("data")["state"] = "TIMED_OUT"
				a.tell(doc)
			}
			return a
		}
	})
}
