package insights

import (
	"net/http"
	"net/url"
	"sync"

	"github.com/gorilla/mux"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/insights/app"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
)

// The Auth API, as the XS2A App calls it (4.2). Its real form is for white label
// integrators, encrypts what the consumer types, and could be read in part only;
// this one is simplified, and inferred but for data.state, data.next and the path.
//
//	GET  /branded/xs2a/v1/wizard/{flow_id}   what the consumer sees now
//	POST …                                   what the consumer answers
//
// Both answer {"data": {"state", "next", "result"}}; next is where the next call
// goes. The result has a context and what is asked there:
//
//	context   bank, method, credentials, sca, accounts, consent or end
//	form      {form_identifier, elements: [{key, kind, label, value?, hint?, error?, options?}]}
//	redirect  {id, url}                      the bank's own page
//	wait      {poll_after_seconds, message}  for a confirmation given elsewhere
//	scope     what will be read, and whether the consent is stored
//	back      true if there is a step to go back to
//	error     {category, message}            with the category cut for the consumer (1.6)
//
// An answer is one of
//
//	{"form_identifier": "…", "data": [{"key": "…", "value": "…"}]}
//	{"redirect_id": "…", "return_url": "…?result=success"}      or failure, or abort
//	{"action": "back"} or {"action": "abort"}
//
// No Authorization: who knows the flow_id is the consumer. No CORS: the app is of
// the same origin. The same steps and answers are what the control plane takes when
// it completes a flow without a browser.
const wizardPath = "/branded/xs2a/v1/wizard/{flow_id}"

// readStep answers what the flow is at. It counts as a look at the flow.
func readStep(s *server, w http.ResponseWriter, r *http.Request) error {
	journal.Tag(r, "readWizard", "", "")
	if err := bodiless(r); err != nil {
		return err
	}
	step, err := s.cfg.Aggregator.Step(mux.Vars(r)["flow_id"])
	return s.sendStep(w, r, step, err)
}

// answerStep hands over what the consumer answered, and answers what comes next.
func answerStep(s *server, w http.ResponseWriter, r *http.Request) error {
	journal.Tag(r, "answerWizard", "", "")
	journal.Typed(r)
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	var in wizardIn
	c := &call{Request: r, header: w.Header(), body: body}
	if err := c.read("WizardRequest", &in, noMoreRules); err != nil {
		return err
	}
	step, err := s.cfg.Aggregator.Answer(mux.Vars(r)["flow_id"], in.input())
	return s.sendStep(w, r, step, err)
}

func (s *server) sendStep(w http.ResponseWriter, r *http.Request, step aggregator.Step, err error) error {
	if err != nil {
		return err
	}
	send(w, r, http.StatusOK, data[stepOut]{stepOutOf(step, s.cfg.Base(r))})
	return nil
}

// wizardURL is the auth_url of a flow, which its client_token carries (1.7).
func wizardURL(base, flow string) string {
	return base + "/branded/xs2a/v1/wizard/" + url.PathEscape(flow)
}

// appFiles are the XS2A App (4.1), the same for all tenants, and read when somebody
// asks for the first of them.
var appFiles = sync.OnceValue(app.Handler)

func serveApp(_ *server, w http.ResponseWriter, r *http.Request) error {
	journal.Tag(r, "getApp", "", "")
	appFiles().ServeHTTP(w, r)
	return nil
}

// pages are what a consumer's browser asks for. None of them needs a token.
var pages = []Route{
	{http.MethodGet, wizardPath, "readWizard", readStep},
	{http.MethodPost, wizardPath, "answerWizard", answerStep},
	{http.MethodGet, bankPath, "getBankPage", showBank},
	{http.MethodPost, bankPath, "answerBankPage", answerBank},
	{http.MethodGet, app.LauncherPath + "{file}", "getApp", serveApp},
	{http.MethodGet, app.WidgetPath + "{file}", "getApp", serveApp},
	{http.MethodGet, app.WidgetPath + "views/{file}", "getApp", serveApp},
}
